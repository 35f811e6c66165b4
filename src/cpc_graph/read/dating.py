"""The days of the act other than its signature: publication, notification, entry into force."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cpc_graph.read.clauses import Operand, day_with, first_rule
from cpc_graph.read.days import stated
from cpc_graph.read.draft import Draft, Sentence
from cpc_graph.read.tables import listed
from cpc_graph.text.dates import apply_rule
from cpc_graph.text.values import UNKNOWN, Day, Quotes

_OWN_ACT = re.compile(
    r"\b(?:(?:la|cette)\s(?:presente\s)?decision|presente\sdecision|present\sacte|presentes\sdispositions)\b"
)
_PRONOUN = re.compile(r"^\W{0,3}(?:elle|celle-ci|et)\b")
_LEGAL = frozenset({"day-after-publication", "on-publication", "on-notification", "on-signature"})


@dataclass(frozen=True, slots=True)
class Days:
    """The days that rules count from; `clause` is where the entry into force stands in the text."""

    signed: Day
    published: Day
    notified: Day
    entry: Day = UNKNOWN

    def operands(self) -> Mapping[str, Day]:
        """Return the day from which each rule counts."""
        return {
            "day-after-publication": self.published,
            "on-publication": self.published,
            "on-signature": self.signed,
            "on-notification": self.notified,
            "on-entry-into-force": self.entry,
        }


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "entry": re.compile(rf"\b{listed('dates', 'entry')}\b"),
        "effect": re.compile(rf"\b{listed('dates', 'effect')}\b"),
        "notified": re.compile(
            r"\b(?:notifiee?s?\b[^.\n;]{0,80}?\sle|notification\b[^.\n;]{0,60}?(?:\s?:(?:\sle)?|\s(?:faite|effectuee|intervenue|recue|remise|du|le)(?:\sle)?))\s$"
        ),
    }


def read_published(draft: Draft) -> Day:
    """Read the day of publication from the page's stamp; two different ones are none."""
    days = draft.furniture.published
    if len({day.value for day in days}) > 1:
        quotes = tuple(quote for day in days for quote in day.quotes)
        draft.warn("two-candidates", "plusieurs dates de publication : aucune n'est retenue", quotes)
        return UNKNOWN
    return days[0] if days else UNKNOWN


def read_notified(draft: Draft) -> Day:
    """Read the day of notification noted on the act ("Décision notifiée au laboratoire le 8 octobre 2018")."""
    for block in draft.layout.of("loose", "signature", "article"):
        for day in draft.days_in(block.start, block.end):
            before = draft.plain(max(block.start, day.start - 120), day.start)
            if (match := _patterns()["notified"].search(before)) and day.value:
                return stated(draft.text, day, day.start - len(before) + match.start())
    return UNKNOWN


def compute(rule: str, operand: Day, quotes: Quotes, length: str | None = None) -> Day:
    """Apply a date rule; unknown, with the rule, when its operand is."""
    every = tuple(dict.fromkeys((*quotes, *operand.quotes)))
    value = apply_rule(rule, operand.value, length)
    return Day(value, "computed", rule, every) if value else Day(None, "unknown", rule, every)


def read_entry(draft: Draft, days: Days) -> Day:
    """Read the clause on the entry into force of the act or of its measure."""
    found: list[Day] = []
    previous: Sentence | None = None
    for sentence in draft.operative:
        if operand := _clause(draft, sentence, previous):
            found.append(_day(draft, sentence, operand, days))
        previous = sentence
    found = [day for day in found if day.value or day.rule]
    if len({(day.value, day.rule) for day in found}) > 1:
        quotes = tuple(quote for day in found for quote in day.quotes)
        draft.warn("two-candidates", "plusieurs clauses d'entrée en vigueur : aucune n'est retenue", quotes)
        return UNKNOWN
    return found[0] if found else UNKNOWN


def _day(draft: Draft, sentence: Sentence, operand: Operand, days: Days) -> Day:
    quotes = draft.text.quotes(sentence.start, max(operand.end, sentence.start + 1))
    if operand.day:
        if operand.day.fault:
            code = "impossible-date" if operand.day.fault == "impossible" else "ambiguous-date"
            draft.warn(code, "date d'entrée en vigueur", draft.text.quotes(operand.start, operand.end))
        return stated(draft.text, operand.day, operand.start)
    return compute(str(operand.rule), days.operands()[str(operand.rule)], quotes)


def _clause(draft: Draft, sentence: Sentence, previous: Sentence | None) -> Operand | None:
    even = draft.plain(sentence.start, sentence.end)
    verb = _patterns()["entry"].search(even)
    if verb is None:
        verb = _patterns()["effect"].search(even)
        if verb is None or not _of_act(draft, even[: verb.start()], previous, sentence):
            return None
    start = sentence.start + verb.end()
    rule = first_rule(draft, start, sentence.end, _LEGAL)
    # "dix-huit mois à compter de sa publication" is the term: only what stands at the verb counts.
    day = day_with(draft, start, sentence.end, "from") or day_with(draft, start, sentence.end, "on")
    choices = [one for one in (rule, day) if one and one.start - start <= 60]
    return min(choices, key=lambda one: one.start, default=None)


def _of_act(draft: Draft, before: str, previous: Sentence | None, sentence: Sentence) -> bool:
    """See that the effect is that of the decision: "Le CPC prend effet" speaks of the measure."""
    if _OWN_ACT.search(before):
        return True
    if not _PRONOUN.match(before) or previous is None or previous.block is not sentence.block:
        return False
    return _OWN_ACT.search(draft.plain(previous.start, previous.end)) is not None
