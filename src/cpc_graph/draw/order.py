"""The states of a measure in order of time, and the number that each bears."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cpc_graph.draw.story import Bound, State


def first_day(bound: Bound) -> dt.date:
    """Return the day of a bound, or the first day that tells anything of it; the last of days when none does."""
    return bound.day or bound.earliest or bound.latest or dt.date.max


def in_time(states: Iterable[State]) -> list[State]:
    """Put states in the order of their acts, and a state whose start is known before those known to start later.

    The state in which a measure resumes bears the number of the suspending act, and may follow a state of a later act.
    """
    found: list[State] = []
    for state in sorted(states, key=lambda one: (one.number or 10**6, first_day(one.period.start), one.iri)):
        at = len(found)
        while at and _later(found[at - 1], state):
            at -= 1
        found.insert(at, state)
    return found


def _later(one: State, other: State) -> bool:
    return bool(one.period.start.day and other.period.start.day and one.period.start.day > other.period.start.day)


def ranked(states: Sequence[State]) -> tuple[State, ...]:
    """Number states as the acts that open them; those of one act get letters, in order."""
    several = Counter(state.number for state in states)
    seen: Counter[int | None] = Counter()
    found = []
    for state in states:
        letter = _letter(seen[state.number]) if several[state.number] > 1 else ""
        seen[state.number] += 1
        found.append(replace(state, rank=f"{state.number}{letter}" if state.number else ""))
    return tuple(found)


def _letter(at: int) -> str:
    """Return "a" to "z", then "aa" and so on.

    >>> _letter(1), _letter(26)
    ('b', 'aa')
    """
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("a") + at % 26)
