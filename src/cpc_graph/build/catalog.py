"""The catalogue (DCAT) of a data folder: its words are a table, what each data set holds is read from the graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad

from cpc_graph.build.trig import canonical_trig
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import Term, iri, text
from cpc_graph.text.yaml_file import load

TABLE = Path("readings") / "tables" / "catalog.yaml"
_GRAPH = NamedNode(BASE + "graph/catalog")
_CATALOG = iri("<id/catalog>")
_MEDIA = {".trig": "application/trig", ".ttl": "text/turtle", ".txt": "text/plain"}
_HEAD = "# Made by `cpc-graph build --data` from the graphs and readings/tables/catalog.yaml: do not edit.\n"


def catalog(table: Path, files: Iterable[str], quads: Iterable[Quad]) -> bytes:
    """Return the catalogue as Turtle. `files` are relative to the data folder; `quads` are what they hold."""
    words, paths, known = load(table), sorted(files), list(quads)
    made = list(_catalog(words))
    for dataset in words["datasets"]:
        made += _dataset(dataset, words, paths, known)
    return _turtle(made)


def _turtle(made: Iterable[Quad]) -> bytes:
    """Write one graph without its name: the catalogue is a Turtle file, its graph that of its kind."""
    lines = canonical_trig(made).decode().splitlines()
    return (
        _HEAD + "\n".join(line for line in lines if line != "}" and not line.endswith(" {")).rstrip() + "\n"
    ).encode()


def _catalog(words: dict[str, Any]) -> Iterator[Quad]:
    publisher = iri(f"<{words['publisher']['id']}>")
    yield _quad(publisher, "rdf:type", iri("foaf:Agent"))
    yield _quad(publisher, "foaf:name", text(words["publisher"]["name"]))
    yield _quad(_CATALOG, "rdf:type", iri("dcat:Catalog"))
    yield from _said(_CATALOG, words["catalog"], words, 0)
    for dataset in words["datasets"]:
        yield _quad(_CATALOG, "dcat:dataset", _node(dataset))


def _dataset(dataset: dict[str, Any], words: dict[str, Any], files: list[str], quads: list[Quad]) -> Iterator[Quad]:
    node = _node(dataset)
    held = _held(dataset, quads)
    yield _quad(node, "rdf:type", iri("dcat:Dataset"))
    yield _quad(node, "dcterms:isPartOf", _CATALOG)
    yield from _said(node, dataset, words, len(held))
    for thing in held:
        yield _quad(node, "dcterms:hasPart", thing)
    for file in files:
        if file.startswith(dataset["files"]):
            yield from _distribution(node, file)


def _said(node: NamedNode, entry: dict[str, Any], words: dict[str, Any], count: int) -> Iterator[Quad]:
    for lang in ("fr", "en"):
        yield _quad(node, "dcterms:title", text(entry["title"][lang], lang))
        yield _quad(node, "dcterms:description", text(entry["description"][lang].format(count=count), lang))
    yield _quad(node, "dcterms:publisher", iri(f"<{entry.get('publisher', words['publisher']['id'])}>"))
    yield _quad(node, "dcterms:license", iri(f"<{entry.get('licence', words['licence'])}>"))
    for lang in entry.get("languages", ["fr", "en"]):
        yield _quad(node, "dcterms:language", text(lang))


def _distribution(dataset: NamedNode, file: str) -> Iterator[Quad]:
    node = iri(f"<id/distribution/{file}>")
    yield _quad(dataset, "dcat:distribution", node)
    yield _quad(node, "rdf:type", iri("dcat:Distribution"))
    yield _quad(node, "dcterms:title", text(file))
    yield _quad(node, "dcat:mediaType", text(_MEDIA.get(Path(file).suffix, "application/octet-stream")))


def _held(dataset: dict[str, Any], quads: list[Quad]) -> list[NamedNode]:
    """Return the things of the classes that a data set holds; by whether their text is held, where it says so."""
    classes, is_a, how = {iri(name) for name in dataset["holds"]}, iri("rdf:type"), iri("cpc:availability")
    things = {quad.subject for quad in quads if quad.predicate == is_a and quad.object in classes}
    unheld = {quad.subject for quad in quads if quad.predicate == how and quad.object != iri("cpc:held")}
    wanted = dataset.get("availability")
    kept = things if wanted is None else things - unheld if wanted == "held" else things & unheld
    return sorted((thing for thing in kept if isinstance(thing, NamedNode)), key=lambda thing: thing.value)


def _node(dataset: dict[str, Any]) -> NamedNode:
    return iri(f"<id/dataset/{dataset['id']}>")


def _quad(subject: NamedNode, predicate: str, value: Term) -> Quad:
    return Quad(subject, iri(predicate), value, _GRAPH)
