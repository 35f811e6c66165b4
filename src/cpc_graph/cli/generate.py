"""`generate`: an archive of invented decisions, for benchmarks and tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from cpc_graph.cli.bilingual import Command, argument, option
from cpc_graph.cli.messages import Said, note
from cpc_graph.errors import UsageError

if TYPE_CHECKING:
    from cpc_graph.generate.archive import Order
    from cpc_graph.generate.manifest import Manifest

_FORMATS = ("trig", "nq")
_MOST = 10_000_000
_SMALL = 400  # decisions: below, a second process is not worth its start


@click.command(
    "generate",
    cls=Command,
    said=Said(
        "Engendre une archive de décisions inventées dans le modèle du produit.\n\n"
        "Des chaînes de mesures d'un régime à l'autre, leurs textes et leurs versions du droit. La même graine donne "
        "la même archive. Vers un dossier : un espace de travail, un fichier par acte ; vers un fichier .trig ou .nq, "
        "ou la sortie standard : un flux. Le manifeste dit quelles décisions sont fautives et quelle règle doit les "
        "trouver.",
        "Generate an archive of invented decisions in the product's own model.\n\n"
        "Chains of measures across regimes, with their texts and law versions. The same seed gives the same archive. "
        "To a folder: a workspace, one file per act; to a .trig or .nq file, or standard output: a stream. The "
        "manifest tells which decisions are broken and which rule should find each.",
    ),
    example="cpc-graph generate 1000 --seed 7 --broken 0.1 --evidence -o archive",
)
@argument("count", type=click.IntRange(1, _MOST), said=Said("N", "N"))
@option("--seed", type=int, default=1, show_default=True, said=Said("Graine.", "Seed."))
@option(
    "--broken",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SHARE",
    said=Said("Part de décisions fautives (0 à 1).", "Share of broken decisions (0 to 1)."),
)
@option("--evidence", is_flag=True, said=Said("Avec preuves et textes.", "With evidence and texts."))
@option("-o", "--output", metavar="DIR|FILE", said=Said("Dossier ou fichier.", "Folder or file."))
@option("--format", "form", type=click.Choice(_FORMATS), said=Said("Format (nq par défaut).", "Format (default nq)."))
@option(
    "--jobs",
    type=click.IntRange(1, 64),
    said=Said("Processus (un par cœur par défaut).", "Processes (default: one per core)."),
)
def command(
    *, count: int, seed: int, broken: float, evidence: bool, output: str | None, form: str | None, jobs: int | None
) -> int:
    """Generate and tell what was made."""
    from cpc_graph.generate.archive import Order

    order = Order(count, seed, broken, evidence)
    manifest = _write(order, output, form, jobs or (1 if count < _SMALL else os.cpu_count() or 1))
    note(
        Said(
            f"{manifest.acts} décisions inventées sur {manifest.measures} mesures, {manifest.quads} énoncés (quads), "
            f"{len(manifest.broken)} fautives",
            f"{manifest.acts} invented decisions on {manifest.measures} measures, {manifest.quads} statements (quads), "
            f"{len(manifest.broken)} broken",
        )
    )
    return 0


def _write(order: Order, output: str | None, form: str | None, jobs: int) -> Manifest:
    from cpc_graph.generate.write import to_file, to_folder, to_stream

    if output in (None, "-"):
        return to_stream(order, _form(form), jobs, sys.stdout.buffer, _progress)
    path = Path(str(output))
    suffix = path.suffix.lower().removeprefix(".")
    if suffix in _FORMATS:
        return to_file(order, _form(form or suffix), jobs, path, _progress)
    if form == "nq":
        raise UsageError(
            fr=f"{output} : un espace de travail est en TriG ; pour du N-Quads, donnez un fichier .nq",
            en=f"{output}: a workspace is in TriG; for N-Quads give a .nq file",
        )
    return to_folder(order, jobs, path, _progress)


def _form(form: str | None) -> Literal["trig", "nq"]:
    return "trig" if form == "trig" else "nq"


def _progress(acts: int) -> None:
    if acts % 1000 == 0 and sys.stderr.isatty():
        print(f"\r{acts}", end="", file=sys.stderr, flush=True)
