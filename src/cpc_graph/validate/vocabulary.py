"""Terms that do not exist: every SHACL engine ignores them in silence, so what they say would be judged by nothing.

SHACL cannot target a predicate. What these rules say, and how severe they are, stands in `shapes/vocabulary.ttl`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Quad

from cpc_graph.names import BASE, CPC, PREFIXES, SHAPE
from cpc_graph.rdf.terms import iri
from cpc_graph.validate.engine import Result
from cpc_graph.validate.finding import Node
from cpc_graph.validate.ontology import load_ontology
from cpc_graph.validate.rules import Rulebook

SH = PREFIXES["sh"]
_TYPE, _TARGETS = iri("rdf:type"), {iri("sh:targetClass")}
# the host or path of our namespace with another scheme, a missing or a wrong separator, another case
_NEAR = re.compile(r"^\w+://(www\.)?w3id\.org/cpc[-_]?graph(/ontology\b|[#/]?\w*$)", re.IGNORECASE)


def unknown_terms(quads: Iterable[Quad], book: Rulebook) -> list[Result]:
    """Find the terms of our namespace that the ontology does not declare, and what comes near the namespace."""
    given = list(quads)
    found: dict[tuple[str, str], Result] = {}
    for rule, subject, predicate, term in _suspects(given):
        found.setdefault((rule, term.value), _result(book, rule, subject, predicate, term))
    if not _judged(given, book):
        found["Vocabulary-somethingJudged", ""] = _result(book, "Vocabulary-somethingJudged", _first(given), None, None)
    return list(found.values())


def _suspects(quads: list[Quad]) -> Iterator[tuple[str, Node, NamedNode, NamedNode]]:
    by_property: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        by_property.setdefault(quad.predicate, []).append(quad)
    for predicate, said in by_property.items():
        if rule := _rule_on(predicate, named=True):
            yield rule, said[0].subject, predicate, predicate
        typed = predicate == _TYPE
        wrong = {term: rule for term in {quad.object for quad in said} if (rule := _rule_on(term, named=typed))}
        for quad in said if wrong else ():
            if isinstance(quad.object, NamedNode) and quad.object in wrong:
                yield wrong[quad.object], quad.subject, predicate, quad.object


def _rule_on(term: Node, *, named: bool) -> str | None:
    """Name the rule that a term breaks; `named`: it is a property or a class, not anything that has an IRI."""
    if not isinstance(term, NamedNode):
        return None
    name = term.value
    if name.startswith(CPC):
        return None if term in load_ontology().declared else "Vocabulary-knownTerm"
    if name.startswith(SH):
        return "Vocabulary-noShapes"
    return "Vocabulary-namespace" if named and (_NEAR.match(name) or name.startswith(BASE)) else None


def _judged(quads: list[Quad], book: Rulebook) -> bool:
    """Tell whether something in the data is of a class that a rule targets."""
    targets = {quad.object for quad in book.quads if quad.predicate in _TARGETS}
    above: dict[Node, Node] = {
        quad.subject: quad.object for quad in load_ontology().quads if quad.predicate == iri("rdfs:subClassOf")
    }
    for quad in quads:
        kind: Node | None = quad.object if quad.predicate == _TYPE else None
        while kind is not None:
            if kind in targets:
                return True
            kind = above.get(kind)
    return False


def _first(quads: list[Quad]) -> Node:
    names = sorted((quad.subject for quad in quads), key=str)
    return names[0] if names else BlankNode()


def _result(book: Rulebook, rule: str, subject: Node, predicate: NamedNode | None, term: NamedNode | None) -> Result:
    severity = book.rules[SHAPE + rule].severity
    return Result(SHAPE + rule, subject, severity, "VocabularyCheck", path=predicate, value=term)
