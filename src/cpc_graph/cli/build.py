"""`build`: make the store from the files, or the canonical files from the readings."""

from __future__ import annotations

import time
from pathlib import Path

import click

from cpc_graph.cli.bilingual import Command, option, settings
from cpc_graph.cli.messages import Said, note
from cpc_graph.cli.output import emit, lines
from cpc_graph.cli.place import workspace
from cpc_graph.errors import SurroundingsError, UsageError
from cpc_graph.workspace import Workspace

_LARGE = 200_000  # quads of a store whose names are not read again for each question


@click.command(
    "build",
    cls=Command,
    said=Said(
        "(Re)construit le store à partir de data/.\n\n"
        "Rien n'est refait quand les fichiers n'ont pas changé. L'ancien store reste lisible pendant la construction.",
        "(Re)build the store from data/.\n\n"
        "Nothing is done again when the files did not change. The old store can be read meanwhile.",
    ),
    example="cpc-graph build --force",
)
@option("--force", is_flag=True, said=Said("Reconstruire même à jour.", "Rebuild even when up to date."))
@option(
    "--data",
    is_flag=True,
    said=Said(
        "Récrire d'abord les fichiers canoniques à partir de data/readings.",
        "First write the canonical files again from data/readings.",
    ),
)
@option(
    "--check",
    is_flag=True,
    said=Said(
        "Vérifier seulement : 1 si un fichier canonique ou le store n'est plus à jour.",
        "Only check: 1 when a canonical file or the store is out of date.",
    ),
)
def command(*, force: bool, data: bool, check: bool) -> int:
    """Build or check."""
    if settings().store:
        raise UsageError(
            fr="build construit le store de l'espace de travail : donnez --workspace, pas --store",
            en="build makes the workspace's store: give --workspace, not --store",
        )
    place = workspace()
    if check:
        return _check(place)
    if data:
        _write_data(place)
    return _build(place, force=force)


def _build(place: Workspace, *, force: bool) -> int:
    from cpc_graph.store.index import build_store

    start = time.perf_counter()
    report = build_store(place, force=force)
    if report.built and report.changed is None and report.quads > _LARGE:
        _keep_names(report.path)
    seconds = time.perf_counter() - start
    what = Said("store construit", "store built") if report.built else Said("store à jour", "store up to date")
    if report.why_fr:
        note(Said(f"tout est relu : {report.why_fr}", f"all is read again: {report.why_en}"))
    if report.changed is not None:
        note(
            Said(
                f"mis à jour ; fichiers changés : {report.changed}",
                f"brought up to date; files changed: {report.changed}",
            )
        )
    emit(
        Said(
            f"{what.fr} : {report.files} fichiers, {report.quads} énoncés (quads), {seconds:.1f} s — {report.path}",
            f"{what.en}: {report.files} files, {report.quads} statements (quads), {seconds:.1f} s — {report.path}",
        ).here()
    )
    return 0


def _keep_names(store: Path) -> None:
    """Read the names of a large store now, so that the first question by a part of a name need not."""
    from cpc_graph.ask.parameters import CLASSES
    from cpc_graph.ask.roster import prepare
    from cpc_graph.store.reader import Store

    with Store(store) as source:
        prepare(source, CLASSES.values())


def _write_data(place: Workspace) -> None:
    from cpc_graph.build.data import write_data

    changed = write_data(_data(place))
    emit(lines(str(path) for path in changed))
    emit(Said(f"{len(changed)} fichier(s) récrit(s)", f"{len(changed)} file(s) written").here())


def _check(place: Workspace) -> int:
    from cpc_graph.build.data import stale_files
    from cpc_graph.store.index import current_report
    from cpc_graph.store.inputs import inputs_of

    stale = stale_files(place.data) if place.data and (place.data / "readings").is_dir() else []
    said = [Said(f"{name} : à récrire (build --data)", f"{name}: out of date (build --data)").here() for name in stale]
    if current_report(place, inputs_of(place)) is None:
        said.append(Said("le store n'est pas à jour (build)", "the store is out of date (build)").here())
    emit(lines(said) or Said("tout est à jour", "everything is up to date").here())
    return 1 if said else 0


def _data(place: Workspace) -> Path:
    if place.data is None or not (place.data / "readings").is_dir():
        raise SurroundingsError(
            fr=f"{place.root} : pas de data/readings à partir de quoi récrire",
            en=f"{place.root}: no data/readings to write from",
        )
    return place.data
