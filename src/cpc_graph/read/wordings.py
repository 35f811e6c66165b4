"""Where the wordings of indications stand: in the articles, or in the list that they point to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cpc_graph.read.draft import Draft, Sentence
from cpc_graph.read.lists import items, opens_indication
from cpc_graph.read.normal import Span
from cpc_graph.read.tables import listed, regime_names

_SHORTEST, _LONGEST = 6, 4000  # characters of a wording
_FURTHEST = 30_000  # characters: no list goes on so far behind the sentence that announces it


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a wording; `lead` are the words that announce it, `sentence` the one around it."""

    span: Span
    lead: Span
    sentence: Sentence | None = None


@lru_cache(maxsize=1)
def wording_patterns() -> dict[str, re.Pattern[str]]:
    """Return the words around wordings: leads, ends, what is kept, replaced or removed."""
    heads = listed("indications", "heads")
    return {
        "lead": re.compile(rf"\b{listed('indications', 'lead')}"),
        "quoted": re.compile(rf"\b{listed('indications', 'quoted')}"),
        "inline": re.compile(
            rf"(?:\b(?:dans|sur|pour)\s(?:le\s|la\s|les\s|l')|\ben\svue\s(?:du\s|de\sla\s|de\sl')|\bdans\sle\scadre\s(?:du\s|de\sla\s|de\sl')|\ben\s(?=traitement)|\bindications?\s(?:du\s|de\sla\s|"
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


def in_articles(draft: Draft) -> Iterable[Place]:
    """Yield the places of the wordings in the articles."""
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
            for item in in_sentence(draft, sentence, on_measure=on_measure):
                at = max(at, item.span[1])
                yield item


# "les mots « A » sont remplacés par les mots « B »": B may be anything.
_WORDS = re.compile(r"\b(?:mots?|termes?|phrase|mention|alinea|dispositions?|tiret)\b")
# "dans les cas suivants :" lists indications only where a measure is opened: one may be suspended in cases too.
_LOOSE = re.compile(r"(?:dans|pour|situations?|pathologies?|maladies?|cas|affections?)\b(?!\s?(?:le|la|les|l')\b)")
_OPENS = re.compile(
    r"\b(?:est|sont)\s(?:\w+\s){0,2}(?:etabli|renouvel|accord|octroy|instaur|elabor|etendu|modifi)\w*|\bfait\sl'objet|\bcouvre"
)
_MARK = re.compile(r"\s*[-•]\s")
_NUMBERED = re.compile(r"(?:\d{1,2}°|[a-h]\)|[-•])\s")


def in_sentence(draft: Draft, sentence: Sentence, *, on_measure: bool = True) -> Iterable[Place]:
    """Yield the wordings that a sentence announces, or runs on with where it is on the measure."""
    patterns, even = wording_patterns(), draft.text.plain
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
        if _LOOSE.match(first.group()) and not _OPENS.search(even, sentence.start, first.start()):
            continue
        spans = (
            [_cut(draft, first.start("head"), _next(draft, first.start("head"), sentence.end))]
            if first is inline
            else list(_items(draft, first, end))
        )
        for span in spans:
            at = max(at, span[1])
            if _WORDS.search(first.group()) and not _listed(draft, Place(span, span)):
                continue
            if _is_indication(draft, span, first.start()) and not _kept(draft, span):
                yield Place(_shortened(draft, span), (sentence.start, first.end()), sentence)


_SEVERAL = re.compile(r"s(?:\s[a-z' -]{1,40})?\s?:$")
_SEMICOLON = re.compile(r"\s?;\s(?:et\s)?(?=\w)")


def _items(draft: Draft, lead: re.Match[str], end: int) -> Iterable[Span]:
    """Cut the list behind a lead; "dans les situations suivantes : A ; B" has two items on one line."""
    spans = list(items(draft.text, lead.end(), end))
    if len(spans) != 1 or not _SEVERAL.search(lead.group()) or draft.text.text.startswith("«", spans[0][0]):
        return spans
    start, stop = spans[0]
    cuts = [(cut.start(), cut.end()) for cut in _SEMICOLON.finditer(draft.text.plain, start, stop)]
    starts = [start, *(after for _, after in cuts)]
    return [draft.text.trim(low, high) for low, high in zip(starts, [*(cut for cut, _ in cuts), stop], strict=True)]


def _next(draft: Draft, start: int, end: int) -> int:
    found = wording_patterns()["next"].search(draft.text.plain, start, end)
    return found.start() if found else end


def _on_measure(draft: Draft, sentence: Sentence) -> bool:
    names = re.search(regime_names(), draft.plain(sentence.start, sentence.end))
    return sentence.block.kind != "article" or names is not None


def _shortened(draft: Draft, span: Span) -> Span:
    """End a wording that runs on in the sentence where the sentence leaves it; a quoted one ends with its quotes."""
    if draft.text.text.startswith("«", span[0]):
        return span
    start, end = _cut(draft, *span)
    # "(indication : maladie de Castleman)": the bracket that closes was opened before the wording.
    opened = draft.text.text.count("(", start, end)
    while end > start and draft.text.text[end - 1] in ").;" and draft.text.text.count(")", start, end) > opened:
        end -= 1
    return start, end


def _cut(draft: Draft, start: int, end: int) -> Span:
    end = min(end, start + _LONGEST + 1)
    stop = wording_patterns()["stop"].search(draft.text.plain, start + _SHORTEST, end)
    return draft.text.trim(start, stop.start() if stop else end)


# "L'indication « … » demeure inchangée": the act leaves it as it is.
_STAYS = re.compile(
    r"\s*[».;]*\s*(?:demeure|reste|continue|n'est\spas\s(?:modifie|affecte|concerne)|(?:est|sont)\smaintenu)"
)


def _kept(draft: Draft, span: Span) -> bool:
    return _STAYS.match(draft.text.plain, span[1]) is not None


def _is_indication(draft: Draft, span: Span, lead: int) -> bool:
    """Leave out what the act replaces ("est remplacée par", "au lieu de")."""
    if not _SHORTEST <= span[1] - span[0] <= _LONGEST:
        return False
    even = draft.text.plain
    if wording_patterns()["replaced"].match(even, span[1]):
        return False
    return not wording_patterns()["instead"].search(even[max(0, lead - 40) : span[0]].rstrip("« \n"))


def pointed_at(draft: Draft) -> Iterable[Place]:
    """Follow "les indications précitées", or a renewal as a whole, to the list in a visa or on the page."""
    found: list[Place] = []
    for block in draft.layout.of("visa", "loose"):
        for sentence in [Sentence(block, block.start, block.end)]:
            found += [item for item in in_sentence(draft, sentence) if block.kind == "visa" or _listed(draft, item)]
    if found:
        return found
    lead = next(
        (b for b in draft.layout.of("loose") if wording_patterns()["lead"].search(draft.plain(b.start, b.end + 1))),
        None,
    )
    place = (lead.start, lead.end) if lead else (0, 0)
    for block in draft.layout.of("loose"):
        spans = list(items(draft.text, block.start, block.end))
        spans = [span for span in spans if opens_indication(draft.text, span[0])]
        if spans:
            found += [Place(span, place) for span in spans]
    return found


def _listed(draft: Draft, item: Place) -> bool:
    start = item.span[0] + draft.text.text.startswith("«", item.span[0])
    if mark := _MARK.match(draft.text.text, start):
        start = mark.end()
    return opens_indication(draft.text, draft.text.trim(start, item.span[1])[0])


def points_at_indications(draft: Draft) -> list[Span]:
    """Return where the articles refer to indications given elsewhere."""
    return [
        (sentence.start + match.start(), sentence.start + match.end())
        for sentence in draft.operative
        for match in wording_patterns()["points"].finditer(draft.plain(sentence.start, sentence.end))
    ]
