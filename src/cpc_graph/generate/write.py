"""Write an archive: one file as a stream, or a workspace folder with one file a graph; whole, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from cpc_graph.errors import InputError, SurroundingsError
from cpc_graph.generate.archive import Order
from cpc_graph.generate.batches import Form, Piece, pieces
from cpc_graph.generate.manifest import Manifest
from cpc_graph.generate.tables import FOLDER, table

Progress = Callable[[int], None]
MANIFEST = "manifest.json"


def to_stream(order: Order, form: Form, jobs: int, out: BinaryIO, progress: Progress) -> Manifest:
    """Write the whole archive to a stream, each graph as it comes; memory does not grow with the archive."""
    manifest = Manifest(order)
    out.write(f"# {table('words')['about']}\n".encode())  # a comment, in TriG and in N-Quads
    for piece in _counted(pieces(order, form, jobs), manifest, progress):
        out.write(piece.content)
    return manifest


def to_file(order: Order, form: Form, jobs: int, path: Path, progress: Progress) -> Manifest:
    """Write the archive to one file and its manifest beside it. Raises SurroundingsError; nothing is then written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                manifest = to_stream(order, form, jobs, out, progress)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        path.with_suffix(f".{MANIFEST}").write_bytes(manifest.to_bytes())
    except OSError as error:
        raise _refused(path, error) from error
    return manifest


def to_folder(order: Order, jobs: int, folder: Path, progress: Progress) -> Manifest:
    """Write a workspace: data/graph, data/measures, data/products, with evidence data/sources, and the manifest.

    Raises InputError when the folder exists and is not empty, SurroundingsError when the disk refuses; nothing is then
    written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            fr=f"{folder} : le dossier existe et n'est pas vide ; donnez-en un autre",
            en=f"{folder}: the folder exists and is not empty; give another one",
        )
    beside = folder.with_name(f".{folder.name}.partial-{os.getpid()}")
    try:
        manifest = _fill(order, jobs, beside, progress)
        if folder.is_dir():
            folder.rmdir()
        beside.replace(folder)
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return manifest


def _fill(order: Order, jobs: int, folder: Path, progress: Progress) -> Manifest:
    manifest, data = Manifest(order), folder / "data"
    for name in ("graph", "measures", "products", "sources"):
        (data / name).mkdir(parents=True)
    for piece in _counted(pieces(order, "trig", jobs), manifest, progress):
        (data / piece.file).write_bytes(piece.content)
        if order.evidence and piece.text:
            (data / "sources" / f"{Path(piece.file).stem}.txt").write_bytes(piece.text.encode())
    shutil.copyfile(FOLDER / "catalog.ttl", data / "catalog.ttl")
    (folder / MANIFEST).write_bytes(manifest.to_bytes())
    return manifest


def _counted(made: Iterable[Piece], manifest: Manifest, progress: Progress) -> Iterable[Piece]:
    for piece in made:
        manifest.count(piece)
        if piece.row is not None:
            progress(manifest.acts)
        yield piece


def _refused(path: Path, error: OSError) -> SurroundingsError:
    return SurroundingsError(
        fr=f"{path} : écriture impossible ({error.strerror})", en=f"{path}: cannot be written ({error.strerror})"
    )
