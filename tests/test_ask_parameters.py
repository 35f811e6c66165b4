"""Parameters: what people write becomes one term, or one clear line."""

import datetime as dt
import json
from pathlib import Path

import pytest

from cpc_graph.ask.header import Parameter, Question
from cpc_graph.ask.parameters import read_value, terms
from cpc_graph.errors import UsageError
from cpc_graph.names import BASE
from cpc_graph.rdf.gate import read_quads
from cpc_graph.store.reader import Store

HERE = Path(__file__).parent
HOSTILE = HERE.parents[1] / "shared" / "hostile" / "queries" / "parameters.json"
TYPES = ["act", "decision", "measure", "date", "provision", "person", "product", "indication"]
TYPES += ["company", "meeting", "document", "regime", "integer", "text"]


@pytest.fixture(scope="module")
def small():
    return Store(quads=list(read_quads(HERE / "ask_small.trig")))


def parameter(kind):
    return Parameter("who", kind, {"fr": "qui", "en": "who"}, required=True)


QUESTION = Question("q", "time", {"fr": "?", "en": "?"}, "", (parameter("decision"),))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("decision", "A1", "a1"),
        ("decision", "a1", "a1"),
        ("decision", BASE + "a1", "a1"),
        ("decision", f"<{BASE}a1>", "a1"),
        ("decision", "DECISION DU 03/04/2023", "a2"),
        ("decision", " Décision du 03/04/2023 ", "a2"),
        ("person", "zoe etienne", "id/person/zoe-etienne"),
        ("person", "Étienne", "id/person/zoe-etienne"),
        ("person", "id/person/luc-martin", "id/person/luc-martin"),
        ("product", "Essai 5 mg", "id/speciality/name/essai-5-mg"),
        ("product", "id/speciality/cis/1", "id/speciality/cis/1"),
        ("provision", "L. 5121-12-1", "p1"),
        ("provision", "CSP:L5121-12-1", "p1"),
        ("provision", "article L.5121\u201112\u20131", "p1"),
        ("provision", "l5121-12", "p2"),
        ("provision", "CSS:R1", "p4"),
    ],
)
def test_a_thing_is_found(small, kind, text, value):
    assert read_value(small, parameter(kind), text).value == BASE + value


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("decision", "A3", ["who", "A3", "proches"]),
        ("decision", BASE + "nothing", ["nothing"]),
        ("decision", "http://exa mple/", ["inconnu"]),
        ("person", "Etiene", ["proches : Zoé ÉTIENNE"]),
        ("person", "Martin", ["Luc Martin", "Léa Martin"]),
        ("person", "A1", ["A1"]),
        ("person", "ez", ["inconnu"]),
        ("provision", "L5121", ["L5121", "CSP:L5121-12"]),
        ("provision", "R1", ["plusieurs codes"]),
        ("date", "31/02/2025", ["31/02/2025", "n'existe pas"]),
        ("date", "2025-02-31", ["2025-02-31"]),
        ("date", "04/08/25", ["04/08/25"]),
        ("date", "hier", ["hier"]),
        ("date", "٢٠٢٥-٠١-٠١", ["date"]),
        ("integer", "3 ans", ["3 ans"]),
        ("integer", "١", ["entier"]),
        ("text", "   ", ["vide"]),
        ("text", "a\x00b", ["commande"]),
        ("text", "\ud83d", ["commande"]),
    ],
)
def test_what_names_nothing_is_one_clear_line(small, kind, text, said):
    with pytest.raises(UsageError) as refusal:
        read_value(small, parameter(kind), text)
    assert all(word in refusal.value.fr for word in said), refusal.value.fr
    assert "\n" not in refusal.value.fr + refusal.value.en


@pytest.mark.parametrize("text", ["2025-08-04", "04/08/2025", "4 août 2025", "04.08.2025"])
def test_a_day_is_read_as_people_write_it(small, text):
    value = read_value(small, parameter("date"), text)
    assert (value.value, value.datatype.value.rpartition("#")[2]) == ("2025-08-04", "date")


def test_numbers_and_texts_are_literals(small):
    assert read_value(small, parameter("integer"), " 12 ").value == "12"
    assert read_value(small, parameter("text"), ' et/ou "x" ').value == 'et/ou "x"'


def test_a_missing_required_parameter_is_named(small):
    with pytest.raises(UsageError, match=r"il manque le paramètre who \(qui\)"):
        terms(small, QUESTION, {}, None)


def test_an_unknown_parameter_is_named(small):
    with pytest.raises(UsageError, match="paramètre inconnu : whom ; attendus : who"):
        terms(small, QUESTION, {"whom": "A1"}, None)


def test_a_question_without_date_refuses_one(small):
    with pytest.raises(UsageError, match="ne dépend pas d'une date"):
        terms(small, QUESTION, {"who": "A1"}, dt.date(2025, 1, 1))


def test_two_different_dates_are_refused(small):
    dated = Question("q", "time", {}, "", (Parameter("asOf", "date", {"fr": "jour", "en": "day"}),))
    day = dt.date(2025, 1, 1)
    assert terms(small, dated, {"asOf": "01/01/2025"}, day)["asOf"].value == "2025-01-01"
    with pytest.raises(UsageError, match="deux dates"):
        terms(small, dated, {"asOf": "2024-01-01"}, day)


@pytest.mark.skipif(not HOSTILE.is_file(), reason="../shared/hostile/queries/parameters.json is not here")
@pytest.mark.parametrize("kind", TYPES)
def test_hostile_values_are_refused_or_are_data(small, kind):
    for text in json.loads(HOSTILE.read_text(encoding="utf-8")):
        try:
            value = read_value(small, parameter(kind), text)
        except UsageError as refusal:
            assert refusal.line("en").startswith("who")
        else:
            assert kind in ("text", "integer"), text
            assert value.value.strip() == text.strip()
