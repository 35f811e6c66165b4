"""What is drawn: lanes from top to bottom, in them bars, points and dates; numbers are days (x) and pixels (y)."""

from __future__ import annotations

from dataclasses import dataclass

from cpc_graph.draw.axis import Axis, Tick
from cpc_graph.draw.span import Span


@dataclass(frozen=True, slots=True)
class Bar:
    """A period. `key` names its details; `texts` are its label from the longest to the shortest."""

    key: str
    skin: str
    span: Span
    texts: tuple[str, ...]
    title: str
    desc: str


@dataclass(frozen=True, slots=True)
class Point:
    """An act, or a change of an indication: a mark on a day, with a label that has `texts` to choose from.

    `until` is the last possible day when the day is only bounded. `row` counts from the bottom; `text` is what fits.
    """

    key: str
    shape: str
    day: int
    until: int | None
    number: str
    texts: tuple[str, ...]
    title: str
    desc: str
    row: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """The text of a day under the states; `row` None when there is no room."""

    day: int
    text: str
    row: int | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its place from the top, its height without and with its rows, what is drawn in it."""

    kind: str
    text: str
    y: float
    height: float
    rows: int = 0
    bars: tuple[Bar, ...] = ()
    points: tuple[Point, ...] = ()
    dates: tuple[Date, ...] = ()
    desc: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of what is drawn in the lane, in order."""
        return (*(point.key for point in self.points), *(bar.key for bar in self.bars))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the key: what is shown (`kind` and `value` choose the sample) and its text."""

    kind: str
    value: str
    text: str
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A vertical line through the picture."""

    kind: str
    day: int
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture."""

    width: float
    height: float
    axis: Axis
    title: str
    desc: str
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    bottom: float
