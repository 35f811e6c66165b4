"""`demo`: the main job from end to end on the shipped corpus: build, validate, answer with quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cpc_graph.cli.bilingual import Command, settings
from cpc_graph.cli.messages import Said, counted, lang, note
from cpc_graph.cli.output import console
from cpc_graph.cli.place import built, workspace
from cpc_graph.errors import UsageError
from cpc_graph.names import BASE

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from cpc_graph.store.reader import Store
    from cpc_graph.workspace import Workspace

QUESTIONS = ("CQ34", "CQ81", "CQ49")  # lineage; what was allowed on a day; what changed in the indications
_REMARKS = 5
_DECISIONS = """SELECT ?act ?notation ?name WHERE {
  ?act a cpc:Decision ; cpc:availability cpc:held ; eli:date_document ?day ; skos:notation ?notation ; rdfs:label ?name
} ORDER BY ?day ?notation ?name"""


@click.command(
    "demo",
    cls=Command,
    said=Said(
        "Construit le store, valide les décisions détenues, répond à trois questions avec citations.",
        "Build the store, validate the decisions held, answer three questions with quotes.",
    ),
    example="cpc-graph demo",
)
def command() -> int:
    """Show what the product does."""
    if settings().store:
        raise UsageError(
            fr="demo construit son propre store : pas de --store", en="demo builds its own store: no --store"
        )
    out, place = console(), workspace()
    _title(out, Said("1. Le graphe", "1. The graph"))
    from cpc_graph.store.reader import Store

    with Store(built(place)) as store:
        _size(store, place, out)
        _title(out, Said("2. La validation par les règles du droit", "2. Validation by the rules of law"))
        status = _validate(store, place, out)
        _title(
            out,
            Said("3. Trois questions, avec les phrases qui fondent les réponses", "3. Three questions, with quotes"),
        )
        for row in QUESTIONS:
            _ask(store, row, out)
    note(
        Said(
            "Ensuite : « cpc-graph ask » énumère les questions, « cpc-graph validate FICHIER » juge un fichier.",
            "Next: 'cpc-graph ask' lists the questions, 'cpc-graph validate FILE' judges a file.",
        )
    )
    return status


def _title(out: Console, said: Said) -> None:
    from rich.text import Text

    out.print()
    out.print(Text(said.here(), style="bold underline"))
    out.print()


def _size(store: Store, place: Workspace, out: Console) -> None:
    from rich.text import Text

    from cpc_graph.store.inputs import inputs_of

    files = len(inputs_of(place).files)
    said = Said(
        f"{files} fichiers, {len(store)} énoncés (quads), dans {place.store}",
        f"{files} files, {len(store)} statements (quads), in {place.store}",
    )
    out.print(Text(said.here()))


def _validate(store: Store, place: Workspace, out: Console) -> int:
    from rich.table import Table as Drawn
    from rich.text import Text

    from cpc_graph.validate import validate

    acts = _acts(store, place)
    report = validate([path for _, path in acts.values()], store=store)
    grid = Drawn.grid(padding=(0, 2))
    for notation, (name, path) in acts.items():
        found = [finding.severity for finding in report.findings if finding.file == str(path)]
        broken = found.count("Violation")
        style = "red" if broken else "green"
        grid.add_row(
            Text(notation, style="bold"), Text(name), Text(_verdict(broken, found.count("Warning")), style=style)
        )
    out.print(grid)
    said = Said(
        f"{report.rules} règles ; chaque acte jugé par le droit de son jour",
        f"{report.rules} rules; each act judged by the law of its day",
    )
    out.print(Text(said.here(), style="dim"))
    return report.exit_code


def _verdict(broken: int, warnings: int) -> str:
    if broken:
        return counted(broken, Said("violation", "violation"))
    fine = Said("conforme", "conforms").here()
    return fine if not warnings else f"{fine}, {counted(warnings, Said('avertissement', 'warning'))}"


def _acts(store: Store, place: Workspace) -> dict[str, tuple[str, Path]]:
    """Return the decisions held, by notation: their name and the file that holds them."""
    from cpc_graph.build.files import act_file
    from cpc_graph.store.inputs import inputs_of
    from cpc_graph.store.rows import python

    files = dict(inputs_of(place).files)
    found: dict[str, tuple[str, Path]] = {}
    for act, notation, name in store.select(_DECISIONS).values:
        path = files.get("data/" + act_file(python(act).removeprefix(BASE)))
        if path is not None and getattr(name, "language", None) in (None, lang()):
            found[python(notation)] = (python(name), path)
    return found


def _ask(store: Store, row: str, out: Console) -> None:
    from cpc_graph.ask import ask, find
    from cpc_graph.cli.answer import draw_because, draw_rows
    from cpc_graph.cli.quotes import draw_quotes

    found = find(row)
    answer = ask(store, found.question, found.given, lang=lang())
    draw_rows(answer, found.question, store, out)
    draw_quotes(answer, found.question, store, out)
    draw_because(answer, out, most=_REMARKS, more=f"cpc-graph ask {row}")
    out.print()
