"""What an indication's wording says of earlier treatments that must have failed."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise
from typing import cast

from cpc_graph.read.inclusions import folded
from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.tables import listed
from cpc_graph.text.facts import Combinator, PriorTherapy

_ARTICLE = (
    r"(?:du\sou\sdes\s|l'|le\s|la\s|les\s|des\s|du\s|de\sla\s|de\sl'|d'une?\s|aux\s|au\s(?!moins\b|plus\b)|a\sla\s|a\sl'|"
    r"a\s|par\s|d'|de\s|un\s|une\s|ses\s|leurs?\s)"
)
_SPLIT = re.compile(r"\s?,\s?(?:et/ou\s|et\s|ou\s)?|\s(?:et/ou|et|ou)\s")

_JOINS = re.compile(r"(?<!\w)(?:et/ou|et|ou)(?!\w)")
_CHOICE = re.compile(r"\b(?:au\smoins|l'une?\sdes|une?\sdes|un\sou\splusieurs)\b")
_MOST = 20  # words for failure that are tried in one wording


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    failure, quality = listed("indications", "failure"), listed("indications", "qualities")
    return {
        "failure": re.compile(
            rf"(?P<line>(?:{listed('indications', 'line')}\s)?)(?P<who>(?:qui\s)?)\b(?:{failure}|"
            rf"(?P<bound>{listed('indications', 'bound')}))(?=\s)"
        ),
        "end": re.compile(listed("indications", "complement_end")),
        "quality": re.compile(
            rf"(?:\s|^)(?:(?:et|,)\s)?{quality}(?:(?:\set|,)\s{quality}"
            rf")*(?=\s|$)"
        ),
        "therapy": re.compile(
            r"^(?:traitements?|therapies?|therapeutiques?|prise\sen\scharge)(?:\s[\w-]+){0,6}?\s(?:par|"
            r"avec|associant)\s(?:l'|la\s|le\s|les\s|des\s|du\s|une?\s)?"
        ),
        "only": re.compile(r"\s(?P<only>dans\sles\s(?:seuls\s)?cas\s[^,;.»]{2,59}[^\s,;.»])"),
    }


def read_prior(text: Normal, start: int, end: int) -> PriorTherapy | None:
    """Read what must have failed before, with its items and what joins them; a failure of nothing named is none."""
    even = text.plain[start:end].replace("\n", " ")
    for trigger in islice(_words()["failure"].finditer(even), _MOST):
        low, high = _complement(even, trigger.end())
        if trigger["bound"] and not re.match(r"\s(?:a\s|aux?\s)", even[low : low + 5]):
            continue
        items = _items(even, low, high, bare=trigger.group().endswith((" par", " sous", "malgre", " apres")))
        if not items:
            continue
        spans = [(start + a, start + b) for a, b in items]
        only = _words()["only"].match(even, high) or _words()["only"].match(even, max(high - 1, 0))
        close = only.end() if only else _written_end(even, high)
        begin = trigger.start()
        written = text.words(start + begin, start + close)
        only_when = text.words(start + only.start("only"), start + only.end()) if only else None
        return PriorTherapy(written, tuple(folded(text, *span) for span in spans), _combinator(even, items), only_when)
    return _unfit(text, start, even)


# "lorsque la déféroxamine est contre-indiquée ou inadaptée": what failed stands before the word for it.
_UNFIT = re.compile(
    r"(?:lorsqu(?:e\s|')|(?:chez\s(?:qui|lesquels|lesquelles)\s)|si\s)(?P<what>(?:l'|l[ae]s?\s)[^,;.()]{3,120}?)\s"
    r"(?:est|sont)\s(?P<how>contre-indiquee?s?|inefficaces?|insuffisante?s?|inadaptee?s?|mal\stoleree?s?)"
    r"(?:(?:\s?,|\sou|\set)\s(?:contre-indiquee?s?|inefficaces?|insuffisante?s?|inadaptee?s?|mal\stoleree?s?))*"
)


def _unfit(text: Normal, start: int, even: str) -> PriorTherapy | None:
    for match in islice(_UNFIT.finditer(even), _MOST):
        low, high = match.span("what")
        if re.search(r"\b(?:traitements?|alternatives?|mesures?|therapies?)\b", match["what"]):
            continue
        if items := _items(even, low, high, bare=True):
            written = text.words(start + match.start(), start + match.end())
            named = tuple(folded(text, start + a, start + b) for a, b in items)
            return PriorTherapy(written, named, _combinator(even, items), None)
    return None


def _written_end(even: str, high: int) -> int:
    """Keep "ou chez lesquels ces traitements sont contre-indiqués" with the condition that it widens."""
    widened = re.match(r"\s?,?\s?ou\s(?:chez|lorsque|en\scas)[^;.]{0,200}", even[high:])
    return high + len(widened.group().rstrip()) if widened else high


def _complement(even: str, low: int) -> Span:
    """Return the passage that names what failed: to the end of its clause."""
    stop = _words()["end"].search(even, low + 1)
    closed = re.compile(r"[;.«»]|\)(?=\s*[,;.]|\s*$)").search(even, low)
    high = min(stop.start() if stop else len(even), closed.start() + (closed.group() == ")") if closed else len(even))
    return low, high


def _items(even: str, low: int, high: int, *, bare: bool = False) -> list[Span]:
    """Cut "de la lévodopa, du trihexyphénidyle ou de la tétrabénazine" into three, without prepositions."""
    inside = re.search(r"\(([^()]{3,120})\)\s*$", even[low:high])
    if inside and _CHOICE.search(even[low : low + inside.start()]):
        # "au moins un traitement de fond (A, B)": what failed is one of them, and which the wording does not say.
        lead = re.match(rf"\s*(?:{_ARTICLE}){{1,3}}", even[low:high])
        return [_trimmed(even, low + (lead.end() if lead else 0), high)]
    if inside and _SPLIT.search(inside[1]):
        low, high = low + inside.start(1), low + inside.end(1)
    elif inside:
        high = low + inside.start()
    passage = even[low:high]
    if not passage.strip():
        return []
    lead = re.match(rf"\s*(?:{_ARTICLE}){{1,3}}", passage)
    if lead is None and not inside and not bare:
        # "réfractaire" and "malgré" take a complement with a preposition or an article; else nothing is named.
        return []
    at = low + (lead.end() if lead else 0)
    therapy = _words()["therapy"].match(even[at:high])
    at += therapy.end() if therapy else 0
    spans: list[Span] = []
    for cut in [*(m.span() for m in _SPLIT.finditer(even, at, high)), (high, high)]:
        begin, close = _trimmed(even, at, cut[0])
        named = even[begin:close]
        if named and not _words()["quality"].fullmatch(named) and not _THE_SAME.match(named):
            spans.append((begin, close))
        at = cut[1]
    return spans


# "malgré A et malgré B", "échec de A ou intolérance à B": the word for failure is no part of what failed.
_AGAIN = re.compile(
    r"(?:malgre|apres|sous|(?:(?:en\scas\s)?d')?(?:echec|intolerance|contre-indication)s?(?=\s(?:a|aux?|de|du|des)\s|\s(?:de|a)\sl'))\s"
)
_THE_SAME = re.compile(
    r"(?:celle|celui|ceux|celles)-ci$|(?:ces|ce|cette|ces\sderniers)\b|(?:contre-indication|intolerance|impossibilite)s?$"
)


def _trimmed(even: str, begin: int, close: int) -> Span:
    while begin < close and even[begin] in " ,":
        begin += 1
    if again := _AGAIN.match(even[begin:close]):
        begin += again.end()
    if article := re.match(rf"(?:{_ARTICLE}){{1,3}}", even[begin:close]):
        begin += article.end()
    quality = _words()["quality"].search(even[begin:close])
    if quality and begin + quality.end() >= close:
        close = begin + quality.start()
    while close > begin and even[close - 1] in " ,":
        close -= 1
    return begin, close


def _combinator(even: str, items: list[Span]) -> Combinator | None:
    """Return what joins the items; None where the wording joins them by commas alone or in two ways."""
    joined = {found for (_, one), (two, _) in pairwise(items) for found in _JOINS.findall(even[one:two])}
    return cast(Combinator, joined.pop()) if len(joined) == 1 else None
