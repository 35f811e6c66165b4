"""The manifest of an archive: how it was made, what it holds, which decisions are broken and what should find them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

import cpc_graph
from cpc_graph.generate.archive import Order
from cpc_graph.generate.batches import Piece, Row
from cpc_graph.generate.breakage import by_name
from cpc_graph.generate.tables import table

_COUNTED = ("quads", "parts", "citations", "indications", "duties")


@dataclass(slots=True)
class Manifest:
    """Counts pieces as they go by; of the decisions only the broken ones are kept."""

    order: Order
    quads: int = 0
    acts: int = 0
    measures: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    sums: dict[str, Counter[str]] = field(default_factory=dict)
    broken: list[Row] = field(default_factory=list)

    def count(self, piece: Piece) -> None:
        """Take note of a piece."""
        self.quads += piece.quads
        self.measures += piece.file.startswith("measures/")
        row = piece.row
        if row is None:
            return
        self.acts += 1
        self.kinds[row.kind] += 1
        sums = self.sums.setdefault(row.kind, Counter())
        for name in _COUNTED:
            sums[name] += getattr(row, name)
        if row.broken:
            self.broken.append(row)

    def to_json(self) -> dict[str, Any]:
        """Return the manifest; means are per decision."""
        return {
            "about": table("words")["about"],
            "made_with": f"cpc-graph {cpc_graph.__version__}",
            "order": asdict(self.order),
            "decisions": self.acts,
            "measures": self.measures,
            "quads": self.quads,
            "kinds": {kind: {"decisions": count, **self._means(kind)} for kind, count in sorted(self.kinds.items())},
            "broken": [_entry(row) for row in self.broken],
        }

    def to_bytes(self) -> bytes:
        """Return the manifest as JSON."""
        return (json.dumps(self.to_json(), ensure_ascii=False, indent=1) + "\n").encode()

    def _means(self, kind: str) -> dict[str, float]:
        return {name: round(self.sums[kind][name] / self.kinds[kind], 1) for name in _COUNTED}


def _entry(row: Row) -> dict[str, Any]:
    assert row.broken is not None
    mutation = by_name(row.broken)
    return {
        "act": row.act,
        "file": row.file,
        "mutation": mutation.name,
        "rule": mutation.rule,
        "context": mutation.context,
    }
