"""Each triple in one graph: the engine's union of graphs is not a set, so a triple in two graphs counts twice.

`SELECT (COUNT(?x) AS ?n) { ?x a cpc:Provision }` gave 63 for 25 provisions. What several files say (a type, a label,
the place of a quote) goes to `graph/shared/facts`, or to `graph/shared/evidence` when all of them are evidence graphs;
the files themselves stay whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from cpc_graph.names import BASE

SHARED = NamedNode(BASE + "graph/shared/facts")
SHARED_EVIDENCE = NamedNode(BASE + "graph/shared/evidence")


def once_each(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads with every triple in exactly one graph."""
    placed: dict[object, Quad] = {}
    for quad in quads:
        known = placed.setdefault(quad.triple, quad)
        if known.graph_name != quad.graph_name:
            both = _is_evidence(known) and _is_evidence(quad)
            graph = SHARED_EVIDENCE if both else SHARED
            placed[quad.triple] = Quad(quad.subject, quad.predicate, quad.object, graph)
    return list(placed.values())


def _is_evidence(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.endswith("/evidence")
