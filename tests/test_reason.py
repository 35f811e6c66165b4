"""HermiT through Owlready2: consistent graphs, inconsistent ones, agreement with the rules, and life without Java."""

from __future__ import annotations

import os
import time
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from cpc_graph import reason
from cpc_graph.errors import SurroundingsError
from cpc_graph.names import CPC, PREFIXES
from cpc_graph.rdf.gate import read_quads
from cpc_graph.resources import ontology_dir

CASES = Path(__file__).parent / "cases" / "ontology"
TWO_MEASURES = CASES / "consistent.two-measures.ttl"
EX = "https://example.org/"
DERIVED = ox.NamedNode("https://w3id.org/cpc-graph/graph/derived")
needs_java = pytest.mark.skipif(reason.find_java() is None, reason="HermiT needs Java, and there is none here")


@lru_cache
def ontology() -> list[ox.Quad]:
    return reason.ontology_quads()


def cases(kind: str) -> list[Path]:
    found = sorted(CASES.glob(f"{kind}.*.ttl"))
    assert found
    return found


@needs_java
@pytest.mark.parametrize("path", cases("consistent"), ids=lambda path: path.stem)
def test_a_sound_graph_is_consistent(path: Path) -> None:
    report = reason.check_consistency(read_quads(path))
    assert (report.outcome, report.unsatisfiable) == ("consistent", ())


@needs_java
@pytest.mark.parametrize("path", cases("inconsistent"), ids=lambda path: path.stem)
def test_an_inconsistent_graph_is_caught(path: Path) -> None:
    report = reason.check_consistency(read_quads(path))
    assert report.outcome == "inconsistent"
    assert report.line("fr").startswith("incohérent") and report.line("en").startswith("inconsistent")


@needs_java
def test_the_ontology_alone_is_consistent_and_every_class_can_have_an_instance() -> None:
    report = reason.check_consistency()
    assert (report.outcome, report.unsatisfiable) == ("consistent", ())


@needs_java
def test_a_class_that_can_have_no_instance_is_named() -> None:
    sub, cls = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf"), ox.NamedNode(EX + "Chimera")
    kind = ox.Quad(cls, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["owl"] + "Class"))
    both = [ox.Quad(cls, sub, ox.NamedNode(CPC + name)) for name in ("Measure", "Decision")]
    report = reason.check_consistency([kind, *both])
    assert (report.outcome, report.unsatisfiable) == ("consistent", (cls.value,))
    assert cls.value in report.line("fr")


def by_rules(path: Path) -> ox.Store:
    """Run the rules once, in the order of their names, as the build does."""
    store = ox.Store()
    store.extend(ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(EX + "facts")) for q in read_quads(path))
    store.extend(ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(EX + "ontology")) for q in ontology())
    run_rules(store)
    return store


def run_rules(store: ox.Store) -> int:
    concluded = 0
    for rule in sorted((ontology_dir() / "rules").glob("*.rq")):
        triples = set(store.query(rule.read_text(encoding="utf-8"), use_default_graph_as_union=True))
        known = [t for t in triples if any(store.quads_for_pattern(t.subject, t.predicate, t.object, None))]
        assert not known, f"{rule.name} repeats what is known: {known[:3]}"
        store.extend(ox.Quad(t.subject, t.predicate, t.object, DERIVED) for t in triples)
        concluded += len(triples)
    return concluded


def pairs(store: ox.Store, prop: str) -> set[tuple[str, str]]:
    found = store.quads_for_pattern(None, ox.NamedNode(prop), None, None)
    return {(q.subject.value, q.object.value) for q in found if q.subject.value.startswith(EX)}


@needs_java
def test_rules_and_reasoner_conclude_the_same() -> None:
    report = reason.check_consistency(read_quads(TWO_MEASURES), relations=True)
    store = by_rules(TWO_MEASURES)
    ours = {(a, b) for a, b in report.types if a.startswith(EX) and b.startswith(CPC)}
    assert pairs(store, PREFIXES["rdf"] + "type") == ours
    for name in ("cites", "has_part", "is_part_of"):
        prop = PREFIXES["eli"] + name
        assert pairs(store, prop) == {(a, c) for a, b, c in report.relations if b == prop and a.startswith(EX)}


def test_the_rules_conclude_what_the_defined_classes_say() -> None:
    types = pairs(by_rules(TWO_MEASURES), PREFIXES["rdf"] + "type")
    found = {name: {a.removeprefix(EX) for a, b in types if b == CPC + name} for name in DEFINED}
    assert found == DEFINED


DEFINED = {
    "ConvertedMeasure": {"thalidomide"},
    "DeemedState": {"deemed"},
    "RegimeTransition": {"transition"},
    "RenewalDecision": {"second"},
    "Decision": {"first", "second", "act"},
    "LegalAct": {"first", "second", "act"},
}


def test_an_act_is_based_on_the_version_and_on_the_provision_only_where_no_version_is_known() -> None:
    store = by_rules(TWO_MEASURES)
    assert pairs(store, PREFIXES["eli"] + "based_on") == {(EX + "second", EX + "version")}
    unknown = next(iter(store.quads_for_pattern(None, ox.NamedNode(CPC + "citesVersion"), None, None)))
    store.remove(unknown)
    run_rules(store)
    assert (EX + "second", EX + "article") in pairs(store, PREFIXES["eli"] + "based_on")


def test_one_pass_of_the_rules_is_enough() -> None:
    assert run_rules(by_rules(TWO_MEASURES)) == 0


def test_without_java_the_report_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reason, "find_java", lambda: None)
    report = reason.check_consistency()
    assert report.outcome == "unavailable"
    assert "Java" in report.line("fr") and "Java" in report.line("en")


def test_java_home_comes_first_and_a_wrong_one_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\nexit 3\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert reason.find_java() == str(java)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    assert reason.find_java() != str(java)


def test_a_java_that_fails_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "java"
    broken.write_text("#!/bin/sh\necho 'no room left for the heap' >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(reason, "find_java", lambda: str(broken))
    with pytest.raises(SurroundingsError, match="HermiT") as caught:
        reason.check_consistency()
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for Java")
def test_the_time_limit_ends_java_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark, slow = tmp_path / "pid", tmp_path / "java"
    slow.write_text(f"#!/bin/sh\necho $$ > {mark}\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(reason, "find_java", lambda: str(slow))
    start = time.monotonic()
    with pytest.raises(SurroundingsError, match="HermiT"):
        reason.check_consistency(timeout=5)
    assert time.monotonic() - start < 20
    assert ended(int(mark.read_text()))


def ended(pid: int) -> bool:
    for _ in range(50):
        status = Path(f"/proc/{pid}/status")
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if status.exists() and "zombie" in status.read_text():  # dead, and waiting for a parent that reaps it
            return True
        time.sleep(0.1)
    return False
