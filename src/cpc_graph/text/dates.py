"""French days, and the closed list of rules that compute a day; nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Final, NoReturn

from dateutil.relativedelta import relativedelta

from cpc_graph.errors import InputError

DATE_RULES: Final = (
    "day-after-publication",
    "on-publication",
    "on-notification",
    "on-signature",
    "on-entry-into-force",
    "start-plus-duration",
    "day-after-stated-last-day",
    "end-of-measure-plus-duration",
)
# What each rule adds to its operand; the two that add a duration are not here.
_SHIFT: Final = {
    "day-after-publication": 1,
    "on-publication": 0,
    "on-notification": 0,
    "on-signature": 0,
    "on-entry-into-force": 0,
    "day-after-stated-last-day": 1,
}

_MONTHS: Final = (
    ("janvier", "janv", "jan"),
    ("fevrier", "fevr", "fev"),
    ("mars",),
    ("avril", "avr"),
    ("mai",),
    ("juin",),
    ("juillet", "juil"),
    ("aout",),
    ("septembre", "sept", "sep"),
    ("octobre", "oct"),
    ("novembre", "nov"),
    ("decembre", "dec"),
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NUMERIC = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})\s?(?:er)?\s([a-z]+)\.?\s(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_PARTIAL = re.compile(r"(\d{1,2})\s?(?:er)?\s([a-z]+)\.?(?:\s(\d{4}))?", re.ASCII)
_ISO_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", re.ASCII)


def parse_day(text: str) -> dt.date:
    """Read one whole French or ISO date. Raises InputError for another form, a two-digit year or an impossible day.

    >>> parse_day("1er juillet 2021"), parse_day("04/08/2025"), parse_day("16 AOUT 2022")
    (datetime.date(2021, 7, 1), datetime.date(2025, 8, 4), datetime.date(2022, 8, 16))
    """
    plain = _plain(text)
    if iso := _ISO.fullmatch(plain):
        return _day(text, int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := _NUMERIC.fullmatch(plain):
        return _day(text, int(numeric[4]), int(numeric[3]), int(numeric[1]))
    words = _WORDS.fullmatch(plain)
    if words is None or words[2] not in MONTHS:
        _refuse(text, "une date", "a date")
    return _day(text, int(words[3]), MONTHS[words[2]], int(words[1]))


def parse_days(text: str) -> tuple[dt.date, ...]:
    """Read days that share the month or year written last, as in "8 juin, 26 septembre et 4 octobre 2018".

    >>> [day.isoformat() for day in parse_days("8 juin, 26 septembre et 4 octobre 2018")]
    ['2018-06-08', '2018-09-26', '2018-10-04']
    """
    pieces = [piece for piece in re.split(r"\s*,\s*(?:et\s)?|\set\s", _plain(text)) if piece]
    year: str | None = None
    days: list[dt.date] = []
    for piece in reversed(pieces):
        match = _PARTIAL.fullmatch(piece)
        year = (match[3] if match else None) or year
        if match is None or match[2] not in MONTHS or year is None:
            _refuse(text, "une suite de dates", "a list of dates")
        days.append(_day(text, int(year), MONTHS[match[2]], int(match[1])))
    if not days:
        _refuse(text, "une suite de dates", "a list of dates")
    return tuple(reversed(days))


def add_duration(day: dt.date, duration: str) -> dt.date:
    """Return the day that is `duration` (ISO 8601, years to days) after `day`; 29 February plus a year is 28 February.

    >>> add_duration(dt.date(2024, 2, 29), "P1Y"), add_duration(dt.date(2025, 8, 16), "P3Y")
    (datetime.date(2025, 2, 28), datetime.date(2028, 8, 16))
    """
    match = _ISO_DURATION.fullmatch(duration)
    if match is None or duration == "P":
        _refuse(duration, "une durée ISO 8601", "an ISO 8601 duration")
    years, months, weeks, days = (int(group or 0) for group in match.groups())
    try:
        return day + relativedelta(years=years, months=months, weeks=weeks, days=days)
    except (ValueError, OverflowError):
        _refuse(f"{day} + {duration}", "une date", "a date")


def apply_rule(rule: str, operand: dt.date | None, duration: str | None = None) -> dt.date | None:
    """Compute a day by one of `DATE_RULES`; None when its operand is unknown. Raises InputError for another rule."""
    if rule not in DATE_RULES:
        _refuse(rule, "une règle de date", "a date rule")
    if rule in _SHIFT:
        return operand and operand + dt.timedelta(days=_SHIFT[rule])
    return add_duration(operand, duration) if operand and duration else None


def _plain(text: str) -> str:
    """Fold case, accents and white space: "1er Août" and "1ER AOUT" are written the same."""
    decomposed = unicodedata.normalize("NFD", text.replace("’", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())


def _day(text: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise InputError(
            fr=f"« {text} » : ce jour n'existe pas dans le calendrier", en=f"“{text}”: no such day in the calendar"
        ) from None


def _refuse(text: str, fr: str, en: str) -> NoReturn:
    raise InputError(fr=f"« {text} » ne se lit pas comme {fr}", en=f"“{text}” does not read as {en}")
