"""`add`: read or take in files, judge them, and commit them in one step, or change nothing."""

from __future__ import annotations

import click

from cpc_graph.cli.arrival import ASK, NOTHING, asks, author_of, can_answer, kinds_of
from cpc_graph.cli.bilingual import Command, argument, option, settings
from cpc_graph.cli.messages import Said
from cpc_graph.errors import UsageError


@click.command(
    "add",
    cls=Command,
    said=Said(
        "Ajoute des décisions à l'espace de travail : documents (texte, HTML, PDF) ou fichiers RDF.\n\n"
        "Chaque fichier est lu, jugé par les règles du droit de son jour, résumé, puis tous sont inscrits en une fois "
        "dans data/graph, data/sources, le registre et le store. Une violation, un document à relire ou illisible, et "
        "rien ne change. Un fichier déjà ajouté est reconnu.",
        "Add decisions to the workspace: documents (text, HTML, PDF) or RDF files.\n\n"
        "Each file is read, judged by the rules of the law of its day, summed up, then all are committed at once to "
        "data/graph, data/sources, the ledger and the store. One violation, one document to be reviewed or that "
        "cannot be read, and nothing changes. A file that was added before is recognised.",
    ),
    example="cpc-graph add decision.pdf --accept measure,indication",
)
@argument("files", nargs=-1, required=True, said=Said("FICHIER…", "FILE…"))
@option(
    "--accept",
    multiple=True,
    metavar="all|none|ask|KIND",
    said=Said(
        "Retenir les rapprochements proposés : act, cited, measure, indication, predecessor (dans un terminal : "
        "demandés un à un).",
        "Take the links that are proposed: act, cited, measure, indication, predecessor (on a terminal: asked for "
        "one by one).",
    ),
)
@option("--author", metavar="NAME", said=Said("Qui ajoute et retient.", "Who adds and takes."))
@option(
    "--reviewed",
    is_flag=True,
    said=Said(
        "Une personne a relu : ajouter aussi ce qui est gardé pour relecture.",
        "A person has reviewed: add what is kept for review too.",
    ),
)
@option(
    "--replace",
    is_flag=True,
    said=Said("Remplacer le graphe d'un acte déjà ajouté.", "Replace the graph of an act that was added before."),
)
@option(
    "--second",
    is_flag=True,
    said=Said(
        "C'est un autre acte que celui du même jour et du même objet : son identifiant finit par -2.",
        "It is another act than the one of the same day and object: its identifier ends in -2.",
    ),
)
@option(
    "--object",
    "about",
    metavar="NAME",
    said=Said(
        "Sur quoi porte un acte qui ne nomme aucun médicament : une substance, dans les mots du texte.",
        "What an act that names no medicine is about: a substance, in the words of the text.",
    ),
)
@option(
    "--dry-run",
    is_flag=True,
    said=Said("Tout faire sauf inscrire.", "Do everything but commit."),
)
@option(
    "--max-pages",
    type=click.IntRange(1, 100_000),
    default=300,
    show_default=True,
    said=Said("Pages lues d'un PDF.", "Pages read of a PDF."),
)
@option(
    "--ocr",
    is_flag=True,
    said=Said("Lire aussi les PDF d'images (demande ocrmypdf).", "Read PDFs of images too (needs ocrmypdf)."),
)
def command(
    *,
    files: tuple[str, ...],
    accept: tuple[str, ...],
    author: str | None,
    reviewed: bool,
    replace: bool,
    second: bool,
    about: str | None,
    dry_run: bool,
    max_pages: int,
    ocr: bool,
) -> int:
    """Take in the files."""
    from cpc_graph.cli.adding import Wish, add

    if settings().store:
        raise UsageError(
            fr="add écrit dans l'espace de travail : donnez --workspace, pas --store",
            en="add writes to the workspace: give --workspace, not --store",
        )
    if replace and second:
        raise UsageError(fr="--replace et --second s'excluent", en="--replace and --second exclude each other")
    kinds_of(accept)
    wish = Wish(
        accept=accept or (ASK if can_answer() else NOTHING,),
        ask=asks(accept) or (not accept and can_answer()),
        author=author_of(author),
        reviewed=reviewed,
        replace=replace,
        second=second,
        about=about,
        dry_run=dry_run,
        max_pages=max_pages,
        ocr=ocr,
    )
    return add(files, wish)
