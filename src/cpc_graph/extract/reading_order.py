"""Put the pieces of a page in the order in which a person reads them, by where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cpc_graph.extract.document import Box

_GUTTER = 12.0  # points of white between two columns
_FAR = 60.0  # points of white across the page: what follows belongs to no column above
_FEWEST_ROWS = 3  # fewer rows side by side are a table line or a signature, not columns


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters on one line without a wide gap: `first` to `last` (half-open) of the page's characters."""

    first: int
    last: int
    box: Box


def order(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the lines of the page, top to bottom, a column at a time, each with its pieces left to right."""
    rows = _rows(pieces)
    lines: list[list[Piece]] = []
    at = 0
    while at < len(rows):
        end, gutter = _columns_from(rows, at)
        if gutter is None and at + 1 < len(rows):
            end, gutter = _opened_by(rows, at)
        if gutter is None:
            lines.append(sorted(rows[at], key=lambda piece: piece.box[0]))
            at += 1
            continue
        inside = [piece for row in rows[at:end] for piece in row]
        lines += order([piece for piece in inside if piece.box[0] < gutter])
        lines += order([piece for piece in inside if piece.box[0] >= gutter])
        at = end
    return lines


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Group pieces whose vertical extents overlap by more than half of the smaller one."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.box[3], piece.box[0])):
        if rows and _same_row(rows[-1][0].box, piece.box):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _same_row(one: Box, other: Box) -> bool:
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _columns_from(rows: list[list[Piece]], at: int) -> tuple[int, float | None]:
    """Find the longest run of rows from `at` that one white gutter splits, and the gutter's right edge."""
    left, right = 0.0, float("inf")
    best: tuple[int, float | None] = (at, None)
    both = 0
    lower_bound: tuple[float, float] | None = None
    for end in range(at, len(rows)):
        if end > at and _far_below(rows[end - 1], rows[end]):
            return best
        gaps = _gaps(rows[end])
        if lower_bound is None:
            if not gaps:
                return best
            lower_bound = max(gaps, key=lambda gap: gap[1] - gap[0])
            left, right = lower_bound
        else:
            left, right, fits = _narrowed(rows[end], left, right)
            if not fits:
                return best
        both += int(_both_sides(rows[end], right))
        if both >= _FEWEST_ROWS:
            best = (end + 1, right)
    return best


def _opened_by(rows: list[list[Piece]], at: int) -> tuple[int, float | None]:
    """See columns whose first line stands in the right one alone, close above the next."""
    end, gutter = _columns_from(rows, at + 1)
    row, below = rows[at], rows[at + 1]
    height = max(piece.box[3] - piece.box[1] for piece in row)
    near = min(piece.box[1] for piece in row) - max(piece.box[3] for piece in below) < height
    alone = gutter is not None and near and all(piece.box[0] >= gutter for piece in row)
    return (end, gutter) if alone else (at, None)


def _far_below(above: list[Piece], row: list[Piece]) -> bool:
    """See the footer of a page far under its columns."""
    return min(piece.box[1] for piece in above) - max(piece.box[3] for piece in row) >= _FAR


def _gaps(row: list[Piece]) -> list[tuple[float, float]]:
    boxes = sorted(piece.box for piece in row)
    return [(a[2], b[0]) for a, b in pairwise(boxes) if b[0] - a[2] >= _GUTTER]


def _narrowed(row: list[Piece], left: float, right: float) -> tuple[float, float, bool]:
    for piece in row:
        x0, _, x1, _ = piece.box
        if x1 <= left or x0 >= right:
            continue
        if x0 < left < x1 < right:
            left = x1
        elif left < x0 < right:
            right = x0
        else:
            return left, right, False
        if right - left < _GUTTER:
            return left, right, False
    return left, right, True


def _both_sides(row: list[Piece], gutter: float) -> bool:
    starts = [piece.box[0] for piece in row]
    return min(starts) < gutter <= max(starts)
