"""What an indication's wording says of the age of its population."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.tables import listed
from cpc_graph.text.facts import Age, Bound, Operator, Unit
from cpc_graph.text.spelled import WORD, parse_spelled

_ONE = WORD.replace("|et|", "|").replace("|et)", ")")
# "et" joins two numbers ("entre six et douze ans") unless one follows: "vingt et un".
_N = rf"(?:\d{{1,3}}|{_ONE}(?:-(?:et-)?{_ONE}|\set\s(?:une?|onze)(?!\w)){{0,3}})"
_U = r"(?:ans?|mois)\b(?!\set\sdemi)"


@lru_cache(maxsize=1)
def _ages() -> list[tuple[str, re.Pattern[str]]]:
    end = r"(?:\s(?:inclus|revolus|compris))?"
    return [
        (
            "between",
            re.compile(
                rf"(?:age[e]?s?\s)?(?:\bde\s(?:l'age\sde\s|l'age\sd')?|\bd'|\bentre\s|\()(?P<a>{_N})(?:\s(?P<ua>{_U}))?(?:\s(?:revolus\s)?(?:a|"
                rf"et)\s|(?<=\d)\s?-\s?(?=\d))(?P<less>moins\sde\s)?(?P<b>{_N})\s(?P<ub>{_U}){end}"
            ),
        ),
        (
            "between",
            re.compile(
                rf"(?P<op>plus\sde|au\smoins)\s(?P<a>{_N})(?:\s(?P<ua>{_U}))?\s(?:et|a)\s(?:de\s)?(?P<less>moin"
                rf"s\sde\s)(?P<b>{_N})\s(?P<ub>{_U})"
            ),
        ),
        (
            "between",
            re.compile(
                rf"(?:a\spartir\sde|des)\s(?:l'age\sde\s)?(?P<a>{_N})(?:\s(?P<ua>{_U}))?\s(?:et\s)?jusqu'a\s"
                rf"(?:l'age\sde\s)?(?P<less>moins\sde\s)?(?P<b>{_N})\s(?P<ub>{_U}){end}"
            ),
        ),
        (
            ">",
            re.compile(
                rf"(?:plus\sde\s(?:l'age\sde\s)?|apres\sl'age\sde\s|superieur\sa\s|>\s?)(?P<a>{_N})\s(?P<ua>{_U})"
            ),
        ),
        (
            "<",
            re.compile(
                rf"(?:(?:moins\sde|avant|jusqu'a\smoins\sde)\s(?:l'age\sde\s)?|inferieur\sa\s|<\s?)(?P<a>{_N})\s(?P<ua>{_U})"
            ),
        ),
        (
            "<=",
            re.compile(
                rf"(?P<a>{_N})\s(?P<ua>{_U})\s(?:et|ou)\smoins\b|(?:jusqu'a\s(?:l'age\sde\s)?|au\splus\s|inferieur\sou\segal\sa\s|≤\s?)(?P<a2>{_N})\s(?P<ua2>{_U})"
            ),
        ),
        (
            ">=",
            re.compile(
                rf"(?:a\spartir\s(?:de\s|d')|des\s|a\scompter\sde\s|d?'?au\smoins\s|superieur\sou\segal\sa\s|"
                rf"ayant\satteint\s|≥\s?)"
                rf"(?:l'age\sde\s)?(?P<a>{_N})\s(?P<ua>{_U})|(?P<a2>{_N})\s(?P<ua2>{_U})(?:\srevolus)?\s(?:(?:et|ou)"
                rf"\s(?:plus|au-dela)|au\smoins|minimum)\b(?!\sde\s(?:\d|{_ONE}\b))"
            ),
        ),
    ]


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    person = listed("indications", "persons")
    return {
        "person": re.compile(
            rf"(?P<joined>(?:(?:l'|les?\s|la\s|des\s){person}(?:\set\s|\sou\s|,\s)(?:de\s)?(?:l'|"
            rf"les?\s|la\s|des\s)?)?)(?P<noun>\b{person}\b)"
        ),
        "duration": re.compile(
            r"(?:depuis|evolu\w*|pendant|durant|duree|dernie\w*|derniers|suivant|delai|apparue?s?|debut\w*|diagnosti\w+|"
            r"declaree?s?|survenue?s?|revelee?s?|connue?s?|precoce|espaces?|intervalle)[^,;]{0,25}$"
        ),
    }


_WEEKS = re.compile(
    rf"(?:\bage[e]?s?\s|\b(?:nourrissons?|nouveau-nes?|enfants?|prematures?)\s)(?:a\spartir\s|au\smoins\s|plus\s|moins\s)?"
    rf"(?:de\s|d')(?:plus\sde\s|moins\sde\s)?{_N}\s(?:semaines?|jours?)\b[^,;.»]{{0,40}}"
)


def find_weeks(text: Normal, start: int, end: int) -> Span | None:
    """Return where a wording gives an age in weeks or days, for which an age has no unit."""
    match = _WEEKS.search(text.plain, start, end)
    return match.span() if match else None


def read_age(text: Normal, start: int, end: int) -> Age | None:
    """Read an age bound or range of persons; ages of an illness, numbers of flares and weights are none."""
    even = text.plain[start:end]
    found: list[tuple[int, int, str, re.Match[str], int]] = []
    for rank, (operator, pattern) in enumerate(_ages()):
        for match in pattern.finditer(even):
            person = _person_before(even, match)
            if person is None or _words()["duration"].search(even[person[1] : match.start()]):
                continue
            found.append((match.start() if operator != "between" else -1, rank, operator, match, person[0]))
    for *_, operator, match, begin in sorted(found, key=lambda one: one[:2]):
        if bounds := _bounds(operator, match):
            written = text.words(start + begin, start + match.end())
            return _completed(even, text, start, begin, match, Age(written, *bounds))
    return None


_JOINED = re.compile(r"\s?(?:,\s?)?(?:(?:et|mais)\s)?(?:(?:ayant|age[e]?s?|de|d')\s?)?")


def _completed(even: str, text: Normal, start: int, begin: int, match: re.Match[str], age: Age) -> Age:
    """Join the other bound that follows at once: "plus de 6 ans et jusqu'à 12 ans", "moins de 30 ans et plus de 6"."""
    if age.lower and age.upper:
        return age
    joined = _JOINED.match(even, match.end())
    for operator, pattern in _ages():
        other = pattern.match(even, joined.end() if joined else match.end())
        if operator == "between" or other is None or (bounds := _bounds(operator, other)) is None:
            continue
        lower, upper = age.lower or bounds[0], age.upper or bounds[1]
        if lower and upper:
            return Age(text.words(start + begin, start + other.end()), lower, upper)
    return age


_WHOM = re.compile(r"\bchez\s(?:l'|le\s|la\s|les\s|des\s|un\s|une\s)\w+")


def _person_before(even: str, match: re.Match[str]) -> Span | None:
    """Return where the persons stand of whom the age is told: near before it, with nothing but their traits between."""
    low = max(0, match.start() - 80)
    found = None
    for person in _words()["person"].finditer(even, low, match.end()):
        if person.start("noun") < match.start() and ";" not in even[person.end() : match.start()]:
            found = (person.start("joined") if person["joined"] else person.start("noun"), person.end())
    if found is None and (whom := _WHOM.search(even, low, match.start())):
        return whom.span()
    if found is None and re.search(r"\bage", even[max(0, match.start() - 12) : match.end()]):
        return match.start(), max(0, match.start() - 30)
    return found


def _number(text: str) -> int:
    return int(text) if text.isdigit() else parse_spelled(text) or 0


def _bounds(operator: str, match: re.Match[str]) -> tuple[Bound | None, Bound | None] | None:
    groups = match.groupdict()
    number, unit = groups.get("a") or groups.get("a2"), groups.get("ua") or groups.get("ua2")
    if not number or not _number(number):
        return None
    if operator == "between":
        lower: Operator = ">" if (groups.get("op") or "").startswith("plus") else ">="
        upper: Operator = "<" if groups["less"] else "<="
        low_unit = unit or groups["ub"]
        return Bound(lower, _number(number), _unit(low_unit)), Bound(upper, _number(groups["b"]), _unit(groups["ub"]))
    bound = Bound(cast(Operator, operator), _number(number), _unit(str(unit)))
    return (bound, None) if operator.startswith(">") else (None, bound)


def _unit(written: str) -> Unit:
    return "months" if written.startswith("mois") else "years"
