"""The versions of provisions from the canonical files of the law: a document is read without the dossiers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.build.lawtable import LawTable
from cpc_graph.build.statements import Evidence, Said, Statement
from cpc_graph.names import CPC
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import Term, iri
from cpc_graph.resources import data_dir
from cpc_graph.workspace import Workspace

GRAPH = "law"
_FOLDER = "law"
_NEEDED = {iri("cpc:versionOf"), iri("cpc:periodStart"), iri("cpc:periodEnd")}
_SUBJECT, _PREDICATE, _OBJECT = iri("rdf:subject"), iri("rdf:predicate"), iri("rdf:object")
_STATUS, _EARLIEST, _READING = iri("cpc:statementStatus"), iri("cpc:earliest"), iri("cpc:underReading")
_PARTS = {_SUBJECT, _PREDICATE, _OBJECT, _STATUS, _EARLIEST, _READING}
_TOLD = Said("voir le dossier du droit", "see the dossier of the law")


def load_law(workspace: Workspace) -> LawTable:
    """Read the law of the shipped corpus, a file of the workspace standing in for the one of its name."""
    return law_table(quad for path in law_files(workspace) for quad in read_quads(path))


def law_files(workspace: Workspace) -> list[Path]:
    """Return the canonical files of the law."""
    files: dict[str, Path] = {}
    for data in (data_dir(), workspace.data):
        if data is not None:
            files.update({path.name: path for path in sorted((data / _FOLDER).glob("*.trig"))})
    return [files[name] for name in sorted(files)]


def law_table(quads: Iterable[Quad]) -> LawTable:
    """Make the table of what the assertions of these quads say of provisions, versions and their periods."""
    said: dict[str, _Parts] = {}
    for quad in quads:
        if quad.predicate in _PARTS and isinstance(quad.object, (NamedNode, Literal)):
            said.setdefault(str(quad.subject), _Parts()).terms[quad.predicate] = quad.object
    return LawTable(st for parts in said.values() if (st := parts.statement()) is not None)


@dataclass(slots=True)
class _Parts:
    """The parts of one assertion as they come."""

    terms: dict[NamedNode, Term] = field(default_factory=dict)

    def statement(self) -> Statement | None:
        """Put the parts together, when they are of a kind that the table needs."""
        subject, predicate = self.terms.get(_SUBJECT), self.terms.get(_PREDICATE)
        status = self.terms.get(_STATUS)
        if predicate not in _NEEDED or not isinstance(subject, NamedNode) or status is None:
            return None
        assert isinstance(predicate, NamedNode)
        earliest, reading = self.terms.get(_EARLIEST), self.terms.get(_READING)
        evidence = _Known(
            status=status.value.removeprefix(CPC),
            reason=_TOLD,
            earliest=dt.date.fromisoformat(earliest.value) if earliest is not None else None,
            reading=reading.value if reading is not None else None,
        )
        return Statement(GRAPH, subject, predicate, self.terms.get(_OBJECT), evidence)


class _Known(Evidence):
    """Evidence that was judged when its file was made: here only its status and bounds are needed."""

    __slots__ = ()

    def __post_init__(self) -> None:
        """Ask for nothing."""
