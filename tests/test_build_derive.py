"""Order and ends of states: what is known is derived with its operands, what is not is said to be unknown."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from cpc_graph.build.corpus import ONTOLOGY_GRAPH, corpus_quads
from cpc_graph.build.derive import DERIVED, derive
from cpc_graph.build.known import Facts, Ground
from cpc_graph.build.statements import Draft, Evidence, Said, Source, Span
from cpc_graph.errors import InputError
from cpc_graph.names import CPC
from cpc_graph.rdf.terms import Term, date, iri, typed
from cpc_graph.resources import data_dir

STATED = Evidence("stated", quotes=(Span("id/d/fr/txt", 0, 1, "x"),))
INFERRED = Evidence("inferred", reason=Said("parce que", "because"))
REPORTED = Evidence("reported", source=Source("id/source/x", "x"), confidence="high")
UNKNOWN = Evidence("unknown", reason=Said("rien", "nothing"), searched=("id/d/fr/txt",))
BY_LAW = Evidence(
    "byOperationOfLaw", provision="id/provision", holds_under=("id/reading/A",), fails_under=("id/reading/C",)
)
MEASURE = iri("id/measure/m")
Day = str | None


class Corpus:
    """A measure whose states are given as (name, start, end of term, evidence of the start)."""

    def __init__(self) -> None:
        self.draft = Draft("measures/m")
        self.draft.add(MEASURE, "rdf:type", iri("cpc:Measure"))

    def state(
        self, name: str, start: Day, end: Day = None, how: Evidence = STATED, by: Evidence = STATED, signed: Day = None
    ) -> Corpus:
        say, state, impact, act = self.draft.say, iri(f"id/s/{name}"), iri(f"id/i/{name}"), iri(f"id/act/{name}")
        say(state, "cpc:stateOf", MEASURE, STATED)
        say(state, "cpc:periodStart", _day(start), how if start else UNKNOWN)
        say(state, "cpc:underTerm", iri(f"id/t/{name}"), STATED)
        say(iri(f"id/t/{name}"), "cpc:periodEnd", _day(end), STATED if end else UNKNOWN)
        say(impact, "cpc:opensState", state, STATED)
        say(impact, "cpc:impactBy", act, by)
        if signed:
            say(act, "eli:date_document", _day(signed), STATED)
        return self

    def ending(self, name: str, day: Day) -> Corpus:
        impact = iri(f"id/i/{name}")
        self.draft.say(impact, "cpc:impactOn", MEASURE, STATED)
        self.draft.say(impact, "cpc:impactType", iri("cpc:abrogate"), STATED)
        self.draft.say(impact, "cpc:impactDate", _day(day), STATED if day else UNKNOWN)
        return self

    def derived(self) -> Store:
        store = Store()
        store.extend(self.draft.quads())
        ends = Quad(iri("cpc:abrogate"), iri("cpc:endsState"), typed("true", "boolean"), ONTOLOGY_GRAPH)
        store.add(ends)
        derive(store)
        return store


def _day(day: Day) -> Term | None:
    return date(dt.date.fromisoformat(day)) if day else None


def end(store: Store, name: str) -> tuple[str | None, Ground]:
    """Return the derived end of a state and its one assertion."""
    state, facts = iri(f"id/s/{name}"), Facts(store)
    values = facts.values(state, "cpc:periodEnd")
    (ground,) = facts.grounds(state, "cpc:periodEnd")
    return (values[0].value if values else None), ground


def rule_and_operands(store: Store, ground: Ground) -> tuple[str | None, set[str]]:
    facts = Facts(store)
    rules = facts.values(ground.iri, "cpc:byRule")
    operands = [node for node in facts.values(ground.iri, "prov:wasDerivedFrom") if isinstance(node, NamedNode)]
    predicates = {facts.values(node, "rdf:predicate")[0].value.rpartition("#")[2] for node in operands}
    return (rules[0].value.removeprefix(CPC) if rules else None), predicates


def test_a_state_ends_when_the_next_one_starts() -> None:
    store = Corpus().state("a", "2020-01-01", "2023-01-01").state("b", "2022-01-01", "2025-01-01").derived()
    day, ground = end(store, "a")
    assert (day, ground.status) == ("2022-01-01", "computed")
    assert rule_and_operands(store, ground) == ("nextStateStart", {"periodStart", "nextState"})
    assert Facts(store).values(iri("id/s/a"), "cpc:nextState") == [iri("id/s/b")]
    assert Facts(store).values(iri("id/i/b"), "cpc:closesState") == [iri("id/s/a")]


def test_the_last_state_ends_with_its_term() -> None:
    store = Corpus().state("a", "2020-01-01", "2023-01-01").derived()
    day, ground = end(store, "a")
    assert (day, ground.status) == ("2023-01-01", "computed")
    assert rule_and_operands(store, ground) == ("endOfTerm", {"underTerm", "periodEnd"})


def test_a_term_that_lapsed_before_the_next_state_ends_its_own() -> None:
    store = Corpus().state("a", "2020-01-01", "2021-01-01").state("b", "2022-01-01").derived()
    assert end(store, "a")[0] == "2021-01-01"
    assert Facts(store).values(iri("id/s/a"), "cpc:nextState") == [iri("id/s/b")]
    assert Facts(store).values(iri("id/i/b"), "cpc:closesState") == []


@pytest.mark.parametrize("how", [INFERRED, REPORTED])
def test_what_rests_on_an_inference_is_one(how: Evidence) -> None:
    store = Corpus().state("a", "2020-01-01", "2023-01-01").state("b", "2022-01-01", how=how).derived()
    assert end(store, "a")[1].status == "inferred"


def test_an_unknown_end_of_term_makes_the_end_an_inference() -> None:
    store = Corpus().state("a", "2020-01-01").state("b", "2022-01-01").derived()
    assert end(store, "a")[1].status == "inferred"


def test_a_state_that_the_law_opens_ends_the_one_before_by_law() -> None:
    store = Corpus().state("a", None, signed="2019-08-26").state("b", "2021-07-01", by=BY_LAW).derived()
    day, ground = end(store, "a")
    assert (day, ground.status) == ("2021-07-01", "byOperationOfLaw")
    assert ground.provision == iri("id/provision").value
    assert ground.holds_under == (iri("id/reading/A").value,)
    assert ground.fails_under == (iri("id/reading/C").value,)


def test_an_unknown_start_comes_in_its_place_and_leaves_the_end_before_unknown() -> None:
    corpus = Corpus().state("a", "2015-05-05", "2018-05-05").state("b", None, signed="2017-01-01")
    store = corpus.state("c", "2021-07-01").derived()
    day, ground = end(store, "a")
    assert (day, ground.status, ground.object) == (None, "unknown", None)
    assert ground.searched == (iri("id/d/fr/txt").value,)
    assert Facts(store).values(ground.iri, "cpc:latest") == [_day("2018-05-05")]
    assert Facts(store).values(iri("id/s/a"), "cpc:nextState") == [iri("id/s/b")]
    (order,) = Facts(store).grounds(iri("id/s/a"), "cpc:nextState")
    assert order.status == "inferred"


def test_nothing_known_is_unknown_with_a_reason() -> None:
    store = Corpus().state("a", "2020-01-01").derived()
    day, ground = end(store, "a")
    assert (day, ground.status) == (None, "unknown")
    assert len(Facts(store).values(ground.iri, "cpc:reason")) == 2


def test_a_state_without_any_day_is_left_alone() -> None:
    store = Corpus().state("a", "2020-01-01", "2023-01-01").state("b", None).derived()
    assert end(store, "a")[0] == "2023-01-01"
    assert Facts(store).grounds(iri("id/s/b"), "cpc:nextState") == []


def test_two_states_of_one_day_have_no_order() -> None:
    corpus = Corpus().state("a", "2020-01-01", "2026-01-01").state("b", "2022-01-01").state("c", "2022-01-01")
    store = corpus.derived()
    assert end(store, "a")[0] == "2022-01-01"
    assert Facts(store).values(iri("id/s/a"), "cpc:nextState") == []
    assert end(store, "b")[1].status == end(store, "c")[1].status == "unknown"


def test_an_act_that_ends_the_measure_ends_its_state() -> None:
    corpus = Corpus().state("a", "2020-01-01", "2023-01-01").ending("x", "2021-03-01").state("b", "2022-01-01")
    store = corpus.derived()
    day, ground = end(store, "a")
    assert (day, rule_and_operands(store, ground)[0]) == ("2021-03-01", "endingImpact")
    assert Facts(store).values(iri("id/i/x"), "cpc:closesState") == [iri("id/s/a")]
    assert Facts(store).values(iri("id/s/a"), "cpc:nextState") == [iri("id/s/b")]


def test_deriving_again_changes_nothing() -> None:
    store = Corpus().state("a", "2020-01-01", "2023-01-01").state("b", "2022-01-01").derived()
    before = {str(quad) for quad in store}
    derive(store)
    assert {str(quad) for quad in store} == before


BASE_RULE = "PREFIX cpc: <https://w3id.org/cpc-graph/ontology#>\n"


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("CONSTRUCT { ?s a } WHERE { ?s ?p ?o }", r"1\.rq : règle illisible"),
        ("SELECT * WHERE { ?s ?p ?o }", r"1\.rq : une règle est un CONSTRUCT"),
        ("CONSTRUCT { ?s cpc:n ?n } WHERE { ?s cpc:n ?o BIND(?o + 1 AS ?n) }", "concluent encore"),
    ],
)
def test_a_rule_that_cannot_run_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, message: str
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "1.rq").write_text(BASE_RULE + rule, encoding="utf-8")
    monkeypatch.setattr("cpc_graph.build.derive.ontology_dir", lambda: tmp_path)
    store = Store()
    store.add(Quad(MEASURE, iri("cpc:n"), typed("1", "integer"), ONTOLOGY_GRAPH))
    with pytest.raises(InputError, match=message):
        derive(store)


def test_rules_conclude_from_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").mkdir()
    for name, left, right in (("1", "b", "c"), ("2", "a", "b")):
        rule = f"{BASE_RULE}CONSTRUCT {{ ?s a cpc:{right} }} WHERE {{ ?s a cpc:{left} }}"
        (tmp_path / "rules" / f"{name}.rq").write_text(rule, encoding="utf-8")
    monkeypatch.setattr("cpc_graph.build.derive.ontology_dir", lambda: tmp_path)
    store = Store()
    store.add(Quad(MEASURE, iri("rdf:type"), iri("cpc:a"), ONTOLOGY_GRAPH))
    derive(store)
    assert Facts(store).values(MEASURE, "rdf:type") == [iri("cpc:a"), iri("cpc:b"), iri("cpc:c")]


def test_a_triple_that_a_graph_says_is_not_derived_again() -> None:
    store = _shipped()
    for quad in store.quads_for_pattern(None, None, None, DERIVED):
        assert len(list(store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None))) == 1


EXPECTED = {
    "2015-05-05": (None, None, "unknown", "2019-08-26"),
    "2019-08-26": (None, "2021-07-01", "byOperationOfLaw", "2021-07-01"),
    "2021-07-01": ("2021-07-01", "2022-05-06", "inferred", "2022-05-06"),
    "2022-05-06": ("2022-05-06", "2022-08-16", "inferred", "2022-08-16"),
    "2022-08-16": ("2022-08-16", "2025-08-16", "inferred", "2025-08-04"),
    "2025-08-04": ("2025-08-16", "2028-08-16", "computed", None),
}
THALIDOMIDE = "id/measure/thalidomide-50-mg-gelule/state/"


@pytest.mark.parametrize("name", EXPECTED)
def test_the_states_of_the_thalidomide_measure(name: str) -> None:
    facts, state = Facts(_shipped()), iri(THALIDOMIDE + name)
    start, day, status, successor = EXPECTED[name]
    assert facts.values(state, "cpc:periodStart") == ([_day(start)] if start else [])
    assert facts.values(state, "cpc:periodEnd") == ([_day(day)] if day else [])
    (ground,) = facts.grounds(state, "cpc:periodEnd")
    assert ground.status == status
    assert facts.values(state, "cpc:nextState") == ([iri(THALIDOMIDE + successor)] if successor else [])


def test_the_end_of_the_rtu_depends_on_the_reading() -> None:
    facts = Facts(_shipped())
    (ground,) = facts.grounds(iri(THALIDOMIDE + "2019-08-26"), "cpc:periodEnd")
    assert {reading.rpartition("/")[2] for reading in ground.holds_under} == {"A", "B"}
    assert {reading.rpartition("/")[2] for reading in ground.fails_under} == {"C"}


def test_the_tacrolimus_measure_ends_with_its_term() -> None:
    state = iri("id/measure/tacrolimus-0-1-pommade/state/2024-03-21")
    assert Facts(_shipped()).values(state, "cpc:periodEnd") == [_day("2027-03-22")]


@cache
def _shipped() -> Store:
    store = Store()
    store.extend(corpus_quads(data_dir()))
    derive(store)
    return store
