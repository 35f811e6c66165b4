"""`shapes`: the rules themselves, for any SHACL engine."""

from __future__ import annotations

import click

from cpc_graph.cli.bilingual import Command, option
from cpc_graph.cli.messages import Said
from cpc_graph.cli.output import emit


@click.command(
    "shapes",
    cls=Command,
    said=Said(
        "Écrit les règles qui jugent un jour donné, en SHACL (Turtle).\n\nSans date : toutes les règles.",
        "Write the rules that judge on a given day, as SHACL (Turtle).\n\nWithout a date: all rules.",
    ),
    example="cpc-graph shapes --as-of 2022-09-01 > regles.ttl",
)
@option("--as-of", metavar="DATE", said=Said("Le jour dont le droit juge.", "The day whose law judges."))
def command(*, as_of: str | None) -> int:
    """Write the rules."""
    from cpc_graph.ask.days import read_day
    from cpc_graph.validate import shapes_on

    emit(shapes_on(read_day(as_of, "as-of") if as_of else None))
    return 0
