"""Our shapes, compiled once into checks over the parsed triples and SPARQL over batches of focus nodes.

Only what our shapes use is compiled. A shape that uses anything else is named in `left`, and pyshacl judges it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.rdf.terms import iri
from cpc_graph.validate.checks import CHECKS, Check, Column, Fault
from cpc_graph.validate.facts import Facts
from cpc_graph.validate.finding import Node
from cpc_graph.validate.paths import Path, compile_path
from cpc_graph.validate.shapegraph import SH, ShapeGraph, UnsupportedError

TARGETS = {word: iri(f"sh:{word}") for word in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")}
_SAID = {"message", "severity", "path", "name", "description", "order", "group", *TARGETS}
_SHAPES = {"or", "and", "not", "property", "qualifiedValueShape", "qualifiedMinCount", "sparql"}
FOCUS = "$FOCUS"  # where the focus nodes stand in a query; no SPARQL term can be written so


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape ready to run. `name` is its IRI or `_:id`; `path` None: a node shape; `selects`: its SPARQL."""

    name: str
    severity: str
    at: NamedNode | None
    path: Path | None
    checks: tuple[Check, ...]
    properties: tuple[Shape, ...]
    selects: tuple[str, ...]

    def column(self, facts: Facts, nodes: Sequence[Node]) -> Column:
        """Return the value nodes of some focus nodes: themselves for a node shape."""
        return Column(nodes, self.path.rows(facts, nodes) if self.path else [{node: None} for node in nodes])


@dataclass(frozen=True, slots=True)
class Target:
    """A shape with the target declarations (`targetClass` … and its value) that choose its focus nodes."""

    shape: Shape
    chosen: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What runs fast, and the shapes that were left to pyshacl."""

    targets: tuple[Target, ...]
    left: frozenset[Node]


@lru_cache(maxsize=8)
def compile_shapes(quads: tuple[Quad, ...]) -> Compiled:
    """Compile the shapes that have a target."""
    shapes = ShapeGraph(quads)
    targets: list[Target] = []
    left: set[Node] = set()
    for node in list(shapes.links):
        chosen = tuple((word, value) for word, name in TARGETS.items() for value in shapes.objects(node, name))
        if chosen or "target" in shapes.words(node):
            try:
                targets.append(Target(_shape(shapes, node), chosen))
            except (UnsupportedError, re.error, ValueError):
                left.add(node)
    return Compiled(tuple(targets), frozenset(left))


def _shape(shapes: ShapeGraph, node: Node) -> Shape:
    words = shapes.words(node)
    if unknown := words - _SAID - _SHAPES - CHECKS.keys():
        raise UnsupportedError(", ".join(sorted(unknown)))
    path = shapes.one(node, "path") if "path" in words else None
    if path is not None and "sparql" in words:
        raise UnsupportedError("sh:sparql in a property shape")
    severity = shapes.one(node, "severity") if "severity" in words else iri("sh:Violation")
    made = [CHECKS[word](shapes, node) for word in sorted(words & CHECKS.keys())]
    made += [_COMBINED[word](shapes, node) for word in sorted(words & _COMBINED.keys())]
    return Shape(
        name=node.value if isinstance(node, NamedNode) else str(node),
        severity=str(severity).strip("<>").removeprefix(SH),
        at=path if isinstance(path, NamedNode) else None,
        path=compile_path(shapes, path) if path is not None else None,
        checks=tuple(made),
        properties=tuple(_shape(shapes, each) for each in shapes.objects(node, iri("sh:property"))),
        selects=tuple(select_of(shapes, each) for each in shapes.objects(node, iri("sh:sparql"))),
    )


def failing(facts: Facts, shape: Shape, nodes: Sequence[Node]) -> set[Node]:
    """Return those of some nodes that do not conform to a shape."""
    column = shape.column(facts, nodes)
    found = {node for check in shape.checks for node, _ in check.faults(facts, column)}
    for each in shape.properties:
        found.update(node for node, _ in column.having(failing(facts, each, column.values)))
    return found


def _nested(shapes: ShapeGraph, node: Node) -> Shape:
    shape = _shape(shapes, node)
    if shape.selects:
        raise UnsupportedError("sh:sparql in a nested shape")
    return shape


def _or(shapes: ShapeGraph, node: Node) -> Check:
    any_of = [_nested(shapes, each) for each in shapes.items(shapes.one(node, "or"))]

    def faults(facts: Facts, column: Column) -> list[Fault]:
        left = column.values
        for each in any_of:
            bad = failing(facts, each, left)
            left = [value for value in left if value in bad]
        return column.having(set(left))

    return Check("OrConstraintComponent", faults)


def _and(shapes: ShapeGraph, node: Node) -> Check:
    all_of = [_nested(shapes, each) for each in shapes.items(shapes.one(node, "and"))]
    return Check(
        "AndConstraintComponent",
        lambda facts, column: column.having(set().union(*(failing(facts, each, column.values) for each in all_of))),
    )


def _not(shapes: ShapeGraph, node: Node) -> Check:
    no = _nested(shapes, shapes.one(node, "not"))
    return Check(
        "NotConstraintComponent",
        lambda facts, column: column.having(set(column.values) - failing(facts, no, column.values)),
    )


def _qualified(shapes: ShapeGraph, node: Node) -> Check:
    kind = _nested(shapes, shapes.one(node, "qualifiedValueShape"))
    least = int(shapes.text(node, "qualifiedMinCount"))

    def faults(facts: Facts, column: Column) -> list[Fault]:
        bad = failing(facts, kind, column.values)
        return [(node, None) for node, row in column if sum(value not in bad for value in row) < least]

    return Check("QualifiedMinCountConstraintComponent", faults)


_COMBINED: Mapping[str, Callable[[ShapeGraph, Node], Check]] = {
    "or": _or,
    "and": _and,
    "not": _not,
    "qualifiedValueShape": _qualified,
}


def select_of(shapes: ShapeGraph, node: Node) -> str:
    """Make a query about `$this` ask about many focus nodes at once: those that will stand for FOCUS."""
    text = shapes.text(node, "select")
    if shapes.words(node) - {"select", "prefixes", "message"}:
        raise UnsupportedError("sh:sparql")
    if not re.match(r"\s*SELECT\s+(DISTINCT\s+)?\$this\b[^{]*\bWHERE\s*\{", text) or FOCUS in text:
        raise UnsupportedError("sh:select")
    head, _, body = text.partition("{")
    return "".join((_prologue(shapes, node), head, "{ VALUES ?this { ", FOCUS, " }", body))


def _prologue(shapes: ShapeGraph, node: Node) -> str:
    lines = []
    for owner in shapes.objects(node, iri("sh:prefixes")):
        for each in shapes.objects(owner, iri("sh:declare")):
            prefix, name = shapes.one(each, "prefix"), shapes.one(each, "namespace")
            if isinstance(prefix, Literal) and isinstance(name, (Literal, NamedNode)):
                lines.append("".join(("PREFIX ", prefix.value, ": <", name.value, ">\n")))
    return "".join(lines)
