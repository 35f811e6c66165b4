"""What a person accepted about a document beyond its text: measure, indication concepts, parties, inferred bearers.

Paths are relative to the base of the graph's names; this layer does not know what they are used for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cpc_graph.text.values import Quotes


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same sentence or name in French and in English."""

    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class MeasureLink:
    """The measure that the act is about; the quotes say it where it is `stated`.

    `elsewhere`: the text does not say it, the inference is kept with the measure. `own`: nothing else is linked, the
    act's graph describes the measure by what the text calls it. `accepted`: a person took it, for `reason`.
    """

    slug: str
    known: Literal["stated", "elsewhere", "own", "accepted"]
    quotes: Quotes = ()
    reason: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class ActLink:
    """An act of the graph, by its path, that this one acts on (`renew`, `modify`, `abrogate`), and why so."""

    path: str
    action: Literal["renew", "modify", "abrogate"]
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Party:
    """An agency, company, organisation or role: its path, class and name; `names` are the forms that texts use."""

    path: str
    kind: str
    label: Bilingual
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InferredBearer:
    """Who bears the duty of this number (from 1) though its sentence names nobody; `from_duty`: what it rests on."""

    duty: int
    party: str
    reason: Bilingual
    from_duty: int | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """All accepted links of one document. `concepts` has one slug per indication of the facts, in their order.

    `concept_reasons`: why each indication was linked so, where it is not the reader of the text who said it.
    `act`: the path that the graph already gives this act; `cited`: the same for each cited act, None for a new one.
    `alone`: the paths of what no other graph than this act's own describes.
    """

    author: str
    notation: str | None = None
    measure: MeasureLink | None = None
    concepts: tuple[str, ...] = ()
    concept_labels: Mapping[str, Bilingual] = field(default_factory=dict)
    concept_reasons: tuple[Bilingual, ...] = ()
    act: str | None = None
    cited: tuple[str | None, ...] = ()
    alone: frozenset[str] = frozenset()
    predecessor: ActLink | None = None
    parties: tuple[Party, ...] = ()
    bearers: tuple[InferredBearer, ...] = ()
    reasons: Mapping[str, Bilingual] = field(default_factory=dict)

    def party(self, name: str) -> Party | None:
        """Return the party that a text calls `name`, whatever the case and the apostrophes."""
        return next((party for party in self.parties if _plain(name) in map(_plain, party.names)), None)


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())
