"""The ledger of a workspace: one line for each accepted file, chained by hashes, only ever added to.

`data/ledger.jsonl` says which files a workspace accepted and what they were: a file that changed or went, a line that
was taken out or put in, are seen.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, serialize

from cpc_graph.errors import SurroundingsError

LEDGER = "ledger.jsonl"
_BLOCK = 1 << 16
_START = "0" * 64  # what the first line has for the hash of the line before it


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger.

    `file` is relative to the data folder; `sha256` is of its bytes, `rdfc10` of its RDFC-1.0 form, `source` of the
    document that it was read from; `by` is who accepted it, `version` what read it; `replaces` the SHA-256 of the bytes
    that the file had before.
    """

    sequence: int
    previous: str
    id: str
    file: str
    sha256: str
    rdfc10: str
    source: str | None
    by: str
    version: str
    replaces: str | None = None

    def line(self) -> bytes:
        """Return the line as bytes."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode() + b"\n"

    def own_hash(self) -> str:
        """Return the SHA-256 of the line, which the next one bears."""
        return hashlib.sha256(self.line()).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """Where a ledger stands: the number of its last line and the hash of that line."""

    sequence: int = 0
    sha256: str = _START


def canonical_hash(quads: Iterable[Quad]) -> str:
    """Return the RDFC-1.0 hash of quads without blank nodes: that of their N-Quads lines in order."""
    lines = (serialize(set(quads), format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return hashlib.sha256(b"".join(sorted(lines))).hexdigest()


def read_ledger(data: Path) -> list[Entry]:
    """Return all lines, having checked that they form a chain; none when there is no ledger.

    Raises SurroundingsError that names the line where the chain is broken.
    """
    path = data / LEDGER
    try:
        lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    except OSError as error:
        raise _broken(path, 0, error.strerror or str(error)) from None
    head, entries = Head(), list[Entry]()
    for number, line in enumerate(lines, 1):
        entry = _parsed(path, number, line)
        if (entry.sequence, entry.previous) != (head.sequence + 1, head.sha256):
            raise _broken(path, number, "la chaîne est rompue (the chain is broken)")
        entries.append(entry)
        head = Head(entry.sequence, hashlib.sha256(line).hexdigest())
    return entries


def head(data: Path) -> Head:
    """Return where the ledger stands, reading only its end."""
    line = _last_line(data / LEDGER)
    if line is None:
        return Head()
    return Head(_parsed(data / LEDGER, 0, line).sequence, hashlib.sha256(line).hexdigest())


def append(data: Path, entries: Sequence[Entry]) -> None:
    """Add lines at once; those that are already there are passed over, a line torn by a crash is taken away."""
    path = data / LEDGER
    with path.open("ab+") as file:
        _drop_torn_line(file)
        known = head(data).sequence
        file.write(b"".join(entry.line() for entry in entries if entry.sequence > known))
        file.flush()
        os.fsync(file.fileno())


def problems(data: Path) -> list[str]:
    """Return the files that are not what the ledger says, by name: changed, or gone."""
    latest = {entry.file: entry.sha256 for entry in read_ledger(data)}
    return [name for name, sha256 in sorted(latest.items()) if _hash(data / name) != sha256]


def _hash(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _drop_torn_line(file: Any) -> None:
    size = file.seek(0, os.SEEK_END)
    at = size
    while at > 0:
        start = max(0, at - _BLOCK)
        file.seek(start)
        found = file.read(at - start).rfind(b"\n")
        if found >= 0:
            at = start + found + 1
            break
        at = start
    if at != size:
        file.truncate(at)
        file.seek(0, os.SEEK_END)


def _last_line(path: Path) -> bytes | None:
    """Return the last whole line, None when there is none."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            end, start = size, max(0, size - _BLOCK)
            while True:
                file.seek(start)
                lines = file.read(end - start).splitlines(keepends=True)
                whole = [line for line in (lines if start == 0 else lines[1:]) if line.endswith(b"\n")]
                if whole or start == 0:
                    return whole[-1] if whole else None
                start = max(0, start - _BLOCK)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _broken(path, 0, error.strerror or str(error)) from None


def _parsed(path: Path, number: int, line: bytes) -> Entry:
    try:
        return Entry(**json.loads(line))
    except (ValueError, TypeError):
        raise _broken(path, number, "ligne illisible (unreadable line)") from None


def _broken(path: Path, number: int, why: str) -> SurroundingsError:
    fr, en = (f", ligne {number}", f", line {number}") if number else ("", "")
    return SurroundingsError(fr=f"{path}{fr} : registre non valide : {why}", en=f"{path}{en}: invalid ledger: {why}")
