"""Ask a question of the library: bind, evaluate, judge, prove."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pyoxigraph import Literal, QueryBoolean, QuerySolutions

from cpc_graph.ask.answer import DEPENDS, NO, NOT_TOLD, READING, YES, Answer, plain, verdict_of
from cpc_graph.ask.bind import bind, holes
from cpc_graph.ask.columns import column_types
from cpc_graph.ask.header import Question
from cpc_graph.ask.parameters import AS_OF, readings, terms
from cpc_graph.ask.phrases import phrase
from cpc_graph.ask.proof import Proof, prove
from cpc_graph.ask.source import Row, Source, solutions
from cpc_graph.ask.spans import Span, read_span
from cpc_graph.ask.unheld import unheld
from cpc_graph.rdf.terms import Term, date

LANG = "lang"  # a query that shows names has VALUES ?lang { UNDEF }


def ask(
    source: Source,
    question: Question,
    parameters: Mapping[str, str],
    *,
    as_of: dt.date | None = None,
    lang: str = "fr",
    assume: Sequence[str] = (),
) -> Answer:
    """Answer a question. `parameters` are as people write them; `as_of` sets the parameter `asOf`.

    `assume`: assumptions under which to answer ("S1 start=2018-05-05"); nothing of them is stored. Raises UsageError
    for a parameter that is unknown, missing, or names nothing.
    """
    if assume:
        from cpc_graph.ask.assume import suppose  # late: it copies a store, which most answers need not

        supposed, told = suppose(source, assume, lang)
        answer = ask(supposed, question, parameters, as_of=as_of, lang=lang)
        return replace(answer, because=(*told, *answer.because))
    if as_of is None and (span := _span(question, parameters)) is not None:
        return _over(source, question, parameters, span, lang)
    values = terms(source, question, parameters, as_of)
    query = bound_query(question, values, lang)
    names, table, verdict = _evaluate(source, query)
    proof = prove(source, question, table, values, lang)
    missing = unheld(source, question, values, lang)
    if verdict is None:
        verdict = NOT_TOLD if missing and not table else verdict_of(question, table, proof.dependent)
    day = values.get(AS_OF)
    return Answer(
        question=question.name,
        parameters={name: plain(value) for name, value in values.items()},
        as_of=dt.date.fromisoformat(day.value) if day is not None else None,
        verdict=verdict,
        because=(
            *readings(question, parameters, values, lang),
            *missing,
            *_because(question, table, verdict, proof, lang),
        ),
        rows=tuple({name: plain(value) for name, value in row.items()} for row in table),
        proof=proof.steps,
        types=column_types(source, question, names, table),
        turns_on=(READING,) if verdict == DEPENDS else (),
        lang=lang,
    )


def _span(question: Question, parameters: Mapping[str, str]) -> Span | None:
    """Return the period given where a question takes the day whose law is asked about."""
    return read_span(parameters[AS_OF]) if AS_OF in parameters and question.parameter(AS_OF) is not None else None


def _over(source: Source, question: Question, parameters: Mapping[str, str], span: Span, lang: str) -> Answer:
    from cpc_graph.ask.period import over  # late: most questions are about a day
    from cpc_graph.ask.turns import turning_days

    values = terms(source, question, {**parameters, AS_OF: span.first.isoformat()}, None)

    def table(day: dt.date) -> list[Row]:
        return _evaluate(source, bound_query(question, {**values, AS_OF: date(day)}, lang))[1]

    def answer(day: dt.date) -> Answer:
        return ask(source, question, {**parameters, AS_OF: day.isoformat()}, lang=lang)

    days = turning_days(source, question.sparql, AS_OF, span, (value for key, value in values.items() if key != AS_OF))
    return over(span, days, table, answer, lang)


def bound_query(question: Question, values: Mapping[str, Term], lang: str) -> str:
    """Return the SPARQL of a question with its values in place."""
    language = {LANG: Literal(lang)} if LANG in holes(question.sparql) else {}
    return bind(question.sparql, {**values, **language})


def _evaluate(source: Source, query: str) -> tuple[list[str], list[Row], str | None]:
    """Evaluate: the columns, the rows, and the verdict of an ASK, which has neither columns nor rows."""
    result = source.query(query)
    if isinstance(result, QueryBoolean):
        return [], [], YES if bool(result) else NO
    names = [variable.value for variable in result.variables] if isinstance(result, QuerySolutions) else []
    return names, list(solutions(result)), None


def _because(question: Question, table: Sequence[Row], verdict: str, proof: Proof, lang: str) -> tuple[str, ...]:
    lines: list[str] = []
    if verdict == NOT_TOLD and question.told:
        lines.append(question.told[lang])
    if question.established:
        count = sum(1 for row in table if _open(row.get(question.established)))
        if count:
            lines.append(phrase("one not established" if count == 1 else "not established", lang, count=count))
    if question.note and question.note.get("when", verdict) == verdict != NOT_TOLD:
        lines.append(question.note[lang])
    return (*lines, *proof.because)


def _open(term: Term | None) -> bool:
    return term is None or term.value == "unknown"
