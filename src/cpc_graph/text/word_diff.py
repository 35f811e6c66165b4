"""Compare two texts word by word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

EQUAL, REPLACED = "equal", "changed"
# A mark that closes a word is a word of its own: "active," and "active" differ by the comma only.
_WORD = re.compile(r"[\w'’/-]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both texts share (`equal`), or that differs; one side may be empty."""

    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in its text."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words of a text with their places."""
    return [Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)]


def runs(old: str, new: str, by: Callable[[str], str] = str.casefold) -> list[tuple[bool, list[Word], list[Word]]]:
    """Return the runs of two texts, in order: whether they are equal, the words of each side.

    `by` folds the words before they are compared; by default case does not count.
    """
    before, after = words(old), words(new)
    matcher = SequenceMatcher(a=[by(word.text) for word in before], b=[by(word.text) for word in after], autojunk=False)
    return [
        (kind == "equal", before[first:last], after[start:end])
        for kind, first, last, start, end in matcher.get_opcodes()
    ]


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Cut two texts into the pieces that they share and those that differ.

    >>> [(piece.old, piece.new) for piece in pieces("A et B", "A et/ou B") if piece.kind == "changed"]
    [('et', 'et/ou')]
    """
    return tuple(
        Piece(EQUAL if same else REPLACED, _slice(old, left), _slice(new, right))
        for same, left, right in runs(old, new)
    )


def _slice(text: str, run: list[Word]) -> str:
    return text[run[0].start : run[-1].end] if run else ""
