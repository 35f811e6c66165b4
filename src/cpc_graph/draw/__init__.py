"""Pictures of the graph: a timeline of measures, the lineage of their acts."""

from cpc_graph.draw.choice import Choice, choose
from cpc_graph.draw.layout import View
from cpc_graph.draw.lineage import draw_lineage
from cpc_graph.draw.timeline import draw_timeline

__all__ = ["Choice", "View", "choose", "draw_lineage", "draw_timeline"]
