"""When each state of a measure ends, and what follows it: derived statements, each with its evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.build.known import NOTHING, Facts, Ground, Known
from cpc_graph.build.life import life
from cpc_graph.build.lineage import Event
from cpc_graph.build.scope import UNCERTAIN
from cpc_graph.build.statements import Draft, Evidence, Said
from cpc_graph.rdf.terms import date, iri

_NEXT_UNKNOWN = Said(
    fr="Le début de l'état suivant n'est établi par aucun document détenu : la fin de celui-ci ne l'est pas non plus.",
    en="No document held establishes when the next state starts: nor, then, when this one ends.",
)
_TERM_UNKNOWN = Said(
    fr="Aucun état ne suit et aucun document détenu n'établit la fin de la durée accordée.",
    en="No state follows and no document held establishes the end of the period granted.",
)
_ORDER_UNKNOWN = Said(
    fr="Plusieurs états de la mesure commencent le même jour : leur ordre n'est pas établi.",
    en="Several states of the measure start on the same day: their order is not established.",
)
_MAY_BE_OVER = Said(
    fr="Rien n'établit qu'il demeure une indication : la mesure a pu prendre fin avec celles que l'acte retire.",
    en="Nothing establishes that an indication remains: the measure may have ended with those that an act ends.",
)
_ANNUL = iri("cpc:annul")


@dataclass(frozen=True, slots=True)
class _Term:
    """The end of the term that a state stands under."""

    end: Known
    grounds: tuple[Ground, ...]


def derive_states(measure: NamedNode, facts: Facts, draft: Draft) -> None:
    """Say what follows each state of a measure and when each ends, or that this is not established."""
    order = life(measure, facts, draft)
    for at, group in enumerate(order):
        following = order[at + 1] if at + 1 < len(order) else []
        for event in group:
            if event.state is not None:
                _derive(event.state, event, group, following, _next_state(order[at + 1 :]), facts, draft)


def _next_state(rest: list[list[Event]]) -> Event | None:
    """Return the next event that opens a state; none when two open on one day."""
    for group in rest:
        states = [event for event in group if event.state]
        if states:
            return states[0] if len(states) == 1 else None
    return None


def _derive(
    state: NamedNode,
    event: Event,
    group: list[Event],
    following: list[Event],
    successor: Event | None,
    facts: Facts,
    draft: Draft,
) -> None:
    links: tuple[NamedNode, ...] = ()
    if successor and successor.state and len(group) == 1:
        links = (draft.say(state, "cpc:nextState", successor.state, _order(event, successor)),)
    if facts.values(state, "cpc:periodEnd"):
        return
    if annulled := _annulment(event, group, facts):
        _end_by_next(event, annulled, (), facts, draft)
    elif len(group) > 1:
        _say_unknown(state, _ORDER_UNKNOWN, (), None, facts, draft)
    elif doubt := next((each.doubt for each in following if each.doubt), None):
        grounds = tuple(ground for each in following for ground in (*each.start.grounds, *each.key_grounds))
        _say_unknown(state, doubt, grounds, None, facts, draft)
    elif event.may_be_over:
        latest = following[0].start.day if following else _term(event, facts).end.day
        _say_unknown(state, _MAY_BE_OVER, event.key_grounds, latest, facts, draft)
    elif following:
        _end_by_next(event, following, links, facts, draft)
    else:
        _end_by_term(event, facts, draft)


def _annulment(event: Event, group: list[Event], facts: Facts) -> list[Event]:
    """Return the annulments of the day on which a state starts, which then never held; nothing otherwise."""
    others = [each for each in group if each is not event]
    same_day = event.start.day and all(each.start.day == event.start.day and each.state is None for each in others)
    impacts = [impact for each in others for impact in each.impacts]
    wiped = all(facts.values(impact, "cpc:impactType") == [_ANNUL] for impact in impacts)
    return others if same_day and impacts and wiped else []


def _order(event: Event, successor: Event) -> Evidence:
    grounds = event.key_grounds + successor.key_grounds
    is_certain = event.is_ordered_by_start and successor.is_ordered_by_start
    return _evidence("orderOfStates", grounds, successor.law, is_certain=is_certain)


def _end_by_next(
    event: Event, following: list[Event], links: tuple[NamedNode, ...], facts: Facts, draft: Draft
) -> None:
    """End a state at the start of what follows, or at the end of its term when that came first."""
    assert event.state is not None
    term, first = _term(event, facts), following[0]
    starts = {each.start.day for each in following}
    if len(starts) > 1 or first.start.day is None:
        grounds = tuple(ground for each in following for ground in each.start.grounds) + term.end.grounds
        _say_unknown(event.state, _NEXT_UNKNOWN, grounds, term.end.day, facts, draft)
        return
    if term.end.day and term.end.day < first.start.day:
        _end_by_term(event, facts, draft)
        return
    same_day = term.grounds if term.end.day == first.start.day else ()
    rule = "nextStateStart" if any(each.state for each in following) else "endingImpact"
    grounds = tuple(ground for each in following for ground in each.start.grounds) + same_day
    law = tuple(ground for each in following for ground in each.law)
    # A term whose end is not established may have lapsed before: the end is then an inference.
    member = tuple(ground for each in (event, *following) for ground in each.key_grounds)
    evidence = _evidence(rule, grounds, law, weighed=member, links=links, is_certain=term.end.day is not None)
    draft.say(event.state, "cpc:periodEnd", date(first.start.day), evidence)
    for impact in (impact for each in following for impact in each.impacts):
        draft.say(impact, "cpc:closesState", event.state, evidence)


def _end_by_term(event: Event, facts: Facts, draft: Draft) -> None:
    assert event.state is not None
    state, term = event.state, _term(event, facts)
    if term.end.day is None:
        _say_unknown(state, _TERM_UNKNOWN, term.end.grounds, None, facts, draft)
        return
    draft.say(state, "cpc:periodEnd", date(term.end.day), _evidence("endOfTerm", term.grounds, (), weighed=event.under))


def _term(event: Event, facts: Facts) -> _Term:
    state = event.base or event.state
    under = facts.known(state, "cpc:underTerm") if state else NOTHING
    end = facts.known(under.value, "cpc:periodEnd") if isinstance(under.value, NamedNode) else NOTHING
    return _Term(end, under.grounds + end.grounds)


def _evidence(
    rule: str,
    grounds: Iterable[Ground],
    law: tuple[Ground, ...],
    *,
    weighed: tuple[Ground, ...] = (),
    links: tuple[NamedNode, ...] = (),
    is_certain: bool = True,
) -> Evidence:
    """Make the evidence of a derived value: by law when its cause is, inferred when anything it rests on is.

    `weighed` count for the status only: the `links`, which are derived from them, stand as operands.
    """
    operands = tuple(dict.fromkeys((*grounds, *law)))
    provision = next((ground.provision for ground in law if ground.provision), None)
    doubtful = not operands or any(ground.status in UNCERTAIN for ground in (*operands, *weighed))
    status = "byOperationOfLaw" if provision else "computed" if is_certain and not doubtful else "inferred"
    return Evidence(
        status=status,
        rule=rule,
        derived_from=(*(ground.iri for ground in operands), *links),
        provision=provision,
        holds_under=tuple(dict.fromkeys(reading for ground in law for reading in ground.holds_under)),
        fails_under=tuple(dict.fromkeys(reading for ground in law for reading in ground.fails_under)),
    )


def _say_unknown(
    state: NamedNode, reason: Said, grounds: tuple[Ground, ...], latest: dt.date | None, facts: Facts, draft: Draft
) -> None:
    if facts.grounds(state, "cpc:periodEnd"):  # a person said why already
        return
    evidence = Evidence(
        status="unknown",
        reason=reason,
        derived_from=tuple(dict.fromkeys(ground.iri for ground in grounds)),
        searched=tuple(dict.fromkeys(document for ground in grounds for document in ground.searched)),
        latest=latest,
    )
    draft.say(state, "cpc:periodEnd", None, evidence)
