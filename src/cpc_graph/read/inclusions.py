"""What an indication says that it includes: "y compris la maladie de Jessner-Kanof"."""

from __future__ import annotations

import re

from cpc_graph.read.normal import Normal
from cpc_graph.text.folding import fold
from cpc_graph.text.values import Words

_INCLUDES = re.compile(
    r"y\scompris\s(?P<list>[^,;.()«»]{3,200}?)(?=\s?[,;.()«»]|\schez\s|\sen\scas|\sapres\s|\sen\s\d|$|\spour\sune\s)"
)
_JOINED = re.compile(r"\s(?:et|ou|et/ou|ainsi\sque)\s(?=(?:chez\s|dans\s)?(?:les?\s|la\s|l'|des\s|du\s))")
_MEMBER = re.compile(r"(?:chez\s|dans\s|en\scas\sde\s)?(?:les\s|la\s|le\s|l'|des\s|du\s|de\sla\s)?")


def read_includes(text: Normal, start: int, end: int) -> tuple[Words, ...]:
    """Read each "y compris …", member by member, quoted with the whole phrase."""
    found: list[Words] = []
    even = text.plain[start:end]
    for match in _INCLUDES.finditer(even):
        # "y compris chez les patients HIV positifs": its own "chez" opens the list and does not close it.
        low, high = match.span("list")
        if even.startswith("chez", low):
            closing = re.compile(r"\s?[,;.()«»]|\sen\scas|\sapres\s|$").search(even, low)
            high = closing.start() if closing else high
        quotes = text.quotes(start + match.start(), start + high)
        at = low
        for cut in [*(m.span() for m in _JOINED.finditer(even, low, high)), (high, high)]:
            lead = _MEMBER.match(even, at)
            begin = lead.end() if lead else at
            words = folded(text, start + begin, start + cut[0])
            if words.text:
                found.append(Words(words.text, quotes))
            at = cut[1]
    return tuple(found)


def folded(text: Normal, start: int, end: int) -> Words:
    """Fold as the wording is folded: a hyphen at a line's end goes where the word stands whole elsewhere."""
    quotes = text.quotes(start, end)
    return Words(fold("\n".join(quote.exact for quote in quotes), text.source), quotes)
