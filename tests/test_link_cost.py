"""Looking for the links of a document costs look-ups for what it leads to, not for everything that the graph holds."""

from collections.abc import Iterator

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.build.known import Facts as Known
from cpc_graph.link.names import Names
from cpc_graph.link.propose import propose
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri
from decisions import facts
from persons import quads, store

OTHERS = 150


def said(path: str, predicate: str, value: str | Literal) -> Quad:
    graph = NamedNode(f"{BASE}graph/others/facts")
    return Quad(iri(path), iri(predicate), iri(value) if isinstance(value, str) else value, graph)


def others(count: int) -> Iterator[Quad]:
    """Measures on other substances, of the strength and form of S0, each with a speciality and an indication."""
    for number in range(count):
        measure, substance = f"id/measure/other-{number}", f"id/substance/substance-{number}"
        product, concept = f"id/speciality/other-{number}", f"id/indication/other-{number}"
        yield said(measure, "rdf:type", "cpc:Measure")
        yield said(measure, "cpc:onSubstance", substance)
        yield said(measure, "cpc:strength", Literal("50 mg"))
        yield said(measure, "cpc:doseForm", Literal("gélule"))
        yield said(substance, "rdfs:label", Literal(f"substancine{number}", language="fr"))
        yield said(product, "cpc:nameAsWritten", Literal(f"Substancor{number} 50 mg, gélule"))
        yield said(product, "cpc:onSubstance", substance)
        yield said(f"{concept}/wording/1", "cpc:wordingOf", concept)
        yield said(f"{concept}/wording/1", "cpc:text", Literal(f"prophylaxie antivirale numéro {number}"))


def lookups(monkeypatch: pytest.MonkeyPatch, extra: int) -> tuple[int, object]:
    larger = pyoxigraph.Store()
    larger.extend([*quads(), *others(extra)])
    count = [0]
    read = Known.values

    def counted(self, subject, predicate):
        count[0] += 1
        return read(self, subject, predicate)

    with monkeypatch.context() as patched:
        patched.setattr(Known, "values", counted)
        found = propose(facts("S0"), larger)
    return count[0], found


def test_other_measures_cost_no_lookup_and_change_no_candidate(monkeypatch):
    few, before = lookups(monkeypatch, 0)
    many, after = lookups(monkeypatch, OTHERS)
    assert after == before
    assert before.open
    assert many == few


def test_a_name_is_found_by_its_first_words_and_not_within_a_word():
    names = Names(store())
    found = names.medicines("thalidomide-bms")
    assert found
    assert all(name.casefold().startswith("thalidomide bms") for _, name in found)
    assert names.medicines("thalidomide-bm") == []


def test_a_substance_is_found_among_words_and_not_within_one():
    names = Names(store())
    assert iri("id/substance/thalidomide") in names.substances("-thalidomide-bms-")
    assert names.substances("-thalidomides-bms-") == []


def test_a_wording_is_read_once_with_its_indication():
    wordings = Names(store()).wordings()
    assert wordings
    assert len({(one.text, one.concept) for one in wordings}) == len(wordings)
