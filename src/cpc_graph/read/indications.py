"""The indications of this act: those of its articles, or of the list that they refer to; never those it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from cpc_graph.read.ages import find_weeks, read_age
from cpc_graph.read.conditions import read_prior
from cpc_graph.read.draft import Draft, Sentence
from cpc_graph.read.inclusions import read_includes
from cpc_graph.read.lists import items, opens_indication
from cpc_graph.read.measure import Measure
from cpc_graph.read.normal import Span
from cpc_graph.read.tables import listed, regime_names
from cpc_graph.read.term import ending
from cpc_graph.text.facts import Indication, PriorTherapy
from cpc_graph.text.folding import fold
from cpc_graph.text.quotes import reads_like
from cpc_graph.text.values import Quotes

_SHORTEST, _LONGEST = 6, 4000  # characters of a wording
_MOST = 200  # indications of one act
_FURTHEST = 30_000  # characters: no list goes on so far behind the sentence that announces it


@dataclass(frozen=True, slots=True)
class _Item:
    """The place of a wording; `lead` are the words that announce it, `sentence` the one around it."""

    span: Span
    lead: Span
    sentence: Sentence | None = None


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    heads = listed("indications", "heads")
    return {
        "lead": re.compile(rf"\b{listed('indications', 'lead')}"),
        "quoted": re.compile(rf"\b{listed('indications', 'quoted')}"),
        "inline": re.compile(
            rf"(?:\b(?:dans|sur|pour)\s(?:le\s|la\s|les\s|l')|\bdans\sle\scadre\s(?:du\s|de\sla\s|de\sl')|\ben\s(?=traitement)|\bindications?\s(?:du\s|de\sla\s|"
            rf"de\sl'|de\s|des\s))(?P<head>{heads})\b(?=\s(?:d|du|des|"
            rf"de|l|symptomatique|adjuvant|prophylactique|curatif|preventif|\w+))"
        ),
        # "pour la prise en charge de A et pour le traitement de B" are two.
        "next": re.compile(rf"\s?,?\s(?:et|ou)\s(?=(?:dans|sur|pour)\s(?:le\s|la\s|les\s|l'){heads}\b)"),
        "kept": re.compile(listed("indications", "kept")),
        "replaced": re.compile(rf"\s*[».;]*\s*{listed('indications', 'replaced')}"),
        "instead": re.compile(rf"{listed('indications', 'instead')}\s*$"),
        "removed": re.compile(rf"(?:\s*[»,;.]*\s*(?:et\s)?«[^«»]*)*\s*[».;,]*\s*{listed('indications', 'removed')}"),
        "removes": re.compile(
            rf"\bindications?\b[^«».;:]*?{listed('indications', 'removed')}[^«».;]*:?\s*(?:1°\s*)?«?\s*$"
        ),
        "stop": re.compile(rf"\s?,?\s{listed('indications', 'stops')}"),
        "points": re.compile(
            r"\bindications?\s(?:therapeutiques?\s)?(?:precitee?s?|susmentionnee?s?|susvisee?s?|"
            r"mentionnee?s?|visee?s?|sus-?visee?s?|figurant|enumeree?s?|rappelee?s?|definie?s?|"
            r"listee?s?|prevues?)"
        ),
    }


def read_indications(draft: Draft, measure: Measure) -> tuple[Indication, ...]:
    """Read them; an act that refuses has none."""
    if measure.action.text in ("refuse", "other"):
        return ()
    found = list(_in_articles(draft))
    if measure.action.text in ("renew", "establish") and (not found or points_at_indications(draft)):
        found = [*_pointed_at(draft), *found]
    if measure.action.text in ("establish", "renew", "modify"):
        found = [item for item in found if not _taken_out(draft, item)]
    result = [_indication(draft, item, measure) for item in found]
    kept = _merged(draft, [one for one in result if one is not None])
    # One day for all is the act's own end, not an indication's.
    days = {one.end.value if one.end else None for one in kept}
    if len(days) < 2 or None in days:
        kept = [replace(one, end=None) for one in kept]
    return tuple(kept)


def _in_articles(draft: Draft) -> Iterable[_Item]:
    for block in draft.articles:
        at = block.body
        on_measure = False
        for sentence in draft.sentences(block):
            # "2° à compter du D, dans le traitement de …" goes on with what its list is about; so does what stands
            # behind "… est abrogé :" or behind a semicolon.
            goes_on = on_measure and (
                _NUMBERED.match(draft.text.text, sentence.start) is not None
                or draft.plain(max(block.start, sentence.start - 4), sentence.start).rstrip().endswith((":", ";"))
            )
            on_measure = goes_on or _on_measure(draft, sentence)
            if sentence.start < at:
                continue
            for item in _in_sentence(draft, sentence, on_measure=on_measure):
                at = max(at, item.span[1])
                yield item


# "les mots « A » sont remplacés par les mots « B »": B may be anything.
_WORDS = re.compile(r"\b(?:mots?|termes?|phrase|mention)\b")
_NUMBERED = re.compile(r"(?:\d{1,2}°|[a-h]\)|[-•])\s")


def _in_sentence(draft: Draft, sentence: Sentence, *, on_measure: bool = True) -> Iterable[_Item]:
    patterns, even = _patterns(), draft.text.plain
    at, end = sentence.start, min(sentence.block.end, sentence.end + _FURTHEST)
    while at < sentence.end:
        lead = patterns["lead"].search(even, at, sentence.end)
        quoted = patterns["quoted"].search(even, at, sentence.end)
        # "dans le traitement de …" may stand in any sentence: it counts where the sentence is on the measure.
        inline = patterns["inline"].search(even, at, sentence.end) if on_measure else None
        first = min((m for m in (quoted, lead, inline) if m), key=lambda m: m.start(), default=None)
        if first is None:
            return
        at = first.end()
        if patterns["kept"].search(even, sentence.start, first.start()):
            continue
        spans = (
            [_cut(draft, first.start("head"), _next(draft, first.start("head"), sentence.end))]
            if first is inline
            else list(items(draft.text, at, end))
        )
        for span in spans:
            at = max(at, span[1])
            if _WORDS.search(first.group()) and not _listed(draft, _Item(span, span)):
                continue
            if _is_indication(draft, span, first.start()):
                yield _Item(_shortened(draft, span), (sentence.start, first.end()), sentence)


def _next(draft: Draft, start: int, end: int) -> int:
    found = _patterns()["next"].search(draft.text.plain, start, end)
    return found.start() if found else end


def _on_measure(draft: Draft, sentence: Sentence) -> bool:
    names = re.search(regime_names(), draft.plain(sentence.start, sentence.end))
    return sentence.block.kind != "article" or names is not None


def _shortened(draft: Draft, span: Span) -> Span:
    """End a wording that runs on in the sentence where the sentence leaves it; a quoted one ends with its quotes."""
    if draft.text.text.startswith("«", span[0]):
        return span
    return _cut(draft, *span)


def _cut(draft: Draft, start: int, end: int) -> Span:
    end = min(end, start + _LONGEST + 1)
    stop = _patterns()["stop"].search(draft.text.plain, start + _SHORTEST, end)
    return draft.text.trim(start, stop.start() if stop else end)


def _is_indication(draft: Draft, span: Span, lead: int) -> bool:
    """Leave out what the act replaces ("est remplacée par", "au lieu de")."""
    if not _SHORTEST <= span[1] - span[0] <= _LONGEST:
        return False
    even = draft.text.plain
    if _patterns()["replaced"].match(even, span[1]):
        return False
    return not _patterns()["instead"].search(even[max(0, lead - 40) : span[0]].rstrip("« \n"))


def _taken_out(draft: Draft, item: _Item) -> bool:
    """See an indication that the act takes out of its measure: "L'indication « … » est supprimée"."""
    even = draft.text.plain
    if item.sentence is None or not (
        _patterns()["removed"].match(even, item.span[1], item.sentence.end)
        or _patterns()["removes"].search(even[item.lead[0] : item.span[0]])
    ):
        return False
    why = "l'acte supprime cette indication : elle n'est pas de celles qu'il accorde"
    draft.warn("indication-removed", why, draft.text.quotes(*item.span))
    return True


def _pointed_at(draft: Draft) -> Iterable[_Item]:
    """Follow "les indications précitées", or a renewal as a whole, to the list in a visa or on the page."""
    found: list[_Item] = []
    for block in draft.layout.of("visa", "loose"):
        for sentence in [Sentence(block, block.start, block.end)]:
            found += [item for item in _in_sentence(draft, sentence) if block.kind == "visa" or _listed(draft, item)]
    if found:
        return found
    lead = next(
        (b for b in draft.layout.of("loose") if _patterns()["lead"].search(draft.plain(b.start, b.end + 1))), None
    )
    place = (lead.start, lead.end) if lead else (0, 0)
    for block in draft.layout.of("loose"):
        spans = list(items(draft.text, block.start, block.end))
        spans = [span for span in spans if opens_indication(draft.text, span[0])]
        if spans:
            found += [_Item(span, place) for span in spans]
    return found


def _listed(draft: Draft, item: _Item) -> bool:
    start = item.span[0] + draft.text.text.startswith("«", item.span[0])
    return opens_indication(draft.text, draft.text.trim(start, item.span[1])[0])


def points_at_indications(draft: Draft) -> list[Span]:
    """Return where the articles refer to indications given elsewhere."""
    return [
        (sentence.start + match.start(), sentence.start + match.end())
        for sentence in draft.operative
        for match in _patterns()["points"].finditer(draft.plain(sentence.start, sentence.end))
    ]


def _indication(draft: Draft, item: _Item, measure: Measure) -> Indication | None:
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


def _own_clause(draft: Draft, item: _Item) -> Span:
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
        for item in _in_sentence(draft, Sentence(block, block.start, block.end)):
            quotes = draft.text.quotes(*item.span)
            found.append((fold("\n".join(quote.exact for quote in quotes), draft.text.source), quotes))
    return found


def _repeated(one: Indication, visas: list[tuple[str, Quotes]]) -> Indication:
    """Note the same wording in a visa: S1 gives its list twice."""
    places = {quote.start for quote in (*one.quotes, *one.repeated)}
    same = [quotes for wording, quotes in visas if quotes and wording == one.text and quotes[0].start not in places]
    return replace(one, repeated=(*one.repeated, *(quote for quotes in same for quote in quotes))) if same else one
