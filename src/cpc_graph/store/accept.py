"""Commit accepted files to a workspace in one step: all of them and their lines in the ledger, or nothing.

The files are first written whole to `data/.accept`, then a journal says that they are to be taken. Before the journal
is there, nothing has changed; once it is there, the step is finished, by this process or by the next one that writes.
"""

from __future__ import annotations

import json
import shutil
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from cpc_graph.build.files import sync_folder, write_atomically
from cpc_graph.errors import SurroundingsError
from cpc_graph.store.ledger import Entry, append, head
from cpc_graph.store.lock import writer_lock
from cpc_graph.workspace import Workspace

PENDING, JOURNAL = ".accept", "journal.json"
_LOCK = "accepting"
_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file to commit: what its ledger line says, its bytes, and what goes with it.

    `sources` are source files by name, `beside` other files by their path in the data folder; these have no line.
    """

    id: str
    file: str
    content: bytes
    sha256: str
    rdfc10: str
    source: str | None
    sources: tuple[tuple[str, bytes], ...] = ()
    replaces: str | None = None
    beside: tuple[tuple[str, bytes], ...] = ()


@contextmanager
def accepting(workspace: Workspace) -> Iterator[Path]:
    """Hold the right to accept files, with what a killed process left finished or cleared; yield the data folder.

    Raises SurroundingsError when another process holds it for too long, or the disk refuses.
    """
    data = workspace.root / "data"
    with writer_lock(workspace.store / _LOCK, wait=_WAIT):
        recover(data)
        yield data


def commit(data: Path, files: Sequence[Accepted], *, by: str, version: str) -> None:
    """Take the files. Raises SurroundingsError when the disk refuses; unless it says otherwise nothing has changed.

    The caller holds the right to (`accepting`).
    """
    new = not data.exists()
    with _uninterrupted():
        try:
            _prepare(data, files, by=by, version=version)
        except OSError as error:
            _clear(data, new=new)
            raise SurroundingsError(
                fr=f"{data} : rien n'a été ajouté, le disque refuse ({error.strerror or error})",
                en=f"{data}: nothing was added, the disk refuses ({error.strerror or error})",
            ) from error
        except BaseException:
            _clear(data, new=new)
            raise
        try:
            _finish(data)
        except OSError as error:
            raise SurroundingsError(
                fr=f"{data} : accepté, mais l'écriture n'est pas finie ({error}) ; le prochain « add » la finira",
                en=f"{data}: accepted, but writing is not finished ({error}); the next 'add' will finish it",
            ) from error


def recover(data: Path) -> bool:
    """Finish a step that a killed process had begun, or clear what it left; tell whether one was finished."""
    pending = data / PENDING
    if not pending.is_dir():
        return False
    begun = (pending / JOURNAL).is_file()
    if begun:
        _finish(data)
    shutil.rmtree(pending, ignore_errors=True)
    return begun


def _prepare(data: Path, files: Sequence[Accepted], *, by: str, version: str) -> None:
    pending = data / PENDING
    pending.mkdir(parents=True)
    moves: list[tuple[str, str]] = []
    contents = [
        *((f"sources/{name}", content) for file in files for name, content in file.sources),
        *(each for file in files for each in file.beside),
        *((file.file, file.content) for file in files),
    ]
    for number, (target, content) in enumerate(contents):
        write_atomically(pending / str(number), content)
        moves.append((str(number), target))
    journal = {"moves": moves, "entries": [asdict(entry) for entry in _entries(data, files, by, version)]}
    write_atomically(pending / JOURNAL, json.dumps(journal, ensure_ascii=False).encode())


def _entries(data: Path, files: Sequence[Accepted], by: str, version: str) -> list[Entry]:
    last, entries = head(data), list[Entry]()
    sequence, previous = last.sequence, last.sha256
    for file in files:
        sequence += 1
        entry = Entry(
            sequence=sequence,
            previous=previous,
            id=file.id,
            file=file.file,
            sha256=file.sha256,
            rdfc10=file.rdfc10,
            source=file.source,
            by=by,
            version=version,
            replaces=file.replaces,
        )
        entries.append(entry)
        previous = entry.own_hash()
    return entries


def _finish(data: Path) -> None:
    """Do what the journal says; what is already done is passed over."""
    pending = data / PENDING
    journal = json.loads((pending / JOURNAL).read_bytes())
    for number, target in journal["moves"]:
        made = pending / number
        if made.exists():
            (data / target).parent.mkdir(parents=True, exist_ok=True)
            made.replace(data / target)
            sync_folder((data / target).parent)
    append(data, [Entry(**entry) for entry in journal["entries"]])
    sync_folder(data)
    shutil.rmtree(pending)


def _clear(data: Path, *, new: bool) -> None:
    """Take away what was prepared, and the data folder when it was made for it."""
    shutil.rmtree(data / PENDING, ignore_errors=True)
    if new:
        with suppress(OSError):
            data.rmdir()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until the step is over: it takes a few milliseconds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if waiting:
        raise KeyboardInterrupt
