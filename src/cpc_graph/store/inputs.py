"""What a store is made of: which files, in which layers, and how to tell that they changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad

import cpc_graph
from cpc_graph import build, rdf
from cpc_graph.build.corpus import corpus_files, file_quads
from cpc_graph.resources import data_dir, ontology_dir
from cpc_graph.store.placed import placed
from cpc_graph.store.settled import settled
from cpc_graph.workspace import Workspace

_BYTES_A_QUAD = 60  # of canonical TriG, at the least: an estimate for the size of a filter


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a store by the name that they go by; a workspace file stands in for a shipped one of its name."""

    files: tuple[tuple[str, Path], ...]

    def quads(self) -> Iterator[Quad]:
        """Yield the quads of all files, literals as written. Raises InputError for a file that does not parse."""
        yield from settled(quad for _, path in self.files for quad in file_quads(path))

    def placed(self) -> Iterator[Quad]:
        """Yield what a store is made of, every triple in one graph, a few at a time. Raises InputError."""
        size = sum(path.stat().st_size for _, path in self.files)
        return placed(lambda: (quad for _, path in self.files for quad in file_quads(path)), size // _BYTES_A_QUAD)

    def glance(self) -> str:
        """Return a digest of names, sizes and times of change: equal means unchanged, different means look closer."""
        return _digest(self._seen())

    def content(self) -> str:
        """Return a digest of names and bytes, of the code that reads and derives, and of the engine's version."""
        return _digest(self._read())

    def _seen(self) -> Iterator[str]:
        yield from _versions()
        for name, path in (*self.files, *_code()):
            status = path.stat()
            yield f"{name}\n{path}\n{status.st_size}\n{status.st_mtime_ns}"

    def _read(self) -> Iterator[str]:
        yield from _versions()
        for name, path in (*self.files, *_code()):
            yield f"{name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}"


def inputs_of(workspace: Workspace) -> Inputs:
    """List the files of the shipped corpus and, above it, of the workspace."""
    files = dict(_layer(data_dir()))
    if workspace.data is not None and workspace.data.resolve() != data_dir().resolve():
        files.update(_layer(workspace.data))
    return Inputs(tuple(sorted(files.items())))


def _layer(data: Path) -> Iterator[tuple[str, Path]]:
    for path in corpus_files(data):
        root, kind = (data, "data") if path.is_relative_to(data) else (ontology_dir(), "ontology")
        yield f"{kind}/{path.relative_to(root).as_posix()}", path


def _code() -> Iterator[tuple[str, Path]]:
    """Yield the modules and rules that decide what the store holds for given files."""
    for folder in (*(Path(package.__file__ or "").parent for package in (build, rdf)), Path(__file__).parent):
        yield from ((f"code/{folder.name}/{path.name}", path) for path in sorted(folder.glob("*.py")))
    rules = sorted(ontology_dir().glob("rules/*.rq"))
    yield from ((f"rules/{path.name}", path) for path in rules)


def _versions() -> tuple[str, str]:
    return f"cpc-graph {cpc_graph.__version__}", f"pyoxigraph {pyoxigraph.__version__}"


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogateescape"))
        digest.update(b"\0")
    return digest.hexdigest()
