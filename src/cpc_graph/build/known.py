"""Look up facts of the store together with the assertions that say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from cpc_graph.names import CPC
from cpc_graph.rdf.terms import Term, iri


@dataclass(frozen=True, slots=True)
class Ground:
    """An assertion of the store that stands under no reading; `object` None: it says that the value is unknown."""

    iri: NamedNode
    object: Term | None
    status: str
    provision: str | None
    holds_under: tuple[str, ...]
    fails_under: tuple[str, ...]
    searched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The value of a property of a node, None when it is not established, and the assertions about it."""

    value: Term | None
    grounds: tuple[Ground, ...]

    @property
    def day(self) -> dt.date | None:
        """Return the value as a day, None when it is not one."""
        if not isinstance(self.value, Literal):
            return None
        try:
            return dt.date.fromisoformat(self.value.value)
        except ValueError:
            return None


NOTHING = Known(None, ())


class Facts:
    """Reads a store, all graphs together; two values where one is expected are no value."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def subjects(self, predicate: str, value: Term) -> list[NamedNode]:
        """Return the nodes that have this value, sorted, each once."""
        found = {
            quad.subject
            for quad in self._store.quads_for_pattern(None, iri(predicate), value, None)
            if isinstance(quad.subject, NamedNode)
        }
        return sorted(found, key=lambda node: node.value)

    def values(self, subject: NamedNode, predicate: str) -> list[Term]:
        """Return the values of a property, each once."""
        return _terms(self._store.quads_for_pattern(subject, iri(predicate), None, None))

    def graphs(self, subject: NamedNode, predicate: str, value: Term) -> set[NamedNode]:
        """Return the graphs that hold this triple."""
        quads = self._store.quads_for_pattern(subject, iri(predicate), value, None)
        return {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}

    def known(self, subject: NamedNode, predicate: str) -> Known:
        """Return the one value of a property with the assertions that say it, or that say it is unknown."""
        values = self.values(subject, predicate)
        value = values[0] if len(values) == 1 else None
        return Known(value, tuple(ground for ground in self.grounds(subject, predicate) if ground.object == value))

    def grounds(self, subject: NamedNode, predicate: str) -> list[Ground]:
        """Return the assertions about a property of a node that stand under no reading, in the order of their IRIs."""
        about = self.subjects("rdf:subject", subject)
        said = [node for node in about if iri(predicate) in self.values(node, "rdf:predicate")]
        return [self._ground(node) for node in said if not self.values(node, "cpc:underReading")]

    def grounds_by_predicate(self, subject: NamedNode) -> dict[Term, list[Ground]]:
        """Return what `grounds` gives for each property of a node, read once."""
        found: dict[Term, list[Ground]] = {}
        for node in self.subjects("rdf:subject", subject):
            if self.values(node, "cpc:underReading"):
                continue
            ground = self._ground(node)
            for predicate in self.values(node, "rdf:predicate"):
                found.setdefault(predicate, []).append(ground)
        return found

    def _ground(self, node: NamedNode) -> Ground:
        objects = self.values(node, "rdf:object")
        return Ground(
            iri=node,
            object=objects[0] if objects else None,
            status=next(iter(self._names(node, "cpc:statementStatus")), "").removeprefix(CPC),
            provision=next(iter(self._names(node, "cpc:byProvision")), None),
            holds_under=self._names(node, "cpc:holdsUnder"),
            fails_under=self._names(node, "cpc:failsUnder"),
            searched=self._names(node, "cpc:searchedIn"),
        )

    def _names(self, subject: NamedNode, predicate: str) -> tuple[str, ...]:
        return tuple(sorted(term.value for term in self.values(subject, predicate)))


def _terms(quads: Iterable[Quad]) -> list[Term]:
    found = {quad.object for quad in quads if isinstance(quad.object, (NamedNode, Literal))}
    return sorted(found, key=str)
