"""What is derived for a measure is read off nodes that lead to it: a changed node tells which it touches."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Store

from cpc_graph.build.corpus import corpus_quads
from cpc_graph.build.derive import FileFacts, states_of
from cpc_graph.build.rederive import touched_measures
from cpc_graph.generate.archive import Order, items_of
from cpc_graph.generate.chain import plan_measures
from cpc_graph.rdf.terms import Term, iri
from cpc_graph.resources import data_dir
from cpc_graph.store.placed import placed


class Watched(FileFacts):
    """Remembers the nodes that were read."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.read: dict[NamedNode, str] = {}

    def subjects(self, predicate: str, value: Term) -> list[NamedNode]:
        found = super().subjects(predicate, value)
        self.read |= {node: f"found by {predicate}" for node in found if node not in self.read}
        return found

    def values(self, subject: NamedNode, predicate: str) -> list[Term]:
        found = super().values(subject, predicate)
        if found:
            self.read.setdefault(subject, f"its {predicate}")
        return found


@pytest.fixture(scope="module")
def store() -> Store:
    made = [
        quad
        for measure in plan_measures(5, 60)
        for item in items_of(Order(60, seed=5, broken=0.3, evidence=True), measure)
        for quad in item.quads
    ]
    filled = Store()
    filled.bulk_extend(placed(lambda: iter([*corpus_quads(data_dir()), *made]), 100_000))
    return filled


def test_each_node_that_is_read_leads_to_the_measure(store):
    astray: dict[str, str] = {}
    kinds = {quad.subject for quad in store.quads_for_pattern(None, iri("cpc:endsState"), None, None)}
    for measure in FileFacts(store).subjects("rdf:type", iri("cpc:Measure")):
        facts = Watched(store)
        list(states_of(measure, facts))
        for node, why in facts.read.items():
            if node not in kinds and node != measure and measure not in touched_measures({node}, (store,)):
                astray[why] = f"{node.value} for {measure.value}"
    assert not astray
