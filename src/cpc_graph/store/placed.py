"""What a store is filled with, from files of any size: every triple in one graph, every name settled, in two passes.

The first pass only remembers what may stand more than once; the second lets everything else through as it comes. The
result is that of `once_each(settled(quads))`, which need all quads at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, Quad

from cpc_graph.store.sayings import ASIDE
from cpc_graph.store.settled import AVAILABILITY, HELD, LABEL, language, rank
from cpc_graph.store.shared import joined

Read = Callable[[], Iterable[Quad]]
_BITS = 16  # of the filter for each quad: about one quad in 2,000 is remembered for nothing
_LEAST = 1 << 20


def placed(read: Read, expected: int, keep: Callable[[Quad], None] | None = None) -> Iterator[Quad]:
    """Yield what a store is made of. `read` gives all quads, each time anew; `expected`: about how many there are.

    Nothing is yielded before all quads were read once: an error in one of them comes first. `keep` is given every quad
    that does not simply stand in the store as its file says it.
    """
    seen = _seen(read(), expected)
    waiting = _Waiting(seen)
    for quad in read():
        if not waiting.takes(quad):
            yield quad
        elif keep:
            keep(quad)
    yield from waiting.quads()
    if keep:
        for quad in waiting.aside():
            keep(quad)


@dataclass(slots=True)
class _Seen:
    """What the first pass remembers: hashes of triples and of names that may stand twice, the acts that are held."""

    triples: set[int] = field(default_factory=set)
    names: set[int] = field(default_factory=set)
    held: set[object] = field(default_factory=set)


def _seen(quads: Iterable[Quad], expected: int) -> _Seen:
    seen, sieve = _Seen(), _Sieve(expected)
    for quad in quads:
        key = hash((quad.subject, quad.predicate, quad.object))
        if sieve.has_met(key):
            seen.triples.add(key)
        if quad.predicate == LABEL and isinstance(quad.object, Literal):
            name = _name(quad)
            if sieve.has_met(name):
                seen.names.add(name)
        elif quad.predicate == AVAILABILITY and quad.object == HELD:
            seen.held.add(quad.subject)
    return seen


def _name(quad: Quad) -> int:
    return hash((quad.subject, "name", language(quad)))


class _Sieve:
    """A Bloom filter: what it has met it knows; of what it has not, it takes a few for known."""

    def __init__(self, expected: int) -> None:
        size = max(_LEAST, expected * _BITS)
        self._mask = (1 << size.bit_length()) - 1
        self._bits = bytearray((self._mask >> 3) + 1)

    def has_met(self, key: int) -> bool:
        """Tell whether the key was met before, and remember it."""
        bits, mask, known = self._bits, self._mask, True
        step = (key >> 17) | 1
        for _ in range(4):
            at, bit = (key & mask) >> 3, 1 << (key & 7)
            if not bits[at] & bit:
                known = False
                bits[at] |= bit
            key = key * 3 + step
        return known


class _Waiting:
    """What may stand more than once: kept once each, until all is read."""

    def __init__(self, seen: _Seen) -> None:
        self._seen = seen
        self._placed: dict[object, Quad] = {}
        self._names: dict[tuple[object, str], dict[object, tuple[int, str]]] = {}
        self._dropped: set[Quad] = set()

    def takes(self, quad: Quad) -> bool:
        """Keep the quad, or drop it; False for one that stands alone and may pass."""
        seen = self._seen
        if quad.predicate == AVAILABILITY and quad.subject in seen.held and quad.object != HELD:
            self._dropped.add(_put_aside(quad))
            return True  # an act that is held is no stub
        if quad.predicate == LABEL and isinstance(quad.object, Literal) and _name(quad) in seen.names:
            ranks = self._names.setdefault((quad.subject, language(quad)), {})
            ranks[quad.object] = min(rank(quad), ranks.get(quad.object, rank(quad)))
        elif hash((quad.subject, quad.predicate, quad.object)) not in seen.triples:
            return False
        self._placed[quad.triple] = joined(self._placed.get(quad.triple), quad)
        return True

    def quads(self) -> Iterator[Quad]:
        """Yield each triple once, and of several names of a node in a language the one that stays."""
        stays = {key: min(ranks, key=lambda name: (*ranks[name], str(name))) for key, ranks in self._names.items()}
        for quad in self._placed.values():
            is_name = quad.predicate == LABEL and isinstance(quad.object, Literal)
            if not is_name or stays.get((quad.subject, language(quad)), quad.object) == quad.object:
                yield quad

    def aside(self) -> Iterator[Quad]:
        """Yield what does not stand in the store, and the names beside it, in `ASIDE`."""
        yield from self._dropped
        several = {key for key, ranks in self._names.items() if len(ranks) > 1}
        for quad in self._placed.values():
            if quad.predicate == LABEL and (quad.subject, language(quad)) in several:
                yield _put_aside(quad)


def _put_aside(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, ASIDE)
