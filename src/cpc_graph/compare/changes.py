"""A comparison: its two sides and what changed, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cpc_graph.text.word_diff import Piece

ADDED, REMOVED, CHANGED, SAME, NOT_TOLD = "added", "removed", "changed", "same", "not-told"
ASPECTS = ("regime", "indication", "product", "period", "basis", "duty")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change means for the population: an interpretation. `effect` is a key of the table of effects."""

    effect: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing compared. `kind` is one of the constants above; `old` and `new` are texts to show.

    pieces: the two texts, word by word, when both are known; notes: what must be known of it (sources, not told);
    key: what is compared when it is no thing of the graph (`periodStart`).
    """

    aspect: str
    kind: str
    thing: str | None
    name: str
    old: str | None = None
    new: str | None = None
    pieces: tuple[Piece, ...] = ()
    effect: Effect | None = None
    notes: tuple[str, ...] = ()
    key: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain values, ready for `json.dumps`."""
        effect = self.effect and {"effect": self.effect.effect, "reasons": list(self.effect.reasons)}
        return {
            "aspect": self.aspect,
            "change": self.kind,
            "thing": self.thing,
            "name": self.name,
            "old": self.old,
            "new": self.new,
            "words": [{"kind": piece.kind, "old": piece.old, "new": piece.new} for piece in self.pieces],
            "interpretation": effect,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, by name, and the changes from the first to the second, in the order of ASPECTS, said in `lang`."""

    old: str
    new: str
    changes: tuple[Change, ...]
    because: tuple[str, ...] = ()
    lang: str = "fr"

    def __repr__(self) -> str:
        """Write the comparison, as a session shows it."""
        from cpc_graph.compare.draw import text  # late: drawing imports this module

        return text(self, self.lang).rstrip("\n")

    def _repr_html_(self) -> str:
        """Write the same for a notebook."""
        from cpc_graph.compare.draw import fragment

        return f"<div>{fragment(self, self.lang)}</div>"

    def of(self, aspect: str) -> tuple[Change, ...]:
        """Return the changes of one aspect."""
        return tuple(change for change in self.changes if change.aspect == aspect)

    def to_json(self) -> dict[str, Any]:
        """Return plain values, ready for `json.dumps`."""
        return {
            "from": self.old,
            "to": self.new,
            "because": "\n".join(self.because),
            "changes": [change.to_json() for change in self.changes],
        }
