"""Who speaks and who signs: the line of the author at the head of an act, names and offices at its foot."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from cpc_graph.read.days import DAY
from cpc_graph.read.normal import Normal, Span, plain
from cpc_graph.read.tables import listed

_CLOSES = r"\s?(?:\(\w{2,10}\))?(?:\s(?:par\sinterim|p\.\s?i\.))?\s?[,;:.]?\s*"
_ALIKE = 0.9  # share of letters that a scan leaves right in the line of the author
_LONGEST_LINE = 160
SIGNED = re.compile(r"^[Ss]ign[ée]e?\s?(?:[ée]lectroniquement\s)?(?:par\s)?:?\s?(?=[A-ZÀ-Ý])")
_WORD = r"[A-ZÀ-Ý][\w'.À-ÿ-]*"


@lru_cache(maxsize=1)
def _author() -> re.Pattern[str]:
    """The office and its agency, up to what it has seen: "Le directeur général de l'Agence … , Vu"."""
    agency = rf"(?:{listed('places', 'agencies', 'ANSM')}|{listed('places', 'agencies', 'AFSSAPS')})"
    return re.compile(
        rf"^(?P<office>l[ae]\s(?:direct(?:eur|rice)|president|presidente)\sgeneral?e?[^\n.;:]{{0,60}}?)"
        rf"\s(?:de\sl'|de\sl\s)?"
        rf"(?P<agency>{agency}){_CLOSES}(?=vu|considerant|d\s?e\s?c\s?i\s?d|sur\s|apres\s|\n|article|art\.|\Z)",
        re.M,
    )


def author_line(text: Normal) -> list[Span]:
    """Return the line of the author, if any: only the first that an act would continue."""
    for match in _author().finditer(text.plain):
        end = match.end("agency")
        tail = text.text[end : match.end()]
        end += len(tail.rstrip())
        follows = text.plain[match.end() : match.end() + 12]
        closed = tail.rstrip().endswith((",", ";", ":")) or "\n\n" in tail
        if re.match(r"vu|considerant|d\s?e\s?c\s?i\s?d|sur\s|apres\s|art", follows) or (
            closed and text.text[match.end() - 1] == "\n"
        ):
            return [(match.start(), end)]
    scanned = [match.span("line") for match in islice(_SCANNED.finditer(text.plain), _FEW)]
    return [span for span in scanned if agency_alike(text.plain[span[0] : span[1]])][:1]


# What a scan makes of it: "Le directeur général de l'~gence nationale de sécunté du médicament …".
_SCANNED = re.compile(r"^(?P<line>l\w\sd[^,;:]{60,120}?)\s?[,;:]?\s*(?=vu\s|considerant|d\s?e\s?c\s?i\s?d\s?e)", re.M)
_FEW = 3
_LONG_NAMES = {
    "ANSM": "agence nationale de securite du medicament et des produits de sante",
    "AFSSAPS": "agence francaise de securite sanitaire des produits de sante",
}


def agency_alike(line: str) -> str | None:
    """Return the agency whose author's line a scan spelt nearly right; None for any other line (plain)."""
    even = " ".join(line.split()).replace(" par interim", "")
    for key, name in _LONG_NAMES.items():
        for office in ("le directeur general de l'", "la directrice generale de l'"):
            if SequenceMatcher(None, even, office + name, autojunk=False).ratio() >= _ALIKE:
                return key
    return None


@lru_cache(maxsize=1)
def _lines() -> dict[str, re.Pattern[str]]:
    office = rf"(?:pour\s)?(?:l[ae]\s|l')?(?:vice-)?{listed('places', 'offices')}\b"
    particle = listed("places", "particles")
    name = rf"{_WORD}(?:\s(?:(?i:{particle})\s?){{0,2}}{_WORD}){{0,5}}"
    return {
        "office": re.compile(rf"{office}[^.;:\n]{{0,140}}"),
        "delegation": re.compile(rf"{listed('places', 'delegation')}[^\n.;]{{0,80}}"),
        "name": re.compile(rf"(?P<honour>(?i:{listed('places', 'honorifics')})\s)?(?P<name>{name})"),
        "signed": re.compile(r"\W{0,2}signe(?:\s(?:electroniquement|par|:))*|date\sde\s(?:la\s)?signature\b"),
        "by": re.compile(
            r"(?:(?:document|acte|decision)\s)?signee?\s(?:electroniquement\s)?(?:le\s[^,\n]{6,30}?\s)?par\s"
        ),
        "when": re.compile(rf"le\s[^\n]{{4,60}}|(?:le\s)?{DAY}\.?"),
    }


def is_office(line: str) -> bool:
    """Tell whether a line (plain) names an office and nothing else."""
    return _lines()["office"].fullmatch(line.rstrip(" ,:")) is not None


def is_delegation(line: str) -> bool:
    """Tell whether a line (plain) is a formula of delegation."""
    return _lines()["delegation"].match(line) is not None


def person(line: str) -> re.Match[str] | None:
    """Read a line as a person's name, with or without "Dr"."""
    match = _lines()["name"].fullmatch(SIGNED.sub("", line).rstrip(" ,."))
    if match is None or any(sign.isdigit() for sign in line):
        return None
    return match if " " in match["name"].replace("\n", " ") or "." in match["name"] else None


def lines_of(text: Normal, start: int, end: int) -> list[Span]:
    """Return the spans of the lines that are not empty."""
    spans: list[Span] = []
    at = start
    while at < end:
        stop = text.text.find("\n", at, end)
        stop = end if stop < 0 else stop
        begin, close = text.trim(at, stop)
        if close > begin:
            spans.append((begin, close))
        at = stop + 1
    return spans


def signature_end(text: Normal, start: int) -> int:
    """Return where a signature clause ends: its own line, then lines of names, offices and formulas."""
    end = start
    for number, (begin, close) in enumerate(lines_of(text, start, min(len(text.text), start + 700))[:9]):
        if number and not _signs(text, begin, close) and not _goes_on(text, end, begin, close):
            break
        end = close
    return end


def _goes_on(text: Normal, before: int, begin: int, close: int) -> bool:
    """See the second line of a long office: "Le directeur général de l'Agence nationale / du médicament"."""
    line = text.text[text.text.rfind("\n", 0, before) + 1 : before]
    name, _, _ = plain(line).partition(",")
    return (
        text.text[before:begin] == "\n"
        and text.text[begin].islower()
        and is_office(name.strip())
        and re.search(r"\d|www|http|@|\.$", text.text[begin:close]) is None
        and close - begin < _LONGEST_LINE
    )


def _signs(text: Normal, begin: int, close: int) -> bool:
    even = text.plain[begin:close]
    if close - begin > _LONGEST_LINE or even.startswith(("fait ", "publie", "article", "annexe", "vu ", "decision")):
        return False
    if _lines()["by"].match(even) or is_office(even) or is_delegation(even) or person(text.text[begin:close]):
        return True
    if _lines()["signed"].match(even) or _lines()["when"].fullmatch(even):
        return True
    name, comma, office = text.text[begin:close].partition(",")
    return bool(
        comma
        and (
            (person(name) and is_office(even[len(name) + 1 :].strip()))
            or (is_office(even[: len(name)]) and person(office.strip()))
        )
    )


def signature_line(text: Normal, start: int, end: int) -> int | None:
    """Find where an article gives way to the office or name that signs, with no "Fait à" before it."""
    spans = lines_of(text, start, end)
    first = None
    for begin, close in reversed(spans[1:]):
        if not _signs(text, begin, close) or (is_name_only(text, begin, close) and first is None and len(spans) < 3):
            break
        first = begin
    if first is None:
        return None
    last = [(b, c) for b, c in spans if b >= first]
    office = any(_says_office(text.plain[b:c]) for b, c in last)
    if not office and not (len(last) == 1 and _stands_alone(text, *last[0])):
        return None
    before = text.text[start:first].rstrip()
    return first if before.endswith((".", ";", "»")) else None


def _says_office(even: str) -> bool:
    return is_office(even.rstrip(",")) or is_delegation(even) or _lines()["by"].match(even) is not None


def _stands_alone(text: Normal, begin: int, close: int) -> bool:
    """See a name with its surname in capitals in a paragraph of its own: "Mathilde CORVISIER-LEROUX"."""
    surname = re.search(r"\s[A-ZÀ-Ý]{3,}(?:[-'\s][A-ZÀ-Ý]+)*$", text.text[begin:close])
    apart = text.text[max(0, begin - 2) : begin] == "\n\n"
    return bool(surname and apart and text.text[begin + 1].islower() and is_name_only(text, begin, close))


def is_name_only(text: Normal, begin: int, close: int) -> bool:
    """Tell whether a line is a name without an office."""
    return person(text.text[begin:close]) is not None
