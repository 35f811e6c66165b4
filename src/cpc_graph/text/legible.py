"""Whether a value is written in the words that are quoted for it: dates, durations, ages, connectors.

A second reading, made for checking only: it looks for a known value, so it needs no grammar of the sentence, and it
shares no rule with the reader that found the value.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Final, Literal

from cpc_graph.text.dates import MONTHS
from cpc_graph.text.spelled import WORD, parse_spelled

Legible = Literal["read", "other", "none"]
"""The quotes carry the value; they carry another value of its kind, not this one; they carry none."""

_SPELLED = rf"{WORD}(?:[\s-]+{WORD})*"
_WRITTEN = rf"(\d+|{_SPELLED})"
_NUMBER = rf"(?<!\w){_WRITTEN}"
_NUMERIC_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_OF_MONTH = re.compile(rf"{_NUMBER}\s?(?:er)?\s([a-z]{{3,9}})\b")
# "16, 17 et 18 mai", "du 4 au 8 août": what stands before a day of a month and shares its month
_DAYS_BEFORE = re.compile(r"(?:(?<!\w)\d{1,2}(?:\s?er)?\s*(?:,|et|au|ou|-)\s*(?:le\s+)?)+$")
_FAR = 60  # characters in which such a list begins
_YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)|\b(deux mille(?:[\s-]+(?:" + WORD + r"))*)")
_LENGTH = re.compile(
    rf"{_NUMBER}\s*(?:\(\s*\d+\s*\)\s*)?(?:premiers?\s+|derniers?\s+)?(ans?|annees?|mois|semaines?|jours?)\b"
)
_SHARED = re.compile(
    rf"{_NUMBER}\s+(?:a|et|ou)\s+(?:moins de\s+|plus de\s+)?{_WRITTEN}\s+(ans?|mois|semaines?|jours?)\b"
)
_UNIT_DAYS: Final = {"a": 360, "m": 30, "s": 7, "j": 1}
_EVERY: Final = {
    "hebdomadaire": 7,
    "chaque semaine": 7,
    "mensuel": 30,
    "chaque mois": 30,
    "tous les mois": 30,
    "par mois": 30,
    "bimestriel": 60,
    "trimestriel": 90,
    "chaque trimestre": 90,
    "tous les trimestres": 90,
    "semestriel": 180,
    "chaque semestre": 180,
    "tous les semestres": 180,
    "annuel": 360,
    "chaque annee": 360,
    "tous les ans": 360,
    "par an": 360,
}
_ISO_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_CONNECTORS: Final = {
    "andOr": re.compile(r"\bet\s*/\s*ou\b|\bet\s+ou\b"),
    "or": re.compile(r"(?<!/)(?<!/ )\bou\b"),
    "and": re.compile(r"\bet\b(?!\s*/)|,|;"),
}


def is_day_legible(day: dt.date, quotes: Sequence[str]) -> Legible:
    """Tell whether the quotes, taken together, write a day; a day and a month count with any year that is written.

    >>> is_day_legible(dt.date(2025, 8, 16), ["le 16 août 2025"]), is_day_legible(dt.date(2025, 8, 17), ["16/08/2025"])
    ('read', 'other')
    """
    text = _plain(" ; ".join(quotes))
    found = {(int(y), int(m), int(d)) for y, m, d in _ISO_DAY.findall(text)}
    found |= {(int(y) + (2000 if len(y) == 2 else 0), int(m), int(d)) for d, m, y in _NUMERIC_DAY.findall(text)}
    years = {int(digits) if digits else parse_spelled(words) for digits, words in _YEAR.findall(text)}
    found |= {(y, m, d) for d, m in _days_of_months(text) for y in years if y}
    return _judged((day.year, day.month, day.day), found)


def is_length_legible(duration: str, quotes: Sequence[str]) -> Legible:
    """Tell whether the quotes write a duration (ISO 8601, years to days), twelve months being a year.

    >>> is_length_legible("P3Y", ["pour une durée de trois ans"]), is_length_legible("P2Y", ["pour 3 ans"])
    ('read', 'other')
    """
    wanted = _ISO_LENGTH.fullmatch(duration)
    if wanted is None:
        return "none"
    years, months, weeks, days = (int(part or 0) for part in wanted.groups())
    text = _plain(" ; ".join(quotes))
    found = _lengths(text)
    found |= {length for words, length in _EVERY.items() if words in text}
    return _judged(years * 360 + months * 30 + weeks * 7 + days, found)


def is_connector_legible(connector: str, quotes: Sequence[str]) -> Legible:
    """Tell whether the quotes tie with `and`, `or` or `andOr`.

    >>> is_connector_legible("andOr", ["chloroquine et/ou quinine"]), is_connector_legible("and", ["A et/ou B"])
    ('read', 'other')
    """
    text = _plain(" ; ".join(quotes))
    found = {name for name, pattern in _CONNECTORS.items() if pattern.search(text)}
    return _judged(connector, found)


def _judged(value: object, found: Collection[object]) -> Legible:
    return "read" if value in found else "other" if found else "none"


def _days_of_months(text: str) -> set[tuple[int, int]]:
    """Return each day and month that are written; the month in full, cut short ("JAN.") or shared ("16 et 17 mai")."""
    found = set()
    for match in _DAY_OF_MONTH.finditer(text):
        day, months = _number(match[1]), {MONTHS[name] for name in MONTHS if name.startswith(match[2])}
        if day and len(months) == 1:  # "jui" may be two months
            shared = _DAYS_BEFORE.search(text[max(0, match.start() - _FAR) : match.start()])
            days = {day, *map(int, re.findall(r"\d+", shared.group()))} if shared else {day}
            found |= {(each, month) for each in days for month in months}
    return found


def _lengths(text: str) -> set[int]:
    """Return each length that is written, in days; of "de 5 à 15 ans" both, of "deux ans et six mois" the sum too."""
    found, before, end = set[int](), 0, -1
    for match in _LENGTH.finditer(text):
        length = (_number(match[1]) or 0) * _UNIT_DAYS[match[2][0]]
        joined = end >= 0 and text[end : match.start()].strip() in ("", "et")
        before = before + length if joined else length
        end = match.end()
        found |= {length, before}
    found |= {(_number(first) or 0) * _UNIT_DAYS[unit[0]] for first, _, unit in _SHARED.findall(text)}
    return found - {0}


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else parse_spelled(text)


def _plain(text: str) -> str:
    """Fold case, accents, apostrophes and white space; leave out signs that do not show."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    shown = (sign for sign in decomposed if unicodedata.category(sign) not in ("Mn", "Cf"))
    return " ".join("".join(shown).casefold().split())
