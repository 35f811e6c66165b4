"""The events of a measure in their order: states that open, impacts that only end one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from cpc_graph.build.known import Facts, Ground, Known
from cpc_graph.build.statements import Said
from cpc_graph.rdf.terms import typed


@dataclass(frozen=True, slots=True)
class Event:
    """A state that opens, or (no state) impacts that end one. `start` is its day when established.

    `key` orders the events: the start, else the impact's day, else the signature of the act. `key_grounds` say the key
    and that the event belongs to the measure; `law` are the assertions that it happens by operation of law. A state
    that carries on another one stands under the term of `base`, as far as `under` tells. `doubt`: why it is not known
    whether the state before ends; `may_be_over`: nothing is known to remain in the state, which may have ended as it
    began.
    """

    state: NamedNode | None
    impacts: tuple[NamedNode, ...]
    start: Known
    key: dt.date
    key_grounds: tuple[Ground, ...]
    law: tuple[Ground, ...]
    base: NamedNode | None = None
    under: tuple[Ground, ...] = ()
    doubt: Said | None = None
    may_be_over: bool = False

    @property
    def is_ordered_by_start(self) -> bool:
        """Tell whether the key is the established start, not a stand-in."""
        return self.start.day == self.key


def events(measure: NamedNode, facts: Facts) -> list[list[Event]]:
    """Return the events of a measure in order; those of one day, whose order is not known, stand together.

    An event without any day (start, impact, signature) is left out: nothing tells its place.
    """
    found = [_state_event(state, facts) for state in facts.subjects("cpc:stateOf", measure)]
    found += [_ending_event(impact, facts) for impact in _endings(measure, facts)]
    return in_order(event for event in found if event)


def in_order(found: Iterable[Event]) -> list[list[Event]]:
    """Put events in order, those of one day together."""
    placed = sorted(found, key=lambda event: event.key)
    return [list(group) for _, group in groupby(placed, key=lambda event: event.key)]


def _endings(measure: NamedNode, facts: Facts) -> list[NamedNode]:
    """Return the impacts that open no state and whose type ends one, as the vocabulary says."""
    ending = set(facts.subjects("cpc:endsState", typed("true", "boolean")))
    impacts = facts.subjects("cpc:impactOn", measure)
    return [
        impact
        for impact in impacts
        if not facts.values(impact, "cpc:opensState") and ending & set(facts.values(impact, "cpc:impactType"))
    ]


def _state_event(state: NamedNode, facts: Facts) -> Event | None:
    impacts = facts.subjects("cpc:opensState", state)
    member = facts.known(state, "cpc:stateOf").grounds
    return _event(state, impacts, facts.known(state, "cpc:periodStart"), member, facts)


def _ending_event(impact: NamedNode, facts: Facts) -> Event | None:
    member = facts.known(impact, "cpc:impactOn").grounds
    return _event(None, [impact], facts.known(impact, "cpc:impactDate"), member, facts)


def _event(
    state: NamedNode | None, impacts: list[NamedNode], start: Known, member: tuple[Ground, ...], facts: Facts
) -> Event | None:
    key = start if start.day else _stand_in(impacts, facts)
    if key is None or key.day is None:
        return None
    by = [facts.known(impact, "cpc:impactBy") for impact in impacts]
    law = tuple(ground for known in by for ground in known.grounds if ground.status == "byOperationOfLaw")
    return Event(state, tuple(impacts), start, key.day, key.grounds + member, law)


def _stand_in(impacts: list[NamedNode], facts: Facts) -> Known | None:
    """Return the day of the impact, else the signature of the act, when the start itself is not established."""
    dates = [facts.known(impact, "cpc:impactDate") for impact in impacts]
    acts = [act for impact in impacts for act in facts.values(impact, "cpc:impactBy") if isinstance(act, NamedNode)]
    dates += [facts.known(act, "eli:date_document") for act in acts]
    return next((known for known in dates if known.day), None)
