"""The sentences behind each row of an answer: those of the statements that the question says a row rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cpc_graph.cli.answer import quoted
from cpc_graph.cli.labels import Labels
from cpc_graph.cli.messages import Said
from cpc_graph.cli.table import Value, readable
from cpc_graph.rdf.terms import iri

if TYPE_CHECKING:
    from rich.console import Console

    from cpc_graph.ask import Answer, Question
    from cpc_graph.ask.proof import Step
    from cpc_graph.store.reader import Queryable

Row = Mapping[str, Value]
_LONGEST, _MOST, _SHORT = 400, 3, 60


def draw_quotes(answer: Answer, question: Question, reader: Queryable, out: Console) -> None:
    """Draw, for each row, sentences of documents that say it; a row that no sentence says has none."""
    from rich.table import Table as Drawn
    from rich.text import Text

    chosen = list(_chosen(answer, question))
    if not chosen:
        return
    labels = Labels(reader)
    labels.learn(step.quote.document for _, steps in chosen for step in steps if step.quote)
    out.print(Text(Said("Citations", "Quotes").here(), style="bold"))
    grid = Drawn.grid(padding=(0, 2))
    grid.add_column(max_width=28)
    grid.add_column()
    drawn = {_bare(value) for row in answer.rows for value in row.values() if isinstance(value, str)}
    for name, steps in chosen:
        for at, step in enumerate(steps):
            again = step.quote is not None and _bare(step.quote.exact) in drawn
            words = quoted(step, labels, longest=_SHORT if again else _LONGEST)
            grid.add_row(Text("" if at else name, style="cyan"), Text(words))
    out.print(grid)


def _bare(text: str) -> str:
    """Drop white space: a sentence that stands in the table is not written out twice."""
    return "".join(text.split())


def _chosen(answer: Answer, question: Question) -> Iterator[tuple[str, list[Step]]]:
    """Yield the name of each row with its quotes, those of all rows first; no quote is repeated."""
    column = _telling_column(answer.rows)
    of_rows = [(readable(row.get(column)), _best(_steps_of(row, answer, question))) for row in answer.rows]
    everywhere = [step for step in of_rows[0][1] if all(step in steps for _, steps in of_rows)] if of_rows[1:] else []
    seen = set[tuple[str, int, int]]()
    for name, steps in [(Said("toutes les lignes", "all rows").here(), everywhere), *of_rows]:
        fresh = [step for step in steps if _place(step) not in seen]
        seen.update(map(_place, fresh))
        if fresh:
            yield name, fresh


def _steps_of(row: Row, answer: Answer, question: Question) -> list[list[Step]]:
    """Return the steps that quote a sentence, for each statement that the row rests on, in the order of the header."""
    given: Row = {**answer.parameters, **row}
    found = []
    for pattern in question.proof:
        subject, predicate, value = (
            _value(part, given) for part in (pattern.subject, pattern.predicate, pattern.object)
        )
        said = [step for step in answer.proof if (step.subject, step.predicate) == (subject, predicate)]
        found.append([step for step in said if step.object == value and _quotable(step)])
    return found


def _quotable(step: Step) -> bool:
    return step.quote is not None and len(step.quote.exact) <= _LONGEST


def _value(written: str, row: Row) -> str | None:
    if not written.startswith("?"):
        return iri(written).value
    value = row.get(written[1:])
    return str(value).lower() if isinstance(value, bool) else None if value is None else str(value)


def _best(statements: list[list[Step]]) -> list[Step]:
    """Choose one sentence of each statement, none inside another; what a text says before what is drawn from it."""
    chosen: list[Step] = []
    for steps in statements:
        fresh = [step for step in steps if not any(_inside(step, other) or _inside(other, step) for other in chosen)]
        if fresh and len(chosen) < _MOST and len(fresh) == len(steps):
            chosen.append(max(fresh, key=_weight))
    return chosen


def _weight(step: Step) -> tuple[bool, int]:
    return step.status == "stated", len(step.quote.exact) if step.quote else 0


def _inside(step: Step, other: Step) -> bool:
    document, start, end = _place(step)
    where, first, last = _place(other)
    return document == where and first <= start and end <= last


def _place(step: Step) -> tuple[str, int, int]:
    return (step.quote.document, step.quote.start, step.quote.end) if step.quote else ("", 0, 0)


def _telling_column(rows: tuple[Row, ...]) -> str:
    """Return the column of texts that tells the rows apart best."""
    names = [name for name in (rows[0] if rows else ()) if not any("://" in str(row[name]) for row in rows)]
    return max(names, key=lambda name: len({row[name] for row in rows}), default="")
