"""What the dossiers of measures said before any text stepped in, and which texts a workspace accepted since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from cpc_graph.link.placing import act_path_of, file_of
from cpc_graph.rdf.gate import read_quads
from cpc_graph.resources import data_dir
from cpc_graph.store.ledger import Entry, read_ledger

FOLDER, KEPT = "measures", "dossiers"
_Quads = tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as one file has it; no path and nothing said where there is no file."""

    path: Path | None
    quads: _Quads = ()

    @classmethod
    def read(cls, path: Path | None) -> Dossier:
        """Read a file. Raises InputError for one that does not parse."""
        return cls(path, tuple(read_quads(path))) if path else cls(None)


def dossier_of(measure: str) -> str:
    """Name the file of a measure's dossier by the path of the measure.

    >>> dossier_of("id/measure/bevacizumab")
    'measures/bevacizumab.trig'
    """
    return f"{FOLDER}/{measure.rpartition('/')[2]}.trig"


@dataclass
class Untouched:
    """The dossiers below a data folder (None: the shipped corpus only), by their file; each is read once."""

    data: Path | None
    _read: dict[Path | None, Dossier] = field(default_factory=dict)

    def now(self, file: str) -> Dossier:
        """Return a dossier as it stands."""
        return self._of(self._now(file))

    def before(self, file: str) -> Dossier:
        """Return a dossier as it was before any text changed it: the copy that was kept then, or the shipped one.

        One that a person edited since is taken as it is; so is one of which no copy is left.
        """
        copies = [path for path in (self._kept(file), data_dir() / file) if path and path.is_file()]
        first = self._first(file) if copies and self.data and (self.data / file).is_file() else None
        found = [path for path in copies if _hash(path) == first]
        return self._of(found[0] if found else self._now(file))

    def kept(self, file: str) -> tuple[str, bytes]:
        """Return the name and the bytes of the copy to be kept of what a dossier said before any text."""
        path = self.before(file).path
        return f"{KEPT}/{Path(file).name}", path.read_bytes() if path else b""

    def stepped_for(self, path: str) -> Iterator[str]:
        """Yield the dossiers that a text changed and that told of this act."""
        for kept in sorted((self.data / KEPT).glob("*.trig")) if self.data is not None else ():
            file = f"{FOLDER}/{kept.name}"
            if path.encode() in kept.read_bytes() and any(path == told for told, _ in _acts(self.before(file).quads)):
                yield file

    def accepted(self, quads: _Quads) -> Iterator[tuple[str, _Quads]]:
        """Yield the acts that a dossier tells of and that this workspace accepted, with their graphs, by path."""
        for path, file in sorted(set(_acts(quads))):
            if self.data is not None and (self.data / file).is_file() and file in self._accepted:
                yield path, tuple(read_quads(self.data / file))

    def _of(self, path: Path | None) -> Dossier:
        if path not in self._read:
            self._read[path] = Dossier.read(path)
        return self._read[path]

    def _now(self, file: str) -> Path | None:
        folders = [folder for folder in (self.data, data_dir()) if folder is not None]
        return next((folder / file for folder in folders if (folder / file).is_file()), None)

    def _kept(self, file: str) -> Path | None:
        return self.data / KEPT / Path(file).name if self.data is not None else None

    def _first(self, file: str) -> str | None:
        """Return the SHA-256 of what the first text that came found; None: the file is not a text's work alone."""
        entries = [entry for entry in self._ledger if entry.file == file]
        now = self._now(file)
        if not entries or now is None or _hash(now) != entries[-1].sha256:
            return None
        first = entries[-1]
        for earlier in reversed(entries[:-1]):
            if earlier.sha256 != first.replaces:
                break
            first = earlier
        return first.replaces

    @cached_property
    def _accepted(self) -> set[str]:
        return {entry.file for entry in self._ledger}

    @cached_property
    def _ledger(self) -> list[Entry]:
        return read_ledger(self.data) if self.data is not None else []


def _acts(quads: _Quads) -> Iterator[tuple[str, str]]:
    """Yield the acts that some quads tell of or name, each with the file that its text would have."""
    for node in {term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}:
        if path := act_path_of(node):
            yield path, file_of(path)


def _hash(path: Path) -> str | None:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else None
