"""What a document may be linked to, and on what ground; nothing here is applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from cpc_graph.text.links import Bilingual

Kind = Literal["act", "cited", "measure", "indication", "predecessor"]
KINDS: tuple[Kind, ...] = get_args(Kind)
CERTAIN = 1.0
_CLEAR = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible link. `target` is a path relative to the base; `score` is from 0 to 1.

    `place` is the number (from 1) of the indication or cited act that is linked, 0 where there is one of its kind.
    `holds`: the same act may be there already, so that a person must decide before anything is added.
    """

    kind: Kind
    place: int
    target: str
    label: Bilingual
    ground: Bilingual
    score: float
    holds: bool = False

    @property
    def slug(self) -> str:
        """The last part of the target's path."""
        return self.target.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Beside:
    """An act of the same authority and day, by its path, and the slugs of the measures that it is on."""

    path: str
    measures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the graph knows of a document. `recognised` are acts that it already names: their IRIs are used.

    `beside` are all acts of its day about the same thing: one that is none of them is named so that none is hidden.
    `alone`: for an act that is held, by its path, the targets that only its own graph describes.
    """

    recognised: tuple[Candidate, ...] = ()
    open: tuple[Candidate, ...] = ()
    beside: tuple[Beside, ...] = ()
    alone: tuple[tuple[str, frozenset[str]], ...] = ()

    def alone_in(self, act: str | None) -> frozenset[str]:
        """Return the targets that only the graph of the act of this path describes."""
        return dict(self.alone).get(act or "", frozenset())

    def of(self, kind: Kind, place: int = 0) -> tuple[Candidate, ...]:
        """Return the open candidates for one place, the best first."""
        return tuple(one for one in self.open if (one.kind, one.place) == (kind, place))

    def places(self) -> tuple[tuple[Kind, int], ...]:
        """Return the places that have candidates, in the order of KINDS and of the text."""
        found = {(one.kind, one.place) for one in self.open}
        return tuple(sorted(found, key=lambda place: (KINDS.index(place[0]), place[1])))

    def best(self, kind: Kind, place: int = 0) -> Candidate | None:
        """Return the candidate that stands out, None when there is none or when two come close."""
        found = self.of(kind, place)
        if not found or (len(found) > 1 and found[0].score - found[1].score < _CLEAR):
            return None
        return found[0]


def ordered(candidates: list[Candidate]) -> list[Candidate]:
    """Put the best first, each target of a place once with its best ground."""
    best: dict[tuple[Kind, int, str], Candidate] = {}
    for one in sorted(candidates, key=lambda one: (-one.score, one.target)):
        best.setdefault((one.kind, one.place, one.target), one)
    return list(best.values())
