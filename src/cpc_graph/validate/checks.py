"""The constraint components that our shapes use, as functions from value nodes to the ones at fault.

Each is what pyshacl does, which a test compares; `None` stands for a fault of no one value. Components that are not
here make the compiler hand the whole shape to pyshacl.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode

from cpc_graph.rdf.terms import iri
from cpc_graph.validate.facts import Facts
from cpc_graph.validate.finding import Node, text_of
from cpc_graph.validate.lexical import at_least, well_formed
from cpc_graph.validate.shapegraph import ShapeGraph, UnsupportedError

Values = Collection[Node]
_TEXT = (NamedNode, Literal)  # what has a text: not blank nodes
Fault = Callable[[Facts, Values], "list[Node | None]"]


@dataclass(frozen=True, slots=True)
class Check:
    """A constraint component of a shape: its local name, and what finds the value nodes at fault.

    `on_none`: it may find fault where there is no value at all.
    """

    component: str
    faults: Fault
    on_none: bool = False


def _values(fits: Callable[[Facts, Node], bool]) -> Fault:
    return lambda facts, values: [value for value in values if not fits(facts, value)]


def min_count(shapes: ShapeGraph, node: Node) -> Check:
    """At least so many values."""
    least = int(shapes.text(node, "minCount"))
    return Check("MinCountConstraintComponent", lambda _, values: [None] if len(values) < least else [], on_none=True)


def max_count(shapes: ShapeGraph, node: Node) -> Check:
    """At most so many values."""
    most = int(shapes.text(node, "maxCount"))
    return Check("MaxCountConstraintComponent", lambda _, values: [None] if len(values) > most else [])


def unique_lang(shapes: ShapeGraph, node: Node) -> Check:
    """No two values in one language."""
    wanted = shapes.text(node, "uniqueLang") == "true"

    def faults(_: Facts, values: Values) -> list[Node | None]:
        tags = Counter(value.language.lower() for value in values if isinstance(value, Literal) and value.language)
        return [None] if wanted and any(count > 1 for count in tags.values()) else []

    return Check("UniqueLangConstraintComponent", faults)


def of_class(shapes: ShapeGraph, node: Node) -> Check:
    """Instances of a class or of its subclasses."""
    kind = shapes.one(node, "class")
    return Check("ClassConstraintComponent", _values(lambda facts, value: value in facts.instances(kind)))


def node_kind(shapes: ShapeGraph, node: Node) -> Check:
    """IRIs: our shapes ask for no other kind."""
    if shapes.one(node, "nodeKind") != iri("sh:IRI"):
        raise UnsupportedError("sh:nodeKind")
    return Check("NodeKindConstraintComponent", _values(lambda _, value: isinstance(value, NamedNode)))


def datatype(shapes: ShapeGraph, node: Node) -> Check:
    """Well-formed literals of a datatype."""
    kind = shapes.one(node, "datatype")
    if not isinstance(kind, NamedNode):
        raise UnsupportedError("sh:datatype")

    @lru_cache(maxsize=65_536)  # the same few days and durations, again and again
    def fits(value: Node) -> bool:
        return isinstance(value, Literal) and value.datatype == kind and well_formed(value)

    return Check("DatatypeConstraintComponent", _values(lambda _, value: fits(value)))


def one_of(shapes: ShapeGraph, node: Node) -> Check:
    """Members of a list."""
    allowed = frozenset(shapes.items(shapes.one(node, "in")))
    return Check("InConstraintComponent", _values(lambda _, value: value in allowed))


def pattern(shapes: ShapeGraph, node: Node) -> Check:
    """Text that a regular expression matches, in Python's dialect as pyshacl has it."""
    search = re.compile(shapes.text(node, "pattern")).search

    def faults(_: Facts, values: Values) -> list[Node | None]:
        return [value for value in values if not isinstance(value, _TEXT) or search(value.value) is None]

    return Check("PatternConstraintComponent", faults)


def min_length(shapes: ShapeGraph, node: Node) -> Check:
    """Text of at least so many characters."""
    least = int(shapes.text(node, "minLength"))
    return Check(
        "MinLengthConstraintComponent",
        _values(lambda _, value: least == 0 or (not isinstance(value, BlankNode) and len(text_of(value)) >= least)),
    )


def max_length(shapes: ShapeGraph, node: Node) -> Check:
    """Text of at most so many characters."""
    most = int(shapes.text(node, "maxLength"))
    return Check(
        "MaxLengthConstraintComponent",
        _values(lambda _, value: not isinstance(value, BlankNode) and len(text_of(value)) <= most),
    )


def min_inclusive(shapes: ShapeGraph, node: Node) -> Check:
    """Values that are not less than a bound."""
    least = shapes.one(node, "minInclusive")
    if not isinstance(least, Literal):
        raise UnsupportedError("sh:minInclusive")
    return Check(
        "MinInclusiveConstraintComponent",
        _values(lambda _, value: isinstance(value, Literal) and at_least(value, least)),
    )


def language_in(shapes: ShapeGraph, node: Node) -> Check:
    """Text in one of some languages."""
    wanted = {text_of(each).lower() for each in shapes.items(shapes.one(node, "languageIn"))}
    if "*" in wanted:
        raise UnsupportedError("sh:languageIn")

    def fits(_: Facts, value: Node) -> bool:
        tag = (value.language or "").lower() if isinstance(value, Literal) else ""
        return tag != "" and bool({tag, tag.partition("-")[0]} & wanted)

    return Check("LanguageInConstraintComponent", _values(fits))


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
