"""What the store is made of: the files of the ontology and of a data folder, each in its graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad

from cpc_graph.build.documents import SOURCES_FILE
from cpc_graph.names import BASE
from cpc_graph.rdf.gate import read_quads
from cpc_graph.resources import ontology_dir

ONTOLOGY_GRAPH = NamedNode(BASE + "graph/ontology")
SOURCES_GRAPH = NamedNode(BASE + "graph/sources")
CATALOG_GRAPH = NamedNode(BASE + "graph/catalog")
CATALOG_FILE = "catalog.ttl"
FOLDERS = ("law", "products", "measures", "graph")


def corpus_files(data: Path) -> list[Path]:
    """Return the files that the store is made of, in a fixed order: ontology, sources, catalogue, then the graphs."""
    described = [path for path in (data / SOURCES_FILE, data / CATALOG_FILE) if path.is_file()]
    graphs = [path for folder in FOLDERS for path in sorted((data / folder).rglob("*.trig"))]
    return [*sorted(ontology_dir().rglob("*.ttl")), *described, *graphs]


def corpus_quads(data: Path) -> list[Quad]:
    """Return the quads of all those files. Raises InputError, with the place, for a file that does not parse."""
    return [quad for path in corpus_files(data) for quad in file_quads(path)]


def file_quads(path: Path) -> Iterator[Quad]:
    """Yield the quads of one file; triples without a graph go to the graph of their kind of file."""
    graph = _graph_of(path)
    for quad in read_quads(path):
        if isinstance(quad.graph_name, DefaultGraph):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
        else:
            yield quad


def _graph_of(path: Path) -> NamedNode:
    if path.name == Path(SOURCES_FILE).name:
        return SOURCES_GRAPH
    return CATALOG_GRAPH if path.name == CATALOG_FILE else ONTOLOGY_GRAPH
