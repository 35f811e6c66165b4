"""Write a lineage as SVG."""

from __future__ import annotations

from cpc_graph.draw.graph import Lineage
from cpc_graph.draw.lineage_layout import lay_out_lineage
from cpc_graph.draw.render import environment, part
from cpc_graph.draw.words import Words


def svg(lineage: Lineage, lang: str) -> str:
    """Return the lineage as an SVG document of its own."""
    words = Words(lang)
    template = environment().get_template("lineage.svg.j2")
    sheet = lay_out_lineage(lineage, words)
    text = template.render(sheet=sheet, words=words, css=part("picture.css"))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text.strip() + "\n"
