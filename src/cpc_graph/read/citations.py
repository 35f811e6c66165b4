"""The citations of visas, recitals and articles: each reference with its provisions, its part and its day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from cpc_graph.read.cited_texts import whole_texts
from cpc_graph.read.code_articles import State, code_articles
from cpc_graph.read.days import Found, stated
from cpc_graph.read.draft import Draft
from cpc_graph.read.layout import Block
from cpc_graph.read.references import Reference
from cpc_graph.read.spans import Taken
from cpc_graph.text.facts import Citation, PartKind, Place, Role
from cpc_graph.text.values import Day, Words

_IN_FORCE = re.compile(
    r"^[^.;]{0,40}?\balors\s(?:en\svigueur|applicables?)|^[^.;]{0,20}dans\s(?:sa|leur)"
    r"\s(?:rédaction|version)\salors\s(?:en\svigueur|applicable)"
)
_BEFORE_DAY = re.compile(
    r"^[^.;]{0,80}?\bdans\s(?:sa|leur)\s(?:rédaction|version)\s(?:en\svigueur\s)?(?:antérieure?\s(?:"
    r"au|à\scelle\sdu)|en\svigueur\savant\sle|applicable\savant\sle|avant\sle)\s"
)
# "dans leur rédaction antérieure à la loi n° 2020-1576 du 14 décembre 2020": the eve of the law is surely before it.
_TEXT = r"\s(?:rédaction|version)\s(?:en\svigueur\s)?(?:antérieure?\sà|avant)\s(?:la\s|le\s|l')"
_BEFORE_TEXT = re.compile(
    rf"^(?:[^.;]{{0,80}}?\bdans\ssa|(?:[^.;]|(?<=[LRD])\.){{0,140}}?\bdans\sleur){_TEXT}"
    r"(?:loi|décret|ordonnance|entrée\sen\svigueur)\b(?:\s(?:organique|de\sla\sloi|du\sdécret|de\sl'ordonnance))?"
    r"(?:\sn°\s?[\d-]{3,12})?(?P<day>\sdu\s)?"
)
_ON_DAY = re.compile(
    r"^[^.;]{0,60}?(?:\ben\svigueur\s(?:au|le|à\sla\sdate\sdu)|\b(?:rédaction|version)"
    r"\s(?:applicable\s)?(?:au|du|à\sla\sdate\sdu)|applicable\s(?:au|le))\s"
)
_REACH = 3000  # characters
_KINDS: dict[str, PartKind] = {"visa": "visa", "recital": "recital", "article": "article"}


def read_citations(draft: Draft) -> tuple[Citation, ...]:
    """Read the citations in the order of the parts; what cannot be read for certain is left out."""
    state = State()
    found: list[Citation] = []
    for kind in ("visa", "recital", "article"):
        blocks = draft.layout.of("article") if kind == "article" else draft.layout.of(kind)
        for number, block in enumerate(blocks, 1):
            place = Place(_KINDS[kind], block.number if kind == "article" else number)
            for reference in sorted(_in_block(draft, block, state), key=lambda one: one.start):
                found.append(_citation(draft, block, place, reference))
    return tuple(found)


def cited_outside(draft: Draft) -> tuple[Citation, ...]:
    """Read the citations of a text that has no parts (minutes, a page); their place is nominal."""
    state = State()
    whole = Block("visa", 0, len(draft.text.text))
    references = sorted(_in_block(draft, whole, state), key=lambda one: one.start)
    return tuple(_citation(draft, whole, Place("visa", 0), one) for one in references)


def _citation(draft: Draft, block: Block, place: Place, reference: Reference) -> Citation:
    in_force = _in_force(draft, block, reference)
    applicable = _applicable(draft, block, reference)
    return Citation(
        written=draft.text.words(reference.start, reference.end),
        provisions=reference.provisions,
        place=place,
        role=_role(draft, place, reference, in_force),
        is_range=reference.is_range,
        open_ended=reference.open_ended,
        as_in_force_on=in_force,
        text_day=reference.text_day,
        applicable_from=applicable,
        condition=_condition(draft, block, reference) if place.kind == "recital" else None,
    )


_GROUND = re.compile(
    r"\b(?:termes|application|vertu|prevue?s?\s(?:a|au|aux)|conformement\sa|fondement|sens)\b[^,;]{0,60}$"
)
_APPLICABLE = re.compile(r"^[^.;]{0,20}?\bentree?\sen\sapplication\sle\s")
_CONDITION = re.compile(r"\ba\s(?:la\s)?condition\s(?:notamment\s)?(?:que|qu')")


def _role(draft: Draft, place: Place, reference: Reference, in_force: Day | None) -> Role:
    """A visa grounds the act, a recital where it says so; law of another day and law in an article are mentioned."""
    if place.kind == "article" or in_force:
        return "mention"
    before = draft.plain(max(0, reference.start - 80), reference.start)
    return "basis" if place.kind == "visa" or _GROUND.search(before) else "mention"


def _applicable(draft: Draft, block: Block, reference: Reference) -> Day | None:
    """Read "entré en application le 25 mai 2018": the day from which the cited text applies."""
    found = _APPLICABLE.match(draft.plain(reference.end, min(block.end, reference.end + 80)))
    days = draft.days_in(reference.end + found.end(), reference.end + found.end() + 3) if found else []
    return stated(draft.text, days[0], reference.end) if days and days[0].value else None


def _condition(draft: Draft, block: Block, reference: Reference) -> Words | None:
    """Read the condition that a recital recalls of the law it cites, to the end of the recital."""
    # What is so long is no recital.
    if block.end - block.start > _REACH or not (found := _CONDITION.search(draft.text.plain, reference.end, block.end)):
        return None
    end = block.end - (draft.text.text[block.end - 1] in ";,.")
    return draft.text.words(found.start(), end)


def _in_block(draft: Draft, block: Block, state: State) -> Iterator[Reference]:
    """Yield the references of a block: first whole texts, then the articles of codes between them."""
    taken = Taken()
    for reference in whole_texts(draft, block):
        if not taken.overlaps(reference.start, reference.end):
            taken.add(reference.start, reference.end)
            yield reference
    for reference in code_articles(draft, block, state):
        if not taken.overlaps(reference.start, reference.end):
            yield reference


def _in_force(draft: Draft, block: Block, reference: Reference) -> Day | None:
    """Read "alors en vigueur", "dans sa rédaction antérieure au D", "en vigueur au D" behind a reference."""
    tail = draft.text.text[reference.end : min(block.end, reference.end + 160)]
    if found := _BEFORE_DAY.match(tail):
        return _near(draft, reference, reference.end + found.end(), -1)
    if found := _BEFORE_TEXT.match(tail):
        eve = _near(draft, reference, reference.end + found.end(), -1) if found["day"] else None
        if eve is None:
            quotes = draft.text.quotes(reference.start, reference.end + found.end())
            draft.warn("version-open", "rédaction antérieure à un texte dont le jour n'est pas dit", quotes)
        return eve
    if found := _ON_DAY.match(tail):
        return _near(draft, reference, reference.end + found.end(), 0)
    if in_force := _IN_FORCE.match(tail):
        low, high = max(block.start, reference.start - _REACH), min(block.end, reference.end + _REACH)
        days = [day for day in draft.days_in(low, reference.start) if day.value]
        later = [day for day in draft.days_in(reference.end, high) if day.value]
        chosen: Found | None = days[-1] if days else (later[0] if later else None)
        if chosen and chosen.value:
            low, high = min(chosen.start, reference.start), max(chosen.end, reference.end)
            end = reference.end + in_force.end()
            return Day(chosen.value, "stated", None, draft.text.quotes(low, max(high, end)))
    return None


def _near(draft: Draft, reference: Reference, at: int, shift: int) -> Day | None:
    days = draft.days_in(at, at + 4)
    if not days or days[0].value is None:
        return None
    quotes = draft.text.quotes(reference.start, days[0].end)
    return Day(days[0].value + dt.timedelta(days=shift), "stated", None, quotes)
