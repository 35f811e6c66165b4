"""From a store to a timeline, as a picture or as a page."""

from __future__ import annotations

from cpc_graph.ask.source import Source
from cpc_graph.draw.choice import Chosen
from cpc_graph.draw.layout import View, lay_out
from cpc_graph.draw.read import read_story


def draw_timeline(source: Source, measure: str | Chosen | None, view: View, *, form: str, lang: str) -> str:
    """Return the timeline of a measure (by name or IRI), of those chosen, or of all; `form` is "svg" or "html".

    The same graph and view give the same text. Raises UsageError when the name means nothing or several measures, when
    there are too many to draw, or when the period is empty.
    """
    story = read_story(source, measure, lang)
    if form == "html":
        from cpc_graph.draw.page import page  # late: templates are read when they are needed

        return page(story, view, lang)
    from cpc_graph.draw.render import svg

    return svg(lay_out(story, view, lang), lang)
