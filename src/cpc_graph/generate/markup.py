"""Sentences with marks: `<name>words</name>` keeps the place of words, `<?flag>…</?flag>` and `<?!flag>…` choose."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

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
    reader, last = _Reader(flags), 0
    for mark in _MARK.finditer(markup):
        reader.read(markup[last : mark.start()])
        reader.obey(closes=bool(mark[1]), condition=mark[2], name=mark[3])
        last = mark.end()
    reader.read(markup[last:])
    if reader.opened or reader.skipped:
        raise ValueError(f"marks that stay open: {reader.opened or reader.skipped}")
    return Marked("".join(reader.pieces), reader.places)


@dataclass(slots=True)
class _Reader:
    """The text so far. `skipped`: the conditions around, innermost last; one that holds is an empty string."""

    flags: Set[str]
    pieces: list[str] = field(default_factory=list)
    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    opened: list[tuple[str, int]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    at: int = 0

    def read(self, words: str) -> None:
        """Take words, unless a condition around them does not hold."""
        if not any(self.skipped):
            self.pieces.append(words)
            self.at += len(words)

    def obey(self, *, closes: bool, condition: str | None, name: str) -> None:
        """Do what a mark says."""
        if condition and closes:
            self.skipped.pop()
        elif condition:
            self.skipped.append("" if (name in self.flags) == (condition == "?") else name)
        elif any(self.skipped):
            return
        elif not closes:
            self.opened.append((name, self.at))
        elif not self.opened or self.opened[-1][0] != name:
            raise ValueError(f"</{name}> closes nothing")
        else:
            self.places.setdefault(name, []).append((self.opened.pop()[1], self.at))


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
