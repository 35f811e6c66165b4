"""One writer at a time: a lock file held for as long as a store is being changed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cpc_graph.errors import SurroundingsError

LOCK = "LOCK"
_PAUSE = 0.05


@contextmanager
def writer_lock(folder: Path, *, wait: float = 0.0) -> Iterator[None]:
    """Hold the write lock of a store folder; `wait` is how many seconds to wait for another writer.

    The system lets go of it when the process ends, however it ends. Raises SurroundingsError when another process
    holds it, or when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise SurroundingsError(
            fr=f"{folder} : le dossier du store n'est pas modifiable ({error.strerror})",
            en=f"{folder}: the folder of the store cannot be written ({error.strerror})",
        ) from None
    try:
        _acquire(handle, folder, time.monotonic() + wait)
        yield
    finally:
        os.close(handle)


def _acquire(handle: int, folder: Path, deadline: float) -> None:
    while not _try(handle):
        if time.monotonic() >= deadline:
            raise SurroundingsError(
                fr=f"{folder} : un autre processus écrit dans ce store ; réessayez quand il a fini",
                en=f"{folder}: another process is writing to this store; try again when it has finished",
            )
        time.sleep(_PAUSE)


def _try(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # only there

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # only there

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
