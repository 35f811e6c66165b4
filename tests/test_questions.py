"""The question library as files: each header complete, each query valid as it stands, generic, ordered, bindable."""

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from cpc_graph.ask import find, load_questions
from cpc_graph.ask.answer import VERDICTS
from cpc_graph.ask.bind import holes, tokens
from cpc_graph.ask.header import TYPES
from cpc_graph.names import BASE, PREFIXES
from cpc_graph.resources import queries_dir
from query_scopes import loose_optionals, unscoped_languages

QUESTIONS = load_questions()
FAMILIES = {"lineage", "time", "bases", "contents", "duties", "people", "quality", "medicines"}
DOCS = Path(__file__).parents[1] / "docs" / "questions.md"
# The rows of the requirements; each is served by exactly one question.
NUMBERS = (
    1,
    2,
    4,
    6,
    8,
    11,
    12,
    14,
    15,
    18,
    21,
    22,
    23,
    25,
    27,
    28,
    29,
    32,
    34,
    35,
    36,
    37,
    40,
    41,
    44,
    45,
    46,
    47,
    48,
    49,
    51,
    52,
    54,
    57,
    58,
    60,
    61,
    62,
    63,
    65,
    66,
    70,
    71,
    72,
    73,
    75,
    76,
    78,
    79,
    80,
    81,
)
ROWS = [f"CQ{number:02}" for number in NUMBERS]

each_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


def body(question):
    return "\n".join(line for line in question.sparql.splitlines() if not line.startswith("#"))


def projected(question):
    """Return the columns, and the variables that they count."""
    return set(re.findall(r"\?(\w+)", re.search(r"SELECT(.*?)WHERE", body(question), re.S)[1]))


@each_question
def test_the_header_is_complete(question):
    assert question.family in FAMILIES
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", question.name)
    assert question.text["fr"].endswith("?")
    assert question.text["en"].endswith("?")
    assert all(parameter.type in TYPES for parameter in question.parameters)
    assert question.about in ("facts", "evidence")
    assert question.examples, "a question without an example is not tested"
    assert all(example.verdict in VERDICTS for example in question.examples)
    assert all(set(example.given) <= {p.name for p in question.parameters} for example in question.examples)


@each_question
def test_the_query_is_valid_as_it_stands(question):
    result = ox.Store().query(question.sparql)
    assert isinstance(result, (ox.QuerySolutions, ox.QueryBoolean))


@each_question
def test_rows_come_in_order(question):
    assert "ORDER BY" in body(question) or re.search(r"^ASK", body(question), re.M)


@each_question
def test_parameters_stand_at_the_head_of_where(question):
    names = [parameter.name for parameter in question.parameters]
    where = re.search(r"\bWHERE\s*\{\s*((?:VALUES \?\w+ \{ UNDEF \}\s*)*)", body(question))
    assert where, "no WHERE"
    at_head = re.findall(r"VALUES \?(\w+)", where[1])
    inside = {name for name in holes(question.sparql) if name not in at_head}
    assert set(names) - set(at_head) - inside == set(), "a parameter has no VALUES"
    assert set(at_head) - set(names) <= {"lang"}
    assert inside <= {*names, "lang"}


@each_question
def test_what_the_header_names_is_projected(question):
    columns = projected(question) | {parameter.name for parameter in question.parameters}
    for name in filter(None, (question.verdict, question.established)):
        assert name in columns
    for pattern in question.proof:
        for place in (pattern.subject, pattern.predicate, pattern.object):
            if place.startswith("?"):
                assert place[1:] in columns, f"{place} of the proof is not a column"
            else:
                assert place.partition(":")[0] in PREFIXES
    for example in question.examples:
        for row in example.answer:
            assert set(row) <= columns, f"no column {set(row) - columns}"


@each_question
def test_a_question_is_generic_and_reads_facts(question):
    text = body(question)
    things = re.findall(re.escape(BASE) + r"[^>\"]+", text)
    assert all(thing == BASE + "ontology#" for thing in things), "a question names a particular thing"
    reads = re.search(r"cpc:Assertion|rdf:(subject|predicate|object)|oa:|cpc:statementStatus|cpc:underReading", text)
    assert question.about == "evidence" or reads is None, f"reads evidence: {reads}"
    assert "GRAPH" not in {token.text.upper() for token in tokens(text) if token.kind == "word"}


@each_question
def test_a_language_is_known_where_it_is_used(question):
    assert unscoped_languages(question.sparql) == []


@each_question
def test_an_optional_hangs_on_something_that_is_bound(question):
    assert loose_optionals(question.sparql, {one.name for one in question.parameters if one.required}) == []


HEAD = "SELECT * WHERE { VALUES ?lang { UNDEF } VALUES ?x { UNDEF } ?x a ?c ."


def test_the_checks_of_scope_find_their_faults():
    label = "OPTIONAL { ?x rdfs:label ?n FILTER(LANG(?n) = ?lang) }"
    assert unscoped_languages(f"{HEAD} {label} }}") == []
    assert unscoped_languages(f"{HEAD} OPTIONAL {{ VALUES ?lang {{ UNDEF }} ?x ?p ?q {label} }} }}") == []
    assert len(unscoped_languages(f"{HEAD} OPTIONAL {{ ?x ?p ?q {label} }} }}")) == 1
    assert len(unscoped_languages(f"{HEAD} {{ {label} }} UNION {{ ?x ?p 1 }} }}")) == 1
    assert loose_optionals(f"{HEAD} OPTIONAL {{ ?x ?p ?y OPTIONAL {{ ?y ?q ?z }} }} }}", set()) == []
    assert loose_optionals(f"{HEAD} {{ ?x ?p ?y }} UNION {{ ?y ?p ?x }} OPTIONAL {{ ?y ?q ?z }} }}", set()) == []
    assert len(loose_optionals(f"{HEAD} OPTIONAL {{ ?x ?p ?y }} OPTIONAL {{ ?y ?q ?z }} }}", set())) == 1
    assert len(loose_optionals(f"{HEAD} {{ ?x ?p ?y }} UNION {{ ?x ?r 1 }} OPTIONAL {{ ?y ?q ?z }} }}", set())) == 1


def test_every_row_of_the_requirements_is_served_once():
    served = Counter(row for question in QUESTIONS.values() for row in question.covers)
    assert {row: served[row] for row in ROWS} == dict.fromkeys(ROWS, 1)
    assert set(served) == set(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_a_row_can_be_asked_by_its_id(row):
    found = find(row)
    assert any(example.row == row for example in found.question.examples)
    required = {parameter.name for parameter in found.question.parameters if parameter.required}
    assert required <= set(found.given)


def test_names_are_unique_across_families():
    stems = Counter(path.stem for path in queries_dir().glob("*/*.rq"))
    assert [name for name, count in stems.items() if count > 1] == []


@each_question
def test_every_question_is_in_the_documentation(question):
    text = DOCS.read_text(encoding="utf-8")
    section = re.search(rf"^### `{question.family}/{question.name}`\n(.*?)(?=^##|\Z)", text, re.M | re.S)
    assert section, f"docs/questions.md has no section for {question.family}/{question.name}"
    assert question.text["fr"] in section[1]
    assert f"cpc-graph ask {question.name}" in section[1]
    for parameter in question.parameters:
        assert f"`{parameter.name}`" in section[1], parameter.name
    for row in question.covers:
        assert row in section[1], row
