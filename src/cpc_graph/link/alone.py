"""What of the graph only one act's own graph describes: a text that takes its place must describe it again."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from cpc_graph.link.candidate import Candidate, Kind
from cpc_graph.link.look import Look
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri

_KINDS: dict[Kind, str] = {"measure": "cpc:Measure", "indication": "cpc:Indication", "cited": "cpc:Decision"}


def alone(act: str, found: Iterable[Candidate], look: Look) -> frozenset[str]:
    """Return the targets that no graph names as what they are but those of the act of this path."""
    own = {NamedNode(f"{BASE}graph/{act}/{part}") for part in ("facts", "evidence")}
    targets = {(one.kind, one.target) for one in found if one.kind in _KINDS}
    return frozenset(
        target for kind, target in targets if (graphs := look.graphs(iri(target), _KINDS[kind])) and graphs <= own
    )
