"""Find the heading that names an act: "Décision du 04/08/2025 - Renouvellement du cadre de prescription …"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.tables import either, regime_names, table

_LONGEST = 700
_OPEN_ENDED = re.compile(
    r"(?:^|\s)(?:de|du|des|d'une?|la|le|l'|et|a|au|aux|portant|relative|en|pour|dans|-|:|decision)\s*$"
)
_NOT_TITLE = re.compile(r"decision\s(?:notifiee?|publiee?|prise|signee?|est|sera|a\s|attaquee?|contestee?)\b")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    actions = table("acts")["actions"].values()
    nouns = either(noun for action in actions for noun in action["nouns"])
    participles = either(word for action in actions for word in action["participles"])
    decision = (
        rf"^decision\b(?=[^\S\n]*(?:\n|\s(?:(?:dg\s)?(?:n°|no\s)|du\s|portant|relative|-|{participles}|de\s{nouns}|d'{nouns}|"
        rf"en\sdate)|\s?[-:]))"
    )
    heading = (
        rf"^(?:{nouns}\s(?:et\s{nouns}\s)?(?:du\s|de\sla\s|d'une?\s|des\s))?{regime_names()}(?:\s\(\w+\)"
        rf")?\s(?:de\s|d'|pour\s|du\s|des\s)"
    )
    return re.compile(decision, re.M), re.compile(heading, re.M)


def find_titles(text: Normal, anchors: Sequence[int], body: int, *, lines_are_blocks: bool) -> list[Span]:
    """Return the one heading that names the act; of several, the first that is not inside another part's sentence."""
    for pattern in _patterns():
        spans = [
            _extended(text, match.start(), anchors, lines_are_blocks=lines_are_blocks)
            for match in pattern.finditer(text.plain)
            if text.text[match.start()].isupper() and (lines_are_blocks or _stands_alone(text, match.start()))
        ]
        spans = [span for span in spans if not _NOT_TITLE.match(text.plain, span[0])]
        if spans:
            return [max(spans[:3], key=lambda span: (_names_measure(text, span), _is_full(text, span), -span[0]))]
    return []


def _names_measure(text: Normal, span: Span) -> bool:
    return re.search(regime_names(), text.plain[span[0] : span[1]]) is not None


_FULL = re.compile(r"decision\s(?:\w+\s){0,2}(?:n°|du\s|portant|relative|en\sdate)|decision\s-")


def _is_full(text: Normal, span: Span) -> bool:
    """Prefer "Décision du D portant …" to a rubric "Décision" with the line behind it."""
    return _FULL.match(text.plain, *span) is not None


def _stands_alone(text: Normal, start: int) -> bool:
    """See that the line before is closed: a wrapped sentence may begin a line with "Décision"."""
    before = text.text[max(0, start - 200) : start].rstrip(" ")
    if not before.strip() or before.endswith("\n\n"):
        return True
    line = before.rstrip().rpartition("\n")[2]
    return not line.endswith((",", "'")) and not _OPEN_ENDED.search(text.plain[max(0, start - 40) : start].rstrip())


def _extended(text: Normal, start: int, anchors: Sequence[int], *, lines_are_blocks: bool) -> Span:
    """Follow the heading over its lines, up to an empty line after which the sentence is not open, or another part."""
    at = bisect_right(anchors, start)
    limit = min(anchors[at] if at < len(anchors) else len(text.text), start + _LONGEST)
    end = start
    while end < limit:
        line_end = text.text.find("\n", end + 1)
        line_end = limit if line_end < 0 else min(line_end, limit)
        end = line_end
        following = text.text[end : end + 2]
        open_ended = _OPEN_ENDED.search(text.plain[start:end]) or _is_bare(text.plain[start:end])
        if not open_ended and (following == "\n\n" or lines_are_blocks):
            break
        while end < limit and text.text[end] == "\n":
            end += 1
    return text.trim(start, min(end, limit))


def _is_bare(heading: str) -> bool:
    """See a heading that so far only says "Décision", or announces nothing yet ("portant établissement d'une")."""
    return re.fullmatch(r"\s*decision\s*(?:n°\s?\S+\s*)?(?:du\s[\w/. ]{6,20})?\s*-?", heading) is not None
