"""Whether a measure allowed an indication: lists that are not whole, indications that an act ended, suspensions."""

from __future__ import annotations

import pytest

from cpc_graph.ask import ask, load_questions
from cpc_graph.names import BASE, PREFIXES
from cpc_graph.store.reader import Store

QUESTION = load_questions()["is-allowed"]
HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
FACTS = """
  <m> a cpc:Measure ; rdfs:label "mesure"@fr . <a> a cpc:Indication . <b> a cpc:Indication . <c> a cpc:Indication .
  cpc:RTU skos:notation "RTU" . <act> cpc:availability cpc:held ; rdfs:label "l'acte"@fr .
  <s1> cpc:stateOf <m> ; cpc:regime cpc:RTU ; cpc:periodStart "2015-01-01"^^xsd:date ;
    cpc:periodEnd "2016-01-01"^^xsd:date ; cpc:hasIndication <a> ; cpc:withoutIndication <b> OPEN .
  <i1> cpc:opensState <s1> ; cpc:impactBy <act> ; cpc:impactOn <m> .
  <i2> cpc:impactOn <m> ; cpc:impactType cpc:suspend ; cpc:impactDate "2016-01-01"^^xsd:date ;
    cpc:impactBy <stop> UNTIL .
  <stop> rdfs:label "la suspension"@fr ."""
UNTIL = '; cpc:suspendedUntil "2016-06-01"^^xsd:date'


def answer(
    day: str, indication: str | None = None, *, is_open: bool = False, until: str = UNTIL, more: str = ""
) -> tuple:
    facts = FACTS.replace("OPEN", "; cpc:indicationsOpen true" if is_open else "").replace("UNTIL", until)
    store = Store()
    store.raw.update(f"BASE <{BASE}>\n{HEAD}INSERT DATA {{ GRAPH <g> {{ {facts} {more} }} }}")
    given = {"measure": BASE + "m", "asOf": day} | ({"indication": BASE + indication} if indication else {})
    found = ask(store, QUESTION, given)
    return found.verdict, found.rows[0]["suspendedByName"]


@pytest.mark.parametrize(
    ("indication", "is_open", "verdict"),
    [
        ("a", False, "yes"),
        ("b", False, "no"),
        ("c", False, "no"),
        ("a", True, "yes"),
        ("b", True, "no"),  # an act ended it, whatever else the list may hold
        ("c", True, "not-told"),
    ],
)
def test_a_list_that_is_not_whole_rules_nothing_out(indication: str, is_open: bool, verdict: str) -> None:
    assert answer("2015-06-01", indication, is_open=is_open) == (verdict, None)


@pytest.mark.parametrize(
    ("day", "until", "verdict", "by"),
    [
        ("2015-06-01", UNTIL, "yes", None),
        ("2016-01-01", UNTIL, "no", "la suspension"),
        ("2016-05-31", UNTIL, "no", "la suspension"),
        ("2016-06-01", UNTIL, "no", None),
        ("2020-01-01", "", "no", "la suspension"),
    ],
)
def test_a_no_names_the_suspension_that_it_falls_in(day: str, until: str, verdict: str, by: str | None) -> None:
    assert answer(day, until=until) == (verdict, by)


def test_a_suspension_is_over_once_another_state_begins() -> None:
    again = """<s2> cpc:stateOf <m> ; cpc:regime cpc:RTU ; cpc:periodStart "2017-01-01"^^xsd:date ;
      cpc:periodEnd "2018-01-01"^^xsd:date . <i3> cpc:opensState <s2> ; cpc:impactBy <act> ; cpc:impactOn <m> ."""
    assert answer("2016-12-31", until="", more=again) == ("no", "la suspension")
    assert answer("2019-01-01", until="", more=again) == ("no", None)


@pytest.mark.parametrize(
    ("day", "verdict", "by"),
    [("2015-06-01", "rows", None), ("2016-03-01", "none", "la suspension"), ("2016-06-01", "none", None)],
)
def test_allowed_on_names_the_suspension(day: str, verdict: str, by: str | None) -> None:
    facts = FACTS.replace("OPEN", "").replace("UNTIL", UNTIL)
    store = Store()
    store.raw.update(f"BASE <{BASE}>\n{HEAD}INSERT DATA {{ GRAPH <g> {{ {facts} }} }}")
    found = ask(store, load_questions()["allowed-on"], {"measure": BASE + "m", "asOf": day})
    suspended = [row for row in found.rows if row["suspension"] is not None]
    assert found.verdict == verdict
    assert [row["actName"] for row in suspended] == ([by] if by else [])
    assert [row["state"] for row in suspended] == [None] * len(suspended)
