"""How often a duty comes back and by when it must be done."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from cpc_graph.read.amounts import AMOUNT, parse_amount
from cpc_graph.read.days import DAY
from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.tables import either, table
from cpc_graph.text.dates import MONTHS
from cpc_graph.text.facts import Deadline, DeadlineEvent
from cpc_graph.text.values import Words

_ELSEWHERE = re.compile(r"\b(?:conformement\sa|selon|suivant)\s(?:la|une)\speriodicite\b[^.;]{0,300}")


@lru_cache(maxsize=1)
def _rhythms() -> list[tuple[str, re.Pattern[str]]]:
    return [(duration, re.compile(rf"\b{either(words)}\b")) for duration, words in table("duties")["rhythms"].items()]


@lru_cache(maxsize=1)
def _every() -> re.Pattern[str]:
    return re.compile(rf"\b(?:tous|toutes)\sles\s(?P<amount>{AMOUNT})\b")


@lru_cache(maxsize=1)
def _deadlines() -> list[tuple[str, re.Pattern[str]]]:
    lead = (
        r"(?:dans\s(?:un\sdelai\s(?:maximal\s|maximum\s)?(?:de\s|d')|les\s)|au\splus\stard\s(?:dans\sl"
        r"es\s)?|sous\s|dans\sle\sdelai\s(?:de\s|d')|)"
        rf"(?P<amount>{AMOUNT})\s(?:au\splus\s(?:tard\s)?)?(?:qui\ssui(?:t|vent)|suivant|"
        rf"apres|a\scompter\sde|a\spartir\sde|a\sl'issue\sde|de)\s(?:la\sdate\sde\s)?"
    )
    events = table("duties")["deadlines"].items()
    month = r"dans\sle\s(?P<one>mois)\s(?:qui\ssuit|suivant)\s"
    return [(event, re.compile(rf"\b(?:{lead}|{month})(?:l'|la\s|le\s)?{either(words)}")) for event, words in events]


def read_rhythm(text: Normal, start: int, end: int) -> tuple[Words | None, Span | None]:
    """Return the periodicity of a passage as an ISO 8601 duration, and its place."""
    found: list[tuple[int, int, str]] = []
    for match in _every().finditer(text.plain, start, end):
        if value := parse_amount(match["amount"]):
            found.append((match.start(), match.end(), value))
    for duration, pattern in _rhythms():
        for match in pattern.finditer(text.plain, start, end):
            if not any(low <= match.start() < high for low, high, _ in found):
                found.append((match.start(), match.end(), duration))
    if len({value for *_, value in found}) != 1:
        return None, None
    low, high, value = min(found)
    return Words(value, text.quotes(low, high)), (low, high)


_FIXED = re.compile(
    rf"\b(?:au\splus\stard|avant|d'ici|jusqu'au|pour)\s(?:le\s|au\s)?(?:{DAY}|\d{{1,2}}(?:er)?\s(?:{'|'.join(MONTHS)})\sde\s"
    rf"chaque\sannee)|\bau\splus\stard\s{AMOUNT}\savant\s[^,;.]{{3,80}}"
    r"|\ble\s\d{1,2}(?:er)?\s[a-z]{3,9}\sde\schaque\sannee"
)


def find_fixed(text: Normal, start: int, end: int) -> Span | None:
    """Return where a passage gives a fixed day by which a duty is due: no term of a duty holds one yet."""
    match = _FIXED.search(text.plain, start, end)
    return match.span() if match else None


def read_elsewhere(text: Normal, start: int, end: int) -> Span | None:
    """Return where a passage leaves the periodicity to another document."""
    match = _ELSEWHERE.search(text.plain, start, end)
    return match.span() if match else None


def read_deadline(text: Normal, start: int, end: int) -> tuple[Deadline | None, Span | None]:
    """Return by when a duty must be done, counted from an event, and its place."""
    for event, pattern in _deadlines():
        if match := pattern.search(text.plain, start, end):
            duration = "P1M" if match["one"] else parse_amount(match["amount"])
            if duration:
                return Deadline(cast(DeadlineEvent, event), duration, text.quotes(*match.span())), match.span()
    return None, None
