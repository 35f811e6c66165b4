"""`agenda`: what comes, with how each day is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cpc_graph.cli.bilingual import Command, option
from cpc_graph.cli.messages import Said, counted, lang, note
from cpc_graph.cli.output import console, emit
from cpc_graph.cli.place import open_reader
from cpc_graph.errors import SurroundingsError, UsageError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from cpc_graph.agenda import Due
    from cpc_graph.store.reader import Queryable

FORMATS = ("table", "json")


@click.command(
    "agenda",
    cls=Command,
    said=Said(
        "Ce qui vient : échéances, rapports dus, analyses finales, avec la manière dont chaque jour est connu.\n\n"
        "Sans --as-of : vu du dernier jour où un acte du graphe a été signé ou publié. Un jour qui n'est pas établi "
        "est dit tel et n'entre pas au calendrier.",
        "What comes: expiries, reports due, final analyses, with how each day is known.\n\n"
        "Without --as-of: seen from the last day on which an act of the graph was signed or published. A day that is "
        "not established is said to be so and does not go into the calendar.",
    ),
    example="cpc-graph agenda --as-of 2026-02-06\ncpc-graph agenda --measure thalidomide --ics echeances.ics",
)
@option(
    "--measure", metavar="NAME", said=Said("Cette mesure seulement (nom ou IRI).", "That measure only (name or IRI).")
)
@option("--as-of", metavar="DATE", said=Said("Le jour d'où l'on regarde.", "The day from which one looks."))
@option("--until", metavar="DATE", said=Said("Le dernier jour qui compte.", "The last day that counts."))
@option(
    "--ics", metavar="FILE", said=Said("Écrire aussi un calendrier (iCalendar).", "Also write a calendar (iCalendar).")
)
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    said=Said("Format de la liste.", "Format of the list."),
)
def command(*, measure: str | None, as_of: str | None, until: str | None, ics: str | None, form: str) -> int:
    """List, and write the calendar when asked."""
    from cpc_graph.agenda import agenda, data_day, find_measure
    from cpc_graph.ask.days import read_day

    first = read_day(as_of, "as-of") if as_of else None
    last = read_day(until, "until") if until else None
    if first and last and last < first:
        raise UsageError(
            fr=f"--until {last} : avant le jour d'où l'on regarde, {first}",
            en=f"--until {last}: before the day from which one looks, {first}",
        )
    reader = open_reader()
    only = find_measure(reader, measure) if measure is not None else None
    day = first or data_day(reader)
    found = agenda(reader, day, last, measure=only, lang=lang())
    if form == "json":
        rows = [due.to_json() for due in found]
        emit(json.dumps({"as_of": day.isoformat(), "due": rows}, ensure_ascii=False, indent=1))
    else:
        _draw(found, day, reader)
    if ics:
        _write_calendar(found, Path(ics))
    return 0 if found else 1


def _write_calendar(found: Sequence[Due], path: Path) -> None:
    from cpc_graph.agenda.calendar import calendar

    written = calendar(found, lang())
    try:
        path.write_bytes(written)
    except OSError as error:
        reason = error.strerror
        raise SurroundingsError(
            fr=f"{path} : le calendrier ne s'écrit pas ({reason})",
            en=f"{path}: the calendar cannot be written ({reason})",
        ) from None
    left = sum(1 for due in found if due.day is None)
    if left:
        listed = counted(left, Said("ligne", "line"))
        note(Said(f"{listed} sans jour établi : pas au calendrier", f"{listed} without an established day: left out"))


def _draw(found: Sequence[Due], day: dt.date, reader: Queryable) -> None:
    """Draw one line for each, and under it how the day is known."""
    from rich.text import Text

    from cpc_graph.agenda.phrases import phrase

    out = console()
    out.print(Text(Said(f"Vu du {day.isoformat()}", f"Seen from {day.isoformat()}").here(), style="bold"))
    for due in found:
        when = due.day.isoformat() if due.day else phrase("not-established", lang())
        kind = phrase(due.kind, lang())
        out.print(Text(f"{when}  {due.name}", style="bold green" if due.day else "bold yellow"))
        out.print(Text(f"  {kind}, {phrase(due.status, lang())}", style="dim"))
        for line in (*due.notes, *due.derivation[:_MOST]):
            out.print(Text(f"  · {line}", style="italic dim"))
    if not found:
        out.print(Text(Said("rien ne vient", "nothing comes").here()))


_MOST = 4  # lines of a derivation on screen; json has them all
