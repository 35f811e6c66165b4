"""The law that generated decisions are taken under: versions by day, and what the fiction of 1 July 2021 rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, Quad

from cpc_graph.build.lawtable import LawTable
from cpc_graph.generate.tables import calendar
from cpc_graph.link.law import law_table
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import data_dir


@dataclass(frozen=True, slots=True)
class Law:
    """Versions of provisions by day; `fiction` are the assertions of the condition and the day of the fiction."""

    versions: LawTable
    fiction: tuple[NamedNode, ...]


@cache
def shipped_law() -> Law:
    """Read the shipped law, once."""
    quads = [quad for path in sorted((data_dir() / "law").glob("*.trig")) for quad in read_quads(path)]
    return Law(law_table(quads), _about_fiction(quads))


def _about_fiction(quads: list[Quad]) -> tuple[NamedNode, ...]:
    about = {
        quad.subject
        for quad in quads
        if quad.predicate == iri("rdf:subject") and quad.object == iri(calendar("fiction"))
    }
    wanted = {iri("cpc:conditionText"), iri("cpc:effectiveFrom")}
    found = {quad.subject for quad in quads if quad.subject in about and quad.object in wanted}
    return tuple(sorted((node for node in found if isinstance(node, NamedNode)), key=str))
