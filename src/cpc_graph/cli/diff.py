"""`diff`: what changed between two acts, or between two days of a measure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from cpc_graph.cli.bilingual import Command, argument, option
from cpc_graph.cli.messages import Said, lang
from cpc_graph.cli.output import console, emit, on_terminal
from cpc_graph.cli.place import open_reader
from cpc_graph.text.shown import shown as visible

if TYPE_CHECKING:
    from cpc_graph.compare import Comparison

FORMATS = ("text", "html", "json")
_STYLES = {
    "title": "bold",
    "heading": "bold cyan",
    "added": "green",
    "removed": "red",
    "changed": "yellow",
    "same": "dim",
    "not-told": "bold yellow",
    "note": "italic dim",
    "effect": "italic",
    "words": "",
}


@click.command(
    "diff",
    cls=Command,
    said=Said(
        "Compare deux actes (S1 S0) ou deux jours d'une mesure (thalidomide@2022-06-01 thalidomide@2025-09-01).\n\n"
        "Les indications se comparent comme notions, les libellés mot à mot ; ce que cela change pour la population "
        "est une interprétation, donnée comme telle. Un texte qui n'est pas détenu ne dit pas ce qu'il ne donne pas.",
        "Compare two acts (S1 S0) or two days of a measure (thalidomide@2022-06-01 thalidomide@2025-09-01).\n\n"
        "Indications are compared as concepts, wordings word by word; what that means for the population is an "
        "interpretation and labelled so. A text that is not held does not tell what it leaves out.",
    ),
    example="cpc-graph diff S1 S0\ncpc-graph diff S1 S0 --format html > s1-s0.html",
)
@argument("old", said=Said("AVANT", "BEFORE"))
@argument("new", said=Said("APRÈS", "AFTER"))
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    said=Said("Format de la comparaison.", "Format of the comparison."),
)
def command(*, old: str, new: str, form: str) -> int:
    """Compare and draw."""
    from cpc_graph.compare import compare
    from cpc_graph.compare.draw import page

    found = compare(open_reader(), old, new, lang=lang())
    if form == "json":
        emit(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
    elif form == "html":
        emit(page(found, lang()))
    else:
        _draw(found)
    return 0


def _draw(found: Comparison) -> None:
    """Draw with colour on a terminal; else as plain lines, whole, however long."""
    from cpc_graph.compare.draw import lines

    told = [(style, _shown(line)) for style, line in lines(found, lang())]
    if not on_terminal():
        emit("\n".join(line for _, line in told))
        return
    from rich.text import Text

    out = console()
    for style, line in told:
        drawn = Text(line, style=_STYLES[style])
        drawn.highlight_regex(r"\[-.*?-\]", "bold red")
        drawn.highlight_regex(r"\[\+.*?\+\]", "bold green")
        out.print(drawn)


def _shown(line: str) -> str:
    body = line.lstrip(" ")
    return " " * (len(line) - len(body)) + visible(body)
