"""A comparison costs what its two sides cost, not what the store holds."""

import datetime as dt
import time

import pytest
from pyoxigraph import Quad

from cpc_graph.compare import compare
from cpc_graph.rdf.terms import date, iri

pytest_plugins = ["corpus_store"]
OTHERS = 30_000
SIDES = [("S1", "S0"), ("thalidomide@2022-06-01", "thalidomide@2025-09-01")]


def crowd(store):
    """Add states of other measures, one after the other, each with an assertion."""
    facts, evidence = iri("graph/others/facts"), iri("graph/others/evidence")
    start, stated = date(dt.date(2020, 1, 1)), iri("cpc:stated")
    for number in range(OTHERS):
        state, assertion = iri(f"id/measure/other-{number}/state/1"), iri(f"id/as/other-{number}")
        store.add(Quad(state, iri("cpc:stateOf"), iri(f"id/measure/other-{number}"), facts))
        store.add(Quad(state, iri("cpc:periodStart"), start, facts))
        store.add(Quad(state, iri("cpc:nextState"), iri(f"id/measure/other-{number + 1}/state/1"), facts))
        store.add(Quad(assertion, iri("rdf:subject"), state, evidence))
        store.add(Quad(assertion, iri("rdf:predicate"), iri("cpc:periodStart"), evidence))
        store.add(Quad(assertion, iri("rdf:object"), start, evidence))
        store.add(Quad(assertion, iri("cpc:statementStatus"), stated, evidence))


def took(store, sides):
    """Return the shortest of three times, in seconds."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        compare(store, *sides)
        times.append(time.perf_counter() - begun)
    return min(times)


@pytest.fixture
def crowded(changed):
    return changed(crowd)


def test_a_large_store_costs_no_more(corpus, crowded):
    for sides in SIDES:
        assert compare(crowded, *sides) == compare(corpus, *sides)
        alone, among_others = took(corpus, sides), took(crowded, sides)
        assert among_others < 3 * alone + 0.05, f"{sides}: {alone:.3f} s alone, {among_others:.3f} s among others"
