"""Cut the list that follows an announcement into its items, in any typography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cpc_graph.read.draft import sentences
from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.tables import listed

_MARK = re.compile(
    (
        r"(?P<bullet>[-•*◦▪■●○]\s*|o\s+|[\u2022-\u27bf]\s*)|(?P<number>\(?\d{1,2}\s?[°).]-?\s*(?!\d)"
        r")|(?P<letter>\(?(?:[a-h]|[ivx]{1,4})\)\s*|[a-h]\.\s+)"
    ),
    re.ASCII,
)
_QUOTED = re.compile(r"«\s?(?P<item>[^«»]{3,900}?)\s?»")
_BETWEEN = re.compile(r"[\s;,.:\-•]*(?:et\s|ou\s)?(?:\d{1,2}[°).]\s?)?\s*")


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    return re.compile(rf"{listed('indications', 'heads')}\b")


@lru_cache(maxsize=1)
def _inline() -> re.Pattern[str]:
    return re.compile(
        r"\s?;\s(?:et\s)?"
        r"(?=\(?\d{1,2}[°)]\s?\w|"
        rf"(?:[-•]\s|\(?\d{{1,2}}[°)]\s?|\(?(?:[a-h]|[ivx]{{1,4}})\)\s)?{listed('indications', 'heads')}\b)"
    )


def opens_indication(text: Normal, start: int) -> bool:
    """Tell whether a passage begins with a word for what a medicine is for."""
    return _heads().match(text.plain, start) is not None


def items(text: Normal, start: int, end: int) -> Iterator[Span]:
    """Yield the items of the list from `start`: quoted ones, marked ones, or paragraphs that end with a semicolon."""
    start, end = text.trim(start, end)
    if text.text.startswith("«", start):
        yield from _quoted(text, start, end)
        return
    first = _MARK.match(text.text, start)
    found = _marked(text, start, end, first) if first else _paragraphs(text, start, end)
    for span in found:
        yield from _split(text, *span)


def _quoted(text: Normal, start: int, end: int) -> Iterator[Span]:
    at = start
    while match := _QUOTED.match(text.text, at, end):
        yield match.span()
        between = _BETWEEN.match(text.text, match.end(), end)
        at = between.end() if between else match.end()


def _marked(text: Normal, start: int, end: int, first: re.Match[str]) -> Iterator[Span]:
    """Yield items that begin with the same kind of mark as the first one."""
    kind = first.lastgroup
    begin = first.end()
    at = text.text.find("\n", begin, end)
    while 0 <= at < end:
        line = at + 1
        while line < end and text.text[line].isspace():
            line += 1
        mark = _MARK.match(text.text, line, end)
        done = text.text[max(begin, at - 8) : at].rstrip().endswith((".", ".»", "».", "»"))
        if mark and mark.lastgroup == kind:
            yield text.trim(begin, at)
            begin = mark.end()
        elif (mark and done) or (done and text.text[line : line + 1].isupper()):
            yield text.trim(begin, at)
            return
        at = text.text.find("\n", line, end)
    yield text.trim(begin, end)


def _paragraphs(text: Normal, start: int, end: int) -> Iterator[Span]:
    """Yield the first sentence, and the paragraphs after it as long as they end with a semicolon."""
    at = start
    while at < end:
        semicolon = re.compile(r";\s*\n+").search(text.text, at, end)
        stop = next(iter(sentences(text, at, end)), (at, end))[1]
        if semicolon and semicolon.start() < stop:
            stop = semicolon.start() + 1
        span = text.trim(at, stop)
        yield span
        if not text.text[span[0] : span[1]].endswith(";"):
            return
        at = stop
        mark = _MARK.match(text.text, text.trim(at, end)[0], end)
        at = mark.end() if mark else at


def _split(text: Normal, start: int, end: int) -> Iterator[Span]:
    """Cut an item at a semicolon on the line that opens another indication."""
    at = start
    for match in _inline().finditer(text.plain, start, end):
        yield text.trim(at, match.start())
        at = match.end()
        if mark := _MARK.match(text.text, at, end):
            at = mark.end()
    yield text.trim(at, end)
