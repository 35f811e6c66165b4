"""The question library on the shipped corpus: every example comes out, in both languages, with and without evidence."""

import datetime as dt
import functools
import json
import re
from pathlib import Path

import pytest

from cpc_graph.ask import ask, load_questions
from cpc_graph.build.corpus import corpus_quads
from cpc_graph.build.derive import derive
from cpc_graph.errors import UsageError
from cpc_graph.resources import data_dir
from cpc_graph.store.reader import Store

QUESTIONS = load_questions()
EXAMPLES = [(question, example) for question in QUESTIONS.values() for example in question.examples]
PLACES = {id(example): index for index, (_, example) in enumerate(EXAMPLES)}
IDS = [f"{question.name}-{example.row or example.ask}" for question, example in EXAMPLES]
HOSTILE = Path(__file__).parents[2] / "shared" / "hostile" / "queries" / "parameters.json"

each_example = pytest.mark.parametrize(("question", "example"), EXAMPLES, ids=IDS)


@pytest.fixture(scope="module")
def corpus():
    store = Store(quads=corpus_quads(data_dir()))
    derive(store.raw)
    return store


@pytest.fixture(scope="module")
def answer_of(corpus):
    @functools.cache
    def answer(index, lang="fr"):
        question, example = EXAMPLES[index]
        return ask(corpus, question, example.given, lang=lang)

    return lambda example, lang="fr": answer(PLACES[id(example)], lang)


@pytest.fixture(scope="module")
def facts(corpus):
    return Store(quads=[quad for quad in corpus.raw if not str(quad.graph_name.value).endswith("/evidence")])


def plain(value):
    return value.isoformat() if isinstance(value, dt.date) else value


def fits(expected, row):
    """A row fits when each named column has the value, or contains the text of `{has: …}`."""
    for column, value in expected.items():
        if isinstance(value, dict):
            if value["has"] not in (row[column] or ""):
                return False
        elif row[column] != plain(value):
            return False
    return True


@each_example
def test_the_example_comes_out(answer_of, question, example):
    answer = answer_of(example)
    rows = json.dumps([dict(row) for row in answer.rows], ensure_ascii=False, indent=1)[:4000]
    assert answer.verdict == example.verdict, rows
    for expected in example.answer:
        assert any(fits(expected, row) for row in answer.rows), f"{expected} is not in {rows}"
    if example.only:
        assert all(any(fits(expected, row) for expected in example.answer) for row in answer.rows), rows
    because = "\n".join(answer.because)
    assert all(text in because for text in example.because), because
    quotes = [" ".join(step.quote.exact.split()) for step in answer.proof if step.quote]
    assert all(any(text in quote for quote in quotes) for text in example.quotes), quotes


@each_example
def test_a_name_never_stands_without_its_thing(answer_of, question, example):
    """An OPTIONAL on a variable that is not bound would match every label of the graph."""
    for row in answer_of(example).rows:
        for column, value in row.items():
            if column.endswith("Name") and value is not None:
                assert row.get(column.removesuffix("Name"), value) is not None, row


@each_example
def test_english_has_the_same_rows(answer_of, question, example):
    french, english = (answer_of(example, lang) for lang in ("fr", "en"))
    assert len(english.rows) == len(french.rows)
    assert english.verdict == french.verdict
    assert (not english.because) == (not french.because)


@each_example
def test_rows_are_the_same_without_evidence(answer_of, facts, question, example):
    if question.about == "evidence":
        pytest.skip("the question is about evidence")
    assert ask(facts, question, example.given).rows == answer_of(example).rows


@each_example
def test_the_order_of_rows_is_total(answer_of, question, example):
    """Rows that tie could come in any order, from one engine or one day to the next."""
    keys = re.findall(r"\?(\w+)", question.sparql.rpartition("ORDER BY")[2])
    rows = [tuple(row.get(key) for key in keys) for row in answer_of(example).rows]
    assert len(set(rows)) == len(rows), keys


@each_example
def test_what_is_not_told_says_what_was_looked_for(answer_of, question, example):
    answer = answer_of(example)
    if answer.verdict in ("not-told", "depends"):
        assert "".join(answer.because).strip()


@each_example
def test_rows_rest_on_a_proof(answer_of, question, example):
    answer = answer_of(example)
    if question.about == "facts" and answer.verdict in ("rows", "yes"):
        assert answer.proof, "rows without a single assertion behind them"
    for step in answer.proof:
        assert step.status == "unknown" or step.object is not None
        assert step.status != "stated" or step.quote is not None


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_with_nothing_given(corpus, question):
    """Without its required parameters a question is refused; without any, it answers for everything it knows."""
    if any(parameter.required for parameter in question.parameters):
        with pytest.raises(UsageError):
            ask(corpus, question, {})
    else:
        assert ask(corpus, question, {}).verdict in ("rows", "yes", "no", "not-told", "depends", "none")


@pytest.mark.skipif(not HOSTILE.is_file(), reason="../shared/hostile/queries/parameters.json is not here")
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_hostile_values_are_data(corpus, question):
    values = json.loads(HOSTILE.read_text(encoding="utf-8"))
    for parameter in question.parameters:
        # Every type refuses the same way (tested on its own); texts alone go into the query as they are.
        for text in values if parameter.type in ("text", "integer") else values[1:2]:
            given = {**question.examples[0].given, parameter.name: text}
            try:
                answer = ask(corpus, question, given)
            except UsageError as refusal:
                assert parameter.name in refusal.fr
            else:
                assert answer.verdict in ("none", "not-told", "no", "rows")
