"""The suspensions of a measure: when each runs, what it stops, and what ends it before the day that its act gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from cpc_graph.draw.evidence import Evidence
from cpc_graph.draw.lookup import Lookup
from cpc_graph.draw.order import first_day
from cpc_graph.draw.story import Bound, Pause, Period, State
from cpc_graph.rdf.terms import iri

_SUSPEND = iri("cpc:suspend")
_ENDS = {_SUSPEND, iri("cpc:resume"), iri("cpc:abrogate"), iri("cpc:annul")}
_CONCERNS, _DATE, _UNTIL = "cpc:concernsIndication", "cpc:impactDate", "cpc:suspendedUntil"


def want_pause(lookup: Lookup, evidence: Evidence, impact: NamedNode) -> None:
    """Ask for the evidence of what an impact tells of a suspension, when it is one."""
    if _suspends(lookup, impact):
        evidence.want(impact, _UNTIL)
    if lookup.values(impact, _CONCERNS):
        evidence.want(impact, _CONCERNS)


def read_pauses(
    lookup: Lookup,
    evidence: Evidence,
    of_act: Mapping[NamedNode, Sequence[NamedNode]],
    states: Sequence[State],
) -> tuple[Pause, ...]:
    """Return the suspensions in order of time; one that is known to be cut short ends where it is."""
    impacts = [impact for group in of_act.values() for impact in group]
    found = []
    for number, (act, group) in enumerate(of_act.items(), start=1):
        for impact in group:
            if _suspends(lookup, impact):
                pause = _pause(lookup, evidence, impact, number, lookup.name(act))
                found.append(_cut(pause, [*_endings(lookup, evidence, impacts, pause), *_starts(states, pause)]))
    return tuple(sorted(found, key=lambda pause: (first_day(pause.period.start), pause.number, pause.iri)))


def _suspends(lookup: Lookup, impact: NamedNode) -> bool:
    return _SUSPEND in lookup.nodes(impact, "cpc:impactType")


def _pause(lookup: Lookup, evidence: Evidence, impact: NamedNode, number: int, name: str) -> Pause:
    until = evidence.bound(impact, _UNTIL)
    concerns = [_CONCERNS] if lookup.values(impact, _CONCERNS) else []
    return Pause(
        iri=impact.value,
        number=number,
        name=name,
        period=Period(evidence.bound(impact, _DATE), until),
        until=until,
        concerns=tuple(one.value for one in lookup.nodes(impact, _CONCERNS)),
        facts=evidence.facts(impact, "cpc:impactType", _DATE, _UNTIL, *concerns),
    )


def _endings(
    lookup: Lookup, evidence: Evidence, impacts: Sequence[NamedNode], pause: Pause
) -> Iterator[tuple[dt.date, str]]:
    """Yield the days on which another act ends, resumes or suspends all that the suspension stops."""
    for impact in impacts:
        kinds = _ENDS.intersection(lookup.nodes(impact, "cpc:impactType"))
        aimed = {one.value for one in lookup.nodes(impact, _CONCERNS)}
        everything = not aimed or (pause.concerns and aimed.issuperset(pause.concerns))
        day = evidence.bound(impact, _DATE)
        if impact.value != pause.iri and kinds and everything and day.day:
            yield day.day, day.status


def _starts(states: Sequence[State], pause: Pause) -> Iterator[tuple[dt.date, str]]:
    """Yield the days on which a state opens that covers what was stopped; one that ends at once never held."""
    for state in states:
        start, end = state.period.start, state.period.end
        if pause.is_whole and start.day and end.day != start.day and not _in_doubt(pause, state):
            yield start.day, start.status


def _in_doubt(pause: Pause, state: State) -> bool:
    """Tell whether the state may be suspended too: nothing says when the suspension ended, nor when the state does."""
    return pause.until.day is None and state.period.end.day is None and not state.resumes


def _cut(pause: Pause, ends: Sequence[tuple[dt.date, str]]) -> Pause:
    """End a suspension at the first of these days that lies in it."""
    start, until = pause.period.start.day, pause.until.day
    inside = [end for end in ends if start and start < end[0] and (until is None or end[0] < until)]
    if not inside:
        return pause
    day, status = min(inside)
    return replace(pause, period=replace(pause.period, end=Bound(day, status)))
