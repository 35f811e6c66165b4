"""Whether a stated value stands in the words quoted for it, given to the engine for the time of a validation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from cpc_graph.names import CPC, PREFIXES
from cpc_graph.rdf.terms import Term, iri
from cpc_graph.text.legible import Legible, is_connector_legible, is_day_legible, is_length_legible

_LEGIBILITY = iri("cpc:legibility")
_STATUS, _STATED, _PREDICATE, _OBJECT = (
    iri("cpc:statementStatus"),
    iri("cpc:stated"),
    iri("rdf:predicate"),
    iri("rdf:object"),
)
_TARGET, _SELECTOR, _EXACT = iri("oa:hasTarget"), iri("oa:hasSelector"), iri("oa:exact")
_CONNECTOR = iri("cpc:connector")
_DATE, _DURATION = PREFIXES["xsd"] + "date", PREFIXES["xsd"] + "duration"
# The text gives the day of a version of the law by another day ("antérieure au 1er juillet 2021").
_NOT_WRITTEN = {iri("cpc:asInForceOn")}
_READ_BY = {_STATUS, _PREDICATE, _OBJECT, _TARGET, _SELECTOR, _EXACT}


def legibility_of(quads: Iterable[Quad]) -> list[Quad]:
    """Return `<assertion> cpc:legibility "other"` or `"none"` for each stated value that its quotes do not carry.

    Days, durations, ages and connectors are read; nothing is said of an assertion without a quote.
    """
    said: dict[tuple[object, NamedNode], list[Term]] = {}
    for quad in quads:
        if quad.predicate in _READ_BY and isinstance(quad.object, (NamedNode, Literal)):
            said.setdefault((quad.subject, quad.predicate), []).append(quad.object)
    stated = [node for (node, name), values in said.items() if name == _STATUS and _STATED in values]
    return [
        Quad(node, _LEGIBILITY, Literal(found), DefaultGraph())
        for node in stated
        if isinstance(node, NamedNode) and (found := _worst(node, said)) != "read"
    ]


def _worst(node: NamedNode, said: dict[tuple[object, NamedNode], list[Term]]) -> Legible:
    quotes = [
        words.value
        for place in said.get((node, _TARGET), [])
        for selector in said.get((place, _SELECTOR), [])
        for words in said.get((selector, _EXACT), [])
    ]
    predicates = said.get((node, _PREDICATE), [])
    if not quotes or len(predicates) != 1 or predicates[0] in _NOT_WRITTEN:
        return "read"
    found = set(_judged(predicates[0], said.get((node, _OBJECT), []), quotes))
    return "other" if "other" in found else "none" if "none" in found else "read"


def _judged(predicate: Term, values: list[Term], quotes: list[str]) -> Iterator[Legible]:
    for value in values:
        if predicate == _CONNECTOR:
            yield is_connector_legible(value.value.removeprefix(CPC), quotes)
        elif isinstance(value, Literal) and value.datatype.value == _DURATION:
            yield is_length_legible(value.value, quotes)
        elif isinstance(value, Literal) and value.datatype.value == _DATE:
            day = _day(value.value)
            if day:
                yield is_day_legible(day, quotes)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:  # a rule on datatypes says so
        return None
