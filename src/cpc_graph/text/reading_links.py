"""The `links:` section of a reading, completed by the shared tables of parties, indications and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from cpc_graph.errors import InputError
from cpc_graph.text.links import Bilingual, InferredBearer, Links, MeasureLink, Party
from cpc_graph.text.quoted import Source
from cpc_graph.text.yaml_file import load


def read_links(content: Mapping[str, Any], source: Source, tables: Path) -> Links:
    """Read the links. Raises InputError for an indication concept that the table does not know."""
    entry = content["links"]
    source.only(entry, "author", "measure", "concepts", "bearers", "reasons")
    concepts, known = tuple(entry.get("concepts", ())), load(tables / "indications.yaml")
    for slug in concepts:
        if slug not in known:
            raise InputError(fr=f"{slug} : indication inconnue", en=f"{slug}: unknown indication")
    return Links(
        author=entry["author"],
        notation=content.get("notation"),
        measure=_measure(entry["measure"], source) if "measure" in entry else None,
        concepts=concepts,
        concept_labels={slug: Bilingual(**known[slug]) for slug in concepts},
        parties=read_parties(tables),
        bearers=tuple(
            InferredBearer(one["duty"], one["party"], Bilingual(**one["reason"]), one.get("from_duty"))
            for one in entry.get("bearers", ())
        ),
        reasons={
            key: Bilingual(**reason)
            for key, reason in (load(tables / "reasons.yaml") | entry.get("reasons", {})).items()
        },
    )


def read_parties(tables: Path) -> tuple[Party, ...]:
    """Read the table of parties."""
    return tuple(
        Party(one["path"], one["kind"], Bilingual(**one["label"]), tuple(one["names"]))
        for one in load(tables / "parties.yaml")
    )


def _measure(entry: Mapping[str, Any], source: Source) -> MeasureLink:
    source.only(entry, "slug", "known", "quote")
    known: Literal["stated", "elsewhere"] = source.among(entry["known"], ("stated", "elsewhere"))
    return MeasureLink(entry["slug"], known, source.quotes(entry.get("quote", [])))
