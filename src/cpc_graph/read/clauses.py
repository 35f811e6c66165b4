"""Recognise the words from which a day counts: a day, the day after a publication, a notification."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cpc_graph.read.days import Found
from cpc_graph.read.draft import Draft
from cpc_graph.read.tables import either, listed, table


@dataclass(frozen=True, slots=True)
class Operand:
    """A date rule with the place of its words, or a day that the text gives (`day`)."""

    start: int
    end: int
    rule: str | None = None
    day: Found | None = None


_SHIFTED = re.compile(r"(?:\b(?:jours?|mois|semaines?|ans?|delai)\b[^.;]{0,20}|\blendemain\s(?:du\sjour\s)?(?:de\s)?)$")


@lru_cache(maxsize=1)
def _rules() -> list[tuple[str, re.Pattern[str]]]:
    rules = table("dates")["rules"].items()
    return [(rule, re.compile(rf"(?<!\w){either(words)}\b")) for rule, words in rules]


@lru_cache(maxsize=1)
def leads() -> dict[str, re.Pattern[str]]:
    """Return the patterns of the words before a day or a duration."""
    return {
        "from": re.compile(rf"\b{listed('dates', 'from')}\s$"),
        "until": re.compile(rf"\b{listed('dates', 'until')}\s$"),
        "at": re.compile(r"\b(?:le|au|fixee?\s(?:au|le)|soit\s(?:le|au)|savoir\s(?:le|au)|des\sle)\s$"),
        "on": re.compile(r"\b(?:le|au|du|fixee?\s(?:au|le)|soit\s(?:le|au)|savoir\s(?:le|au)|des\sle)\s$"),
    }


def first_rule(draft: Draft, start: int, end: int, only: frozenset[str] | None = None) -> Operand | None:
    """Return the first date rule named in a passage; the one that names more wins at the same place."""
    best: Operand | None = None
    for rule, pattern in _rules():
        if only is not None and rule not in only:
            continue
        match = pattern.search(draft.text.plain, start, end)
        # "quinze jours à compter de sa publication", "le lendemain de sa notification": no rule of the list says that.
        if match and _SHIFTED.search(draft.plain(max(start, match.start() - 45), match.start())):
            continue
        if match and (best is None or match.start() < best.start):
            best = Operand(match.start(), match.end(), rule)
    return best


def day_with(draft: Draft, start: int, end: int, lead: str) -> Operand | None:
    """Return the first day of a passage that stands after such a lead ("à compter du")."""
    pattern = leads()[lead]
    for day in draft.days_in(start, end):
        before = draft.plain(max(start, day.start - 60), day.start)
        if match := pattern.search(before):
            return Operand(day.start - len(before) + match.start(), day.end, None, day)
    return None
