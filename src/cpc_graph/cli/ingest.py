"""`ingest`: a decision as it arrives, to its facts with their quotes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cpc_graph.cli.arrival import about, asks, author_of, kinds_of, open_links, progress, said, take_links, tell
from cpc_graph.cli.bilingual import Command, argument, option
from cpc_graph.cli.messages import Said, lang, note
from cpc_graph.cli.place import store_address, store_path, workspace
from cpc_graph.errors import CpcGraphError, SurroundingsError, UsageError
from cpc_graph.text.shown import shown as visible

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from cpc_graph.link.candidate import Proposals
    from cpc_graph.link.decide import Choice
    from cpc_graph.link.incoming import Incoming

FORMATS = ("trig", "ttl", "json", "text", "html")
_LINKED = ("trig", "ttl", "html")


@click.command(
    "ingest",
    cls=Command,
    said=Said(
        "Lit une décision telle qu'elle arrive (texte, HTML, PDF) et en donne les faits, chacun avec sa phrase.\n\n"
        "trig : les deux graphes de l'acte, faits et preuves ; ttl : leur union ; json : un objet par ligne ; text : "
        "le texte où comptent les positions ; html : une page à lire sans réseau. Ce qui n'est pas compris est dit sur "
        "la sortie d'erreur. Sort avec 1 si le document n'est pas un acte réglementaire ou doit être relu, 2 s'il est "
        "illisible.",
        "Read a decision as it arrives (text, HTML, PDF) and give its facts, each with its sentence.\n\n"
        "trig: the two graphs of the act, facts and evidence; ttl: their union; json: one object a line; text: the "
        "text in which positions count; html: a page to be read offline. What is not understood is said on standard "
        "error. Exits 1 when the document is no regulatory act or must be reviewed, 2 when it cannot be read.",
    ),
    example="cpc-graph ingest decision.pdf --format html -o decision.html",
)
@argument("files", nargs=-1, required=True, said=Said("FICHIER…", "FILE…"))
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="trig",
    show_default=True,
    said=Said("Format du résultat.", "Format of the result."),
)
@option(
    "-o", "--output", metavar="FILE", said=Said("Écrire dans ce fichier, en une fois.", "Write to this file, at once.")
)
@option(
    "--accept",
    multiple=True,
    metavar="all|none|ask|KIND",
    said=Said(
        "Retenir les rapprochements proposés : act, cited, measure, indication, predecessor.",
        "Take the links that are proposed: act, cited, measure, indication, predecessor.",
    ),
)
@option("--author", metavar="NAME", said=Said("Qui retient les rapprochements.", "Who takes the links."))
@option(
    "--second",
    is_flag=True,
    said=Said(
        "C'est un autre acte que celui du même jour et du même objet : son identifiant finit par -2.",
        "It is another act than the one of the same day and object: its identifier ends in -2.",
    ),
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
    form: str,
    output: str | None,
    accept: tuple[str, ...],
    author: str | None,
    second: bool,
    max_pages: int,
    ocr: bool,
) -> int:
    """Read each file, write what it says."""
    kinds_of(accept)
    if form == "html" and len(files) > 1:
        raise UsageError(fr="html donne une page pour un seul fichier", en="html gives one page for one file")
    out, status = _Out(form, accept, author_of(author), ask=asks(accept), second=second), 0
    for file in files:
        try:
            status = max(status, out.take(_read(Path(file), form, max_pages, ocr=ocr)))
        except CpcGraphError as error:
            if len(files) == 1:
                raise
            note(Said(f"cpc-graph : {error.fr}", f"cpc-graph: {error.en}"))
            status = max(status, error.exit_code)
    _write(out.document(), output)
    return status


def _read(path: Path, form: str, max_pages: int, *, ocr: bool) -> Incoming:
    from cpc_graph.extract.pdf_process import Limits
    from cpc_graph.link.incoming import take_in

    with progress(path) as show:
        return take_in(path, Limits.for_pages(max_pages), boxes=form == "html", ocr=ocr, progress=show)


class _Out:
    """Gathers what the files give, in one format."""

    def __init__(self, form: str, accept: tuple[str, ...], author: str, *, ask: bool, second: bool) -> None:
        """Start with nothing."""
        self._form, self._accept, self._author, self._ask, self._second = form, accept, author, ask, second
        self._pieces: list[bytes] = []
        self._quads: list[Quad] = []

    def take(self, incoming: Incoming) -> int:
        """Add one document and say what is odd in it; return its exit status."""
        codes = tell(incoming)
        if self._form == "json":
            self._pieces.append(_json(incoming))
        elif self._form == "text":
            self._pieces.append(incoming.text_bytes)
        else:
            self._link(incoming)
        return 1 if codes else 0

    def document(self) -> bytes:
        """Return the document as bytes."""
        if self._form == "trig" and self._quads:
            from cpc_graph.build.trig import canonical_trig

            return canonical_trig(self._quads)
        if self._form == "ttl" and self._quads:
            from cpc_graph.export.write import write

            return write(self._quads, "ttl")
        return b"".join(self._pieces)

    def _link(self, incoming: Incoming) -> None:
        proposals = _proposals(incoming)
        choice = take_links(incoming, proposals, self._accept, self._author, ask=self._ask, second=self._second)
        if self._form == "html":
            self._pieces.append(_page(incoming, proposals, choice))
            return
        from cpc_graph.link.graph import draft_of, why_no_graph
        from cpc_graph.link.law import load_law

        why = why_no_graph(incoming.facts)
        if why:
            name = visible(incoming.name)
            note(Said(f"{name} : {said(why).fr}", f"{name}: {said(why).en}"))
            return
        self._quads += draft_of(incoming, proposals, choice, load_law(workspace())).quads()


def _proposals(incoming: Incoming) -> Proposals:
    """Look for links in the store; without a store there are none, and that is said."""
    from cpc_graph.link.candidate import Proposals
    from cpc_graph.link.propose import propose
    from cpc_graph.store.reader import database, open_store
    from cpc_graph.store.words import Words

    if store_address():
        raise UsageError(
            fr="ingest lit un store local, pas une adresse", en="ingest reads a local store, not an address"
        )
    if incoming.facts.decision is None:
        return Proposals()
    try:
        store = store_path()
        return propose(incoming.facts, open_store(store), Words.beside(database(store)))
    except SurroundingsError as error:
        note(Said(f"rapprochements non cherchés : {error.fr}", f"links not looked for: {error.en}"))
        return Proposals()


def _json(incoming: Incoming) -> bytes:
    import json

    return json.dumps(incoming.to_json(), ensure_ascii=False).encode() + b"\n"


def _page(incoming: Incoming, proposals: Proposals, choice: Choice) -> bytes:
    from cpc_graph.export.page import page
    from cpc_graph.export.page_content import Shown
    from cpc_graph.extract.pictures import pictures
    from cpc_graph.link.quoted import coverage

    extracted, share = incoming.extracted, coverage(incoming.extracted.text, incoming.facts)
    shown = Shown(
        name=incoming.name,
        extracted=extracted,
        facts=incoming.facts,
        covered=(share.facts, share.unmodelled, share.rest),
        review=incoming.review,
        links=tuple(about(one).here() for one in open_links(proposals, choice)),
        pictures=pictures(incoming.path, len(extracted.pages)) if extracted.form == "pdf" else (),
    )
    return page(shown, lang())


def _write(document: bytes, output: str | None) -> None:
    if output in (None, "-"):
        sys.stdout.flush()
        sys.stdout.buffer.write(document)
        return
    if not document:
        return
    from cpc_graph.build.files import write_atomically

    write_atomically(Path(str(output)), document)
    note(Said(f"{output} : {len(document)} octets écrits", f"{output}: {len(document)} bytes written"))
