"""Which indications are open to a patient: ages as people write them, limits of wordings, what is not written."""

from __future__ import annotations

import pytest

from cpc_graph.ask import ask, load_questions
from cpc_graph.ask.ages import read_age
from cpc_graph.errors import UsageError
from cpc_graph.names import BASE, PREFIXES
from cpc_graph.store.reader import Store

HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
FACTS = """
  <m> a cpc:Measure . <act> cpc:availability cpc:AVAILABILITY .
  <s> cpc:stateOf <m> ; cpc:periodStart "2015-01-01"^^xsd:date ; cpc:periodEnd "2018-01-01"^^xsd:date ;
    cpc:hasIndication <a> ; cpc:hasWording <w> . <i> cpc:opensState <s> ; cpc:impactBy <act> ; cpc:impactOn <m> .
  <w> cpc:wordingOf <a> ; cpc:text "…"@fr ; cpc:targets <p> . <p> cpc:asWritten "…" LIMITS ."""


def openings(age: str, limits: str, *, availability: str = "held", day: str = "2016-01-01") -> tuple:
    facts = FACTS.replace("LIMITS", limits).replace("AVAILABILITY", availability)
    store = Store()
    store.raw.update(f"BASE <{BASE}>\n{HEAD}INSERT DATA {{ GRAPH <g> {{ {facts} }} }}")
    given = {"measure": BASE + "m", "asOf": day, "age": age}
    found = ask(store, load_questions()["indications-by-age"], given)
    return found.verdict, [row["open"] for row in found.rows]


def limit(which: str, age: str, included: bool) -> str:
    return f'; cpc:{which}Age "{age}"^^xsd:duration ; cpc:{which}AgeInclusive {str(included).lower()} '


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *[("6", "P6Y"), ("6 ans", "P6Y"), ("1 an", "P1Y"), ("18 mois", "P1Y6M"), ("2 ans et 6 mois", "P2Y6M")],
        *[
            ("6 years", "P6Y"),
            ("P6Y", "P6Y"),
            ("P18M", "P1Y6M"),
            ("0", "P0Y"),
            ("3 mois", "P3M"),
            ("âgé de 7 ans", "P7Y"),
        ],
    ],
)
def test_an_age_is_read(text: str, read: str) -> None:
    assert read_age(text, "age").value == read


@pytest.mark.parametrize(
    "text", ["", "enfant", "-3", "3 semaines", "10 jours", "6,5", "400 ans", "٦ ans", "P", "mois", "6 kg"]
)
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="age"):
        read_age(text, "age")


@pytest.mark.parametrize(
    ("age", "limits", "opening"),
    [
        ("6 ans", limit("min", "P6Y", True), "yes"),
        ("6 ans", limit("min", "P6Y", False), "unknown"),  # on the birthday no, the day after yes
        ("7 ans", limit("min", "P6Y", False), "yes"),
        ("5 ans", limit("min", "P6Y", True), "no"),
        ("5 ans et 11 mois", limit("min", "P6Y", True), "no"),
        ("2 ans", limit("min", "P30M", True), "unknown"),  # reached within the year
        ("30 mois", limit("min", "P30M", True), "yes"),
        ("17 ans", limit("max", "P18Y", False), "yes"),
        ("18 ans", limit("max", "P18Y", False), "no"),
        ("18 ans", limit("max", "P18Y", True), "unknown"),  # until the birthday, or until the next one
        ("19 ans", limit("max", "P18Y", True), "no"),
        ("10 ans", limit("min", "P6Y", True) + limit("max", "P18Y", True), "yes"),
        ("18 ans", limit("min", "P6Y", True) + limit("max", "P18Y", True), "unknown"),
        ("10 ans", "", "unknown"),  # no age is written
        ("10 ans", limit("min", "P300D", True), "yes"),
        ("10 ans", '; cpc:minAge "P6Y"^^xsd:duration ', "yes"),  # beyond the limit, included or not
        ("6 ans", '; cpc:minAge "P6Y"^^xsd:duration ', "unknown"),
    ],
)
def test_an_age_against_the_limits_of_a_wording(age: str, limits: str, opening: str) -> None:
    assert openings(age, limits)[1] == [opening]


def test_what_no_held_act_lists_may_be_open_too() -> None:
    assert openings("5 ans", limit("min", "P6Y", True)) == ("none", ["no"])
    assert openings("5 ans", limit("min", "P6Y", True), availability="citedOnly") == ("not-told", ["unknown", "no"])


@pytest.mark.parametrize("day", ["2014-12-31", "2018-01-01"])
def test_nothing_is_open_outside_the_state(day: str) -> None:
    assert openings("7 ans", limit("min", "P6Y", True), day=day) == ("none", [])
