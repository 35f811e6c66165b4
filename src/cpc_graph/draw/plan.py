"""What every lane of a picture needs to know."""

from __future__ import annotations

from dataclasses import dataclass

from cpc_graph.draw.axis import Axis
from cpc_graph.draw.span import Span
from cpc_graph.draw.story import Story
from cpc_graph.draw.words import Words

HEADING, ACT_ROW, STATE, DATE_ROW, TERM, INDICATION = 26.0, 21.0, 40.0, 14.0, 19.0, 31.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What every lane needs: the story, the words, the axis, and how keys of this measure begin."""

    story: Story
    words: Words
    axis: Axis
    prefix: str

    def skin(self, regime: str) -> str:
        """Return the look of a regime."""
        known = {one.iri: f"regime-{one.rank % 6}" for one in self.story.regimes}
        return known.get(regime, "regime-none")


def visible(span: Span, axis: Axis) -> bool:
    """Tell whether any day of a span lies on the axis."""
    return span.start.day < axis.last and span.end.day > axis.first
