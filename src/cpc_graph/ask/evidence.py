"""Read assertions out of the evidence graphs: what is said, how it is known, by which sentence."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode

from cpc_graph.ask.assertion import Assertion, Link, Quote
from cpc_graph.ask.bind import bind_rows
from cpc_graph.ask.described import Descriptions, batches
from cpc_graph.ask.phrases import property_name
from cpc_graph.ask.source import Row, Source, rows
from cpc_graph.names import CPC, PREFIXES
from cpc_graph.rdf.terms import Term, iri

__all__ = ["Assertion", "Key", "Link", "Quote", "assertions_of", "read_assertions"]

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
# By subject and property alone: bound too, the objects would cost more than what they leave out.
_SAYING = (
    _HEAD
    + """
SELECT DISTINCT ?subject ?predicate ?object ?assertion WHERE {
  VALUES (?subject ?predicate) { (UNDEF UNDEF) }
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
_CONFLICTS = (
    _HEAD
    + """
SELECT DISTINCT ?assertion ?conflict WHERE { VALUES (?assertion) { (UNDEF) } ?conflict cpc:conflictOf ?assertion }
ORDER BY ?assertion ?conflict"""
)
_LINKS = ("prov:hadPrimarySource", "prov:wasDerivedFrom", "cpc:failsUnder", "cpc:holdsUnder", "cpc:searchedIn")
_LINKED = (*_LINKS, "cpc:underReading")
_NAMED = ("rdf:subject", "rdf:predicate", "cpc:byRule", "cpc:byProvision", "cpc:confidence")
_KINDS = ("cpc:MeasureState", "cpc:ProvisionVersion", "cpc:Term")  # whose properties have names of their own

Key = tuple[Term, Term, Term | None]


def assertions_of(source: Source, keys: Iterable[Key]) -> dict[Key, list[NamedNode]]:
    """Find the assertions of each statement; for one without object, what stands in its place."""
    wanted = dict.fromkeys(keys)
    found: dict[Key, list[NamedNode]] = {}
    said = dict.fromkeys((subject, predicate) for subject, predicate, value in wanted if value is not None)
    for row in _about(source, _SAYING, said):
        _collect(found, wanted, row, row["object"])
    unsaid = dict.fromkeys((subject, predicate) for subject, predicate, value in wanted if value is None)
    for row in _about(source, _INSTEAD, unsaid):
        _collect(found, wanted, row, None)
    return found


def _about(source: Source, query: str, pairs: Iterable[tuple[Term, Term]]) -> Iterator[Row]:
    for batch in batches(pairs):
        yield from rows(source, bind_rows(query, ["subject", "predicate"], [list(pair) for pair in batch]))


def _collect(found: dict[Key, list[NamedNode]], wanted: Container[Key], row: Row, value: Term | None) -> None:
    subject, predicate, node = row["subject"], row["predicate"], row["assertion"]
    if subject is None or predicate is None or (subject, predicate, value) not in wanted:
        return
    if isinstance(node, NamedNode):
        nodes = found.setdefault((subject, predicate, value), [])
        if node not in nodes:
            nodes.append(node)


def read_assertions(source: Source, wanted: Sequence[NamedNode], lang: str) -> dict[NamedNode, Assertion]:
    """Read assertions and, with them, everything that they are derived from."""
    known, order = Descriptions(), dict[NamedNode, None]()
    missing = list(dict.fromkeys(wanted))
    while missing:
        known.read(source, missing)
        order.update(dict.fromkeys(missing))
        operands = [value for node in missing for value in known.all(node, "prov:wasDerivedFrom")]
        missing = [one for one in dict.fromkeys(operands) if isinstance(one, NamedNode) and one not in order]
    nodes = [node for node in order if known.one(node, "cpc:statementStatus") is not None]
    conflicts = _conflicts(source, nodes)
    known.read_names(source, _mentioned(known, nodes, conflicts))
    read = {node: _assertion(known, node, conflicts.get(node, ()), lang) for node in nodes}
    for row in _each(source, _QUOTES, nodes):
        document, exact, start, end = (_text(row[name]) for name in ("document", "exact", "start", "end"))
        if isinstance(row["assertion"], NamedNode):
            read[row["assertion"]].quotes.append(Quote(document, exact, int(start), int(end)))
    return read


def _conflicts(source: Source, nodes: Iterable[NamedNode]) -> dict[NamedNode, list[NamedNode]]:
    found: dict[NamedNode, list[NamedNode]] = {}
    for row in _each(source, _CONFLICTS, nodes):
        node, conflict = row["assertion"], row["conflict"]
        if isinstance(node, NamedNode) and isinstance(conflict, NamedNode):
            found.setdefault(node, []).append(conflict)
    return found


def _each(source: Source, query: str, nodes: Iterable[NamedNode]) -> Iterator[Row]:
    for batch in batches(nodes):
        yield from rows(source, bind_rows(query, ["assertion"], [[node] for node in batch]))


def _mentioned(
    known: Descriptions, nodes: Iterable[NamedNode], conflicts: Mapping[NamedNode, Sequence[NamedNode]]
) -> Iterator[NamedNode]:
    """Yield all that an assertion names and a reader sees by its name."""
    for node in nodes:
        yield from conflicts.get(node, ())
        for prop in (*_NAMED, *_LINKED):
            yield from (value for value in known.all(node, prop) if isinstance(value, NamedNode))


def _assertion(known: Descriptions, node: NamedNode, conflicts: Iterable[NamedNode], lang: str) -> Assertion:
    subject, predicate = known.one(node, "rdf:subject"), known.one(node, "rdf:predicate")
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        raise ValueError(f"an assertion has a subject and a predicate: {node}")
    rule, law, degree = (known.one(node, prop) for prop in ("cpc:byRule", "cpc:byProvision", "cpc:confidence"))
    kind = next((one for one in _KINDS if iri(one) in known.all(subject, "rdf:type")), "")
    label = known.text(predicate, "rdfs:label", [lang])
    return Assertion(
        iri=node,
        subject=subject,
        predicate=predicate,
        object=known.one(node, "rdf:object"),
        status=_text(known.one(node, "cpc:statementStatus")).removeprefix(CPC),
        property_name=property_name(_local(predicate), kind.removeprefix("cpc:"), label, lang),
        rule=_text(rule).removeprefix(CPC) or None,
        rule_name=_label(known, rule, [lang]),
        law=_text(law) or None,
        law_name=_label(known, law, ["", lang]),
        reason=known.text(node, "cpc:reason", [lang]) or None,
        confidence=_label(known, degree, [lang]),
        links=[*_links(known, node, lang), *(Link("conflictOf", one, _name(known, one, lang)) for one in conflicts)],
    )


def _links(known: Descriptions, node: NamedNode, lang: str) -> Iterator[Link]:
    for prop in _LINKED:
        for target in known.all(node, prop):
            if isinstance(target, NamedNode):
                yield Link(prop.partition(":")[2], target, _name(known, target, lang))


def _name(known: Descriptions, thing: NamedNode, lang: str) -> str:
    """Return what to call a thing: its notation, the note of a conflict, a label; its IRI without any."""
    short = _text(known.one(thing, "skos:notation"))
    note = short or known.text(thing, "cpc:conflictNote", [lang])
    return note or known.text(thing, "rdfs:label", ["", lang]) or thing.value


def _label(known: Descriptions, thing: Term | None, languages: Sequence[str]) -> str | None:
    return (known.text(thing, "rdfs:label", languages) or None) if isinstance(thing, NamedNode) else None


def _text(term: Term | None) -> str:
    return "" if term is None else term.value


def _local(term: Term) -> str:
    return term.value.rpartition("#")[2] if "#" in term.value else term.value.rpartition("/")[2]
