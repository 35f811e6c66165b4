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
    declared = load_ontology().declared
    for quad in quads:
        for term in (quad.predicate, quad.object):
            if not isinstance(term, NamedNode):
                continue
            if term.value.startswith(CPC):
                if term not in declared:
                    yield "Vocabulary-knownTerm", quad.subject, quad.predicate, term
            elif term.value.startswith(SH):
                yield "Vocabulary-noShapes", quad.subject, quad.predicate, term
            elif (term is quad.predicate or quad.predicate == _TYPE) and _is_near(term):
                yield "Vocabulary-namespace", quad.subject, quad.predicate, term


def _is_near(term: NamedNode) -> bool:
    return bool(_NEAR.match(term.value)) or term.value.startswith(BASE)


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
