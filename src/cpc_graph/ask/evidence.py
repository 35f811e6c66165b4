"""Read assertions out of the evidence graphs: what is said, how it is known, by which sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind, bind_rows
from cpc_graph.ask.phrases import property_name
from cpc_graph.ask.source import Row, Source, rows
from cpc_graph.names import CPC, PREFIXES
from cpc_graph.rdf.terms import Term

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_SAYING = (
    _HEAD
    + """
SELECT DISTINCT ?subject ?predicate ?object ?assertion WHERE {
  VALUES (?subject ?predicate ?object) { (UNDEF UNDEF UNDEF) }
  ?assertion rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
} ORDER BY ?assertion"""
)
# DISTINCT everywhere: a triple that two graphs hold (a span that two of them quote) counts twice in their union.
# What stands in the place of a missing fact: an unknown, a value under a reading, values in conflict.
_INSTEAD = (
    _HEAD
    + """
SELECT DISTINCT ?subject ?predicate ?assertion WHERE {
  VALUES (?subject ?predicate) { (UNDEF UNDEF) }
  ?assertion rdf:subject ?subject ; rdf:predicate ?predicate .
  FILTER(EXISTS { ?assertion cpc:statementStatus cpc:unknown } || EXISTS { ?assertion cpc:underReading ?reading }
    || EXISTS { ?conflict cpc:conflictOf ?assertion })
} ORDER BY ?assertion"""
)
_CORE = (
    _HEAD
    + """
SELECT DISTINCT ?assertion ?subject ?kind ?predicate ?predicateName ?object ?status ?rule ?ruleName ?law ?lawName
  ?reason ?confidence WHERE {
  VALUES (?assertion) { (UNDEF) }
  VALUES ?lang { UNDEF }
  ?assertion rdf:subject ?subject ; rdf:predicate ?predicate ; cpc:statementStatus ?status .
  OPTIONAL { ?subject a ?kind . FILTER(?kind IN (cpc:MeasureState, cpc:Term, cpc:ProvisionVersion)) }
  OPTIONAL { ?assertion rdf:object ?object }
  OPTIONAL { ?assertion cpc:byRule ?rule }
  OPTIONAL { ?assertion cpc:byRule/rdfs:label ?ruleName FILTER(LANG(?ruleName) = ?lang) }
  OPTIONAL { ?assertion cpc:byProvision ?law }
  OPTIONAL { ?assertion cpc:byProvision/rdfs:label ?lawName FILTER(LANG(?lawName) IN ("", ?lang)) }
  OPTIONAL { ?assertion cpc:confidence/rdfs:label ?confidence FILTER(LANG(?confidence) = ?lang) }
  OPTIONAL { ?assertion cpc:reason ?reason FILTER(LANG(?reason) = ?lang) }
  OPTIONAL { ?predicate rdfs:label ?predicateName FILTER(LANG(?predicateName) = ?lang) }
}"""
)
_QUOTES = (
    _HEAD
    + """
SELECT DISTINCT ?assertion ?document ?exact ?start ?end WHERE {
  VALUES (?assertion) { (UNDEF) }
  ?assertion oa:hasTarget ?target .
  ?target oa:hasSource ?document ; oa:hasSelector/oa:exact ?exact ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
} ORDER BY ?document ?start"""
)
_LINKS = (
    _HEAD
    + """
SELECT DISTINCT ?assertion ?kind ?target ?name WHERE {
  VALUES (?assertion) { (UNDEF) }
  VALUES ?lang { UNDEF }
  { VALUES ?kind { prov:wasDerivedFrom cpc:holdsUnder cpc:failsUnder cpc:underReading cpc:searchedIn
                   prov:hadPrimarySource }
    ?assertion ?kind ?target }
  UNION
  { ?target cpc:conflictOf ?assertion . BIND(cpc:conflictOf AS ?kind) }
  OPTIONAL { ?target skos:notation ?short }
  OPTIONAL { ?target cpc:conflictNote ?note FILTER(LANG(?note) = ?lang) }
  OPTIONAL { ?target rdfs:label ?label FILTER(LANG(?label) IN ("", ?lang)) }
  BIND(COALESCE(?short, ?note, ?label) AS ?name)
} ORDER BY ?assertion ?kind ?target ?name"""
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of a source document: code points, half-open."""

    document: str
    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """What an assertion points at, by the local name of the property, with a name to show."""

    kind: str
    target: NamedNode
    name: str


@dataclass(slots=True)
class Assertion:
    """An assertion as read; `object` None means unknown."""

    iri: NamedNode
    subject: Term
    predicate: Term
    object: Term | None
    status: str
    property_name: str
    rule: str | None
    rule_name: str | None
    law: str | None
    law_name: str | None
    reason: str | None
    confidence: str | None
    quotes: list[Quote] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def linked(self, kind: str) -> list[Link]:
        """Return the links of one kind, each target once."""
        return list({link.target: link for link in reversed(self.links) if link.kind == kind}.values())[::-1]


Key = tuple[Term, Term, Term | None]


def assertions_of(source: Source, keys: Iterable[Key]) -> dict[Key, list[NamedNode]]:
    """Find the assertions of each statement; for one without object, what stands in its place."""
    wanted = list(dict.fromkeys(keys))
    found: dict[Key, list[NamedNode]] = {}
    said = [list(key) for key in wanted if key[2] is not None]
    if said:
        for row in rows(source, bind_rows(_SAYING, ["subject", "predicate", "object"], said)):
            _collect(found, row, row["object"])
    unsaid = [[subject, predicate] for subject, predicate, value in wanted if value is None]
    if unsaid:
        for row in rows(source, bind_rows(_INSTEAD, ["subject", "predicate"], unsaid)):
            _collect(found, row, None)
    return found


def read_assertions(source: Source, wanted: Sequence[NamedNode], lang: str) -> dict[NamedNode, Assertion]:
    """Read assertions and, with them, everything that they are derived from."""
    read: dict[NamedNode, Assertion] = {}
    missing = list(dict.fromkeys(wanted))
    while missing:
        batch = _read_batch(source, missing, lang)
        read.update(batch)
        operands = [link.target for one in batch.values() for link in one.linked("wasDerivedFrom")]
        missing = [node for node in dict.fromkeys(operands) if node not in read and node not in missing]
    return read


def _read_batch(source: Source, nodes: Sequence[NamedNode], lang: str) -> dict[NamedNode, Assertion]:
    table = [[node] for node in nodes]
    language = {"lang": Literal(lang)}
    batch: dict[NamedNode, Assertion] = {}
    for row in rows(source, bind_rows(bind(_CORE, language), ["assertion"], table)):
        assertion = _assertion(row, lang)
        batch.setdefault(assertion.iri, assertion)
    for row in rows(source, bind_rows(_QUOTES, ["assertion"], table)):
        _known(batch, row).quotes.append(
            Quote(_text(row["document"]), _text(row["exact"]), int(_text(row["start"])), int(_text(row["end"])))
        )
    for row in rows(source, bind_rows(bind(_LINKS, language), ["assertion"], table)):
        if isinstance(row["target"], NamedNode):
            name = _text(row["name"]) or row["target"].value
            _known(batch, row).links.append(Link(_local(row["kind"]), row["target"], name))
    return batch


def _assertion(row: Row, lang: str) -> Assertion:
    node, subject, predicate = row["assertion"], row["subject"], row["predicate"]
    if not isinstance(node, NamedNode) or subject is None or predicate is None:
        raise ValueError("an assertion is an IRI with a subject and a predicate")
    return Assertion(
        iri=node,
        subject=subject,
        predicate=predicate,
        object=row["object"],
        status=_text(row["status"]).removeprefix(CPC),
        property_name=property_name(_local(predicate), _local(row["kind"]), _text(row["predicateName"]), lang),
        rule=_text(row["rule"]).removeprefix(CPC) or None,
        rule_name=_text(row["ruleName"]) or None,
        law=_text(row["law"]) or None,
        law_name=_text(row["lawName"]) or None,
        reason=_text(row["reason"]) or None,
        confidence=_text(row["confidence"]) or None,
    )


def _known(batch: dict[NamedNode, Assertion], row: Row) -> Assertion:
    node = row["assertion"]
    if not isinstance(node, NamedNode) or node not in batch:
        raise ValueError(f"an assertion without status: {node}")
    return batch[node]


def _collect(found: dict[Key, list[NamedNode]], row: Row, value: Term | None) -> None:
    subject, predicate, node = row["subject"], row["predicate"], row["assertion"]
    if subject is not None and predicate is not None and isinstance(node, NamedNode):
        nodes = found.setdefault((subject, predicate, value), [])
        if node not in nodes:
            nodes.append(node)


def _text(term: Term | None) -> str:
    return "" if term is None else term.value


def _local(term: Term | None) -> str:
    value = _text(term)
    return value.rpartition("#")[2] if "#" in value else value.rpartition("/")[2]
