"""What stood for an act as long as it was only cited steps back when its text arrives.

The acts that cite it and the dossiers of measures go on calling it a stub in their own files; in the store it is held,
and it has one name in each language, its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri

_AVAILABILITY, _HELD, _LABEL = iri("cpc:availability"), iri("cpc:held"), iri("rdfs:label")
_GRAPH = BASE + "graph/"


def settled(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads without what calls a held act a stub, and without second names."""
    given = list(quads)
    held = {quad.subject for quad in given if quad.predicate == _AVAILABILITY and quad.object == _HELD}
    names = _names(given)
    return [
        quad
        for quad in given
        if not (quad.predicate == _AVAILABILITY and quad.subject in held and quad.object != _HELD)
        and not (quad.predicate == _LABEL and names.get((quad.subject, _lang(quad)), quad.object) != quad.object)
    ]


def _names(quads: list[Quad]) -> dict[tuple[object, str], object]:
    """Return, for each node that has several names in a language, the one that stays."""
    said: dict[tuple[object, str], list[Quad]] = {}
    for quad in quads:
        if quad.predicate == _LABEL and isinstance(quad.object, Literal):
            said.setdefault((quad.subject, _lang(quad)), []).append(quad)
    several = {key: found for key, found in said.items() if len({quad.object for quad in found}) > 1}
    return {key: min(found, key=_rank).object for key, found in several.items()}


def _rank(quad: Quad) -> tuple[int, str]:
    """Put the graph of the thing itself first, then the graphs of acts, then the dossiers."""
    graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
    path = graph.removeprefix(_GRAPH).removesuffix("/facts").removesuffix("/evidence")
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
    own = subject == BASE + path or subject.startswith(f"{BASE}{path}/")
    return (0 if own else 1 if path.startswith("eli/") else 2), graph


def _lang(quad: Quad) -> str:
    return (quad.object.language or "") if isinstance(quad.object, Literal) else ""
