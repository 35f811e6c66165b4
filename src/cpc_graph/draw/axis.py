"""The axis of time: days as whole numbers, where each falls, which of them carry a tick."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cpc_graph.draw.words import month_text

_EPOCH = dt.date(1970, 1, 1)
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000)  # months
_YEAR_ROOM, _MONTH_ROOM = 46, 66


def number(day: dt.date) -> int:
    """Return the number of days since 1 January 1970."""
    return (day - _EPOCH).days


def date(day: int) -> dt.date:
    """Return the date of a day's number, within what the calendar has."""
    return _EPOCH + dt.timedelta(days=min(max(day, number(dt.date.min)), number(dt.date.max)))


@dataclass(frozen=True, slots=True)
class Tick:
    """A day with a line on the axis and its text; `major` at the start of a year."""

    day: int
    text: str
    major: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """Days `[first, last)` drawn between two places, in pixels."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: float) -> float:
        """Return the place of a day."""
        return self.left + (day - self.first) * (self.right - self.left) / (self.last - self.first)

    def clipped(self, day: float) -> float:
        """Return the place of a day, or the edge of the axis that it lies beyond."""
        return min(max(self.x(day), self.left), self.right)

    def ticks(self, lang: str) -> tuple[Tick, ...]:
        """Return the ticks, as dense as their texts allow."""
        months = (self.last - self.first) / 30.44
        per_month = (self.right - self.left) / months
        step = next(
            (step for step in _STEPS if step * per_month >= (_YEAR_ROOM if step >= 12 else _MONTH_ROOM)), _STEPS[-1]
        )
        return tuple(self._ticks(step, lang))

    def _ticks(self, step: int, lang: str) -> list[Tick]:
        start = date(self.first)
        at = (start.year * 12 + start.month - 1 + step - 1) // step * step
        found = []
        while at // 12 <= dt.MAXYEAR:
            day = dt.date(max(at // 12, 1), at % 12 + 1, 1)
            if number(day) >= self.last:
                break
            if number(day) >= self.first:
                text = f"{day.year}" if day.month == 1 or step >= 12 else month_text(day, lang)
                found.append(Tick(number(day), text, day.month == 1))
            at += step
        return found


def years_around(days: list[dt.date]) -> tuple[dt.date, dt.date]:
    """Return the first of January before the first day, and the one after the last."""
    first, last = min(days), max(days)
    return dt.date(first.year, 1, 1), dt.date(min(last.year + 1, dt.MAXYEAR), 1, 1)
