"""Mark the words that differ between two columns of a row: `oldText` and `newText`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cpc_graph.text.word_diff import runs

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
    for same, before, after in runs(old.plain, new.plain, by=str):
        if not same:
            for word in before:
                old.stylize(f"bold {_OLD}", word.start, word.end)
            for word in after:
                new.stylize(f"bold {_NEW}", word.start, word.end)
