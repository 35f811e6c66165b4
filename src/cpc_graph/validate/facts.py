"""The triples that the fast engine judges: as written, by property, and as a store for the SPARQL of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

from cpc_graph.rdf.terms import iri
from cpc_graph.validate.finding import Node

Nodes = Iterable[Node]
_TYPE, _SUBCLASS = iri("rdf:type"), iri("rdfs:subClassOf")
_NONE: Mapping[Node, dict[Node, None]] = {}
# the store keeps these as they are written when they are well formed, and leaves what is ill formed alone
_KEPT = {iri("xsd:string"), iri("rdf:langString"), iri("xsd:date"), iri("xsd:boolean"), iri("xsd:anyURI")}


class Facts:
    """The union of some quads. `by_property[p][s]` holds the objects of `s p ?`, each once, in their order."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Index `quads`, whatever their graphs."""
        self._quads = quads if isinstance(quads, list) else list(quads)
        self.by_property: dict[NamedNode, dict[Node, dict[Node, None]]] = {}
        by_property = self.by_property
        for quad in self._quads:
            subject, predicate = quad.subject, quad.predicate
            objects = by_property.setdefault(predicate, {})
            if subject in objects:
                objects[subject][quad.object] = None
            else:
                objects[subject] = {quad.object: None}
        self._united: dict[tuple[NamedNode, ...], dict[Node, dict[Node, None]]] = {}
        self._inverse: dict[NamedNode, dict[Node, dict[Node, None]]] = {}
        self._instances: dict[Node, frozenset[Node]] = {}

    def outgoing(self, predicate: NamedNode) -> Mapping[Node, dict[Node, None]]:
        """Return the objects of a property by subject."""
        return self.by_property.get(predicate, _NONE)

    def united(self, predicates: tuple[NamedNode, ...]) -> Mapping[Node, dict[Node, None]]:
        """Return the objects of any of some properties by subject."""
        if predicates not in self._united:
            found: dict[Node, dict[Node, None]] = {}
            for predicate in predicates:
                for subject, objects in self.outgoing(predicate).items():
                    found[subject] = found[subject] | objects if subject in found else objects
            self._united[predicates] = found
        return self._united[predicates]

    def incoming(self, predicate: NamedNode) -> Mapping[Node, dict[Node, None]]:
        """Return the subjects of a property by object."""
        if predicate not in self._inverse:
            found: dict[Node, dict[Node, None]] = {}
            for subject, objects in self.outgoing(predicate).items():
                for value in objects:
                    found.setdefault(value, {})[subject] = None
            self._inverse[predicate] = found
        return self._inverse[predicate]

    def instances(self, kind: Node) -> frozenset[Node]:
        """Return the nodes of a class or of one of its subclasses."""
        if kind not in self._instances:
            found: set[Node] = set()
            for lower in self._below(kind):
                found.update(self.incoming(_TYPE).get(lower, ()))
            self._instances[kind] = frozenset(found)
        return self._instances[kind]

    def _below(self, kind: Node) -> set[Node]:
        below, waiting = {kind}, [kind]
        while waiting:
            more = set(self.incoming(_SUBCLASS).get(waiting.pop(), ())) - below
            below |= more
            waiting += more
        return below

    @cached_property
    def _store(self) -> pyoxigraph.Store:
        """The same quads for SPARQL. The store rewrites some literals (`P12M` is kept as `P1Y`): see `written`."""
        store = pyoxigraph.Store()
        store.bulk_extend(self._quads)
        return store

    def select(self, query: str, bound: dict[Variable, NamedNode | BlankNode | Literal | Triple] | None = None) -> Any:
        """Evaluate a SELECT over the union of the graphs; a triple of two graphs may give a row twice."""
        return self._store.query(query, use_default_graph_as_union=True, substitutions=bound)

    def written(self, subject: Node, predicate: Node | None, value: Node) -> Node:
        """Return the value that the store gave back as the data write it."""
        if not isinstance(value, Literal) or not isinstance(predicate, NamedNode) or value.datatype in _KEPT:
            return value
        given = self.outgoing(predicate).get(subject, {})
        if value in given:
            return value
        return next((each for each in given if isinstance(each, Literal) and self._stored(each) == value), value)

    def _stored(self, literal: Literal) -> Node | None:
        node = NamedNode("urn:cpc-graph:written")
        store = pyoxigraph.Store()
        store.add(Quad(node, node, literal, DefaultGraph()))
        return next((quad.object for quad in store), None)
