"""Running headers and footers: lines that stand at the edge of one page after the other, and lone running titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_EDGE = 2  # lines at the head and at the foot of a page
_SHORTEST, _LONGEST = 4, 160  # characters
_DIGITS = re.compile(r"\d+")


def repeated(source: str, pages: Sequence[int]) -> frozenset[int]:
    """Return where the lines begin that repeat on half of the pages and on two at least.

    At the very head of the document the line stays: there it may name the author of the act.
    """
    if len(pages) < _EDGE:
        return frozenset()
    edges = [(begin, key) for page in _bounds(source, pages) for begin, key in _edge_lines(source, *page)]
    often = Counter(key for _, key in edges)
    enough = max(2, len(pages) // 2)
    first = next(iter(sorted(edges)), (0, ""))[0]
    return frozenset(begin for begin, key in edges if often[key] >= enough and begin != first)


def _bounds(source: str, pages: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from zip(pages, [*pages[1:], len(source)], strict=True)


def _edge_lines(source: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the first and last lines of a page with their words; each once."""
    lines: list[tuple[int, str]] = []
    at = start
    for line in source[start:end].splitlines(keepends=True):
        if line.strip():
            lines.append((at, _DIGITS.sub("0", " ".join(line.split()))))
        at += len(line)
    seen = dict.fromkeys([*lines[:_EDGE], *lines[-_EDGE:]])
    yield from (one for one in seen if _SHORTEST <= len(one[1]) <= _LONGEST)


NUMBERED = re.compile(
    # "1 / 2", "Page 1 sur 2", or a number alone in the middle of its line.
    r"^[^\S\n]*(?:[^\n]{0,120}\s)?(?:page\s)?\d{1,3}\s?(?:/|sur)\s?\d{1,3}[^\S\n]*$|^[^\S\n]{12,}\d{1,3}[^\S\n]*$",
    re.M | re.I,
)


def page_starts(source: str) -> list[int]:
    """Return where the pages of a text taken from a PDF begin: behind the lines that count them ("1 / 2")."""
    ends = [match.end() for match in NUMBERED.finditer(source)]
    return [0, *(end for end in ends if source[end:].strip())] if ends else []


# What a running title says; one with a day, or that goes on, is the act's own.
_TITLE = re.compile(r"(?:décision|cpc|rtu|ansm|agence|cadre|recommandation)\b[^\d.;:,]{3,60}", re.I)
_CLOSED = (".", ":", "»")


def lone_titles(source: str, pages: Sequence[int]) -> frozenset[int]:
    """Return the short lines that head a page in the middle of a sentence or a list of the act."""
    found: set[int] = set()
    for start in pages[1:]:
        before = [line.strip() for line in source[max(0, start - 600) : start].splitlines() if line.strip()]
        cut = [line for line in before if not NUMBERED.match(line)]
        at = start
        for line in source[start : start + 400].splitlines(keepends=True):
            if line.strip():
                if cut and not cut[-1].endswith(_CLOSED) and _TITLE.fullmatch(line.strip()):
                    found.add(at)
                break
            at += len(line)
    return frozenset(found)
