"""The store of a workspace: an index that can always be rebuilt from the files.

`store/<generation>/db` is a database that nobody writes once it is made; `store/CURRENT` names the one in use and is
swapped in one step, so that a reader sees the old store or the new one, whole.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph

from cpc_graph.build.derive import derive
from cpc_graph.build.files import write_atomically
from cpc_graph.errors import SurroundingsError
from cpc_graph.store.inputs import Inputs, inputs_of
from cpc_graph.store.lock import writer_lock
from cpc_graph.store.reader import DATABASE, POINTER, Store, open_store
from cpc_graph.workspace import Workspace

__all__ = ["BuildReport", "Store", "build_store", "current_report", "ensure_store", "open_store"]

MANIFEST = "manifest.json"
_WAIT = 120.0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """A generation of a store. `built` is False when it was already up to date; `quads` includes what is derived."""

    path: Path
    generation: str
    files: int
    quads: int
    built: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of."""

    content: str
    glance: str
    files: int
    quads: int


def build_store(workspace: Workspace, *, force: bool = False, wait: float = 0.0) -> BuildReport:
    """Build the store when its files changed (or always, with `force`): a new generation beside, then swapped in.

    Raises InputError for a file that does not parse (the store in use stays), SurroundingsError for the disk or when
    another process is building after `wait` seconds.
    """
    inputs = inputs_of(workspace)
    with writer_lock(workspace.store, wait=wait):
        report = None if force else current_report(workspace, inputs)
        return report or _build(workspace.store, inputs)


def ensure_store(workspace: Workspace) -> BuildReport:
    """Return the store of the workspace, built first when there is none or when its files changed."""
    return current_report(workspace, inputs_of(workspace)) or build_store(workspace, wait=_WAIT)


def current_report(workspace: Workspace, inputs: Inputs) -> BuildReport | None:
    """Return the generation in use when it is made of these files; None when there is none or it is out of date."""
    store = workspace.store
    generation = _current(store)
    manifest = _manifest(store / generation) if generation else None
    if manifest is None or not (store / generation / DATABASE).is_dir():
        return None
    if manifest.glance != inputs.glance() and manifest.content != inputs.content():
        return None
    return BuildReport(store, generation, manifest.files, manifest.quads, built=False)


def _build(store: Path, inputs: Inputs) -> BuildReport:
    previous = _current(store)
    content = inputs.content()
    generation = f"{_last_number(store) + 1:06d}-{content[:8]}"
    folder = store / generation
    with _disk(store):
        try:
            quads = _fill(folder / DATABASE, inputs)
            manifest = Manifest(content, inputs.glance(), len(inputs.files), quads)
            write_atomically(folder / MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        write_atomically(store / POINTER, f"{generation}\n".encode())
    _prune(store, keep={generation, previous})
    return BuildReport(store, generation, len(inputs.files), quads, built=True)


def _fill(folder: Path, inputs: Inputs) -> int:
    folder.mkdir(parents=True)
    store = pyoxigraph.Store(str(folder))
    store.bulk_extend(inputs.placed())
    derive(store)
    store.flush()
    store.optimize()
    return len(store)


def _prune(store: Path, keep: set[str]) -> None:
    """Remove older generations and what a killed build left; a reader keeps the files that it has open."""
    for folder in _generations(store):
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _generations(store: Path) -> list[Path]:
    found = store.iterdir() if store.is_dir() else iter(())
    return [folder for folder in found if folder.is_dir() and _number(folder.name) is not None]


def _last_number(store: Path) -> int:
    return max((_number(folder.name) or 0 for folder in _generations(store)), default=0)


def _number(name: str) -> int | None:
    head = name.partition("-")[0]
    return int(head) if len(head) == 6 and head.isdigit() else None


def _current(store: Path) -> str:
    try:
        name = (store / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return name if _number(name) is not None and "/" not in name else ""


def _manifest(folder: Path) -> Manifest | None:
    with suppress(OSError, ValueError, TypeError):
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    return None


@contextmanager
def _disk(store: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SurroundingsError(
            fr=f"{store} : le store n'a pas pu être construit ({error})", en=f"{store}: cannot be built ({error})"
        ) from error
