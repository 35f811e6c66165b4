"""What a person says otherwise than the automatic reader: whole sections of a reading, each with a reason, and links.

An overlay is written as a reading is, with only the sections that a person corrects or adds; `source`, `notation`,
`links` and `reasons` (one for each section) stand beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cpc_graph.errors import InputError
from cpc_graph.text.facts import Facts
from cpc_graph.text.links import Bilingual, Links
from cpc_graph.text.quoted import Source
from cpc_graph.text.reading_links import read_links
from cpc_graph.text.reading_parts import (
    read_citation,
    read_cited_act,
    read_cited_document,
    read_indication,
    read_obligation,
    read_part,
    read_step,
)
from cpc_graph.text.yaml_file import load

FOLDER = "overlay"
_SECTIONS: dict[str, Callable[[Mapping[str, Any], Source], Any]] = {
    "indications": read_indication,
    "citations": read_citation,
    "cited_acts": read_cited_act,
    "cited_documents": read_cited_document,
    "parts": read_part,
    "obligations": read_obligation,
    "steps": read_step,
}
_BESIDE = frozenset({"notation", "source", "links", "reasons"})


@dataclass(frozen=True, slots=True)
class Overlay:
    """The source that it is about, the sections that stand in the place of the reader's, why, and the links."""

    source: str
    sections: Mapping[str, tuple[Any, ...]]
    reasons: Mapping[str, Bilingual]
    links: Links

    def over(self, facts: Facts) -> Facts:
        """Put the person's sections in the place of the reader's."""
        sections: dict[str, Any] = dict(self.sections)
        return replace(facts, **sections)


def read_overlay(path: Path, sources: Path) -> Overlay:
    """Read `data/readings/overlay/S0.yaml`; its quotes are looked up in the source, in the folder `sources`.

    Raises InputError, naming the file, for a section that does not exist, one without a reason, or a malformed entry.
    """
    content = load(path)
    if not isinstance(content, Mapping) or not {"source", "links"} <= set(content):
        raise InputError(fr=f"{path.name} : ce n'est pas une relecture", en=f"{path.name}: not an overlay")
    given, reasons = set(content) - _BESIDE, content.get("reasons", {})
    if given - set(_SECTIONS) or given != set(reasons):
        raise InputError(
            fr=f"{path.name} : une section relue est une section connue, et a une raison",
            en=f"{path.name}: a section that is overlaid is a known one, and has a reason",
        )
    try:
        text = (sources / Path(str(content["source"])).name).read_bytes().decode("utf-8-sig")
        source = Source(path.name, text)
        return Overlay(
            source=Path(str(content["source"])).name,
            sections={key: tuple(_SECTIONS[key](one, source) for one in content[key]) for key in sorted(given)},
            reasons={key: Bilingual(**reason) for key, reason in reasons.items()},
            links=read_links(content, source, path.parent.parent / "tables"),
        )
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            fr=f"{path.name} : relecture mal formée : {error!r}", en=f"{path.name}: malformed overlay: {error!r}"
        ) from error
