"""The indications of this act: those of its articles, or of the list that they refer to; never those it replaces."""

from __future__ import annotations

import re
from dataclasses import replace

from cpc_graph.read.ages import find_weeks, read_age
from cpc_graph.read.conditions import read_prior
from cpc_graph.read.draft import Draft, Sentence
from cpc_graph.read.ending import ending
from cpc_graph.read.inclusions import read_includes
from cpc_graph.read.measure import Measure
from cpc_graph.read.normal import Span
from cpc_graph.read.wordings import Place, in_articles, in_sentence, pointed_at, points_at_indications, wording_patterns
from cpc_graph.text.facts import Indication, PriorTherapy
from cpc_graph.text.folding import fold
from cpc_graph.text.quotes import reads_like
from cpc_graph.text.values import Quotes

_SHORTEST = 6  # characters of a wording
_MOST = 200  # indications of one act


def read_indications(draft: Draft, measure: Measure) -> tuple[Indication, ...]:
    """Read them; an act that refuses has none."""
    if measure.action.text in ("refuse", "other"):
        return ()
    found = list(in_articles(draft))
    if measure.action.text in ("renew", "establish") and (not found or points_at_indications(draft)):
        found = [*pointed_at(draft), *found]
    if measure.action.text in ("establish", "renew", "modify"):
        found = [item for item in found if not _taken_out(draft, item)]
    result = [_indication(draft, item, measure) for item in found]
    kept = _merged(draft, [one for one in result if one is not None])
    # One day for all is the act's own end, not an indication's.
    days = {one.end.value if one.end else None for one in kept}
    if len(days) < 2 or None in days:
        kept = [replace(one, end=None) for one in kept]
    return tuple(kept)


def _taken_out(draft: Draft, item: Place) -> bool:
    """See an indication that the act takes out of its measure: "L'indication « … » est supprimée"."""
    even = draft.text.plain
    if item.sentence is None or not (
        wording_patterns()["removed"].match(even, item.span[1], item.sentence.end)
        or wording_patterns()["removes"].search(even[item.lead[0] : item.span[0]])
    ):
        return False
    why = "l'acte supprime cette indication : elle n'est pas de celles qu'il accorde"
    draft.warn("indication-removed", why, draft.text.quotes(*item.span))
    return True


def _indication(draft: Draft, item: Place, measure: Measure) -> Indication | None:
    start, end = item.span
    quotes = draft.text.quotes(start, end)
    wording = fold("\n".join(quote.exact for quote in quotes), draft.text.source)
    if len(wording) < _SHORTEST or re.fullmatch(r"[\W\d]+", wording):
        return None
    if weeks := find_weeks(draft.text, start, end):
        draft.warn("age-unit", "âge en semaines ou en jours : non porté", draft.text.quotes(*weeks))
    day = None
    if measure.action.text == "abrogate" and item.sentence:
        day = ending(draft, *_own_clause(draft, item))
    return Indication(
        text=wording,
        quotes=quotes,
        lead=draft.text.quotes(*item.lead),
        age=None if weeks else read_age(draft.text, start, end),
        prior_therapy=_prior(draft, start, end),
        includes=read_includes(draft.text, start, end),
        end=day,
    )


def _prior(draft: Draft, start: int, end: int) -> PriorTherapy | None:
    """Read what must have failed; items that no word, or two words, join give a finding and no fact."""
    prior = read_prior(draft.text, start, end)
    if prior is None or len(prior.items) < 2 or prior.combinator:
        return prior
    why = "traitements antérieurs : le texte les joint de deux façons, ou d'aucune ; aucun n'est retenu"
    draft.warn("two-candidates", why, prior.written.quotes)
    return None


def _own_clause(draft: Draft, item: Place) -> Span:
    """Return the clause in which an indication ends: between the semicolons around it."""
    if item.sentence is None:
        return item.span
    low = draft.text.text.rfind(";", item.sentence.start, item.span[0]) + 1 or item.sentence.start
    line = draft.text.text.rfind("\n", item.sentence.start, item.span[0]) + 1
    mark = re.match(r"\d°", draft.text.text[line : line + 3])
    high = draft.text.text.find(";", item.span[1], item.sentence.end)
    return (max(low, line) if mark else low), (item.sentence.end if high < 0 else high)


def _merged(draft: Draft, found: list[Indication]) -> list[Indication]:
    """Keep each wording once; where it stands again, in an article or a visa, is noted with it."""
    kept: list[Indication] = []
    for one in found[:_MOST]:
        same = next((at for at, other in enumerate(kept) if reads_like(other.text, one.text)), None)
        if same is None:
            kept.append(one)
        elif one.quotes != kept[same].quotes:
            kept[same] = replace(kept[same], repeated=(*kept[same].repeated, *one.quotes))
    visas = _in_visas(draft) if kept else []
    return [_repeated(one, visas) for one in kept]


def _in_visas(draft: Draft) -> list[tuple[str, Quotes]]:
    """Return the wordings of indications in visas, with their places."""
    found: list[tuple[str, Quotes]] = []
    for block in draft.layout.of("visa"):
        for item in in_sentence(draft, Sentence(block, block.start, block.end)):
            quotes = draft.text.quotes(*item.span)
            found.append((fold("\n".join(quote.exact for quote in quotes), draft.text.source), quotes))
    return found


def _repeated(one: Indication, visas: list[tuple[str, Quotes]]) -> Indication:
    """Note the same wording in a visa: S1 gives its list twice."""
    places = {quote.start for quote in (*one.quotes, *one.repeated)}
    same = [quotes for wording, quotes in visas if quotes and wording == one.text and quotes[0].start not in places]
    return replace(one, repeated=(*one.repeated, *(quote for quotes in same for quote in quotes))) if same else one
