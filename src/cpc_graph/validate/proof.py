"""The sentences that show a finding, taken from the evidence of the file; and what a finding is really about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.rdf.terms import iri
from cpc_graph.validate.finding import Node, Quote

_SUBJECT, _PREDICATE, _OBJECT = iri("rdf:subject"), iri("rdf:predicate"), iri("rdf:object")
_TARGET, _SOURCE, _SELECTOR = iri("oa:hasTarget"), iri("oa:hasSource"), iri("oa:hasSelector")
_EXACT, _START, _END, _FROM = iri("oa:exact"), iri("oa:start"), iri("oa:end"), iri("prov:wasDerivedFrom")
_SIGNED = iri("eli:date_document")
_MOST = 3  # quotes a finding shows


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the file: what a finding points at."""

    focus: Node
    path: NamedNode | None
    value: Node | None


class Proof:
    """The evidence of a file, ready to be looked up by statement."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        """Index the evidence in `quads`."""
        self._quads = quads
        self.links: dict[tuple[Node, NamedNode], list[Node]] = {}
        self.assertions: dict[tuple[Node, NamedNode], list[Node]] = {}
        self.about: dict[Node, list[Node]] = {}
        self.quoting: dict[Node, list[Node]] = {}
        for quad in quads:
            self.links.setdefault((quad.subject, quad.predicate), []).append(quad.object)
            if quad.predicate == _TARGET:
                self.quoting.setdefault(quad.object, []).append(quad.subject)
        for (assertion, predicate), subjects in self.links.items():
            if predicate == _SUBJECT:
                self._index(assertion, subjects[0])

    def _index(self, assertion: Node, subject: Node) -> None:
        self.about.setdefault(subject, []).append(assertion)
        for property_ in self.links.get((assertion, _PREDICATE), []):
            if isinstance(property_, NamedNode):
                self.assertions.setdefault((subject, property_), []).append(assertion)

    def holds(self, node: Node | None) -> bool:
        """Tell whether a node is an assertion, or the place of a quote, of this file."""
        return node is not None and ((node, _SUBJECT) in self.links or (node, _SOURCE) in self.links)

    def leading(self, subject: Node, value: Node | None) -> NamedNode | None:
        """Find which property leads from a node to a value: a rule on several properties does not say."""
        return self._leading.get((subject, value)) if value is not None else None

    @cached_property
    def _leading(self) -> dict[tuple[Node, Node], NamedNode]:
        found: dict[tuple[Node, Node], NamedNode] = {}
        for quad in self._quads:
            found.setdefault((quad.subject, quad.object), quad.predicate)
        return found

    def _one(self, node: Node, predicate: NamedNode) -> Node | None:
        found = self.links.get((node, predicate))
        return found[0] if found else None

    def aimed(self, focus: Node, path: NamedNode | None, value: Node | None) -> Said:
        """Turn a finding on an assertion, or on the place of a quote, into one on the statement that it proves."""
        assertion = next((node for node in (value, focus) if node is not None and (node, _SUBJECT) in self.links), None)
        if assertion is None and value is not None and value in self.quoting:
            assertion = self.quoting[value][0]
        subject = self._one(assertion, _SUBJECT) if assertion is not None else None
        if assertion is None or subject is None:
            return Said(focus, path, value)
        property_ = self._one(assertion, _PREDICATE)
        return Said(subject, property_ if isinstance(property_, NamedNode) else path, self._one(assertion, _OBJECT))

    def quotes(self, said: Said, place: Node | None = None, act: Node | None = None) -> tuple[Quote, ...]:
        """Return the quotes of a statement; else of its operands, of its subject, of the date of its act."""
        if place is not None and (place, _SOURCE) in self.links:
            return tuple(quote for quote in (self._quote(place),) if quote)
        named = self.assertions.get((said.focus, said.path), []) if said.path else []
        exact = [node for node in named if said.value is not None and self._one(node, _OBJECT) == said.value]
        tries = (exact or named, self._operands(exact or named), self.about.get(said.focus, []), self._date_of(act))
        for assertions in tries:
            found = self._of(assertions)
            if found:
                return found[:_MOST]
        return ()

    def _date_of(self, act: Node | None) -> list[Node]:
        return self.assertions.get((act, _SIGNED), []) if act is not None else []

    def _operands(self, assertions: list[Node]) -> list[Node]:
        found = dict.fromkeys(assertions)
        waiting = list(assertions)
        while waiting:
            for operand in self.links.get((waiting.pop(0), _FROM), []):
                if operand not in found:
                    found[operand] = None
                    waiting.append(operand)
        return list(found)

    def _of(self, assertions: list[Node]) -> tuple[Quote, ...]:
        places = [place for assertion in assertions for place in self.links.get((assertion, _TARGET), [])]
        quotes = (self._quote(place) for place in places)
        return tuple(dict.fromkeys(quote for quote in quotes if quote))

    def _quote(self, place: Node) -> Quote | None:
        selectors = self.links.get((place, _SELECTOR), [])
        exact = next((words for node in selectors if (words := self._one(node, _EXACT))), None)
        start, end = (
            next((bound for node in selectors if (bound := self._one(node, predicate))), None)
            for predicate in (_START, _END)
        )
        document = self._one(place, _SOURCE)
        if not isinstance(exact, Literal) or not isinstance(document, NamedNode):
            return None
        return Quote(document.value, exact.value, _whole(start), _whole(end))


def _whole(node: Node | None) -> int:
    return int(node.value) if isinstance(node, Literal) and node.value.isdigit() else 0
