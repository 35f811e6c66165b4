"""The steps of `add`, from files to a commit: arrivals, verdict, summary, step."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

from cpc_graph.cli.arrival import progress, said, take_links, tell
from cpc_graph.cli.messages import Said, counted, lang, note
from cpc_graph.cli.output import emit, visible
from cpc_graph.cli.place import built, workspace

if TYPE_CHECKING:
    from cpc_graph.link.arrived import Arrived
    from cpc_graph.link.placing import Placed
    from cpc_graph.store.accept import Accepted
    from cpc_graph.store.reader import Store
    from cpc_graph.validate import Report
    from cpc_graph.validate.finding import Node
    from cpc_graph.workspace import Workspace


_WAIT = 120.0
_NOT_DOCUMENTS = (".n3",)  # refused with a reason by the gate


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked of `add`."""

    accept: tuple[str, ...]
    ask: bool
    author: str
    reviewed: bool
    replace: bool
    dry_run: bool
    max_pages: int
    ocr: bool


class Refused(Exception):  # noqa: N818  (an answer, not an error)
    """A file is not added; the reason was said."""


def add(files: Sequence[str], wish: Wish) -> int:
    """Take in the files and commit them together; return the exit status."""
    from cpc_graph.store.accept import accepting

    place = workspace()
    with accepting(place) as data, TemporaryDirectory(prefix="cpc-graph-add-") as folder:
        place = replace(place, data=data if data.is_dir() else None)
        try:
            accepted = _prepared(files, wish, place, Path(folder))
        except Refused:
            note(Said("rien n'a été ajouté", "nothing was added"))
            return 1
        if wish.dry_run or not accepted:
            note(Said("rien n'a été inscrit", "nothing was committed"))
            return 0
        _commit(data, accepted, wish)
    _index(replace(place, data=data))
    return 0


def _prepared(files: Sequence[str], wish: Wish, place: Workspace, folder: Path) -> list[Accepted]:
    """Read, judge and sum up. Raises Refused, InputError."""
    from cpc_graph.store.reader import Store

    with Store(built(place)) as store:
        arrived = [one for file in files if (one := _arrival(Path(file), wish, place, store, folder))]
        fresh = [one for one in arrived if not _is_there(one, place)]
        # a file that gives evidence owes it for every statement; one without gives none, and is judged apart
        for together in ([one for one in fresh if one.has_evidence], [one for one in fresh if not one.has_evidence]):
            if together:
                _judge(together, store)
        accepted = [one for arrival in fresh for one in _accepted(arrival, place, wish)]
    _refuse_twice(accepted)
    return accepted


def _arrival(path: Path, wish: Wish, place: Workspace, store: Store, folder: Path) -> Arrived | None:
    """Take in one file: RDF by its extension, anything else is a document."""
    from cpc_graph.link.arrived import from_rdf
    from cpc_graph.rdf.gate import FORMATS, read_quads
    from cpc_graph.rdf.intake import STDIN

    if str(path) == STDIN or path.suffix.lower() in (*FORMATS, *_NOT_DOCUMENTS):
        return from_rdf(path, read_quads(path))
    return _document(path, wish, place, store, folder)


def _document(path: Path, wish: Wish, place: Workspace, store: Store, folder: Path) -> Arrived | None:
    from cpc_graph.extract.pdf_process import Limits
    from cpc_graph.link.arrived import from_document, holder
    from cpc_graph.link.decide import links_of
    from cpc_graph.link.graph import why_no_graph
    from cpc_graph.link.incoming import take_in
    from cpc_graph.link.law import load_law
    from cpc_graph.link.look import Look
    from cpc_graph.link.propose import propose

    with progress(path) as show:
        incoming = take_in(path, Limits.for_pages(wish.max_pages), ocr=wish.ocr, progress=show)
    known = holder(incoming.extracted.sha256, Look(store.raw))
    if known is not None:
        _say(incoming.name, Said(f"déjà ajouté : {known.value}", f"already added: {known.value}"))
        return None
    if tell(incoming) and not wish.reviewed:
        _refuse(incoming.name, Said("à relire ; après relecture : --reviewed", "to be reviewed; then: --reviewed"))
    why = why_no_graph(incoming.facts)
    if why:
        _refuse(incoming.name, said(why))
    proposals = propose(incoming.facts, store.raw)
    choice = take_links(incoming, proposals, wish.accept, wish.author, ask=wish.ask)
    return from_document(incoming, links_of(incoming.facts, proposals, choice), load_law(place), folder)


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
    findings = tuple(replace(finding, file=names.get(finding.file or "")) for finding in report.findings)
    return replace(report, findings=findings, files=tuple(names.get(file, file) for file in report.files))


def _is_there(arrived: Arrived, place: Workspace) -> bool:
    """Tell whether every graph of a file is already there, byte for byte, and say so."""
    from cpc_graph.link.arrived import content_of

    if not all(_present(placed.file, place) == content_of(placed) for placed in arrived.placed):
        return False
    _say(arrived.name, Said("déjà ajouté", "already added"))
    return True


def _accepted(arrived: Arrived, place: Workspace, wish: Wish) -> list[Accepted]:
    """Sum up what a file adds. Raises Refused where it would take the place of what is there."""
    from hashlib import sha256

    from cpc_graph.link.arrived import content_of
    from cpc_graph.store.accept import Accepted
    from cpc_graph.store.ledger import canonical_hash

    found: list[Accepted] = []
    for placed in arrived.placed:
        content, before = content_of(placed), _present(placed.file, place)
        if before is not None and not wish.replace:
            _refuse_place(arrived.name, placed.file)
        _sum_up(placed)
        found.append(
            Accepted(
                id=placed.iri,
                file=placed.file,
                content=content,
                sha256=sha256(content).hexdigest(),
                rdfc10=canonical_hash(placed.quads),
                source=arrived.source,
                sources=() if found else arrived.sources,
                replaces=sha256(before).hexdigest() if before is not None else None,
            )
        )
    return found


def _sum_up(placed: Placed) -> None:
    from cpc_graph.link.summary import summary

    first, *rest = (visible(said(line).here()) for line in summary(placed))
    emit("\n  ".join([first, *rest]))


def _refuse_place(name: str, file: str) -> NoReturn:
    _refuse(
        name,
        Said(
            f"data/{file} est déjà là et dit autre chose ; --replace le remplace",
            f"data/{file} is there already and says something else; --replace takes its place",
        ),
    )


def _present(file: str, place: Workspace) -> bytes | None:
    """Return the bytes of a canonical file as the workspace, else the shipped corpus, has it."""
    from cpc_graph.resources import data_dir

    for data in (place.data, data_dir()):
        if data is not None and (data / file).is_file():
            return (data / file).read_bytes()
    return None


def _refuse_twice(accepted: Sequence[Accepted]) -> None:
    """Refuse two files that describe one act. Raises Refused."""
    seen: set[str] = set()
    for one in accepted:
        if one.file in seen:
            _refuse(one.id, Said("décrit par deux des fichiers donnés", "described by two of the files given"))
        seen.add(one.file)


def _commit(data: Path, accepted: Sequence[Accepted], wish: Wish) -> None:
    from cpc_graph import __version__
    from cpc_graph.store.accept import commit

    commit(data, accepted, by=wish.author, version=f"cpc-graph {__version__}")
    graphs = counted(len(accepted), Said("graphe", "graph"))
    note(Said(f"{graphs} de plus dans {data}", f"{graphs} more in {data}"))


def _index(place: Workspace) -> None:
    """Bring the store up to date: it can always be made again from the files."""
    from cpc_graph.store.index import build_store

    report = build_store(place, wait=_WAIT)
    note(Said(f"store à jour : {report.quads} énoncés", f"store up to date: {report.quads} statements"))


def _say(name: str, text: Said) -> None:
    note(Said(f"{visible(name)} : {visible(text.fr)}", f"{visible(name)}: {visible(text.en)}"))


def _refuse(name: str, text: Said) -> NoReturn:
    _say(name, text)
    raise Refused
