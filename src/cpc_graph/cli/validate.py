"""`validate`: judge files by the rules of law and of the model."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from cpc_graph.cli.bilingual import Command, argument, option
from cpc_graph.cli.messages import Said, lang
from cpc_graph.cli.output import emit, on_terminal
from cpc_graph.cli.place import store_address, store_path
from cpc_graph.errors import UsageError

_TOLD_FROM = 200  # files: fewer take no time
FORMATS = ("text", "json", "ttl", "sarif", "junit", "html")


@click.command(
    "validate",
    cls=Command,
    said=Said(
        "Juge des fichiers RDF selon les règles du droit et du modèle.\n\n"
        "Un acte est jugé par le droit du jour de sa signature. Le store dit ce qu'on sait par ailleurs (versions du "
        "droit, actes cités, mesures). Un dossier vaut les fichiers RDF qu'il contient, jugés par lots de ceux qui "
        "vont ensemble. Sort avec 1 s'il y a une violation, pas pour un avertissement.",
        "Judge RDF files by the rules of law and of the model.\n\n"
        "An act is judged by the law of its day of signature. The store tells what is known besides (versions of the "
        "law, acts cited, measures). A folder stands for the RDF files in it, judged in batches of those that belong "
        "together. Exits 1 when there is a violation, not for a warning.",
    ),
    example="cpc-graph validate decision.trig --format json",
)
@argument("files", nargs=-1, required=True, said=Said("FICHIER|DOSSIER…", "FILE|DIR…"))
@option("--as-of", metavar="DATE", said=Said("Le jour dont le droit juge.", "The day whose law judges."))
@option(
    "--shapes",
    metavar="FILE",
    said=Said("Juger selon ces formes SHACL au lieu des nôtres.", "Judge by these SHACL shapes instead of ours."),
)
@option("--no-context", is_flag=True, said=Said("Sans rien lire du store.", "Without reading the store."))
@option(
    "--baseline",
    metavar="FILE",
    said=Said(
        "Des écarts acceptés : une liste YAML de {rule, focus, value?, reason}.",
        "Findings that are accepted: a YAML list of {rule, focus, value?, reason}.",
    ),
)
@option(
    "--engine",
    type=click.Choice(("fast", "pyshacl")),
    default="fast",
    show_default=True,
    said=Said("Le moteur ; le rapport est le même.", "The engine; the report is the same."),
)
@option(
    "--jobs",
    type=click.IntRange(1, 64),
    said=Said(
        "Processus pour une archive (un par cœur par défaut).", "Processes for an archive (default: one per core)."
    ),
)
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    said=Said("Format du rapport.", "Format of the report."),
)
def command(
    *,
    files: tuple[str, ...],
    as_of: str | None,
    shapes: str | None,
    no_context: bool,
    engine: str,
    jobs: int | None,
    form: str,
    baseline: str | None,
) -> int:
    """Validate and report."""
    from cpc_graph.ask.days import read_day
    from cpc_graph.validate import validate
    from cpc_graph.validate.render import render

    day: dt.date | None = read_day(as_of, "as-of") if as_of else None
    report = validate(
        files,
        store=None if no_context else _context(),
        as_of=day,
        shapes=shapes,
        context=not no_context,
        engine=engine,
        jobs=jobs or os.cpu_count() or 1,
        tell=_progress,
    )
    if baseline:
        from cpc_graph.validate.baseline import accept, read_baseline

        report = accept(report, read_baseline(Path(baseline)))
    emit(render(report, form, lang(), colour=on_terminal()))
    return report.exit_code


def _context() -> Path:
    if store_address():
        raise UsageError(
            fr="validate lit un store local, pas une adresse", en="validate reads a local store, not an address"
        )
    return store_path()


def _progress(files: int) -> None:
    if files >= _TOLD_FROM and sys.stderr.isatty():
        print(f"\r{files}", end="", file=sys.stderr, flush=True)
