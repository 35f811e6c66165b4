"""Names for the nodes that a file left without one: every node of an accepted graph has an IRI, the same each time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Quad

from cpc_graph.errors import InputError
from cpc_graph.names import BASE

_FOLDER = BASE + "id/node/"
_DEEPEST = 100


def with_names(quads: Iterable[Quad], file: str) -> list[Quad]:
    """Give each blank node an IRI made of what it says and of what names it.

    Such a node must hang on one other node: a brackets-in-Turtle node does. One that is shared, or in a circle, could
    only be named by comparing whole graphs, at a cost without limit: InputError.
    """
    given = list(quads)
    names = _Names(given, file)
    return [Quad(names.of(quad.subject), quad.predicate, names.of(quad.object), quad.graph_name) for quad in given]


class _Names:
    """Names nodes by a digest of their way in and of all that hangs on them."""

    def __init__(self, quads: list[Quad], file: str) -> None:
        self._file = file
        self._out: dict[BlankNode, list[Quad]] = {}
        self._in: dict[BlankNode, list[Quad]] = {}
        for quad in quads:
            if isinstance(quad.subject, BlankNode):
                self._out.setdefault(quad.subject, []).append(quad)
            if isinstance(quad.object, BlankNode):
                self._in.setdefault(quad.object, []).append(quad)
        self._known: dict[BlankNode, NamedNode] = {}

    def of(self, node: Any) -> Any:
        """Return the name of a blank node, anything else as it is."""
        if not isinstance(node, BlankNode):
            return node
        if node not in self._known:
            self._known[node] = self._name(node)
        return self._known[node]

    def _name(self, node: BlankNode) -> NamedNode:
        ways = self._in.get(node, [])
        if len(ways) != 1:
            raise self._refusal("sans nœud qui la porte" if not ways else "portée par plusieurs nœuds")
        way = ways[0]
        said = f"{self._above(way.subject)}\n{way.predicate}\n{self._content(node, 0)}"
        return NamedNode(_FOLDER + hashlib.sha256(said.encode()).hexdigest()[:16])

    def _above(self, node: object) -> str:
        """Name what a node hangs on, up to a node that has a name."""
        steps: list[str] = []
        while isinstance(node, BlankNode):
            ways = self._in.get(node, [])
            if len(ways) != 1 or len(steps) > _DEEPEST:
                raise self._refusal("en cercle ou trop profonde")
            steps.append(str(ways[0].predicate))
            node = ways[0].subject
        return "\n".join([*steps, str(node)])

    def _content(self, node: BlankNode, depth: int) -> str:
        if depth > _DEEPEST:
            raise self._refusal("en cercle ou trop profonde")
        lines = []
        for quad in self._out.get(node, []):
            value = quad.object
            if isinstance(value, BlankNode):
                if len(self._in.get(value, [])) != 1:
                    raise self._refusal("portée par plusieurs nœuds")
                lines.append(f"{quad.predicate} ({self._content(value, depth + 1)})")
            else:
                lines.append(f"{quad.predicate} {value}")
        return "\n".join(sorted(lines))

    def _refusal(self, why: str) -> InputError:
        return InputError(
            fr=f"{self._file} : ressource anonyme (blank node) {why} ; donnez-lui un IRI",
            en=f"{self._file}: a blank node is shared, in a circle, too deep, or hangs on nothing; give it an IRI",
        )
