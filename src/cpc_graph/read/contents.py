"""What the law wants an act to hold (posology, adverse effects, benefit/risk …), where its words clearly give it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from cpc_graph.read.draft import Draft, sentences
from cpc_graph.read.normal import Span
from cpc_graph.read.tables import either, table
from cpc_graph.text.facts import Content, ContentKind, Indication

_HEADING = re.compile(r"[^\n.;]{1,60}\n\s*(?=[A-ZÀ-Ý])")
_CLAUSE = re.compile(r"\s?;\s")


@dataclass(frozen=True, slots=True)
class _Wanted:
    kind: ContentKind
    places: tuple[str, ...]
    words: re.Pattern[str]
    unless: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _wanted() -> tuple[_Wanted, ...]:
    entries = table("contents")
    return tuple(
        _Wanted(
            kind,
            tuple(entries[kind]["in"]),
            re.compile(either(entries[kind]["words"])),
            re.compile(either(entries[kind]["not"])) if entries[kind]["not"] else None,
        )
        for kind in get_args(ContentKind)
    )


def read_contents(draft: Draft, action: str, indications: tuple[Indication, ...]) -> tuple[Content, ...]:
    """Read the contents of an act that establishes, renews or changes a measure, passage by passage."""
    if action not in ("establish", "renew", "modify"):
        return ()
    taken = [(quote.start, quote.end) for one in indications for quote in one.quotes]
    found: list[Content] = []
    for wanted in _wanted():
        for start, end in _passages(draft, wanted.places):
            even = draft.plain(start, end).replace("\n", " ")
            if not wanted.words.search(even) or (wanted.unless and wanted.unless.search(even)):
                continue
            words = draft.text.words(start, end)
            # A dose in the words of an indication says whom the medicine is for, not how it is given.
            if not any(low < quote.end and quote.start < high for quote in words.quotes for low, high in taken):
                found.append(Content(wanted.kind, words))
    return tuple(found)


def _passages(draft: Draft, places: tuple[str, ...]) -> list[Span]:
    """Return the sentences of articles and annexes, the clauses of recitals."""
    spans: list[Span] = []
    if "article" in places:
        spans += [(one.start, one.end) for one in draft.operative]
    if "annex" in places:
        spans += [
            _body(draft, span) for one in draft.layout.of("annex") for span in sentences(draft.text, one.start, one.end)
        ]
    if "recital" in places:
        spans += [span for block in draft.layout.of("recital") for span in _clauses(draft, block.start, block.end)]
    return spans


def _body(draft: Draft, span: Span) -> Span:
    """Leave out the headings before a sentence of an annex: short lines with a capital at the start of the next."""
    start, end = span
    while heading := _HEADING.match(draft.text.text, start, end):
        start = heading.end()
    return start, end


def _clauses(draft: Draft, start: int, end: int) -> list[Span]:
    cuts = [(match.start(), match.end()) for match in _CLAUSE.finditer(draft.text.text, start, end)]
    starts, ends = [start, *(after for _, after in cuts)], [*(before for before, _ in cuts), end]
    spans = [draft.text.trim(low, high) for low, high in zip(starts, ends, strict=True)]
    return [(low, high) for low, high in spans if low < high]
