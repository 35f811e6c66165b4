"""Invented texts of `cases/link`, read by the reader, and what the corpus proposes for them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pyoxigraph

from arrivals import read
from cpc_graph.link.candidate import Candidate, Proposals
from cpc_graph.link.incoming import Incoming
from cpc_graph.link.propose import propose
from persons import store

CASES = Path(__file__).parent / "cases" / "link"


@lru_cache(maxsize=16)
def incoming(name: str) -> Incoming:
    return read(CASES / f"{name}.txt")


def written(text: str, folder: Path) -> Incoming:
    """Read a text that a test writes."""
    (folder / "a.txt").write_text(text, "utf-8")
    return read(folder / "a.txt")


def text(name: str) -> str:
    return (CASES / f"{name}.txt").read_text("utf-8")


def proposed(document: str | Incoming, known: pyoxigraph.Store | None = None) -> Proposals:
    one = incoming(document) if isinstance(document, str) else document
    return propose(one.facts, known or store())


def targets(found: Proposals, kind: str) -> list[str]:
    return [one.target for one in found.open if one.kind == kind]


def only(found: Proposals, kind: str) -> Candidate:
    (one,) = [one for one in found.open if one.kind == kind]
    return one
