"""Days of a measure without an act, or with two: what the bounds of its states tell, and what they do not."""

from __future__ import annotations

import pytest

from cpc_graph.ask import ask, load_questions
from cpc_graph.names import BASE, PREFIXES
from cpc_graph.store.reader import Store

HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
FACTS = """
  cpc:suspend cpc:endsState true . cpc:abrogate cpc:endsState true .
  <m> a cpc:Measure ; rdfs:label "mesure"@fr . <act> rdfs:label "l'acte"@fr ."""


def state(name: str, start: str = "", end: str = "", following: str = "") -> str:
    days = "".join(
        f' ; cpc:{prop} "{day}"^^xsd:date' for prop, day in (("periodStart", start), ("periodEnd", end)) if day
    )
    return f"<{name}> cpc:stateOf <m>{days} {f'; cpc:nextState <{following}>' if following else ''} ."


def answer(*facts: str):
    store = Store()
    store.raw.update(f"BASE <{BASE}>\n{HEAD}INSERT DATA {{ GRAPH <g> {{ {FACTS} {' '.join(facts)} }} }}")
    return ask(store, load_questions()["gaps-overlaps"], {"measure": BASE + "m"})


def told(found) -> list[tuple]:
    return [(row["relation"], row["since"], row["until"]) for row in found.rows]


@pytest.mark.parametrize(
    ("end", "start", "verdict", "rows"),
    [
        ("2016-01-01", "2016-01-01", "no", [("follows", None, None)]),
        ("2016-01-01", "2016-03-01", "yes", [("gap", "2016-01-01", "2016-03-01")]),
        ("2016-03-01", "2016-01-01", "yes", [("overlap", "2016-01-01", "2016-03-01")]),
        ("", "2016-01-01", "not-told", [("unknown", None, None)]),
        ("2016-01-01", "", "not-told", [("unknown", None, None)]),
    ],
)
def test_two_states_that_follow(end: str, start: str, verdict: str, rows: list[tuple]) -> None:
    found = answer(state("s1", "2015-01-01", end, "s2"), state("s2", start, "2017-01-01"))
    assert (found.verdict, told(found)) == (verdict, rows)


def test_an_overlap_ends_with_the_one_that_ends_first() -> None:
    found = answer(state("s1", "2015-01-01", "2017-01-01", "s2"), state("s2", "2016-01-01", "2016-02-01"))
    assert told(found) == [("overlap", "2016-01-01", "2016-02-01")]


def test_states_of_one_day_are_compared_though_nothing_orders_them() -> None:
    found = answer(state("s1", "2015-01-01", "2016-01-01"), state("s2", "2015-01-01", "2015-07-01"))
    assert told(found) == [("overlap", "2015-01-01", "2015-07-01")]


def test_what_stands_between_two_states_fills_their_gap() -> None:
    found = answer(
        state("s1", "2015-01-01", "2016-01-01"),
        state("s2", "2016-01-01", "2017-01-01"),
        state("s3", "2017-01-01", "2018-01-01"),
    )
    assert (found.verdict, told(found)) == ("no", [("follows", None, None)] * 2)


def test_a_gap_names_the_act_that_made_it() -> None:
    day = '; cpc:impactDate "2016-01-01"^^xsd:date .'
    stop = f"""<stop> cpc:impactOn <m> ; cpc:impactBy <act> ; cpc:impactType cpc:suspend {day}
      <end> cpc:impactOn <m> ; cpc:impactBy <act> ; cpc:impactType cpc:abrogate {day.replace("2016", "2018")}"""
    gap = answer(state("s1", "2015-01-01", "2016-01-01", "s2"), state("s2", "2016-03-01", "2018-01-01"), stop)
    assert [(row["stop"], row["stoppedByName"]) for row in gap.rows] == [(BASE + "stop", "l'acte")]
    alone = answer(state("s1", "2016-03-01", "2018-01-01"), stop)
    assert (alone.verdict, [row["stop"] for row in alone.rows]) == ("no", [None])


def test_an_act_of_unknown_day_may_have_filled_the_gap() -> None:
    states = state("s1", "2015-01-01", "2016-01-01", "s2"), state("s2", "2016-03-01", "2018-01-01")
    renewal = "<r> cpc:impactOn <m> ; cpc:impactType cpc:renew ; cpc:impactBy <act> ."
    assert answer(*states, renewal).verdict == "not-told"
    for kind in ("abrogate", "refuse"):
        assert answer(*states, renewal.replace("renew", kind)).verdict == "yes"
