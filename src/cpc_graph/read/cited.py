"""The other decisions of the agency that a text cites: one entry for each act, with all the words that name it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import cast

from cpc_graph.read.draft import Draft
from cpc_graph.read.layout import Block
from cpc_graph.read.mentions import Mention, mentions_in
from cpc_graph.read.signing import TITLE_DAY
from cpc_graph.read.tables import table
from cpc_graph.text.facts import Action, CitedAct, Regime
from cpc_graph.text.values import Day, Quote, Words

_KNOWN = frozenset({"establish", "renew", "modify", "abrogate"})


@dataclass(slots=True)
class _Act:
    day: Day
    mentions: list[Mention] = field(default_factory=list)


def read_cited_acts(draft: Draft, own: Day, access: str | None) -> tuple[CitedAct, ...]:
    """Read the acts cited with a day, once each; `access` is the regime of this act, None where it has none."""
    acts: dict[tuple[dt.date, bool], _Act] = {}
    for block in _blocks(draft):
        for mention in mentions_in(draft, block):
            value = mention.day.value
            if value is None or _is_own(draft, block, mention, own):
                continue
            day = Day(value, "stated", None, draft.text.quotes(mention.start, mention.end))
            acts.setdefault((value, mention.elsewhere), _Act(day)).mentions.append(mention)
    ordered = sorted(acts.values(), key=lambda act: act.mentions[0].start)
    for act in ordered:
        _take_over(act, acts)
        _leave_open(draft, act)
    return tuple(_cited(draft, act, access) for act in ordered)


def _take_over(act: _Act, acts: dict[tuple[dt.date, bool], _Act]) -> None:
    """Give an act that names no measure that of the act it follows: "la décision du D, modifiée le D"."""
    if any(one.regime for one in act.mentions):
        return
    days = [one.after.value for one in act.mentions if one.after and one.after.value]
    followed = [acts[day, False] for day in days if (day, False) in acts]
    regime = next((one.regime for other in followed for one in other.mentions if one.regime), None)
    act.mentions = [replace(one, regime=regime) for one in act.mentions]


def _leave_open(draft: Draft, act: _Act) -> None:
    """Guess no regime from the act before: an RTU "renouvelée le 2 mars 2023" was renewed as something else."""
    day = act.day.value
    for number, one in enumerate(act.mentions):
        last = table("acts")["ended"].get(one.regime)
        if one.names_decision or one.action == "establish" or last is None or day is None or day < last:
            continue
        why = f"acte du {day:%d/%m/%Y} : {one.regime} ne peut plus être son régime ; le régime n'est pas dit"
        draft.warn("cited-act-regime", why, draft.text.quotes(one.start, one.end))
        act.mentions[number] = replace(one, regime=None)


def _is_own(draft: Draft, block: Block, mention: Mention, own: Day) -> bool:
    """See the act's own day: "Décision du D - Renouvellement …"."""
    if block.kind == "title" and TITLE_DAY.search(draft.plain(block.start, mention.day.start).replace("\n", " ")):
        return True
    return own.value == mention.day.value and (mention.regime is None or block.kind == "title")


def _blocks(draft: Draft) -> Iterable[Block]:
    # The title comes last: it may name the measure of an act that a visa cites by its day alone.
    parts = draft.layout.of("visa", "recital", "article") or draft.layout.of("loose")
    return (*parts, *draft.layout.of("title"))


def _cited(draft: Draft, act: _Act, access: str | None) -> CitedAct:
    actions = [one.action for one in act.mentions if one.action in _KNOWN]
    decided = [one for one in act.mentions if one.names_decision and one.regime]
    named = decided or [one for one in act.mentions if one.regime]
    regimes = list(dict.fromkeys(one.regime for one in act.mentions if one.regime))
    quotes = tuple(dict.fromkeys(quote for one in act.mentions for quote in draft.text.quotes(one.start, one.end)))
    if len(regimes) > 1 and named:
        draft.warn(
            "cited-act-regime",
            f"l'acte du {act.day.value:%d/%m/%Y} est dit {' et '.join(map(str, regimes))} : un seul acte, "
            f"{named[0].regime} d'après la mention qui nomme la décision",
            quotes,
        )
    regime = named[0].regime if named else None
    # A mention that names no measure ("la décision du D susvisée") is told apart only by the act's own kind.
    action: Action = cast(Action, actions[0]) if actions and (regime or access) else "other"
    written = Words(cast(Regime, regime or "other"), _quotes(draft, named[0]) if named else quotes)
    return CitedAct(action=action, regime=written, day=Day(act.day.value, "stated", None, quotes), quotes=quotes)


def _quotes(draft: Draft, mention: Mention) -> tuple[Quote, ...]:
    return draft.text.quotes(mention.start, mention.end)
