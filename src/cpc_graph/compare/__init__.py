"""What changed between two acts, or between two days of a measure."""

from cpc_graph.compare.between import compare
from cpc_graph.compare.changes import Change, Comparison, Effect

__all__ = ["Change", "Comparison", "Effect", "compare"]
