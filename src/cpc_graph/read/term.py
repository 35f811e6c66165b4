"""The period that the act sets: its duration, where it starts and the first day after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cpc_graph.read.amounts import AMOUNT, parse_amount
from cpc_graph.read.clauses import Operand, day_with, first_rule
from cpc_graph.read.dating import Days, compute
from cpc_graph.read.days import stated
from cpc_graph.read.draft import Draft, Sentence
from cpc_graph.read.ending import abrogated, last_day, on_measure, subject
from cpc_graph.read.measure import Measure
from cpc_graph.read.tables import listed
from cpc_graph.read.title_action import Clause
from cpc_graph.text.facts import Validity
from cpc_graph.text.values import UNKNOWN, Day, Words

# "une période triennale": the adjective says how long, where it stands with the word for a period.
_ADJECTIVES = {"annuelle": "P1Y", "biennale": "P2Y", "triennale": "P3Y", "quadriennale": "P4Y", "quinquennale": "P5Y"}
_IT = re.compile(r"\W{0,3}(?:il|elle|celui-ci|celle-ci|sa\s(?:duree|validite|periode))\b")
_TERM = re.compile(r"\b(?:valable|echeance|terme|expire|prend\sfin|validite|acheve|termine)\b")
_NEAR = 80  # characters from a verb to what completes it
_PERIOD = re.compile(r"\bdu\s$")
_EVERY = frozenset(
    {"day-after-publication", "on-publication", "on-notification", "on-signature", "on-entry-into-force"}
)


@dataclass(frozen=True, slots=True)
class _Length:
    """A duration in its sentence; the words that prove it are quoted from `shown`."""

    value: str
    start: int
    end: int
    sentence: Sentence
    shown: int


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "term": re.compile(rf"\b{listed('dates', 'term')}\s?(?P<amount>{AMOUNT}(?:\set\s{AMOUNT})?)\b"),
        "adjective": re.compile(rf"\b(?:duree|periode)\s(?:maximale\s)?(?P<amount>{'|'.join(_ADJECTIVES)})\b"),
        "effect": re.compile(rf"\b{listed('dates', 'effect')}\b"),
    }


def read_validity(draft: Draft, measure: Measure, days: Days) -> Validity:
    """Read the period of the measure (or of its suspension); only its end for an act that ends it."""
    action = measure.action.text
    if action in ("refuse", "other"):
        return Validity(None, UNKNOWN, UNKNOWN)
    clauses = [clause for clause in measure.clauses if clause.action == action]
    if action == "abrogate":
        return Validity(None, UNKNOWN, abrogated(draft, clauses, days))
    length = _length(draft, clauses)
    start = _start(draft, length, clauses, days, action)
    duration = Words(length.value, draft.text.quotes(length.shown, length.end)) if length else None
    return Validity(duration, start, _end(draft, length, clauses, start))


def _length(draft: Draft, clauses: list[Clause]) -> _Length | None:
    found: list[_Length] = []
    for sentence in on_measure(draft):
        even = draft.plain(sentence.start, sentence.end)
        matches = [*_patterns()["term"].finditer(even), *_patterns()["adjective"].finditer(even)]
        for match in matches:
            value = _ADJECTIVES.get(match["amount"]) or parse_amount(match["amount"])
            if value and not _other_length(even, match.start()):
                start = sentence.start + match.start()
                shown = _from_verb(clauses, start)
                found.append(_Length(value, start, sentence.start + match.end(), sentence, shown))
    if len({one.value for one in found}) > 1:
        quotes = tuple(quote for one in found for quote in draft.text.quotes(one.start, one.end))
        draft.warn("two-candidates", "plusieurs durées : aucune n'est retenue", quotes)
        return None
    return found[0] if found else None


def _from_verb(clauses: list[Clause], at: int) -> int:
    """Return where the verb stands that the words at `at` complete: "est renouvelé pour une durée de trois ans"."""
    verbs = [one.verb for one in clauses if one.sentence and one.verb and one.verb <= at < one.sentence.end]
    return max((verb for verb in verbs if at - verb <= _NEAR), default=at)


_OTHER_LENGTH = re.compile(
    r"\b(?:traitement|patients?|maladie|comite|mandat|surveillance|suivis?|posologie|cure|"
    r"conserv\w+|recours|delai)[^,.;:«»]{0,30}$"
)


def _other_length(even: str, at: int) -> bool:
    """See a duration that is not the measure's: of a treatment, a committee, an illness."""
    return _OTHER_LENGTH.search(even[max(0, at - 60) : at]) is not None


def _start(draft: Draft, length: _Length | None, clauses: list[Clause], days: Days, action: str) -> Day:
    operand = _after(draft, length) or _effect(draft) or _renewed_from(draft, clauses, action)
    if operand and operand.day:
        if operand.day.fault:
            code = "impossible-date" if operand.day.fault == "impossible" else "ambiguous-date"
            draft.warn(code, "début de la mesure", draft.text.quotes(operand.start, operand.end))
        return stated(draft.text, operand.day, _from_clause(length, operand, clauses))
    if operand:
        quotes = draft.text.quotes(_from_clause(length, operand, clauses), operand.end)
        return compute(str(operand.rule), days.operands()[str(operand.rule)], quotes)
    if action in ("establish", "suspend") and days.entry.value:
        quotes = draft.text.quotes(length.start, length.end) if length else ()
        return compute("on-entry-into-force", days.entry, quotes)
    return UNKNOWN


def _from_clause(length: _Length | None, operand: Operand, clauses: list[Clause]) -> int:
    if length and length.start <= operand.start <= length.end + 40:
        return length.shown
    return _from_verb(clauses, operand.start)


def _after(draft: Draft, length: _Length | None) -> Operand | None:
    """Read what follows the duration ("à compter de …"), or stands just before it ("à compter du D, pour …")."""
    if length is None:
        return None
    start, end = length.end, min(length.end + 90, length.sentence.end)
    day = day_with(draft, start, end, "from")
    rule = first_rule(draft, start, end, _EVERY)
    near = [one for one in (day, rule) if one and draft.plain(start, one.start).strip(" ,\n") in ("", "courant", "et")]
    if near:
        return near[0]
    before = day_with(draft, max(length.sentence.start, length.start - 60), length.start, "from")
    if before and draft.plain(before.end, length.start).strip(" ,\n") in ("", "et"):
        return before
    return None


def _effect(draft: Draft) -> Operand | None:
    """Read "Le CPC prend effet le D": an effect of the measure, not of the decision."""
    previous = ""
    for sentence in draft.operative:
        even = draft.plain(sentence.start, sentence.end)
        verb = _patterns()["effect"].search(even)
        before, previous = (previous if _IT.match(even) else even[: verb.start() if verb else 0]), even
        if verb is None or "decision" in before or not subject().search(before):
            continue
        start = sentence.start + verb.end()
        day = day_with(draft, start, sentence.end, "from") or day_with(draft, start, sentence.end, "on")
        rule = first_rule(draft, start, sentence.end, _EVERY)
        choices = [one for one in (day, rule) if one]
        if choices:
            return min(choices, key=lambda one: one.start)
    return None


def _renewed_from(draft: Draft, clauses: list[Clause], action: str) -> Operand | None:
    """Read "est renouvelé à compter du D", also "pour la période du D au D"."""
    for clause in clauses:
        if clause.sentence is None or action == "modify":
            continue
        if found := day_with(draft, clause.span[0], clause.sentence.end, "from"):
            return found
    period = _period(draft)
    return period[0] if period and action != "modify" else None


def _period(draft: Draft) -> tuple[Operand, Operand] | None:
    """Read "valable du 1er juin 2024 au 31 mai 2027" in a sentence on the measure: its first and its last day."""
    for sentence in draft.operative:
        if not subject().search(draft.plain(sentence.start, sentence.end)):
            continue
        days = draft.days_in(sentence.start, sentence.end)
        for first, last in pairwise(days):
            if (
                _PERIOD.search(draft.plain(first.start - 6, first.start))
                and draft.plain(first.end, last.start) == " au "
            ):
                return Operand(first.start, first.end, None, first), Operand(last.start, last.end, None, last)
    return None


def _end(draft: Draft, length: _Length | None, clauses: list[Clause], start: Day) -> Day:
    for clause in clauses:
        if clause.sentence is None:
            continue
        until = day_with(draft, clause.sentence.start, clause.sentence.end, "until")
        if until and until.day and until.day.value:
            return last_day(draft, until)
    for sentence in on_measure(draft):
        until = day_with(draft, sentence.start, sentence.end, "until")
        if until and until.day and until.day.value and _TERM.search(draft.plain(sentence.start, until.end)):
            return last_day(draft, until)
    if (period := _period(draft)) and period[1].day and period[1].day.value:
        return last_day(draft, period[1])
    return (
        UNKNOWN
        if length is None
        else compute("start-plus-duration", start, draft.text.quotes(length.start, length.end), length.value)
    )
