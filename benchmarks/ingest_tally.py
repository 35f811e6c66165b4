"""Counts of what was read right, wrong or not at all, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of one field, and what was wrong or missed, with its document."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the values read that are right."""
        read = self.right + len(self.wrong)
        return self.right / read if read else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold's values that were read."""
        gold = self.right + len(self.missed)
        return self.right / gold if gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Score = dict[str, Tally]


def total(tallies: Score) -> Tally:
    """Add all fields up."""
    every = Tally()
    for one in tallies.values():
        every.right += one.right
        every.wrong += one.wrong
        every.missed += one.missed
    return every


def lines(tallies: Score) -> Iterator[str]:
    """Yield a table of the fields."""
    yield f"{'field':28} {'precision':>9} {'recall':>7} {'F1':>6} {'right':>6} {'wrong':>6} {'missed':>6}"
    for key, one in [*sorted(tallies.items()), ("all fields", total(tallies))]:
        yield (
            f"{key:28} {one.precision:9.3f} {one.recall:7.3f} {one.f1:6.3f} "
            f"{one.right:6d} {len(one.wrong):6d} {len(one.missed):6d}"
        )
