"""Write canonical TriG: the same quads give the same bytes, in an order and a layout that a person can review.

Not pyoxigraph's writer: its head changes from run to run and it shortens `https://example.org` to `//example.org`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.names import BASE, PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
# An assertion reads as the triple that it is about.
_FIRST = {PREFIXES["rdf"] + name: rank for rank, name in enumerate(("type", "subject", "predicate", "object"))}
_XSD = PREFIXES["xsd"]
_WIDTH = 120
_DIGITS = re.compile(r"([0-9]+)")
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# A relative reference that every parser resolves to the same IRI: no empty, `.` or `..` segment, no colon.
_RELATIVE = re.compile(r"(?:(?!\.{1,2}(?:/|$))[^/:?#<>\s]+/)*(?!\.{1,2}$)[^/:?#<>\s]+")
_BARE = {
    _XSD + "integer": re.compile(r"0|-?[1-9][0-9]*"),
    _XSD + "boolean": re.compile(r"true|false"),
}


def canonical_trig(quads: Iterable[Quad]) -> bytes:
    """Return canonical TriG: by graph (facts first), subject, predicate (types first) and object.

    Prefixes are those in use; other IRIs of ours are relative to the base. Raises ValueError for a blank node or the
    default graph: every node and graph of ours has a name.
    """
    ordered = sorted(set(quads), key=_order)
    body = [
        line for graph, group in groupby(ordered, key=lambda quad: quad.graph_name) for line in _graph(graph, group)
    ]
    used = sorted(name for name in PREFIXES if any(_uses(quad, PREFIXES[name]) for quad in ordered))
    head = [f"@base <{BASE}> .", *(f"@prefix {name}: <{PREFIXES[name]}> ." for name in used)]
    return ("\n".join([*head, *body]) + "\n").encode()


def _graph(graph: object, quads: Iterable[Quad]) -> Iterator[str]:
    yield from ("", f"{_term(graph)} {{")
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        yield from ("", _term(subject))
        pairs = [
            (predicate, [_term(quad.object) for quad in same])
            for predicate, same in groupby(group, key=lambda quad: quad.predicate)
        ]
        for at, (predicate, objects) in enumerate(pairs):
            yield from _objects(predicate, objects, "." if at == len(pairs) - 1 else ";")
    yield from ("", "}")


def _objects(predicate: NamedNode, objects: list[str], end: str) -> Iterator[str]:
    """Write a predicate and its objects on one line, or one object a line when they are long."""
    verb = "a" if predicate.value == _TYPE else _term(predicate)
    line = f"  {verb} {' , '.join(objects)} {end}"
    if len(objects) == 1 or len(line) <= _WIDTH:
        yield line
        return
    yield f"  {verb}"
    yield from (f"    {each} ," for each in objects[:-1])
    yield f"    {objects[-1]} {end}"


def _term(term: object) -> str:
    if isinstance(term, NamedNode):
        return _name(term.value)
    if not isinstance(term, Literal):
        raise ValueError(f"a node or graph without a name has no place in canonical data: {term}")
    bare = _BARE.get(term.datatype.value)
    if bare and bare.fullmatch(term.value):
        return term.value
    if term.language or term.datatype.value == _XSD + "string":
        return str(term)
    return f"{Literal(term.value)}^^{_name(term.datatype.value)}"


def _name(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    if iri.startswith(BASE) and _RELATIVE.fullmatch(iri, len(BASE)):
        return f"<{iri[len(BASE) :]}>"
    return f"<{iri}>"


def _uses(quad: Quad, namespace: str) -> bool:
    types = [quad.object.datatype] if isinstance(quad.object, Literal) and not quad.object.language else []
    names = [term.value for term in (quad.subject, quad.predicate, quad.object, *types) if isinstance(term, NamedNode)]
    return any(name.startswith(namespace) and name != _TYPE for name in names)


def _order(quad: Quad) -> tuple[object, ...]:
    predicate, graph = quad.predicate.value, _key(quad.graph_name)
    return (
        _natural(graph.removesuffix("/evidence").removesuffix("/facts")),
        graph.endswith("/evidence"),
        _natural(_key(quad.subject)),
        (_FIRST.get(predicate, len(_FIRST)), predicate),
        isinstance(quad.object, Literal),
        _natural(_key(quad.object)),
    )


def _key(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _natural(name: str) -> tuple[tuple[object, ...], str]:
    """Order `visa/2` before `visa/10`; the name itself tells `1` from `01`."""
    parts = _DIGITS.split(name)
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts)), name
