"""Tell an empty cell that is not established from one that does not apply: the proof of the answer knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cpc_graph.cli.table import Value
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri

if TYPE_CHECKING:
    from cpc_graph.ask import Answer, Question

UNKNOWN = "unknown"
_LAST_DAYS = {"termLastDay": "termEnd", "lastDay": "termEnd"}  # a last day is open when its end is
_BEFORE = ("end", "termEnd")

Row = Mapping[str, Value]


def with_unknowns(answer: Answer, question: Question) -> tuple[Row, ...]:
    """Return the rows with `unknown` in each empty cell whose statement the graph says is not established.

    A cell is such when the question rests on its statement (`proof`) and the proof holds, in the place of a value, an
    unknown, values under a reading or values in conflict. Any other empty cell does not apply and stays empty.
    """
    said: dict[tuple[str, str], set[str | None]] = {}
    for step in answer.proof:
        said.setdefault((step.subject, step.predicate), set()).add(step.object)
    return tuple(_filled(row, answer, question, said) for row in answer.rows)


def _filled(row: Row, answer: Answer, question: Question, said: Mapping[tuple[str, str], set[str | None]]) -> Row:
    filled = dict(row)
    for pattern in question.proof:
        name = pattern.object.removeprefix("?")
        if (
            not pattern.object.startswith("?")
            or name not in row
            or row[name] is not None
            or _names_nothing(name, answer)
        ):
            continue
        subject, predicate = (_term(place, row, answer) for place in (pattern.subject, pattern.predicate))
        values = said.get((subject or "", predicate or ""), set())
        shown = {str(other[name]) for other in answer.rows if other.get(name) is not None}
        if values and (None in values or not values & shown):
            filled[name] = UNKNOWN
    for last, end in _LAST_DAYS.items():
        ends = {filled.get(name) for name in (end, *_BEFORE)}
        if last in row and row[last] is None and UNKNOWN in ends:
            filled[last] = UNKNOWN
    return filled


def _names_nothing(name: str, answer: Answer) -> bool:
    """Tell whether a column holds our IRIs and no names: it is not for people, whatever is unknown."""
    values = [row[name] for row in answer.rows if row.get(name) is not None]
    return name + "Name" not in answer.rows[0] and any(str(value).startswith(BASE) for value in values)


def _term(written: str, row: Row, answer: Answer) -> str | None:
    if not written.startswith("?"):
        return iri(written).value
    value = row.get(written[1:])
    value = answer.parameters.get(written[1:]) if value is None else value
    return None if value is None else str(value)
