"""An act is judged by the law of its day: which rules judge on a day, and which day is an act's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from cpc_graph.names import BASE
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import data_dir
from cpc_graph.validate.finding import Law, Node, text_of
from cpc_graph.validate.ontology import load_ontology
from cpc_graph.validate.rules import Rule, Rulebook

_START, _END, _LABEL = iri("cpc:periodStart"), iri("cpc:periodEnd"), iri("rdfs:label")
_SIGNED, _TYPE, _GRAPH = iri("eli:date_document"), iri("rdf:type"), BASE + "graph/"
_DECISION, _SUBCLASS = iri("cpc:Decision"), iri("rdfs:subClassOf")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a provision in force in `[start, end)`; None: no bound that we know of."""

    law: Law
    start: dt.date | None
    end: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether the version is in force on a day, as far as its bounds are known."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def day_of(text: str) -> dt.date | None:
    """Read an ISO date; None for what is not a day of the calendar."""
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _shipped_law() -> tuple[Quad, ...]:
    return tuple(quad for path in sorted((data_dir() / "law").glob("*.trig")) for quad in read_quads(path))


def versions_of(names: Iterable[str], store: Store | None = None) -> dict[str, Version]:
    """Find versions of provisions by IRI in the store, else in the shipped law; one that nobody knows has no bounds."""
    wanted = set(names)
    said: dict[str, dict[NamedNode, list[Literal]]] = {}
    for quad in _about(wanted, store):
        if isinstance(quad.object, Literal):
            said.setdefault(text_of(quad.subject), {}).setdefault(quad.predicate, []).append(quad.object)
    return {name: _version(name, said.get(name, {})) for name in sorted(wanted)}


def _about(wanted: set[str], store: Store | None) -> Iterable[Quad]:
    found: list[Quad] = []
    if store is not None:
        found = [quad for name in wanted for quad in store.quads_for_pattern(NamedNode(name), None, None, None)]
    missing = wanted - {text_of(quad.subject) for quad in found}
    return [*found, *(quad for quad in _shipped_law() if text_of(quad.subject) in missing)] if missing else found


def _version(name: str, said: Mapping[NamedNode, list[Literal]]) -> Version:
    def bound(predicate: NamedNode) -> dt.date | None:
        days = [day for literal in said.get(predicate, []) if (day := day_of(literal.value))]
        return days[0] if days else None

    labels = {literal.language or "": literal.value for literal in said.get(_LABEL, [])}
    short = name.removeprefix(BASE)
    law = Law(iri=name, fr=labels.get("fr", short), en=labels.get("en", labels.get("fr", short)))
    return Version(law, bound(_START), bound(_END))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Judges rules by day. `versions` are those that the rules enforce or rest on."""

    versions: Mapping[str, Version]

    def judges(self, rule: Rule, day: dt.date | None) -> bool:
        """Tell whether a rule judges on a day: one that enforces no law always does; None: every rule does."""
        if not rule.enforces or day is None:
            return True
        return any(self.versions[name].holds_on(day) for name in rule.enforces)

    def laws(self, rule: Rule, day: dt.date | None) -> tuple[Law, ...]:
        """Return the versions behind a rule that were in force on a day; without a day, all of them."""
        names = (*rule.enforces, *rule.references)
        return tuple(self.versions[name].law for name in names if day is None or self.versions[name].holds_on(day))


def calendar(book: Rulebook, store: Store | None = None) -> Calendar:
    """Make the calendar of a rulebook."""
    return Calendar(
        versions_of({name for rule in book.rules.values() for name in (*rule.enforces, *rule.references)}, store)
    )


def book_on(book: Rulebook, dates: Calendar, days: Iterable[dt.date]) -> Rulebook:
    """Leave out the rules that judge on none of the days; without a day all rules stay."""
    wanted = list(days)
    if not wanted:
        return book
    return book.without(name for name, rule in book.rules.items() if not any(dates.judges(rule, day) for day in wanted))


class Days:
    """The day of signature of each decision of a file (`signed`), and which decision a node belongs to."""

    def __init__(self, signed: Mapping[str, dt.date], quads: Iterable[Quad]) -> None:
        """Take the days of the decisions that `quads` describe."""
        self.signed, self._quads = signed, quads

    def act(self, node: Node) -> str | None:
        """Name the act of the file that a node belongs to: by its IRI, by its graph, or because there is no other."""
        name = text_of(node)
        while name:
            if name in self.signed:
                return name
            name = name.rpartition("/")[0]
        if len(self.signed) == 1:
            return next(iter(self.signed))
        return max((act for act in self._graphs.get(node, ()) if act in self.signed), key=len, default=None)

    @cached_property
    def _graphs(self) -> Mapping[Node, set[str]]:
        """The acts in whose graphs each node is described."""
        found: dict[Node, set[str]] = {}
        for quad in self._quads:
            graph = quad.graph_name
            if isinstance(graph, NamedNode) and graph.value.startswith(_GRAPH):
                act = BASE + graph.value.removeprefix(_GRAPH).rpartition("/")[0]
                found.setdefault(quad.subject, set()).add(act)
        return found

    def of(self, node: Node) -> dt.date | None:
        """Return the day whose law judges a node: its act's; None when no one act of the file has it."""
        act = self.act(node)
        return self.signed[act] if act else None


def days_of(quads: Iterable[Quad]) -> Days:
    """Read the days of signature in the data, and in which act's graph each node is described."""
    given = list(quads)
    kinds = {quad.subject for quad in load_ontology().quads if quad.predicate == _SUBCLASS and quad.object == _DECISION}
    kinds.add(_DECISION)
    decisions: set[Node] = set()
    dates: list[Quad] = []
    for quad in given:
        predicate = quad.predicate
        if predicate == _TYPE and quad.object in kinds:
            decisions.add(quad.subject)
        elif predicate == _SIGNED:
            dates.append(quad)
    signed: dict[str, dt.date] = {}
    for quad in dates:
        if quad.subject in decisions and (day := day_of(text_of(quad.object))):
            signed[text_of(quad.subject)] = max(day, signed.get(text_of(quad.subject), day))
    return Days(signed, given)
