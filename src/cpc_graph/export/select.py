"""Which quads are exported: from the files (literals as written) and what the store derived, or from a given store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from cpc_graph.build.corpus import ONTOLOGY_GRAPH
from cpc_graph.build.derive import DERIVED, DERIVED_EVIDENCE
from cpc_graph.store.inputs import inputs_of
from cpc_graph.store.reader import Store
from cpc_graph.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Selection:
    """What goes out besides the facts."""

    evidence: bool = False
    ontology: bool = False

    def keeps(self, quad: Quad) -> bool:
        """Tell whether a quad is exported."""
        graph = quad.graph_name
        if graph == ONTOLOGY_GRAPH:
            return self.ontology
        return self.evidence or not (isinstance(graph, NamedNode) and graph.value.endswith("/evidence"))


def workspace_quads(workspace: Workspace, store: Store, selection: Selection) -> list[Quad]:
    """Return the quads of the workspace's files and of the derived graphs of its store.

    The files, not the store: the engine rewrites literals (P12M becomes P1Y) and a text keeps its unit.
    """
    return list(_kept(inputs_of(workspace).quads(), selection)) + list(_kept(_derived(store), selection))


def store_quads(store: Store, selection: Selection) -> list[Quad]:
    """Return the quads of a store whose files are not known."""
    return list(_kept(store.raw.quads_for_pattern(None, None, None, None), selection))


def _derived(store: Store) -> Iterator[Quad]:
    for graph in (DERIVED, DERIVED_EVIDENCE):
        yield from store.raw.quads_for_pattern(None, None, None, graph)


def _kept(quads: Iterable[Quad], selection: Selection) -> Iterator[Quad]:
    return (quad for quad in quads if selection.keeps(quad))
