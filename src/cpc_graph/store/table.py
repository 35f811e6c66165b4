"""The files that a generation was made of, with the hash of each: what tells which of them changed since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from cpc_graph.build.files import write_atomically
from cpc_graph.store.inputs import Inputs, hash_of
from cpc_graph.store.scan import Seen

MANIFEST, TABLE = "manifest.json", "files.tsv"
_FORM = 3  # of the generation's folder: another one is built anew
_THREADS = 4


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of: digests of its inputs (`Inputs.glance`, `.reading`), how many files and quads.

    `table` is the SHA-256 of the table's bytes: a table that was cut or changed would tell of changes that never were.
    """

    form: int
    glance: str
    reading: str
    table: str
    files: int
    quads: int


@dataclass(frozen=True, slots=True)
class Row:
    """A file as it was read: how it was seen, and the SHA-256 of its bytes."""

    seen: Seen
    sha256: str


Table = Mapping[str, Row]


def hashed(files: Mapping[str, Seen]) -> dict[str, Row]:
    """Return the rows of files. Raises OSError for one that went since."""
    with ThreadPoolExecutor(_THREADS) as pool:
        rows = pool.map(_hashed, files.values())
    return dict(zip(files, rows, strict=True))


def _hashed(one: Seen) -> Row:
    return Row(one, hash_of(Path(one.path).read_bytes()))


def moved(table: Table, inputs: Inputs) -> set[str]:
    """Return the names of files that look different, are new or went: to be looked at closer."""
    known = {(name, row.seen) for name, row in table.items()}
    return {name for name, _ in known ^ set(inputs.seen.items())}


def write(folder: Path, table: Table, inputs: Inputs, quads: int, reading: str) -> None:
    """Write table and manifest of a generation, the manifest last. Raises SurroundingsError."""
    lines = [
        "\t".join((row.sha256, str(row.seen.size), str(row.seen.changed), _written(name), row.seen.path))
        for name, row in table.items()
    ]
    content = "\n".join(lines).encode("utf-8", "surrogateescape")
    write_atomically(folder / TABLE, content)
    manifest = Manifest(_FORM, inputs.glance(), reading, hash_of(content), len(table), quads)
    write_atomically(folder / MANIFEST, json.dumps(asdict(manifest), indent=1).encode())


def _written(name: str) -> str:
    return name if name.isprintable() else json.dumps(name)


def read(folder: Path, manifest: Manifest) -> dict[str, Row] | None:
    """Read the table of a generation; None when it is not there, cannot be read, or is not the one that was written."""
    try:
        content = (folder / TABLE).read_bytes()
        return _parsed(content) if hash_of(content) == manifest.table else None
    except (OSError, ValueError):
        return None


def _parsed(content: bytes) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for line in content.decode("utf-8", "surrogateescape").split("\n"):
        sha256, size, changed, name, path = line.split("\t", 4)
        found[json.loads(name) if name.startswith('"') else name] = Row(Seen(path, int(size), int(changed)), sha256)
    return found


def manifest_of(folder: Path) -> Manifest | None:
    """Read the manifest of a generation; None when it has none, or one of another form."""
    with suppress(OSError, ValueError, TypeError):
        found = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        return found if found.form == _FORM else None
    return None
