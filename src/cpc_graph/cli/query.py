"""`query`: any SPARQL 1.1 query, in a process that can be killed, or at an endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cpc_graph.cli.bilingual import Command, argument, option
from cpc_graph.cli.messages import Said, counted
from cpc_graph.cli.output import console, emit, on_terminal
from cpc_graph.cli.place import store_address, store_path
from cpc_graph.cli.table import Table, draw, readable
from cpc_graph.errors import UsageError
from cpc_graph.text.shown import shown as visible

if TYPE_CHECKING:
    from cpc_graph.store.result import Result
    from cpc_graph.store.rows import Value

_FORMATS = ("table", "json", "csv", "tsv", "xml", "ttl", "nt", "jsonld", "rdfxml")


@click.command(
    "query",
    cls=Command,
    said=Said(
        "Pose n'importe quelle requête SPARQL 1.1 (fichier, - ou -e).\n\n"
        "La requête voit l'union des graphes ; nos préfixes (cpc:, eli: …) et notre base sont déclarés. SERVICE, "
        "FROM et les mises à jour sont refusés. Par défaut : un tableau dans un terminal, du TSV "
        "ailleurs, du Turtle pour CONSTRUCT. Un ASK faux sort avec 1.",
        "Ask any SPARQL 1.1 query (file, - or -e).\n\n"
        "The query sees the union of the graphs; our prefixes (cpc:, eli: …) and our base are declared. SERVICE, "
        "FROM and updates are refused. Default: a table on a terminal, TSV elsewhere, Turtle for CONSTRUCT. "
        "A false ASK exits 1.",
    ),
    example="cpc-graph query -e 'SELECT ?d ?day { ?d a cpc:Decision ; eli:date_document ?day } ORDER BY ?day'",
)
@argument("file", required=False, said=Said("FICHIER", "FILE"))
@option("-e", "--sparql", metavar="SPARQL", said=Said("La requête elle-même.", "The query itself."))
@option(
    "--endpoint",
    metavar="URL",
    said=Said("Interroger ce point d'accès SPARQL.", "Ask this SPARQL endpoint."),
)
@option(
    "--timeout",
    type=click.FloatRange(min=0.1, max=3600),
    default=10.0,
    show_default=True,
    metavar="S",
    said=Said("Délai en secondes.", "Time limit in seconds."),
)
@option("--format", "form", type=click.Choice(_FORMATS), said=Said("Format du résultat.", "Format of the result."))
def command(*, file: str | None, sparql: str | None, endpoint: str | None, timeout: float, form: str | None) -> int:
    """Evaluate and write."""
    text, name = _query(file, sparql)
    result = _result(text, name, endpoint or store_address(), timeout)
    _write(result, form)
    return 1 if result.kind == "boolean" and not result.boolean() else 0


def _query(file: str | None, sparql: str | None) -> tuple[str, str]:
    from cpc_graph.rdf.intake import decode, read_bytes, shown
    from cpc_graph.store.guard import MAX_QUERY

    if (file is None) == (sparql is None):
        raise UsageError(
            fr="donnez un fichier de requête (ou -), ou bien -e SPARQL", en="give a query file (or -), or -e SPARQL"
        )
    if sparql is not None:
        return sparql, "SPARQL"
    name = shown(file or "")
    return decode(read_bytes(file or "", 4 * MAX_QUERY), name), name


def _result(text: str, name: str, endpoint: str | None, timeout: float) -> Result:
    from cpc_graph.store.guard import check_query

    check_query(text, name)
    if endpoint:
        from cpc_graph.store.prologue import with_prefixes
        from cpc_graph.store.remote import ask_endpoint

        return ask_endpoint(endpoint, with_prefixes(text), timeout=timeout)
    from cpc_graph.store.worker import run_query

    return run_query(store_path(), text, timeout=timeout, name=name)


def _write(result: Result, form: str | None) -> None:
    from cpc_graph.store.result import GRAPH, TABULAR, TRIPLES

    possible = tuple(GRAPH) if result.kind == TRIPLES else ("table", *TABULAR)
    form = form or ("ttl" if result.kind == TRIPLES else "table" if on_terminal() else "tsv")
    if form not in possible:
        listed = ", ".join(possible)
        raise UsageError(
            fr=f"le format {form} ne convient pas à ce résultat ; possibles : {listed}",
            en=f"the format {form} does not suit this result; possible: {listed}",
        )
    if form == "table":
        _draw(result)
    else:
        emit(result.written(form))


def _draw(result: Result) -> None:
    if result.kind == "boolean":
        emit(readable(result.boolean()))
        return
    rows = result.rows()
    table = Table(rows.columns, tuple(tuple(_cell(cell) for cell in row) for row in rows.values))
    if rows.values:
        draw(table, console())
    emit(counted(len(rows), Said("ligne", "row")))


def _cell(value: Value | None) -> str:
    """Write a value as it could stand in the next query when it is an IRI, else in words."""
    from pyoxigraph import NamedNode

    from cpc_graph.cli.labels import short
    from cpc_graph.names import PREFIXES
    from cpc_graph.store.rows import python

    if not isinstance(value, NamedNode):
        return readable(python(value))
    name = short(value.value)
    return visible(name if name.partition(":")[0] in PREFIXES else f"<{name}>")
