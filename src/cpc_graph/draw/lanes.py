"""The indications of a measure, state by state: where each appears, how that is known, where its wording changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from cpc_graph.draw.evidence import Evidence
from cpc_graph.draw.lookup import Lookup
from cpc_graph.draw.story import Fact, Holding, Lane

_HAS, _WORDING = "cpc:hasIndication", "cpc:hasWording"


def read_lanes(lookup: Lookup, evidence: Evidence, states: Sequence[NamedNode]) -> tuple[Lane, ...]:
    """Return the indications in the order in which they appear; those of one state by name."""
    first: dict[NamedNode, int] = {}
    for at, state in enumerate(states):
        for ill in lookup.nodes(state, _HAS):
            first.setdefault(ill, at)
    ordered = sorted(first, key=lambda ill: (first[ill], lookup.name(ill), ill.value))
    return tuple(Lane(ill.value, lookup.name(ill), tuple(_holdings(lookup, evidence, states, ill))) for ill in ordered)


def _holdings(lookup: Lookup, evidence: Evidence, states: Sequence[NamedNode], ill: NamedNode) -> Iterable[Holding]:
    """Yield the indication in every state from the first that has it; before, there is nothing to tell."""
    texts: frozenset[str] | None = None
    for at, state in enumerate(states):
        known = lookup.nodes(state, _HAS)
        if ill not in known:
            if texts is not None:
                yield Holding(at, "absent" if known else None)
            continue
        now = frozenset(lookup.text(wording, "cpc:text") for wording in _wordings(lookup, state, ill))
        change = _change(texts, now) if texts is not None else _addition(lookup, states[:at])
        yield Holding(at, evidence.status(state, _HAS, ill), change, tuple(_facts(lookup, evidence, state, ill)))
        texts = now or texts or frozenset()


def _addition(lookup: Lookup, before: Sequence[NamedNode]) -> str:
    """Say "added" when the state before has indications that are known: else nothing tells that this one is new."""
    return "added" if before and lookup.nodes(before[-1], _HAS) else ""


def _change(before: frozenset[str], now: frozenset[str]) -> str:
    """Compare the wordings with the last ones known; where one side has none, there is nothing to tell."""
    if not before or not now or before == now:
        return ""
    return "case" if set(map(_folded, before)) == set(map(_folded, now)) else "reworded"


def _folded(text: str) -> str:
    """Drop what does not count as another wording: capitals, white space, the closing punctuation."""
    return " ".join(text.casefold().split()).rstrip(" .;,:")


def _wordings(lookup: Lookup, state: NamedNode, ill: NamedNode) -> list[NamedNode]:
    return [one for one in lookup.nodes(state, _WORDING) if ill in lookup.nodes(one, "cpc:wordingOf")]


def _facts(lookup: Lookup, evidence: Evidence, state: NamedNode, ill: NamedNode) -> Iterable[Fact]:
    yield from evidence.facts_of(state, _HAS, ill)
    for wording in _wordings(lookup, state, ill):
        for fact in evidence.facts_of(state, _WORDING, wording):
            yield replace(fact, value=lookup.text(wording, "cpc:text"))
