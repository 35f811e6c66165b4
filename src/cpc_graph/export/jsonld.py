"""Write compact JSON-LD whose context stands in the file: nobody has to fetch anything to read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from cpc_graph.names import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_LOCAL = re.compile(r"[A-Za-z][\w-]*")
Node = NamedNode | BlankNode | DefaultGraph


def json_ld(quads: Iterable[Quad]) -> bytes:
    """Return a document of one node per graph, each with its `@graph`; quads must be in order of graph and subject."""
    graphs: list[dict[str, Any]] = []
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = [_node(subject, list(same)) for subject, same in groupby(members, key=lambda quad: quad.subject)]
        graphs.extend(nodes if isinstance(graph, DefaultGraph) else [{"@id": _id(graph), "@graph": nodes}])
    document = {"@context": PREFIXES, "@graph": graphs}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _node(subject: NamedNode | BlankNode | Triple, quads: list[Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _id(subject)}
    for quad in quads:
        if quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
            node.setdefault("@type", []).append(_compact(quad.object.value))
        else:
            node.setdefault(_compact(quad.predicate.value), []).append(_value(quad.object))
    return node


def _value(term: NamedNode | BlankNode | Literal | Triple) -> dict[str, str] | str:
    if not isinstance(term, Literal):
        return {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return term.value
    return {"@value": term.value, "@type": _compact(term.datatype.value)}


def _id(term: Node | Triple) -> str:
    if isinstance(term, NamedNode):
        return _compact(term.value)
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    raise TypeError("RDF 1.2 triple terms are refused at the gate")


def _compact(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
