"""How the day of an agenda is known: its status, the assertions behind it, and what must be known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.ask.evidence import Assertion, assertions_of, read_assertions
from cpc_graph.ask.names import Names
from cpc_graph.ask.source import Source
from cpc_graph.explain.grow import sentence
from cpc_graph.explain.words import phrase
from cpc_graph.rdf.terms import Term

_SURE = frozenset({"stated", "computed", "byOperationOfLaw"})
Statement = tuple[NamedNode, NamedNode, Term | None]


@dataclass(frozen=True, slots=True)
class Ground:
    """The status of a value, the sentences of its derivation, and the reasons and sources to tell."""

    status: str = "not-established"
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def grounds(source: Source, statements: Iterable[Statement], names: Names) -> dict[Statement, Ground]:
    """Return the ground of each statement; without an object, of what stands in its place."""
    wanted = list(dict.fromkeys(statements))
    found = assertions_of(source, wanted)
    read = read_assertions(source, [node for nodes in found.values() for node in nodes], names.lang)
    names.learn(term for one in read.values() for term in (one.subject, one.predicate, one.object))
    direct = {key: [read[node] for node in found.get(key, ()) if node in read] for key in wanted}
    return {key: _ground(key, nodes, read, names) for key, nodes in direct.items()}


def _ground(statement: Statement, direct: list[Assertion], read: dict[NamedNode, Assertion], names: Names) -> Ground:
    if not direct and statement[2] is not None:  # a fact, in a store that holds facts only
        return Ground("no-evidence")
    chain = list(_with_operands(direct, read))
    lines = dict.fromkeys(sentence(one, names) for one in chain)
    notes = dict.fromkeys(note for one in direct for note in _notes(one, names))
    return Ground(_status(direct, chain), tuple(lines), tuple(notes))


def _notes(one: Assertion, names: Names) -> Iterator[str]:
    """Yield the value under each reading, and the reason."""
    for link in one.linked("underReading"):
        value = names.of(one.object) if one.object is not None else phrase("nothing", names.lang)
        yield f"{value}, {phrase('underReading', names.lang, name=link.name)}"
    if one.reason:
        yield one.reason


def _status(direct: list[Assertion], chain: list[Assertion]) -> str:
    """A value is as sure as the weakest of what it rests on."""
    statuses = {one.status for one in direct}
    if not statuses & (_SURE | {"inferred", "reported"}):
        return "not-established"
    if any(one.linked("failsUnder") for one in chain):
        return "depends"
    below = {one.status for one in chain if not one.linked("underReading")}
    return "inferred" if "inferred" in below else "reported" if "reported" in statuses else "established"


def _with_operands(direct: list[Assertion], read: dict[NamedNode, Assertion]) -> list[Assertion]:
    seen: dict[NamedNode, Assertion] = {}
    waiting = list(direct)
    while waiting:
        one = waiting.pop(0)
        if one.iri not in seen:
            seen[one.iri] = one
            waiting += [read[link.target] for link in one.linked("wasDerivedFrom") if link.target in read]
    return list(seen.values())
