"""What the engine must know of the ontology: superclasses, vocabularies, disjoint kinds, evidenced properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad

from cpc_graph.names import CPC
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import ontology_dir
from cpc_graph.validate.finding import Node, text_of

RDF_TYPE = iri("rdf:type")
_SUBCLASS, _DISJOINT = iri("rdfs:subClassOf"), iri("owl:disjointWith")
_ALL_DISJOINT, _MEMBERS = iri("owl:AllDisjointClasses"), iri("owl:members")
_FIRST, _REST, _NIL = iri("rdf:first"), iri("rdf:rest"), iri("rdf:nil")
_FUNCTIONAL, _EVIDENCED = iri("owl:FunctionalProperty"), iri("cpc:evidenced")


@dataclass(frozen=True, slots=True)
class Ontology:
    """`quads` go to the engine beside the data; `declared` are the terms of our namespace; `evidenced` properties."""

    quads: tuple[Quad, ...]
    declared: frozenset[NamedNode]
    evidenced: frozenset[NamedNode]


@lru_cache(maxsize=2)
def load_ontology(folder: Path | None = None) -> Ontology:
    """Read the ontology of a folder, by default the shipped one. Raises InputError."""
    quads = [quad for path in sorted((folder or ontology_dir()).rglob("*.ttl")) for quad in read_quads(path)]
    declared = {
        quad.subject for quad in quads if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(CPC)
    }
    return Ontology(
        quads=(*_useful(quads), *_disjoint_pairs(quads)),
        declared=frozenset(declared),
        evidenced=frozenset(
            quad.subject for quad in quads if quad.predicate == _EVIDENCED and isinstance(quad.subject, NamedNode)
        ),
    )


def _useful(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        named = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        kind = quad.predicate == RDF_TYPE and (quad.object == _FUNCTIONAL or text_of(quad.object).startswith(CPC))
        if quad.predicate in (_EVIDENCED, _DISJOINT) or (named and (kind or quad.predicate == _SUBCLASS)):
            yield quad


def _disjoint_pairs(quads: list[Quad]) -> Iterator[Quad]:
    """Write each list of disjoint classes as pairs, both ways: a rule asks for pairs."""
    links: dict[tuple[Node, NamedNode], Node] = {
        (quad.subject, quad.predicate): quad.object for quad in quads if quad.predicate in (_FIRST, _REST, _MEMBERS)
    }
    for quad in quads:
        if quad.predicate == RDF_TYPE and quad.object == _ALL_DISJOINT:
            for one, other in combinations(_items(links, links.get((quad.subject, _MEMBERS))), 2):
                yield Quad(one, _DISJOINT, other, DefaultGraph())
                yield Quad(other, _DISJOINT, one, DefaultGraph())
        elif quad.predicate == _DISJOINT and isinstance(quad.object, NamedNode):
            yield Quad(quad.object, _DISJOINT, quad.subject, DefaultGraph())


def _items(links: dict[tuple[Node, NamedNode], Node], cell: Node | None) -> list[NamedNode]:
    """List the named classes of a list."""
    found: list[NamedNode] = []
    while cell is not None and cell != _NIL:
        item = links.get((cell, _FIRST))
        if isinstance(item, NamedNode):
            found.append(item)
        cell = links.get((cell, _REST))
    return found
