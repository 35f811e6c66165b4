"""The life of generated measures: regimes, terms and days as the law of each day has them."""

from __future__ import annotations

import datetime as dt
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from cpc_graph.generate.chain import plan_measure, plan_measures
from cpc_graph.generate.law import shipped_law
from cpc_graph.generate.plan import ActPlan, MeasurePlan
from cpc_graph.generate.tables import calendar, long_day
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import data_dir
from cpc_graph.text.dates import add_duration, parse_day

NUMBERS = st.integers(0, 10**9)


@given(seed=NUMBERS, number=st.integers(0, 10**5))
@settings(max_examples=300, deadline=None)
def test_every_chain_is_lawful(seed: int, number: int) -> None:
    measure = plan_measure(seed, number, 0)
    assert measure == plan_measure(seed, number, 0)
    days = [act.signed for act in measure.acts]
    assert days == sorted(set(days))
    for act in measure.acts:
        check_act(act)
    check_deemed(measure)


def check_act(act: ActPlan) -> None:
    assert act.signed < calendar("last")
    assert act.signed.weekday() < 5
    assert (act.signed < calendar("cpc_from")) == (act.regime == "RTU")
    assert act.published is None or act.published >= act.signed
    assert act.entry is None or act.entry >= act.signed
    assert len({use.concept for use in act.uses}) == len(act.uses) <= 6
    if act.regime == "CPC":
        assert act.signed >= calendar("cpc_decree_from")
    if act.term:
        assert act.term.start >= act.signed
        assert act.term.iso
        assert act.term.end == add_duration(act.term.start, act.term.iso)
        assert act.term.end <= act.term.start + dt.timedelta(days=3 * 366)
    if act.previous:
        assert act.previous.signed < act.signed
        assert act.previous.action in ("establish", "renew")
        check_follows(act, act.previous)
    else:
        assert act.action in ("establish", "refuse")


def check_follows(act: ActPlan, previous: ActPlan) -> None:
    assert previous.term
    if act.action == "renew":
        assert act.signed < previous.term.end
        assert act.term
        assert act.term.start == previous.term.end
        if act.regime != previous.regime:
            assert previous.term.told != "untold"
            assert previous.term.end > calendar("undecided")
    else:
        assert act.regime == previous.regime
        assert previous.term.start <= (act.effect or act.signed) < previous.term.end


def check_deemed(measure: MeasurePlan) -> None:
    day = calendar("cpc_from")
    running = [act for act in measure.acts if act.term and act.term.start <= day < act.term.end and act.regime == "RTU"]
    ended = [act for act in measure.acts if act.action in ("suspend", "abrogate") and (act.effect or day) <= day]
    sure = [act for act in running if act.term and act.term.told != "untold" and act.term.end > calendar("undecided")]
    assert measure.deemed == (sure[0] if sure and not ended else None)


def test_the_archive_has_what_it_promises() -> None:
    acts = [act for measure in plan_measures(2, 3000) for act in measure.acts]
    assert len(acts) == 3000
    kinds = {(act.action, act.regime) for act in acts}
    assert kinds == {
        (action, regime)
        for action in ("establish", "renew", "modify", "suspend", "abrogate", "refuse")
        for regime in ("RTU", "CPC")
    }
    assert any(act.origin and act.origin is not act.previous for act in acts)
    assert any(act.term and act.term.told == "untold" for act in acts)
    assert any("add" in act.flags for act in acts)
    assert any("reword" in act.flags for act in acts)
    assert any(measure.deemed for measure in plan_measures(2, 300))


def test_a_longer_archive_begins_like_a_shorter_one() -> None:
    short = [act.path for measure in plan_measures(3, 200) for act in measure.acts]
    long = [act.path for measure in plan_measures(3, 500) for act in measure.acts]
    assert long[:200] == short
    assert [act.path for measure in plan_measures(4, 200) for act in measure.acts] != short


def test_no_two_measures_share_a_name() -> None:
    names = [plan_measure(1, number, 0).medicine for number in range(0, 120_000, 97)]
    assert len({one.measure for one in names}) == len(names)
    assert len({one.name for one in names}) == len(names)


@cache
def said(subject: str, predicate: str) -> str:
    quads = [quad for path in (data_dir() / "law").glob("*.trig") for quad in read_quads(path)]
    found = {str(q.object) for q in quads if q.subject == iri(subject) and q.predicate == iri(predicate)}
    assert len(found) == 1, (subject, predicate, found)
    return found.pop()


def test_the_calendar_is_that_of_the_law() -> None:
    assert calendar("cpc_from").isoformat() in said("id/fiction/2021-07-01", "cpc:effectiveFrom")
    versions = shipped_law().versions
    rules = versions.versions("eli/fr/code/csp/article/R5121-76-1")
    assert rules[0].start == calendar("rtu_from")
    assert calendar("cpc_decree_from") in [version.start for version in rules]
    assert calendar("fiction_provision") in [
        str(version.iri.value).removeprefix("https://w3id.org/cpc-graph/")
        for version in versions.versions("eli/fr/loi/2020/12/14/2020-1576/article/78/IV/D")
    ]
    assert len(shipped_law().fiction) >= 2
    article = versions.versions("eli/fr/code/csp/article/L5121-12-1")
    assert calendar("cpc_from") in [version.start for version in article]
    assert calendar("three_years_since") in [version.start for version in article]
    assert all(version.known_until is None or version.known_until > calendar("last") for version in article)


@given(st.dates(dt.date(2012, 1, 1), dt.date(2030, 1, 1)))
def test_days_are_written_as_the_reader_reads_them(day: dt.date) -> None:
    assert parse_day(long_day(day)) == day
