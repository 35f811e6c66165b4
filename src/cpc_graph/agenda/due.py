"""What is due, seen from a day: when terms expire, which reports and analyses are owed, and how each day is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from cpc_graph.agenda import read
from cpc_graph.agenda.ground import Ground, ground_of
from cpc_graph.agenda.phrases import phrase
from cpc_graph.agenda.read import Duty, End
from cpc_graph.ask.names import Names, said
from cpc_graph.ask.source import Source, rows
from cpc_graph.errors import CpcGraphError
from cpc_graph.names import CPC, PREFIXES
from cpc_graph.rdf.terms import Term, iri
from cpc_graph.text.dates import add_duration

EXPIRY, REPORT, DEADLINE = "expiry", "report", "finalAnalysis"
_DAY = dt.timedelta(days=1)
_RULE = CPC + "endOfMeasurePlusDuration"
_END_OF_MEASURE = iri("cpc:endOfMeasure")
_DAYS_OF_ACT = {CPC + "publicationOfAct": iri("eli:date_publication"), CPC + "notificationOfAct": iri("cpc:notifiedOn")}
_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_LATEST = (
    _HEAD
    + "SELECT (MAX(?day) AS ?last) WHERE { ?act a cpc:LegalAct . ?act eli:date_document|eli:date_publication ?day }"
)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that comes. `day` is the last day on which it holds or may be done; None: not established.

    kind: EXPIRY, REPORT or DEADLINE; end: the first day after (of an expiry); status: established, inferred,
    reported, depends (on a reading), not-established; derivation: how the day is known, operands included; about:
    the IRI of the term or duty; version: how many acts made the measure what it is; stamp: day of the last of them;
    is_renewed: the next state is known.
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


def data_day(source: Source) -> dt.date:
    """Return the last day on which an act that the graph knows was signed or published: no clock is read."""
    row = next(rows(source, _LATEST), {})
    last = row.get("last")
    return dt.date.fromisoformat(last.value) if isinstance(last, Literal) else dt.date.min


def agenda(source: Source, as_of: dt.date, until: dt.date | None = None, *, lang: str = "fr") -> tuple[Due, ...]:
    """List what is due from `as_of` to `until` (both included), in order of days; what has no established day last."""
    names = Names(source, lang)
    latest = data_day(source)
    found = [*_expiries(source, as_of, latest, names), *_duties(source, as_of, latest, names)]
    kept = [one for one in found if one.day is None or (as_of <= one.day and (until is None or one.day <= until))]
    return tuple(sorted(kept, key=lambda one: (one.day is None, one.day or dt.date.max, one.measure, one.about)))


def _expiries(source: Source, as_of: dt.date, latest: dt.date, names: Names) -> Iterator[Due]:
    ends = list(read.ends(source, as_of))
    grounds = ground_of(source, [(end.about, iri("cpc:periodEnd"), end.end) for end in ends], names)
    for end, ground in zip(ends, grounds, strict=True):
        day = end.day - _DAY if end.day else None
        notes = [*ground.notes, *_bounds(end, names)]
        if end.next_state is not None:
            notes.append(phrase("renewed", names.lang, state=names.of(end.next_state)))
        yield Due(
            kind=EXPIRY,
            measure=end.measure.value,
            name=phrase("expires", names.lang, measure=names.of(end.measure)),
            day=day,
            end=end.day,
            status=ground.status if day else "not-established",
            about=end.about.value,
            derivation=ground.lines,
            notes=tuple(notes),
            version=end.version,
            stamp=end.stamp or latest,
            is_renewed=end.next_state is not None,
        )


def _bounds(end: End, names: Names) -> Iterator[str]:
    if end.day is None:
        if end.earliest:
            yield phrase("after", names.lang, day=(end.earliest - _DAY).isoformat())
        if end.latest:
            yield phrase("before", names.lang, day=(end.latest - _DAY).isoformat())


def _duties(source: Source, as_of: dt.date, latest: dt.date, names: Names) -> Iterator[Due]:
    for duty in read.duties(source, as_of):
        yield _recurring(source, duty, latest, names) if duty.delay is None else _deadline(source, duty, latest, names)


def _recurring(source: Source, duty: Duty, latest: dt.date, names: Names) -> Due:
    """A report that comes back: its first day is told nowhere, so no day of it is established."""
    lang, spoken = names.lang, said(duty.periodicity or "", names.lang)
    note = phrase("every", lang, span=spoken) if duty.periodicity else phrase("no rhythm", lang)
    (ground,) = ground_of(source, [(duty.node, iri("cpc:periodicity"), duty.periodicity_term)], names)
    return _due(REPORT, duty, None, "not-established", ground, (note, *ground.notes), latest, names)


def _deadline(source: Source, duty: Duty, latest: dt.date, names: Names) -> Due:
    """A duty that is due some time after the end of the measure, or after a day of its act."""
    lang = names.lang
    anchor = _anchor(source, duty)
    if anchor is None:
        shown = names.of(duty.anchor) if duty.anchor is not None else phrase("unknown", lang)
        note = phrase("no anchor", lang, anchor=shown)
        return _due(DEADLINE, duty, None, "not-established", Ground(), (note,), latest, names)
    subject, property_, value = anchor
    operands = [
        (subject, property_, value),
        (duty.node, iri("cpc:deadlineDuration"), duty.delay_term),
        (duty.node, iri("cpc:deadlineAfter"), duty.anchor),
    ]
    grounds = ground_of(source, operands, names)
    lines = tuple(line for one in grounds for line in one.lines)
    notes = tuple(note for one in grounds for note in one.notes)
    start = read.as_day(value)
    if start is None:
        return _due(DEADLINE, duty, None, "not-established", Ground("", lines), notes, latest, names)
    if duty.anchor == _END_OF_MEASURE:
        lines = (phrase("rule", lang, name=names.of(NamedNode(_RULE))), *lines)
        notes = (phrase("provisional", lang, end=start.isoformat()), *notes)
    status = next((one.status for one in grounds if one.status != "established"), "established")
    return _due(DEADLINE, duty, _later(start, duty), status, Ground(status, lines), notes, latest, names)


def _anchor(source: Source, duty: Duty) -> tuple[NamedNode, NamedNode, Term | None] | None:
    """Return the statement that the time allowed counts from; None when the graph has no such day."""
    if duty.anchor == _END_OF_MEASURE:
        end = read.last_end(source, duty.measure)
        return (end.state, iri("cpc:periodEnd"), end.end) if end else None
    property_ = _DAYS_OF_ACT.get(duty.anchor.value if duty.anchor is not None else "")
    return (duty.act, property_, read.day_of(source, duty.act, property_)) if property_ else None


def _later(start: dt.date, duty: Duty) -> dt.date | None:
    try:
        return add_duration(start, duty.delay or "")
    except CpcGraphError:
        return None


def _due(
    kind: str,
    duty: Duty,
    day: dt.date | None,
    status: str,
    ground: Ground,
    notes: tuple[str, ...],
    latest: dt.date,
    names: Names,
) -> Due:
    bearer = names.of(duty.bearer) if duty.bearer is not None else phrase("nobody", names.lang)
    return Due(
        kind=kind,
        measure=duty.measure.value,
        name=phrase("duty", names.lang, bearer=bearer, action=duty.action),
        day=day,
        end=None,
        status=status,
        about=duty.node.value,
        derivation=ground.lines,
        notes=notes,
        version=duty.version,
        stamp=duty.stamp or latest,
    )
