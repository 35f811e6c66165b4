"""The triples of shapes, looked up by subject: what the compiler of the fast engine reads."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.names import PREFIXES
from cpc_graph.rdf.terms import iri
from cpc_graph.validate.finding import Node

SH = PREFIXES["sh"]
_FIRST, _REST, _NIL = iri("rdf:first"), iri("rdf:rest"), iri("rdf:nil")


class UnsupportedError(Exception):
    """A shape uses what the fast engine does not run: pyshacl must judge it."""


class ShapeGraph:
    """Shapes by subject."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Index the quads."""
        self.links: dict[Node, dict[NamedNode, list[Node]]] = {}
        for quad in quads:
            self.links.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)

    def objects(self, node: Node, predicate: NamedNode) -> list[Node]:
        """Return the values of a property."""
        return self.links.get(node, {}).get(predicate, [])

    def items(self, cell: Node) -> list[Node]:
        """Return the items of a list. Raises UnsupportedError for one that is broken or does not end."""
        found: list[Node] = []
        seen: set[Node] = set()
        while cell != _NIL:
            first, rest = self.objects(cell, _FIRST), self.objects(cell, _REST)
            if cell in seen or len(first) != 1 or len(rest) != 1:
                raise UnsupportedError("list")
            seen.add(cell)
            found.append(first[0])
            cell = rest[0]
        return found

    def one(self, node: Node, word: str) -> Node:
        """Return the only value of `sh:word`. Raises UnsupportedError when there are more."""
        found = self.objects(node, NamedNode(SH + word))
        if len(found) != 1:
            raise UnsupportedError(f"sh:{word}")
        return found[0]

    def text(self, node: Node, word: str) -> str:
        """Return the only value of `sh:word`, a literal, as text."""
        found = self.one(node, word)
        if not isinstance(found, Literal):
            raise UnsupportedError(f"sh:{word}")
        return found.value

    def words(self, node: Node) -> set[str]:
        """Return the local names of the SHACL properties of a node."""
        return {name.value.removeprefix(SH) for name in self.links.get(node, {}) if name.value.startswith(SH)}
