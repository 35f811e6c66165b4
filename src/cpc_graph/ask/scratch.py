"""The copy of a store that an assumption changes, and what has followed from it so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.names import BASE, CPC
from cpc_graph.rdf.terms import Term, iri

GRAPH = NamedNode(BASE + "graph/assumption/facts")
EVIDENCE = NamedNode(BASE + "graph/assumption/evidence")
DAY = dt.timedelta(days=1)
SUBJECT, PREDICATE, OBJECT = iri("rdf:subject"), iri("rdf:predicate"), iri("rdf:object")
STATUS, RULE, FROM, REASON = (
    iri("cpc:statementStatus"),
    iri("cpc:byRule"),
    iri("prov:wasDerivedFrom"),
    iri("cpc:reason"),
)
UNDER, HOLDS, FAILS = iri("cpc:underReading"), iri("cpc:holdsUnder"), iri("cpc:failsUnder")
START, END, DURATION = iri("cpc:periodStart"), iri("cpc:periodEnd"), iri("cpc:duration")
# Rules whose value is the operand's own day, and those that add to it: as the vocabulary of date rules defines them.
SAME_DAY = frozenset({"onPublication", "onSignature", "onNotification", "onEntryIntoForce"})
NEXT_DAY = frozenset({"dayAfterPublication"})
BY_LAW = "byOperationOfLaw"
WHY = ("hypothèse posée par la question", "assumption made by the question")


@dataclass(slots=True)
class Copy:
    """The copy of a store that is changed."""

    store: pyoxigraph.Store

    def values(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        """Return the values of a property, each once."""
        found = {quad.object for quad in self.store.quads_for_pattern(subject, predicate, None, None)}
        return sorted((one for one in found if isinstance(one, (NamedNode, Literal))), key=str)

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """Return the nodes that have a value."""
        found = {quad.subject for quad in self.store.quads_for_pattern(None, predicate, value, None)}
        return sorted((one for one in found if isinstance(one, NamedNode)), key=lambda node: node.value)

    def about(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """Return the assertions about a property of a node."""
        return [one for one in self.subjects(SUBJECT, subject) if predicate in self.values(one, PREDICATE)]

    def forget(self, subject: NamedNode, predicate: NamedNode | None = None) -> None:
        """Take out what is said of a node, or of one of its properties."""
        for quad in list(self.store.quads_for_pattern(subject, predicate, None, None)):
            self.store.remove(quad)

    def local(self, node: NamedNode, predicate: NamedNode) -> str:
        """Return the local name of the one value of a property, "" for none."""
        return next((value.value.removeprefix(CPC) for value in self.values(node, predicate)), "")

    def put(self, node: NamedNode, predicate: NamedNode, *values: Term) -> None:
        """Replace the values of a property of an assertion."""
        self.forget(node, predicate)
        self.store.extend(Quad(node, predicate, value, EVIDENCE) for value in values)

    def name(self, node: NamedNode, lang: str) -> str:
        """Return the label of a node."""
        labels = [one for one in self.values(node, iri("rdfs:label")) if isinstance(one, Literal)]
        return next((one.value for one in labels if one.language in (None, lang)), node.value)

    def day(self, subject: NamedNode, predicate: NamedNode) -> dt.date | None:
        """Return the one day that a node has for a property."""
        found = self.values(subject, predicate)
        return as_day(found[0]) if len(found) == 1 else None


@dataclass(slots=True)
class Followed:
    """What must be said of what followed; the values put, the conclusions let go, the readings computed again."""

    lines: list[str] = field(default_factory=list)
    put: int = 0
    dropped: int = 0
    readings: dict[NamedNode, None] = field(default_factory=dict)

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing followed: only the supposed value itself was put."""
        return self.put <= 1 and not self.dropped and not self.lines and not self.readings


def as_day(term: Term) -> dt.date | None:
    """Read a day; None for anything else."""
    try:
        return dt.date.fromisoformat(term.value)
    except ValueError:
        return None


def by_rule(rule: str, operand: Term) -> dt.date | None:
    """Return the day that a rule makes of its one operand; None for another rule, or what is no day."""
    day = as_day(operand) if rule in SAME_DAY | NEXT_DAY else None
    return day + DAY if day is not None and rule in NEXT_DAY else day
