"""Duties laid down as a list: "Le laboratoire transmet à l'ANSM : - le nombre de patients ; - un rapport annuel"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from cpc_graph.read.draft import Draft, Sentence
from cpc_graph.read.duty_forms import active_forms, modal_form
from cpc_graph.read.duty_grammar import Form, patterns
from cpc_graph.read.layout import Block
from cpc_graph.read.lists import items, opens_indication
from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.parties import split_parties
from cpc_graph.read.recipients import to_in, without
from cpc_graph.read.rhythm import read_deadline, read_rhythm
from cpc_graph.read.tables import listed

_MARK = r"(?:[-•]\s|\d{1,2}(?:\s?[°)]\s?|\.\s)|[a-h][).]\s)"
_LEAD = re.compile(rf"(?<!\w)(?P<lead>\w[^.;:]{{2,400}}?)\s?:(?:\s*(?={_MARK})|\s*\n(?=[^\n:]{{3,300}};\s*\n))")
_NEXT = re.compile(rf"\s?;\s(?:et\s)?(?={_MARK})")
_MARKED = re.compile(_MARK)
_CHARGED = re.compile(r"\b(?:est|sont)\sa\sla\scharge\s(?:du|de\sla|de\sl'|des|de|d')\s?(?P<who>[^,;:]{2,120})$")
_OF = re.compile(r"\s*(?:de\s|d')?")


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list of duties: the words before the colon, its own words, and the forms that both make."""

    lead: Span
    item: Span
    forms: tuple[Form, ...]


def read_lists(draft: Draft, block: Block) -> Iterator[Listed]:
    """Yield the items of the lists of duties in an article, in its order."""
    text = draft.text
    for match in _LEAD.finditer(text.plain, block.body, block.end):
        lead = match.span("lead")
        spans = [span for whole in items(text, match.end(), block.end) for span in _inline(text, whole)]
        if not spans or any(opens_indication(text, start) for start, _ in spans) or _silent(text, lead):
            continue
        for span in spans:
            sentence = Sentence(block, *span)
            if forms := tuple(_forms(text, lead, sentence)):
                yield Listed(lead, span, forms)


def _silent(text: Normal, lead: Span) -> bool:
    return patterns()["never"].search(text.plain, *lead) is not None


def _inline(text: Normal, span: Span) -> Iterator[Span]:
    """Cut an item at "; - " on its line."""
    at = span[0]
    for cut in _NEXT.finditer(text.plain, *span):
        yield at, cut.start()
        mark = _MARKED.match(text.plain, cut.end())
        at = mark.end() if mark else cut.end()
    yield text.trim(at, span[1])


def _forms(text: Normal, lead: Span, item: Sentence) -> Iterator[Form]:
    """Read an item under its lead: a thing under a verb, an infinitive under a duty, a verb under a subject."""
    even = text.plain[slice(*lead)]
    place = (item.start, item.end)
    if charged := _CHARGED.search(even):
        who = (lead[0] + charged.start("who"), lead[0] + charged.end("who"))
        yield Form(who, without(*place, list(to_in(text, *place))), _whom(text, place), "do", span=place)
        return
    modal = _modal().search(text.plain, *lead)
    verbs = list(patterns()["active"].finditer(text.plain, lead[0], lead[1] + 1))
    if modal is not None:
        start = _OF.match(text.plain, *place)
        at = start.end() if start else item.start
        yield replace(modal_form(text, (lead[0], modal.start()), at, item.end), span=(at, item.end))
    elif verbs and _announces(text, verbs[-1].end(), lead[1]):
        recipients = _whom(text, (verbs[-1].end(), lead[1])) or _whom(text, place)
        thing = without(*place, list(to_in(text, *place)))
        yield Form((lead[0], verbs[-1].start()), thing, recipients, verbs[-1]["verb"], span=place, shared=lead)
    elif not verbs and (verb := patterns()["starts"].match(text.plain, *place)):
        yield from active_forms(text, replace(item, start=verb.end()), verb, lead)


# "transmet à l'ANSM les éléments suivants": nothing but what the list is of.
_NAMES_LIST = re.compile(
    r"[\s,]*(?:notamment|ce\squi\ssuit|(?:l[ae]s|des)\s(?:elements?|informations?|donnees|documents?|pieces)\s(?:suivante?s|ci-apres))?[\s,]*"
)


def _announces(text: Normal, start: int, end: int) -> bool:
    """See a verb whose things are the items: "transmet un rapport comportant : …" has a thing of its own."""
    taken = [*to_in(text, start, end)]
    taken += [span for _, span in (read_rhythm(text, start, end), read_deadline(text, start, end)) if span]
    rest = "".join(text.plain[low:high] for low, high in without(start, end, taken))
    return _NAMES_LIST.fullmatch(rest) is not None


def _whom(text: Normal, span: Span) -> list[Span]:
    return [one for to in to_in(text, *span) for one in split_parties(text, *to)]


@lru_cache(maxsize=1)
def _modal() -> re.Pattern[str]:
    """Match a duty at the end of the lead: "est tenu", "doit", "s'engage à"."""
    return re.compile(rf"\s(?P<verb>{listed('duties', 'leading')})(?:,?\s(?:de|a|notamment|egalement))*\s?$")
