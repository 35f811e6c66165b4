"""A text made even for reading, with the way back to the text as extracted, in which all quotes count."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from cpc_graph.text.folding import INVISIBLE, LIGATURES
from cpc_graph.text.values import Quote, Quotes, Words
from cpc_graph.text.wording import running

Span = tuple[int, int]

_SIGNS = dict.fromkeys("’‘ʼ′＇´", "'") | dict.fromkeys("‐‑‒–—―−", "-") | LIGATURES
_PRIVATE = "\ue000-\uf8ff"
_ODD = re.compile(
    r"(?P<cut>(?<=\w)[-\u2010\u2011][^\S\n]*(?:\r?\n|\r)\s*(?=\w))"
    r"|(?P<soft>\u00ad\s*\n\s*)"
    rf"|(?P<line>[^\S\n\r]*[\n\r\f\v\x85\u2028\u2029](?:\s|{INVISIBLE.pattern})*)"
    r"|(?P<gap>(?<=\d-)[^\S\n]+(?=\d)|(?<=\d)[^\S\n]+(?=-\d))"
    r"|(?P<space>[^\S\n\r]{2,}|[^\S \n\r])"
    rf"|(?P<hidden>{INVISIBLE.pattern})"
    rf"|(?P<bullet>[{_PRIVATE}])"
    r"|(?P<accent>[^\W\d_][\u0300-\u036f]{1,8})"
    rf"|(?P<sign>[{''.join(_SIGNS)}])"
)
_WORD_BEFORE = re.compile(r"\w{1,40}$")
_WORD_AFTER = re.compile(r"\w{1,40}")
_SUSPECT = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff]+")


class _Plain(dict[int, str]):
    """Fold one character to lower case without accent, always to one character."""

    def __missing__(self, code: int) -> str:
        lower = unicodedata.normalize("NFD", chr(code).lower())[:1] or chr(code)
        self[code] = lower
        return lower


_PLAIN = _Plain()


def plain(text: str) -> str:
    """Return the text in lower case without accents, one character for one.

    >>> plain("DÉCIDE Présent")
    'decide present'
    """
    return text.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The source without what is left out; `starts[i]` is where piece i begins in it, `origins[i]` in the source."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def to_source(self, at: int) -> int:
        piece = bisect_right(self.starts, at) - 1
        return self.origins[piece] + at - self.starts[piece]


@dataclass(frozen=True)
class Normal:
    """`text[i]` comes from `kept.text[starts[i]:ends[i]]`; `source` is the text as extracted."""

    source: str
    text: str
    kept: _Kept
    starts: Sequence[int]
    ends: Sequence[int]

    @cached_property
    def plain(self) -> str:
        """The text in lower case without accents, of the same length."""
        return plain(self.text)

    @cached_property
    def capitals(self) -> str:
        """The text without accents, capitals kept, of the same length: capitals tell the names of medicines."""
        return "".join(low.upper() if sign.isupper() else low for sign, low in zip(self.text, self.plain, strict=True))

    def quotes(self, start: int, end: int) -> Quotes:
        """Return the slices of the source behind `text[start:end]`, one for each stretch without a gap."""
        start, end = self.trim(start, end)
        if start >= end:
            return ()
        first, last = self.starts[start], self.ends[end - 1]
        begins = self.kept.starts
        cuts = begins[bisect_right(begins, first) : bisect_left(begins, last)]
        found: list[Quote] = []
        for low, high in zip([first, *cuts], [*cuts, last], strict=True):
            begin = self.kept.to_source(low)
            exact = self.source[begin : begin + high - low]
            begin += len(exact) - len(exact.lstrip())
            if exact := exact.strip():
                found.append(Quote(exact, begin, begin + len(exact)))
        return tuple(found)

    def words(self, start: int, end: int) -> Words:
        """Return the running text of a passage with its quotes."""
        quotes = self.quotes(start, end)
        return Words(running("\n".join(quote.exact for quote in quotes)), quotes)

    def trim(self, start: int, end: int) -> Span:
        """Take white space off both ends of a passage."""
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end


def normalise(source: str, left_out: Sequence[Span] = (), joined: Collection[str] = ()) -> Normal:
    """Make the text even: NFC, plain apostrophes and dashes, single spaces, at most one empty line.

    `left_out` are passages that are no words of the act, in order; `joined` words lose a hyphen at a line's end.
    """
    kept = _keep(source, left_out)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    replacement = _replacing(kept.text, joined)
    at = 0
    for match in _ODD.finditer(kept.text):
        begin, end = match.span()
        if begin > at:
            pieces.append(kept.text[at:begin])
            starts.extend(range(at, begin))
            ends.extend(range(at + 1, begin + 1))
        sign = replacement(match)
        if sign:
            pieces.append(sign)
            starts.extend([begin] * len(sign))
            ends.extend([end] * len(sign))
        at = end
    pieces.append(kept.text[at:])
    starts.extend(range(at, len(kept.text)))
    ends.extend(range(at + 1, len(kept.text) + 1))
    return Normal(source, "".join(pieces), kept, starts, ends)


def suspects(source: str) -> Quotes:
    """Return where characters stand that a reader does not see, other than soft hyphens."""
    # A byte order mark inside the text is seen by nobody either, but it deceives nobody at the very beginning.
    return tuple(Quote(m.group(), *m.span()) for m in _SUSPECT.finditer(source) if m.group() != "\ufeff" or m.start())


def _keep(source: str, left_out: Sequence[Span]) -> _Kept:
    texts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    at = length = 0
    for begin, end in [*left_out, (len(source), len(source))]:
        if begin > at:
            texts.append(source[at:begin])
            starts.append(length)
            origins.append(at)
            length += begin - at
        at = max(at, end)
    return _Kept("".join(texts), tuple(starts) or (0,), tuple(origins) or (0,))


def _replacing(text: str, joined: Collection[str]) -> Callable[[re.Match[str]], str]:
    whole: set[str] = set()

    def stands_whole(word: str) -> bool:
        """Tell whether the joined word stands elsewhere in the text, or is a word of the grammar."""
        if not whole:
            whole.update(re.findall(r"\w+", plain(text)))
        return plain(word) in whole or plain(word) in joined

    def replace(match: re.Match[str]) -> str:
        kind = match.lastgroup
        found = match.group()
        if kind == "line":
            found = INVISIBLE.sub("", found).rstrip(" \t\xa0\u202f")
            return "\n\n" if len(found.splitlines()) > 1 or found.count("\n") > 1 else "\n"
        if kind == "space":
            return " "
        if kind == "cut":
            before = _WORD_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
            after = _WORD_AFTER.match(text, match.end())
            word = (before.group() if before else "") + (after.group() if after else "")
            return "" if word.isalpha() and stands_whole(word) else "-"
        if kind == "bullet":
            return "•"
        if kind == "accent":
            return unicodedata.normalize("NFC", found)
        return _SIGNS.get(found, "") if kind == "sign" else ""

    return replace
