"""Files to add: decisions invented for the tests, as text, HTML, PDF and RDF."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cpc_graph.extract.open import extract
from cpc_graph.link.incoming import Incoming, read_with
from cpc_graph.workspace import Workspace
from decisions import DATA
from test_validate_domain import PLAIN

CASES = Path(__file__).parent / "cases" / "ingest" / "dev"
TEXT = next(CASES.glob("01-*.txt"))
HTML = next(CASES.glob("17-*.html"))
PDF = next(CASES.glob("22-*.pdf"))
MINUTES = next(CASES.glob("36-*.txt"))
TO_REVIEW = next(CASES.glob("29-*.txt"))
S0 = next((DATA / "sources").glob("S0*.txt"))


def read(path: Path) -> Incoming:
    from cpc_graph.read.reader import read as reader

    return read_with(reader, path, extract(path))


def snapshot(folder: Path) -> dict[str, str]:
    """Every file below a folder with its hash; empty when there is no folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def workspace(root: Path) -> Workspace:
    return Workspace(root, root / "data" if (root / "data").is_dir() else None, root / "store")


def plain(day: str = "2022-03-15", **words: str) -> str:
    """A small decision in Turtle, D1, signed on a day."""
    text = PLAIN.replace("2022-03-15", day)
    for old, new in words.items():
        text = text.replace(old, new)
    return text
