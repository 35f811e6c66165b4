"""Read what an agenda needs: the ends of states and their terms, and the duties that run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind
from cpc_graph.ask.source import Row, Source, rows
from cpc_graph.names import PREFIXES
from cpc_graph.rdf.terms import Term, date

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
# Terms that run, or may run, on the day or later. Nothing expires under a regime that the law had turned into another
# one by then; a state that another one cut short before the end of its term does not expire. An end that is not
# established is told only of a state that may hold on the day.
_ENDS = (
    _HEAD
    + """
SELECT DISTINCT ?measure ?state ?term ?end ?next ?earliest ?latest WHERE {
  VALUES ?asOf { UNDEF }
  ?state cpc:stateOf ?measure .
  OPTIONAL { ?state cpc:underTerm ?under
    OPTIONAL { ?under cpc:periodEnd ?termEnd }
    OPTIONAL { ?under cpc:endsNotBefore ?earliest }
    OPTIONAL { ?under cpc:endsNotAfter ?latest } }
  OPTIONAL { ?state cpc:periodEnd ?periodEnd }
  OPTIONAL { ?state cpc:nextState ?next . OPTIONAL { ?next cpc:periodStart ?nextStart } }
  BIND(IF(BOUND(?termEnd) || BOUND(?next), ?termEnd, ?periodEnd) AS ?end)
  BIND(IF(BOUND(?termEnd) || !BOUND(?end), ?under, ?nothing) AS ?term)
  OPTIONAL { ?state cpc:periodStart ?start }
  OPTIONAL { ?state cpc:startsNotBefore ?startMin }
  OPTIONAL { ?state cpc:endsNotAfter ?endMax }
  OPTIONAL { ?impact cpc:opensState ?state ; cpc:impactBy/eli:date_document ?signed }
  FILTER(!BOUND(?periodEnd) || ?asOf < ?periodEnd)
  FILTER(!BOUND(?endMax) || ?asOf < ?endMax)
  FILTER(!BOUND(?end) || (?asOf < ?end && (!BOUND(?nextStart) || ?end <= ?nextStart)))
  FILTER(BOUND(?end) || IF(BOUND(?start), ?start <= ?asOf, COALESCE(?startMin, ?signed, ?asOf) <= ?asOf))
  FILTER NOT EXISTS { ?state cpc:regime ?regime . ?fiction cpc:fromRegime ?regime ; cpc:effectiveFrom ?turned
    FILTER(?turned <= ?asOf) }
} ORDER BY ?measure ?end ?state"""
)
_LAST = (
    _HEAD
    + """
SELECT DISTINCT ?measure ?state ?term ?end ?next ?earliest ?latest WHERE {
  VALUES ?measure { UNDEF }
  ?state cpc:stateOf ?measure . FILTER NOT EXISTS { ?state cpc:nextState ?later }
  OPTIONAL { ?state cpc:periodEnd ?end }
  OPTIONAL { ?state cpc:endsNotBefore ?earliest }
  OPTIONAL { ?state cpc:endsNotAfter ?latest }
} ORDER BY ?state"""
)
_DUTIES = (
    _HEAD
    + """
SELECT DISTINCT ?duty ?act ?measure ?bearer ?action ?periodicity ?delay ?anchor WHERE {
  VALUES ?asOf { UNDEF }
  ?duty a cpc:Obligation ; cpc:imposedBy/eli:is_part_of ?act ; cpc:action ?action .
  ?impact cpc:impactBy ?act ; cpc:opensState ?state . ?state cpc:stateOf ?measure .
  OPTIONAL { ?duty cpc:bearer ?bearer }
  OPTIONAL { ?duty cpc:periodicity ?periodicity }
  OPTIONAL { ?duty cpc:deadlineDuration ?delay }
  OPTIONAL { ?duty cpc:deadlineAfter ?anchor }
  OPTIONAL { ?state cpc:periodEnd ?end }
  OPTIONAL { ?act eli:date_document ?signed }
  FILTER(BOUND(?delay) || ((!BOUND(?end) || ?asOf < ?end) && (!BOUND(?signed) || ?signed <= ?asOf)))
  FILTER(BOUND(?periodicity) || BOUND(?delay)
    || EXISTS { ?unknown rdf:subject ?duty ; rdf:predicate cpc:periodicity ; cpc:statementStatus cpc:unknown })
} ORDER BY ?measure ?duty ?bearer"""
)
_VERSION = (
    _HEAD
    + """
SELECT DISTINCT ?impact ?signed WHERE {
  VALUES ?measure { UNDEF }
  ?impact cpc:impactOn ?measure ; cpc:impactBy ?act . OPTIONAL { ?act eli:date_document ?signed }
} ORDER BY ?impact ?signed"""
)


@dataclass(frozen=True, slots=True)
class End:
    """When a term ends. `about` is the term, or the state that has none known; `end` is the day as a term of RDF."""

    measure: NamedNode
    state: NamedNode
    about: NamedNode
    end: Term | None
    next_state: NamedNode | None
    earliest: dt.date | None
    latest: dt.date | None
    version: int
    stamp: dt.date | None

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
    version: int
    stamp: dt.date | None

    @property
    def periodicity(self) -> str | None:
        """Return the rhythm as a duration, None when it is not established."""
        return None if self.periodicity_term is None else self.periodicity_term.value

    @property
    def delay(self) -> str | None:
        """Return the time allowed as a duration."""
        return None if self.delay_term is None else self.delay_term.value


def ends(source: Source, as_of: dt.date) -> Iterator[End]:
    """Yield the ends of the terms that run, or may run, on a day or later."""
    seen: set[NamedNode] = set()
    for row in rows(source, bind(_ENDS, {"asOf": date(as_of)})):
        end = _end(source, row)
        if end.about not in seen:  # several states may stand under one term
            seen.add(end.about)
            yield end


def last_end(source: Source, measure: NamedNode) -> End | None:
    """Return the end of the last state of a measure; None when several states may be the last."""
    found = list(rows(source, bind(_LAST, {"measure": measure})))
    return _end(source, found[0]) if len(found) == 1 else None


def duties(source: Source, as_of: dt.date) -> Iterator[Duty]:
    """Yield the duties that come back or have a deadline, of acts whose state has not ended on a day."""
    seen: set[NamedNode] = set()
    for row in rows(source, bind(_DUTIES, {"asOf": date(as_of)})):
        node, act, measure = row["duty"], row["act"], row["measure"]
        if not isinstance(node, NamedNode) or not isinstance(act, NamedNode) or not isinstance(measure, NamedNode):
            continue
        if node in seen:
            continue
        seen.add(node)
        version, stamp = _version(source, measure)
        action = row["action"].value if row["action"] is not None else ""
        yield Duty(
            node, act, measure, row["bearer"], action, row["periodicity"], row["delay"], row["anchor"], version, stamp
        )


def day_of(source: Source, act: NamedNode, property_: NamedNode) -> Term | None:
    """Return the one day that an act has for a property."""
    query = "SELECT DISTINCT ?day WHERE { VALUES ?act { UNDEF } VALUES ?property { UNDEF } ?act ?property ?day }"
    found = [row["day"] for row in rows(source, bind(query, {"act": act, "property": property_}))]
    return found[0] if len(found) == 1 else None


def _end(source: Source, row: Row) -> End:
    measure, state, term, following = row["measure"], row["state"], row["term"], row["next"]
    if not isinstance(measure, NamedNode) or not isinstance(state, NamedNode):
        raise ValueError("a measure and its states are IRIs")
    version, stamp = _version(source, measure)
    return End(
        measure=measure,
        state=state,
        about=term if isinstance(term, NamedNode) else state,
        end=row["end"],
        next_state=following if isinstance(following, NamedNode) else None,
        earliest=as_day(row["earliest"]),
        latest=as_day(row["latest"]),
        version=version,
        stamp=stamp,
    )


def _version(source: Source, measure: NamedNode) -> tuple[int, dt.date | None]:
    """Return how many impacts made the measure, and the day of the last signature among their acts."""
    found = list(rows(source, bind(_VERSION, {"measure": measure})))
    days = [day for row in found if (day := as_day(row["signed"]))]
    return len({row["impact"] for row in found}), max(days, default=None)


def as_day(term: Term | None) -> dt.date | None:
    """Return a literal as a day; None when it is none."""
    try:
        return dt.date.fromisoformat(term.value) if isinstance(term, Literal) else None
    except ValueError:
        return None
