"""Which files a store is made of and when they last changed, seen fast: an archive has hundreds of thousands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cpc_graph.build.corpus import CATALOG_FILE, FOLDERS
from cpc_graph.build.documents import SOURCES_FILE
from cpc_graph.resources import ontology_dir


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as the file system shows it: its size in bytes and its time of change in nanoseconds."""

    path: str
    size: int
    changed: int


def seen(path: str) -> Seen | None:
    """Look at one file; None when it is no file."""
    try:
        status = Path(path).stat()
    except FileNotFoundError:
        return None
    return Seen(path, status.st_size, status.st_mtime_ns)


def scan(data: Path) -> Iterator[tuple[str, Seen]]:
    """Yield the files of a data folder that a store is made of, by name: those of `corpus_files`, in no order."""
    yield from _below(str(ontology_dir()), "", "ontology/", ".ttl")
    for name in (SOURCES_FILE, CATALOG_FILE):
        one = seen(str(data / name))
        if one is not None:
            yield f"data/{name}", one
    for folder in FOLDERS:
        yield from _below(str(data), folder, "data/", ".trig")


def _below(root: str, folder: str, kind: str, suffix: str) -> Iterator[tuple[str, Seen]]:
    try:
        entries = list(os.scandir(f"{root}/{folder}"))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        name = f"{folder}/{entry.name}" if folder else entry.name
        if entry.name.endswith(suffix):
            status = entry.stat()
            yield kind + name, Seen(entry.path, status.st_size, status.st_mtime_ns)
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(root, name, kind, suffix)
