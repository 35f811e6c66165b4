"""The triples that the fast engine judges: as written, by property, and as a store for the SPARQL of the rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

from cpc_graph.rdf.terms import iri
from cpc_graph.validate.finding import Node

Table = dict[Node, dict[Node, None]]
_TYPE, _SUBCLASS = iri("rdf:type"), iri("rdfs:subClassOf")
# the store keeps these as they are written when they are well formed, and leaves what is ill formed alone
KEPT = {iri("xsd:string"), iri("rdf:langString"), iri("xsd:date"), iri("xsd:boolean"), iri("xsd:anyURI")}


class Facts:
    """The union of some quads, looked up by property: the tables that a rule asks for are made when it does."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Sort `quads` by property, whatever their graphs."""
        self._quads = quads if isinstance(quads, Sequence) else list(quads)
        self._sorted: dict[NamedNode, list[Quad]] = {}
        for quad in self._quads:
            predicate = quad.predicate
            if predicate in self._sorted:
                self._sorted[predicate].append(quad)
            else:
                self._sorted[predicate] = [quad]
        self._outgoing: dict[NamedNode, Table] = {}
        self._incoming: dict[NamedNode, Table] = {}
        self._instances: dict[Node, frozenset[Node]] = {}

    def __iter__(self) -> Iterator[Quad]:
        """Go through the quads as they were given."""
        return iter(self._quads)

    @property
    def predicates(self) -> Collection[NamedNode]:
        """The properties that the quads use, in their order."""
        return self._sorted.keys()

    def with_property(self, predicate: NamedNode) -> Sequence[Quad]:
        """Return the quads of a property."""
        return self._sorted.get(predicate, ())

    def outgoing(self, predicate: NamedNode) -> Table:
        """Return the objects of a property by subject, each once, in their order."""
        if predicate not in self._outgoing:
            pairs = [(quad.subject, quad.object) for quad in self._sorted.get(predicate, ())]
            self._outgoing[predicate] = _table(pairs)
        return self._outgoing[predicate]

    def incoming(self, predicate: NamedNode) -> Table:
        """Return the subjects of a property by object."""
        if predicate not in self._incoming:
            pairs = [(quad.object, quad.subject) for quad in self._sorted.get(predicate, ())]
            self._incoming[predicate] = _table(pairs)
        return self._incoming[predicate]

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
        """The same triples for SPARQL. The store rewrites some literals (`P12M` is kept as `P1Y`): see `written`."""
        store = pyoxigraph.Store()
        # in the default graph: joins over the union of named graphs take some three times as long
        store.bulk_extend(Quad(subject, predicate, value) for subject, predicate, value, _ in self._quads)
        return store

    def select(self, query: str, bound: dict[Variable, NamedNode | BlankNode | Literal | Triple] | None = None) -> Any:
        """Evaluate a SELECT over the union of the graphs."""
        return self._store.query(query, substitutions=bound)

    def written(self, subject: Node, predicate: Node | None, value: Node) -> Node:
        """Return the value that the store gave back as the data write it."""
        if not isinstance(value, Literal) or not isinstance(predicate, NamedNode) or value.datatype in KEPT:
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


def _table(pairs: Iterable[tuple[Node, Node]]) -> Table:
    found: Table = {}
    for key, value in pairs:
        if key in found:
            found[key][value] = None
        else:
            found[key] = {value: None}
    return found
