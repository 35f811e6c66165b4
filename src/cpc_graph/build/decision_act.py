"""The act under construction: its names, its draft, and the few ways in which a decision says things."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode

from cpc_graph.build.decision_words import Labels, fill, load_labels
from cpc_graph.build.lawtable import LawTable
from cpc_graph.build.statements import Draft, Evidence, Said, Span
from cpc_graph.errors import InputError
from cpc_graph.names import digest, slug
from cpc_graph.rdf.terms import Term, date, iri, text, typed
from cpc_graph.text.facts import Decision, Facts, Validity
from cpc_graph.text.links import Bilingual, Links, Party
from cpc_graph.text.values import Day, Quotes, Words

_LONGEST = 80  # characters of the object in an IRI


def act_path(facts: Facts, labels: Labels) -> str:
    """Name a decision by authority, day of signature, object and kind. Raises InputError."""
    decision, about = facts.decision, object_name(facts)
    if decision is None or decision.signed.value is None or about is None:
        raise InputError(
            fr=f"{facts.document.file} : sans date de signature ni produit, la décision n'a pas de nom",
            en=f"{facts.document.file}: without a day of signature and a product the decision has no name",
        )
    kind = labels.slug("actions", decision.action.text)
    day = decision.signed.value
    return f"eli/fr/{slug(decision.authority.text)}/decision/{day:%Y/%m/%d}/{short_slug(about)}/{kind}"


def object_name(facts: Facts) -> str | None:
    """Return what an act is about: the first product or the substance that it names, else the title of another act."""
    if facts.products:
        return facts.products[0].name
    if facts.about:
        return facts.about.text
    other = facts.decision is not None and facts.decision.action.text == "other"
    return facts.document.title.text if other and facts.document.title else None


def short_slug(name: str) -> str:
    """Return the slug of a name; of a long one the first words and a digest, so that two never meet.

    >>> short_slug("Protopic 0,1 %, pommade")
    'protopic-0-1-pommade'
    """
    whole = slug(name)
    if len(whole) <= _LONGEST:
        return whole
    return f"{whole[:_LONGEST].rpartition('-')[0]}-{digest(whole, 6)}"


@dataclass(frozen=True, slots=True)
class Act:
    """A decision, its links and the law, with the draft that its modules fill.

    `said` holds the assertions that others are computed from, by a short name.
    """

    facts: Facts
    decision: Decision
    links: Links
    law: LawTable
    labels: Labels
    path: str
    draft: Draft
    said: dict[str, NamedNode] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts, links: Links, law: LawTable) -> Act:
        """Start the draft of a decision. Raises InputError when the facts are of no decision."""
        labels = load_labels()
        path = links.act or act_path(facts, labels)
        assert facts.decision is not None
        return cls(facts, facts.decision, links, law, labels, path, Draft(path))

    @property
    def iri(self) -> NamedNode:
        """The act."""
        return iri(self.path)

    @property
    def day(self) -> dt.date:
        """The day of signature, which an act has or is refused."""
        assert self.decision.signed.value is not None
        return self.decision.signed.value

    @property
    def number(self) -> str:
        """What tells a second act of a day and object from the first: `-2`; nothing for the first."""
        match = re.search(r"-\d+$", self.path)
        return match[0] if match else ""

    @property
    def stamp(self) -> str:
        """What names the impact of the act and the state that it opens: its day, and its number if it has one."""
        return f"{self.day}{self.number}"

    @property
    def opens(self) -> bool:
        """Whether the act opens a state: one that suspends, ends or refuses a measure does not."""
        return self.decision.action.text in ("establish", "renew", "modify")

    @property
    def also(self) -> tuple[Words, ...]:
        """What the act does to its own measure beside its action; other acts that it abrogates are no part of it."""
        return tuple(one for one in self.decision.also if one.text != "abrogate")

    @property
    def validity(self) -> Validity | None:
        """The term that the text grants; None when it tells nothing of one, or when the act grants none."""
        told = self.decision.validity
        days = (told.start, told.end) if told else ()
        return told if told and (told.duration or any(day.value or day.quotes for day in days)) else None

    @property
    def document(self) -> str:
        """The path of the source document."""
        return f"{self.path}/fr/txt"

    @property
    def measure(self) -> str:
        """The slug that names the measure: the accepted one, else that of the act's object."""
        return self.links.measure.slug if self.links.measure else short_slug(object_name(self.facts) or "")

    def node(self, local: str) -> NamedNode:
        """Name something of the act."""
        return iri(f"{self.path}/{local}")

    def type(self, subject: NamedNode, *kinds: str, label: Said | Bilingual | None = None) -> None:
        """Give a node its classes and, in both languages, its label."""
        for kind in kinds:
            self.draft.add(subject, "rdf:type", iri(kind))
        if label:
            self.draft.add(subject, "rdfs:label", text(label.fr, "fr"))
            self.draft.add(subject, "rdfs:label", text(label.en, "en"))

    def spans(self, quotes: Quotes) -> tuple[Span, ...]:
        """Turn quotes into places of the source document."""
        return tuple(Span(self.document, quote.start, quote.end, quote.exact) for quote in quotes)

    def state(self, subject: NamedNode, predicate: str, value: Term, quotes: Quotes) -> NamedNode:
        """Say what the text states."""
        return self.draft.say(subject, predicate, value, Evidence("stated", quotes=self.spans(quotes)))

    def compute(
        self,
        subject: NamedNode,
        predicate: str,
        value: Term,
        rule: str,
        operands: tuple[NamedNode, ...],
        quotes: Quotes,
    ) -> NamedNode:
        """Say what a rule gives; `rule` is written as in the facts (`day-after-publication`) or in camel case."""
        evidence = Evidence("computed", rule=camel(rule), derived_from=operands, quotes=self.spans(quotes))
        return self.draft.say(subject, predicate, value, evidence)

    def infer(
        self, subject: NamedNode, predicate: str, value: Term, reason: Said, quotes: Quotes, *operands: NamedNode
    ) -> NamedNode:
        """Say what a person accepted, and why."""
        evidence = Evidence("inferred", reason=reason, derived_from=operands, quotes=self.spans(quotes))
        return self.draft.say(subject, predicate, value, evidence)

    def unknown(
        self,
        subject: NamedNode,
        predicate: str,
        reason: str,
        quotes: Quotes = (),
        *,
        earliest: dt.date | None = None,
        **words: Any,
    ) -> NamedNode:
        """Say that the text does not tell, for a reason of the table, and that all of it was searched."""
        evidence = Evidence(
            "unknown",
            reason=self.reason(reason, **words),
            quotes=self.spans(quotes),
            searched=(self.document,),
            earliest=earliest,
        )
        return self.draft.say(subject, predicate, None, evidence)

    def reason(self, key: str, **words: Any) -> Said:
        """Return a reason of the table with its blanks filled."""
        return fill(self.links.reasons[key], **words)

    def say_day(
        self, subject: NamedNode, predicate: str, day: Day, unknown: str, operands: tuple[NamedNode, ...] = ()
    ) -> NamedNode:
        """Say a day as it is known: stated, computed from operands, or unknown for a reason of the table."""
        if day.value is None:
            return self.unknown(subject, predicate, unknown, day.quotes)
        if day.rule is None:
            return self.state(subject, predicate, date(day.value), day.quotes)
        return self.compute(subject, predicate, date(day.value), day.rule, operands, day.quotes)

    def say_party(self, subject: NamedNode, predicate: str, words: Words, quotes: Quotes | None = None) -> NamedNode:
        """Say the party that the text calls so; unknown when the name is attached to nobody ("l'intéressé")."""
        found = self.links.party(words.text)
        if found is None:
            return self.unknown(subject, predicate, "party", words.quotes, words=words.text)
        return self.state(subject, predicate, self.describe(found), quotes or words.quotes)

    def say_regime(self, subject: NamedNode, regime: Words) -> None:
        """Say the regime of an act or a state; unknown when the vocabulary does not have it, or the text names two."""
        if regime.text in ("", "other"):
            self.unknown(subject, "cpc:regime", "regime" if regime.text else "two_regimes", regime.quotes)
        else:
            self.state(subject, "cpc:regime", iri(f"cpc:{regime.text}"), regime.quotes)

    def describe(self, party: Party) -> NamedNode:
        """Give a party its class and name."""
        node = iri(party.path)
        self.type(node, party.kind, label=party.label)
        return node


def duration(lexical: str) -> Literal:
    """Make an `xsd:duration`; it has no weeks, a week is seven days.

    >>> duration("P2W").value, duration("P12M").value
    ('P14D', 'P12M')
    """
    weeks = lexical.removeprefix("P").removesuffix("W")
    return typed(f"P{int(weeks) * 7}D" if lexical.endswith("W") and weeks.isdigit() else lexical, "duration")


def camel(rule: str) -> str:
    """Write the name of a rule as the vocabulary does.

    >>> camel("day-after-publication"), camel("versionOnDay")
    ('dayAfterPublication', 'versionOnDay')
    """
    first, *rest = rule.split("-")
    return first + "".join(word.capitalize() for word in rest)
