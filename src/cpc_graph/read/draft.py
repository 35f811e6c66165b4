"""What the readers of single facts share: the text, its layout, its days and sentences, and the findings so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from cpc_graph.read.days import Found, find_days
from cpc_graph.read.furniture import Furniture
from cpc_graph.read.layout import Block, Layout
from cpc_graph.read.normal import Normal, Span
from cpc_graph.text.facts import Warn
from cpc_graph.text.values import Quotes

# A stop, then a capital; "L. 5121-12-1", "A.D.E.C." and "n°" are no ends of sentences.
_END = re.compile(r"[.!?][»\")]*(?:\s+|$)|;\s*\n+|;\s+(?=[A-ZÀ-Ý«])|:\s*\n+(?=\s*[-•])")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Dr|Pr|Mme|art|Art|n|cf|al|p|ex|etc|no|env|St)|\b\d{1,2})\.$")
_MARK = re.compile(r"(?:[a-h]\)|\d{1,2}[°)])\s")
_LONGEST = 6000  # characters
_TOO_LONG = f"phrase de plus de {_LONGEST} caractères : aucun fait n'y est lu"
_OPENING = re.compile(r"[\s:.\-–)]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the block in which it stands."""

    block: Block
    start: int
    end: int


@dataclass
class Draft:
    """A document on its way to facts; `aside` are passages that a reader saw and could not read, with the reason."""

    text: Normal
    layout: Layout
    furniture: Furniture
    warnings: list[Warn] = field(default_factory=list)
    aside: list[tuple[int, int, str]] = field(default_factory=list)
    _sentences: dict[Block, list[Sentence]] = field(default_factory=dict)

    @cached_property
    def days(self) -> list[Found]:
        """All days of the text, in order."""
        return find_days(self.text)

    def days_in(self, start: int, end: int) -> list[Found]:
        """Return the days of a passage."""
        return self.days[bisect_left(self._day_starts, start) : bisect_left(self._day_starts, end)]

    @cached_property
    def _day_starts(self) -> list[int]:
        return [day.start for day in self.days]

    @cached_property
    def articles(self) -> tuple[Block, ...]:
        """The articles, in the order of their numbers; of a letter, the paragraphs that decide."""
        return tuple(sorted(self.layout.of("article", "operative"), key=lambda block: block.number))

    @cached_property
    def operative(self) -> list[Sentence]:
        """The sentences of the articles, in the order of their numbers."""
        return [sentence for block in self.articles for sentence in self.sentences(block)]

    def sentences(self, block: Block) -> list[Sentence]:
        """Return the sentences of a block, after the word that opens it; what is too long to be one is set aside."""
        if block not in self._sentences:
            found = self._cut(block)
            self._sentences[block] = [one for one in found if one.end - one.start <= _LONGEST]
            self.aside += [(one.start, one.end, _TOO_LONG) for one in found if one.end - one.start > _LONGEST]
        return self._sentences[block]

    def _cut(self, block: Block) -> list[Sentence]:
        start = block.start
        if block.kind == "article" and (opening := _OPENING.match(self.text.text, block.body, block.end)):
            start = opening.end()
        return [Sentence(block, *span) for span in sentences(self.text, start, block.end)]

    def plain(self, start: int, end: int) -> str:
        """Return a passage in lower case without accents."""
        return self.text.plain[start:end]

    def warn(self, code: str, message: str, quotes: Quotes = ()) -> None:
        """Note a finding; the same one twice is one."""
        finding = Warn(code, message, quotes)
        if finding not in self.warnings:
            self.warnings.append(finding)


def sentences(text: Normal, start: int, end: int) -> Iterable[Span]:
    """Cut a passage into sentences."""
    at = start
    for match in _END.finditer(text.text, start, end):
        if text.text[match.start()] == "." and not _closes(text, match, end):
            continue
        begin, close = text.trim(at, match.end())
        if close > begin:
            yield begin, close
        at = match.end()
    begin, close = text.trim(at, end)
    if close > begin:
        yield begin, close


def _closes(text: Normal, match: re.Match[str], end: int) -> bool:
    """See a stop that ends a sentence: S3 has one in the middle, "groupe générique. dans l'indication"."""
    if match.end() >= end:
        return True
    if "\n\n" in match.group():
        return True
    if _MARK.match(text.text, match.end()):
        return True
    following = text.text[match.end()]
    if following.islower():
        return False
    return not _ABBREVIATION.search(text.text[max(0, match.start() - 8) : match.start() + 1])
