"""Cut a text where quotes begin and end, so that each piece knows the facts that rest on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cpc_graph.export.page_content import Group
from cpc_graph.extract.document import Box, Page
from cpc_graph.text.shown import code, is_hidden
from cpc_graph.text.values import Quote

_GAP = 0.5  # of the height of the letters: boxes nearer than this are one line of a quote


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of a fact: `fact` is its number on the page, `kind` its group, `first` whether it is its first place."""

    fact: int
    kind: str
    start: int
    end: int
    first: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """A run of text, or one sign that is not to be seen and is named instead."""

    text: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text with the facts that rest on it, the most precise first; `opens` those that begin here."""

    signs: tuple[Sign, ...]
    kind: str
    facts: tuple[int, ...]
    opens: tuple[int, ...]


def marks(groups: Sequence[Group]) -> list[Mark]:
    """Number the facts in the order of the page and return the places of all of them."""
    found: list[Mark] = []
    number = 0
    for group in groups:
        for item in group.items:
            number += 1
            ordered = sorted(item.quotes, key=lambda quote: quote.start)
            found += [_mark(number, group.key, quote, ordered[0]) for quote in ordered if quote.end > quote.start]
    return found


def _mark(number: int, kind: str, quote: Quote, first: Quote) -> Mark:
    return Mark(number, kind, quote.start, quote.end, quote is first)


def pieces(text: str, places: Sequence[Mark], start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """Yield the text from `start` to `end` in pieces."""
    last = len(text) if end is None else end
    here = sorted((mark for mark in places if mark.start < last and mark.end > start), key=lambda mark: mark.start)
    cuts = sorted({start, last, *(max(start, mark.start) for mark in here), *(min(last, mark.end) for mark in here)})
    active: list[Mark] = []
    waiting = iter(here)
    coming = next(waiting, None)
    for left, right in pairwise(cuts):
        active = [mark for mark in active if mark.end > left]
        while coming is not None and coming.start <= left:
            active.append(coming)
            coming = next(waiting, None)
        yield _piece(text[left:right], left, active)


def _piece(text: str, left: int, active: list[Mark]) -> Piece:
    precise = sorted(active, key=lambda mark: (mark.kind == "part", mark.end - mark.start, mark.fact))
    return Piece(
        signs=tuple(signs(text)),
        kind=precise[0].kind if precise else "",
        facts=tuple(dict.fromkeys(mark.fact for mark in precise)),
        opens=tuple(mark.fact for mark in precise if mark.first and mark.start == left),
    )


def signs(text: str) -> Iterator[Sign]:
    """Yield the text with direction marks, zero-width and control characters named."""
    run: list[str] = []
    for sign in text:
        if sign == "\t" or not is_hidden(sign):
            run.append(sign)
            continue
        if run:
            yield Sign("".join(run))
            run = []
        if sign != "\r":
            yield Sign(code(sign), hidden=True)
    if run:
        yield Sign("".join(run))


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the image of a page, in points from the upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fact: int
    kind: str


def areas(page: Page, places: Sequence[Mark]) -> list[Area]:
    """Return where the quotes stand on a page: a rectangle for each of their lines, the most precise last."""
    last = page.start + len(page.boxes)
    here = [mark for mark in places if mark.start < last and mark.end > page.start]
    ordered = sorted(here, key=lambda mark: (mark.kind != "part", mark.start - mark.end))
    return [
        Area(box[0] - 1, page.height - box[3] - 1, box[2] - box[0] + 2, box[3] - box[1] + 2, mark.fact, mark.kind)
        for mark in ordered
        for box in _lines(page.boxes[max(0, mark.start - page.start) : mark.end - page.start])
    ]


def _lines(boxes: Sequence[Box | None]) -> list[Box]:
    """Join the boxes of letters into one box for each line."""
    lines: list[Box] = []
    for box in boxes:
        if box is None:
            continue
        if lines and _on_line(lines[-1], box):
            line = lines[-1]
            lines[-1] = (min(line[0], box[0]), min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3]))
        else:
            lines.append(box)
    return lines


def _on_line(line: Box, box: Box) -> bool:
    height = max(line[3] - line[1], box[3] - box[1], 1.0)
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    return overlap > -_GAP * height / 2 and -height * 2 < box[0] - line[2] < height * 4
