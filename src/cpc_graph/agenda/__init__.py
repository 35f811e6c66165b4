"""What comes: expiries, reports due, final analyses; and what changed between two builds of the graph."""

from cpc_graph.agenda.due import Due, agenda, data_day
from cpc_graph.agenda.read import find_measure

__all__ = ["Due", "agenda", "data_day", "find_measure"]
