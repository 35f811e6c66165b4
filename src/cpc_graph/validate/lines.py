"""The line of a file that a finding is about, where it is certain."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from cpc_graph.validate.engine import Result
from cpc_graph.validate.finding import Node
from cpc_graph.validate.proof import Said

_MOST_BYTES = 8 * 2**20


def line_of(path: Path, said: Said, result: Result) -> int | None:
    """Return the line, counted from 1, of the only place where the file writes the value, else the term, at fault.

    None when it stands in several places, or in none as it is written: a wrong line is worse than none.
    """
    text = _text(path, _age(path))
    for node in (said.value, result.value, said.focus):
        places = _places(text, _written(node))
        if len(places) == 1 or (places and result.component == "VocabularyCheck"):
            return text.count("\n", 0, places[0]) + 1
    return None


def _age(path: Path) -> int:
    """Return when the file was last changed, in nanoseconds; 0 for what is no file (standard input)."""
    return path.stat().st_mtime_ns if path.is_file() else 0


@lru_cache(maxsize=4)
def _text(path: Path, _age: int) -> str:
    try:
        return path.read_text("utf-8-sig") if path.stat().st_size <= _MOST_BYTES else ""
    except (OSError, ValueError):
        return ""


def _written(node: Node | None) -> str:
    """Return the way in which a file may write a node: a literal in quotes, the last part of an IRI."""
    if isinstance(node, Literal):
        return f'"{node.value}"' if node.value else ""
    return re.split(r"[#/]", node.value)[-1] if isinstance(node, NamedNode) else ""


def _places(text: str, words: str) -> list[int]:
    """Return where `words` stand as a whole: the first two places, or all there are."""
    places: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(places) < 2:
        around = text[max(at - 1, 0) : at] + text[at + len(words) : at + len(words) + 1]
        if words[0] == '"' or not re.search(r"[\w-]", around):
            places.append(at)
        at = text.find(words, at + 1)
    return places
