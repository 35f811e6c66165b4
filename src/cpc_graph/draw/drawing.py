"""What the template of a picture asks while it draws: places in pixels, labels that fit."""

from __future__ import annotations

from dataclasses import dataclass

from cpc_graph.draw.axis import Tick
from cpc_graph.draw.place import SIZE
from cpc_graph.draw.plan import ACT_ROW
from cpc_graph.draw.scene import Bar, Date, Lane, Line, Point, Scene
from cpc_graph.draw.width import shortened, width

_PAD = 6.0


@dataclass(frozen=True, slots=True)
class Beside:
    """A label set beside its bar."""

    x: float
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A scene as the template sees it."""

    scene: Scene

    @property
    def left(self) -> float:
        """The left edge of the plot."""
        return self.scene.axis.left

    @property
    def right(self) -> float:
        """The right edge of the plot."""
        return self.scene.axis.right

    @property
    def title(self) -> str:
        """The title, as much of it as leaves room for the period at its right."""
        room = self.right - self.left - width(self.scene.desc, SIZE - 1) - 20
        return shortened(self.scene.title, room, SIZE * 1.35)

    def x(self, day: float) -> float:
        """Return the place of a day, on the plot or beyond it."""
        return self.scene.axis.x(day)

    def holds(self, day: int) -> bool:
        """Tell whether an edge on that day is seen; the end of the axis counts."""
        return self.scene.axis.first <= day <= self.scene.axis.last

    def begins(self, bar: Bar) -> bool:
        """Tell whether a bar that is seen begins on the plot."""
        return bar.span.start.day >= self.scene.axis.first or bar.span.end.day <= self.scene.axis.first

    def ends(self, bar: Bar) -> bool:
        """Tell whether a bar that is seen ends on the plot."""
        return bar.span.end.day <= self.scene.axis.last or bar.span.start.day >= self.scene.axis.last

    def row_y(self, lane: Lane, row: int) -> float:
        """Return the middle of a row of acts: rows count from the bottom."""
        return lane.height - ACT_ROW * (row + 0.5)

    def middle(self, bar: Bar) -> float:
        """Return the middle of what is seen of a bar."""
        return (self._from(bar) + self._to(bar)) / 2

    def fitted(self, bar: Bar, size: float = SIZE) -> str:
        """Return the longest text that fits into what is seen of a bar, "" when none does."""
        torn = sum(16 for edge in (bar.span.start, bar.span.end) if edge.open)
        room = self._to(bar) - self._from(bar) - _PAD - torn
        return next((text for text in bar.texts if width(text, size, bold=True) <= room), "")

    def beside(self, bar: Bar) -> Beside:
        """Set a text to the right of a bar, else to its left, else a shorter one."""
        first, last = self._from(bar), self._to(bar)
        for text in bar.texts:
            wide = width(text, SIZE - 1) + _PAD
            if last + wide <= self.right:
                return Beside(last + _PAD, "start", text)
            if first - wide >= self.left:
                return Beside(first - _PAD, "end", text)
        return Beside(max(first, self.left) + _PAD, "start", shortened(bar.texts[0], self.right - first, SIZE - 1))

    def point_label(self, point: Point) -> Beside:
        """Set the text of a mark to its right, else to its left; places are relative to the mark."""
        at, wide = self.x(point.day), width(point.texts[0], SIZE) + 12
        if at + wide <= self.right:
            return Beside(12, "start", point.texts[0])
        return Beside(-12, "end", shortened(point.texts[0], at - self.left - 14, SIZE))

    def nudge(self, date: Date) -> float:
        """Return how far the text of a date moves to stay on the plot."""
        return self._kept(self.x(date.day), width(date.text, SIZE - 1) / 2)

    def tick_x(self, tick: Tick) -> float:
        """Return where the text of a tick stands."""
        at = self.x(tick.day)
        return at if not self.tick_anchor(tick) else self.left

    def tick_anchor(self, tick: Tick) -> bool:
        """Tell whether the text of a tick starts at the edge, because its middle would stick out."""
        return self.x(tick.day) - width(tick.text, SIZE - 1) / 2 < self.left

    def today_x(self, line: Line) -> float:
        """Return how far the text of a line moves to stay on the plot."""
        return self._kept(self.x(line.day), self.wide(line.text) / 2)

    def wide(self, text: str) -> float:
        """Return the width of a small text."""
        return width(text, SIZE - 1, bold=True)

    def zigzag(self, height: float) -> str:
        """Return the path of a torn edge."""
        steps = max(round(height / 4.5), 3)
        corners = (f"L{2.6 if at % 2 else -2.6},{height * at / steps:.1f}" for at in range(1, steps + 1))
        return "M-2.6,0" + "".join(corners)

    def _kept(self, at: float, half: float) -> float:
        return max(self.left + half - at, 0) + min(self.right - half - at, 0)

    def _from(self, bar: Bar) -> float:
        return self.scene.axis.clipped(bar.span.start.day)

    def _to(self, bar: Bar) -> float:
        return self.scene.axis.clipped(bar.span.end.day)
