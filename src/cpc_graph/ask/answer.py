"""An answer: verdict, rows, reasons, proof; frozen, and plain JSON on demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.header import Question
from cpc_graph.ask.proof import Step
from cpc_graph.ask.shown import as_frame, as_html, as_text
from cpc_graph.ask.source import Row
from cpc_graph.names import PREFIXES
from cpc_graph.rdf.terms import Term

Value = str | int | bool | None
YES, NO, ROWS, NONE, NOT_TOLD, DEPENDS = "yes", "no", "rows", "none", "not-told", "depends"
READING, DAY = "reading", "day"
VERDICTS = (YES, NO, ROWS, NONE, NOT_TOLD, DEPENDS)
_XSD = PREFIXES["xsd"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    question: its name; parameters: what was asked, as IRIs and lexical forms; verdict: one of VERDICTS; because: what
    must be known of it (what was looked for, readings, sources), one line each; rows: values by column; proof: steps;
    types: what each column holds (date, integer, boolean, iri, text), of an answer without rows too; turns_on: what a
    verdict DEPENDS changes with, READING or DAY or both, empty for another verdict; lang: that in which it is said.
    """

    question: str
    parameters: Mapping[str, Value]
    as_of: dt.date | None
    verdict: str
    because: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Value], ...] = ()
    proof: tuple[Step, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    turns_on: tuple[str, ...] = ()
    lang: str = "fr"

    def __repr__(self) -> str:
        """Write the verdict, the rows and the reasons, as a session shows them."""
        return as_text(self)

    def _repr_html_(self) -> str:
        """Write the same for a notebook."""
        return as_html(self)

    def to_pandas(self) -> Any:
        """Return the rows as a pandas data frame, days as datetime64. Raises SurroundingsError without pandas."""
        return as_frame(self)

    def to_json(self) -> dict[str, object]:
        """Return `{question, parameters, as_of, verdict, because, rows, proof}`, ready for `json.dumps`."""
        return {
            "question": self.question,
            "parameters": dict(self.parameters),
            "as_of": self.as_of and self.as_of.isoformat(),
            "verdict": self.verdict,
            "because": "\n".join(self.because),
            "rows": [dict(row) for row in self.rows],
            "proof": [step.to_json() for step in self.proof],
        }


def plain(term: Term | None) -> Value:
    """Turn a term into a JSON value: IRIs, dates and texts as strings, integers and booleans as such."""
    if term is None or isinstance(term, NamedNode):
        return term and term.value
    datatype = term.datatype.value
    if datatype == _XSD + "integer":
        return int(term.value)
    if datatype == _XSD + "boolean":
        return term.value == "true"
    return term.value


def verdict_of(question: Question, table: Sequence[Row], dependent: frozenset[int]) -> str:
    """Judge the rows of a SELECT. `dependent`: the rows that some reading contradicts."""
    if not table:
        return NOT_TOLD if question.told else NONE
    if question.verdict is not None:
        return _yes_or_no([_word(row.get(question.verdict)) for row in table], table, dependent)
    return _established(question, table, dependent)


def _yes_or_no(words: list[str], table: Sequence[Row], dependent: frozenset[int]) -> str:
    """Join the answers of the rows. Rows that name a reading and differ make the answer depend on the reading."""
    kinds = set(words)
    if len(kinds) > 1 and any(row.get("reading") is not None for row in table):
        return DEPENDS
    if YES in kinds:
        rests = [at for at, word in enumerate(words) if word == YES]
        return DEPENDS if all(at in dependent for at in rests) else YES
    return NOT_TOLD if kinds != {NO} else NO


def _established(question: Question, table: Sequence[Row], dependent: frozenset[int]) -> str:
    if question.established is None:
        return ROWS
    words = [_word(row.get(question.established)) for row in table]
    sure = [at for at, word in enumerate(words) if word == YES]
    if not sure:
        return NONE if set(words) == {NO} else NOT_TOLD  # "no": known not to hold, such as what is suspended
    return DEPENDS if all(at in dependent for at in sure) else ROWS


def _word(term: Term | None) -> str:
    if isinstance(term, Literal) and term.datatype.value == _XSD + "boolean":
        return YES if term.value == "true" else NO
    return "unknown" if term is None else term.value
