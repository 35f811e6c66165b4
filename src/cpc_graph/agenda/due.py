"""What is due, seen from a day: when terms expire, which reports and analyses are owed, and how each day is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from cpc_graph.agenda.duties import END_OF_MEASURE, Anchor, anchors, duties
from cpc_graph.agenda.ends import ends
from cpc_graph.agenda.ground import Ground, Statement, grounds
from cpc_graph.agenda.phrases import phrase
from cpc_graph.agenda.read import HEAD, Duty, End, Version, Window, as_day, versions
from cpc_graph.ask.bind import bind
from cpc_graph.ask.names import Names, said
from cpc_graph.ask.source import Source, rows
from cpc_graph.errors import CpcGraphError
from cpc_graph.names import CPC
from cpc_graph.rdf.terms import Term, iri
from cpc_graph.text.dates import add_duration

EXPIRY, REPORT, DEADLINE = "expiry", "report", "finalAnalysis"
_DAY = dt.timedelta(days=1)
_RULE = NamedNode(CPC + "endOfMeasurePlusDuration")
_DAYS = HEAD + "SELECT DISTINCT ?day WHERE { ?act eli:date_document|eli:date_publication ?day }"
_OF_AN_ACT = (
    HEAD
    + """
SELECT ?act WHERE {
  VALUES ?day { UNDEF }
  ?act eli:date_document|eli:date_publication ?day ; a cpc:LegalAct
} LIMIT 1"""
)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that comes. `day` is the last day on which it holds or may be done; None: not established.

    kind: EXPIRY, REPORT or DEADLINE; end: the first day after (of an expiry); status: established, inferred,
    reported, depends (on a reading), not-established, no-evidence (the store has facts only); derivation: how the day
    is known, operands included; about: the IRI of the term or duty; version: how many acts made the measure what it
    is; stamp: day of the last of them; is_renewed: the next state is known.
    """

    kind: str
    measure: str
    name: str
    day: dt.date | None
    end: dt.date | None
    status: str
    about: str
    derivation: tuple[str, ...]
    notes: tuple[str, ...]
    version: int
    stamp: dt.date
    is_renewed: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return plain values, ready for `json.dumps`."""
        return {
            "kind": self.kind,
            "measure": self.measure,
            "name": self.name,
            "day": self.day and self.day.isoformat(),
            "end": self.end and self.end.isoformat(),
            "status": self.status,
            "renewed": self.is_renewed,
            "about": self.about,
            "derivation": list(self.derivation),
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class _Item:
    """What may be due, before it is read how its day is known: the day, and the statements that it rests on."""

    of: End | Duty
    kind: str
    day: dt.date | None
    statements: tuple[Statement, ...]
    counted_from: dt.date | None = None  # of a deadline: the day that its time is counted from


def data_day(source: Source) -> dt.date:
    """Return the last day on which an act that the graph knows was signed or published: no clock is read."""
    days = {day: row["day"] for row in rows(source, _DAYS) if (day := as_day(row["day"]))}
    for day in sorted(days, reverse=True):  # the last one is an act's, but for a judgment or an opinion now and then
        written = days[day]
        if written is not None and next(rows(source, bind(_OF_AN_ACT, {"day": written})), None):
            return day
    return dt.date.min


def agenda(
    source: Source,
    as_of: dt.date,
    until: dt.date | None = None,
    *,
    measure: NamedNode | None = None,
    lang: str = "fr",
) -> tuple[Due, ...]:
    """List what is due from `as_of` to `until` (both included), in order of days; what has no established day last.

    `measure`: of that one only. How a day is known is read of what lies in the window only.
    """
    window = Window(as_of, until, measure)
    items = [*map(_expiry, ends(source, window)), *_owed(source, duties(source, window), window)]
    names = Names(source, lang)
    _learn(names, items)
    known = grounds(source, [statement for item in items for statement in item.statements], names)
    made = versions(source, (item.of.measure for item in items))
    latest = data_day(source) if any(made.get(item.of.measure, Version()).stamp is None for item in items) else as_of
    found = [_due(item, known, made.get(item.of.measure, Version()), latest, names) for item in items]
    return tuple(sorted(found, key=lambda one: (one.day is None, one.day or dt.date.max, one.measure, one.about)))


def _expiry(end: End) -> _Item:
    day = end.day - _DAY if end.day else None
    return _Item(end, EXPIRY, day, ((end.about, iri("cpc:periodEnd"), end.end),))


def _owed(source: Source, found: Sequence[Duty], window: Window) -> Iterator[_Item]:
    """Yield the reports, and the deadlines that lie in the window."""
    counted = anchors(source, [duty for duty in found if duty.delay is not None])
    for duty in found:
        item = _report(duty) if duty.delay is None else _deadline(duty, counted.get(duty.node))
        if window.has(item.day):
            yield item


def _report(duty: Duty) -> _Item:
    """A report that comes back: its first day is told nowhere, so no day of it is established."""
    return _Item(duty, REPORT, None, ((duty.node, iri("cpc:periodicity"), duty.periodicity_term),))


def _deadline(duty: Duty, anchor: Anchor | None) -> _Item:
    """A duty that is due some time after the end of the measure, or after a day of its act."""
    if anchor is None:
        return _Item(duty, DEADLINE, None, ())
    start = as_day(anchor[2])
    operands = (
        anchor,
        (duty.node, iri("cpc:deadlineDuration"), duty.delay_term),
        (duty.node, iri("cpc:deadlineAfter"), duty.anchor),
    )
    return _Item(duty, DEADLINE, _later(start, duty) if start else None, operands, start)


def _later(start: dt.date, duty: Duty) -> dt.date | None:
    try:
        return add_duration(start, duty.delay or "")
    except CpcGraphError:
        return None


def _learn(names: Names, items: Sequence[_Item]) -> None:
    """Ask at once for the names of all that the items say."""
    things: list[Term | None] = [_RULE]
    for item in items:
        of = item.of
        things += [of.measure, *([of.next_state] if isinstance(of, End) else [of.bearer, of.anchor])]
    names.learn(things)


def _due(item: _Item, known: dict[Statement, Ground], version: Version, latest: dt.date, names: Names) -> Due:
    """Say one thing that comes, with the ground of its day."""
    found = [known[statement] for statement in item.statements]
    of, lang = item.of, names.lang
    if isinstance(of, End):
        name = phrase("expires", lang, measure=names.of(of.measure))
    else:
        bearer = names.of(of.bearer) if of.bearer is not None else phrase("nobody", lang)
        name = phrase("duty", lang, bearer=bearer, action=of.action)
    status = next((one.status for one in found if one.status != "established"), "established")
    rule = (phrase("rule", lang, name=names.of(_RULE)),) if _is_counted_from_end(item) else ()
    return Due(
        kind=item.kind,
        measure=of.measure.value,
        name=name,
        day=item.day,
        end=of.day if isinstance(of, End) else None,
        status=status if item.day else "not-established",
        about=of.about.value if isinstance(of, End) else of.node.value,
        derivation=(*rule, *(line for one in found for line in one.lines)),
        notes=tuple(_notes(item, found, names)),
        version=version.count,
        stamp=version.stamp or latest,
        is_renewed=isinstance(of, End) and of.next_state is not None,
    )


def _is_counted_from_end(item: _Item) -> bool:
    return isinstance(item.of, Duty) and item.of.anchor == END_OF_MEASURE and item.counted_from is not None


def _notes(item: _Item, found: Sequence[Ground], names: Names) -> Iterator[str]:
    """Yield what must be known of an item beside how its day is known."""
    of, lang = item.of, names.lang
    if isinstance(of, Duty):
        yield from _duty_notes(item, of, names)
    yield from (note for one in found for note in one.notes)
    if isinstance(of, End):
        if of.day is None and of.earliest:
            yield phrase("after", lang, day=(of.earliest - _DAY).isoformat())
        if of.day is None and of.latest:
            yield phrase("before", lang, day=(of.latest - _DAY).isoformat())
        if of.next_state is not None:
            yield phrase("renewed", lang, state=names.of(of.next_state))


def _duty_notes(item: _Item, duty: Duty, names: Names) -> Iterator[str]:
    lang = names.lang
    if item.kind == REPORT:
        rhythm = said(duty.periodicity or "", lang)
        yield phrase("every", lang, span=rhythm) if duty.periodicity else phrase("no rhythm", lang)
    elif not item.statements:
        shown = names.of(duty.anchor) if duty.anchor is not None else phrase("unknown", lang)
        yield phrase("no anchor", lang, anchor=shown)
    elif _is_counted_from_end(item) and item.counted_from is not None:
        yield phrase("provisional", lang, end=item.counted_from.isoformat())
