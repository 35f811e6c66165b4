"""The age of a patient as people write it: "6", "6 ans", "18 mois", "2 ans et 6 mois", "P6Y"."""

from __future__ import annotations

import re

from pyoxigraph import Literal

from cpc_graph.errors import UsageError
from cpc_graph.rdf.terms import typed

_YEARS, _MONTHS = r"(?:ans?|years?(?:\s+old)?|y)", r"(?:mois|months?(?:\s+old)?|m)"
_AGE = re.compile(
    r"(?:âgée?\s+de\s+|aged?\s+)?"
    rf"(?:(?P<years>\d{{1,3}})\s*{_YEARS}(?:\s*(?:et|and|,)?\s*(?P<more>\d{{1,2}})\s*{_MONTHS})?"
    rf"|(?P<months>\d{{1,4}})\s*{_MONTHS}|(?P<bare>\d{{1,3}}))",
    re.IGNORECASE,
)
_ISO = re.compile(r"P(?=\d)(?:(?P<years>\d{1,3})Y)?(?:(?P<months>\d{1,4})M)?")
_OLDEST = 130  # years


def read_age(text: str, what: str) -> Literal:
    """Read an age as a duration of years and months; a number alone is years.

    Raises UsageError, naming the text and `what` it was given for, for anything else: an age in weeks, one that nobody
    reaches.

    >>> read_age("6 ans", "age").value, read_age("2 ans et 6 mois", "age").value, read_age("18 mois", "age").value
    ('P6Y', 'P2Y6M', 'P1Y6M')
    """
    shown = text.strip()[:40]
    # Digits of other scripts are refused, as in a day.
    plain = not any(sign.isdigit() and not sign.isascii() for sign in shown)
    found = (_ISO.fullmatch(shown) or _AGE.fullmatch(shown)) if plain else None
    if found is None:
        raise _refused(shown, what)
    given = {name: int(count) for name, count in found.groupdict().items() if count}
    whole = given.get("years", 0) + given.get("bare", 0)
    years, months = divmod(whole * 12 + given.get("months", 0) + given.get("more", 0), 12)
    if years > _OLDEST:
        raise _refused(shown, what)
    lexical = "P" + (f"{years}Y" if years or not months else "") + (f"{months}M" if months else "")
    return typed(lexical, "yearMonthDuration")


def _refused(shown: str, what: str) -> UsageError:
    return UsageError(
        fr=f"{what} : « {shown} » n'est pas un âge ; écrivez par exemple 6 ans, 18 mois",
        en=f"{what}: '{shown}' is not an age; write for instance 6 years, 18 months",
    )
