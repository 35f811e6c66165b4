"""What a validation finds: frozen findings and the report that holds them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

# what a quad may hold; the gate lets no triple term (RDF 1.2) in
Node = NamedNode | BlankNode | Literal | Triple
SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a document; `start` and `end` count code points, half-open."""

    document: str
    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Law:
    """A version of a provision that a rule enforces or rests on, with its name in both languages."""

    iri: str
    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends a finding: `expected` in place of `wrong` (None: nothing goes), also in its `assertion`."""

    subject: Node
    predicate: NamedNode
    wrong: Node | None
    expected: Node
    assertion: Node | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a document: the rule, where, and the sentences and the law that show it.

    `rule` is the local name of one of our rules, or the IRI of somebody else's; `severity` is one of SEVERITIES;
    `line` counts from 1 and is given only when it is certain; `component` is the SHACL constraint that failed;
    `itself`: the value at fault is the focus node (SHACL says so for node shapes); `steps`: a path that is no property,
    as triples, the first of which starts at it; `graded`: the IRI of a severity that is none of SHACL's;
    `sentence_*`: what the rule asks; `accepted`: why the finding is accepted (a baseline), None where it is not.
    """

    rule: str
    severity: str
    focus: Node
    message_fr: str
    message_en: str
    path: NamedNode | None = None
    value: Node | None = None
    laws: tuple[Law, ...] = ()
    quotes: tuple[Quote, ...] = ()
    file: str | None = None
    line: int | None = None
    component: str | None = None
    itself: bool = False
    steps: tuple[Triple, ...] = ()
    graded: str | None = None
    sentence_fr: str = ""
    sentence_en: str = ""
    fix: Fix | None = None
    accepted: str | None = None

    def message(self, lang: str) -> str:
        """Return the message in `lang` ("fr" or "en")."""
        return self.message_en if lang == "en" else self.message_fr

    def sentence(self, lang: str) -> str:
        """Return what the rule asks, in `lang`."""
        return self.sentence_en if lang == "en" else self.sentence_fr

    @property
    def quote(self) -> str | None:
        """Return the first quote's words, if any."""
        return self.quotes[0].exact if self.quotes else None


@dataclass(frozen=True, slots=True)
class Report:
    """The findings on some files. `as_of`: the day whose law judged, None: each act's; `unused`: see `accept`."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()
    as_of: dt.date | None = None
    rules: int = 0
    judged: int = 0
    unused: tuple[str, ...] = ()

    def count(self, severity: str) -> int:
        """Count the findings of a severity that nobody accepted."""
        return sum(1 for finding in self.findings if finding.severity == severity and finding.accepted is None)

    @property
    def conforms(self) -> bool:
        """Tell whether nothing contradicts the rules: warnings and remarks do not count."""
        return self.count("Violation") == 0

    @property
    def exit_code(self) -> int:
        """Return the status of the command: 1 when there is a violation, else 0."""
        return 0 if self.conforms else 1


def text_of(node: Node) -> str:
    """Return a node as a person reads it: an IRI, `_:name`, or the lexical form of a literal."""
    return node.value if isinstance(node, (NamedNode, Literal)) else str(node)


def by_gravity(finding: Finding) -> tuple[int, str, str, str, str, int, str, str]:
    """Return the key that puts the gravest findings first, those of a rule together, else as the files have them."""
    return (
        SEVERITIES.index(finding.severity),
        finding.rule,
        text_of(finding.focus),
        str(finding.value or ""),
        finding.file or "",
        finding.line or 0,
        str(finding.path or ""),
        finding.message_fr,
    )
