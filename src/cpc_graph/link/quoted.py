"""Every quote of some facts, whatever they are, and how much of the text they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from cpc_graph.text.facts import Facts
from cpc_graph.text.values import Quote

_NONE, _UNMODELLED, _FACT = 0, 1, 2
_RUN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of the text, white space apart: what facts, parts and warnings rest on; what is set aside; the rest."""

    facts: float
    unmodelled: float
    rest: float


def quotes_in(value: Any) -> Iterator[Quote]:
    """Yield every quote in a value made of dataclasses and tuples, in their order."""
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from quotes_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from quotes_in(getattr(value, field.name))


def stands_in(text: str, facts: Facts) -> bool:
    """Tell whether every quote of the facts is the slice of the text that it says it is."""
    return all(text[quote.start : quote.end] == quote.exact for quote in quotes_in(facts))


def coverage(text: str, facts: Facts) -> Coverage:
    """Measure what the quotes of the facts cover of the text."""
    marks = bytearray(len(text))
    for quote in quotes_in(facts.unmodelled):
        marks[quote.start : quote.end] = bytes([_UNMODELLED]) * (quote.end - quote.start)
    for field in fields(facts):
        for quote in quotes_in(getattr(facts, field.name)) if field.name != "unmodelled" else ():
            marks[quote.start : quote.end] = bytes([_FACT]) * (quote.end - quote.start)
    counts = [0, 0, 0]
    for run in _RUN.finditer(text):
        piece = marks[run.start() : run.end()]
        for mark in (_NONE, _UNMODELLED, _FACT):
            counts[mark] += piece.count(mark)
    total = sum(counts) or 1
    return Coverage(counts[_FACT] / total, counts[_UNMODELLED] / total, counts[_NONE] / total)
