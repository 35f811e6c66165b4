"""A question about a day, asked for a month or a year: answered for its days, and said for which days which holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from cpc_graph.ask.answer import DAY, DEPENDS, NO, NONE, NOT_TOLD, Answer
from cpc_graph.ask.phrases import phrase
from cpc_graph.ask.source import Row
from cpc_graph.ask.spans import Span

_NEGATIVE = {NO, NONE, NOT_TOLD}


@dataclass(frozen=True, slots=True)
class _Run:
    """Days that follow each other and have the same rows; the answer is that of the first."""

    first: dt.date
    last: dt.date
    answer: Answer


def over(
    span: Span,
    days: Iterable[dt.date],
    table: Callable[[dt.date], list[Row]],
    answer: Callable[[dt.date], Answer],
    lang: str,
) -> Answer:
    """Answer for a period: one verdict when all its days agree, `depends` when some do only.

    days: its first day and, in order, each on which the rows may change; table: the rows of a day; answer: the whole
    answer of a day, asked only where the rows do change.
    """
    runs: list[_Run] = []
    before: list[Row] | None = None
    for day in days:
        rows = table(day)
        if not runs or rows != before:
            runs[-1:] = [replace(run, last=day - dt.timedelta(days=1)) for run in runs[-1:]]
            runs.append(_Run(day, span.last, answer(day)))
        before = rows
    return _joined(span, runs, lang)


def _joined(span: Span, runs: list[_Run], lang: str) -> Answer:
    first = runs[0].answer
    verdicts = {run.answer.verdict for run in runs}
    verdict = first.verdict if len(verdicts) == 1 else NOT_TOLD if verdicts <= _NEGATIVE else DEPENDS
    whole = phrase("wholePeriod", lang, first=span.first, last=span.last, verdict=_word(first.verdict, lang))
    parts = [
        phrase("partOfPeriod", lang, first=run.first, last=run.last, verdict=_word(run.answer.verdict, lang))
        for run in runs
    ]
    said = (whole,) if len(verdicts) == 1 else tuple(parts)
    rows = tuple(
        {**row, "fromDay": run.first.isoformat(), "toDay": run.last.isoformat()}
        for run in runs
        for row in run.answer.rows
    )
    told = sorted(runs, key=lambda run: bool(run.answer.rows))  # what has rows tells last: its values are sure
    types = {name: kind for run in told for name, kind in run.answer.types.items()}
    return replace(
        first,
        parameters={**first.parameters, "asOf": str(span)},
        as_of=None,
        verdict=verdict,
        turns_on=_turning(verdict, runs),
        because=tuple(dict.fromkeys([*said, *(line for run in runs for line in run.answer.because)])),
        rows=rows,
        proof=tuple(dict.fromkeys(step for run in runs for step in run.answer.proof)),
        types={**types, "fromDay": "date", "toDay": "date"} if types else {},
    )


def _turning(verdict: str, runs: list[_Run]) -> tuple[str, ...]:
    """Return what a verdict turns on: the day when the days disagree, and what that of some day turns on itself."""
    if verdict != DEPENDS:
        return ()
    days = (DAY,) if any(run.answer.verdict != verdict for run in runs) else ()
    return tuple(dict.fromkeys([*days, *(one for run in runs for one in run.answer.turns_on)]))


def _word(verdict: str, lang: str) -> str:
    return phrase(f"verdict {verdict}", lang)
