"""What no fact rests on: set aside with a reason, so that facts, parts and the rest together cover the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from cpc_graph.read.draft import Draft
from cpc_graph.read.spans import Taken
from cpc_graph.text.facts import Facts, Unmodelled
from cpc_graph.text.values import Quote

_WORDY = re.compile(r"\w")
_BREAK = re.compile(r"\n[^\S\n]*\n")


def quotes_in(value: Any) -> Iterator[Quote]:
    """Yield every quote in a value made of dataclasses and tuples."""
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from quotes_in(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from quotes_in(getattr(value, field.name))


def read_rest(draft: Draft, facts: Facts) -> tuple[Unmodelled, ...]:
    """Return the passages that nothing rests on, and the sentences of articles on which only their article does."""
    source = draft.text.source
    every = sorted({(quote.start, quote.end) for quote in quotes_in(facts)})
    unread = [Unmodelled(draft.text.quotes(low, high), why) for low, high, why in dict.fromkeys(draft.aside)]
    aside = [*_gaps(draft, source, every), *_unread(draft, facts), *(one for one in unread if one.quotes)]
    return tuple(sorted(aside, key=lambda one: one.quotes[0].start))


def _gaps(draft: Draft, source: str, covered: list[tuple[int, int]]) -> Iterator[Unmodelled]:
    frame = {quote.start for quote in draft.furniture.frame}
    enacts = {quote.start for block in draft.layout.of("enacts") for quote in draft.text.quotes(block.start, block.end)}
    at = 0
    for start, end in [*covered, (len(source), len(source))]:
        if start > at:
            for quote in _passages(source, at, start):
                yield Unmodelled((quote,), _why(quote, frame, enacts))
        at = max(at, end)


def _passages(source: str, start: int, end: int) -> Iterator[Quote]:
    """Cut a gap at empty lines; punctuation alone is nothing."""
    cuts = [match.end() for match in _BREAK.finditer(source, start, end)]
    for low, high in zip([start, *cuts], [*cuts, end], strict=True):
        exact = source[low:high]
        begin = low + len(exact) - len(exact.lstrip())
        exact = exact.strip()
        if _WORDY.search(exact):
            yield Quote(exact, begin, begin + len(exact))


def _why(quote: Quote, frame: set[int], enacts: set[int]) -> str:
    if quote.start in enacts:
        return "formule qui ouvre le dispositif"
    if quote.start in frame:
        return "rubrique, pied de page ou reste de la mise en page"
    return "hors des parties de l'acte, aucun fait n'y est lu"


def _unread(draft: Draft, facts: Facts) -> Iterator[Unmodelled]:
    """Name the sentences of articles that only the article covers."""
    if facts.decision is None:
        return
    fine = Taken([(quote.start, quote.end) for quote in _finer(facts)])
    for sentence in draft.operative:
        quotes = draft.text.quotes(sentence.start, sentence.end)
        if quotes and not any(fine.overlaps(quote.start, quote.end) for quote in quotes):
            yield Unmodelled(quotes, f"article {sentence.block.number} : aucun fait plus fin que l'article n'y est lu")


def _finer(facts: Facts) -> Iterator[Quote]:
    for field in fields(facts):
        if field.name not in ("parts", "unmodelled", "warnings", "document"):
            yield from quotes_in(getattr(facts, field.name))
