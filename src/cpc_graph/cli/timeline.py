"""`timeline`: a measure, or all of them, drawn along time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cpc_graph.cli.bilingual import Command, argument, option
from cpc_graph.cli.messages import Said, lang, note
from cpc_graph.cli.output import emit
from cpc_graph.cli.place import open_reader
from cpc_graph.errors import UsageError

if TYPE_CHECKING:
    from cpc_graph.draw import View
    from cpc_graph.draw.choice import Chosen

_FORMATS = ("svg", "html")
_SUFFIXES = {".svg": "svg", ".html": "html", ".htm": "html"}


@click.command(
    "timeline",
    cls=Command,
    said=Said(
        "Dessine une mesure, ou toutes, le long du temps.\n\n"
        "Les actes, les états par régime, les termes, les indications et le droit, version par version ; ce qui n'est "
        "pas établi reste visiblement ouvert. svg : une image ; html : une page qui se suffit, zoome, se parcourt au "
        "clavier et donne la preuve de chaque élément.",
        "Draw a measure, or all of them, along time.\n\n"
        "Acts, states by regime, terms, indications and the law, version by version; what is not established stays "
        "visibly open. svg: a picture; html: a page that needs nothing else, zooms, works with the keyboard and gives "
        "the proof of each element.",
    ),
    example=Said(
        "cpc-graph timeline thalidomide -o thalidomide.html\n"
        "cpc-graph timeline thalidomide --from 2019-01-01 --to 2026-01-01 --no-today -o extrait.svg",
        "cpc-graph --lang en timeline thalidomide -o thalidomide.html",
    ),
)
@argument("measure", required=False, said=Said("MESURE", "MEASURE"))
@option(
    "--like",
    metavar="WORDS",
    said=Said(
        "Sans MESURE : seulement celles dont le nom a tous ces mots, ou débuts de mots.",
        "Without MEASURE: only those whose name has all these words, or parts of words.",
    ),
)
@option(
    "--page",
    type=click.IntRange(1, 100_000),
    default=1,
    said=Said("Sans MESURE : la page, de 60 mesures au plus.", "Without MEASURE: the page, of at most 60 measures."),
)
@option("--from", "start", metavar="DATE", said=Said("Premier jour montré.", "First day shown."))
@option("--to", "end", metavar="DATE", said=Said("Jour de fin, exclu.", "End, excluded."))
@option(
    "--today",
    metavar="DATE",
    said=Said("Jour de la ligne « au … » (par défaut : aujourd'hui).", "Day of the line 'on …' (default: today)."),
)
@option("--no-today", is_flag=True, said=Said("Sans cette ligne.", "Without that line."))
@option("--format", "form", type=click.Choice(_FORMATS), said=Said("Format (svg par défaut).", "Format (default svg)."))
@option(
    "-o", "--output", metavar="FILE", said=Said("Écrire dans ce fichier, en une fois.", "Write to this file, at once.")
)
def command(
    *,
    measure: str | None,
    like: str | None,
    page: int,
    start: str | None,
    end: str | None,
    today: str | None,
    no_today: bool,
    form: str | None,
    output: str | None,
) -> int:
    """Read, draw, write."""
    from cpc_graph.draw import Choice, choose, draw_timeline

    if measure is not None and (like is not None or page != 1):
        raise UsageError(fr="MESURE, ou --like et --page, pas les deux", en="MEASURE, or --like and --page, not both")
    if today is not None and no_today:
        raise UsageError(fr="--today ou --no-today, pas les deux", en="--today or --no-today, not both")
    chosen = form or _by_name(output)
    view = _view(start, end, today, drawn=not no_today)
    reader = open_reader()
    measures = choose(reader, Choice(measure, like, page), lang())
    if measures.pages > 1:
        note(_part(measures))
    write_picture(draw_timeline(reader, measures, view, form=chosen, lang=lang()), output)
    return 0


def _part(chosen: Chosen) -> Said:
    """Say which part of the measures is drawn and how to see the others."""
    drawn, total, page, pages = len(chosen.measures), chosen.total, chosen.page, chosen.pages
    return Said(
        f"{drawn} mesures sur {total} : page {page} sur {pages} ; --page N pour une autre, --like MOTS pour choisir",
        f"{drawn} measures of {total}: page {page} of {pages}; --page N for another, --like WORDS to choose",
    )


def write_picture(document: str, output: str | None) -> None:
    """Write a document to a file, at once, or to standard output."""
    if output in (None, "-"):
        emit(document)
        return
    from cpc_graph.build.files import write_atomically

    data = document.encode()
    write_atomically(Path(str(output)), data)
    note(Said(f"{output} : {len(data)} octets écrits", f"{output}: {len(data)} bytes written"))


def _view(start: str | None, end: str | None, today: str | None, *, drawn: bool) -> View:
    from cpc_graph.ask.days import read_day
    from cpc_graph.draw import View

    line = read_day(today, "--today") if today is not None else dt.date.today() if drawn else None
    return View(
        start=read_day(start, "--from") if start is not None else None,
        end=read_day(end, "--to") if end is not None else None,
        today=line,
    )


def _by_name(output: str | None) -> str:
    if output in (None, "-"):
        return "svg"
    suffix = Path(str(output)).suffix.lower()
    if suffix not in _SUFFIXES:
        listed = ", ".join(_FORMATS)
        raise UsageError(
            fr=f"{output} : l'extension ne dit pas le format ; donnez --format ({listed})",
            en=f"{output}: the extension does not tell the format; give --format ({listed})",
        )
    return _SUFFIXES[suffix]
