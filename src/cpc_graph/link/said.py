"""The assertions of some quads, each with what it says, how it is known and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.names import CPC
from cpc_graph.rdf.terms import Term, iri

_PARTS = {iri(f"rdf:{name}"): name for name in ("subject", "predicate", "object")}
_PARTS |= {iri("cpc:statementStatus"): "status", iri("cpc:underReading"): "reading"}
_CONFLICT_OF = iri("cpc:conflictOf")


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assertion that stands under no reading, in its graph. `value` None: it says that the value is unknown."""

    iri: NamedNode
    subject: NamedNode
    predicate: NamedNode
    value: Term | None
    status: str
    graph: NamedNode


def assertions(quads: Iterable[Quad]) -> Iterator[Assertion]:
    """Yield the assertions, in the order in which they come."""
    parts: dict[tuple[NamedNode, NamedNode], dict[str, Term]] = {}
    for quad in quads:
        part = _PARTS.get(quad.predicate)
        node, graph, value = quad.subject, quad.graph_name, quad.object
        if part is None or not isinstance(node, NamedNode) or not isinstance(graph, NamedNode):
            continue
        if isinstance(value, NamedNode | Literal):
            parts.setdefault((node, graph), {})[part] = value
    for (node, graph), said in parts.items():
        subject, predicate, status = said.get("subject"), said.get("predicate"), said.get("status")
        if "reading" in said or status is None:
            continue
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
            known = status.value.removeprefix(CPC)
            yield Assertion(node, subject, predicate, said.get("object"), known, graph)


def conflicts(quads: Iterable[Quad]) -> dict[NamedNode, Quad]:
    """Return, for each assertion that stands in a conflict, the quad that says so."""
    return {
        quad.object: quad for quad in quads if quad.predicate == _CONFLICT_OF and isinstance(quad.object, NamedNode)
    }
