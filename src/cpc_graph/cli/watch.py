"""`watch`: what changed between two builds of the graph, for which measures."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cpc_graph.cli.bilingual import Command, argument, option
from cpc_graph.cli.messages import Said, lang
from cpc_graph.cli.output import emit
from cpc_graph.text.shown import shown as visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from cpc_graph.agenda.watch import News

FORMATS = ("text", "json", "atom")


@click.command(
    "watch",
    cls=Command,
    said=Said(
        "Compare deux états du graphe et dit ce qui a changé, mesure par mesure.\n\n"
        "AVANT et APRÈS sont chacun un store, un dossier de données ou un fichier exporté. Un nom changé, ou un "
        "identifiant qui en remplace un autre, n'est pas un changement.",
        "Compare two builds of the graph and list what changed, measure by measure.\n\n"
        "OLD and NEW are each a store, a data folder or an exported file. A label that changed, or an identifier that "
        "takes the place of an equivalent one, is not a change.",
    ),
    example="cpc-graph watch hier.trig store --format atom",
)
@argument("old", said=Said("AVANT", "OLD"))
@argument("new", said=Said("APRÈS", "NEW"))
@option(
    "--measure", metavar="NAME", said=Said("Cette mesure seulement (nom ou IRI).", "That measure only (name or IRI).")
)
@option(
    "--as-of", metavar="DATE", said=Said("Le jour d'où l'on regarde les échéances.", "The day to see expiries from.")
)
@option(
    "--near",
    type=click.IntRange(0, 36_500),
    default=180,
    show_default=True,
    said=Said("Jours avant une échéance où elle est proche.", "Days before an expiry from which it is near."),
)
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    said=Said("Format de la liste.", "Format of the list."),
)
def command(*, old: str, new: str, measure: str | None, as_of: str | None, near: int, form: str) -> int:
    """Compare and list."""
    from cpc_graph.agenda.atom import atom
    from cpc_graph.agenda.builds import open_build
    from cpc_graph.agenda.due import data_day
    from cpc_graph.agenda.watch import watch
    from cpc_graph.ask.days import read_day
    from cpc_graph.cli.limit import watch_the_clock

    watch_the_clock()
    with open_build(Path(old)) as before, open_build(Path(new)) as after:
        day: dt.date = read_day(as_of, "as-of") if as_of else data_day(after)
        found = watch(before, after, as_of=day, near=near, measure=measure, lang=lang())
    if form == "json":
        rows = [one.to_json() for one in found]
        emit(json.dumps({"as_of": day.isoformat(), "news": rows}, ensure_ascii=False, indent=1))
    elif form == "atom":
        emit(atom(found, day, lang()))
    else:
        _list(found)
    return 0


def _list(found: Sequence[News]) -> None:
    from cpc_graph.agenda.phrases import phrase

    if not found:
        emit(phrase("nothing", lang()))
    for name, group in groupby(found, key=lambda one: one.measure_name):
        emit(visible(name))
        for one in group:
            emit("  · " + visible(one.text))
