"""Where the quads of a file from outside go: the two graphs of each act, and the canonical file of each."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from cpc_graph.build.decision_act import short_slug
from cpc_graph.build.files import act_file
from cpc_graph.errors import InputError
from cpc_graph.names import BASE, digest
from cpc_graph.rdf.terms import iri

_GRAPH = re.compile(re.escape(BASE) + r"graph/(.+)/(facts|evidence)")
_ACT_PATH = re.compile(r"eli/fr/[a-z0-9-]+/decision/\d{4}/\d{2}/\d{2}/[a-z0-9-]+/[a-z0-9-]+")
# What is made from readings or derived is not for a file from outside to replace.
_RESERVED = re.compile(re.escape(BASE) + r"graph/(?:law|products|measures|shared|derived|ontology|sources|catalog)\b")
_TYPE, _AVAILABILITY = iri("rdf:type"), iri("cpc:availability")
_STUBS = {iri("cpc:citedOnly"), iri("cpc:reportedOnly")}
_MAIN = {iri(f"cpc:{name}") for name in ("Decision", "Meeting", "RegimeDescription")}
_EVIDENCE = {iri("cpc:Assertion"), iri("cpc:Reading"), iri("cpc:Conflict")} | {
    iri(f"oa:{name}") for name in ("SpecificResource", "TextQuoteSelector", "TextPositionSelector", "Annotation")
}


@dataclass(frozen=True, slots=True)
class Placed:
    """The quads of one thing: the path of its graphs, the file under `data/` that holds them."""

    path: str
    file: str
    quads: tuple[Quad, ...]

    @property
    def iri(self) -> str:
        """The thing itself."""
        return iri(f"<{self.path}>").value


def place(quads: Iterable[Quad], name: str) -> list[Placed]:
    """Sort the quads of a file called `name`: those in graphs of ours stay there, the others go to their act's.

    Where no act, meeting or page is described they go to graphs named after the first thing that is. Raises InputError
    for a graph that files from outside may not fill, or when nothing has a name.
    """
    given = list(quads)
    kept = {quad: path for quad in given if (path := _own_path(quad, name))}
    loose = [quad for quad in given if quad not in kept]
    main = _main_nodes(given) or _first_named(given, name)
    owner, evidence = _owners(loose, main), _evidence_nodes(loose)
    placed: dict[str, list[Quad]] = {}
    for quad, path in kept.items():
        placed.setdefault(path, []).append(quad)
    for quad in loose:
        path = owner.get(quad.subject, main[0]).removeprefix(BASE)
        kind = "evidence" if quad.subject in evidence else "facts"
        graph = NamedNode(f"{BASE}graph/{path}/{kind}")
        placed.setdefault(path, []).append(Quad(quad.subject, quad.predicate, quad.object, graph))
    return [Placed(path, file_of(path), tuple(found)) for path, found in sorted(placed.items())]


def file_of(path: str) -> str:
    """Name the canonical file of a graph's path: nothing of a path from outside reaches the file system as it is."""
    if _ACT_PATH.fullmatch(path):
        return act_file(path)
    return f"graph/{short_slug(path)}-{digest(path, 8)}.trig"


def act_path_of(node: NamedNode) -> str | None:
    """Return the path of a decision, None for anything else."""
    path = node.value.removeprefix(BASE)
    return path if _ACT_PATH.fullmatch(path) else None


def _own_path(quad: Quad, name: str) -> str | None:
    if not isinstance(quad.graph_name, NamedNode):
        return None
    graph = quad.graph_name.value
    if _RESERVED.match(graph):
        raise InputError(
            fr=f"{name} : le graphe {graph} n'est pas de ceux qu'un fichier reçu peut remplir",
            en=f"{name}: the graph {graph} is not one that a file from outside may fill",
        )
    found = _GRAPH.fullmatch(graph)
    return found[1] if found else None


def _main_nodes(quads: list[Quad]) -> list[str]:
    """Return the acts, meetings and pages that are described, not only cited."""
    stubs = {quad.subject for quad in quads if quad.predicate == _AVAILABILITY and quad.object in _STUBS}
    kinds = _MAIN | {quad.object for quad in quads if quad.predicate == _TYPE and _is_decision_kind(quad.object)}
    found = {quad.subject for quad in quads if quad.predicate == _TYPE and quad.object in kinds} - stubs
    return sorted(node.value for node in found if isinstance(node, NamedNode))


def _first_named(quads: list[Quad], name: str) -> list[str]:
    named = sorted(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
    if not named:
        raise InputError(fr=f"{name} : rien n'y porte un IRI", en=f"{name}: nothing in it has an IRI")
    return named[:1]


def _is_decision_kind(kind: object) -> bool:
    return isinstance(kind, NamedNode) and bool(re.fullmatch(re.escape(iri("cpc:").value) + r"\w+Decision", kind.value))


def _owners(quads: list[Quad], main: list[str]) -> dict[object, str]:
    """Give each node to the act that it hangs on, or that hangs on it, whichever is nearer."""
    near: dict[object, set[object]] = {}
    subjects = {quad.subject for quad in quads}
    for quad in quads:
        if quad.object in subjects:
            near.setdefault(quad.subject, set()).add(quad.object)
            near.setdefault(quad.object, set()).add(quad.subject)
    owner: dict[object, str] = {NamedNode(act): act for act in main}
    waiting = deque(owner)
    while waiting:
        node = waiting.popleft()
        for other in sorted(near.get(node, ()), key=str):
            if other not in owner:
                owner[other] = owner[node]
                waiting.append(other)
    return owner


def _evidence_nodes(quads: list[Quad]) -> set[object]:
    return {quad.subject for quad in quads if quad.predicate == _TYPE and quad.object in _EVIDENCE}
