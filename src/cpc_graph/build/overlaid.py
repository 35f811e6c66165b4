"""The draft of a shipped decision: what the reader makes of its source, with what a person says over it."""

from __future__ import annotations

from pathlib import Path

from cpc_graph.build.decision import facts_draft
from cpc_graph.build.documents import Document, Documents
from cpc_graph.build.lawtable import LawTable
from cpc_graph.build.statements import Draft
from cpc_graph.errors import InputError
from cpc_graph.extract.open import extract
from cpc_graph.read.reader import read
from cpc_graph.text.facts import Facts
from cpc_graph.text.links import Links
from cpc_graph.text.overlay import read_overlay


def overlaid(path: Path) -> tuple[Facts, Links]:
    """Read the source of `data/readings/overlay/S0.yaml` and put the overlay over it. Raises InputError."""
    sources = path.parent.parent.parent / "sources"
    overlay = read_overlay(path, sources)
    return overlay.over(read(extract(sources / overlay.source), overlay.source)), overlay.links


def overlaid_draft(path: Path, law: LawTable, documents: Documents) -> Draft:
    """Make the draft of the decision that an overlay is about.

    Raises InputError, also when `sources.ttl` describes another file than the one that was read.
    """
    facts, links = overlaid(path)
    draft = facts_draft(facts, links, law)
    _check(documents.named(f"{draft.path}/fr/txt"), facts)
    return draft


def _check(described: Document, facts: Facts) -> None:
    if described.sha256 != facts.document.sha256:
        raise InputError(
            fr=f"{facts.document.file} : sources.ttl décrit un autre fichier (SHA-256 différent)",
            en=f"{facts.document.file}: sources.ttl describes another file (SHA-256 differs)",
        )
