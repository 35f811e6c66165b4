"""Sentences with marks: `<name>words</name>` keeps the place of words, `<?flag>…</?flag>` and `<?!flag>…` choose."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from cpc_graph.text.values import Quote, Quotes

_MARK = re.compile(r"<(/?)(\?!?)?([A-Za-z0-9][\w.-]*)>")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and where the marked words stand in it, by name, in code points; a name may mark several places."""

    text: str
    places: dict[str, list[tuple[int, int]]]

    def has(self, name: str) -> bool:
        """Tell whether any words are marked so."""
        return name in self.places

    def quotes(self, name: str) -> Quotes:
        """Return the words that are marked so, verbatim; none when there are none."""
        return tuple(Quote(self.text[start:end], start, end) for start, end in self.places.get(name, ()))

    def first(self, name: str) -> str:
        """Return the words of the first place of a name. Raises KeyError when nothing is marked so."""
        start, end = self.places[name][0]
        return self.text[start:end]


def read_marks(markup: str, flags: Set[str] = frozenset()) -> Marked:
    """Take the marks out. Raises ValueError for marks that cross or stay open.

    >>> found = read_marks("Le <a>CPC <b>précité</b></a><?x> non</?x><?!x> oui</?!x>")
    >>> found.text, found.quotes("b")[0].start
    ('Le CPC précité oui', 7)
    """
    pieces: list[str] = []
    places: dict[str, list[tuple[int, int]]] = {}
    opened: list[tuple[str, int]] = []
    skipped: list[str] = []  # conditions that do not hold, innermost last; one that holds is an empty string
    at = 0
    parts = _MARK.split(markup)
    for index in range(0, len(parts), 4):
        if not any(skipped):
            pieces.append(parts[index])
            at += len(parts[index])
        if index + 3 >= len(parts):
            break
        closes, condition, name = parts[index + 1 : index + 4]
        if condition:
            if closes:
                skipped.pop()
            else:
                skipped.append("" if (name in flags) == (condition == "?") else name)
        elif not any(skipped):
            if closes:
                _close(name, at, opened, places)
            else:
                opened.append((name, at))
    if opened or skipped:
        raise ValueError(f"marks that stay open: {opened or skipped}")
    return Marked("".join(pieces), places)


def _close(name: str, at: int, opened: list[tuple[str, int]], places: dict[str, list[tuple[int, int]]]) -> None:
    if not opened or opened[-1][0] != name:
        raise ValueError(f"</{name}> closes nothing")
    places.setdefault(name, []).append((opened.pop()[1], at))


def set_in_lines(marked: Marked, width: int) -> Marked:
    """Break the lines at a width, in characters: a space becomes a line end, so that every place stays where it was."""
    lines = [_broken(line, width) for line in marked.text.split("\n")]
    return Marked("\n".join(lines), marked.places)


def _broken(line: str, width: int) -> str:
    start = 0
    while len(line) - start > width:
        space = line.rfind(" ", start + 1, start + width + 1)
        if space < 0:
            space = line.find(" ", start + width)
        if space < 0:
            return line
        line = f"{line[:space]}\n{line[space + 1 :]}"
        start = space + 1
    return line
