"""Hygiene queries: they find nothing in the corpus, and each finds the fault that it is there for."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

from cpc_graph.ask.header import header_text
from cpc_graph.build.corpus import corpus_quads
from cpc_graph.build.derive import derive
from cpc_graph.names import PREFIXES
from cpc_graph.resources import data_dir, queries_dir
from cpc_graph.store.reader import Store

FILES = {path.stem: path for path in sorted((queries_dir() / "hygiene").glob("*.rq"))}
PREFIX = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
PREFIX += "@prefix : <https://w3id.org/cpc-graph/> .\n"
FACTS, EVIDENCE = (f"<https://w3id.org/cpc-graph/graph/x/{kind}>" for kind in ("facts", "evidence"))
ASSERTION = "a cpc:Assertion ; rdf:subject :a ; rdf:predicate cpc:text ; cpc:statementStatus"

# For each query, one graph that it must find fault with.
FAULTS = {
    "no-label": f"{FACTS} {{ :a a cpc:Decision }}",
    "two-labels": f'{FACTS} {{ :a rdfs:label "une"@fr , "deux"@fr }}',
    "one-language": f'{FACTS} {{ :a rdfs:label "une"@fr }}',
    "statement-without-assertion": f'{FACTS} {{ :a cpc:text "x" }} :o {{ cpc:text cpc:evidenced true }}',
    "assertion-without-statement": f'{EVIDENCE} {{ :as {ASSERTION} cpc:stated ; rdf:object "x" }}',
    "status-without-grounds": f"{EVIDENCE} {{ :as {ASSERTION} cpc:unknown }}",
    "unknown-yet-known": f"{EVIDENCE} {{ :as {ASSERTION} cpc:unknown }} "
    f'{FACTS} {{ :a cpc:text "x" }} :o {{ cpc:text a owl:FunctionalProperty }}',
    "dangling-iri": f"{FACTS} {{ :a cpc:renews :nothing }}",
    "term-without-definition": ":o { cpc:Odd rdfs:isDefinedBy :m ; rdfs:label 'odd'@en }",
    "undeclared-term": f"{FACTS} {{ :a a cpc:Decsion }}",
    "decision-without-document": f"{FACTS} {{ :a a cpc:Decision ; cpc:availability cpc:held }}",
    "document-of-nothing": f"{FACTS} {{ :d a cpc:SourceDocument ; cpc:documentOf :nothing }}",
    "quote-out-of-place": f"{EVIDENCE} {{ :t a oa:SpecificResource ; oa:hasSource :d ; oa:hasSelector :q , :p . "
    f':q oa:exact "abc" . :p oa:start 1 ; oa:end 9 }}',
    "state-of-no-act": f"{FACTS} {{ :s a cpc:MeasureState }}",
    "overlapping-versions": f"{FACTS} {{ :v cpc:versionOf :p ; cpc:periodStart '2020-01-01'^^xsd:date . "
    ":w cpc:versionOf :p ; cpc:periodStart '2021-01-01'^^xsd:date }",
    "overlapping-states": f"{FACTS} {{ :s cpc:stateOf :m ; cpc:periodStart '2020-01-01'^^xsd:date ; "
    "cpc:periodEnd '2022-01-01'^^xsd:date . :t cpc:stateOf :m ; cpc:periodStart '2021-01-01'^^xsd:date }",
}


@pytest.fixture(scope="module")
def corpus():
    store = Store(quads=corpus_quads(data_dir()))
    derive(store.raw)
    return store


def found(store: Store, path: Path) -> list[str]:
    return [" ".join(str(value) for value in row) for row in store.query(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_the_header_says_problem_principle_and_remedy(path):
    header = yaml.safe_load(header_text(path.read_text(encoding="utf-8")))
    assert set(header) == {"problem", "principle", "remedy"}
    assert all(set(both) == {"fr", "en"} and all(both.values()) for both in header.values())
    assert "ORDER BY" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_the_corpus_is_clean(corpus, path):
    header = yaml.safe_load(header_text(path.read_text(encoding="utf-8")))
    rows = found(corpus, path)
    assert not rows, header["problem"]["en"] + "\n" + "\n".join(rows[:10])


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_the_query_finds_its_fault(path):
    faulty = list(ox.parse(PREFIX + FAULTS[path.stem], format=ox.RdfFormat.TRIG))
    assert found(Store(quads=faulty), path)
