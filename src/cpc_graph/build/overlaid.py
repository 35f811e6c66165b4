"""The draft of a decision as the reader reads it, with what a person says otherwise over it."""

from __future__ import annotations

from pathlib import Path

from cpc_graph.build.decision import facts_draft
from cpc_graph.build.lawtable import LawTable
from cpc_graph.build.statements import Draft
from cpc_graph.extract.open import extract
from cpc_graph.read.reader import read
from cpc_graph.text.facts import Facts
from cpc_graph.text.links import Links
from cpc_graph.text.overlay import read_overlay


def overlaid(path: Path) -> tuple[Facts, Links]:
    """Read the source of `data/readings/overlay/S0.yaml` and put the overlay over it. Raises InputError."""
    sources = path.parent.parent.parent / "sources"
    overlay = read_overlay(path, sources)
    facts = read(extract(sources / overlay.source), overlay.source)
    return overlay.over(facts), overlay.links


def overlaid_draft(path: Path, law: LawTable) -> Draft:
    """Make the draft of the decision that an overlay is about. Raises InputError."""
    facts, links = overlaid(path)
    return facts_draft(facts, links, law)
