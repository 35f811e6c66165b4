"""SHACL property paths as functions: properties, inverses, alternatives and sequences of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain

from pyoxigraph import NamedNode

from cpc_graph.rdf.terms import iri
from cpc_graph.validate.facts import Facts, Nodes
from cpc_graph.validate.finding import Node
from cpc_graph.validate.shapegraph import ShapeGraph, UnsupportedError

# from a focus node to its value nodes, each once
Getter = Callable[[Node], "Mapping[Node, None]"]
Path = Callable[[Facts], Getter]
_INVERSE, _ALTERNATIVE = iri("sh:inversePath"), iri("sh:alternativePath")
_FIRST = iri("rdf:first")
_NOTHING: Mapping[Node, None] = {}


def compile_path(shapes: ShapeGraph, node: Node) -> Path:
    """Compile the path at a node. Raises UnsupportedError for a path of another kind."""
    if isinstance(node, NamedNode):
        return _property(node)
    if inverse := shapes.objects(node, _INVERSE):
        if not isinstance(inverse[0], NamedNode):
            raise UnsupportedError("sh:inversePath")
        return _inverse(inverse[0])
    if alternatives := shapes.objects(node, _ALTERNATIVE):
        properties = [each for each in shapes.items(alternatives[0]) if isinstance(each, NamedNode)]
        if len(properties) == len(shapes.items(alternatives[0])):
            return _united(tuple(properties))
        return _alternative([compile_path(shapes, each) for each in shapes.items(alternatives[0])])
    if shapes.objects(node, _FIRST):
        return _sequence([compile_path(shapes, each) for each in shapes.items(node)])
    raise UnsupportedError("sh:path")


def _property(predicate: NamedNode) -> Path:
    def path(facts: Facts) -> Getter:
        table = facts.outgoing(predicate)
        return lambda node: table.get(node, _NOTHING)

    return path


def _united(predicates: tuple[NamedNode, ...]) -> Path:
    def path(facts: Facts) -> Getter:
        table = facts.united(predicates)
        return lambda node: table.get(node, _NOTHING)

    return path


def _inverse(predicate: NamedNode) -> Path:
    def path(facts: Facts) -> Getter:
        table = facts.incoming(predicate)
        return lambda node: table.get(node, _NOTHING)

    return path


def _alternative(parts: list[Path]) -> Path:
    def path(facts: Facts) -> Getter:
        getters = [part(facts) for part in parts]
        return lambda node: dict.fromkeys(chain.from_iterable(get(node) for get in getters))

    return path


def _sequence(parts: list[Path]) -> Path:
    def path(facts: Facts) -> Getter:
        getters = [part(facts) for part in parts]

        def get(node: Node) -> Mapping[Node, None]:
            reached: Nodes = (node,)
            for step in getters:
                reached = dict.fromkeys(chain.from_iterable(step(each) for each in reached))
            return dict.fromkeys(reached)

        return get

    return path
