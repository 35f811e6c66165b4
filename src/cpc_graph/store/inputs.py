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
from cpc_graph.build.corpus import file_quads
from cpc_graph.resources import data_dir, ontology_dir
from cpc_graph.store.scan import Seen, scan, seen
from cpc_graph.store.settled import settled
from cpc_graph.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a store by the name that they go by; a workspace file stands in for a shipped one of its name.

    `code` are the modules and rules that decide what the store holds for given files.
    """

    seen: dict[str, Seen]
    code: dict[str, Seen]

    @property
    def files(self) -> tuple[tuple[str, Path], ...]:
        """Names and paths in the order of the names."""
        return tuple((name, Path(self.seen[name].path)) for name in sorted(self.seen))

    def quads(self) -> Iterator[Quad]:
        """Yield the quads of all files, literals as written. Raises InputError for a file that does not parse."""
        yield from settled(quad for _, path in self.files for quad in file_quads(path))

    def glance(self) -> str:
        """Return a digest of names, sizes and times of change: equal means unchanged, different means look closer."""
        every = (*sorted(self.seen.items()), *sorted(self.code.items()))
        lines = (f"{name}\n{one.path}\n{one.size}\n{one.changed}" for name, one in every)
        return _digest((*_versions(), *lines))

    def reading(self) -> str:
        """Return a digest of the bytes of the code and of the versions that read and derive."""
        lines = (f"{name}\n{hash_of(Path(one.path).read_bytes())}" for name, one in sorted(self.code.items()))
        return _digest((*_versions(), *lines))

    def with_files(self, workspace: Workspace, files: Iterable[str]) -> Inputs:
        """Return the inputs as they are when, since, only these files of the workspace's data were written."""
        assert workspace.data is not None
        fresh = ((f"data/{file}", seen(str(workspace.data / file))) for file in files)
        return Inputs(self.seen | {name: one for name, one in fresh if one is not None}, self.code)


def inputs_of(workspace: Workspace) -> Inputs:
    """List the files of the shipped corpus and, above it, of the workspace."""
    files = dict(scan(data_dir()))
    if workspace.data is not None and workspace.data.resolve() != data_dir().resolve():
        files.update(scan(workspace.data))
    return Inputs(files, dict(_code()))


def hash_of(content: bytes) -> str:
    """Return the SHA-256 of the bytes of a file."""
    return hashlib.sha256(content).hexdigest()


def _code() -> Iterator[tuple[str, Seen]]:
    folders = [Path(package.__file__ or "").parent for package in (build, rdf)]
    for folder in (*folders, Path(__file__).parent):
        yield from _of_kind(f"code/{folder.name}", folder, "*.py")
    yield from _of_kind("rules", ontology_dir() / "rules", "*.rq")


def _of_kind(kind: str, folder: Path, pattern: str) -> Iterator[tuple[str, Seen]]:
    for path in folder.glob(pattern):
        one = seen(str(path))
        if one is not None:
            yield f"{kind}/{path.name}", one


def _versions() -> tuple[str, str]:
    return f"cpc-graph {cpc_graph.__version__}", f"pyoxigraph {pyoxigraph.__version__}"


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogateescape"))
        digest.update(b"\0")
    return digest.hexdigest()
