"""Fill `graph/derived` and its evidence: the ends and order of states, then what the ontology's rules conclude."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad, Store

from cpc_graph.build.ends import derive_states
from cpc_graph.build.known import Facts
from cpc_graph.build.rules import Rule, load_rules
from cpc_graph.build.statements import Draft
from cpc_graph.errors import InputError
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import Term, iri

DERIVED = NamedNode(BASE + "graph/derived")
DERIVED_EVIDENCE = NamedNode(BASE + "graph/derived/evidence")
# The rules conclude from each other at most a few times; more rounds would mean a rule that feeds itself.
ROUNDS = 5
_PIECE = 100_000
T = TypeVar("T")


def derive(store: Store) -> None:
    """Replace what the build derives: nothing else of the store is touched.

    Raises InputError when a rule of the ontology cannot be read or never comes to rest.
    """
    for graph in (DERIVED, DERIVED_EVIDENCE):
        store.clear_graph(graph)
    facts = FileFacts(store)
    measures = facts.subjects("rdf:type", iri("cpc:Measure"))
    for some in _pieces(quad for measure in measures for quad in states_of(measure, facts)):
        store.extend(some)
    _apply_rules(store)


class FileFacts(Facts):
    """The facts that files say: what is derived for a measure depends on nothing derived for another one."""

    def subjects(self, predicate: str, value: Term) -> list[NamedNode]:
        """Return the nodes that have this value, sorted, each once."""
        quads = self._store.quads_for_pattern(None, iri(predicate), value, None)
        found = {quad.subject for quad in quads if _is_said(quad) and isinstance(quad.subject, NamedNode)}
        return sorted(found, key=lambda node: node.value)

    def values(self, subject: NamedNode, predicate: str) -> list[Term]:
        """Return the values of a property, each once."""
        quads = self._store.quads_for_pattern(subject, iri(predicate), None, None)
        found = {quad.object for quad in quads if _is_said(quad) and isinstance(quad.object, (NamedNode, Literal))}
        return sorted(found, key=str)


def _is_said(quad: Quad) -> bool:
    return quad.graph_name not in (DERIVED, DERIVED_EVIDENCE)


def states_of(measure: NamedNode, facts: Facts) -> Iterator[Quad]:
    """Yield what is derived about the states of one measure.

    The facts stand in `graph/derived`: unlike those of an act, that name does not end in `/facts`.
    """
    draft = Draft("derived")
    derive_states(measure, facts, draft)
    for quad in draft.quads():
        graph = DERIVED_EVIDENCE if quad.graph_name == DERIVED_EVIDENCE else DERIVED
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _pieces(things: Iterable[T]) -> Iterator[list[T]]:
    """Cut into lists of a size that fits in memory; reading a store goes on undisturbed while it is written."""
    rest = iter(things)
    while some := list(islice(rest, _PIECE)):
        yield some


def _apply_rules(store: Store) -> None:
    rules = load_rules()
    for _ in range(ROUNDS):
        if not sum(_apply(store, rule) for rule in rules):
            return
    raise never_at_rest()


def never_at_rest() -> InputError:
    """Make the error of rules that conclude for ever."""
    return InputError(
        fr=f"les règles de l'ontologie concluent encore après {ROUNDS} tours",
        en=f"the rules of the ontology still conclude after {ROUNDS} rounds",
    )


def _apply(store: Store, rule: Rule) -> int:
    """Add what one rule concludes and no graph says yet; return how many triples that is."""
    count = 0
    for some in _pieces(rule.conclusions(store)):
        new = [
            Quad(triple.subject, triple.predicate, triple.object, DERIVED)
            for triple in set(some)
            if next(store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None), None) is None
        ]
        store.extend(new)
        count += len(new)
    return count
