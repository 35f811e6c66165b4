"""Exports: every format is read back by two libraries with the same triples, and says what the files say."""

import csv
import io
import json

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from cpc_graph.errors import UsageError
from cpc_graph.export.select import Selection, store_quads, workspace_quads
from cpc_graph.export.write import COLUMNS, FORMATS, write
from cpc_graph.rdf.gate import parse_any
from cpc_graph.rdf.to_rdflib import to_graph
from cpc_graph.store.index import Store, build_store
from cpc_graph.workspace import Workspace

SUFFIX = {form: f".{form}" for form in FORMATS} | {"rdfxml": ".rdf"}
RDFLIB = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workspace:
    root = tmp_path_factory.mktemp("export")
    place = Workspace(root, None, root / "store")
    build_store(place)
    return place


def quads_of(place: Workspace, selection: Selection) -> list[ox.Quad]:
    with Store(place.store) as store:
        return workspace_quads(place, store, selection)


@pytest.fixture(scope="module")
def facts(place) -> list[ox.Quad]:
    return quads_of(place, Selection())


@pytest.fixture(scope="module")
def act(facts) -> list[ox.Quad]:
    return [quad for quad in facts if "2025/08/04" in str(quad.graph_name)]


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_every_format_is_read_back_whole(facts, form):
    back = parse_any(write(facts, form), form, suffix=SUFFIX[form])
    if form in ("ttl", "nt", "rdfxml"):
        assert {quad.triple for quad in back} == {quad.triple for quad in facts}
    else:
        assert set(back) == set(facts)


@pytest.mark.parametrize("form", sorted(RDFLIB))
def test_rdflib_reads_the_same_graph(act, form):
    read = rdflib.Dataset(default_union=True) if form in ("trig", "nq", "jsonld") else rdflib.Graph()
    read.parse(data=write(act, form), format=RDFLIB[form])
    found = rdflib.Graph()
    for triple in read.triples((None, None, None)):
        found.add(triple)
    assert isomorphic(found, to_graph(act))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(facts, form):
    assert write(facts, form) == write(list(reversed(facts)), form)


def test_json_ld_needs_nothing_from_elsewhere(act):
    document = json.loads(write(act, "jsonld"))
    assert isinstance(document["@context"], dict)
    (graph,) = document["@graph"]
    assert graph["@id"].endswith("/facts")
    assert any("cpc:RenewalDecision" in node.get("@type", []) for node in graph["@graph"])


def test_csv_has_one_line_per_quad(facts):
    rows = list(csv.reader(io.StringIO(write(facts, "csv").decode())))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(set(facts)) + 1
    dates = [row for row in rows if row[2].endswith("date_document") and "2025/08/04" in row[1]]
    assert dates[0][3:] == ["2025-08-04", "http://www.w3.org/2001/XMLSchema#date", ""]


def test_evidence_and_ontology_are_left_out_unless_asked_for(place, facts):
    graphs = {str(quad.graph_name) for quad in facts}
    assert not [name for name in graphs if name.endswith(("/evidence>", "/ontology>"))]
    assert any(name.endswith("graph/derived>") for name in graphs)
    everything = {str(quad.graph_name) for quad in quads_of(place, Selection(evidence=True, ontology=True))}
    assert any(name.endswith("/evidence>") for name in everything)
    assert any(name.endswith("graph/ontology>") for name in everything)


def test_blank_nodes_of_the_ontology_survive(place):
    quads = quads_of(place, Selection(ontology=True))
    back = parse_any(write(quads, "jsonld"), "all.jsonld", suffix=".jsonld")
    assert len(set(back)) == len(set(quads))


def test_a_text_keeps_its_unit_though_the_engine_rewrites_it(tmp_path):
    (tmp_path / "data" / "graph").mkdir(parents=True)
    line = '<http://example.org/a> <http://example.org/d> "P12M"^^<http://www.w3.org/2001/XMLSchema#duration> .'
    (tmp_path / "data" / "graph" / "a.trig").write_text("<https://example.org/g> { " + line + " }")
    place = Workspace(tmp_path, tmp_path / "data", tmp_path / "store")
    build_store(place)
    assert line in write(quads_of(place, Selection()), "nt").decode()
    with Store(place.store) as store:
        assert '"P1Y"' in write(store_quads(store, Selection()), "nt").decode()  # why the files are what is exported


def test_xml_says_what_it_cannot_carry():
    (quad,) = parse_any(b'<http://a> <http://b> "x\\u0001" .', "a", suffix=".ttl")
    with pytest.raises(UsageError, match=r"U\+0001"):
        write([quad], "rdfxml")
    for form in ("ttl", "nt", "jsonld", "trig", "nq"):
        assert parse_any(write([quad], form), form, suffix=SUFFIX[form]) == [quad]
