"""`export`: the graph as files that other systems read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cpc_graph.cli.bilingual import Command, option, settings
from cpc_graph.cli.messages import Said, note
from cpc_graph.cli.output import emit
from cpc_graph.cli.place import store_address, store_path, workspace
from cpc_graph.errors import UsageError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from cpc_graph.export.select import Selection

_FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "rdfxml", "csv")


@click.command(
    "export",
    cls=Command,
    said=Said(
        "Écrit le graphe en données liées.\n\n"
        "Les faits des actes, du droit, des mesures et des médicaments, et ce que la construction en déduit. ttl, nt "
        "et rdfxml réunissent les graphes ; trig, nq, jsonld et csv les gardent. Même graphe, mêmes octets.",
        "Write the graph as linked data.\n\n"
        "The facts of acts, law, measures and medicines, and what the build derives. ttl, nt and rdfxml join the "
        "graphs; trig, nq, jsonld and csv keep them. The same graph gives the same bytes.",
    ),
    example="cpc-graph export --format jsonld -o cpc.jsonld",
)
@option(
    "--format", "form", type=click.Choice(_FORMATS), said=Said("Format (trig par défaut).", "Format (default trig).")
)
@option("--evidence", is_flag=True, said=Said("Avec les preuves.", "With the evidence."))
@option("--ontology", is_flag=True, said=Said("Avec l'ontologie.", "With the ontology."))
@option(
    "-o", "--output", metavar="FILE", said=Said("Écrire dans ce fichier, en une fois.", "Write to this file, at once.")
)
def command(*, form: str | None, evidence: bool, ontology: bool, output: str | None) -> int:
    """Select, write."""
    from cpc_graph.export.select import Selection
    from cpc_graph.export.write import write

    document = write(_quads(Selection(evidence=evidence, ontology=ontology)), form or _by_name(output))
    if output in (None, "-"):
        emit(document)
        return 0
    from cpc_graph.build.files import write_atomically

    write_atomically(Path(str(output)), document)
    note(Said(f"{output} : {len(document)} octets écrits", f"{output}: {len(document)} bytes written"))
    return 0


def _quads(selection: Selection) -> list[Quad]:
    from cpc_graph.export.select import store_quads, workspace_quads
    from cpc_graph.store.reader import Store

    if store_address():
        raise UsageError(
            fr="export lit un store local, pas une adresse", en="export reads a local store, not an address"
        )
    with Store(store_path()) as store:
        if settings().store:
            return store_quads(store, selection)
        return workspace_quads(workspace(), store, selection)


def _by_name(output: str | None) -> str:
    from cpc_graph.export.write import SUFFIXES

    if output in (None, "-"):
        return "trig"
    suffix = Path(str(output)).suffix.lower()
    if suffix not in SUFFIXES:
        listed = ", ".join(_FORMATS)
        raise UsageError(
            fr=f"{output} : l'extension ne dit pas le format ; donnez --format ({listed})",
            en=f"{output}: the extension does not tell the format; give --format ({listed})",
        )
    return SUFFIXES[suffix]
