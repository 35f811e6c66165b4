"""Who says what: beside the store, what several files say, as they say it.

The store has every triple once, in `graph/shared` when several files say it, and one name of a node in each language.
To take a file out again one must know who else says what it said: those quads are kept here, in the graphs of
their files, and which file holds which graph. A triple that is not here is said by the one graph that it stands in.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from cpc_graph.build.derive import DERIVED, DERIVED_EVIDENCE
from cpc_graph.names import BASE
from cpc_graph.store.shared import SHARED, SHARED_EVIDENCE, is_evidence
from cpc_graph.store.words import WORDS

FILES = NamedNode(BASE + "store/files")
_HELD_BY = NamedNode(BASE + "store/heldBy")
# The graphs that the build makes: a file of a workspace that uses one of their names is not taken apart again.
# The triples that another one stands for in the store (a second name, a stub's availability), and the names beside
# them, each once: the thousands of files that say a common triple need not be looked through to find these.
ASIDE = NamedNode(BASE + "store/aside")
MADE = frozenset((DERIVED, DERIVED_EVIDENCE, SHARED, SHARED_EVIDENCE, FILES, ASIDE, WORDS))
_PIECE = 50_000


def held_by(graph: NamedNode, name: str) -> Quad:
    """Return the quad that says that a file holds a graph."""
    return Quad(graph, _HELD_BY, Literal(name), FILES)


class Sayings:
    """Reads a store and what is kept beside it as what the files say."""

    def __init__(self, store: Store, beside: Store) -> None:
        """Take the two open stores."""
        self._store, self._beside = store, beside

    def graphs(self, name: str) -> set[NamedNode]:
        """Return the graphs that a file holds."""
        quads = self._beside.quads_for_pattern(None, _HELD_BY, Literal(name), FILES)
        return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}

    def holders(self, graph: NamedNode) -> set[str]:
        """Return the names of the files that hold a graph."""
        quads = self._beside.quads_for_pattern(graph, _HELD_BY, None, FILES)
        return {quad.object.value for quad in quads if isinstance(quad.object, Literal)}

    def of_graph(self, graph: NamedNode) -> set[Quad]:
        """Return all that a graph says."""
        placed = set(self._store.quads_for_pattern(None, None, None, graph))
        return placed | set(self._beside.quads_for_pattern(None, None, None, graph))

    def values(self, subject: NamedNode, predicate: NamedNode) -> set[NamedNode | Literal]:
        """Return all values that files give a property, also those that do not stand in the store."""
        aside = self._beside.quads_for_pattern(subject, predicate, None, ASIDE)
        quads = [*self._store.quads_for_pattern(subject, predicate, None, None), *aside]
        return {quad.object for quad in quads if isinstance(quad.object, (NamedNode, Literal))}

    def aside(self, triple: Triple) -> set[Quad]:
        """Return the quad that says that another triple stands for this one, or beside it."""
        return set(self._beside.quads_for_pattern(triple.subject, triple.predicate, triple.object, ASIDE))

    def kept(self, triple: Triple, gone: set[Quad], *, whole: bool) -> set[Quad]:
        """Return who says a triple that several files say: all of them if `whole`, else enough to place it.

        Two that are not `gone`, one of them in a facts graph (or none, where there is none), place it.
        """
        placed, found = {quad.graph_name for quad in self.placed(triple)}, set[Quad]()
        rest, needs_facts = 0, SHARED_EVIDENCE not in placed
        for quad in self._beside.quads_for_pattern(triple.subject, triple.predicate, triple.object, None):
            if quad.graph_name == ASIDE:
                continue
            found.add(quad)
            if quad not in gone:
                rest += 1
                needs_facts = needs_facts and is_evidence(quad)
            if rest > 1 and not needs_facts and not whole:
                break
        return found

    def placed(self, triple: Triple) -> set[Quad]:
        """Return where a triple stands in the store because files say it."""
        quads = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return {quad for quad in quads if quad.graph_name not in (DERIVED, DERIVED_EVIDENCE)}


class Keeper:
    """Fills the store beside, a few quads at a time."""

    def __init__(self, store: Store) -> None:
        """Take the open store beside."""
        self._store, self._waiting = store, list[Quad]()

    def keep(self, quad: Quad) -> None:
        """Keep one quad."""
        self._waiting.append(quad)
        if len(self._waiting) >= _PIECE:
            self.close()

    def close(self) -> None:
        """Write what waits."""
        self._store.bulk_extend(self._waiting)
        self._waiting = []
