"""Other acts that an act abrogates: beside what it does to its own measure, and in part only where its words say so."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from cpc_graph.build.decision_act import Act
from cpc_graph.names import slug
from cpc_graph.text.facts import CitedAct
from cpc_graph.text.values import Quote, Quotes, Words

_ABROGATES, _IN_PART = "cpc:abrogates", "cpc:abrogatesInPart"
# "abrogée en tant qu'elle concerne l'indication …", "l'article 2 de la décision du … est abrogé"
_PART = re.compile(
    r"\b(?:en (?:tant|ce) qu|partiellement|en partie|a l exception|sauf|hormis|uniquement|seulement)\b"
    r"|\b(?:articles? \d+|dispositions|annexes?|mentions?|mots?)(?: \w+){0,4} de (?:la|cette|ladite) decision\b"
)
_END = re.compile(r";|(?<!\b[LRDA])\.(?=\s*(?:\n|$)|\s+[A-ZÀ-Ý«])|\n\s*\n")
_MARKS = re.compile(r"[-'’]")


def say_repeal(act: Act, cited: CitedAct, node: NamedNode) -> None:
    """Say that the act abrogates a cited one, and whether in part only, by the words that name it."""
    acted = cited.acted_on
    quotes = acted.quotes if acted and acted.text == "abrogate" else ()
    also = tuple(quote for words in _repeals(act) if _names(words.quotes, cited) for quote in words.quotes)
    if also and not quotes:
        act.state(act.iri, _ABROGATES, node, also)
    sentence = next((found for quote in (*also, *quotes) if (found := _limit(act, quote))), None)
    if sentence:
        act.state(act.iri, _IN_PART, node, (sentence,))


def say_unnamed_repeals(act: Act) -> None:
    """Say that it is not known what the act abrogates, where its words for it name no act with a day."""
    acted = [one for one in act.facts.cited_acts if one.acted_on and one.acted_on.text == "abrogate"]
    for words in _repeals(act):
        named = [one for one in act.facts.cited_acts if one.day.value and (_names(words.quotes, one) or one in acted)]
        if not named:
            act.unknown(act.iri, _ABROGATES, "cites_act", words.quotes)


def _repeals(act: Act) -> tuple[Words, ...]:
    return tuple(one for one in act.decision.also if one.text == "abrogate")


def _names(quotes: Quotes, cited: CitedAct) -> bool:
    """Tell whether words hold a place that names a cited act."""
    return any(outer.start <= one.start and one.end <= outer.end for outer in quotes for one in cited.quotes)


def _limit(act: Act, quote: Quote) -> Quote | None:
    """Return the sentence of an article from a quote on, where it limits what is abrogated; None where it does not."""
    for whole in (whole for part in act.facts.parts if part.kind == "article" for whole in part.quotes):
        if not whole.start <= quote.start <= quote.end <= whole.end:
            continue
        end = _END.search(whole.exact, quote.end - whole.start)
        exact = whole.exact[quote.start - whole.start : end.start() if end else len(whole.exact)].rstrip()
        if _PART.search(slug(_MARKS.sub(" ", exact)).replace("-", " ")):
            return Quote(exact, quote.start, quote.start + len(exact))
    return None
