"""The cases of the time line that nothing held carries: reported acts, bounds where days are not established."""

import csv
from pathlib import Path

import pytest

from cpc_graph.ask import ask, find
from cpc_graph.errors import UsageError

pytest_plugins = ["corpus_store"]
TIMELINE = Path(__file__).parents[2] / "shared" / "TIMELINE.csv"
# measure, then one row per act: type, signature, earliest, latest
LINEAGES = [
    ("baclofène", [("établir", None, "2014-03-01", "2014-03-31"), ("modifier le protocole", "2017-07-24", None, None),
                   ("abroger", None, "2018-10-22", "2020-11-25")]),
    ("RoActemra", [("établir", None, None, "2014-04-04"), ("abroger", "2016-12-19", None, None)]),
    ("infliximab-100-mg", [("établir", None, "2014-07-01", "2014-10-31")]),
    ("infliximab-100-mg-2", [("établir", "2017-10-27", None, None), ("renouveler", None, "2017-10-27", "2020-01-08"),
                             ("renouveler", "2020-01-08", None, None)]),
    ("Avastin", [("établir", "2015-06-24", None, None)]),
    ("Circadin", [("établir", "2015-10-01", None, "2015-09-26")]),
    ("vérapamil", [("établir", "2015-10-05", None, "2015-10-05")]),
    ("Truvada", [("établir", "2015-11-25", None, None)]),
    ("Plaquenil", [("refuser", "2020-10-21", None, None)]),
]  # fmt: skip
# measure, day, verdict of "was it allowed": yes and no only where the bounds settle it
DAYS = [
    ("baclofène", "2014-02-28", "no"),
    ("baclofène", "2016-01-01", "not-told"),
    ("baclofène", "2019-06-01", "not-told"),
    ("baclofène", "2020-12-31", "no"),
    ("tocilizumab", "2015-06-01", "not-told"),
    ("tocilizumab", "2016-12-18", "not-told"),
    ("tocilizumab", "2016-12-19", "no"),
    ("infliximab-100-mg", "2014-06-30", "no"),
    ("infliximab-100-mg", "2016-01-01", "not-told"),
    ("infliximab-100-mg-2", "2017-10-26", "no"),
    ("infliximab-100-mg-2", "2020-06-01", "not-told"),
    ("Avastin", "2015-08-31", "no"),
    ("Avastin", "2015-09-01", "yes"),
    ("Avastin", "2018-06-23", "yes"),
    ("Avastin", "2018-06-24", "not-told"),
    ("Circadin", "2015-09-30", "no"),
    ("Circadin", "2015-10-01", "yes"),
    ("Circadin", "2016-10-01", "not-told"),
    ("vérapamil", "2015-10-04", "no"),
    ("vérapamil", "2015-10-05", "yes"),
    ("Truvada", "2015-11-25", "no"),
    ("Truvada", "2016-01-04", "yes"),
    ("Truvada", "2017-02-27", "yes"),
    ("Truvada", "2017-02-28", "not-told"),
    ("Truvada", "2017-03-01", "no"),
    ("Plaquenil", "2020-12-01", "no"),
]
# what a row of the file is called here; the other acts (HAS, orders, judgments, opinions) are sources, not acts
NAMES = {
    "baclofène": "baclofène",
    "tocilizumab": "tocilizumab",
    "bevacizumab": "Avastin",
    "mélatonine": "Circadin",
    "vérapamil": "vérapamil",
    "emtricitabine/ténofovir": "Truvada",
    "hydroxychloroquine": "Plaquenil",
    "thalidomide": "thalidomide",
    "tacrolimus": "tacrolimus",
}


@pytest.mark.parametrize(("measure", "acts"), LINEAGES)
def test_a_lineage_gives_the_days_that_the_sources_give_and_no_other(corpus, measure, acts):
    answer = ask(corpus, find("measure-lineage").question, {"measure": measure})
    rows = [(row["typeName"], row["date"], row["earliest"], row["latest"]) for row in answer.rows]
    assert rows == acts
    assert {row["availability"] for row in answer.rows} == {"rapporté seulement"}
    assert any("confiance" in line for line in answer.because)


@pytest.mark.parametrize(("measure", "day", "verdict"), DAYS)
def test_a_day_is_settled_only_by_what_is_established(corpus, measure, day, verdict):
    assert ask(corpus, find("is-allowed").question, {"measure": measure, "asOf": day}).verdict == verdict


def test_two_rtus_of_one_substance_are_not_merged(corpus):
    with pytest.raises(UsageError) as refusal:
        ask(corpus, find("measure-lineage").question, {"measure": "infliximab"})
    assert "2014" in refusal.value.fr and "2017" in refusal.value.fr


def test_a_refusal_opens_no_state(corpus):
    answer = ask(corpus, find("measure-states").question, {"measure": "Plaquenil"})
    assert answer.rows == ()


@pytest.mark.skipif(not TIMELINE.is_file(), reason="../shared/TIMELINE.csv is not here")
def test_every_act_of_the_file_is_in_the_graph(corpus):
    with TIMELINE.open(encoding="utf-8") as file:
        wanted = [row for row in csv.DictReader(file) if row["act_kind"] in ("RTU", "CPC", "RTU (refus)")]
    for row in wanted:
        if row["substance"] not in NAMES or row["date_precision"] != "day" or row["event"] in ("end", "effective"):
            continue
        answer = ask(corpus, find("measure-lineage").question, {"measure": NAMES[row["substance"]]})
        assert row["date"] in {one["date"] for one in answer.rows}, row
