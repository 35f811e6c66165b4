"""Literals as the engine keeps them: "1.10" as 1.1, P12M as P1Y, `xsd:int` as `xsd:integer`."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from cpc_graph.names import PREFIXES

_KEPT = {PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString"}
_NODE = NamedNode(PREFIXES["rdf"] + "value")


def as_stored(quad: Quad) -> Quad:
    """Return a quad as it will be read back: two files that say P12M and P1Y say one triple of the store."""
    value = quad.object
    if not isinstance(value, Literal) or value.datatype.value in _KEPT:
        return quad
    stored = _stored(value)
    return quad if stored == value else Quad(quad.subject, quad.predicate, stored, quad.graph_name)


@lru_cache(maxsize=1 << 16)
def _stored(literal: Literal) -> Literal:
    scratch = Store()
    scratch.add(Quad(_NODE, _NODE, literal))
    found = next(iter(scratch)).object
    assert isinstance(found, Literal)
    return found
