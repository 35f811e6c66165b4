"""The ontology against the corpus: consistent facts, the datatypes that are said, rules and HermiT that agree."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import pyoxigraph as ox
import pytest

from cpc_graph import reason
from cpc_graph.names import CPC, PREFIXES
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.to_rdflib import to_graph
from cpc_graph.resources import data_dir, ontology_dir
from test_ontology_dl import violations

BASE = "https://w3id.org/cpc-graph/"
RANGE_INCLUDES = "http://purl.org/dc/dcam/rangeIncludes"
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
EVIDENCED = ox.NamedNode(CPC + "evidenced")


@lru_cache
def corpus() -> list[ox.Quad]:
    files = [path for path in sorted(data_dir().rglob("*")) if path.suffix in (".trig", ".ttl")]
    return [quad for path in files for quad in read_quads(path)]


def facts() -> list[ox.Quad]:
    return [quad for quad in corpus() if not str(quad.graph_name).endswith("/evidence>")]


@lru_cache
def ontology() -> list[ox.Quad]:
    return reason.ontology_quads()


def test_literals_are_of_the_datatype_that_their_property_says() -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for quad in ontology():
        if quad.predicate.value == RANGE_INCLUDES:
            said[quad.subject.value].add(quad.object.value)
    found = [quad for quad in corpus() if quad.predicate.value in said]
    assert found
    assert [str(quad) for quad in found if quad.object.datatype.value not in said[quad.predicate.value]] == []


def test_the_facts_keep_the_ontology_in_owl_2_dl() -> None:
    assert violations(to_graph([*ontology(), *facts()])) == []


def test_what_a_facts_graph_says_of_law_is_either_evidenced_or_known_to_be_free() -> None:
    """A property of ours that stands in a facts graph and needs no proof is on this list, on purpose."""
    evidenced = {quad.subject.value for quad in ontology() if quad.predicate == EVIDENCED}
    graphs = {quad.graph_name for quad in corpus() if str(quad.graph_name).endswith("/facts>")}
    used = {quad.predicate.value for quad in corpus() if quad.graph_name in graphs}
    free = {iri.removeprefix(CPC) for iri in used - evidenced if iri.startswith(CPC)}
    assert free <= {"availability", "number", "stepOf", "readingOf", "note", "documentOf"}


@pytest.mark.skipif(reason.find_java() is None, reason="HermiT needs Java, and there is none here")
def test_the_facts_are_consistent_and_hermit_and_the_rules_agree_on_our_classes() -> None:
    report = reason.check_consistency(facts())
    assert (report.outcome, report.unsatisfiable) == ("consistent", ())
    types = by_rules()
    hermit = {pair for pair in report.types if pair[1] in defined() and not pair[0].startswith(CPC)}
    assert hermit == {pair for pair in types if pair[1] in defined()}
    assert types <= report.types, "the rules conclude what HermiT does not"


def defined() -> set[str]:
    equivalent = PREFIXES["owl"] + "equivalentClass"
    return {q.subject.value for q in ontology() if q.predicate.value == equivalent} | {CPC + "RegimeTransition"}


def by_rules() -> set[tuple[str, str]]:
    """Return the types of ours that the facts state and the rules conclude."""
    store = ox.Store()
    store.extend(facts())
    store.extend(ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(BASE + "graph/ontology")) for q in ontology())
    for rule in sorted((ontology_dir() / "rules").glob("*.rq")):
        triples = store.query(rule.read_text(encoding="utf-8"), use_default_graph_as_union=True)
        store.extend([ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(BASE + "graph/derived")) for t in triples])
    quads = store.quads_for_pattern(None, TYPE, None, None)
    pairs = {(q.subject.value, q.object.value) for q in quads if isinstance(q.subject, ox.NamedNode)}
    return {(a, b) for a, b in pairs if b.startswith(CPC) and not a.startswith(CPC)}


def test_the_corpus_uses_no_blank_node() -> None:
    assert [str(quad) for quad in corpus() if isinstance(quad.subject, ox.BlankNode)] == []
