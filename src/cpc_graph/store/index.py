"""The store of a workspace: an index that can always be rebuilt from the files.

`store/<generation>/db` is a database that nobody writes once it is made; `store/CURRENT` names the one in use and is
swapped in one step, so that a reader sees the old store or the new one, whole. When a few files changed, the next
generation is a clone of the one in use with what they say, and what follows from it, replaced.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cpc_graph.build.files import sync_folder, write_atomically
from cpc_graph.errors import SurroundingsError
from cpc_graph.store import generation, table
from cpc_graph.store.change import ReachesAllError
from cpc_graph.store.inputs import Inputs, hash_of, inputs_of
from cpc_graph.store.lock import writer_lock
from cpc_graph.store.reader import DATABASE, POINTER, Store, open_store
from cpc_graph.store.scan import Seen
from cpc_graph.store.words import BESIDE
from cpc_graph.workspace import Workspace

__all__ = ["BuildReport", "Store", "build_store", "current_report", "ensure_store", "open_store"]

_WAIT = 120.0
# Files of these reach everything: each act is read with the ontology, each citation with the law.
_OF_ALL = ("ontology/", "data/law/")
_FEW, _MANY = 50, 0.2  # files, or a share of them: to build the store whole is then quicker


@dataclass(frozen=True, slots=True)
class BuildReport:
    """A generation of a store; `quads` includes what is derived. `built` is False when it was already up to date.

    `changed` counts the files that were read when only these were, None after a whole build; `why_fr`, `why_en` tell
    why it had to be whole, where a store was there.
    """

    path: Path
    generation: str
    files: int
    quads: int
    built: bool
    changed: int | None = None
    why_fr: str = ""
    why_en: str = ""


def build_store(workspace: Workspace, *, force: bool = False, wait: float = 0.0) -> BuildReport:
    """Bring the store up to date with its files: what changed, or (always, with `force`) all of it.

    Raises InputError for a file that does not parse (the store in use stays), SurroundingsError for the disk or when
    another process is building after `wait` seconds.
    """
    with writer_lock(workspace.store, wait=wait), _disk(workspace.store):
        inputs = inputs_of(workspace)  # under the lock: another build may have seen newer files
        if force:
            return _whole(workspace.store, inputs, "", "")
        return _brought_up(workspace.store, inputs)


def take_in(workspace: Workspace, before: Inputs, files: Sequence[str], *, wait: float = 0.0) -> BuildReport:
    """Bring the store up to date after these files of the data folder were written, and nothing else.

    `before` are the inputs of the store that was then in use: when it still is, no other file is looked at; should one
    have changed meanwhile, the next build sees it. Raises as `build_store` does.
    """
    with writer_lock(workspace.store, wait=wait), _disk(workspace.store):
        manifest = table.manifest_of(workspace.store / _current(workspace.store))
        fresh = manifest is not None and manifest.glance == before.glance()
        inputs = before.with_files(workspace, files) if fresh else inputs_of(workspace)
        return _brought_up(workspace.store, inputs)


def ensure_store(workspace: Workspace, inputs: Inputs | None = None) -> BuildReport:
    """Return the store of the workspace, built first when there is none or when its files changed."""
    return current_report(workspace, inputs or inputs_of(workspace)) or build_store(workspace, wait=_WAIT)


def current_report(workspace: Workspace, inputs: Inputs) -> BuildReport | None:
    """Return the generation in use when it is made of these files; None when there is none or it is out of date."""
    store = workspace.store
    name, manifest = _in_use(store)
    if manifest is None:
        return None
    if manifest.glance == inputs.glance():
        return _report(store, name, manifest)
    known = table.read(store / name, manifest)
    if known is None or manifest.reading != inputs.reading() or _changed(known, inputs):
        return None
    return _report(store, name, manifest)


def _report(store: Path, name: str, manifest: table.Manifest) -> BuildReport:
    return BuildReport(store, name, manifest.files, manifest.quads, built=False)


def _changed(known: table.Table, inputs: Inputs) -> dict[str, table.Row | None]:
    """Return the files whose bytes are others, with how they are now; None for those that went."""
    names = table.moved(known, inputs)
    now = table.hashed({name: inputs.seen[name] for name in names if name in inputs.seen})
    return {
        name: now.get(name)
        for name in names
        if name not in now or name not in known or now[name].sha256 != known[name].sha256
    }


def _brought_up(store: Path, inputs: Inputs) -> BuildReport:
    name, manifest = _in_use(store)
    if manifest is None:
        return _whole(store, inputs, *_why_not_upon(store, name))
    if manifest.glance == inputs.glance():
        return _report(store, name, manifest)
    if manifest.reading != inputs.reading():
        return _whole(store, inputs, "le programme ou ses règles ont changé", "the program or its rules changed")
    known = table.read(store / name, manifest)
    if known is None:
        fr, en = "est absent, illisible ou endommagé", "is missing, unreadable or damaged"
        return _whole(store, inputs, f"{name}/{table.TABLE} {fr}", f"{name}/{table.TABLE} {en}")
    changed = _changed(known, inputs)
    if not changed:  # looked at closer: remember how they look now
        rows = {each: table.Row(one, known[each].sha256) for each, one in inputs.seen.items()}
        table.write(store / name, rows, inputs, manifest.quads, manifest.reading)
        return _report(store, name, manifest)
    try:
        return _next(store, inputs, known, changed)
    except ReachesAllError as error:
        return _whole(store, inputs, error.fr, error.en)


def _why_not_upon(store: Path, name: str) -> tuple[str, str]:
    """Say why the generation that a store points at cannot be built upon; nothing where there is no such folder."""
    folder = store / name
    if not name or not folder.is_dir():
        return "", ""
    for each in (DATABASE, BESIDE):
        if not (folder / each).is_dir():
            return f"{name}/{each} est absent", f"{name}/{each} is missing"
    manifest = f"{name}/{table.MANIFEST}"
    fr, en = "est absent, illisible ou d'une autre forme", "is missing, unreadable or of another form"
    return f"{manifest} {fr}", f"{manifest} {en}"


def _next(store: Path, inputs: Inputs, known: table.Table, changed: dict[str, table.Row | None]) -> BuildReport:
    """Make the generation that follows the one in use. Raises ReachesAllError."""
    _refuse_far_reaching(changed, len(inputs.seen))
    before, manifest = _in_use(store)
    assert manifest is not None
    rows = {name: changed.get(name) or _row(known[name], one) for name, one in inputs.seen.items()}
    with _new_folder(store, rows) as folder:
        paths = {name: Path(row.seen.path) if row else None for name, row in changed.items()}
        quads = manifest.quads + generation.make_from(store / before, folder, paths)
        table.write(folder, rows, inputs, quads, manifest.reading)
    return BuildReport(store, folder.name, len(rows), quads, built=True, changed=len(changed))


def _row(row: table.Row, one: Seen) -> table.Row:
    return row if row.seen == one else table.Row(one, row.sha256)


def _refuse_far_reaching(changed: dict[str, table.Row | None], files: int) -> None:
    far = next((name for name in sorted(changed) if name.startswith(_OF_ALL)), None)
    if far:
        raise ReachesAllError(f"{far} touche tous les actes", f"{far} touches every act")
    if len(changed) > max(_FEW, _MANY * files):
        raise ReachesAllError(f"{len(changed)} fichiers ont changé", f"{len(changed)} files changed")


def _whole(store: Path, inputs: Inputs, why_fr: str, why_en: str) -> BuildReport:
    rows, reading = table.hashed(inputs.seen), inputs.reading()  # before: the program may change meanwhile
    with _new_folder(store, rows) as folder:
        quads = generation.make(folder, inputs)
        table.write(folder, rows, inputs, quads, reading)
    return BuildReport(store, folder.name, len(rows), quads, built=True, why_fr=why_fr, why_en=why_en)


@contextmanager
def _new_folder(store: Path, rows: table.Table) -> Iterator[Path]:
    """Give the folder of the next generation to fill, then swap it in; clear it when that fails."""
    previous = _current(store)
    content = hash_of("\n".join(f"{name}\t{rows[name].sha256}" for name in sorted(rows)).encode())
    folder = store / f"{_last_number(store) + 1:06d}-{content[:8]}"
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    sync_folder(store)
    write_atomically(store / POINTER, f"{folder.name}\n".encode())
    _prune(store, keep={folder.name, previous})


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


def _in_use(store: Path) -> tuple[str, table.Manifest | None]:
    """Return the name of the generation in use and its manifest, None when it cannot be built upon."""
    name = _current(store)
    is_whole = name and all((store / name / each).is_dir() for each in (DATABASE, BESIDE))
    return name, table.manifest_of(store / name) if is_whole else None


def _current(store: Path) -> str:
    try:
        name = (store / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return name if _number(name) is not None and "/" not in name else ""


@contextmanager
def _disk(store: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SurroundingsError(
            fr=f"{store} : le store n'a pas pu être construit ({error})", en=f"{store}: cannot be built ({error})"
        ) from error
