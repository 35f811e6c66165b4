"""An agenda as iCalendar: stable identifiers, and a sequence that grows when a measure changes.

The calendar is a function of the data alone: no clock is read, and two runs give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cpc_graph import __version__
from cpc_graph.agenda.due import EXPIRY, Due
from cpc_graph.agenda.phrases import phrase
from cpc_graph.names import BASE, digest

if TYPE_CHECKING:
    from icalendar import Event

_DOMAIN = "cpc-graph.w3id.org"
_NOON = dt.time(0, 0, tzinfo=dt.UTC)


def calendar(dues: Sequence[Due], lang: str) -> bytes:
    """Write the calendar of what has an established day (RFC 5545).

    A measure has one expiry: when it is renewed the same event moves, with a higher SEQUENCE.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//cpc-graph//agenda {__version__}//{lang.upper()}")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", phrase("calendar", lang))
    for due in _last_of_each(dues).values():
        made.add_component(_event(due, lang))
    written: bytes = made.to_ical(sorted=False)
    return written


def uid(due: Due) -> str:
    """Name an event: an expiry by its measure, a deadline by its duty; neither changes with a renewal or a label."""
    if due.kind == EXPIRY:
        return f"{due.kind}-{due.measure.removeprefix(BASE + 'id/measure/')}@{_DOMAIN}"
    return f"{due.kind}-{digest(due.about, 16)}@{_DOMAIN}"


def _last_of_each(dues: Sequence[Due]) -> dict[str, Due]:
    """Keep, of the expiries of one measure, the last: an earlier one was renewed."""
    kept: dict[str, Due] = {}
    for due in sorted((due for due in dues if due.day), key=lambda due: due.day or dt.date.max):
        kept[uid(due)] = due
    return kept


def _event(due: Due, lang: str) -> Event:
    from icalendar import Event

    assert due.day is not None
    event = Event()
    event.add("uid", uid(due))
    event.add("dtstamp", dt.datetime.combine(due.stamp, _NOON))
    event.add("dtstart", due.day)
    event.add("dtend", due.day + dt.timedelta(days=1))
    event.add("sequence", max(due.version - 1, 0))
    event.add("summary", due.name)
    event.add("description", "\n".join([phrase(due.status, lang), *due.notes, *due.derivation]))
    event.add("categories", [phrase(due.kind, lang)])
    event.add("status", "CONFIRMED" if due.status == "established" else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    event.add("url", due.about)
    return event
