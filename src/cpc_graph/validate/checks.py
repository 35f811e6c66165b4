"""The constraint components that our shapes use, each judged for all focus nodes of a shape at once.

Each is what pyshacl does, which a test compares; `None` stands for a fault of no one value. Components that are not
here make the compiler hand the whole shape to pyshacl.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode

from cpc_graph.rdf.terms import iri
from cpc_graph.validate.facts import Facts
from cpc_graph.validate.finding import Node, text_of
from cpc_graph.validate.lexical import at_least, well_formed
from cpc_graph.validate.paths import Row
from cpc_graph.validate.shapegraph import ShapeGraph, UnsupportedError

_TEXT = (NamedNode, Literal)  # what has a text: not blank nodes
Fault = tuple[Node, Node | None]  # a focus node, and the value at fault


class Column:
    """The value nodes of a shape, a row for each of its focus nodes."""

    def __init__(self, nodes: Sequence[Node], rows: Sequence[Row]) -> None:
        """Put `rows` beside the `nodes` whose values they are."""
        self.nodes, self.rows = nodes, rows

    def __iter__(self) -> Iterator[tuple[Node, Row]]:
        """Go through focus nodes and their rows."""
        return zip(self.nodes, self.rows, strict=True)

    @cached_property
    def values(self) -> list[Node]:
        """All value nodes, each once: what is said of a value need not be asked of it for every node that has it."""
        return list(set().union(*filter(None, self.rows)))

    def having(self, bad: set[Node]) -> list[Fault]:
        """Return the focus nodes that have a value of `bad`, with the value."""
        return [(node, value) for node, row in self for value in row if value in bad] if bad else []


@dataclass(frozen=True, slots=True)
class Check:
    """A constraint component of a shape: its local name, and what finds the focus nodes at fault and their values."""

    component: str
    faults: Callable[[Facts, Column], list[Fault]]


def _values(component: str, fits: Callable[[Facts, Node], bool]) -> Check:
    return Check(
        component,
        lambda facts, column: column.having({value for value in column.values if not fits(facts, value)}),
    )


def _rows(component: str, fits: Callable[[Row], bool]) -> Check:
    return Check(component, lambda _, column: [(node, None) for node, row in column if not fits(row)])


def min_count(shapes: ShapeGraph, node: Node) -> Check:
    """At least so many values."""
    least = int(shapes.text(node, "minCount"))
    return _rows("MinCountConstraintComponent", lambda row: len(row) >= least)


def max_count(shapes: ShapeGraph, node: Node) -> Check:
    """At most so many values."""
    most = int(shapes.text(node, "maxCount"))
    return _rows("MaxCountConstraintComponent", lambda row: len(row) <= most)


def unique_lang(shapes: ShapeGraph, node: Node) -> Check:
    """No two values in one language."""
    wanted = shapes.text(node, "uniqueLang") == "true"

    def fits(row: Row) -> bool:
        if not wanted or len(row) < 2:
            return True
        tags = [value.language.lower() for value in row if isinstance(value, Literal) and value.language]
        return len(tags) == len(set(tags))

    return _rows("UniqueLangConstraintComponent", fits)


def of_class(shapes: ShapeGraph, node: Node) -> Check:
    """Instances of a class or of its subclasses."""
    kind = shapes.one(node, "class")
    return _values("ClassConstraintComponent", lambda facts, value: value in facts.instances(kind))


def node_kind(shapes: ShapeGraph, node: Node) -> Check:
    """IRIs: our shapes ask for no other kind."""
    if shapes.one(node, "nodeKind") != iri("sh:IRI"):
        raise UnsupportedError("sh:nodeKind")
    return _values("NodeKindConstraintComponent", lambda _, value: isinstance(value, NamedNode))


def datatype(shapes: ShapeGraph, node: Node) -> Check:
    """Well-formed literals of a datatype."""
    kind = shapes.one(node, "datatype")
    if not isinstance(kind, NamedNode):
        raise UnsupportedError("sh:datatype")

    return _values(
        "DatatypeConstraintComponent",
        lambda _, value: isinstance(value, Literal) and value.datatype == kind and well_formed(value),
    )


def one_of(shapes: ShapeGraph, node: Node) -> Check:
    """Members of a list."""
    allowed = frozenset(shapes.items(shapes.one(node, "in")))
    return _values("InConstraintComponent", lambda _, value: value in allowed)


def pattern(shapes: ShapeGraph, node: Node) -> Check:
    """Text that a regular expression matches, in Python's dialect as pyshacl has it."""
    search = re.compile(shapes.text(node, "pattern")).search

    return _values(
        "PatternConstraintComponent", lambda _, value: isinstance(value, _TEXT) and search(value.value) is not None
    )


def min_length(shapes: ShapeGraph, node: Node) -> Check:
    """Text of at least so many characters."""
    least = int(shapes.text(node, "minLength"))
    return _values(
        "MinLengthConstraintComponent",
        lambda _, value: least == 0 or (not isinstance(value, BlankNode) and len(text_of(value)) >= least),
    )


def max_length(shapes: ShapeGraph, node: Node) -> Check:
    """Text of at most so many characters."""
    most = int(shapes.text(node, "maxLength"))
    return _values(
        "MaxLengthConstraintComponent",
        lambda _, value: not isinstance(value, BlankNode) and len(text_of(value)) <= most,
    )


def min_inclusive(shapes: ShapeGraph, node: Node) -> Check:
    """Values that are not less than a bound."""
    least = shapes.one(node, "minInclusive")
    if not isinstance(least, Literal):
        raise UnsupportedError("sh:minInclusive")
    return _values(
        "MinInclusiveConstraintComponent", lambda _, value: isinstance(value, Literal) and at_least(value, least)
    )


def language_in(shapes: ShapeGraph, node: Node) -> Check:
    """Text in one of some languages."""
    wanted = {text_of(each).lower() for each in shapes.items(shapes.one(node, "languageIn"))}
    if "*" in wanted:
        raise UnsupportedError("sh:languageIn")

    def fits(_: Facts, value: Node) -> bool:
        tag = (value.language or "").lower() if isinstance(value, Literal) else ""
        return tag != "" and bool({tag, tag.partition("-")[0]} & wanted)

    return _values("LanguageInConstraintComponent", fits)


# by the local name of the SHACL property
CHECKS: Mapping[str, Callable[[ShapeGraph, Node], Check]] = {
    "minCount": min_count,
    "maxCount": max_count,
    "uniqueLang": unique_lang,
    "class": of_class,
    "nodeKind": node_kind,
    "datatype": datatype,
    "in": one_of,
    "pattern": pattern,
    "minLength": min_length,
    "maxLength": max_length,
    "minInclusive": min_inclusive,
    "languageIn": language_in,
}
