"""A month or a year for `asOf`: the days on which the rows change are found without asking on every day."""

import dataclasses
import datetime as dt
import itertools

import pytest

from cpc_graph.ask import ask, find, load_questions, turns
from cpc_graph.ask.engine import AS_OF, bound_query
from cpc_graph.ask.parameters import terms
from cpc_graph.ask.source import rows
from cpc_graph.ask.spans import read_span
from cpc_graph.ask.turns import has_open_property, is_only_compared, turning_days
from cpc_graph.rdf.terms import date

pytest_plugins = ["corpus_store"]
CASES = [
    ("is-allowed", {"measure": "thalidomide"}, "2021"),
    ("is-allowed", {"measure": "thalidomide"}, "2022"),
    ("is-allowed", {"measure": "bevacizumab"}, "2018"),
    ("is-allowed", {"measure": "tacrolimus"}, "2027"),
    ("allowed-on", {}, "2021"),
    ("allowed-on", {"measure": "thalidomide"}, "2025"),
    ("next-expiries", {}, "2021"),
    ("next-expiries", {}, "2018"),
    ("provision-versions", {"provision": "R. 5121-76-1"}, "2022"),
    ("provision-versions", {"provision": "L. 5121-12-1"}, "2021"),
    ("indications-by-age", {"age": "P8Y"}, "2022"),
    ("changed-since", {"decision": "S1"}, "2021"),
]


def bound(corpus, question, given, span):
    """Return the values of the other parameters."""
    return terms(corpus, question, {**given, AS_OF: span.first.isoformat()}, None)


@pytest.mark.parametrize(("name", "given", "year"), CASES)
def test_rows_change_on_no_other_day(corpus, name, given, year):
    question, span = find(name).question, read_span(year)
    values = bound(corpus, question, given, span)
    by_day = [
        (day, list(rows(corpus, bound_query(question, {**values, AS_OF: date(day)}, "fr")))) for day in span.days()
    ]
    changes = [day for (_, before), (day, after) in itertools.pairwise(by_day) if before != after]
    found = turning_days(corpus, question.sparql, AS_OF, span, [])
    assert found[0] == span.first and list(found) == sorted(found)
    assert set(changes) <= set(found)
    assert len(found) < 60  # and not simply every day


def test_most_questions_that_take_a_day_are_tried():
    dated = {name for name, question in load_questions().items() if question.parameter(AS_OF) is not None}
    tried = {name for name, _, _ in CASES}
    assert tried <= dated and 2 * len(tried) > len(dated)


WHOLE = [
    ("is-allowed", {"measure": "thalidomide"}, "2022"),
    ("allowed-on", {"measure": "thalidomide"}, "2021"),
    ("next-expiries", {}, "2021"),
    ("provision-versions", {"provision": "R. 5121-76-1"}, "2022"),
]


@pytest.mark.parametrize(("name", "given", "span"), WHOLE)
def test_the_whole_answer_is_that_of_day_by_day(corpus, monkeypatch, name, given, span):
    question = find(name).question
    fast = ask(corpus, question, {**given, AS_OF: span})
    monkeypatch.setattr(turns, "turning_days", lambda source, query, variable, span, values: list(span.days()))
    slow = ask(corpus, question, {**given, AS_OF: span})
    assert dataclasses.asdict(fast) == dataclasses.asdict(slow)
    assert len({row["fromDay"] for row in fast.rows}) > 1


def test_a_day_written_in_the_question_or_given_with_it_counts(corpus):
    query = 'SELECT ?x { VALUES ?asOf { UNDEF } FILTER(?asOf < "2021-03-04"^^<http://www.w3.org/2001/XMLSchema#date>) }'
    span = read_span("2021")
    days = turning_days(corpus, query, AS_OF, span, [date(dt.date(2021, 5, 6))])
    assert [day.isoformat() for day in days] == ["2021-01-01", "2021-03-04", "2021-03-05", "2021-05-06", "2021-05-07"]


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("{ VALUES ?asOf { UNDEF } FILTER(?start <= ?asOf && ?asOf < ?end) }", True),
        ("{ FILTER(!BOUND(?asOf) || ?asOf = ?end) }", True),
        ("{ FILTER(?start <= ?asOf - ?span) }", False),
        ("{ FILTER(?start + ?span <= ?asOf) }", True),
        ("{ BIND(YEAR(?asOf) AS ?year) }", False),
        ("{ ?act eli:date_document ?asOf }", False),
    ],
)
def test_a_day_that_is_more_than_compared_is_seen(corpus, query, answer):
    assert is_only_compared(query, AS_OF) is answer


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("SELECT ?a ?b WHERE { ?a cpc:periodStart ?b . ?a ^cpc:stateOf ?c }", False),
        ("SELECT ?a ?b WHERE { ?a ?b ?c }", True),
        ("{ ?a cpc:periodStart ?b ; ?c ?d }", True),
        ("{ VALUES (?a ?b) { (UNDEF UNDEF) } ?a cpc:number ?b }", False),
    ],
)
def test_a_property_that_is_left_open_is_seen(corpus, query, answer):
    assert has_open_property(query) is answer


def test_where_it_cannot_be_told_every_day_is_asked(corpus):
    span = read_span("2021-02")
    assert len(turning_days(corpus, "{ ?a ?b ?c FILTER(?c < ?asOf) }", AS_OF, span, [])) == 28
