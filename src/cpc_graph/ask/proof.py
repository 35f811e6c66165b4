"""The proof of an answer: for each row, the assertions that its statements rest on, operands included."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from cpc_graph.ask.evidence import Assertion, Key, Quote, assertions_of, read_assertions
from cpc_graph.ask.header import Question
from cpc_graph.ask.phrases import phrase
from cpc_graph.ask.source import Row, Source
from cpc_graph.rdf.terms import Term, iri


@dataclass(frozen=True, slots=True)
class Step:
    """One assertion of a proof, once per quote; subject, predicate and object are IRIs or lexical forms."""

    assertion: str
    subject: str
    predicate: str
    object: str | None
    status: str
    quote: Quote | None
    rule: str | None
    law: str | None

    def to_json(self) -> dict[str, Any]:
        """Return `{statement, status, quote, rule, law}`."""
        quote = self.quote
        return {
            "statement": {
                "id": self.assertion,
                "subject": self.subject,
                "predicate": self.predicate,
                "object": self.object,
            },
            "status": self.status,
            "quote": quote
            and {"document": quote.document, "exact": quote.exact, "start": quote.start, "end": quote.end},
            "rule": self.rule,
            "law": self.law,
        }


@dataclass(frozen=True, slots=True)
class Proof:
    """The steps, what must be said about them, and which rows hold under some readings only."""

    steps: tuple[Step, ...]
    because: tuple[str, ...]
    dependent: frozenset[int]


def prove(source: Source, question: Question, table: Sequence[Row], values: Mapping[str, Term], lang: str) -> Proof:
    """Find the proof of the rows of a question, in the order of rows and patterns."""
    keys = [list(_keys(question, row, values)) for row in (table or [{}])]
    found = assertions_of(source, (key for row_keys in keys for key in row_keys))
    direct = [[node for key in row_keys for node in found.get(key, ())] for row_keys in keys]
    read = read_assertions(source, [node for nodes in direct for node in nodes], lang)
    order = list(_with_operands([node for nodes in direct for node in nodes], read))
    steps = tuple(step for node in order for step in _steps(read[node]))
    said = {node for nodes in direct for node in nodes}
    because = dict.fromkeys(line for node in order if node in said for line in _because(read[node], lang))
    because |= dict.fromkeys(_of_operands([read[node] for node in order], said, lang))
    dependent = {at for at, nodes in enumerate(direct) if table and _fails_somewhere(nodes, read)}
    return Proof(steps, tuple(because), frozenset(dependent))


def _keys(question: Question, row: Row, values: Mapping[str, Term]) -> Iterator[Key]:
    for pattern in question.proof:
        subject, predicate = _term(pattern.subject, row, values), _term(pattern.predicate, row, values)
        if subject is not None and predicate is not None:
            yield subject, predicate, _term(pattern.object, row, values)


def _term(written: str, row: Row, values: Mapping[str, Term]) -> Term | None:
    if not written.startswith("?"):
        return iri(written)
    name = written[1:]
    value = row.get(name)
    return values.get(name) if value is None and name not in row else value


def _with_operands(nodes: Sequence[NamedNode], read: Mapping[NamedNode, Assertion]) -> Iterator[NamedNode]:
    """Yield each assertion once, followed by what it is derived from."""
    seen: set[NamedNode] = set()
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if node in seen or node not in read:
            continue
        seen.add(node)
        yield node
        stack.extend(link.target for link in reversed(read[node].linked("wasDerivedFrom")))


def _steps(one: Assertion) -> Iterator[Step]:
    quotes: Sequence[Quote | None] = one.quotes or [None]
    value = None if one.object is None else one.object.value
    for quote in quotes:
        yield Step(one.iri.value, one.subject.value, one.predicate.value, value, one.status, quote, one.rule, one.law)


def _fails_somewhere(nodes: Sequence[NamedNode], read: Mapping[NamedNode, Assertion]) -> bool:
    return any(read[node].linked("failsUnder") for node in _with_operands(nodes, read))


def _because(one: Assertion, lang: str) -> Iterator[str]:
    """Yield what a reader must know of a statement beyond its quote."""
    yield from _how_known(one, lang)
    for link in one.linked("conflictOf"):
        yield phrase("conflictOf", lang, property=one.property_name, note=link.name)
    yield from _readings(one, lang)


def _of_operands(order: Sequence[Assertion], said: Container[NamedNode], lang: str) -> Iterator[str]:
    """Yield the readings that bind operands, unless they bind what is said itself: one line is enough."""
    if not any(one.iri in said and one.linked("failsUnder") for one in order):
        for one in order:
            yield from _readings(one, lang)


def _readings(one: Assertion, lang: str) -> Iterator[str]:
    for kind in ("holdsUnder", "failsUnder"):
        if readings := ", ".join(link.name for link in one.linked(kind)):
            yield phrase(kind, lang, property=one.property_name, readings=readings)


def _how_known(one: Assertion, lang: str) -> Iterator[str]:
    said = {"property": one.property_name, "reason": one.reason or "", "confidence": one.confidence or ""}
    readings = one.linked("underReading")
    for link in readings:
        value = phrase("nothing", lang) if one.object is None else one.object.value
        why = f" ; {one.reason}" if lang == "fr" else f"; {one.reason}"
        yield phrase("underReading", lang, value=value, reading=link.name, **said) + (why if one.reason else "")
    if readings:
        return
    if one.status == "unknown":
        yield phrase("unknown", lang, **said) + _searched(one, lang)
    elif one.status == "inferred" and one.reason:
        yield phrase("inferred", lang, **said)
    elif one.status == "inferred" and one.rule:
        yield phrase("inferredByRule", lang, property=one.property_name, rule=one.rule_name or one.rule)
    elif one.status == "byOperationOfLaw" and one.law:
        yield phrase("byLaw", lang, property=one.property_name, law=one.law_name or one.law)
    elif one.status == "reported":
        names = ", ".join(link.name for link in one.linked("hadPrimarySource"))
        yield phrase("reported", lang, source=names, **said)


def _searched(one: Assertion, lang: str) -> str:
    names = ", ".join(link.name for link in one.linked("searchedIn"))
    return phrase("searched", lang, documents=names) if names else ""
