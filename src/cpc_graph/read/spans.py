"""Places already taken in a text, none of which overlaps another; one is looked up without trying all."""

from __future__ import annotations

from bisect import bisect_left, insort

from cpc_graph.read.normal import Span


class Taken:
    """A set of half-open spans."""

    def __init__(self, spans: list[Span] | None = None) -> None:
        """Take the spans, in any order; those that overlap are joined."""
        self._spans: list[Span] = []
        for low, high in sorted(spans or []):
            if self._spans and low < self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(high, self._spans[-1][1]))
            else:
                self._spans.append((low, high))

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether a span shares a character with one that is taken."""
        after = bisect_left(self._spans, (end, -1))
        return after > 0 and self._spans[after - 1][1] > start

    def add(self, start: int, end: int) -> None:
        """Take a span that overlaps none."""
        insort(self._spans, (start, end))
