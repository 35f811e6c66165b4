"""Judge files by somebody else's shapes: a file of them, or a folder."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from cpc_graph.errors import InputError
from cpc_graph.names import PREFIXES, SHAPE
from cpc_graph.rdf.gate import MAX_BYTES, read_quads
from cpc_graph.rdf.intake import decode, read_bytes, shown
from cpc_graph.rdf.terms import iri
from cpc_graph.store.reader import Store
from cpc_graph.validate.asof import Calendar, days_of
from cpc_graph.validate.confined import run_confined
from cpc_graph.validate.context import context_of
from cpc_graph.validate.documents import contents_of
from cpc_graph.validate.engine import Result
from cpc_graph.validate.finding import SEVERITIES, Node, Report
from cpc_graph.validate.judge import Around, Given, Teller
from cpc_graph.validate.ontology import load_ontology
from cpc_graph.validate.proof import Proof
from cpc_graph.validate.rules import Rule, Rulebook, load_rules
from cpc_graph.validate.shapecheck import Shapes, check_shapes

SH = PREFIXES["sh"]
_MESSAGE, _TYPE, _SUBCLASS = iri("sh:message"), iri("rdf:type"), iri("rdfs:subClassOf")
_NO_TARGET = SHAPE + "Vocabulary-shapesHaveTarget"


def judge_by(path: Path, given: Given, *, store: Store | pyoxigraph.Store | None, context: bool) -> Report:
    """Judge files by the shapes at `path`. Raises InputError for shapes that are unsafe or cannot run."""
    shapes = _read(path)
    check_shapes(shapes)
    known = store.raw if isinstance(store, Store) else store
    around = context_of(given.quads, known) if context and known is not None else []
    beside = [*around, *contents_of([*given.quads, *around], given.files)]
    data = [*given.quads, *beside, *load_ontology().quads]
    results = run_confined(data, shapes.quads, name=shapes.name)
    if not _has_target(shapes, data):
        results.append(Result(_NO_TARGET, given.quads[0].subject, "Warning", "TargetCheck"))
    book = Rulebook(
        {result.shape: _rule(shapes, result) for result in results},
        paths={result.shape: _steps(shapes, _node(result.shape)) for result in results},
    )
    teller = Teller(given, book, Calendar({}), days_of(given.quads), None, Proof(given.quads), Around.of(beside))
    return teller.report(results, once=False)


def _read(path: Path) -> Shapes:
    files = sorted(path.rglob("*.ttl")) if path.is_dir() else [path]
    quads = [quad for file in files for quad in read_quads(file)]
    if not quads:
        raise InputError(
            fr=f"{path} : aucune règle dans le dossier (no shapes)", en=f"{path}: there are no shapes in the folder"
        )
    text = "" if path.is_dir() else decode(read_bytes(path, MAX_BYTES), shown(path))
    return Shapes(_with_imported_prefixes(_with_our_prefixes(quads)), shown(path), text)


def _with_our_prefixes(quads: list[Quad]) -> list[Quad]:
    """Add our prefix declarations to one of our own shape files that is given alone."""
    ours = NamedNode(SHAPE.removesuffix("#"))
    declares = iri("sh:declare")
    if any(quad.object == ours for quad in quads) and not any(quad.predicate == declares for quad in quads):
        book = load_rules()
        declared = [quad for quad in book.quads if quad.subject == ours and quad.predicate == declares]
        nodes = {quad.object for quad in declared}
        return [*quads, *declared, *(quad for quad in book.quads if quad.subject in nodes)]
    return quads


def _with_imported_prefixes(quads: list[Quad]) -> list[Quad]:
    """Give a node the prefixes of the nodes of the same file that it imports: pyshacl does not look there."""
    declared = [quad for quad in quads if quad.predicate == iri("sh:declare")]
    imports = [quad for quad in quads if quad.predicate == iri("owl:imports")]
    return quads + [
        Quad(link.subject, each.predicate, each.object)
        for link in imports
        for each in declared
        if each.subject == link.object
    ]


def _has_target(shapes: Shapes, data: list[Quad]) -> bool:
    """Tell whether a target of the shapes is in the data."""
    kinds = {quad.object for quad in data if quad.predicate == _TYPE}
    above: dict[Node, set[Node]] = {}
    for quad in data:
        if quad.predicate == _SUBCLASS:
            above.setdefault(quad.subject, set()).add(quad.object)
    waiting = list(kinds)
    while waiting:
        more = above.get(waiting.pop(), set()) - kinds
        kinds |= more
        waiting += more
    predicates: set[Node] = {quad.predicate for quad in data}
    hit: dict[str, set[Node]] = {"targetClass": kinds, "targetSubjectsOf": predicates, "targetObjectsOf": predicates}
    return any(
        quad.predicate.value == SH + "targetNode"
        or quad.object in hit.get(quad.predicate.value.removeprefix(SH), set())
        for quad in shapes.quads
    ) or any(quad.subject in kinds for quad in shapes.quads if quad.predicate == _TYPE)


def _rule(shapes: Shapes, result: Result) -> Rule:
    """Tell what a result is by: the shape, or the nearest named shape that holds it."""
    if result.shape == _NO_TARGET:
        return load_rules().rules[_NO_TARGET]
    node = _node(result.shape)
    said = {text.language or "": text.value for text in shapes.objects(node, _MESSAGE) if isinstance(text, Literal)}
    if not said or any("{" in text for text in said.values()):
        said = dict(result.messages)
    severity = result.severity if result.severity in SEVERITIES else "Violation"
    graded = None if severity == result.severity else result.severity
    return Rule(_named(shapes, node), severity, {}, said or {"": result.component}, (), (), "foreign", graded)


def _node(shape: str) -> NamedNode | BlankNode:
    return BlankNode(shape[2:]) if shape.startswith("_:") else NamedNode(shape)


def _steps(shapes: Shapes, node: Node) -> tuple[Triple, ...]:
    """Return the triples of a shape's path, when it is no property."""
    waiting = [path for path in shapes.objects(node, iri("sh:path")) if isinstance(path, BlankNode)]
    found: list[Triple] = []
    while waiting:
        start = waiting.pop(0)
        for predicate, value in shapes.links.get(start, []):
            found.append(Triple(start, predicate, value))
            if isinstance(value, BlankNode):
                waiting.append(value)
    return tuple(found)


def _named(shapes: Shapes, node: Node) -> NamedNode:
    for _ in range(100):
        if isinstance(node, NamedNode):
            return node
        holders = [quad.subject for quad in shapes.quads if quad.object == node]
        if not holders:
            break
        node = holders[0]
    return NamedNode(SH + "Shape")
