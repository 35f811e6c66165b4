"""Find the days that a text writes, in every French form; what reads as a day and is none is kept with its fault."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cpc_graph.read.normal import Normal
from cpc_graph.text.dates import MONTHS
from cpc_graph.text.spelled import WORD, parse_spelled
from cpc_graph.text.values import UNKNOWN, Day

Fault = Literal["impossible", "two-digit"]

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\s)?"
# A stamp of an older act leaves its digits apart: "le 2 4 NOV. 2017" is the 24th, never the 4th.
_NUMBER = r"(?:(?:(?<=\ble\s)|(?<=\bdu\s))[0-3]\s\d|(?<!\d\s)\d{1,2})"
DAY = (
    rf"{_WEEKDAY}(?:{_NUMBER}(?:\s?er)?\s(?:{_MONTH})\.?\s\d{{2,4}}(?!\d)"
    r"|(?<![\d/.-])\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?(?:\d{4}|\d{2})(?![\d/])"
    r"|(?<![\d/.-])\d{1,2}-\d{1,2}-\d{4}(?![\d-])|(?<![\d/.-])\d{4}-\d{2}-\d{2}(?![\d-])"
    rf"|(?:{WORD}[\s-]){{1,4}}(?:{_MONTH})\s(?:{WORD}[\s-]?){{2,9}}(?<![\s-]))"
)
_DAY = re.compile(
    rf"\b(?:{_WEEKDAY}(?P<d>{_NUMBER})(?:\s?er)?\s(?P<m>{_MONTH})\.?\s(?P<y>\d{{2,4}})(?!\d)"
    r"|(?<![\d/.-])(?P<nd>\d{1,2})\s?(?P<sep>[/.])\s?(?P<nm>\d{1,2})\s?(?P=sep)\s?(?P<ny>\d{4}|\d{2})(?![\d/])"
    r"|(?<![\d/.-])(?P<hd>\d{1,2})-(?P<hm>\d{1,2})-(?P<hy>\d{4})(?![\d-])"
    r"|(?<![\d/.-])(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})(?![\d-])"
    rf"|(?P<sd>(?:{WORD}[\s-]){{1,4}})(?P<sm>{_MONTH})\s(?P<sy>(?:{WORD}[\s-]?){{2,9}})\b)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A day at a place of the normal text; `value` is None when it has a fault."""

    value: dt.date | None
    start: int
    end: int
    fault: Fault | None = None


def find_days(text: Normal, start: int = 0, end: int | None = None) -> list[Found]:
    """Return the days written in a passage, in order."""
    return [_found(match) for match in _DAY.finditer(text.plain, start, len(text.plain) if end is None else end)]


def stated(text: Normal, found: Found, start: int | None = None, end: int | None = None) -> Day:
    """Make a stated day of it, quoted with the words from `start` to `end`; unknown when it has a fault."""
    if found.value is None:
        return UNKNOWN
    quotes = text.quotes(found.start if start is None else start, found.end if end is None else end)
    return Day(found.value, "stated", None, quotes)


def day_after(days: Sequence[Found], at: int, reach: int = 3) -> Found | None:
    """Return the day that begins at `at` or at most `reach` characters later."""
    return next((day for day in days if at <= day.start <= at + reach), None)


def _found(match: re.Match[str]) -> Found:
    start, end = match.span()
    if match["sd"]:
        day, month, year = parse_spelled(match["sd"]), MONTHS[match["sm"]], parse_spelled(match["sy"])
        if match["sy"][-1:] in " \n-":
            end -= 1
        return _checked(year or 0, month, day or 0, start, end)
    if match["m"]:
        day, month, year = int("".join(match["d"].split())), MONTHS[match["m"]], int(match["y"])
        if len(match["y"]) != 4:
            return Found(None, start, end, "two-digit")
        return _checked(year, month, day, start, end)
    groups = next(names for names in (("nd", "nm", "ny"), ("hd", "hm", "hy"), ("id", "im", "iy")) if match[names[0]])
    if len(match[groups[2]]) == 2:
        return Found(None, start, end, "two-digit")
    day, month, year = (int(match[name]) for name in groups)
    return _checked(year, month, day, start, end)


def _checked(year: int, month: int, day: int, start: int, end: int) -> Found:
    try:
        return Found(dt.date(year, month, day), start, end)
    except ValueError:
        return Found(None, start, end, "impossible")
