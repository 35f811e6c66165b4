"""The sentences that show a finding, taken from the evidence of the file; and what a finding is really about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.rdf.terms import iri
from cpc_graph.validate.facts import Facts
from cpc_graph.validate.finding import Node, Quote

_SUBJECT, _PREDICATE, _OBJECT = iri("rdf:subject"), iri("rdf:predicate"), iri("rdf:object")
_TARGET, _SOURCE, _SELECTOR = iri("oa:hasTarget"), iri("oa:hasSource"), iri("oa:hasSelector")
_EXACT, _START, _END, _FROM = iri("oa:exact"), iri("oa:start"), iri("oa:end"), iri("prov:wasDerivedFrom")
_CITES = tuple(iri(f"cpc:cites{name}") for name in ("Provision", "Version", "Subdivision", "Text"))
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
        self._facts = Facts(quads)
        self.about = self._facts.incoming(_SUBJECT)
        self.quoting = self._facts.incoming(_TARGET)
        self.assertions: dict[tuple[Node, NamedNode], list[Node]] = {}
        subjects, predicates = self._facts.outgoing(_SUBJECT), self._facts.outgoing(_PREDICATE)
        for assertion, about in subjects.items():
            for property_ in predicates.get(assertion, ()):
                if isinstance(property_, NamedNode):
                    self.assertions.setdefault((next(iter(about)), property_), []).append(assertion)

    def values(self, node: Node, predicate: NamedNode) -> list[Node]:
        """Return the values of a property of a node."""
        return list(self._facts.outgoing(predicate).get(node, ()))

    def holds(self, node: Node | None) -> bool:
        """Tell whether a node is an assertion, or the place of a quote, of this file."""
        return node is not None and any(node in self._facts.outgoing(each) for each in (_SUBJECT, _SOURCE))

    def leading(self, subject: Node, value: Node | None) -> NamedNode | None:
        """Find which property leads from a node to a value: a rule on several properties does not say."""
        if value is None:
            return None
        facts = self._facts
        return next((name for name in facts.predicates if value in facts.outgoing(name).get(subject, ())), None)

    def _one(self, node: Node, predicate: NamedNode) -> Node | None:
        return next(iter(self._facts.outgoing(predicate).get(node, ())), None)

    def aimed(self, focus: Node, path: NamedNode | None, value: Node | None) -> Said:
        """Turn a finding on an assertion, or on the place of a quote, into one on the statement that it proves."""
        assertion = next(
            (node for node in (value, focus) if node is not None and self._one(node, _SUBJECT) is not None), None
        )
        if assertion is None and value is not None and value in self.quoting:
            assertion = next(iter(self.quoting[value]))
        subject = self._one(assertion, _SUBJECT) if assertion is not None else None
        if assertion is None or subject is None:
            return Said(focus, path, value)
        property_ = self._one(assertion, _PREDICATE)
        return Said(subject, property_ if isinstance(property_, NamedNode) else path, self._one(assertion, _OBJECT))

    def quotes(self, said: Said, place: Node | None = None) -> tuple[Quote, ...]:
        """Return the quotes of a statement, else of its operands; none of another statement, which would mislead.

        A rule may name a node above the one that bears the property (an act, of the end of its term): then the
        statements of that property and value.
        """
        if place is not None and self._one(place, _SOURCE) is not None:
            return tuple(quote for quote in (self._quote(place),) if quote)
        if said.path is None:
            return ()
        named = self.assertions.get((said.focus, said.path), [])
        if said.value is not None:
            told = named or self._saying(said.path, said.value)
            exact = [node for node in told if self._one(node, _OBJECT) == said.value]
            named = exact or (named if len(named) == 1 else [])
        return (self._of(named) or self._of(self._operands(named)))[:_MOST]

    def _saying(self, path: NamedNode, value: Node) -> list[Node]:
        """List the assertions that give a property a value, of whatever node."""
        about = self._facts.outgoing(_PREDICATE)
        return [node for node in self._facts.incoming(_OBJECT).get(value, ()) if path in about.get(node, ())]

    def is_cited(self, node: Node) -> bool:
        """Tell law that a citation of this file points at, and that other files describe."""
        return any(node in self._facts.incoming(name) for name in _CITES)

    def _operands(self, assertions: list[Node]) -> list[Node]:
        found = dict.fromkeys(assertions)
        waiting = list(assertions)
        while waiting:
            for operand in self.values(waiting.pop(0), _FROM):
                if operand not in found:
                    found[operand] = None
                    waiting.append(operand)
        return list(found)

    def _of(self, assertions: Iterable[Node]) -> tuple[Quote, ...]:
        places = [place for assertion in assertions for place in self.values(assertion, _TARGET)]
        quotes = (self._quote(place) for place in places)
        return tuple(dict.fromkeys(quote for quote in quotes if quote))

    def _quote(self, place: Node) -> Quote | None:
        selectors = self.values(place, _SELECTOR)
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
