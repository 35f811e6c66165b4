"""Every statement of the shipped corpus is said by an assertion, and every assertion holds what its status needs."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from cpc_graph.build.corpus import corpus_quads
from cpc_graph.build.derive import derive
from cpc_graph.build.documents import read_documents
from cpc_graph.names import BASE, CPC
from cpc_graph.rdf.terms import Term, iri, typed
from cpc_graph.resources import data_dir

STATUSES = {"stated", "computed", "inferred", "byOperationOfLaw", "reported", "unknown"}
SELECTED = ("oa:exact", "oa:start", "oa:end")
DERIVED = (BASE + "graph/derived", BASE + "graph/derived/evidence")


@cache
def quads() -> tuple[Quad, ...]:
    """Return the corpus as parsed, plus what the build derives from it."""
    parsed = corpus_quads(data_dir())
    store = Store()
    store.extend(parsed)
    derive(store)
    derived = [quad for name in DERIVED for quad in store.quads_for_pattern(None, None, None, NamedNode(name))]
    return (*parsed, *derived)


def _is_facts(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.endswith("/facts")


@cache
def nodes() -> dict[NamedNode, dict[str, list[Term]]]:
    """Return the values of every named subject, by predicate IRI, all graphs together, each once."""
    found: dict[NamedNode, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads():
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, (NamedNode, Literal)):
            values = found[quad.subject][quad.predicate.value]
            if quad.object not in values:
                values.append(quad.object)
    return found


def values(node: NamedNode, name: str) -> list[Term]:
    return nodes().get(node, {}).get(iri(name).value, [])


def _triple(node: NamedNode) -> tuple[Term, ...]:
    return (*values(node, "rdf:subject"), *values(node, "rdf:predicate"), *values(node, "rdf:object"))


@cache
def assertions() -> tuple[NamedNode, ...]:
    kind = iri("cpc:Assertion")
    return tuple(sorted((node for node in nodes() if kind in values(node, "rdf:type")), key=str))


def status(assertion: NamedNode) -> str:
    (term,) = values(assertion, "cpc:statementStatus")
    return term.value.removeprefix(CPC)


def test_there_is_a_corpus() -> None:
    assert sum(_is_facts(quad) for quad in quads()) > 500
    assert len(assertions()) > 500
    assert {status(assertion) for assertion in assertions()} == STATUSES


def test_every_statement_has_an_assertion() -> None:
    evidenced = {node for node in nodes() if values(node, "cpc:evidenced") == [typed("true", "boolean")]}
    assert evidenced
    said = {_triple(node) for node in assertions()}
    facts = {(q.subject, q.predicate, q.object) for q in quads() if _is_facts(q) and q.predicate in evidenced}
    assert facts - said == set()


def test_an_assertion_of_a_fact_stands_beside_it() -> None:
    """What a facts graph says is proved by its own evidence graph, whatever other graphs say too."""
    evidenced = {node for node in nodes() if values(node, "cpc:evidenced") == [typed("true", "boolean")]}
    said = defaultdict(set)
    for quad in quads():
        if quad.predicate == iri("rdf:subject") and isinstance(quad.subject, NamedNode):
            triple = (quad.object, *values(quad.subject, "rdf:predicate"), *values(quad.subject, "rdf:object"))
            said[quad.graph_name].add(triple)
    for quad in quads():
        if _is_facts(quad) and quad.predicate in evidenced:
            evidence = NamedNode(quad.graph_name.value.removesuffix("facts") + "evidence")
            assert (quad.subject, quad.predicate, quad.object) in said[evidence], str(quad)


def test_an_assertion_names_one_triple_and_one_known_status() -> None:
    for node in assertions():
        assert len(values(node, "rdf:subject")) == len(values(node, "rdf:predicate")) == 1, str(node)
        assert len(values(node, "rdf:object")) == (0 if status(node) == "unknown" else 1), str(node)
        assert status(node) in STATUSES


def test_an_assertion_has_what_its_status_needs() -> None:
    needs = {
        "stated": ["oa:hasTarget"],
        "computed": ["cpc:byRule", "prov:wasDerivedFrom"],
        "byOperationOfLaw": ["cpc:byProvision", "prov:wasDerivedFrom"],
        "reported": ["prov:hadPrimarySource", "cpc:confidence"],
        "unknown": ["cpc:reason"],
    }
    for node in assertions():
        for name in needs.get(status(node), []):
            assert values(node, name), f"{node} ({status(node)}) lacks {name}"
        if status(node) == "inferred":
            assert values(node, "cpc:byRule") or values(node, "cpc:reason"), str(node)


def test_reasons_and_labels_of_sources_are_given() -> None:
    for node in assertions():
        languages = {term.language for term in values(node, "cpc:reason") if isinstance(term, Literal)}
        assert languages in (set(), {"fr", "en"}), str(node)
        for source in values(node, "prov:hadPrimarySource"):
            assert isinstance(source, NamedNode)
            assert values(source, "rdfs:label"), str(source)


def test_every_quote_is_the_slice_of_its_source() -> None:
    texts = {NamedNode(document.iri): document.text() for document in read_documents(data_dir())}
    seen = 0
    for node in assertions():
        for target in values(node, "oa:hasTarget"):
            assert isinstance(target, NamedNode)
            (source,) = values(target, "oa:hasSource")
            merged: dict[str, Term] = {}
            for selector in values(target, "oa:hasSelector"):
                assert isinstance(selector, NamedNode)
                merged |= {name: values(selector, name)[0] for name in SELECTED if values(selector, name)}
            start, end = int(merged["oa:start"].value), int(merged["oa:end"].value)
            assert texts[source][start:end] == merged["oa:exact"].value, str(target)
            assert end > start
            seen += 1
    assert seen > 200


def test_operands_are_assertions_and_none_rests_on_itself() -> None:
    known = set(assertions())
    operands = {node: values(node, "prov:wasDerivedFrom") for node in known}
    assert all(operand in known for found in operands.values() for operand in found)
    done: set[Term] = set()
    for start in known:
        trail, stack = [], [(start, False)]
        while stack:
            current, leaving = stack.pop()
            if leaving:
                done.add(trail.pop())
            elif current not in done:
                assert current not in trail, f"{current} rests on itself"
                trail.append(current)
                stack.append((current, True))
                stack += [(operand, False) for operand in operands[current]]


def test_a_value_under_a_reading_is_in_no_facts_graph() -> None:
    readings = {node for node in nodes() if iri("cpc:Reading") in values(node, "rdf:type")}
    facts = {(q.subject, q.predicate, q.object) for q in quads() if _is_facts(q)}
    under = [node for node in assertions() if values(node, "cpc:underReading")]
    assert under
    assert not facts & {_triple(node) for node in under}
    named = {
        term
        for node in assertions()
        for name in ("cpc:underReading", "cpc:holdsUnder", "cpc:failsUnder")
        for term in values(node, name)
    }
    assert named <= readings


def test_values_in_conflict_are_in_no_facts_graph() -> None:
    facts = {(q.subject, q.predicate, q.object) for q in quads() if _is_facts(q)}
    conflicts = [node for node in nodes() if iri("cpc:Conflict") in values(node, "rdf:type")]
    assert conflicts
    for conflict in conflicts:
        sides = [_triple(side) for side in values(conflict, "cpc:conflictOf") if isinstance(side, NamedNode)]
        assert len(sides) >= 2, str(conflict)
        assert {term.language for term in values(conflict, "cpc:conflictNote") if isinstance(term, Literal)} == {
            "fr",
            "en",
        }
        if len({side[:2] for side in sides}) == 1:
            assert not facts & set(sides), str(conflict)


@pytest.mark.parametrize("kind", ["facts", "evidence"])
def test_every_act_has_both_graphs(kind: str) -> None:
    graphs = {quad.graph_name.value for quad in quads() if isinstance(quad.graph_name, NamedNode)}
    other = {"facts": "evidence", "evidence": "facts"}[kind]
    for graph in graphs:
        if graph.endswith(f"/{kind}") and graph not in DERIVED:
            assert graph.removesuffix(kind) + other in graphs
