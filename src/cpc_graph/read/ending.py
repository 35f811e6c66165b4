"""The end that an act sets: of its measure, for each indication, or by what it says of the measure's last day."""

from __future__ import annotations

import re
from functools import lru_cache

from cpc_graph.read.clauses import Operand, day_with
from cpc_graph.read.dating import Days, compute
from cpc_graph.read.days import stated
from cpc_graph.read.draft import Draft, Sentence
from cpc_graph.read.tables import listed, regime_names
from cpc_graph.read.title_action import Clause
from cpc_graph.text.values import UNKNOWN, Day, Quotes

_ENDS = re.compile(r"\b(?:abroge|retire|mis\sfin|cess|pren(?:d|dra)\sfin|intervien|prend\seffet|demeur|expir)\w*")
_IT = re.compile(r"\W{0,3}(?:il|elle|celui-ci|celle-ci|sa\s(?:duree|validite|periode))\b")


@lru_cache(maxsize=1)
def subject() -> re.Pattern[str]:
    """Return the pattern of the words for the measure, or for the act on it."""
    words = rf"(?:{regime_names()}|\bdecision\b|\bautorisation\b|\b{listed('acts', 'own')}\b|\brenouvel\w+|\bsuspen\w+)"
    return re.compile(words)


def on_measure(draft: Draft) -> list[Sentence]:
    """Return the sentences on the measure; "Elle est valable trois ans" takes up the one before."""
    found: list[Sentence] = []
    taken_up = False
    for sentence in draft.operative:
        even = draft.plain(sentence.start, sentence.end)
        taken_up = subject().search(even) is not None or (taken_up and _IT.match(even) is not None)
        if taken_up:
            found.append(sentence)
    return found


def last_day(draft: Draft, until: Operand) -> Day:
    """Return the first day after a stated last one."""
    quotes: Quotes = draft.text.quotes(until.start, until.end)
    last = stated(draft.text, until.day, until.start) if until.day else UNKNOWN
    return compute("day-after-stated-last-day", last, quotes)


def ending(draft: Draft, start: int, end: int) -> Day | None:
    """Read the day from which a passage ends a measure: "à compter du D" that day, "jusqu'au D" the day after."""
    if found := day_with(draft, start, end, "from"):
        return stated(draft.text, found.day, found.start) if found.day else None
    if until := day_with(draft, start, end, "until"):
        return last_day(draft, until)
    # "la décision du D est retirée", "la RTU établie le D": days of other acts, which stand before the verb.
    verb = _ENDS.search(draft.text.plain, start, end)
    if (on := day_with(draft, verb.end() if verb else start, end, "at")) and on.day:
        return stated(draft.text, on.day, on.start)
    return None


def abrogated(draft: Draft, clauses: list[Clause], days: Days) -> Day:
    """Read the day from which the act ends its measure; unknown where its indications end on different days."""
    own = [clause.sentence for clause in clauses if clause.sentence]
    found: list[Day] = []
    for sentence in own:
        blocks = [one for one in draft.operative if one.block is sentence.block and one.start >= sentence.start]
        found += [day for one in blocks if (day := ending(draft, one.start, one.end)) and day.value]
    found = found or _last_effects(draft)
    values = {day.value for day in found}
    if len(values) == 1:
        return found[0]
    if len(values) > 1:
        return UNKNOWN
    if days.entry.value and own:
        return compute("on-entry-into-force", days.entry, draft.text.quotes(own[0].start, own[0].end))
    return UNKNOWN


# "Le CPC produit ses effets jusqu'au 30 septembre 2024": the last day stands in an article of its own.
_LASTS = re.compile(
    r"\b(?:produi\w+\s(?:ses|leurs)\seffets?|demeur\w+|rest\w+|s'appliqu\w+|applicables?|maintenue?s?)\b"
)


def _last_effects(draft: Draft) -> list[Day]:
    found: list[Day] = []
    for sentence in on_measure(draft):
        until = day_with(draft, sentence.start, sentence.end, "until")
        if until and until.day and until.day.value and _LASTS.search(draft.plain(sentence.start, until.start)):
            found.append(last_day(draft, until))
    return found
