"""Who is meant where a duty names somebody: companies, the agency, pharmacovigilance centres, offices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.tables import listed
from cpc_graph.text.values import Words

_ARTICLE = re.compile(
    r"(?:-\s)?(?:(?:a\sl'avis(?:\sprealable)?|a\sl'attention|a\sl'intention|a\sdestination|a\s(?:la\s)?disposition|"
    r"a\sla\sconnaissance|aupres|par|aux?|a)\s)?(?:(?:l[ae]s?|du|des|de\sla)\s|l'|aux?\s|"
    r"de\sl')?"
)
_LIST = re.compile(
    r"\s?(?:,\s(?:et\s)?|\set\s|\sainsi\squ'?e?\s?|\sou\s)(?=(?:a\sl'|a\sla\s|a\s(?:chaque|tout|toute|ses|son|sa)\s|aux?\s|"
    r"l[ae]s?\s|l'|par\s|du\s|des\s|de\sla\s)|(?<=s\set\s)(?P<bare>[a-z]+s\b))"
)
_PLURAL = re.compile(r"\W*(?:les\s|aux\s|des\s)?(?:laboratoires|societes|firmes)\s")
_NAMES = re.compile(r"\s?,\s|\set\s")
_OF = re.compile(r"(?:de\sla|du|des)\s")
_OF_WHOM = re.compile(
    r"\W*(?:aupres|a\s(?:la\s)?disposition|a\sla\sconnaissance|a\sl'(?:avis|attention|intention)|a\sdestination|du\s|des\s|de\s|d')"
)
# "ARGO, titulaire de l'AMM": the name is all that tells who it is.
_OFFICE = re.compile(r",\s(?:titulaires?|exploitants?|responsable|en\s(?:sa|leur)\squalite|represente)\b")
_RELATIVE = re.compile(r"\s(?:qui|que|dont|charge|mentionne|vise)\b|\s?,\s(?:chacune?|respectivement)\b")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "ansm": re.compile(rf"(?:{listed('places', 'agencies', 'ANSM')}|agence)\b(?:\s\(\w+\))?"),
        "afssaps": re.compile(rf"{listed('places', 'agencies', 'AFSSAPS')}\b(?:\s\(\w+\))?"),
        "crpv": re.compile(rf"{listed('duties', 'crpv')}(?:\s\(crpv\))?\s(?P<of>(?:de\s|d'|du\s)[^,;.()]{{2,40}})"),
        "firm": re.compile(rf"{listed('duties', 'firms')}\s(?=\S)"),
    }


def name_party(text: Normal, start: int, end: int, agency: str) -> Words | None:
    """Name the party of a passage without article and without "laboratoire"; None for a passage that names nobody."""
    start, end = text.trim(start, end)
    if lead := _ARTICLE.match(text.plain, start, end):
        start = lead.end()
    if dangling := re.search(r"\s(?:et|ou|ainsi)\s*$", text.plain[start:end]):
        end = start + dangling.start()
    if office := _OFFICE.search(text.plain, start, end):
        end = office.start()
    while end > start and text.text[end - 1] in " ,;.:":
        end -= 1
    if end <= start:
        return None
    quotes, patterns = text.quotes(start, end), _patterns()
    if crpv := patterns["crpv"].match(text.plain, start, end):
        # Without its acronym in the text the centre keeps its name as written.
        if "crpv" in text.plain[crpv.start() : crpv.end()]:
            return Words(f"CRPV {text.words(*crpv.span('of')).text}", quotes)
        return Words(text.words(start, end).text, quotes)
    if patterns["afssaps"].match(text.plain, start, end):
        return Words("AFSSAPS", quotes)
    if patterns["ansm"].fullmatch(text.plain, start, end):
        return Words("ANSM" if text.plain.startswith("ansm", start) or agency == "ANSM" else agency, quotes)
    firm = patterns["firm"].match(text.plain, start, end)
    # "le laboratoire" alone, or "les laboratoires concernés": the word is all there is.
    if firm and (text.text[firm.end()].isupper() or text.text[firm.end()].isdigit()):
        start = firm.end()
    return Words(text.words(start, end).text, quotes)


def split_parties(text: Normal, start: int, end: int) -> Iterator[Span]:
    """Cut "NOVARTIS PHARMA et ZENTIVA FRANCE" or "à l'ANSM et au CRPV de Tours" into their members."""
    relative = _RELATIVE.search(text.plain, start, end)
    stop = relative.start() if relative else end
    at = start
    # "Les laboratoires NOVARTIS PHARMA et ZENTIVA FRANCE": names after the plural; "Papules et Pustules" is one name.
    pattern = _NAMES if _PLURAL.match(text.plain, start, stop) else _LIST
    of_whom = _OF_WHOM.match(text.plain, start, stop) is not None
    for match in pattern.finditer(text.plain, start, stop):
        if text.plain.count("(", start, match.start()) > text.plain.count(")", start, match.start()):
            continue
        # "les ministres chargés de la santé et de la sécurité sociale" are not two parties.
        if pattern is _LIST and not of_whom and _OF.match(text.plain, match.end()):
            continue
        if pattern is _LIST and match["bare"] is not None and not text.text[match.start("bare")].islower():
            continue
        yield at, match.start()
        at = match.end()
    yield at, (stop if relative and relative.group().lstrip().startswith(",") else end)
