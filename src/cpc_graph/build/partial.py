"""What remains of a measure when an act ends some of its indications only: a state with the others, by a rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from cpc_graph.build.known import Facts, Ground
from cpc_graph.build.lineage import Event
from cpc_graph.build.scope import KEPT, Scope, Values, by_rule, describe, free_name, said_of, say_open_list, say_values
from cpc_graph.build.statements import Draft, Said
from cpc_graph.rdf.terms import Term, date

_RULE = "remainingIndications"
_PART_UNKNOWN = Said(
    fr="Un acte met fin à des indications dont rien n'établit qu'elles soient toutes celles de l'état, ou une partie.",
    en="An act ends indications of which nothing establishes that they are all those of the state, or some of them.",
)


def concerned(group: list[Event], facts: Facts) -> Values:
    """Return the indications at which the impacts of one day aim; none: they end the whole measure."""
    found: dict[Term, tuple[Ground, ...]] = {}
    for impact in (impact for event in group for impact in event.impacts):
        told = said_of(impact, "cpc:concernsIndication", facts)
        if not told:
            return {}
        found |= told
    return found


def joined(group: list[Event]) -> Event:
    """Return the endings of one day as one event."""
    impacts = tuple(impact for event in group for impact in event.impacts)
    grounds = tuple(dict.fromkeys(ground for event in group for ground in event.key_grounds))
    return replace(group[0], impacts=impacts, key_grounds=grounds)


def judged(ending: Event, scope: Scope | None, ended: Values, facts: Facts, draft: Draft) -> tuple[Event, Scope | None]:
    """Tell a whole end from a partial one and from one that may be either; return what it leaves, where known."""
    if scope is None or (not scope.is_open and not scope.indications):
        return replace(ending, doubt=_PART_UNKNOWN), None
    if scope.lapses_by(ending.start.day, facts):
        return ending, None
    if scope.is_open and ending.start.day:
        return _remaining(ending, scope, ended, facts, draft)
    if set(scope.indications) <= set(ended):
        return ending, None
    if ending.start.day and set(ended) < set(scope.indications):
        return _remaining(ending, scope, ended, facts, draft)
    return replace(ending, doubt=_PART_UNKNOWN), None


def _remaining(ending: Event, before: Scope, ended: Values, facts: Facts, draft: Draft) -> tuple[Event, Scope]:
    """Say the state that an ending of some indications leaves, and return it as the event that it is.

    Where no indication is known to remain, the state may have ended with the others: it is given no term.
    """
    assert ending.start.day is not None
    day = ending.start.day
    state = free_name(before.base.value.rpartition("/")[0], day, (before.state,), facts)
    cause = (*ending.start.grounds, *(ground for grounds in ended.values() for ground in grounds))
    scope = replace(before.without(ended, facts, cause), state=state)
    may_be_over = not scope.indications
    runs = before.term_end(facts) is not None  # a term whose end is not established may have lapsed before
    describe(state, "cpc:MeasureState", _label(day), draft)
    for name in (*KEPT, "cpc:hasIndication", "cpc:hasWording"):
        if not (may_be_over and name == "cpc:underTerm"):
            say_values(state, name, scope.said[name], _RULE, draft, is_certain=runs)
    say_values(state, "cpc:withoutIndication", scope.gone, _RULE, draft)
    if scope.is_open:
        say_open_list(state, cause, draft)
    draft.say(state, "cpc:periodStart", date(day), by_rule(_RULE, cause, is_certain=runs))
    draft.say(ending.impacts[0], "cpc:opensState", state, by_rule(_RULE, cause, is_certain=runs))
    return replace(ending, state=state, base=before.base, under=before.under, may_be_over=may_be_over), scope


def _label(day: dt.date) -> Said:
    return Said(
        fr=f"état qui demeure après la fin partielle du {day:%d/%m/%Y}",
        en=f"state that remains after the partial end of {day.day} {day:%B %Y}",
    )
