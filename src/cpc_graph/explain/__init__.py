"""Why the graph says so: a statement, a thing or a rule, down to quotes, rules, law and sources."""

from cpc_graph.explain.asked import explain
from cpc_graph.explain.tree import Node, Tree

__all__ = ["Node", "Tree", "explain"]
