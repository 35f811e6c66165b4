"""Why an act suspends, ends or refuses a measure: one ground for each reason that its articles or recitals give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cpc_graph.read.draft import Draft
from cpc_graph.read.normal import Span
from cpc_graph.read.tables import either, table
from cpc_graph.text.values import Words

_CLAUSE = re.compile(r"\s?;\s")
# What the law allows is no reason: "le directeur général peut suspendre un CPC pour des motifs de santé publique".
_POSSIBLE = re.compile(
    r"\b(?:peut|peuvent|pourra|permet|en\sapplication|aux\stermes|en\svertu)\b[^;]{0,140}\b(?:susp"
    r"en|abrog|retir|modif|refus)"
)


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(ground, re.compile(rf"(?<!\w){either(words)}")) for ground, words in table("grounds").items()]


def read_grounds(draft: Draft, action: str) -> tuple[Words, ...]:
    """Read the grounds from the articles, then those that only the recitals give."""
    if action not in ("suspend", "abrogate", "refuse"):
        return ()
    articles = [(one.start, one.end) for one in draft.operative]
    found = list(_in(draft, articles))
    told = {one.text for one in found}
    # A recital may give a reason more; one that the articles give already is no further one.
    return (*found, *(one for one in _in(draft, _recital_clauses(draft)) if one.text not in told))


def _recital_clauses(draft: Draft) -> list[Span]:
    spans: list[Span] = []
    for block in draft.layout.of("recital", "reason"):
        at = block.start
        for match in _CLAUSE.finditer(draft.text.text, block.start, block.end):
            spans.append(draft.text.trim(at, match.start()))
            at = match.end()
        spans.append(draft.text.trim(at, block.end))
    return spans


# "qu'il y a lieu, dans l'intérêt de la santé publique, de suspendre": a conclusion gives no reason a second time.
_CONCLUDES = re.compile(
    r"\b(?:considerant\sainsi|ces\s(?:faits|elements|donnees|resultats)|il\sy\sa\slieu|il\sconvient|qu'ainsi|ainsi,|des\slors|par\ssuite|en\sconsequence)\b"
)


def _in(draft: Draft, spans: list[Span]) -> Iterator[Words]:
    told: set[str] = set()
    for start, end in spans:
        even = draft.plain(start, end).replace("\n", " ")
        if _POSSIBLE.search(even):
            continue
        found = [(match.start(), ground) for ground, pattern in _patterns() if (match := pattern.search(even))]
        if found and not (min(found)[1] in told and _CONCLUDES.search(even)):
            told.add(min(found)[1])
            yield Words(min(found)[1], draft.text.quotes(start, end))
