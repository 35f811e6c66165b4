"""An explanation: a tree of plain texts, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

STATEMENT, QUOTE, RULE, LAW, SOURCE = "statement", "quote", "rule", "law", "source"
REASON, READING = "reason", "reading"
SEARCHED, BOUND, CONFLICT, FACT, AGAIN, EXAMPLE = "searched", "bound", "conflict", "fact", "again", "example"


@dataclass(frozen=True, slots=True)
class Node:
    """One thing said. `kind` is one of the constants above; `iri` names what it is about, where it has a name.

    `where` is the end of the text that only says where a quote stands.
    """

    kind: str
    text: str
    iri: str | None = None
    children: tuple[Node, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """What was asked, in words, and the nodes that answer; none when the graph does not say it.

    `says_so` is False when what was asked as a statement is not said: the nodes then tell what is said instead.
    """

    title: str
    iri: str | None
    nodes: tuple[Node, ...]
    says_so: bool = True

    def __repr__(self) -> str:
        """Write the tree, as a session shows it."""
        from cpc_graph.explain.draw import draw  # late: drawing imports this module

        return draw(self, "text", "").rstrip("\n")

    def _repr_html_(self) -> str:
        """Write the same for a notebook."""
        from cpc_graph.explain.draw import fragment

        return f"<div>{fragment(self)}</div>"


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield every node, parents first."""
    for node in nodes:
        yield node
        yield from walk(node.children)
