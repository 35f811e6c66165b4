"""Whole texts and their articles: laws, ordinances, decrees, orders, EU acts, decisions of the Conseil d'État."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cpc_graph.read.days import find_days
from cpc_graph.read.draft import Draft
from cpc_graph.read.layout import Block
from cpc_graph.read.normal import plain
from cpc_graph.read.references import AFTER, BEFORE_ARTICLE, Reference, after, before, patterns
from cpc_graph.text.prefixes import load_prefixes


def whole_texts(draft: Draft, block: Block) -> Iterator[Reference]:
    """Yield the references of a block to texts named by kind, number or usual name."""
    yield from _acts(draft, block)
    yield from _union(draft, block)
    yield from _courts(draft, block)
    yield from _usual(draft, block)


# "l'article 78 de la loi n° …, notamment son IV".
_ITS_UNITS = re.compile(
    r"[^.;]{0,140}?,?\s(?:et\s)?notamment\s(?:en\s)?(?:son|sa|ses)\s(?P<units>(?:[IVX]{1,5}|[A-H]|\d{1,2}°)(?:\s(?:et\s)?(?:[IVX]{1,5}|[A-H]|\d{1,2}°))*)\b"
)
_NOTABLY = re.compile(
    r"[^.;]{0,220}?,?\s(?:et\s)?notamment\s(?:en\s)?(?P<own>son|ses|l'|les|(?:l[ae]\s|l')"
    r"(?:[IVX]{1,5}|[A-H]|\w+\salinéa|\d{1,2}°)(?:\s(?:du|de\sla)\s[IVX]{1,5})?\s(?:de\s(?:son|l')|du))\s?articles?\s"
)


def _acts(draft: Draft, block: Block) -> Iterator[Reference]:
    """Yield laws, ordinances, decrees and orders, with the articles of theirs that are named."""
    prefixes, text = load_prefixes(), draft.text.text
    for match in patterns()["act"].finditer(draft.text.plain, block.start, block.end):
        day = next(iter(find_days(draft.text, match.start("day"), match.end("day"))), None) if match["day"] else None
        prefix = prefixes.act_kinds[next(name for name in prefixes.act_kinds if plain(name) == match["kind"])]
        number = match["number"] or (day.value.isoformat() if day and day.value and prefix == "ARRETE" else None)
        if number is None:
            continue
        owner = f"{prefix}:{number}"
        start, end, paths = _articles_of(text, match, block, owner)
        yield Reference(start, end, paths, text_day=day.value if day else None)


def _articles_of(text: str, match: re.Match[str], block: Block, owner: str) -> tuple[int, int, tuple[str, ...]]:
    window_start = max(block.start, match.start() - 110)
    window = text[window_start : match.start()]
    listed = re.search(
        (
            r"(?P<article>\b[Aa]rticles?\s)(?P<list>\d{1,3}(?:-\d{1,2})?(?:[\sIVXA-H,°a-z)]{0,24}?)"
            r"(?:(?:\set\s|,\s)\d{1,3}(?:-\d{1,2})?(?:[\sIVXA-H]{0,12}))*)\s?(?:de\sla|du|de\sl'|"
            r"de\scette|dudit)\s?$"
        ),
        window,
    )
    if listed:
        lead = BEFORE_ARTICLE.search(window[: listed.start("article")])
        tails = before(lead["units"]).paths if lead else None
        start = window_start + (lead.start() if lead else listed.start("article"))
        pieces = re.split(r"\set\s|,\s(?=\d)", listed["list"])
        found: list[str] = []
        for piece in pieces:
            number = re.match(r"\d{1,3}(?:-\d{1,2})?", piece)
            if number:
                units = AFTER.match(piece, number.end())
                ends = tails or (after(units["units"]).paths if units else ("",))
                found += [f"{owner}/{number.group()}{path}" for path in ends]
        own = (
            _ITS_UNITS.match(text, match.end(), block.end)
            if len(found) == 1 and "/" not in found[0][len(owner) + 1 :]
            else None
        )
        if own:
            return start, own.end(), tuple(found[0] + path for path in after(own["units"]).paths)
        return start, match.end(), tuple(found)
    notably = _NOTABLY.match(text, match.end(), block.end)
    number = re.compile(r"\d{1,3}(?:-\d{1,2})?(?!\d)").match(text, notably.end(), block.end) if notably else None
    if notably and number:
        numbers = [number]
        while more := re.compile(r"(?:,\s|\set\s)(\d{1,3}(?:-\d{1,2})?)(?![\d/])").match(
            text, numbers[-1].end(), block.end
        ):
            numbers.append(more)
        lead = BEFORE_ARTICLE.search(notably["own"] + " ")
        ends = before(lead["units"]).paths if lead else ("",)
        names = [f"{owner}/{(one[1] if one.re.groups else one.group())}" for one in numbers]
        return match.start(), numbers[-1].end(), tuple(name + end for name in names for end in ends)
    return match.start(), match.end(), (owner,)


def _union(draft: Draft, block: Block) -> Iterator[Reference]:
    prefix = load_prefixes().union
    for match in patterns()["union"].finditer(draft.text.plain, block.start, block.end):
        start, end, names = _articles_of(draft.text.text, match, block, f"{prefix}:{match['number']}")
        yield Reference(start, end, names)


def _courts(draft: Draft, block: Block) -> Iterator[Reference]:
    for match in patterns()["court"].finditer(draft.text.plain, block.start, block.end):
        number = match["before"] or match["after"]
        if number:
            yield Reference(match.start(), match.end(), (f"CE:{number}",))


def _usual(draft: Draft, block: Block) -> Iterator[Reference]:
    prefixes = load_prefixes()
    seen: set[str] = set()
    for match in patterns()["usual"].finditer(draft.text.plain, block.start, block.end):
        named = prefixes.named(draft.text.text[match.start() : match.end()])
        # "le Règlement européen …, dit RGPD" names one text twice.
        if named and named not in seen:
            seen.add(named)
            start, end, names = _articles_of(draft.text.text, match, block, named)
            yield Reference(start, end, names)
