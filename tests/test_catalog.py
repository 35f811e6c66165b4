"""The catalogue: made from the graphs, and holding what they hold."""

import pyoxigraph as ox

from cpc_graph.build.catalog import TABLE, catalog
from cpc_graph.names import BASE, CPC, PREFIXES
from cpc_graph.resources import data_dir
from cpc_graph.store.reader import Store

pytest_plugins = ["corpus_store"]
HOLDS = """PREFIX dcterms: <http://purl.org/dc/terms/> SELECT DISTINCT ?thing WHERE {{
  <https://w3id.org/cpc-graph/id/dataset/{name}> dcterms:hasPart ?thing }}"""


def held(store: Store, name: str) -> set[str]:
    return {row["thing"].value for row in store.query(HOLDS.format(name=name))}


def test_every_measure_and_every_act_is_in_one_data_set(corpus):
    measures = {
        quad.subject.value
        for quad in corpus.raw.quads_for_pattern(
            None, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(CPC + "Measure"), None
        )
    }
    assert held(corpus, "measures") == measures and len(measures) > 10
    assert {BASE + "eli/fr/conseil-etat/decision/2017/02/24/392459"} <= held(corpus, "stubs")
    assert not held(corpus, "stubs") & held(corpus, "decisions")
    assert sum("/eli/fr/ansm/decision/" in iri for iri in held(corpus, "decisions")) == 3
    assert len(held(corpus, "sources")) == 5


def test_each_file_of_the_corpus_is_a_distribution():
    graph = list(ox.parse((data_dir() / "catalog.ttl").read_bytes(), ox.RdfFormat.TURTLE))
    distribution = PREFIXES["dcat"] + "distribution"
    told = {
        quad.object.value.removeprefix(BASE + "id/distribution/")
        for quad in graph
        if quad.predicate.value == distribution
    }
    files = {
        path.relative_to(data_dir()).as_posix() for path in data_dir().glob("*/*") if path.parent.name != "readings"
    }
    assert set(told) == files


def test_a_new_measure_changes_the_catalogue():
    measure, kind = ox.NamedNode(BASE + "id/measure/new"), ox.NamedNode(PREFIXES["rdf"] + "type")
    made = catalog(data_dir() / TABLE, ["measures/new.trig"], [ox.Quad(measure, kind, ox.NamedNode(CPC + "Measure"))])
    assert "1 mesures que les analystes suivent" in made.decode() and "id/measure/new" in made.decode()
    assert made == catalog(
        data_dir() / TABLE, ["measures/new.trig"], [ox.Quad(measure, kind, ox.NamedNode(CPC + "Measure"))]
    )
