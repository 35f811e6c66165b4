"""The cases of the time line, asked as people ask them: day, act, chain, judge, and what the corpus does not tell."""

import csv
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.ask import ask, find
from cpc_graph.errors import UsageError
from cpc_graph.names import BASE, CPC, PREFIXES

pytest_plugins = ["corpus_store"]
TIMELINE = Path(__file__).parents[2] / "shared" / "TIMELINE.csv"
NAMES = {
    "bevacizumab": "avastin",
    "mélatonine": "circadin",
    "emtricitabine/ténofovir": "truvada",
    "hydroxychloroquine": "plaquenil",
    "infliximab": "infliximab-100-mg-2",
}

# question, what is given, verdict, columns that each row (or, with "some", one row) must show
CASES = [
    # allowed on a day: names as people write them, days in every form
    ("is-allowed", {"measure": "Baclofene", "asOf": "28/02/2014"}, "no", {}),
    ("is-allowed", {"measure": "LIORESAL", "asOf": "1er janvier 2021"}, "no", {}),
    ("is-allowed", {"measure": "lioresal", "asOf": "2018-01-01"}, "not-told", {"regimeName": "RTU"}),
    ("is-allowed", {"measure": "RoActemra", "asOf": "18 décembre 2016"}, "not-told", {}),
    ("is-allowed", {"measure": "roactemra", "asOf": "19 décembre 2016"}, "no", {}),
    ("is-allowed", {"measure": "AVASTIN", "asOf": "24/06/2015"}, "no", {}),
    ("is-allowed", {"measure": "avastin", "asOf": "31 août 2015"}, "no", {}),
    ("is-allowed", {"measure": "bevacizumab", "asOf": "1er septembre 2015"}, "yes", {"start": "2015-09-01"}),
    ("is-allowed", {"measure": "Avastin", "asOf": "2016-06-01", "indication": "DMLA"}, "yes", {}),
    ("is-allowed", {"measure": "Avastin", "asOf": "2016-06-01", "indication": "vitiligo"}, "not-told", {}),
    ("is-allowed", {"measure": "mélatonine", "asOf": "30 septembre 2015"}, "no", {}),
    ("is-allowed", {"measure": "Circadin", "asOf": "1er octobre 2015"}, "yes", {"start": "2015-10-01"}),
    ("is-allowed", {"measure": "Isoptine", "asOf": "5 octobre 2015"}, "yes", {"start": "2015-10-05"}),
    ("is-allowed", {"measure": "verapamil", "asOf": "2015-10-04"}, "no", {}),
    ("is-allowed", {"measure": "Truvada", "asOf": "25 novembre 2015"}, "no", {}),
    ("is-allowed", {"measure": "ténofovir", "asOf": "2016-01-03"}, "no", {}),
    ("is-allowed", {"measure": "TRUVADA", "asOf": "4 janvier 2016"}, "yes", {"start": "2016-01-04"}),
    ("is-allowed", {"measure": "Truvada", "asOf": "28 février 2017"}, "not-told", {}),
    ("is-allowed", {"measure": "Truvada", "asOf": "1er mars 2017"}, "no", {}),
    ("is-allowed", {"measure": "Plaquenil", "asOf": "21 octobre 2020"}, "no", {}),
    ("is-allowed", {"measure": "thalidomide", "asOf": "2022-05-05", "indication": "érythème polymorphe"}, "no", {}),
    ("is-allowed", {"measure": "thalidomide", "asOf": "2028-08-16"}, "no", {}),
    ("is-allowed", {"measure": "tacrolimus", "asOf": "21 mars 2024"}, "no", {}),
    ("is-allowed", {"measure": "tacrolimus", "asOf": "22 mars 2024", "indication": "vitiligo"}, "yes", {}),
    # by which act and under which regime
    ("allowed-on", {"measure": "avastin", "asOf": "2016-01-01"}, "rows",
     {"regimeName": "RTU", "actName": "décision du 24 juin 2015 établissant la RTU d'Avastin (rapportée)"}),
    ("allowed-on", {"measure": "truvada", "asOf": "15 décembre 2015"}, "none", {}),
    ("allowed-on", {"measure": "circadin", "asOf": "1/10/2015"}, "rows", {"regimeName": "RTU", "start": "2015-10-01"}),
    ("allowed-on", {"measure": "thalidomide", "asOf": "2021-07-01"}, "depends", {"regimeName": "CPC"}),
    ("allowed-on", {"measure": "thalidomide", "asOf": "2021-06-30"}, "not-told", {"regimeName": "RTU"}),
    ("allowed-on", {"measure": "thalidomide", "asOf": "2025-08-15"}, "rows", {"start": "2022-08-16"}),
    ("allowed-on", {"measure": "thalidomide", "asOf": "2025-08-16"}, "rows", {"start": "2025-08-16"}),
    # dates and terms of one act, called by its day
    ("act-dates", {"decision": "24 juin 2015"}, "rows",
     {"signature": "2015-06-24", "entryIntoForce": "2015-09-01", "duration": "P3Y", "termStart": None}),
    ("act-dates", {"decision": "25/11/2015"}, "rows", {"signature": "2015-11-25", "entryIntoForce": None}),
    ("act-dates", {"decision": "8 janvier 2020"}, "rows", {"publication": "2020-10-16", "termEnd": None}),
    ("act-dates", {"decision": "21 octobre 2020"}, "rows", {"signature": "2020-10-21", "publication": None}),
    ("term", {"decision": "24 juin 2015"}, "rows", {"duration": "P3Y", "end": None}),
    ("signatories", {"decision": "24 juin 2015"}, "not-told", {}),
    # what comes next, seen from a day
    ("next-expiries", {"measure": "avastin", "asOf": "2016-01-01"}, "not-told", {"termEnd": None}),
    ("next-expiries", {"measure": "truvada", "asOf": "2016-06-01"}, "not-told", {"termEnd": None}),
    ("next-expiries", {"measure": "truvada", "asOf": "2018-01-01"}, "none", {}),
    ("next-expiries", {"measure": "tacrolimus", "asOf": "2024-06-01"}, "rows", {"lastDay": "2027-03-21"}),
    # chains
    ("is-converted", {"measure": "thalidomide"}, "depends", {}),
    ("is-converted", {"measure": "truvada"}, "no", {}),
    ("renewed-act", {"decision": "8 janvier 2020"}, "rows", {"renewedOn": "2017-10-27"}),
    ("repeals", {"decision": "19 décembre 2016"}, "not-told", {}),
    # judges, opinions, orders
    ("court-decisions", {"measure": "avastin"}, "rows", {"date": "2017-02-24", "outcomeName": "rejet du recours"}),
    ("court-decisions", {"decision": "24 juillet 2017"}, "rows", {"number": "417607"}),
    ("court-decisions", {"decision": "21 octobre 2020"}, "rows", {"number": "445932", "outcome": None}),
    ("court-decisions", {"measure": "circadin"}, "not-told", {}),
    ("opinions-orders", {"measure": "isoptine"}, "rows", {"date": "2015-09-15", "outcomeName": "favorable"}),
    ("opinions-orders", {"measure": "truvada"}, "not-told", {}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "given", "verdict", "columns"), CASES, ids=lambda value: str(value)[:60])
def test_a_case_asked_as_people_ask_it(corpus, question, given, verdict, columns):
    answer = ask(corpus, find(question).question, given)
    assert answer.verdict == verdict
    assert answer.rows or not columns
    for row in answer.rows:
        assert {name: row[name] for name in columns} == columns


@pytest.mark.parametrize("name", ["Remicade", "infliximab"])
def test_a_name_of_two_measures_is_refused_with_both(corpus, name):
    with pytest.raises(UsageError) as refusal:
        ask(corpus, find("is-allowed").question, {"measure": name, "asOf": "2016-01-01"})
    assert "RTU de 2014" in refusal.value.fr and "RTU de 2017" in refusal.value.fr


@pytest.mark.parametrize("day", ["quinzaine de février 2014", "31 février 2014", "2014-02-30", "le 4 avril"])
def test_a_day_that_is_none_is_refused(corpus, day):
    with pytest.raises(UsageError):
        ask(corpus, find("is-allowed").question, {"measure": "baclofène", "asOf": day})


def told_days(corpus) -> dict[str, set[str]]:
    """Return every day that the questions tell about a measure: its acts, their entry into force, opinions, judges."""
    days = dict[str, set[str]]()
    for name in ("measure-lineage", "measure-states", "opinions-orders", "court-decisions"):
        question = find(name).question
        for measure in MEASURES:
            for row in ask(corpus, question, {"measure": measure}).rows:
                found = (row.get(column) for column in ("date", "start", "publication", "earliest", "latest"))
                days.setdefault(measure, set()).update(day for day in found if day)
                if "/ansm/decision/" in str(row.get("by")):
                    dates = ask(corpus, find("act-dates").question, {"decision": str(row["by"])}).rows
                    days[measure].update(str(one["publication"]) for one in dates if one["publication"])
    return days


MEASURES = ["baclofène", "tocilizumab", "infliximab-100-mg", "infliximab-100-mg-2", "thalidomide", "avastin",
            "circadin", "vérapamil", "truvada", "plaquenil", "tacrolimus"]  # fmt: skip


@pytest.mark.skipif(not TIMELINE.is_file(), reason="../shared/TIMELINE.csv is not here")
def test_every_day_of_the_file_is_told_by_some_question(corpus):
    told = told_days(corpus)
    with TIMELINE.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["date_precision"].startswith("day")]
    assert len(rows) > 20
    for row in rows:
        measure = NAMES.get(row["substance"], row["substance"])
        if row["event"] == "end":  # the last day or the first without: both are said of the state, as bounds
            answer = ask(corpus, find("is-allowed").question, {"measure": measure, "asOf": row["date"]})
            assert answer.verdict == "not-told"
        else:
            assert row["date"] in told[measure], row


def test_a_judgment_that_dismisses_changes_no_state(corpus, changed):
    def without_judges(raw):
        for quad in list(raw.quads_for_pattern(None, NamedNode(CPC + "challenges"), None, None)):
            raw.remove(quad)

    question = find("measure-states").question
    for measure in ("avastin", "baclofène", "plaquenil"):
        assert (
            ask(corpus, question, {"measure": measure}).rows
            == ask(changed(without_judges), question, {"measure": measure}).rows
        )


def ruled(kind: str, outcome: str, day: str):
    """Return an edit that adds a made-up judgment on the RTU of Circadin, with its impact from a day on."""
    act = NamedNode(BASE + "eli/fr/ansm/decision/s-d/melatonine-2-mg-lp/etablissement")
    ruling, impact = (
        NamedNode(BASE + "eli/fr/essai/decision/1"),
        NamedNode(BASE + "id/measure/melatonine-2-mg-lp/impact/essai"),
    )
    graph = NamedNode(BASE + "graph/essai/facts")
    said = [
        (ruling, PREFIXES["rdf"] + "type", NamedNode(CPC + "CourtDecision")),
        (ruling, PREFIXES["eli"] + "date_document", day_of(day)),
        (ruling, CPC + "challenges", act),
        (ruling, CPC + "outcome", NamedNode(CPC + outcome)),
        (impact, CPC + "impactBy", ruling),
        (impact, CPC + "impactType", NamedNode(CPC + kind)),
        (impact, CPC + "impactOn", NamedNode(BASE + "id/measure/melatonine-2-mg-lp")),
        (impact, CPC + "impactDate", day_of(day)),
    ]
    circadin = NamedNode(BASE + "id/measure/melatonine-2-mg-lp/state/s-d")

    def edit(raw):
        for subject, predicate, value in said:
            raw.add(Quad(subject, NamedNode(predicate), value, graph))
        # The source could not tell the end of this RTU; the made-up judgment does.
        for quad in list(raw.quads_for_pattern(None, NamedNode(PREFIXES["rdf"] + "subject"), circadin, None)):
            if next(
                raw.quads_for_pattern(quad.subject, NamedNode(PREFIXES["rdf"] + "predicate"), PERIOD_END, None), None
            ):
                raw.remove(quad)
        for name in ("endsNotBefore", "endsNotAfter"):
            for quad in list(raw.quads_for_pattern(circadin, NamedNode(CPC + name), None, None)):
                raw.remove(quad)

    return edit


PERIOD_END = NamedNode(CPC + "periodEnd")


def day_of(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + "date"))


@pytest.mark.parametrize(
    ("kind", "outcome", "effect"), [("annul", "annulment", "annuler"), ("suspend", "stay", "suspendre")]
)
def test_a_judgment_that_ends_a_measure_ends_it_on_its_day(changed, kind, outcome, effect):
    store = changed(ruled(kind, outcome, "2016-05-10"))
    verdicts = [
        ask(store, find("is-allowed").question, {"measure": "circadin", "asOf": day}).verdict
        for day in ("2016-05-09", "2016-05-10")
    ]
    assert verdicts == ["yes", "no"]
    [row] = ask(store, find("court-decisions").question, {"measure": "circadin"}).rows
    assert (row["effectName"], row["effectDate"]) == (effect, "2016-05-10")
    lineage = ask(store, find("measure-lineage").question, {"measure": "circadin"})
    assert [row["typeName"] for row in lineage.rows] == ["établir", effect]
