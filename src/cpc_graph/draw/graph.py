"""The lineage of a measure as a graph: acts, fictions, states and what reports them, with how each link is known."""

from __future__ import annotations

from dataclasses import dataclass

from cpc_graph.draw.story import Regime

# Kinds of nodes.
MEASURE, ACT, FICTION, STATE, PROVISION, ITEM = "measure", "act", "fiction", "state", "provision", "item"


@dataclass(frozen=True, slots=True)
class Node:
    """A node. `key` is short and unique ("a1", "s2"); `day` is its ISO date, "" when none is established.

    `when` and `told` are for people: the day as known, what the act does, the period of the state.
    """

    key: str
    iri: str
    kind: str
    name: str
    day: str
    when: str
    number: str
    told: tuple[str, ...]
    availability: str = ""
    availability_name: str = ""
    regime: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An edge: `property` is the local name of what the graph says, `name` its label, `status` how it is known."""

    source: str
    target: str
    property: str
    name: str
    status: str
    status_name: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """The graph of a measure, nodes in order of time, an act before the states that it opens."""

    iri: str
    name: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    regimes: tuple[Regime, ...] = ()

    def node(self, key: str) -> Node:
        """Return a node. Raises KeyError."""
        return {node.key: node for node in self.nodes}[key]

    def drawn(self) -> tuple[Link, ...]:
        """Return the links that a picture needs: an act that renews or changes another need not be said to cite it."""
        strong = {(link.source, link.target) for link in self.links if link.property != "citesAct"}
        return tuple(
            link for link in self.links if link.property != "citesAct" or (link.source, link.target) not in strong
        )
