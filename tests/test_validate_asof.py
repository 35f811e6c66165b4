"""An act is judged by the law of its day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from cpc_graph.validate import shapes_on, validate
from cpc_graph.validate.asof import book_on, calendar, day_of
from cpc_graph.validate.rules import load_rules
from validating import by_rule, corpus, path_of

BOOK = load_rules()
DATES = calendar(BOOK)


def _names(day: dt.date | None) -> set[str]:
    return {rule.name for rule in book_on(BOOK, DATES, [day] if day else []).rules.values()}


@pytest.mark.parametrize(
    ("rule", "first", "after"),
    [
        ("Regime-noRtuFromJuly2021", dt.date(2021, 7, 1), None),
        ("Regime-noCpcBeforeJuly2021", dt.date(2011, 12, 31), dt.date(2021, 7, 1)),
        ("Term-atMostThreeYearsRtu", dt.date(2014, 8, 10), dt.date(2021, 7, 1)),
        ("Term-atMostThreeYearsCpc", dt.date(2021, 7, 1), None),
        ("Decision-publication", dt.date(2022, 2, 13), None),
        ("Regime-cpcBeforeItsDecree", dt.date(2021, 7, 1), dt.date(2023, 12, 28)),
    ],
)
def test_a_rule_judges_while_its_law_is_in_force(rule: str, first: dt.date, after: dt.date | None) -> None:
    """From the first day of its first version, up to the day on which its last one ends."""
    one = dt.timedelta(days=1)
    assert rule not in _names(first - one)
    assert rule in _names(first)
    assert rule in _names(after - one if after else dt.date(2025, 8, 4))
    assert after is None or rule not in _names(after)


def test_rules_without_law_always_judge() -> None:
    """Structure and logic have no date."""
    always = {rule.name for rule in BOOK.rules.values() if not rule.enforces}
    assert always <= _names(dt.date(1999, 1, 1))
    assert _names(None) == {rule.name for rule in BOOK.rules.values()}


def test_each_act_has_its_own_day(tmp_path: Path) -> None:
    """Two acts in one file: the rule of 2021 judges the act of 2021, not the one of 2019."""
    path = tmp_path / "two.ttl"
    path.write_text(
        "@base <https://w3id.org/cpc-graph/> . @prefix cpc: <https://w3id.org/cpc-graph/ontology#> . "
        "@prefix eli: <http://data.europa.eu/eli/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        + "".join(
            f"<id/case/{day}> a cpc:Decision , cpc:EstablishingDecision , cpc:LegalAct ; cpc:regime cpc:RTU ;"
            f' eli:date_document "{day}"^^xsd:date ; cpc:grantsTerm <id/case/{day}/term> .\n'
            f'<id/case/{day}/term> a cpc:Term ; cpc:duration "P4Y"^^xsd:duration .\n'
            for day in ("2012-03-01", "2019-08-26", "2021-07-02")
        )
    )
    report = validate([path], context=False)
    regime = [finding.focus.value for finding in by_rule(report, "Regime-noRtuFromJuly2021")]
    assert regime == ["https://w3id.org/cpc-graph/id/case/2021-07-02"]
    three_years = [finding.focus.value for finding in by_rule(report, "Term-atMostThreeYearsRtu")]
    assert three_years == ["https://w3id.org/cpc-graph/id/case/2019-08-26/term"]


def test_as_of_overrides_the_day_of_the_act() -> None:
    """S3 (2024) judged by the law of 2019: it knows no CPC, and says so."""
    report = validate([path_of("S3")], store=corpus(), as_of=dt.date(2019, 1, 1))
    assert report.as_of == dt.date(2019, 1, 1)
    assert not by_rule(report, "Obligation-periodicity")
    assert by_rule(validate([path_of("S3")], store=corpus()), "Obligation-periodicity")


def test_the_law_of_a_finding_is_that_of_its_day() -> None:
    """Of the versions behind a rule a finding names those in force."""
    [finding] = by_rule(validate([path_of("S1")], store=corpus()), "Term-startTold")
    assert [law.iri.rsplit("/", 2)[1:] for law in finding.laws] == [["R5121-76-1", "2015-01-01"]]


def test_shapes_on_a_day_leave_out_the_other_rules() -> None:
    """The document holds the rules of that day, and nothing that hangs in the air."""
    text = shapes_on(dt.date(2019, 8, 26))
    assert "Term-atMostThreeYearsRtu" in text
    assert "Term-atMostThreeYearsCpc" not in text
    quads = list(parse(text.encode(), RdfFormat.TURTLE))
    nodes = {quad.subject for quad in quads if str(quad.subject).startswith("_:")}
    assert nodes <= {quad.object for quad in quads}


def test_days() -> None:
    """What is not a day of the calendar has no law."""
    assert day_of("2024-02-29") == dt.date(2024, 2, 29)
    assert day_of("2022-02-31") is None
    assert day_of("20220301") is None
