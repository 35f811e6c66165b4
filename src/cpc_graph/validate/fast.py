"""The fast engine: our rules as compiled, over all focus nodes at once; pyshacl for what is not compiled."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Quad, Variable

from cpc_graph.validate.checks import Column
from cpc_graph.validate.compile import FOCUS, TARGETS, Compiled, Shape, Target, compile_shapes
from cpc_graph.validate.engine import Result, run
from cpc_graph.validate.facts import Facts
from cpc_graph.validate.finding import Node
from cpc_graph.validate.paths import Path

_BATCH = 2_000  # focus nodes in one query: more gains nothing, and the text of the query grows
_THIS = Variable("this")


def run_fast(data: Iterable[Quad], shapes: Iterable[Quad], *, name: str = "shapes") -> list[Result]:
    """Validate as `engine.run` does, with the same results (their messages are left to the rules)."""
    rules = tuple(shapes)
    compiled = compile_shapes(rules)
    with _no_collection():
        facts = data if isinstance(data, Facts) else Facts(data)
        results = {result: None for target in compiled.targets for result in _run(facts, target)}
    return [*results, *(run(facts, _left(rules, compiled), name=name) if compiled.left else ())]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from going through the growing index again and again: it holds no cycle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _left(rules: Sequence[Quad], compiled: Compiled) -> list[Quad]:
    """Return the shapes without the targets of those that were judged."""
    names = set(TARGETS.values())
    return [quad for quad in rules if quad.predicate not in names or quad.subject in compiled.left]


def _run(facts: Facts, target: Target) -> Iterator[Result]:
    focus = _focus(facts, target)
    if focus:
        yield from _judged(facts, target.shape, target.shape.column(facts, focus))


def _focus(facts: Facts, target: Target) -> list[Node]:
    found: dict[Node, None] = {}
    for word, value in target.chosen:
        if word == "targetNode":
            found[value] = None
        elif word == "targetClass":
            found |= dict.fromkeys(facts.instances(value))
        elif isinstance(value, NamedNode):
            table = facts.outgoing(value) if word == "targetSubjectsOf" else facts.incoming(value)
            found |= dict.fromkeys(table)
    return list(found)


def _judged(facts: Facts, shape: Shape, column: Column) -> Iterator[Result]:
    for check in shape.checks:
        for node, value in check.faults(facts, column):
            yield Result(shape.name, node, shape.severity, check.component, shape.at, value)
    reached = column.values if shape.path else column.nodes
    columns: dict[Path | None, Column] = {}  # many properties of a shape share one path
    for each in shape.properties:
        if each.path not in columns:
            columns[each.path] = each.column(facts, reached)
        yield from _judged(facts, each, columns[each.path])
    for select in shape.selects:
        yield from _selected(facts, shape, select, column.nodes)


def _selected(facts: Facts, shape: Shape, select: str, focus: Sequence[Node]) -> Iterator[Result]:
    named = iter([node for node in focus if not isinstance(node, BlankNode)])
    while batch := list(islice(named, _BATCH)):
        yield from _rows(facts, shape, facts.select(select.replace(FOCUS, " ".join(map(str, batch)))))
    unbound = select.replace(FOCUS, "UNDEF")
    for node in focus:
        if isinstance(node, BlankNode):  # SPARQL cannot name one
            yield from _rows(facts, shape, facts.select(unbound, {_THIS: node}))


def _rows(facts: Facts, shape: Shape, solutions: Any) -> Iterator[Result]:
    names = {variable.value for variable in solutions.variables}
    for row in solutions:
        this = row["this"]
        path = row["path"] if "path" in names else None
        value = row["value"] if "value" in names else None
        shown = this if value is None else facts.written(this, path, value)
        yield Result(shape.name, this, shape.severity, "SPARQLConstraintComponent", path, shown)
