"""A suspension: what it stops, and the state in which the measure resumes when the suspension has a stated end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from cpc_graph.build.known import Facts, Ground, Known
from cpc_graph.build.lineage import Event
from cpc_graph.build.scope import KEPT, Scope, by_rule, describe, free_name, said_of, say_open_list, say_values
from cpc_graph.build.statements import Draft, Said
from cpc_graph.rdf.terms import date, iri

_RULE = "endOfSuspension"
_SUSPEND = iri("cpc:suspend")
_STILL_SUSPENDED = Said(
    fr="La mesure était suspendue quand l'acte a pris effet, et rien n'établit que la suspension avait pris fin.",
    en="The measure was suspended when the act took effect, and nothing establishes that the suspension had ended.",
)


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension that runs: its impact, its start, the day on which it ends, and what it stops, as it stands now.

    `is_whole`: nothing of the measure holds meanwhile; else the other indications go on in a state of their own.
    """

    impact: NamedNode
    start: Known
    until: Known
    scope: Scope
    is_whole: bool

    @classmethod
    def of(cls, ending: Event, scope: Scope | None, facts: Facts, *, is_whole: bool) -> Pause | None:
        """Return the suspension that an ending is; None when it is another one, or does not tell what it stops."""
        kinds = {kind for impact in ending.impacts for kind in facts.values(impact, "cpc:impactType")}
        if scope is None or kinds != {_SUSPEND} or len(ending.impacts) != 1:
            return None
        until = facts.known(ending.impacts[0], "cpc:suspendedUntil")
        return cls(ending.impacts[0], ending.start, until, scope, is_whole)

    def is_over_before(self, day: dt.date) -> bool:
        """Tell whether the suspension is known to have ended before a day."""
        return self.until.day is not None and self.until.day < day

    def stops(self, opened: Event) -> Event:
        """Return the ending that the suspension is for a state that opens while it runs."""
        grounds = (*self.start.grounds, *self.until.grounds)
        if self.until.day is None or opened.start.day is None:
            unknown = Known(None, grounds)
            return Event(None, (self.impact,), unknown, opened.key, grounds, (), doubt=_STILL_SUSPENDED)
        start = Known(opened.start.value, (*opened.start.grounds, *grounds))
        return Event(None, (self.impact,), start, opened.key, grounds, ())

    def resumed(self, facts: Facts, draft: Draft) -> tuple[Event, Scope] | None:
        """Say the state in which the measure resumes; None when nothing says that it does."""
        day, scope = self.until.day, self.scope
        if day is None or scope.lapses_by(day, facts):
            return None
        runs = scope.term_end(facts) is not None  # a term whose end is not established may have lapsed meanwhile
        root = scope.base.value.rpartition("/")[0]
        state = free_name(root, day, (scope.state,), facts)
        impact = free_name(f"{root.rpartition('/')[0]}/impact", day, (self.impact,), facts)
        cause = self.until.grounds
        describe(
            state, "cpc:MeasureState", _label(day, "reprise après suspension", "resumption after a suspension"), draft
        )
        for name in (*KEPT, "cpc:hasIndication", "cpc:hasWording"):
            values = {value: (*why, *cause) for value, why in scope.said[name].items()}
            say_values(state, name, values, _RULE, draft, is_certain=runs)
        say_values(state, "cpc:withoutIndication", scope.gone, _RULE, draft)
        if scope.is_open:
            say_open_list(state, cause, draft)
        draft.say(state, "cpc:periodStart", date(day), by_rule(_RULE, cause, is_certain=runs))
        self._say_impact(impact, state, cause, facts, draft, runs=runs)
        start = Known(date(day), cause)
        event = Event(state, (impact,), start, day, cause, (), base=scope.base, under=scope.under)
        return event, replace(scope, state=state)

    def _say_impact(
        self, impact: NamedNode, state: NamedNode, cause: tuple[Ground, ...], facts: Facts, draft: Draft, *, runs: bool
    ) -> None:
        assert self.until.day is not None
        describe(impact, "cpc:Impact", _label(self.until.day, "fin de la suspension", "end of the suspension"), draft)
        for name in ("cpc:impactBy", "cpc:impactOn"):
            say_values(impact, name, said_of(self.impact, name, facts), _RULE, draft, is_certain=runs)
        draft.say(impact, "cpc:impactType", iri("cpc:resume"), by_rule(_RULE, cause, is_certain=runs))
        draft.say(impact, "cpc:impactDate", date(self.until.day), by_rule(_RULE, cause, is_certain=runs))
        draft.say(impact, "cpc:opensState", state, by_rule(_RULE, cause, is_certain=runs))


def _label(day: dt.date, fr: str, en: str) -> Said:
    return Said(fr=f"{fr}, {day:%d/%m/%Y}", en=f"{en}, {day.day} {day:%B %Y}")
