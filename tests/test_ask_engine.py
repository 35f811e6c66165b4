"""The engine on a small invented corpus: verdicts, reasons, proof, and the library's ways to find a question."""

import datetime as dt
import json
from pathlib import Path

import pytest

from cpc_graph.ask import ask, find, load_questions
from cpc_graph.ask.header import read_question
from cpc_graph.errors import UsageError
from cpc_graph.names import BASE, PREFIXES
from cpc_graph.rdf.gate import read_quads
from cpc_graph.store.reader import Store

HERE = Path(__file__).parent
PREFIX = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
DATES = """#+ question: {fr: "Dates ?", en: "Dates?"}
#+ parameters:
#+   - {name: decision, type: decision, fr: "acte", en: "act"}
#+ covers: [CQ04, CQ06]
#+ proof: ["?decision eli:date_document ?signature", "?decision eli:date_publication ?publication"]
#+ examples:
#+   - {row: CQ06, given: {decision: A2}, ask: "?", verdict: rows}
"""
SELECT_DATES = """SELECT ?decision ?signature ?publication WHERE {
  VALUES ?decision { UNDEF }
  ?decision a cpc:Decision ; eli:date_document ?signature .
  OPTIONAL { ?decision eli:date_publication ?publication }
} ORDER BY ?signature"""


@pytest.fixture(scope="module")
def small():
    return Store(quads=list(read_quads(HERE / "ask_small.trig")))


@pytest.fixture
def question(tmp_path):
    def write(header, query):
        path = tmp_path / "time" / "dates.rq"
        path.parent.mkdir(exist_ok=True)
        path.write_text(header + PREFIX + query, encoding="utf-8")
        return read_question(path)

    return write


def test_rows_with_their_proof(small, question):
    answer = ask(small, question(DATES, SELECT_DATES), {"decision": "A2"})
    assert answer.verdict == "rows"
    assert [dict(row) for row in answer.rows] == [
        {"decision": BASE + "a2", "signature": "2023-04-03", "publication": "2023-04-05"}
    ]
    stated, computed = answer.proof
    assert (stated.status, stated.quote.exact, stated.quote.start, stated.quote.end) == (
        "stated",
        "Fait le 3 avril 2023",
        10,
        30,
    )
    assert (computed.status, computed.rule, computed.quote) == ("computed", "dayAfterPublication", None)


def test_what_is_unknown_is_said_with_what_was_searched(small, question):
    for lang, said in (("fr", "le texte ne donne pas ce jour (cherché dans : A1)"), ("en", "(searched in: A1)")):
        answer = ask(small, question(DATES, SELECT_DATES), {"decision": "A1"}, lang=lang)
        assert answer.rows[0]["publication"] is None
        assert said in "\n".join(answer.because)


def test_readings_of_a_statement_are_named(small, question):
    answer = ask(small, question(DATES, SELECT_DATES), {"decision": "A1"})
    assert "signature : vrai selon la lecture A" in answer.because
    assert "signature : faux selon la lecture B" in answer.because


def test_json_has_exactly_the_promised_keys(small, question):
    answer = json.loads(json.dumps(ask(small, question(DATES, SELECT_DATES), {"decision": "A2"}).to_json()))
    assert list(answer) == ["question", "parameters", "as_of", "verdict", "because", "rows", "proof"]
    assert list(answer["proof"][0]) == ["statement", "status", "quote", "rule", "law"]
    assert list(answer["proof"][0]["quote"]) == ["document", "exact", "start", "end"]
    assert (answer["question"], answer["parameters"], answer["as_of"]) == ("dates", {"decision": BASE + "a2"}, None)


NOTHING = SELECT_DATES.replace("a cpc:Decision", "a cpc:Measure")
TOLD = DATES + '#+ told: {fr: "cherché partout", en: "searched everywhere"}\n'


@pytest.mark.parametrize(
    ("header", "query", "verdict", "because"),
    [
        (DATES, NOTHING, "none", ""),
        (TOLD, NOTHING, "not-told", "cherché partout"),
        (DATES, "ASK { VALUES ?decision { UNDEF } ?decision a cpc:Decision }", "yes", None),
        (DATES, "ASK { VALUES ?decision { UNDEF } ?decision a cpc:Measure }", "no", None),
    ],
)
def test_verdicts_without_rows(small, question, header, query, verdict, because):
    answer = ask(small, question(header, query), {})
    assert answer.verdict == verdict
    assert because is None or "\n".join(answer.because) == because


def test_a_note_may_be_about_one_verdict_only(small, question):
    header = DATES + '#+ note: {when: none, fr: "rien ici", en: "nothing here"}\n'
    assert "rien ici" in ask(small, question(header, NOTHING), {}).because
    assert "rien ici" not in ask(small, question(header, SELECT_DATES), {}).because


def test_what_the_law_makes_so_is_said_with_the_law(small, question):
    answer = ask(small, question(DATES, SELECT_DATES), {"decision": "A1"})
    assert f"signature : par l'effet de la loi ; {BASE}p1" in answer.because


JUDGED = DATES + "#+ verdict: answer\n"


@pytest.mark.parametrize(
    ("table", "verdict"),
    [
        ('("yes" UNDEF)', "yes"),
        ('("no" UNDEF)', "no"),
        ('("unknown" UNDEF)', "not-told"),
        ("(UNDEF UNDEF)", "not-told"),
        ('("no" UNDEF) ("yes" UNDEF)', "yes"),
        ('("no" UNDEF) ("unknown" UNDEF)', "not-told"),
        ('("yes" "A") ("no" "B")', "depends"),
        ('("yes" "A") ("yes" "B")', "yes"),
        ("(true UNDEF)", "yes"),
    ],
)
def test_yes_no_unknown_and_depends(small, question, table, verdict):
    query = f"SELECT ?answer ?reading WHERE {{ VALUES ?decision {{ UNDEF }} VALUES (?answer ?reading) {{ {table} }} }}"
    assert ask(small, question(JUDGED, query), {}).verdict == verdict


def test_an_answer_that_a_reading_contradicts_depends_on_it(small, question):
    header = DATES + "#+ established: sure\n"
    query = SELECT_DATES.replace("?publication WHERE {", '?publication ?sure WHERE { VALUES ?sure { "yes" }')
    assert ask(small, question(header, query), {"decision": "A1"}).verdict == "depends"
    assert ask(small, question(header, query), {"decision": "A2"}).verdict == "rows"
    assert ask(small, question(header, query), {}).verdict == "rows"


def test_rows_that_are_not_established_are_kept_and_said(small, question):
    header = DATES + "#+ established: sure\n"
    query = SELECT_DATES.replace("?publication WHERE {", '?publication ?sure WHERE { VALUES ?sure { "unknown" }')
    answer = ask(small, question(header, query), {})
    assert (answer.verdict, len(answer.rows)) == ("not-told", 2)
    assert answer.because[0].startswith("2 lignes non établies")


def test_as_of_is_the_day_of_the_question(small, question):
    header = (
        '#+ question: {fr: "?", en: "?"}\n#+ parameters: [{name: asOf, type: date, required: true, fr: j, en: d}]\n'
    )
    query = "SELECT ?asOf WHERE { VALUES ?asOf { UNDEF } } ORDER BY ?asOf"
    day = dt.date(2025, 8, 16)
    answer = ask(small, question(header, query), {}, as_of=day)
    assert (answer.as_of, answer.rows[0]["asOf"], answer.to_json()["as_of"]) == (day, "2025-08-16", "2025-08-16")
    assert ask(small, question(header, query), {"asOf": "16/08/2025"}).as_of == day
    with pytest.raises(UsageError, match="asOf"):
        ask(small, question(header, query), {})


def test_a_question_is_found_by_name_by_path_and_by_row(question, tmp_path):
    question(DATES, SELECT_DATES)
    assert find("dates", tmp_path).given == {}
    assert find("time/dates", tmp_path).question.name == "dates"
    assert find("CQ06", tmp_path).given == {"decision": "A2"}
    assert find("cq04", tmp_path).given == {}
    assert list(load_questions(tmp_path)) == ["dates"]
    with pytest.raises(UsageError, match="question inconnue : date ; proches : dates"):
        find("date", tmp_path)
    with pytest.raises(UsageError, match="question inconnue : other/dates"):
        find("other/dates", tmp_path)


@pytest.mark.parametrize("line", ["#+ covers: [", "#+ surprise: 1", "#+ parameters: [{name: x}]", "#+ question: ?"])
def test_a_header_that_is_not_well_formed_is_named(question, line):
    with pytest.raises(ValueError, match=r"time/dates\.rq: header"):
        question(DATES + line + "\n", SELECT_DATES)
