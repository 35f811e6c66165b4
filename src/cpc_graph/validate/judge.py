"""Judge files by the rules: read them, gather what the rules need, run the engine, tell what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.names import BASE
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.intake import shown
from cpc_graph.rdf.terms import iri
from cpc_graph.store.reader import Store
from cpc_graph.validate.asof import Calendar, Days, book_on, calendar, days_of
from cpc_graph.validate.context import context_of
from cpc_graph.validate.documents import contents_of
from cpc_graph.validate.engine import Result
from cpc_graph.validate.engines import ENGINES
from cpc_graph.validate.facts import Facts
from cpc_graph.validate.finding import Finding, Law, Node, Report, by_gravity, text_of
from cpc_graph.validate.fixes import Mender
from cpc_graph.validate.legibility import legibility_of
from cpc_graph.validate.lines import line_of
from cpc_graph.validate.ontology import load_ontology
from cpc_graph.validate.proof import Proof, Said
from cpc_graph.validate.rules import Rule, Rulebook, load_rules
from cpc_graph.validate.vocabulary import unknown_terms
from cpc_graph.validate.words import WORDS

_TYPE, _LABEL, _VERSION_OF = iri("rdf:type"), iri("rdfs:label"), iri("cpc:versionOf")
_TOO_MANY = {f"{name}ConstraintComponent" for name in ("MaxCount", "UniqueLang")}


@dataclass(frozen=True, slots=True)
class Given:
    """What is judged: the quads of the files, and which file describes which node."""

    files: tuple[Path, ...]
    quads: tuple[Quad, ...]
    described: dict[Node, Path]


def read(files: Sequence[Path | str]) -> Given:
    """Read the files that are judged together. Raises InputError."""
    quads: list[Quad] = []
    described: dict[Node, Path] = {}
    for path in map(Path, files):
        found = read_quads(path)
        quads += found
        for subject in {quad.subject for quad in found}:
            described.setdefault(subject, path)
    return Given(tuple(map(Path, files)), tuple(quads), described)


def judge(
    given: Given, *, store: Store | pyoxigraph.Store | None, as_of: dt.date | None, context: bool, engine: str = "fast"
) -> Report:
    """Judge files by the shipped rules; see `validate`."""
    known = store.raw if isinstance(store, Store) else store
    dates = calendar(load_rules(), known)
    days = days_of(given.quads)
    judging = [as_of] if as_of else list(days.signed.values())
    book = book_on(load_rules(), dates, judging)
    until = max(judging, default=None)
    around = context_of(given.quads, known, until=until) if context and known is not None else []
    content = [*contents_of([*given.quads, *around], given.files), *legibility_of(given.quads)]
    facts = Facts([*given.quads, *around, *content, *load_ontology().quads])
    results = ENGINES[engine](facts, book.quads)
    results += unknown_terms(given.quads, book)
    beside = Around.of([*around, *content])
    teller = Teller(given, book, dates, days, as_of, Proof(given.quads), beside, Mender(facts, book.quads))
    return teller.report(results)


@dataclass(frozen=True, slots=True)
class Around:
    """What the context describes, what it says the kind of, its labels, and the versions of provisions in it."""

    described: frozenset[Node]
    typed: frozenset[Node]
    labels: Mapping[Node, tuple[Literal, ...]]
    versions: Mapping[Node, Law]

    @classmethod
    def of(cls, quads: Sequence[Quad]) -> Around:
        """Index what stands beside the files."""
        labels: dict[Node, tuple[Literal, ...]] = {}
        for quad in quads:
            if quad.predicate == _LABEL and isinstance(quad.object, Literal):
                labels[quad.subject] = (*labels.get(quad.subject, ()), quad.object)
        versions = {quad.subject for quad in quads if quad.predicate == _VERSION_OF}
        return cls(
            frozenset(quad.subject for quad in quads),
            frozenset(quad.subject for quad in quads if quad.predicate == _TYPE),
            labels,
            {node: _law(node, {each.language or "": each.value for each in labels.get(node, ())}) for node in versions},
        )

    def law(self, node: Node | None) -> tuple[Law, ...]:
        """Return the law that a finding's value is, if it is a version of a provision."""
        return (self.versions[node],) if node is not None and node in self.versions else ()


def _law(node: Node, labels: Mapping[str, str]) -> Law:
    name = text_of(node)
    return Law(name, labels.get("fr", name), labels.get("en", name))


@dataclass(frozen=True, slots=True)
class Teller:
    """Turns results of the engine into findings on the files. `around`: what only their context describes."""

    given: Given
    book: Rulebook
    dates: Calendar
    days: Days
    as_of: dt.date | None
    proof: Proof
    around: Around
    mender: Mender | None = None

    def report(self, results: Iterable[Result], *, once: bool = True) -> Report:
        """Keep the results on nodes of the files, tell each `once`, and put the gravest first."""
        ours = sorted((result for result in results if self._ours(result)), key=self._file_of)
        findings = [self._mended(result) for result in ours]
        order = sorted(dict.fromkeys(findings) if once else findings, key=by_gravity)
        return Report(
            findings=tuple(order),
            files=tuple(shown(path) for path in self.given.files),
            as_of=self.as_of,
            rules=len(self.book.rules),
            judged=len(self.given.described),
        )

    def _in_file(self, result: Result) -> Path | None:
        return self.given.described.get(result.focus) or self.given.described.get(result.value or result.focus)

    def _file_of(self, result: Result) -> str:
        """Name the file of a result: those of one file are told together, so that its lines are looked up once."""
        return str(self._in_file(result))

    def _day(self, node: Node) -> dt.date | None:
        return self.as_of or self.days.of(node)

    def _ours(self, result: Result) -> bool:
        """Tell a finding on the files from one on their context, or by a rule of another day than the act's."""
        if self._theirs(result.focus) and not self.proof.holds(result.value):
            return False
        if result.focus not in self.given.described and self._theirs(result.value):
            return False
        if self._only_named(result) and not self._says(result):
            return False
        return self.dates.judges(self.book.rules[result.shape], self._day(result.focus))

    def _only_named(self, result: Result) -> bool:
        """Tell what other files describe: an act that is cited, and, of law that is cited, what is missing."""
        known = result.focus in self.around.typed and not self.proof.values(result.focus, _TYPE)
        return known or (result.value is None and self.proof.is_cited(result.focus))

    def _says(self, result: Result) -> bool:
        """Tell whether the files say something of the property, or of the value, that a result is about."""
        path = result.path if isinstance(result.path, NamedNode) else None
        said = path is not None and bool(self.proof.values(result.focus, path))
        return said or self.proof.holds(result.value) or self.proof.leading(result.focus, result.value) is not None

    def _theirs(self, node: Node | None) -> bool:
        return node in self.around.described and node not in self.given.described

    def _finding(self, result: Result) -> Finding:
        rule = self.book.rules[result.shape]
        steps = self.book.paths.get(result.shape)
        path = result.path if isinstance(result.path, NamedNode) else None
        if path is None and steps != ():  # a rule on several properties does not say which
            path = self.proof.leading(result.focus, result.value)
        value = None if result.value == result.focus else result.value
        said = self.proof.aimed(result.focus, path, value)
        file = self._in_file(result)
        return Finding(
            rule=rule.name,
            severity=rule.severity,
            focus=said.focus,
            message_fr=self._message(rule, "fr", said, result),
            message_en=self._message(rule, "en", said, result),
            path=said.path,
            value=said.value,
            laws=(*self.dates.laws(rule, self._day(said.focus)), *self.around.law(said.value)),
            quotes=self.proof.quotes(said, place=value),
            file=shown(file) if file else None,
            line=line_of(file, said, result) if file else None,
            component=result.component,
            itself=value is None and result.value is not None and said.focus == result.focus,
            steps=steps or () if path is None else (),
            graded=rule.graded,
            sentence_fr=rule.label.get("fr", ""),
            sentence_en=rule.label.get("en", ""),
        )

    def _mended(self, result: Result) -> Finding:
        finding = self._finding(result)
        return replace(finding, fix=self.mender.fix(result.shape, finding)) if self.mender else finding

    def _message(self, rule: Rule, lang: str, said: Said, result: Result) -> str:
        """Return the rule's message; where there are too many values it names them."""
        text = rule.message.get(lang) or next(iter(rule.message.values()), rule.name)
        if said.value is not None or said.path is None or result.component not in _TOO_MANY:
            return text
        values = sorted({self._name(node, lang) for node in self.proof.values(said.focus, said.path)})
        told = str(WORDS[lang]["semicolon"]).join(values)
        return f"{text} ({told})" if len(values) > 1 else text

    def _name(self, node: Node, lang: str) -> str:
        """Return what stands for a node in a sentence: its label, else its path, else the text of a literal."""
        labels = [*self.proof.values(node, _LABEL), *self.around.labels.get(node, ())]
        texts = {label.language or "": label.value for label in labels if isinstance(label, Literal)}
        return texts.get(lang) or next(iter(texts.values()), text_of(node).removeprefix(BASE))
