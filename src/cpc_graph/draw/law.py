"""The law of a picture: versions of the provisions that govern its regimes, and fictions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from cpc_graph.draw.evidence import Evidence
from cpc_graph.draw.lookup import Lookup
from cpc_graph.draw.story import Fiction, Period, Provision, Version

_START, _END = "cpc:periodStart", "cpc:periodEnd"
_VERSION = (_START, _END, "cpc:normOf", "cpc:introducedBy", "cpc:replacedBy", "cpc:summary", "cpc:legiarti")
_FICTION = ("cpc:effectiveFrom", "cpc:laidDownBy", "cpc:conditionText", "cpc:fromRegime", "cpc:toRegime")
_ARTICLE = re.compile(r"([A-Z])(\d.*)")

Law = Mapping[NamedNode, Sequence[NamedNode]]


def want_law(evidence: Evidence, law: Law, fictions: Sequence[NamedNode]) -> None:
    """Ask for the evidence of versions and fictions."""
    for versions in law.values():
        for version in versions:
            evidence.want(version, *_VERSION)
    for fiction in fictions:
        evidence.want(fiction, *_FICTION)


def read_provisions(lookup: Lookup, evidence: Evidence, law: Law) -> tuple[Provision, ...]:
    """Return the provisions in the order of their numbers, each with its versions in order of time."""
    found = []
    for provision, versions in law.items():
        read = sorted((_version(lookup, evidence, one) for one in versions), key=_start)
        number = article(lookup.text(provision, "cpc:number")) or lookup.name(provision)
        code = lookup.text(provision, "skos:notation").partition(":")[0]
        found.append(Provision(provision.value, code, number, tuple(read)))
    return tuple(sorted(found, key=lambda one: (one.code, natural(one.number))))


def read_fictions(lookup: Lookup, evidence: Evidence, fictions: Sequence[NamedNode]) -> tuple[Fiction, ...]:
    """Return the fictions in order of IRI."""
    return tuple(
        Fiction(
            one.value,
            lookup.name(one),
            evidence.bound(one, "cpc:effectiveFrom"),
            evidence.facts(one, *_told(lookup, one, _FICTION)),
        )
        for one in fictions
    )


def article(number: str) -> str:
    """Write the number of an article as texts do.

    >>> article("R5121-76-1")
    'R. 5121-76-1'
    """
    return _ARTICLE.sub(r"\1. \2", number)


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key that puts 76-10 after 76-9."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text) if part)


def _version(lookup: Lookup, evidence: Evidence, one: NamedNode) -> Version:
    return Version(
        iri=one.value,
        name=lookup.name(one),
        period=Period(evidence.bound(one, _START), evidence.bound(one, _END)),
        regimes=tuple(sorted(node.value for node in lookup.nodes(one, "cpc:normOf"))),
        facts=evidence.facts(one, *_told(lookup, one, _VERSION)),
    )


def _told(lookup: Lookup, thing: NamedNode, properties: Sequence[str]) -> list[str]:
    """Leave out what is not said, but for the bounds, whose absence says something."""
    return [prop for prop in properties if prop in (_START, _END) or lookup.values(thing, prop)]


def _start(version: Version) -> tuple[dt.date, str]:
    start = version.period.start
    return start.day or start.earliest or dt.date.min, version.iri
