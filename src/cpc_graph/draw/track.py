"""One measure of a picture: its acts in order, its states, the terms granted, its indications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.draw.evidence import Evidence
from cpc_graph.draw.lanes import read_lanes
from cpc_graph.draw.lookup import Lookup, local
from cpc_graph.draw.order import first_day, in_time, ranked
from cpc_graph.draw.pauses import read_pauses, want_pause
from cpc_graph.draw.story import Act, Bound, Grant, Period, State, Track
from cpc_graph.draw.words import duration_text
from cpc_graph.rdf.terms import iri

_START, _END = "cpc:periodStart", "cpc:periodEnd"
_DATES = ("eli:date_document", "eli:date_publication", "eli:first_date_entry_in_force", "cpc:notifiedOn")
_LINKS = ("cpc:renews", "cpc:modifies", "cpc:abrogates", "cpc:citesAct", "cpc:laidDownBy", "cpc:conditionText")
_IMPACT = ("cpc:impactOn", "cpc:impactType", "cpc:impactDate", "cpc:impactBy")
_SUSPEND, _RESUME = iri("cpc:suspend"), iri("cpc:resume")
_STATE = ("cpc:regime", _START, _END, "cpc:stateOf", "cpc:underTerm", "cpc:coversSpeciality", "cpc:coversGroup")
_TERM = ("cpc:duration", _START, _END)


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
        want_pause(lookup, evidence, impact)
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
    resumed = {state for impact in parts.impacts if _resumes(lookup, impact) for state in _opened(lookup, [impact])}
    found = [_state(lookup, evidence, one, number.get(one), resumes=one in resumed) for one in parts.states]
    states = ranked(in_time(found))
    return Track(
        iri=parts.measure.value,
        name=lookup.name(parts.measure),
        acts=acts,
        states=states,
        grants=tuple(grant for act in acts for grant in _grants(lookup, evidence, act)),
        lanes=read_lanes(lookup, evidence, [NamedNode(state.iri) for state in states]),
        pauses=read_pauses(lookup, evidence, of_act, states),
    )


def _resumes(lookup: Lookup, impact: NamedNode) -> bool:
    return _RESUME in lookup.nodes(impact, "cpc:impactType")


def _by_act(lookup: Lookup, evidence: Evidence, impacts: Sequence[NamedNode]) -> dict[NamedNode, list[NamedNode]]:
    """Group the impacts by the act, or fiction, that makes them, in order of its day."""
    found: dict[NamedNode, list[NamedNode]] = {}
    for impact in impacts:
        for act in lookup.nodes(impact, "cpc:impactBy"):
            found.setdefault(act, []).append(impact)
    ordered = sorted(found, key=lambda act: (first_day(_when(lookup, evidence, act, found[act])), act.value))
    return {act: found[act] for act in ordered}


def _when(lookup: Lookup, evidence: Evidence, act: NamedNode, impacts: Sequence[NamedNode]) -> Bound:
    """Return the day of an act: signature; of a fiction, the day from which it works on the measure."""
    if not lookup.values(act, "cpc:effectiveFrom"):
        signed = evidence.bound(act, "eli:date_document")
        if signed.day or signed.earliest or signed.latest:
            return signed
    bounds = [evidence.bound(impact, "cpc:impactDate") for impact in impacts]
    return min(bounds, key=first_day)


def _act(lookup: Lookup, evidence: Evidence, number: int, act: NamedNode, impacts: Sequence[NamedNode]) -> Act:
    fiction = bool(lookup.values(act, "cpc:effectiveFrom"))
    how = lookup.node(act, "cpc:availability")
    kinds = dict.fromkeys(kind for one in impacts for kind in lookup.nodes(one, "cpc:impactType"))
    if _SUSPEND in kinds:
        kinds.pop(_RESUME, None)  # the resumption follows from the end of the suspension: the act decides none
    nouns = dict.fromkeys(lookup.noun(kind) for kind in kinds)
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


def _state(lookup: Lookup, evidence: Evidence, state: NamedNode, number: int | None, *, resumes: bool) -> State:
    regime = lookup.node(state, "cpc:regime")
    told = [prop for prop in _STATE if prop in (_START, _END, "cpc:underTerm") or lookup.values(state, prop)]
    return State(
        iri=state.value,
        number=number,
        name=lookup.name(state),
        regime=regime.value if regime else "",
        period=Period(evidence.bound(state, _START), evidence.bound(state, _END)),
        facts=evidence.facts(state, *told),
        resumes=resumes,
    )


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
