"""Find room for labels: acts in rows above the states, dates in rows below; picture.js does the same after a zoom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cpc_graph.draw.axis import Axis
from cpc_graph.draw.scene import Date, Point
from cpc_graph.draw.width import width

SIZE = 12.0  # of labels, in pixels
MARK = 9.0  # half of a mark, and the air around it
MOST_ROWS, MOST_DATE_ROWS = 6, 3


def rows_of_points(points: Sequence[Point], axis: Axis) -> tuple[Point, ...]:
    """Give each point a row and the longest of its texts for which there is room.

    From the last to the first: an earlier label never crosses the stem of a later mark, whose row is below its own.
    """
    free: list[float] = []  # by row: where the marks of this row and of those above begin
    placed: list[Point] = []
    for point in sorted(points, key=lambda point: (point.day, point.key), reverse=True):
        at = axis.x(point.day)
        row, text = _choice(point, at, free, axis.right)
        while len(free) <= row:
            free.append(axis.right)
        for below in range(row + 1):
            free[below] = min(free[below], at - MARK)
        placed.append(replace(point, row=row, text=text))
    return tuple(reversed(placed))


def label_width(point: Point, text: str) -> float:
    """Return the room that a mark with its number and text needs to the right of its day."""
    return MARK + width(point.number, SIZE, bold=True) + (width(" " + text, SIZE) if text else 0) + 6


def _choice(point: Point, at: float, free: Sequence[float], right: float) -> tuple[int, str]:
    for text in (*point.texts, ""):
        for row in range(min(len(free) + 1, MOST_ROWS)):
            limit = free[row] if row < len(free) else right
            if at + label_width(point, text) <= limit:
                return row, text
    return min(len(free), MOST_ROWS - 1), ""


def rows_of_dates(dates: Sequence[Date], axis: Axis) -> tuple[Date, ...]:
    """Give each date the highest row in which it does not touch its neighbour; none when all are taken."""
    ends = [float("-inf")] * MOST_DATE_ROWS
    placed = []
    for date in sorted(dates, key=lambda date: date.day):
        half = width(date.text, SIZE - 1) / 2
        at = axis.x(date.day)
        middle = min(max(at, axis.left + half), axis.right - half)
        row = next((row for row, end in enumerate(ends) if middle - half >= end), None)
        if not axis.left <= at <= axis.right:
            row = None
        if row is not None:
            ends[row] = middle + half + 6
        placed.append(replace(date, row=row))
    return tuple(placed)
