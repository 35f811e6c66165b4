"""Where a period is drawn: what is certain of it, and how far what is not established reaches on the picture."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from cpc_graph.draw.axis import number
from cpc_graph.draw.story import Bound, Period

_SHORTEST = 60  # days drawn for a period of which nothing tells an end


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a bar: its day, how it is known, whether it is open (its place is only a hint)."""

    day: int
    status: str
    open: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The days drawn, `[start.day, end.day)`; `sure` are the days that are certainly in the period, if any."""

    start: Edge
    end: Edge
    sure: tuple[int, int] | None

    @property
    def fade(self) -> str:
        """Say which part fades: "", "in", "out", "both" (both ends), "all" (nothing is certain)."""
        if self.sure is None:
            return "all"
        opening, closing = self.sure[0] > self.start.day, self.sure[1] < self.end.day
        return {(False, False): "", (True, False): "in", (False, True): "out", (True, True): "both"}[opening, closing]


def span_of(period: Period, *, start_hint: int, end_hint: int) -> Span:
    """Place a period. The hints say where an edge is drawn of which the graph tells nothing."""
    if period.start.latest:
        start_hint = min(start_hint, number(period.start.latest))
    if period.end.earliest:
        end_hint = max(end_hint, number(period.end.earliest))
    start = _edge(period.start, period.start.earliest, start_hint)
    end = _edge(period.end, period.end.latest, end_hint)
    if end.day <= start.day and start.open:
        start = replace(start, day=end.day - _SHORTEST)
    elif end.day <= start.day:
        end = replace(end, day=start.day + (_SHORTEST if end.open else 1))
    return Span(start, end, _sure(period, start, end))


def start_hint(period: Period, otherwise: int) -> int:
    """Return where the start of a period is drawn."""
    known = period.start.day or period.start.earliest
    return otherwise if known is None else number(known)


def _edge(bound: Bound, limit: dt.date | None, hint: int) -> Edge:
    if bound.day is not None:
        return Edge(number(bound.day), bound.status, open=False)
    return Edge(hint if limit is None else number(limit), bound.status, open=True)


def _sure(period: Period, start: Edge, end: Edge) -> tuple[int, int] | None:
    """Return the days from the last possible start to the first possible end; else the one edge that is known."""
    last_start = period.start.day or period.start.latest
    first_end = period.end.day or period.end.earliest
    if last_start and first_end:
        low, high = max(number(last_start), start.day), min(number(first_end), end.day)
        return (low, high) if low <= high else None
    if period.start.day:
        return start.day, start.day
    return (end.day, end.day) if period.end.day else None
