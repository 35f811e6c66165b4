"""Mark the words that differ between two columns of a row: `oldText` and `newText`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

_OLD, _NEW = "red", "green"


def styled(columns: Sequence[str], row: Sequence[object]) -> list[Text]:
    """Return the cells as they are drawn, the changed words of a pair `oldX`, `newX` marked."""
    from rich.text import Text

    cells = [Text("" if cell is None else str(cell)) for cell in row]
    for at, name in enumerate(columns):
        other = "new" + name.removeprefix("old")
        if name.startswith("old") and other in columns:
            _mark(cells[at], cells[columns.index(other)])
    return cells


def _mark(old: Text, new: Text) -> None:
    """Style the words that only one of two texts has; nothing when one of them is empty."""
    if not old.plain or not new.plain:
        return
    before, after = _words(old.plain), _words(new.plain)
    matcher = SequenceMatcher(a=[word for word, _ in before], b=[word for word, _ in after], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            for word, at in before[start:end]:
                old.stylize(f"bold {_OLD}", at, at + len(word))
            for word, at in after[first:last]:
                new.stylize(f"bold {_NEW}", at, at + len(word))


def _words(text: str) -> list[tuple[str, int]]:
    return [(found.group(), found.start()) for found in re.finditer(r"\S+", text)]
