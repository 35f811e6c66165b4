"""One measure of a picture: its acts in order, its states, the terms granted, its indications."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.draw.evidence import Evidence
from cpc_graph.draw.lanes import read_lanes
from cpc_graph.draw.lookup import Lookup, local
from cpc_graph.draw.story import Act, Bound, Grant, Period, State, Track
from cpc_graph.draw.words import duration_text

_START, _END = "cpc:periodStart", "cpc:periodEnd"
_DATES = ("eli:date_document", "eli:date_publication", "eli:first_date_entry_in_force", "cpc:notifiedOn")
_LINKS = ("cpc:renews", "cpc:modifies", "cpc:abrogates", "cpc:citesAct", "cpc:laidDownBy", "cpc:conditionText")
_IMPACT = ("cpc:impactOn", "cpc:impactType", "cpc:impactDate", "cpc:impactBy")
_STATE = ("cpc:regime", _START, _END, "cpc:stateOf", "cpc:underTerm", "cpc:coversSpeciality", "cpc:coversGroup")
_TERM = ("cpc:duration", _START, _END)
_LAST = dt.date.max


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to a measure."""

    measure: NamedNode
    impacts: tuple[NamedNode, ...]
    states: tuple[NamedNode, ...]


def want_track(lookup: Lookup, evidence: Evidence, parts: Parts) -> None:
    """Ask for the evidence of all that a track tells."""
    for impact in parts.impacts:
        evidence.want(impact, *_IMPACT)
        for act in lookup.nodes(impact, "cpc:impactBy"):
            evidence.want(act, *_DATES, "cpc:effectiveFrom", *(prop for prop in _LINKS if lookup.values(act, prop)))
            for term in lookup.nodes(act, "cpc:grantsTerm"):
                evidence.want(term, *_TERM)
    for state in parts.states:
        evidence.want(state, *_STATE, "cpc:hasIndication", "cpc:hasWording")


def read_track(lookup: Lookup, evidence: Evidence, parts: Parts) -> Track:
    """Return a measure in order of time."""
    of_act = _by_act(lookup, evidence, parts.impacts)
    acts = tuple(_act(lookup, evidence, at, act, impacts) for at, (act, impacts) in enumerate(of_act.items(), start=1))
    number = {state: act.number for act in acts for state in _opened(lookup, of_act[NamedNode(act.iri)])}
    states = sorted((_state(lookup, evidence, one, number.get(one)) for one in parts.states), key=_state_order)
    return Track(
        iri=parts.measure.value,
        name=lookup.name(parts.measure),
        acts=acts,
        states=tuple(states),
        grants=tuple(grant for act in acts for grant in _grants(lookup, evidence, act)),
        lanes=read_lanes(lookup, evidence, [NamedNode(state.iri) for state in states]),
    )


def _by_act(lookup: Lookup, evidence: Evidence, impacts: Sequence[NamedNode]) -> dict[NamedNode, list[NamedNode]]:
    """Group the impacts by the act, or fiction, that makes them, in order of its day."""
    found: dict[NamedNode, list[NamedNode]] = {}
    for impact in impacts:
        for act in lookup.nodes(impact, "cpc:impactBy"):
            found.setdefault(act, []).append(impact)
    ordered = sorted(found, key=lambda act: (_first_day(_when(lookup, evidence, act, found[act])), act.value))
    return {act: found[act] for act in ordered}


def _when(lookup: Lookup, evidence: Evidence, act: NamedNode, impacts: Sequence[NamedNode]) -> Bound:
    """Return the day of an act: signature; of a fiction, the day from which it works on the measure."""
    if not lookup.values(act, "cpc:effectiveFrom"):
        signed = evidence.bound(act, "eli:date_document")
        if signed.day or signed.earliest or signed.latest:
            return signed
    bounds = [evidence.bound(impact, "cpc:impactDate") for impact in impacts]
    return min(bounds, key=_first_day)


def _first_day(bound: Bound) -> dt.date:
    return bound.day or bound.earliest or bound.latest or _LAST


def _act(lookup: Lookup, evidence: Evidence, number: int, act: NamedNode, impacts: Sequence[NamedNode]) -> Act:
    fiction = bool(lookup.values(act, "cpc:effectiveFrom"))
    how = lookup.node(act, "cpc:availability")
    nouns = dict.fromkeys(lookup.noun(kind) for one in impacts for kind in lookup.nodes(one, "cpc:impactType"))
    dates = ("cpc:effectiveFrom",) if fiction else _DATES
    links = [prop for prop in _LINKS if lookup.values(act, prop)]
    facts = [fact for one in impacts for fact in evidence.facts(one, *_IMPACT[:-1])]
    by = [fact for one in impacts if fiction for fact in evidence.facts(one, "cpc:impactBy")]
    return Act(
        iri=act.value,
        number=number,
        name=lookup.name(act),
        notation=lookup.notation(act),
        nouns=tuple(nouns),
        when=_when(lookup, evidence, act, impacts),
        availability="law" if fiction else local(how) if how else "",
        availability_name=lookup.name(how),
        facts=tuple(dict.fromkeys((*evidence.facts(act, *dates, *links), *by, *facts))),
    )


def _opened(lookup: Lookup, impacts: Sequence[NamedNode]) -> list[NamedNode]:
    return [state for one in impacts for state in lookup.nodes(one, "cpc:opensState")]


def _state(lookup: Lookup, evidence: Evidence, state: NamedNode, number: int | None) -> State:
    regime = lookup.node(state, "cpc:regime")
    told = [prop for prop in _STATE if prop in (_START, _END, "cpc:underTerm") or lookup.values(state, prop)]
    return State(
        iri=state.value,
        number=number,
        name=lookup.name(state),
        regime=regime.value if regime else "",
        period=Period(evidence.bound(state, _START), evidence.bound(state, _END)),
        facts=evidence.facts(state, *told),
    )


def _state_order(state: State) -> tuple[int, dt.date, str]:
    return state.number or 10**6, _first_day(state.period.start), state.iri


def _grants(lookup: Lookup, evidence: Evidence, act: Act) -> list[Grant]:
    return [_grant(lookup, evidence, act, term) for term in lookup.nodes(NamedNode(act.iri), "cpc:grantsTerm")]


def _grant(lookup: Lookup, evidence: Evidence, act: Act, term: NamedNode) -> Grant:
    return Grant(
        iri=term.value,
        number=act.number,
        name=lookup.name(term),
        duration=duration_text(lookup.text(term, "cpc:duration"), lookup.lang),
        period=Period(evidence.bound(term, _START), evidence.bound(term, _END)),
        variants=evidence.variants(term, _START, _END),
        facts=evidence.facts(term, *_TERM),
    )
