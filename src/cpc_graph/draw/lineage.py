"""From a store to the lineage of a measure, in one of its formats."""

from __future__ import annotations

from cpc_graph.ask.source import Source
from cpc_graph.draw.lineage_read import read_lineage
from cpc_graph.draw.lineage_text import dot, mermaid, text, to_json

FORMATS = ("text", "mermaid", "dot", "svg", "json")


def draw_lineage(source: Source, measure: str, *, form: str, lang: str) -> str:
    """Return the lineage of a measure, by name or IRI; `form` is one of FORMATS.

    The same graph gives the same text. Raises UsageError when the name means nothing or several measures.
    """
    lineage = read_lineage(source, measure, lang)
    if form == "svg":
        from cpc_graph.draw.lineage_svg import svg  # late: templates are read when they are needed

        return svg(lineage, lang)
    if form == "text":
        return text(lineage, lang)
    return {"mermaid": mermaid, "dot": dot, "json": to_json}[form](lineage)
