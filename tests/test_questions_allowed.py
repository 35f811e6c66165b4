"""Whether a measure allowed an indication: lists that are not whole, indications that an act ended, suspensions."""

from __future__ import annotations

import pytest

from cpc_graph.ask import ask, load_questions
from cpc_graph.compare import compare
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


LISTS = """
  <m> a cpc:Measure . <a> a cpc:Indication . <b> a cpc:Indication . cpc:RTU skos:notation "RTU" .
  <one> cpc:availability cpc:held . <two> cpc:availability cpc:held .
  <s1> cpc:stateOf <m> ; cpc:regime cpc:RTU ; cpc:hasIndication <a> , <b> ; cpc:periodStart "2015-01-01"^^xsd:date ;
    cpc:periodEnd "2016-01-01"^^xsd:date . <i1> cpc:opensState <s1> ; cpc:impactOn <m> ; cpc:impactBy <one> .
  <s2> cpc:stateOf <m> ; cpc:regime cpc:RTU ; cpc:hasIndication <b> ; cpc:periodStart "2016-01-01"^^xsd:date ;
    cpc:periodEnd "2017-01-01"^^xsd:date LIST . <i2> cpc:opensState <s2> ; cpc:impactOn <m> ; cpc:impactBy <two> .
  <s3> cpc:stateOf <m> ; cpc:regime cpc:RTU ; cpc:hasIndication <a> , <b> ; cpc:periodStart "2017-01-01"^^xsd:date ;
    cpc:periodEnd "2018-01-01"^^xsd:date . <i3> cpc:opensState <s3> ; cpc:impactOn <m> ; cpc:impactBy <one> ."""
OPEN, ENDED = "; cpc:indicationsOpen true", "; cpc:withoutIndication <a>"


def store_of(facts: str) -> Store:
    store = Store()
    store.raw.update(f"BASE <{BASE}>\n{HEAD}INSERT DATA {{ GRAPH <g> {{ {facts} }} }}")
    return store


@pytest.mark.parametrize(
    ("more", "there", "change"),
    [
        ("", "no", "removed"),
        (OPEN, "not-told", "not-told"),
        (OPEN + ENDED, "no", "removed"),
        (ENDED, "no", "removed"),
    ],
)
def test_what_an_open_list_does_not_have_is_not_said_to_be_removed(more: str, there: str, change: str) -> None:
    store, days = store_of(LISTS.replace("LIST", more)), ("2015-06-01", "2016-06-01", "2017-06-01")
    asked = {"measure": BASE + "m", "asOf": days[1], "indication": BASE + "a"}
    assert ask(store, QUESTION, asked).verdict == there
    back = "added" if change == "removed" else change
    for old, new, said in ((*days[:2], change), (*days[1:], back)):
        found = ask(store, load_questions()["measure-changes"], {"measure": BASE + "m", "from": old, "to": new})
        assert [(row["thing"], row["change"]) for row in found.rows] == [(BASE + "a", said)]
        drawn = compare(store, f"{BASE}m@{old}", f"{BASE}m@{new}")
        [one] = [each for each in drawn.of("indication") if each.thing == BASE + "a"]
        assert (one.kind, one.effect is None) == (said, said == "not-told")


PARTIAL = (
    FACTS.replace("OPEN", "")
    .replace("<a> ; cpc:withoutIndication <b>", "<a> , <b>")
    .replace("UNTIL", "; cpc:concernsIndication <b>")
)


@pytest.mark.parametrize(
    ("facts", "indication", "by"),
    [
        (PARTIAL, None, None),
        (PARTIAL, "a", None),
        (PARTIAL, "b", "la suspension"),
        (PARTIAL.replace(" ; cpc:concernsIndication <b>", ""), "a", "la suspension"),
    ],
)
def test_the_suspension_of_one_indication_is_no_reason_for_another(
    facts: str, indication: str | None, by: str | None
) -> None:
    given = {"measure": BASE + "m", "asOf": "2016-03-01"}
    found = ask(store_of(facts), QUESTION, given | ({"indication": BASE + indication} if indication else {}))
    assert (found.verdict, found.rows[0]["suspendedByName"]) == ("no", by)


def test_a_partial_suspension_is_no_row_beside_what_holds() -> None:
    facts = PARTIAL.replace('impactDate "2016-01-01"', 'impactDate "2015-06-01"')
    found = ask(store_of(facts), load_questions()["allowed-on"], {"measure": BASE + "m", "asOf": "2015-07-01"})
    assert found.verdict == "rows" and {row["inForce"] for row in found.rows} == {"yes"}


def test_a_state_that_begins_on_the_day_of_a_suspension_ends_it_in_both_questions() -> None:
    again = """<s2> cpc:stateOf <m> ; cpc:regime cpc:RTU ; cpc:periodStart "2016-01-01"^^xsd:date ;
      cpc:periodEnd "2016-02-01"^^xsd:date . <i3> cpc:opensState <s2> ; cpc:impactBy <act> ; cpc:impactOn <m> ."""
    assert answer("2016-03-01", until="", more=again) == ("no", None)
    facts = FACTS.replace("OPEN", "").replace("UNTIL", "") + again
    allowed = ask(store_of(facts), load_questions()["allowed-on"], {"measure": BASE + "m", "asOf": "2016-03-01"})
    assert (allowed.verdict, allowed.rows) == ("none", ())


REMAINS = (
    PARTIAL
    + """
  <b> rdfs:label "la seconde"@fr .
  <s2> cpc:stateOf <m> ; cpc:regime cpc:RTU ; cpc:periodStart "2016-01-01"^^xsd:date ; cpc:hasIndication <a> ;
    cpc:periodEnd "2017-01-01"^^xsd:date ; cpc:withoutIndication <b> .
  <i3> cpc:opensState <s2> ; cpc:impactBy <act> ; cpc:impactOn <m> ."""
)


@pytest.mark.parametrize(
    ("indication", "verdict", "by"),
    [(None, "yes", "la seconde"), ("a", "yes", None), ("b", "no", "la seconde")],
)
def test_the_suspension_of_a_part_is_named_beside_what_remains(
    indication: str | None, verdict: str, by: str | None
) -> None:
    given = {"measure": BASE + "m", "asOf": "2016-03-01"}
    found = ask(store_of(REMAINS), QUESTION, given | ({"indication": BASE + indication} if indication else {}))
    [row] = found.rows
    assert (found.verdict, row["suspendedIndicationName"]) == (verdict, by)
    assert row["suspendedByName"] == ("la suspension" if by else None)
    over = ask(store_of(REMAINS.replace("UNTIL", UNTIL)), QUESTION, {**given, "asOf": "2015-12-31"})
    assert over.rows[0]["suspendedByName"] is None
