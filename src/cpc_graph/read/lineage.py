"""How the cited acts stand to this one and to each other, where the text says it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from cpc_graph.read.draft import Draft
from cpc_graph.read.measure import Measure
from cpc_graph.read.tables import listed, regime_names, regime_of
from cpc_graph.read.title_action import Clause
from cpc_graph.text.facts import CitedAct
from cpc_graph.text.values import UNKNOWN, Quotes, Words

_ON_ANOTHER = frozenset({"renew", "modify", "abrogate", "suspend"})
_MEASURES = frozenset({"establish", "renew"})


@lru_cache(maxsize=1)
def _undated() -> re.Pattern[str]:
    """Match S1's "Vu la recommandation temporaire d'utilisation (RTU) établie par l'Agence …", which gives no day."""
    made = listed("acts", "actions", "establish", "passives")
    return re.compile(
        rf"vu\s(?P<act>(?:la|le|l')\s?(?P<regime>{regime_names()})(?:\s\(\w+\))?\s{made}\b[^;:]{{0,400}}?"
        rf")(?=\sdans\sles?\s|\s?[;:]|$)"
    )


def read_lineage(draft: Draft, measure: Measure, cited: tuple[CitedAct, ...]) -> tuple[CitedAct, ...]:
    """Note on which cited act this one acts, where only one can be meant, and which of them renews which."""
    cited = _ended(draft, measure, _chain(draft, cited))
    clause = next((one for one in measure.clauses if one.action == measure.action.text and one.sentence), None)
    if clause is None or measure.action.text not in _ON_ANOTHER:
        return cited
    if not cited:
        return _without_day(draft, measure, clause)
    target = _target(cited)
    if target is None:
        return cited
    quotes = (
        *draft.text.quotes(clause.sentence.start if clause.sentence else clause.span[0], clause.span[1]),
        *cited[target].regime.quotes,
    )
    acted = replace(cited[target], acted_on=Words(measure.action.text, tuple(dict.fromkeys(quotes))))
    return (*cited[:target], acted, *cited[target + 1 :])


def ends_another(draft: Draft, measure: Measure) -> list[Clause]:
    """Return the clauses by which an act on a measure ends another decision: "La décision du D est abrogée"."""
    if measure.action.text in ("abrogate", "refuse", "suspend"):
        return []
    return [
        one
        for one in measure.clauses
        if one.action == "abrogate"
        and one.sentence
        and one.verb
        and _ENDED.match(draft.text.plain, one.sentence.start, one.verb)
    ]


def _ended(draft: Draft, measure: Measure, cited: tuple[CitedAct, ...]) -> tuple[CitedAct, ...]:
    """Note the acts that this one ends beside what it does itself: "La décision du D susmentionnée est abrogée"."""
    found = list(cited)
    for clause in ends_another(draft, measure):
        start = clause.sentence.start if clause.sentence else clause.span[0]
        days = {day.value for day in draft.days_in(start, clause.verb or clause.span[1])}
        quotes = draft.text.quotes(start, clause.span[1])
        found = [
            replace(act, acted_on=Words("abrogate", quotes)) if act.day.value in days and not act.acted_on else act
            for act in found
        ]
    return tuple(found)


_ENDED = re.compile(r"\W*(?:la\s|les\s)decisions?\s(?!(?:modifi|renouvel)\w*\sla\sdecision)[^.;]*$")


def _target(cited: tuple[CitedAct, ...]) -> int | None:
    """Return the act that opened the measure last: the only one, or the last of a chain of renewals."""
    measures = [at for at, act in enumerate(cited) if act.action in _MEASURES and act.day.value]
    if len(measures) == 1:
        return measures[0]
    last = max(measures, key=lambda at: str(cited[at].day.value), default=None)
    return last if last is not None and cited[last].renews is not None else None


def _chain(draft: Draft, cited: tuple[CitedAct, ...]) -> tuple[CitedAct, ...]:
    """Read "la RTU du 5 mai 2015 … renouvelée en dernier lieu le 16 août 2022": the second renews the first."""
    found = list(cited)
    for block in draft.layout.of("visa", "recital"):
        span = {quote.start for quote in draft.text.quotes(block.start, block.end)}
        quotes = draft.text.quotes(block.start, block.end)
        inside = (
            [at for at, act in enumerate(found) if any(_within(q.start, quotes) for q in act.quotes)] if span else []
        )
        for earlier, later in pairwise(inside):
            first, second = found[earlier], found[later]
            if first.action in _MEASURES and second.action == "renew" and second.renews is None:
                start = next(q for q in first.quotes if _within(q.start, quotes))
                end = next(q for q in second.quotes if _within(q.start, quotes))
                exact = draft.text.source[start.start : end.end]
                found[later] = replace(
                    second, renews=earlier, renews_quotes=(type(start)(exact, start.start, end.end),)
                )
    return tuple(found)


def _within(start: int, quotes: Quotes) -> bool:
    return any(quote.start <= start < quote.end for quote in quotes)


def _without_day(draft: Draft, measure: Measure, clause: Clause) -> tuple[CitedAct, ...]:
    """Keep the act that is renewed though the text does not date it."""
    for block in draft.layout.of("visa"):
        match = _undated().match(draft.text.plain, block.start, block.end)
        if match:
            visa = draft.text.quotes(*match.span("act"))
            start = clause.sentence.start if clause.sentence else clause.span[0]
            own = draft.text.quotes(start, clause.span[1])
            regime = Words(regime_of(match["regime"].replace("\n", " ")), visa)
            acted = Words(measure.action.text, own)
            return (CitedAct("establish", regime, UNKNOWN, (*visa, *own), acted_on=acted),)
    return ()
