"""Name the canonical file of an act; write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cpc_graph.errors import SurroundingsError


def act_file(graph: str) -> str:
    """Name the canonical file of an act by the path of its graph.

    >>> act_file("eli/fr/ansm/decision/2025/08/04/thalidomide-bms-50-mg-gelule/renouvellement")
    'graph/2025-08-04-thalidomide-bms-50-mg-gelule-renouvellement.trig'
    """
    return f"graph/{'-'.join(graph.split('/')[4:])}.trig"


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file: temporary name beside it, fsync, rename, fsync of the folder.

    Raises SurroundingsError when the disk refuses; the old file is then as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise SurroundingsError(
            fr=f"{path} : écriture impossible ({error.strerror})", en=f"{path}: cannot be written ({error.strerror})"
        ) from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a loss of power."""
    if os.name != "posix":  # elsewhere a folder cannot be opened
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
