"""The line of a file that a finding is about, where it is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode

from cpc_graph.validate.engine import Result
from cpc_graph.validate.finding import Node, text_of
from cpc_graph.validate.places import Key, places
from cpc_graph.validate.proof import Said

_MOST_BYTES = 8 * 2**20
_TURTLE = {".ttl", ".trig", ".nt", ".nq"}


def line_of(path: Path, said: Said, result: Result) -> int | None:
    """Return the line, counted from 1, where the file writes the statement at fault, else the property, else the node.

    None when the file does not write it so, or, in a format that is no Turtle, in more than one place: a wrong line is
    worse than none.
    """
    text = _text(path, _age(path))
    if path.suffix.lower() in _TURTLE:
        known = _places(path, _age(path))
        return next((known[key] for key in _keys(said, result) if key in known), None)
    for node in (said.value, result.value, said.focus):
        found = _written(text, node)
        if len(found) == 1 or (found and result.component == "VocabularyCheck"):
            return text.count("\n", 0, found[0]) + 1
    return None


def _keys(said: Said, result: Result) -> Iterator[Key]:
    """Yield what to look for, the nearest first."""
    for focus, path, value in ((said.focus, said.path, said.value), (result.focus, result.path, result.value)):
        if isinstance(focus, BlankNode):
            continue
        if isinstance(path, NamedNode):
            if value is not None and not isinstance(value, BlankNode):
                yield (text_of(focus), path.value, text_of(value))
            yield (text_of(focus), path.value, None)
    if not isinstance(said.focus, BlankNode):
        yield (text_of(said.focus), None, None)


def _age(path: Path) -> int:
    """Return when the file was last changed, in nanoseconds; 0 for what is no file (standard input)."""
    return path.stat().st_mtime_ns if path.is_file() else 0


@lru_cache(maxsize=4)
def _text(path: Path, _age: int) -> str:
    try:
        return path.read_text("utf-8-sig") if path.stat().st_size <= _MOST_BYTES else ""
    except (OSError, ValueError):
        return ""


@lru_cache(maxsize=4)
def _places(path: Path, age: int) -> Mapping[Key, int]:
    return places(_text(path, age))


def _written(text: str, node: Node | None) -> list[int]:
    """Return where the text has a literal in quotes, or the last part of an IRI: the first two places, or all."""
    words = ""
    if isinstance(node, Literal):
        words = f'"{node.value}"' if node.value else ""
    elif isinstance(node, NamedNode):
        words = re.split(r"[#/]", node.value)[-1]
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < 2:
        around = text[max(at - 1, 0) : at] + text[at + len(words) : at + len(words) + 1]
        if words[0] == '"' or not re.search(r"[\w-]", around):
            found.append(at)
        at = text.find(words, at + 1)
    return found
