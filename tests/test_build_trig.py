"""Canonical TriG: one order, one text, whole files."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from cpc_graph.build.files import write_atomically
from cpc_graph.build.trig import canonical_trig
from cpc_graph.errors import SurroundingsError
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri, text, typed

FACTS, EVIDENCE = iri("graph/law/facts"), iri("graph/law/evidence")
QUADS = [
    Quad(iri("id/visa/10"), iri("rdf:type"), iri("cpc:Visa"), FACTS),
    Quad(iri("id/visa/2"), iri("cpc:text"), text("Vu le « code »,\nnotamment\t\\ ;", "fr"), FACTS),
    Quad(iri("id/visa/2"), iri("rdf:type"), iri("cpc:Visa"), FACTS),
    Quad(iri("id/visa/2"), iri("cpc:p"), typed("P12M", "duration"), FACTS),
    Quad(iri("id/visa/2"), iri("cpc:p"), typed("01", "integer"), FACTS),
    Quad(iri("id/visa/2"), iri("cpc:p"), typed("7", "integer"), FACTS),
    Quad(NamedNode("https://example.org/a"), iri("rdfs:label"), text("é"), EVIDENCE),
    Quad(iri("id/visa"), iri("cpc:p"), iri("id/visa/2"), EVIDENCE),
]


def test_order_does_not_depend_on_the_input() -> None:
    expected = canonical_trig(QUADS)
    for seed in range(10):
        shuffled = QUADS * 2
        random.Random(seed).shuffle(shuffled)
        assert canonical_trig(shuffled) == expected


EXPECTED = """\
@base <https://w3id.org/cpc-graph/> .
@prefix cpc: <https://w3id.org/cpc-graph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<graph/law/facts> {

<id/visa/2>
  a cpc:Visa ;
  cpc:p "01"^^xsd:integer , 7 , "P12M"^^xsd:duration ;
  cpc:text "Vu le « code »,\\nnotamment\\t\\\\ ;"@fr .

<id/visa/10>
  a cpc:Visa .

}

<graph/law/evidence> {

<https://example.org/a>
  rdfs:label "é" .

<id/visa>
  cpc:p <id/visa/2> .

}
"""


def test_facts_stand_first_then_numbers_in_their_order_and_types_first() -> None:
    assert canonical_trig(QUADS).decode() == EXPECTED


@pytest.mark.parametrize(
    "name", ["id/a:b", "id//a", "id/../a", "id/a/..", "id/.", "", "id/", "ontology#a/b", "ontology#a.b", "id/%C3%A9?x"]
)
def test_an_odd_iri_comes_back(name: str) -> None:
    quad = Quad(NamedNode(BASE + name), iri("cpc:p"), NamedNode(BASE + name), FACTS)
    assert list(parse(canonical_trig([quad]), RdfFormat.TRIG)) == [quad]


def test_what_is_written_is_read_back_literals_as_they_were() -> None:
    assert set(parse(canonical_trig(QUADS), RdfFormat.TRIG)) == set(QUADS)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=20)), max_size=8))
def test_any_string_comes_back(pairs: list[tuple[str, str]]) -> None:
    quads = [Quad(iri(f"id/{name}"), iri("cpc:p"), Literal(value), FACTS) for name, value in pairs]
    assert set(parse(canonical_trig(quads), RdfFormat.TRIG)) == set(quads)


@pytest.mark.parametrize(
    "quad",
    [Quad(BlankNode(), iri("cpc:p"), text("x"), FACTS), Quad(iri("id/x"), iri("cpc:p"), BlankNode(), FACTS)],
)
def test_a_blank_node_is_refused(quad: Quad) -> None:
    with pytest.raises(ValueError, match="without a name"):
        canonical_trig([quad])


def test_nothing_is_an_empty_file() -> None:
    assert list(parse(canonical_trig([]), RdfFormat.TRIG)) == []


def test_the_default_graph_is_refused() -> None:
    with pytest.raises(ValueError, match="without a name"):
        canonical_trig([Quad(iri("id/x"), iri("cpc:p"), text("x"))])


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "law.trig"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [found.name for found in path.parent.iterdir()] == ["law.trig"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "law.trig"
    write_atomically(path, b"one")

    def refuse(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(SurroundingsError, match=r"law\.trig : écriture impossible"):
        write_atomically(path, b"two")
    assert path.read_bytes() == b"one"
    assert [found.name for found in tmp_path.iterdir()] == ["law.trig"]
