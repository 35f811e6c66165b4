"""From parsed quads to an rdflib graph, literals as written."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib.plugins import sparql
from rdflib.term import Identifier

# a literal stays as the document writes it: "2022-02-31"^^xsd:date must reach the report unchanged
rdflib.NORMALIZE_LITERALS = False
# a query inside third-party shapes must not read files or addresses through FROM
sparql.SPARQL_LOAD_GRAPHS = False
# ill-typed literals are findings of validation; rdflib would log each with a traceback
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def to_graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """Return the union of the graphs of `quads` as one rdflib graph."""
    graph = rdflib.Graph(bind_namespaces="none")
    add, node = graph.store.add, _node  # below Graph.add, whose checks cost more than the adding
    for quad in quads:
        add((node(quad.subject), node(quad.predicate), node(quad.object)), graph, quoted=False)
    return graph


@lru_cache(maxsize=65_536)
def _node(term: NamedNode | BlankNode | Literal | Triple) -> Identifier:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple):
        raise TypeError("RDF 1.2 triple terms are refused at the gate")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
