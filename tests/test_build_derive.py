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
        self,
        name: str,
        start: Day,
        end: Day = None,
        how: Evidence = STATED,
        by: Evidence = STATED,
        signed: Day = None,
        indications: str = "",
    ) -> Corpus:
        say, state, impact, act = self.draft.say, iri(f"id/s/{name}"), iri(f"id/i/{name}"), iri(f"id/act/{name}")
        say(state, "cpc:stateOf", MEASURE, STATED)
        say(state, "cpc:periodStart", _day(start), how if start else UNKNOWN)
        say(state, "cpc:underTerm", iri(f"id/t/{name}"), STATED)
        say(iri(f"id/t/{name}"), "cpc:periodEnd", _day(end), STATED if end else UNKNOWN)
        for one in indications:
            say(state, "cpc:hasIndication", iri(f"id/indication/{one}"), STATED)
            say(state, "cpc:hasWording", iri(f"id/indication/{one}/wording/1"), STATED)
            say(iri(f"id/indication/{one}/wording/1"), "cpc:wordingOf", iri(f"id/indication/{one}"), STATED)
        say(impact, "cpc:opensState", state, STATED)
        say(impact, "cpc:impactBy", act, by)
        if signed:
            say(act, "eli:date_document", _day(signed), STATED)
        return self

    def ending(
        self, name: str, day: Day, indications: str = "", how: Evidence = STATED, kind: str = "abrogate"
    ) -> Corpus:
        impact = iri(f"id/i/{name}")
        for one in indications:
            self.draft.say(impact, "cpc:concernsIndication", iri(f"id/indication/{one}"), how)
        self.draft.say(impact, "cpc:impactOn", MEASURE, STATED)
        self.draft.say(impact, "cpc:impactType", iri(f"cpc:{kind}"), STATED)
        self.draft.say(impact, "cpc:impactDate", _day(day), STATED if day else UNKNOWN)
        return self

    def change(self, name: str, start: Day, kinds: str, indications: str = "", wording: str = "2") -> Corpus:
        """A state that an act of these kinds opens, without a term, with indications in a wording of their own."""
        say, state, impact = self.draft.say, iri(f"id/s/{name}"), iri(f"id/i/{name}")
        say(state, "cpc:stateOf", MEASURE, STATED)
        say(state, "cpc:periodStart", _day(start), STATED if start else UNKNOWN)
        for one in indications:
            text = iri(f"id/indication/{one}/wording/{wording}")
            say(state, "cpc:hasIndication", iri(f"id/indication/{one}"), STATED)
            say(state, "cpc:hasWording", text, STATED)
            say(text, "cpc:wordingOf", iri(f"id/indication/{one}"), STATED)
        for kind in kinds.split():
            say(impact, "cpc:impactType", iri(f"cpc:{kind}"), STATED)
        say(impact, "cpc:opensState", state, STATED)
        say(impact, "cpc:impactBy", iri(f"id/act/{name}"), STATED)
        say(iri(f"id/act/{name}"), "eli:date_document", _day("2023-02-01"), STATED)
        return self

    def derived(self) -> Store:
        store = Store()
        store.extend(self.draft.quads())
        for kind in ("abrogate", "annul", "suspend"):
            store.add(Quad(iri(f"cpc:{kind}"), iri("cpc:endsState"), typed("true", "boolean"), ONTOLOGY_GRAPH))
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
    monkeypatch.setattr("cpc_graph.build.rules.ontology_dir", lambda: tmp_path)
    store = Store()
    store.add(Quad(MEASURE, iri("cpc:n"), typed("1", "integer"), ONTOLOGY_GRAPH))
    with pytest.raises(InputError, match=message):
        derive(store)


def test_rules_conclude_from_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").mkdir()
    for name, left, right in (("1", "b", "c"), ("2", "a", "b")):
        rule = f"{BASE_RULE}CONSTRUCT {{ ?s a cpc:{right} }} WHERE {{ ?s a cpc:{left} }}"
        (tmp_path / "rules" / f"{name}.rq").write_text(rule, encoding="utf-8")
    monkeypatch.setattr("cpc_graph.build.rules.ontology_dir", lambda: tmp_path)
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


def indications(store: Store, state: str) -> str:
    values = Facts(store).values(iri(f"id/s/{state}"), "cpc:hasIndication")
    return "".join(one.value[-1] for one in values if isinstance(one, NamedNode))


def follows(store: Store, state: str) -> list[str]:
    values = Facts(store).values(iri(f"id/s/{state}"), "cpc:nextState")
    return [one.value.rpartition("/")[2] for one in values if isinstance(one, NamedNode)]


def test_a_partial_end_leaves_a_state_with_the_other_indications() -> None:
    corpus = Corpus().state("a", "2022-01-01", "2025-01-01", indications="xyz")
    store = corpus.ending("stop", "2023-03-01", "x").derived()
    assert end(store, "a")[0] == "2023-03-01"
    assert follows(store, "a") == ["2023-03-01"]
    assert indications(store, "a") == "xyz"
    assert indications(store, "2023-03-01") == "yz"
    facts, state = Facts(store), iri("id/s/2023-03-01")
    assert len(facts.values(state, "cpc:hasWording")) == 2
    assert facts.values(state, "cpc:stateOf") == [MEASURE]
    assert facts.values(state, "rdf:type") == [iri("cpc:MeasureState")]
    assert facts.values(iri("id/i/stop"), "cpc:opensState") == [state]
    assert facts.values(iri("id/i/stop"), "cpc:closesState") == [iri("id/s/a")]
    day, ground = end(store, "2023-03-01")
    assert (day, ground.status) == ("2025-01-01", "computed")
    (kept,) = [one for one in facts.grounds(state, "cpc:hasIndication") if one.object == iri("id/indication/y")]
    assert kept.status == "computed"
    rule, operands = rule_and_operands(store, kept)
    assert rule == "remainingIndications"
    assert operands == {"hasIndication", "impactDate", "concernsIndication"}


def test_ends_on_two_days_leave_less_and_less_and_the_last_one_ends_the_measure() -> None:
    corpus = Corpus().state("a", "2022-01-01", "2025-01-01", indications="xyz").ending("one", "2023-03-01", "x")
    store = corpus.ending("two", "2023-06-01", "y").ending("three", "2023-09-01", "z").derived()
    assert (indications(store, "2023-03-01"), indications(store, "2023-06-01")) == ("yz", "z")
    assert [end(store, name)[0] for name in ("a", "2023-03-01", "2023-06-01")] == [
        "2023-03-01",
        "2023-06-01",
        "2023-09-01",
    ]
    assert not Facts(store).values(iri("id/i/three"), "cpc:opensState")
    assert not Facts(store).values(iri("id/s/2023-09-01"), "rdf:type")


@pytest.mark.parametrize("ended", ["", "xy", "xyz"])
def test_an_end_of_all_indications_ends_the_state(ended: str) -> None:
    store = Corpus().state("a", "2022-01-01", "2025-01-01", indications="xy").ending("s", "2023-03-01", ended).derived()
    day, ground = end(store, "a")
    assert (day, rule_and_operands(store, ground)[0]) == ("2023-03-01", "endingImpact")
    assert follows(store, "a") == []


@pytest.mark.parametrize(("held", "ended", "day"), [("xy", "z", "2023-03-01"), ("xy", "x", None)])
def test_an_end_that_may_be_partial_leaves_the_end_of_the_state_open(held: str, ended: str, day: Day) -> None:
    corpus = Corpus().state("a", "2022-01-01", "2025-01-01", indications=held, signed="2021-12-01")
    corpus.ending("stop", day, ended)
    corpus.draft.say(iri("id/i/stop"), "cpc:impactBy", iri("id/act/stop"), STATED)
    corpus.draft.say(iri("id/act/stop"), "eli:date_document", _day("2023-02-01"), STATED)
    found, ground = end(corpus.derived(), "a")
    assert (found, ground.status) == (None, "unknown")


def test_where_the_list_of_a_state_is_not_known_an_end_leaves_one_without_the_indication() -> None:
    store = Corpus().state("a", "2022-01-01", "2025-01-01").ending("stop", "2023-03-01", "x").derived()
    assert (end(store, "a")[0], follows(store, "a")) == ("2023-03-01", ["2023-03-01"])
    facts, state = Facts(store), iri("id/s/2023-03-01")
    assert facts.values(state, "cpc:withoutIndication") == [iri("id/indication/x")]
    assert facts.values(state, "cpc:hasIndication") == []
    assert end(store, "2023-03-01")[1].status == "unknown"


def test_what_remains_is_inferred_when_an_end_is() -> None:
    corpus = Corpus().state("a", "2022-01-01", "2025-01-01", indications="xy")
    store = corpus.ending("stop", "2023-03-01", "x", INFERRED).derived()
    assert {one.status for one in Facts(store).grounds(iri("id/s/2023-03-01"), "cpc:hasIndication")} == {"inferred"}


def test_a_partial_end_after_the_term_leaves_nothing() -> None:
    corpus = Corpus().state("a", "2020-01-01", "2023-01-01", indications="xy")
    store = corpus.ending("stop", "2023-03-01", "x").derived()
    assert (end(store, "a")[0], follows(store, "a")) == ("2023-01-01", [])


def test_a_later_state_follows_what_remained() -> None:
    corpus = Corpus().state("a", "2022-01-01", "2025-01-01", indications="xy").ending("stop", "2023-03-01", "x")
    store = corpus.state("b", "2024-06-01", "2027-01-01", indications="y").derived()
    assert (follows(store, "a"), follows(store, "2023-03-01")) == (["2023-03-01"], ["b"])
    assert (end(store, "2023-03-01")[0], end(store, "b")[0]) == ("2024-06-01", "2027-01-01")


def test_the_state_that_remains_never_takes_the_name_of_another() -> None:
    corpus = Corpus().state("a", "2022-01-01", "2025-01-01", indications="xy").ending("stop", "2023-03-01", "x")
    corpus.draft.add(iri("id/s/2023-03-01"), "rdf:type", iri("cpc:MeasureState"))
    assert follows(corpus.derived(), "a") == ["2023-03-01-2"]


def wordings(store: Store, state: str) -> list[str]:
    values = Facts(store).values(iri(f"id/s/{state}"), "cpc:hasWording")
    return ["".join(one.value.split("/")[-3::2]) for one in values if isinstance(one, NamedNode)]


def is_open(store: Store, state: str) -> bool:
    return bool(Facts(store).values(iri(f"id/s/{state}"), "cpc:indicationsOpen"))


def before_change() -> Corpus:
    return Corpus().state("a", "2022-01-01", "2025-01-01", indications="xy")


@pytest.mark.parametrize(
    ("kinds", "named", "indicated", "worded", "opened"),
    [
        ("addIndication", "z", "xyz", ["x1", "y1", "z2"], False),
        ("reword", "x", "xy", ["x2", "y1"], False),
        ("reword", "z", "z", ["z2"], True),
        ("addIndication reword", "xz", "xyz", ["x2", "y1", "z2"], False),
        ("addIndication reword", "z", "z", ["z2"], True),
        ("changeProtocol", "", "xy", ["x1", "y1"], False),
        ("extendScope", "", "xy", ["x1", "y1"], False),
        ("replaceIndications", "xz", "xz", ["x2", "z2"], False),
        ("modify", "z", "z", ["z2"], True),
        ("modify addIndication", "z", "z", ["z2"], True),
        ("modify", "", "", [], True),
        ("renew", "", "xy", ["x1", "y1"], False),
        ("renew", "x", "x", ["x2"], False),
        ("renew modify", "", "", [], True),
        ("establish", "x", "x", ["x2"], False),
        ("establish", "", "", [], True),
    ],
)
def test_an_act_leaves_what_it_does_not_change(
    kinds: str, named: str, indicated: str, worded: list[str], opened: bool
) -> None:
    store = before_change().change("b", "2023-03-01", kinds, named).derived()
    assert (indications(store, "b"), wordings(store, "b"), is_open(store, "b")) == (indicated, worded, opened)
    runs_on = not {"establish", "renew"} & set(kinds.split())
    assert end(store, "b")[0] == ("2025-01-01" if runs_on else None)
    assert bool(Facts(store).values(iri("id/s/b"), "cpc:underTerm")) == runs_on


def test_what_is_carried_on_is_inferred_from_the_state_before_and_the_act() -> None:
    store = before_change().change("b", "2023-03-01", "addIndication", "z").derived()
    facts, state = Facts(store), iri("id/s/b")
    (kept,) = [one for one in facts.grounds(state, "cpc:hasIndication") if one.object == iri("id/indication/y")]
    assert kept.status == "inferred"
    assert rule_and_operands(store, kept) == ("unchangedByTheAct", {"hasIndication", "impactType"})
    (own,) = [one for one in facts.grounds(state, "cpc:hasIndication") if one.object == iri("id/indication/z")]
    assert own.status == "stated"


def test_what_the_files_say_is_not_established_is_not_carried_on() -> None:
    corpus = before_change().change("b", "2023-03-01", "addIndication", "z")
    corpus.draft.say(iri("id/s/b"), "cpc:underTerm", None, UNKNOWN)
    store = corpus.derived()
    assert not Facts(store).values(iri("id/s/b"), "cpc:underTerm")
    assert end(store, "b")[0] is None


def test_nothing_is_carried_on_from_a_state_whose_term_had_lapsed() -> None:
    store = before_change().change("b", "2025-03-01", "addIndication", "z").derived()
    assert (indications(store, "b"), is_open(store, "b"), end(store, "b")[0]) == ("z", True, None)


def test_two_changes_carry_on_through_each_other() -> None:
    corpus = before_change().change("b", "2023-03-01", "addIndication", "z")
    store = corpus.change("c", "2023-06-01", "reword", "x", wording="3").derived()
    assert wordings(store, "c") == ["x3", "y1", "z2"]
    assert end(store, "c")[0] == "2025-01-01"


def test_an_ended_indication_does_not_come_back_with_a_change() -> None:
    store = before_change().ending("stop", "2023-01-01", "x").change("b", "2023-03-01", "addIndication", "z").derived()
    assert indications(store, "b") == "yz"
    assert Facts(store).values(iri("id/s/b"), "cpc:withoutIndication") == [iri("id/indication/x")]


def suspension(until: Day, ended: str = "") -> Corpus:
    corpus = before_change().ending("stop", "2023-03-01", ended, kind="suspend")
    say = corpus.draft.say
    say(iri("id/i/stop"), "cpc:impactBy", iri("id/act/stop"), STATED)
    say(iri("id/i/stop"), "cpc:suspendedUntil", _day(until), STATED if until else UNKNOWN)
    return corpus


def test_a_suspension_with_an_end_is_followed_by_the_state_in_which_the_measure_resumes() -> None:
    store = suspension("2023-06-01").derived()
    facts, state = Facts(store), iri("id/s/2023-06-01")
    assert [end(store, name)[0] for name in ("a", "2023-06-01")] == ["2023-03-01", "2025-01-01"]
    assert (indications(store, "2023-06-01"), follows(store, "a")) == ("xy", ["2023-06-01"])
    (impact,) = facts.subjects("cpc:opensState", state)
    assert facts.values(impact, "cpc:impactType") == [iri("cpc:resume")]
    assert facts.values(impact, "cpc:impactBy") == [iri("id/act/stop")]
    (start,) = facts.grounds(state, "cpc:periodStart")
    assert (start.status, rule_and_operands(store, start)) == ("computed", ("endOfSuspension", {"suspendedUntil"}))


@pytest.mark.parametrize("until", [None, "2025-01-01", "2026-01-01"])
def test_a_suspension_without_an_end_or_beyond_the_term_is_followed_by_nothing(until: Day) -> None:
    store = suspension(until).derived()
    assert (end(store, "a")[0], follows(store, "a")) == ("2023-03-01", [])


def test_a_partial_suspension_stops_its_indications_for_a_time() -> None:
    store = suspension("2023-06-01", "x").derived()
    assert [indications(store, name) for name in ("2023-03-01", "2023-06-01")] == ["y", "xy"]
    assert [end(store, name)[0] for name in ("2023-03-01", "2023-06-01")] == ["2023-06-01", "2025-01-01"]


def test_a_longer_suspension_puts_the_resumption_off() -> None:
    corpus = suspension("2023-06-01").ending("more", "2023-05-15", kind="suspend")
    corpus.draft.say(iri("id/i/more"), "cpc:impactBy", iri("id/act/more"), STATED)
    corpus.draft.say(iri("id/i/more"), "cpc:suspendedUntil", _day("2023-09-01"), STATED)
    assert follows(corpus.derived(), "a") == ["2023-09-01"]


@pytest.mark.parametrize(("kind", "found"), [("annul", ("2022-01-01", "computed")), ("abrogate", (None, "unknown"))])
def test_a_state_that_is_annulled_from_its_first_day_never_held(kind: str, found: tuple[Day, str]) -> None:
    store = before_change().ending("stop", "2022-01-01", kind=kind).derived()
    day, ground = end(store, "a")
    assert (day, ground.status) == found


def test_what_may_have_ended_as_a_whole_is_not_said_to_go_on() -> None:
    corpus = Corpus().state("a", "2022-01-01", "2025-01-01").ending("stop", "2023-03-01", "x")
    store = corpus.derived()
    assert end(store, "a")[0] == "2023-03-01"
    assert (end(store, "2023-03-01")[0], end(store, "2023-03-01")[1].status) == (None, "unknown")
    assert not Facts(store).values(iri("id/s/2023-03-01"), "cpc:underTerm")


@pytest.mark.parametrize(
    ("removed", "left", "opened", "without"), [("x", "yz", False, "x"), ("w", "z", True, "w"), ("", "z", True, "")]
)
def test_what_a_modification_removes_is_not_carried_on(removed: str, left: str, opened: bool, without: str) -> None:
    corpus = before_change().change("b", "2023-03-01", "addIndication removeIndication", "z")
    for one in removed:
        corpus.draft.say(iri("id/i/b"), "cpc:concernsIndication", iri(f"id/indication/{one}"), STATED)
    store = corpus.derived()
    gone = "".join(str(one)[-2] for one in Facts(store).values(iri("id/s/b"), "cpc:withoutIndication"))
    assert (indications(store, "b"), is_open(store, "b"), gone) == (left, opened, without)
