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
        placed[quad.triple] = joined(placed.get(quad.triple), quad)
    return list(placed.values())


def joined(known: Quad | None, quad: Quad) -> Quad:
    """Return the quad, in the graph of what is shared when the same triple is known in another graph."""
    if known is None or known.graph_name == quad.graph_name:
        return quad
    graph = SHARED_EVIDENCE if is_evidence(known) and is_evidence(quad) else SHARED
    return Quad(quad.subject, quad.predicate, quad.object, graph)


def is_evidence(quad: Quad) -> bool:
    """Tell whether a quad stands in an evidence graph."""
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.endswith("/evidence")
