"""What stood for an act as long as it was only cited steps back when its text arrives.

The acts that cite it and the dossiers of measures go on calling it a stub in their own files; in the store it is held,
and it has one name in each language, its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri

AVAILABILITY, HELD, LABEL = iri("cpc:availability"), iri("cpc:held"), iri("rdfs:label")
_GRAPH = BASE + "graph/"


def settled(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads without what calls a held act a stub, and without second names."""
    given = list(quads)
    held = {quad.subject for quad in given if quad.predicate == AVAILABILITY and quad.object == HELD}
    names = _names(given)
    return [
        quad
        for quad in given
        if not (quad.predicate == AVAILABILITY and quad.subject in held and quad.object != HELD)
        and not (quad.predicate == LABEL and names.get((quad.subject, language(quad)), quad.object) != quad.object)
    ]


def _names(quads: list[Quad]) -> dict[tuple[object, str], object]:
    """Return, for each node that has several names in a language, the one that stays."""
    said: dict[tuple[object, str], list[Quad]] = {}
    for quad in quads:
        if quad.predicate == LABEL and isinstance(quad.object, Literal):
            said.setdefault((quad.subject, language(quad)), []).append(quad)
    several = {key: found for key, found in said.items() if len({quad.object for quad in found}) > 1}
    return {key: min(found, key=lambda quad: (*rank(quad), str(quad.object))).object for key, found in several.items()}


def rank(quad: Quad) -> tuple[int, str]:
    """Order the names of a node: put the graph of the thing itself first, then those of acts, then the dossiers."""
    graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
    path = graph.removeprefix(_GRAPH).removesuffix("/facts").removesuffix("/evidence")
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
    own = subject == BASE + path or subject.startswith(f"{BASE}{path}/")
    return (0 if own else 1 if path.startswith("eli/") else 2), graph


def language(quad: Quad) -> str:
    """Return the language of a name, "" for none."""
    return (quad.object.language or "") if isinstance(quad.object, Literal) else ""
