"""Everything of some classes with its names, as one block of bytes in which a part of a name is found in no time.

Reading the names of 100,000 decisions takes seconds. So the block is made once for a large store and kept beside its
database, under the state of the database's files: a database that changes has another block. A store that is in memory,
small, or in a folder that cannot be written is read each time.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from cpc_graph.ask.named import Named, entities
from cpc_graph.ask.source import Source
from cpc_graph.build.files import write_atomically
from cpc_graph.errors import SurroundingsError
from cpc_graph.names import slug
from cpc_graph.store.reader import DATABASE

FOLDER = "names"
_WORTH_KEEPING = 2_000  # things; fewer are read in some 50 ms
_UNSTABLE = ("LOG", "LOCK")  # files of a database that opening it changes


@dataclass(frozen=True, slots=True)
class Roster:
    """Lines of bytes: an IRI, the folded names between hyphens, the names as JSON."""

    block: bytes | mmap.mmap

    def __len__(self) -> int:
        """Count the things."""
        return self.block[:].count(b"\n")

    def __iter__(self) -> Iterator[Named]:
        """Yield everything, in order of IRI."""
        return (_parsed(line) for line in self.block[:].splitlines())

    def holding(self, text: str) -> list[Named]:
        """Return the things on whose line the text stands, in order of IRI; what for is the caller's to see."""
        return [_parsed(line) for line in self._lines(text.encode())]

    def _lines(self, wanted: bytes) -> Iterator[bytes]:
        at = self.block.find(wanted)
        while at >= 0:
            start, end = self.block.rfind(b"\n", 0, at) + 1, self.block.find(b"\n", at)
            yield self.block[start:end]
            at = self.block.find(wanted, end)


def roster(source: Source, classes: Sequence[str]) -> Roster:
    """Return everything of these classes with its names: the block that is kept, or one made now."""
    place = _place(source, classes)
    if place is not None and (kept := _kept(place)) is not None:
        return kept
    everything = entities(source, classes)
    made = roster_of(everything)
    if place is not None and len(everything) >= _WORTH_KEEPING:
        _keep(place, made)
    return made


def prepare(source: Source, kinds: Iterable[Sequence[str]]) -> None:
    """Make and keep the blocks of a store on disk ahead of the first question; small ones are not kept."""
    for classes in kinds:
        roster(source, classes)


def roster_of(things: Sequence[Named]) -> Roster:
    """Write things and their names as a block."""
    return Roster("".join(map(_line, things)).encode())


def _line(one: Named) -> str:
    folded = " ".join(f"-{key}-" for key in sorted({*one.keys, slug(one.path)}))
    # JSON escapes line ends, and an IRI has none.
    return f"{one.thing.value}\t{folded}\t{json.dumps(one.spoken, ensure_ascii=False)}\n"


def _parsed(line: bytes) -> Named:
    thing, _, spoken = line.decode().split("\t", 2)
    return Named(NamedNode(thing), tuple((name, lang) for name, lang in json.loads(spoken)))


def _kept(place: Path) -> Roster | None:
    try:
        with place.open("rb") as file:
            return Roster(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        return None


def _keep(place: Path, made: Roster) -> None:
    """Keep a block in the place of that of an earlier state; where nothing can be written, it answers all the same."""
    with suppress(SurroundingsError, OSError):
        write_atomically(place, made.block[:])
        for other in place.parent.glob(f"{place.stem}.*"):
            if other != place:
                other.unlink(missing_ok=True)


def _place(source: Source, classes: Sequence[str]) -> Path | None:
    """Return where the block of one of our stores on disk is kept; None for any other source."""
    database: Path | None = getattr(source, "folder", None)
    if database is None or database.name != DATABASE:
        return None
    try:
        state = [(file.name, file.stat()) for file in sorted(database.iterdir()) if not file.name.startswith(_UNSTABLE)]
    except OSError:
        return None
    files = "\n".join(f"{name} {about.st_size} {about.st_mtime_ns}" for name, about in state)
    return database.parent / FOLDER / f"{_digest(' '.join(classes))}.{_digest(files)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]
