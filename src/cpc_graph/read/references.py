"""The grammar of references to law: codes, laws, decrees, orders, EU acts, court decisions, their subdivisions."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cpc_graph.read.days import DAY
from cpc_graph.read.normal import plain
from cpc_graph.text.prefixes import load_prefixes

_ORDINALS: Final = {
    "premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
    "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10,
}  # fmt: skip
# On text: capitals tell "III" and "D" from words.
_UNIT = (
    r"(?:\d{1,2}\s?(?:ère|er|ème|eme|e|nd|nde)\salinéa|(?:[Pp]remier|[Dd]euxième|[Ss]econd|"
    r"[Tt]roisième|[Qq]uatrième|[Cc]inquième|"
    r"[Ss]ixième|[Ss]eptième|[Hh]uitième|[Nn]euvième|[Dd]ixième)\salinéa|alinéas?\s\d{1,2}|"
    r"\d{1,2}°(?:\s(?:bis|ter))?|[IVX]{1,5}(?:\s(?:bis|ter))?(?!\w)|[A-H](?![\w.'])|"
    r"[a-h]\)|(?<=\s)[a-h](?=\sdu\s[IVX\d])|(?<=^)[a-h](?=\sdu\s[IVX\d]))"
)
_ORDINAL = (
    r"(?:\d{1,2}\s?(?:ère|er|ème|eme|e|nd|nde)|[Pp]remier|[Dd]euxième|[Ss]econd|[Tt]roisième|[Qq]uatrième|[Cc]inquième)"
)
_AND = r"(?:,\s|\set\s|\sou\s)"
_SEVERAL = rf"(?:alinéas\s\d{{1,2}}(?:{_AND}\d{{1,2}})+|{_ORDINAL}(?:{_AND}{_ORDINAL})+\salinéas)"
_UNIT = rf"(?:{_SEVERAL}|{_UNIT})"
_UNITS = rf"{_UNIT}(?:(?:\s?,\s|\set\s(?:(?:au|aux|du|des|le|les)\s)?|\sou\s(?:au\s)?){_UNIT})*"
BEFORE = re.compile(
    rf"(?P<units>(?:{_UNITS}\s(?:du|de\sla|des|de)\s)+)(?:de\s)?(?:l')?(?:présent\s|même\s|cet\s|dit\s)?$"
)
_BEFORE_ARTICLE = re.compile(
    rf"(?P<units>(?:{_UNITS}\s(?:du\s|de\sla\s|des\s|de\s))*{_UNITS}\s(?:de\sl'|des\s|"
    rf"du\smême\s|de\scet\s|du\sdit\s|dudit\s|de\sson\s|de\sses\s))$"
)
AFTER = re.compile(
    rf"(?:(?:\s?,?\s?|-(?=[IVX]))\(?(?P<units>{_UNIT}(?:(?:\s?,\s?|\sdu\s|\s|\s?-\s?|"
    rf"\set\s(?:au\s|du\s|le\s)?){_UNIT})*)\)?)"
)
NUMBER = r"(?P<letter>[LRDA])\s?\*?\s?\.?\s?\*?\s?(?P<number>\d{1,4}(?:-\d{1,4}){0,5})(?![\d])"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference at a place of the normal text."""

    start: int
    end: int
    provisions: tuple[str, ...]
    is_range: bool = False
    open_ended: bool = False
    text_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Subdivisions:
    """Paths below an article, root first: "/III/al2"."""

    paths: tuple[str, ...] = ("",)


def before(units: str) -> Subdivisions:
    """Read subdivisions written from the leaf: "2e alinéa du III", "I et II"."""
    units = re.sub(r"\s(et|ou)\s(?:du|de\sl'|des|au|de\sla)\s", r" \1 ", units)
    cut = re.split(r"\s(?:du|de\sla|des|de\sl'|de)(?:\s|$)", units.strip() + " ")
    levels = [found for level in cut if (found := _alternatives(level))]
    paths = [""]
    for level in reversed(levels):
        paths = [path + "/" + unit for path in paths for unit in level]
    return Subdivisions(tuple(paths))


def after(units: str) -> Subdivisions:
    """Read subdivisions written from the root: "III", "78 IV D", "I et II", "III, 2e alinéa"."""
    if " du " in units and " et du " not in units:
        return before(units)
    pieces = re.split(r"\set\s(?:au\s|du\s|le\s)?", units)
    if len(pieces) > 1 and all(len(_alternatives(piece)) == 1 for piece in pieces):
        return Subdivisions(tuple("/" + _alternatives(piece)[0] for piece in pieces))
    found = _alternatives(units)
    # "(III, V et VI)" are three subdivisions of one rank; "IV D" goes from the root.
    if len(found) > 1 and all(re.fullmatch("[IVX]+", unit) for unit in found):
        return Subdivisions(tuple("/" + unit for unit in found))
    path = "".join("/" + unit for unit in found)
    return Subdivisions((path,))


def _alternatives(text: str) -> list[str]:
    text = text.strip()
    if re.fullmatch(r"[a-h]\)?", text):
        return [text[0]]
    return [name for match in re.finditer(_UNIT, text) for name in _names(match.group())]


def _names(unit: str) -> list[str]:
    """Read "alinéas 2 et 3", "deuxième et troisième alinéas": several units of one rank."""
    if re.fullmatch(_SEVERAL, unit) is None:
        return [_name(unit)]
    pieces = re.split(r",\s|\set\s|\sou\s", re.sub(r"\s?alinéas\s?", "", unit))
    return [_name(f"{piece} alinéa") for piece in pieces]


def _name(unit: str) -> str:
    even = plain(unit)
    if "alinea" in even:
        digits = re.search(r"\d+", even)
        return f"al{digits.group() if digits else _ORDINALS[even.split()[0]]}"
    return unit.strip(" ()") if "°" in unit else unit.strip(" ()").replace(" ", "")


@lru_cache(maxsize=1)
def patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of the heads of references, over plain text unless they need capitals."""
    prefixes = load_prefixes()
    codes = "|".join(sorted((plain(name).replace(" ", r"\s") for name in prefixes.code_names), key=len, reverse=True))
    kinds = "|".join(sorted((plain(name) for name in prefixes.act_kinds), key=len, reverse=True))
    usual = "|".join(
        sorted((plain(name).replace(" ", r"\s") for one in prefixes.usual for name in one.names), key=len, reverse=True)
    )
    return {
        "code": re.compile(rf"\b(?:{codes})\b"),
        "same": re.compile(r"\b(?:du\smeme\scode|dudit\scode|de\sce\scode|du\scode\sprecite)\b"),
        "article": re.compile(rf"(?<![\w.]){NUMBER}"),
        "act": re.compile(
            rf"\b(?P<kind>{kinds})\s(?:(?:organique|ministeriel|interministeriel|modifiee?)\s)?(?:n[°o]\s?(?P<number>"
            rf"\d{{2,4}}-\d{{1,5}}))?(?:\s?(?:du\s|en\sdate\sdu\s)(?P<day>{DAY}))?"
        ),
        "union": re.compile(
            r"\b(?:(?:reglement|directive)\s(?:\((?:ue|ce|cee)\)\s)?|decision\s\((?:ue|ce|cee)\)\s)(?:n[°o]\s?)?(?P<number>\d{2,4}/"
            r"\d{1,4})(?:/(?:ue|ce|cee))?(?![\d/])"
        ),
        "court": re.compile(
            r"\b(?:decision|arret|ordonnance)\sn[°os]{1,3}\s?(?P<before>\d{5,6})[^.;\n]{0,60}?\sdu\sconseil\sd'etat"
            r"|\b(?:(?:decision|arret|ordonnance)\s(?:[a-z]+\s){0,3}?du\s)?conseil\sd'etat[^.;\n]{0,80}?\s"
            r"n[°os]{1,3}\s?(?P<after>\d{5,6})"
        ),
        "usual": re.compile(rf"\b(?:{usual})\b") if usual else re.compile(r"(?!)"),
        "item": re.compile(r"\barticles?\s(?P<list>\d{1,3}(?:-\d{1,3}){0,3})(?![\w°/-])"),
    }


_ENDS = re.compile(r"(?:\s?(?:[,;]|et|ou)\s)")
ENDED = _ENDS
ARTICLE_WORD = re.compile(r"\b[Aa]rticles?\s$|\b[Aa]rt\.\s$")
BEFORE_ARTICLE = _BEFORE_ARTICLE
