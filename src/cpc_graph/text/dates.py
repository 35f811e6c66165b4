"""French days, moments and durations, and the closed list of rules that compute a day; nothing is guessed."""

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
    ("janvier", "janv"),
    ("fevrier", "fevr", "fev"),
    ("mars",),
    ("avril", "avr"),
    ("mai",),
    ("juin",),
    ("juillet", "juil"),
    ("aout",),
    ("septembre", "sept"),
    ("octobre", "oct"),
    ("novembre", "nov"),
    ("decembre", "dec"),
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NUMERIC = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})\s?(?:er)?\s([a-z]+)\.?\s(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_PARTIAL = re.compile(r"(\d{1,2})\s?(?:er)?\s([a-z]+)\.?(?:\s(\d{4}))?", re.ASCII)
_MOMENT = re.compile(r"(.+?)\s(?:a\s)?(\d{1,2})\s?[:h]\s?(\d{2})", re.ASCII)

_COUNTED: Final = (
    ("un", "une"),
    ("deux",),
    ("trois",),
    ("quatre",),
    ("cinq",),
    ("six",),
    ("sept",),
    ("huit",),
    ("neuf",),
    ("dix",),
    ("onze",),
    ("douze",),
)
_NUMBERS: Final = {word: number for number, words in enumerate(_COUNTED, 1) for word in words} | {
    "dix-huit": 18,
    "vingt-quatre": 24,
    "trente-six": 36,
}
_UNITS: Final = {"an": "Y", "ans": "Y", "annee": "Y", "annees": "Y", "mois": "M", "jour": "D", "jours": "D"} | {
    "semaine": "W",
    "semaines": "W",
}
_EVERY: Final = {
    "mensuel": "P1M",
    "trimestriel": "P3M",
    "semestriel": "P6M",
    "annuel": "P1Y",
    "hebdomadaire": "P1W",
}
_RHYTHM = re.compile(rf"({'|'.join(_EVERY)})(?:s|les?|lement)?", re.ASCII)
_EACH = re.compile(r"(?:chaque|tous les|toutes les)\s(.+)", re.ASCII)
_LEAD = re.compile(r"(?:pour )?une? (?:duree|periode|delai) (?:de |d')", re.ASCII)
_AMOUNT = re.compile(r"([a-z-]+|\d+)\s([a-z]+)", re.ASCII)
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


def parse_moment(text: str) -> dt.datetime:
    """Read a date with its time of day, without time zone.

    >>> parse_moment("06.02.2026 23:50").isoformat()
    '2026-02-06T23:50:00'
    """
    match = _MOMENT.fullmatch(_plain(text))
    if match is None or int(match[2]) > 23 or int(match[3]) > 59:
        _refuse(text, "une date et une heure", "a date and a time")
    return dt.datetime.combine(parse_day(match[1]), dt.time(int(match[2]), int(match[3])))


def parse_duration(text: str) -> str:
    """Read a duration or a rhythm as an ISO 8601 duration in the unit of the text.

    >>> parse_duration("trois ans"), parse_duration("6 mois"), parse_duration("chaque mois"), parse_duration("12 mois")
    ('P3Y', 'P6M', 'P1M', 'P12M')
    """
    plain = _plain(text)
    if rhythm := _RHYTHM.fullmatch(plain):
        return _EVERY[rhythm[1]]
    if each := _EACH.fullmatch(plain):
        plain = each[1] if " " in each[1] else f"un {each[1]}"
    plain = _LEAD.sub("", plain, count=1)
    pieces = [_AMOUNT.fullmatch(piece) for piece in re.split(r"\set\s", plain)]
    parts = [_amount(text, piece) for piece in pieces]
    if [part[-1] for part in parts] != sorted({part[-1] for part in parts}, key="YMWD".index):
        _refuse(text, "une durée", "a duration")
    return "P" + "".join(parts)


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


def _amount(text: str, piece: re.Match[str] | None) -> str:
    if piece is None or piece[2] not in _UNITS:
        _refuse(text, "une durée", "a duration")
    number = int(piece[1]) if piece[1].isdigit() else _NUMBERS.get(piece[1])
    if not number:
        _refuse(text, "une durée", "a duration")
    return f"{number}{_UNITS[piece[2]]}"


def _day(text: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise InputError(
            fr=f"« {text} » : ce jour n'existe pas dans le calendrier", en=f"“{text}”: no such day in the calendar"
        ) from None


def _refuse(text: str, fr: str, en: str) -> NoReturn:
    raise InputError(fr=f"« {text} » ne se lit pas comme {fr}", en=f"“{text}” does not read as {en}")
