"""Filling a store in two passes gives what filling it at once gives."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.build.corpus import corpus_quads
from cpc_graph.generate.archive import Order, items_of
from cpc_graph.generate.chain import plan_measures
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import data_dir
from cpc_graph.store.placed import placed
from cpc_graph.store.settled import settled
from cpc_graph.store.shared import SHARED, once_each


def both(quads: list[Quad], expected: int) -> tuple[set[Quad], list[Quad]]:
    return set(once_each(settled(quads))), list(placed(lambda: iter(quads), expected))


def test_the_corpus_and_an_archive() -> None:
    order = Order(60, seed=2, evidence=True)
    made = [quad for measure in plan_measures(2, 60) for item in items_of(order, measure) for quad in item.quads]
    quads = [*corpus_quads(data_dir()), *made]
    for expected in (1, len(quads)):
        at_once, in_passes = both(quads, expected)
        assert len(in_passes) == len(set(in_passes)), "no triple twice"
        assert set(in_passes) == at_once


def test_a_filter_that_is_too_small_changes_nothing(monkeypatch) -> None:
    monkeypatch.setattr("cpc_graph.store.placed._LEAST", 8)
    quads = list(corpus_quads(data_dir()))
    at_once, in_passes = both(quads, 0)
    assert set(in_passes) == at_once


def test_what_several_files_say() -> None:
    act, label = iri("eli/fr/ansm/decision/2020/01/01/x/renouvellement"), iri("rdfs:label")
    own = NamedNode(f"{BASE}graph/eli/fr/ansm/decision/2020/01/01/x/renouvellement/facts")
    other = NamedNode(f"{BASE}graph/measures/x/facts")
    availability = iri("cpc:availability")
    quads = [
        Quad(act, label, Literal("citée", language="fr"), other),
        Quad(act, label, Literal("la sienne", language="fr"), own),
        Quad(act, availability, iri("cpc:citedOnly"), other),
        Quad(act, availability, iri("cpc:held"), own),
        Quad(act, iri("cpc:regime"), iri("cpc:RTU"), own),
        Quad(act, iri("cpc:regime"), iri("cpc:RTU"), other),
    ]
    at_once, in_passes = both(quads, len(quads))
    assert set(in_passes) == at_once
    assert {str(quad.object) for quad in in_passes if quad.predicate == label} == {'"la sienne"@fr'}
    assert {quad.graph_name for quad in in_passes if quad.predicate == iri("cpc:regime")} == {SHARED}
    assert {quad.object for quad in in_passes if quad.predicate == availability} == {iri("cpc:held")}
