"""What an agenda is made of: its window, ends of terms, duties; and how many acts made a measure what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind_rows
from cpc_graph.ask.described import batches
from cpc_graph.ask.entities import find_entity
from cpc_graph.ask.parameters import CLASSES
from cpc_graph.ask.source import Row, Source, rows
from cpc_graph.names import PREFIXES
from cpc_graph.rdf.terms import Term, date

HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
# The acts whose state holds, or may hold, on the day or later. A select of its own: the engine would else look up
# the rest of a query for every state that there ever was.
RUNNING = """{ SELECT DISTINCT ?measure ?state ?periodEnd WHERE {
      VALUES ?asOf { UNDEF }
      VALUES ?measure { UNDEF }
      ?state cpc:stateOf ?measure .
      OPTIONAL { ?state cpc:periodEnd ?periodEnd }
      FILTER(!BOUND(?periodEnd) || ?asOf < ?periodEnd) } }"""
_VERSIONS = (
    HEAD
    + """
SELECT DISTINCT ?measure ?impact ?signed WHERE {
  VALUES (?measure) { (UNDEF) }
  ?impact cpc:impactOn ?measure ; cpc:impactBy ?act . OPTIONAL { ?act eli:date_document ?signed }
}"""
)


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at: from `as_of` to `until` (both included; None: whatever comes), one measure or all."""

    as_of: dt.date
    until: dt.date | None = None
    measure: NamedNode | None = None

    def has(self, day: dt.date | None) -> bool:
        """Tell whether a day lies in it; a day that is not established may."""
        return day is None or (self.as_of <= day and (self.until is None or day <= self.until))

    def values(self) -> dict[str, Term]:
        """Return what is put into a query that holds RUNNING."""
        return {"asOf": date(self.as_of), **self.only()}

    def only(self) -> dict[str, Term]:
        """Return what binds a query to the measure, nothing when all are meant."""
        return {} if self.measure is None else {"measure": self.measure}


@dataclass(frozen=True, slots=True)
class End:
    """When a term ends. `about` is the term, or the state that has none known; `end` is the day as a term of RDF."""

    measure: NamedNode
    state: NamedNode
    about: NamedNode
    end: Term | None
    next_state: NamedNode | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None

    @property
    def day(self) -> dt.date | None:
        """Return the first day after."""
        return as_day(self.end)


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that comes back, or that is due some time after something."""

    node: NamedNode
    act: NamedNode
    measure: NamedNode
    bearer: Term | None
    action: str
    periodicity_term: Term | None
    delay_term: Term | None
    anchor: Term | None

    @property
    def periodicity(self) -> str | None:
        """Return the rhythm as a duration, None when it is not established."""
        return None if self.periodicity_term is None else self.periodicity_term.value

    @property
    def delay(self) -> str | None:
        """Return the time allowed as a duration."""
        return None if self.delay_term is None else self.delay_term.value


@dataclass(frozen=True, slots=True)
class Version:
    """How many impacts made a measure what it is, and the day of the last signature among their acts."""

    count: int = 0
    stamp: dt.date | None = None


def find_measure(source: Source, text: str) -> NamedNode:
    """Find a measure as `ask` does. Raises UsageError when the text means none, or several."""
    return find_entity(source, text, CLASSES["measure"], "measure")


def versions(source: Source, measures: Iterable[NamedNode]) -> dict[NamedNode, Version]:
    """Return the version of each measure."""
    impacts: dict[NamedNode, set[Term | None]] = {}
    days: dict[NamedNode, list[dt.date]] = {}
    for row in about(source, _VERSIONS, "measure", measures):
        measure, day = row["measure"], as_day(row["signed"])
        if isinstance(measure, NamedNode):
            impacts.setdefault(measure, set()).add(row["impact"])
            days.setdefault(measure, []).extend([day] if day else [])
    return {one: Version(len(found), max(days[one], default=None)) for one, found in impacts.items()}


def about(source: Source, query: str, column: str, things: Iterable[NamedNode]) -> Iterator[Row]:
    """Run a query for many things, put in the place of `VALUES (?column) { (UNDEF) }`, some thousands at once."""
    for batch in batches(sorted(set(things), key=lambda node: node.value)):
        yield from rows(source, bind_rows(query, [column], [[thing] for thing in batch]))


def as_day(term: Term | None) -> dt.date | None:
    """Return a literal as a day; None when it is none."""
    try:
        return dt.date.fromisoformat(term.value) if isinstance(term, Literal) else None
    except ValueError:
        return None
