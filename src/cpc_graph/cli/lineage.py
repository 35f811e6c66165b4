"""`lineage`: the graph of the acts of a measure, in order of time."""

from __future__ import annotations

import click

from cpc_graph.cli.bilingual import Command, argument, option
from cpc_graph.cli.messages import Said, lang
from cpc_graph.cli.place import open_reader
from cpc_graph.cli.timeline import write_picture

FORMATS = ("text", "mermaid", "dot", "svg", "json")


@click.command(
    "lineage",
    cls=Command,
    said=Said(
        "Donne la lignée d'une mesure : ses actes, la fiction, les états qu'ils ouvrent.\n\n"
        "Dans l'ordre du temps, avec ce que chaque acte renouvelle, modifie ou cite, si son texte est détenu, et "
        "comment chaque lien est connu (énoncé, inféré, par l'effet de la loi, rapporté).",
        "Give the lineage of a measure: its acts, the fiction, the states that they open.\n\n"
        "In order of time, with what each act renews, modifies or cites, whether its text is held, and how each link "
        "is known (stated, inferred, by operation of law, reported).",
    ),
    example="cpc-graph lineage thalidomide\ncpc-graph lineage thalidomide --format svg -o thalidomide.svg",
)
@argument("measure", said=Said("MESURE", "MEASURE"))
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    said=Said("Format de la lignée.", "Format of the lineage."),
)
@option(
    "-o", "--output", metavar="FILE", said=Said("Écrire dans ce fichier, en une fois.", "Write to this file, at once.")
)
def command(*, measure: str, form: str, output: str | None) -> int:
    """Read, draw, write."""
    from cpc_graph.draw import draw_lineage

    write_picture(draw_lineage(open_reader(), measure, form=form, lang=lang()), output)
    return 0
