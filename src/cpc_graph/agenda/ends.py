"""When terms end: those that run, or may run, on a day or later; and when a measure ends as far as is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode

from cpc_graph.agenda.read import HEAD, RUNNING, End, Window, about, as_day
from cpc_graph.ask.bind import bind
from cpc_graph.ask.source import Row, Source, rows
from cpc_graph.rdf.terms import Term, date

# What may be missing is looked up for rdf:nil, which has nothing: an unbound variable would match the whole graph.
_ENDS = (
    HEAD
    + f"""
SELECT DISTINCT ?measure ?state ?periodEnd ?under ?termEnd ?next ?nextStart ?regime WHERE {{
  {RUNNING}
  OPTIONAL {{ ?state cpc:underTerm ?under }}
  OPTIONAL {{ ?state cpc:nextState ?next }}
  OPTIONAL {{ ?state cpc:regime ?regime }}
  BIND(COALESCE(?under, rdf:nil) AS ?ofTerm)
  BIND(COALESCE(?next, rdf:nil) AS ?ofNext)
  OPTIONAL {{ ?ofTerm cpc:periodEnd ?termEnd }}
  OPTIONAL {{ ?ofNext cpc:periodStart ?nextStart }}
}}"""
)
_TURNED = (
    HEAD
    + """
SELECT DISTINCT ?regime WHERE {
  VALUES ?asOf { UNDEF }
  ?fiction cpc:fromRegime ?regime ; cpc:effectiveFrom ?turned . FILTER(?turned <= ?asOf)
}"""
)
_OPEN = (
    HEAD
    + """
SELECT DISTINCT ?state ?start ?startMin ?endMax ?signed WHERE {
  VALUES (?state) { (UNDEF) }
  OPTIONAL { ?state cpc:periodStart ?start }
  OPTIONAL { ?state cpc:startsNotBefore ?startMin }
  OPTIONAL { ?state cpc:endsNotAfter ?endMax }
  OPTIONAL { ?state ^cpc:opensState/cpc:impactBy/eli:date_document ?signed }
}"""
)
_LIMITS = (
    HEAD
    + """
SELECT DISTINCT ?thing ?earliest ?latest WHERE {
  VALUES (?thing) { (UNDEF) }
  OPTIONAL { ?thing cpc:endsNotBefore ?earliest }
  OPTIONAL { ?thing cpc:endsNotAfter ?latest }
} ORDER BY ?thing ?earliest ?latest"""
)
_LAST = (
    HEAD
    + """
SELECT DISTINCT ?measure ?state ?end WHERE {
  VALUES (?measure) { (UNDEF) }
  ?state cpc:stateOf ?measure . FILTER NOT EXISTS { ?state cpc:nextState ?later }
  OPTIONAL { ?state cpc:periodEnd ?end }
} ORDER BY ?measure ?state ?end"""
)


def ends(source: Source, window: Window) -> list[End]:
    """Return the ends of the terms that run, or may run, on the first day of a window or later, and lie in it.

    Nothing expires under a regime that the law had turned into another one by then; a state that another one cut short
    before the end of its term does not expire. An end that is not established is told only of a state that may hold on
    that day. Several states may stand under one term: it ends once.
    """
    turned = {row["regime"] for row in rows(source, bind(_TURNED, {"asOf": date(window.as_of)}))}
    found = [row for row in rows(source, bind(_ENDS, window.values())) if row["regime"] not in turned]
    known = [end for row in found if (end := _end(row)).end is not None and _runs_out(end, row, window)]
    waiting = [(end, row) for row in found if (end := _end(row)).end is None]
    by_term: dict[NamedNode, End] = {}
    for end in sorted([*known, *_open(source, waiting, window.as_of)], key=_order):
        by_term.setdefault(end.about, end)
    return [end for end in by_term.values() if window.has(_last_day(end))]


def last_ends(source: Source, measures: Iterable[NamedNode]) -> dict[NamedNode, End]:
    """Return the end of the last state of each measure that has one; none where several states may be the last."""
    found: dict[NamedNode, list[End]] = {}
    for row in about(source, _LAST, "measure", measures):
        measure, state = row["measure"], row["state"]
        if isinstance(measure, NamedNode) and isinstance(state, NamedNode):
            found.setdefault(measure, []).append(End(measure, state, state, row["end"]))
    return {measure: each[0] for measure, each in found.items() if len(each) == 1}


def _end(row: Row) -> End:
    """Read what ends: the term, or the state where the end is its own."""
    measure, state, under, following = row["measure"], row["state"], row["under"], row["next"]
    if not isinstance(measure, NamedNode) or not isinstance(state, NamedNode):
        raise ValueError("a measure and its states are IRIs")
    of_term = row["termEnd"] is not None
    end = row["termEnd"] if of_term or following is not None else row["periodEnd"]
    ends_with_term = isinstance(under, NamedNode) and (of_term or end is None)
    return End(
        measure=measure,
        state=state,
        about=under if ends_with_term and isinstance(under, NamedNode) else state,
        end=end,
        next_state=following if isinstance(following, NamedNode) else None,
    )


def _runs_out(end: End, row: Row, window: Window) -> bool:
    """Tell whether a known end comes on the day or later, and before another state takes the place."""
    day, later = end.day, as_day(row["nextStart"])
    return day is not None and window.as_of < day and (later is None or day <= later)


def _open(source: Source, waiting: Sequence[tuple[End, Row]], as_of: dt.date) -> Iterator[End]:
    """Yield the ends that are not established, with their bounds, of states that may hold on a day."""
    of_state: dict[Term | None, list[Row]] = {}
    for row in about(source, _OPEN, "state", (end.state for end, _ in waiting)):
        of_state.setdefault(row["state"], []).append(row)
    may = [(end, row) for end, row in waiting if any(_may_hold(one, as_of) for one in of_state.get(end.state, ()))]
    terms = {row["under"] for _, row in may}
    limits = _limits(source, (term for term in terms if isinstance(term, NamedNode)))
    for end, row in may:
        earliest, latest = limits.get(row["under"], (None, None))
        yield End(end.measure, end.state, end.about, None, end.next_state, earliest, latest)


def _may_hold(row: Row, as_of: dt.date) -> bool:
    start, last = as_day(row["start"]), as_day(row["endMax"])
    first = start or as_day(row["startMin"]) or as_day(row["signed"]) or as_of
    return first <= as_of and (last is None or as_of < last)


def _limits(source: Source, terms: Iterable[NamedNode]) -> Mapping[Term | None, tuple[dt.date | None, dt.date | None]]:
    found: dict[Term | None, tuple[dt.date | None, dt.date | None]] = {}
    for row in about(source, _LIMITS, "thing", terms):
        found.setdefault(row["thing"], (as_day(row["earliest"]), as_day(row["latest"])))
    return found


def _last_day(end: End) -> dt.date | None:
    return end.day - dt.timedelta(days=1) if end.day else None


def _order(end: End) -> tuple[str, str, str, str]:
    last = end.end.value if end.end is not None else ""
    following = end.next_state.value if end.next_state is not None else ""
    return end.measure.value, last, end.state.value, following
