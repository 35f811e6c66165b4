"""Read the duties that come back, or that have a deadline, and the day that a deadline counts from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode

from cpc_graph.agenda.ends import last_ends
from cpc_graph.agenda.read import HEAD, RUNNING, Duty, Window, about
from cpc_graph.ask.bind import bind
from cpc_graph.ask.source import Row, Source, rows
from cpc_graph.names import CPC
from cpc_graph.rdf.terms import Term, iri

END_OF_MEASURE = iri("cpc:endOfMeasure")
_DAYS_OF_ACT = {CPC + "publicationOfAct": iri("eli:date_publication"), CPC + "notificationOfAct": iri("cpc:notifiedOn")}
_ACTS = (
    HEAD
    + f"""
SELECT DISTINCT ?measure ?act WHERE {{
  VALUES ?asOf {{ UNDEF }}
  {RUNNING}
  ?state ^cpc:opensState/cpc:impactBy ?act .
  OPTIONAL {{ ?act eli:date_document ?signed }}
  FILTER(!BOUND(?signed) || ?signed <= ?asOf)
}}"""
)
_ACTS_EVER = (
    HEAD
    + """
SELECT DISTINCT ?measure ?act WHERE {
  VALUES ?measure { UNDEF }
  ?state cpc:stateOf ?measure . ?state ^cpc:opensState/cpc:impactBy ?act .
}"""
)
_OF_ACTS = (
    HEAD
    + """
SELECT DISTINCT ?act ?duty WHERE {
  VALUES (?act) { (UNDEF) }
  ?part eli:is_part_of ?act . ?duty cpc:imposedBy ?part .
}"""
)
# Of all measures: from the duties that come back, not from every part of every act.
_RECURRING = (
    HEAD
    + """
SELECT DISTINCT ?act ?duty WHERE {
  ?duty cpc:periodicity ?rhythm ; cpc:imposedBy ?part . ?part eli:is_part_of ?act
}"""
)
_RECURRING_SOMEHOW = (
    HEAD
    + """
SELECT DISTINCT ?act ?duty WHERE {
  ?unknown rdf:predicate cpc:periodicity ; cpc:statementStatus cpc:unknown ; rdf:subject ?duty .
  ?duty cpc:imposedBy ?part . ?part eli:is_part_of ?act
}"""
)
# From the few duties that have a deadline, not from all acts that ever were.
_DELAYED = (
    HEAD
    + """
SELECT DISTINCT ?measure ?act ?duty WHERE {
  ?duty cpc:deadlineDuration ?delay ; cpc:imposedBy ?part . ?part eli:is_part_of ?act .
  ?impact cpc:impactBy ?act ; cpc:opensState ?state . ?state cpc:stateOf ?measure
}"""
)
# The type is tested, not bound: bound, the engine would go through all duties that there are.
_SAID = (
    HEAD
    + """
SELECT DISTINCT ?duty ?bearer ?action ?periodicity ?delay ?anchor WHERE {
  VALUES (?duty) { (UNDEF) }
  ?duty cpc:action ?action ; rdf:type ?type . FILTER(?type = cpc:Obligation)
  OPTIONAL { ?duty cpc:bearer ?bearer }
  OPTIONAL { ?duty cpc:periodicity ?periodicity }
  OPTIONAL { ?duty cpc:deadlineDuration ?delay }
  OPTIONAL { ?duty cpc:deadlineAfter ?anchor }
} ORDER BY ?duty ?bearer ?action ?periodicity ?delay ?anchor"""
)
_NO_RHYTHM = (
    HEAD
    + """
SELECT DISTINCT ?duty WHERE {
  VALUES (?duty) { (UNDEF) }
  ?unknown rdf:subject ?duty ; rdf:predicate cpc:periodicity ; cpc:statementStatus cpc:unknown
}"""
)
_DAY = (
    HEAD
    + """
SELECT DISTINCT ?act ?day WHERE {
  VALUES (?act) { (UNDEF) }
  VALUES ?property { UNDEF }
  ?act ?property ?day
}"""
)
Anchor = tuple[NamedNode, NamedNode, Term | None]  # the statement that a deadline counts from; None: no such day


def duties(source: Source, window: Window) -> list[Duty]:
    """Return the duties that come back, of acts whose state has not ended by then, and all that have a deadline.

    A duty of several measures is one of the first of them, in order of IRI.
    """
    running = _places(_recurring(source, window))
    places = {**_places(_delayed(source, window)), **running}
    said: dict[NamedNode, Row] = {}
    for row in about(source, _SAID, "duty", places):
        if isinstance(row["duty"], NamedNode) and (row["delay"] is not None or row["duty"] in running):
            said.setdefault(row["duty"], row)
    silent = [node for node, row in said.items() if row["periodicity"] is None and row["delay"] is None]
    unknown = {row["duty"] for row in about(source, _NO_RHYTHM, "duty", silent)}
    left_out = {node for node in silent if node not in unknown}
    return [_duty(row, *places[node]) for node, row in said.items() if node not in left_out]


def anchors(source: Source, found: Sequence[Duty]) -> dict[NamedNode, Anchor]:
    """Return, by duty, the statement that its deadline counts from; none where the graph has no such kind of day."""
    ends = last_ends(source, (duty.measure for duty in found if duty.anchor == END_OF_MEASURE))
    days = {kind: dict(_days(source, found, kind, prop)) for kind, prop in _DAYS_OF_ACT.items()}
    counted: dict[NamedNode, Anchor] = {}
    for duty in found:
        kind = duty.anchor.value if duty.anchor is not None else ""
        if duty.anchor == END_OF_MEASURE and (end := ends.get(duty.measure)):
            counted[duty.node] = (end.state, iri("cpc:periodEnd"), end.end)
        elif kind in _DAYS_OF_ACT:
            counted[duty.node] = (duty.act, _DAYS_OF_ACT[kind], days[kind].get(duty.act))
    return counted


def _recurring(source: Source, window: Window) -> Iterator[Row]:
    """Yield rows of the duties that may come back, of acts whose state has not ended by then."""
    acts = rows(source, bind(_ACTS, window.values()))
    if window.measure is not None:
        return _of_acts(source, acts)
    return _joined(acts, (row for query in (_RECURRING, _RECURRING_SOMEHOW) for row in rows(source, query)))


def _delayed(source: Source, window: Window) -> Iterable[Row]:
    """Return rows of the duties that may have a deadline: it may be to come though the state has ended."""
    if window.measure is None:
        return rows(source, _DELAYED)
    return _of_acts(source, rows(source, bind(_ACTS_EVER, window.only())))


def _places(found: Iterable[Row]) -> dict[NamedNode, tuple[NamedNode, NamedNode]]:
    """Return the act and the measure of each duty."""
    places: dict[NamedNode, tuple[NamedNode, NamedNode]] = {}
    for row in sorted(found, key=lambda row: (str(row["measure"]), str(row["act"]))):
        duty, act, measure = row["duty"], row["act"], row["measure"]
        if isinstance(duty, NamedNode) and isinstance(act, NamedNode) and isinstance(measure, NamedNode):
            places.setdefault(duty, (act, measure))
    return places


def _of_acts(source: Source, found: Iterable[Row]) -> Iterator[Row]:
    """Yield a row for each duty of the acts of some rows of measure and act."""
    acts = list(found)
    return _joined(
        acts, about(source, _OF_ACTS, "act", (row["act"] for row in acts if isinstance(row["act"], NamedNode)))
    )


def _joined(acts: Iterable[Row], found: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of act and duty whose act is among the acts, with each of its measures."""
    measures: dict[Term | None, list[Term | None]] = {}
    for row in acts:
        measures.setdefault(row["act"], []).append(row["measure"])
    for row in found:
        for measure in measures.get(row["act"], ()):
            yield {**row, "measure": measure}


def _days(source: Source, found: Iterable[Duty], kind: str, prop: NamedNode) -> Iterator[tuple[NamedNode, Term]]:
    """Yield the one day that each act has for a property."""
    acts = {duty.act for duty in found if duty.anchor is not None and duty.anchor.value == kind}
    days: dict[NamedNode, list[Term]] = {}
    for row in about(source, bind(_DAY, {"property": prop}), "act", acts):
        if isinstance(row["act"], NamedNode) and row["day"] is not None:
            days.setdefault(row["act"], []).append(row["day"])
    yield from ((act, each[0]) for act, each in days.items() if len(each) == 1)


def _duty(row: Row, act: NamedNode, measure: NamedNode) -> Duty:
    node, action = row["duty"], row["action"]
    if not isinstance(node, NamedNode) or action is None:
        raise ValueError("a duty is an IRI with an action")
    return Duty(node, act, measure, row["bearer"], action.value, row["periodicity"], row["delay"], row["anchor"])
