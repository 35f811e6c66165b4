"""Terms between pyoxigraph and rdflib (as `rdf.to_rdflib` sets it up), literals as written."""

from __future__ import annotations

from typing import Any

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode

import cpc_graph.rdf.to_rdflib  # noqa: F401  (sets rdflib up: literals stay as they are written)
from cpc_graph.validate.finding import Node


def from_rdflib(node: Any) -> Node:
    """Turn an rdflib term into a pyoxigraph term."""
    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if node.language:
        return Literal(str(node), language=str(node.language))
    return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)


def to_rdflib(node: Any) -> Any:
    """Turn a pyoxigraph term into an rdflib term."""
    if isinstance(node, NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, BlankNode):
        return rdflib.BNode(node.value)
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    if node.datatype.value == str(rdflib.XSD.string):
        return rdflib.Literal(node.value)
    return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value), normalize=False)
