"""The steps of `add`, from files to a commit: arrivals, verdict, summary, step."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from cpc_graph.cli.accepting import accepted, is_there, refuse_twice
from cpc_graph.cli.arrival import progress, said, take_links, tell
from cpc_graph.cli.messages import Said, counted, lang, note
from cpc_graph.cli.place import built, workspace
from cpc_graph.cli.refusing import Refused, refuse, say
from cpc_graph.text.shown import shown as visible

if TYPE_CHECKING:
    from cpc_graph.link.arrived import Arrived
    from cpc_graph.store.accept import Accepted
    from cpc_graph.store.inputs import Inputs
    from cpc_graph.store.reader import Store
    from cpc_graph.validate import Report
    from cpc_graph.validate.finding import Node
    from cpc_graph.workspace import Workspace


_WAIT = 120.0
_TEXTS = "adding"
_NOT_DOCUMENTS = (".n3",)  # refused with a reason by the gate


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked of `add`."""

    accept: tuple[str, ...]
    ask: bool
    author: str
    reviewed: bool
    replace: bool
    second: bool
    about: str | None
    dry_run: bool
    max_pages: int
    ocr: bool


def add(files: Sequence[str], wish: Wish) -> int:
    """Take in the files and commit them together; return the exit status."""
    from cpc_graph.store.accept import accepting

    place = workspace()
    with accepting(place) as data, _folder(place) as folder:
        place = replace(place, data=data if data.is_dir() else None)
        before = _ready(place)
        try:
            taken = _prepared(files, wish, place, folder)
        except Refused:
            note(Said("rien n'a été ajouté", "nothing was added"))
            return 1
        if wish.dry_run or not taken:
            note(Said("rien n'a été inscrit", "nothing was committed"))
            return 0
        _commit(data, taken, wish)
    _index(replace(place, data=data), before, taken)
    return 0


@contextmanager
def _folder(place: Workspace) -> Iterator[Path]:
    """Give a folder for texts that are judged where they lie; what a killed process left in it goes first.

    It stands in the store's folder, not in that of the system, so that there is one, and it is known where.
    """
    folder = place.store / _TEXTS
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def _ready(place: Workspace) -> Inputs:
    """Bring the store up to date with the files, and return what it is then made of."""
    from cpc_graph.store.index import current_report
    from cpc_graph.store.inputs import inputs_of

    inputs = inputs_of(place)
    if current_report(place, inputs) is None:
        built(place)
        inputs = inputs_of(place)
    return inputs


def _prepared(files: Sequence[str], wish: Wish, place: Workspace, folder: Path) -> list[Accepted]:
    """Read, judge and sum up. Raises Refused, InputError."""
    from cpc_graph.cli.deciding import named_twice, stepped
    from cpc_graph.link.dossiers import Dossiers
    from cpc_graph.store.reader import Store

    with Store(place.store) as store:
        arrived = [one for file in files if (one := _arrival(Path(file), wish, place, store, folder))]
        twice = None if wish.second else named_twice(arrived, store)
        if twice:
            refuse(*twice)
        dossiers = Dossiers(place.data, arrived)
        fresh = [one for one in stepped(arrived, dossiers, store) if not is_there(one, place)]
        refuse_twice(fresh)
        changed = [one for one in (dossiers.arrived(folder),) if one and fresh and not is_there(one, place)]
        # a file that gives evidence owes it for every statement; one without gives none, and is judged apart
        for together in ([one for one in fresh if one.has_evidence], [one for one in fresh if not one.has_evidence]):
            if together:
                _judge([*together, *changed], store)
        taken = [one for arrival in fresh for one in accepted(arrival, place, replaces=wish.replace)]
        taken += [one for dossier in changed for one in accepted(dossier, place, replaces=True)]
    return taken


def _arrival(path: Path, wish: Wish, place: Workspace, store: Store, folder: Path) -> Arrived | None:
    """Take in one file: RDF by its extension, anything else is a document."""
    from cpc_graph.link.arrived import from_rdf
    from cpc_graph.rdf.gate import FORMATS, read_quads
    from cpc_graph.rdf.intake import STDIN

    if str(path) == STDIN or path.suffix.lower() in (*FORMATS, *_NOT_DOCUMENTS):
        return from_rdf(path, read_quads(path))
    return _document(path, wish, place, store, folder)


def _document(path: Path, wish: Wish, place: Workspace, store: Store, folder: Path) -> Arrived | None:
    from cpc_graph.cli.deciding import why_kept, why_undecided
    from cpc_graph.extract.pdf_process import Limits
    from cpc_graph.link.arrived import from_document, holder
    from cpc_graph.link.decide import links_of, undecided
    from cpc_graph.link.graph import why_no_graph
    from cpc_graph.link.incoming import take_in
    from cpc_graph.link.law import load_law
    from cpc_graph.link.look import Look
    from cpc_graph.link.propose import propose
    from cpc_graph.store.words import Words

    with progress(path) as show:
        incoming = take_in(path, Limits.for_pages(wish.max_pages), ocr=wish.ocr, progress=show)
    known = holder(incoming.extracted.sha256, Look(store.raw))
    if known is not None:
        say(incoming.name, Said(f"déjà ajouté : {known.value}", f"already added: {known.value}"))
        return None
    if tell(incoming) and not wish.reviewed:
        refuse(incoming.name, Said("à relire ; après relecture : --reviewed", "to be reviewed; then: --reviewed"))
    incoming = incoming.about(wish.about) if wish.about else incoming
    why = why_no_graph(incoming.facts)
    if why:
        refuse(incoming.name, said(why))
    proposals = propose(incoming.facts, store.raw, Words.beside(store.folder))
    choice = take_links(incoming, proposals, wish.accept, wish.author, ask=wish.ask, second=wish.second)
    waits = why_undecided(undecided(proposals, choice), reviewed=wish.reviewed)
    if waits:
        refuse(incoming.name, waits)
    links = links_of(incoming.facts, proposals, choice)
    kept = why_kept(links.act, store) if links.act else None
    if kept:
        refuse(incoming.name, kept)
    return from_document(incoming, links, load_law(place), folder)


def _judge(arrived: Sequence[Arrived], store: Store) -> None:
    """Judge all files together and say what was found. Raises Refused when a rule is broken."""
    from cpc_graph.validate.judge import Given, judge
    from cpc_graph.validate.render import render

    quads = tuple(quad for one in arrived for quad in one.judged)
    described: dict[Node, Path] = {quad.subject: one.beside for one in reversed(arrived) for quad in one.judged}
    given = Given(tuple(one.beside for one in arrived), quads, described)
    report = _named(judge(given, store=store, as_of=None, context=True), arrived)
    if report.findings:
        print(render(report, "text", lang()), file=sys.stderr, end="")
    if not report.conforms:
        raise Refused


def _named(report: Report, arrived: Sequence[Arrived]) -> Report:
    """Call the files in a report as the user does."""
    from cpc_graph.rdf.intake import shown

    names = {shown(one.beside): visible(one.name) for one in arrived}
    dossiers = {shown(one.beside) for one in arrived if one.is_dossier}  # what they lacked before is no news
    news = [one for one in report.findings if one.severity == "Violation" or one.file not in dossiers]
    findings = tuple(replace(finding, file=names.get(finding.file or "")) for finding in news)
    return replace(report, findings=findings, files=tuple(names.get(file, file) for file in report.files))


def _commit(data: Path, taken: Sequence[Accepted], wish: Wish) -> None:
    from cpc_graph import __version__
    from cpc_graph.store.accept import commit

    commit(data, taken, by=wish.author, version=f"cpc-graph {__version__}")
    graphs = counted(len(taken), Said("graphe", "graph"))
    note(Said(f"{graphs} de plus dans {data}", f"{graphs} more in {data}"))


def _index(place: Workspace, before: Inputs, taken: Sequence[Accepted]) -> None:
    """Bring the store up to date: it can always be made again from the files."""
    from cpc_graph.store.index import take_in

    report = take_in(place, before, [one.file for one in taken], wait=_WAIT)
    if report.why_fr:
        note(Said(f"store reconstruit en entier : {report.why_fr}", f"store built whole again: {report.why_en}"))
    note(Said(f"store à jour : {report.quads} énoncés", f"store up to date: {report.quads} statements"))
