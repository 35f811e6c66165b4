"""`explain`: why the graph says so."""

from __future__ import annotations

import click

from cpc_graph.cli.bilingual import Command, argument, option
from cpc_graph.cli.messages import Said, lang, note
from cpc_graph.cli.output import emit
from cpc_graph.cli.place import open_reader
from cpc_graph.text.shown import shown as visible

FORMATS = ("text", "html", "mermaid")
_BRANCHES = " │├└─"


@click.command(
    "explain",
    cls=Command,
    said=Said(
        "Dit pourquoi le graphe l'affirme : citations, règles, droit, sources.\n\n"
        "QUOI est une IRI (entière, relative ou cpc:…), un nom (S0), un énoncé (« S0 cpc:regime cpc:CPC ») ou une "
        "règle (Decision-signatory, cpc:startPlusDuration). Sort avec 1 quand l'énoncé n'est pas dans le graphe.",
        "Say why the graph says so: quotes, rules, law, sources.\n\n"
        "WHAT is an IRI (absolute, relative or cpc:…), a name (S0), a statement (“S0 cpc:regime cpc:CPC”), or a rule "
        "(Decision-signatory, cpc:startPlusDuration). Exits 1 when the graph does not say the statement.",
    ),
    example="cpc-graph explain 'S0 eli:first_date_entry_in_force'\ncpc-graph explain Decision-signatory --format html",
)
@argument("what", nargs=-1, required=True, said=Said("QUOI…", "WHAT…"))
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    said=Said("Format de l'explication.", "Format of the explanation."),
)
def command(*, what: tuple[str, ...], form: str) -> int:
    """Explain and draw."""
    from cpc_graph.explain import explain
    from cpc_graph.explain.draw import draw

    asked = " ".join(what)
    explained = explain(open_reader(), asked, lang=lang())
    drawn = draw(explained, form, lang())
    emit("\n".join(_visible_line(line) for line in drawn.splitlines()) if form == "text" else drawn)
    if explained.says_so:
        return 0
    shown = visible(asked)
    note(Said(f"le graphe ne le dit pas : {shown}", f"the graph does not say it: {shown}"))
    return 1


def _visible_line(line: str) -> str:
    """Show what a line may hide; the branches that it hangs on are kept."""
    body = line.lstrip(_BRANCHES)
    return line[: len(line) - len(body)] + visible(body)
