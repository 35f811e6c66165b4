"""From names and Python values to RDF terms."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from cpc_graph.names import BASE, PREFIXES

Term = NamedNode | Literal
XSD = PREFIXES["xsd"]
DURATION = re.compile(r"^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$")


@lru_cache(maxsize=4096)  # the same few hundred names stand in every decision
def iri(name: str) -> NamedNode:
    """Make an IRI of a `prefix:name`, an absolute IRI, or a path relative to the base (with or without `<>`).

    >>> iri("cpc:RTU").value
    'https://w3id.org/cpc-graph/ontology#RTU'
    >>> iri("<id/agency/ansm>").value
    'https://w3id.org/cpc-graph/id/agency/ansm'
    """
    name = name.removeprefix("<").removesuffix(">")
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return NamedNode(PREFIXES[prefix] + local)
    if colon and local.startswith("//"):
        return NamedNode(name)
    return NamedNode(BASE + name)


def date(value: dt.date) -> Literal:
    """Make an `xsd:date`."""
    return Literal(value.isoformat(), datatype=NamedNode(XSD + "date"))


def typed(lexical: str, datatype: str) -> Literal:
    """Make a literal of an XSD type by its local name, e.g. `typed("P3Y", "duration")`."""
    return Literal(lexical, datatype=NamedNode(XSD + datatype))


def text(value: str, lang: str | None = None) -> Literal:
    """Make a string, language-tagged when `lang` is given."""
    return Literal(value, language=lang) if lang else Literal(value)
