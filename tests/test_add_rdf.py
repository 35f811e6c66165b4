"""RDF from outside: each node gets a name, each quad a graph and a file."""

import pyoxigraph as ox
import pytest

from arrivals import plain
from cpc_graph.errors import InputError
from cpc_graph.link.naming import with_names
from cpc_graph.link.placing import file_of, place
from cpc_graph.names import BASE
from cpc_graph.store.ledger import canonical_hash

HEAD = """@base <https://w3id.org/cpc-graph/> .
@prefix cpc: <https://w3id.org/cpc-graph/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
BRACKETS = (
    HEAD
    + """
<id/case/D1> a cpc:Decision ; cpc:regime cpc:CPC .
<id/as/1> a cpc:Assertion ; rdf:subject <id/case/D1> ; rdf:predicate cpc:regime ; rdf:object cpc:CPC ;
  cpc:statementStatus cpc:stated ; oa:hasTarget [ a oa:SpecificResource ; oa:hasSource <id/case/D1/fr/txt> ;
    oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "un CPC" ] ,
      [ a oa:TextPositionSelector ; oa:start 3 ; oa:end 9 ] ] .
"""
)


def quads(text: str, form: ox.RdfFormat = ox.RdfFormat.TRIG) -> list[ox.Quad]:
    return list(ox.parse(text.encode(), form, rename_blank_nodes=True))


def test_brackets_become_names_the_same_each_time():
    one, other = (with_names(quads(BRACKETS), "a.ttl") for _ in range(2))
    assert set(one) == set(other)
    assert len(set(one)) == len(quads(BRACKETS))
    assert not any(isinstance(term, ox.BlankNode) for quad in one for term in (quad.subject, quad.object))


def test_evidence_goes_to_its_own_graph():
    (placed,) = place(with_names(quads(BRACKETS), "a.ttl"), "a.ttl")
    assert placed.path == "id/case/D1"
    evidence = {quad.predicate.value.rpartition("#")[2] for quad in placed.quads if "evidence" in str(quad.graph_name)}
    assert {"exact", "start", "hasTarget", "subject", "statementStatus"} <= evidence
    facts = [quad for quad in placed.quads if "/facts" in str(quad.graph_name)]
    assert {quad.subject.value.removeprefix(BASE) for quad in facts} == {"id/case/D1"}


@pytest.mark.parametrize(
    "text",
    [
        "<id/a> cpc:note _:x . <id/b> cpc:note _:x .",
        "_:x cpc:note _:y . _:y cpc:note _:x .",
        "<id/a> cpc:note _:x . _:x cpc:note _:x .",
        "_:x a cpc:Decision .",
        "<id/a> cpc:note " + "[ cpc:note " * 150 + '"x"' + " ]" * 150 + " .",
    ],
    ids=["shared", "circle", "itself", "nobody's", "deep"],
)
def test_a_node_that_only_a_comparison_of_graphs_could_name_is_refused(text):
    with pytest.raises(InputError, match="blank node"):
        with_names(quads(HEAD + text), "a.ttl")


def test_a_complete_graph_of_blank_nodes_is_refused_at_once():
    text = "".join(f"_:a{i} cpc:note _:a{j} .\n" for i in range(12) for j in range(12) if i != j)
    with pytest.raises(InputError, match="blank node"):
        with_names(quads(HEAD + text), "poison.ttl")


def test_several_acts_of_one_file_have_a_file_each():
    second = plain().partition("<id/case/D1>")[2].replace("id/case/", "id/other/")
    placed = place(quads(plain() + "<id/case/D1>".replace("case", "other") + second), "a.ttl")
    assert [one.path for one in placed] == ["id/case/D1", "id/other/D1"]
    first, other = placed
    assert all("id/other" not in str(quad.subject) for quad in first.quads)
    assert any("id/other/impact/1" in str(quad.subject) for quad in other.quads)
    assert len({one.file for one in placed}) == 2


def test_an_act_that_is_only_cited_has_no_file():
    stub = "<id/case/D0> a cpc:Decision ; cpc:availability cpc:citedOnly . <id/case/D1> cpc:renews <id/case/D0> ."
    (placed,) = place(quads(plain() + stub), "a.ttl")
    assert placed.path == "id/case/D1"


def test_quads_that_are_in_graphs_of_ours_stay_there():
    text = f"{HEAD} <graph/eli/fr/ansm/decision/2022/03/15/x/etablissement/facts> {{ <id/a> a cpc:Decision . }}"
    (placed,) = place(quads(text), "a.trig")
    assert placed.file == "graph/2022-03-15-x-etablissement.trig"


@pytest.mark.parametrize("graph", ["law/facts", "products/facts", "measures/x/facts", "derived", "ontology", "sources"])
def test_graphs_that_a_file_may_not_fill(graph):
    with pytest.raises(InputError, match="graphe"):
        place(quads(f"{HEAD} <graph/{graph}> {{ <id/a> a cpc:Decision . }}"), "a.trig")


def test_without_an_act_the_first_thing_names_the_file():
    (placed,) = place(quads(HEAD + "<id/speciality/cis/1> a cpc:Speciality ."), "a.ttl")
    assert placed.path == "id/speciality/cis/1"
    assert placed.file.startswith("graph/id-speciality-cis-1-")


@pytest.mark.parametrize(
    "path",
    ["../../etc/passwd", "eli/fr/ansm/decision/2022/03/15/../x", "/abs", "a" * 500, "http://e.org/D1", "é\u202e", ""],
)
def test_no_path_from_outside_reaches_the_file_system(path):
    name = file_of(path)
    assert name.startswith("graph/")
    assert name.endswith(".trig")
    assert name.count("/") == 1
    assert ".." not in name
    assert name.isascii()
    assert len(name) < 120


def test_the_canonical_hash_knows_the_quads_and_not_their_order():
    found = with_names(quads(BRACKETS), "a.ttl")
    assert canonical_hash(found) == canonical_hash(reversed(found))
    assert canonical_hash(found) != canonical_hash(found[1:])
