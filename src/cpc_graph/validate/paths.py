"""SHACL property paths: properties, inverses, alternatives and sequences of them, followed from many nodes at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from pyoxigraph import NamedNode

from cpc_graph.rdf.terms import iri
from cpc_graph.validate.facts import Facts
from cpc_graph.validate.finding import Node
from cpc_graph.validate.shapegraph import ShapeGraph, UnsupportedError

Row = Mapping[Node, None]  # the value nodes of one focus node, each once
_INVERSE, _ALTERNATIVE, _FIRST = iri("sh:inversePath"), iri("sh:alternativePath"), iri("rdf:first")
_NOTHING: Row = {}


@dataclass(frozen=True, slots=True)
class Property:
    """A property, or its inverse."""

    name: NamedNode
    inverse: bool = False

    def rows(self, facts: Facts, nodes: Sequence[Node]) -> list[Row]:
        """Return the value nodes of each of `nodes`."""
        table = facts.incoming(self.name) if self.inverse else facts.outgoing(self.name)
        return list(map(table.get, nodes, repeat(_NOTHING)))


@dataclass(frozen=True, slots=True)
class Either:
    """Any of some paths."""

    parts: tuple[Path, ...]

    def rows(self, facts: Facts, nodes: Sequence[Node]) -> list[Row]:
        """Return the value nodes of each of `nodes`."""
        rows = self.parts[0].rows(facts, nodes)
        for part in self.parts[1:]:
            more = part.rows(facts, nodes)
            rows = [{**one, **other} if one and other else one or other for one, other in zip(rows, more, strict=True)]
        return rows


@dataclass(frozen=True, slots=True)
class Chain:
    """A sequence of paths."""

    parts: tuple[Path, ...]

    def rows(self, facts: Facts, nodes: Sequence[Node]) -> list[Row]:
        """Return the value nodes of each of `nodes`."""
        rows = self.parts[0].rows(facts, nodes)
        for part in self.parts[1:]:
            between = list(dict.fromkeys(chain.from_iterable(rows)))
            onward = dict(zip(between, part.rows(facts, between), strict=True))
            rows = [dict.fromkeys(chain.from_iterable(map(onward.__getitem__, row))) if row else row for row in rows]
        return rows


Path = Property | Either | Chain


def compile_path(shapes: ShapeGraph, node: Node) -> Path:
    """Compile the path at a node. Raises UnsupportedError for a path of another kind."""
    if isinstance(node, NamedNode):
        return Property(node)
    if inverse := shapes.objects(node, _INVERSE):
        if not isinstance(inverse[0], NamedNode):
            raise UnsupportedError("sh:inversePath")
        return Property(inverse[0], inverse=True)
    if alternatives := shapes.objects(node, _ALTERNATIVE):
        return Either(_parts(shapes, alternatives[0]))
    if shapes.objects(node, _FIRST):
        return Chain(_parts(shapes, node))
    raise UnsupportedError("sh:path")


def _parts(shapes: ShapeGraph, cell: Node) -> tuple[Path, ...]:
    parts = tuple(compile_path(shapes, each) for each in shapes.items(cell))
    if not parts:
        raise UnsupportedError("sh:path")
    return parts
