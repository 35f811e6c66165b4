"""A statement and its evidence: every triple that says law, date, person, product, indication or duty is made here.

A `Draft` collects what goes into one pair of named graphs (facts, evidence) and hands out the quads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode, Quad

from cpc_graph.names import BASE, digest
from cpc_graph.rdf.terms import Term, date, iri, text, typed

RDF_TYPE = iri("rdf:type")


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of a source document; `start` and `end` count code points, half-open; `exact` is the slice itself."""

    document: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in French and English."""

    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """An outside source of a reported statement."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a statement is known. `status` is the local name of a status of the vocabulary.

    stated: quotes; computed: rule and derived_from; inferred: rule or reason; byOperationOfLaw: provision and
    derived_from; reported: source and confidence; unknown: reason and searched (no object).
    """

    status: str
    quotes: tuple[Span, ...] = ()
    rule: str | None = None
    derived_from: tuple[NamedNode, ...] = ()
    reason: Said | None = None
    provision: str | None = None
    source: Source | None = None
    confidence: str | None = None
    observed_on: dt.date | None = None
    searched: tuple[str, ...] = ()
    earliest: dt.date | None = None
    latest: dt.date | None = None
    reading: str | None = None
    holds_under: tuple[str, ...] = ()
    fails_under: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse evidence that does not carry what its status needs."""
        needs = {
            "stated": bool(self.quotes),
            "computed": self.rule is not None,
            "inferred": self.rule is not None or self.reason is not None,
            "byOperationOfLaw": self.provision is not None,
            "reported": self.source is not None and self.confidence is not None,
            "unknown": self.reason is not None,
        }
        if not needs.get(self.status, False):
            raise ValueError(f"evidence of status {self.status} lacks what its status needs")


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple with its evidence; no object: unknown. A value under a reading or in conflict is not in the facts."""

    graph: str
    subject: NamedNode
    predicate: NamedNode
    object: Term | None
    evidence: Evidence
    in_facts: bool = True

    @property
    def iri(self) -> NamedNode:
        """Name the assertion by what it says."""
        parts = (self.graph, self.subject, self.predicate, self.object, self.evidence.status, self.evidence.reading)
        return NamedNode(BASE + "id/as/" + digest("\n".join(str(part) for part in parts), 16))


@dataclass(slots=True)
class Draft:
    """What will stand in `graph/<path>/facts` and `graph/<path>/evidence`."""

    path: str
    plain: set[tuple[NamedNode, NamedNode, Term]] = field(default_factory=set)
    statements: dict[NamedNode, Statement] = field(default_factory=dict)
    notes: set[tuple[NamedNode, NamedNode, Term]] = field(default_factory=set)

    def add(self, subject: NamedNode, predicate: str, value: Term) -> None:
        """Add a triple that needs no evidence: a type, a label, a part-of."""
        self.plain.add((subject, iri(predicate), value))

    def say(
        self, subject: NamedNode, predicate: str, value: Term | None, evidence: Evidence, *, in_facts: bool = True
    ) -> NamedNode:
        """Add a statement; return its assertion. Saying it again with other quotes or operands joins them."""
        statement = Statement(self.path, subject, iri(predicate), value, evidence, in_facts and value is not None)
        name = statement.iri  # a digest: made once
        known = self.statements.get(name)
        self.statements[name] = _joined(known, statement) if known is not None else statement
        return name

    def note(self, subject: NamedNode, predicate: str, value: Term) -> None:
        """Add a triple to the evidence graph: a reading, a conflict."""
        self.notes.add((subject, iri(predicate), value))

    def quads(self) -> Iterator[Quad]:
        """Yield the quads of both graphs, in no order, without repeats."""
        facts, evidence = (NamedNode(f"{BASE}graph/{self.path}/{kind}") for kind in ("facts", "evidence"))
        triples = set(self.plain) | {
            (st.subject, st.predicate, st.object)
            for st in self.statements.values()
            if st.in_facts and st.object is not None
        }
        yield from (Quad(s, p, o, facts) for s, p, o in triples)
        proof = set(self.notes)
        for statement in self.statements.values():
            proof.update(_assertion(statement))
        yield from (Quad(s, p, o, evidence) for s, p, o in proof)


def _joined(known: Statement, new: Statement) -> Statement:
    old, fresh = known.evidence, new.evidence
    evidence = replace(
        old,
        quotes=tuple(dict.fromkeys(old.quotes + fresh.quotes)),
        derived_from=tuple(dict.fromkeys(old.derived_from + fresh.derived_from)),
        searched=tuple(dict.fromkeys(old.searched + fresh.searched)),
    )
    return replace(known, evidence=evidence, in_facts=known.in_facts or new.in_facts)


Triple = tuple[NamedNode, NamedNode, Term]


def _assertion(statement: Statement) -> Iterator[Triple]:
    node, evidence = statement.iri, statement.evidence
    yield node, RDF_TYPE, iri("cpc:Assertion")
    yield node, iri("rdf:subject"), statement.subject
    yield node, iri("rdf:predicate"), statement.predicate
    if statement.object is not None:
        yield node, iri("rdf:object"), statement.object
    yield node, iri("cpc:statementStatus"), iri(f"cpc:{evidence.status}")
    for span in evidence.quotes:
        yield node, iri("oa:hasTarget"), target(span)
        yield from _span(span)
    yield from _grounds(node, evidence)


def target(span: Span) -> NamedNode:
    """Name the place that a quote stands at."""
    return NamedNode(f"{iri(span.document).value}/span/{span.start}-{span.end}")


def _span(span: Span) -> Iterator[Triple]:
    place = target(span)
    quote, position = NamedNode(place.value + "/quote"), NamedNode(place.value + "/position")
    yield place, RDF_TYPE, iri("oa:SpecificResource")
    yield place, iri("oa:hasSource"), iri(span.document)
    yield place, iri("oa:hasSelector"), quote
    yield place, iri("oa:hasSelector"), position
    yield quote, RDF_TYPE, iri("oa:TextQuoteSelector")
    yield quote, iri("oa:exact"), text(span.exact)
    yield position, RDF_TYPE, iri("oa:TextPositionSelector")
    yield position, iri("oa:start"), typed(str(span.start), "integer")
    yield position, iri("oa:end"), typed(str(span.end), "integer")


def _grounds(node: NamedNode, evidence: Evidence) -> Iterator[Triple]:
    links: list[tuple[str, str | None]] = [
        ("cpc:byRule", evidence.rule and f"cpc:{evidence.rule}"),
        ("cpc:byProvision", evidence.provision),
        ("cpc:confidence", evidence.confidence and f"cpc:{evidence.confidence}"),
        ("cpc:underReading", evidence.reading),
        *(("cpc:holdsUnder", reading) for reading in evidence.holds_under),
        *(("cpc:failsUnder", reading) for reading in evidence.fails_under),
        *(("cpc:searchedIn", document) for document in evidence.searched),
    ]
    yield from ((node, iri(predicate), iri(value)) for predicate, value in links if value)
    yield from ((node, iri("prov:wasDerivedFrom"), operand) for operand in evidence.derived_from)
    if evidence.source:
        source = iri(evidence.source.iri)
        yield node, iri("prov:hadPrimarySource"), source
        yield source, iri("rdfs:label"), text(evidence.source.label)
    if evidence.reason:
        yield node, iri("cpc:reason"), text(evidence.reason.fr, "fr")
        yield node, iri("cpc:reason"), text(evidence.reason.en, "en")
    days = (
        ("cpc:observedOn", evidence.observed_on),
        ("cpc:earliest", evidence.earliest),
        ("cpc:latest", evidence.latest),
    )
    yield from ((node, iri(predicate), date(day)) for predicate, day in days if day)
