"""Bring `graph/derived` up to date after some triples changed, at the cost of what they reach.

What is derived is a function of what the files say. So the states of each measure that the change touches are derived
anew and take the place of what the store before gave for it; and every conclusion about a node that the change
reaches is taken back, then drawn again from the triples around it.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, Store, Triple

from cpc_graph.build.derive import DERIVED, ROUNDS, FileFacts, never_at_rest, states_of
from cpc_graph.build.rules import Nodes, Path, Rule, load_rules, reached
from cpc_graph.rdf.terms import iri

_SCHEMA = iri("rdfs:subClassOf")
_OF_ALL = (_SCHEMA, iri("cpc:endsState"))
_TYPE, _MEASURE, _FICTION = iri("rdf:type"), iri("cpc:Measure"), iri("cpc:LegalFiction")
_ABOUT = Path.of("rdf:subject")
_ON_ACT = ("cpc:citesAct", "cpc:renews", "cpc:modifies", "cpc:abrogates")
# From a node to the measures whose states are derived from what is said of it; an act that others cite or act on
# (or that gets an impact of its own) bears on their measures too.
_TO_MEASURE = tuple(
    Path.of(path)
    for path in (
        "cpc:stateOf",
        "cpc:impactOn",
        "cpc:opensState/cpc:stateOf",
        "^cpc:underTerm/cpc:stateOf",
        "^cpc:hasWording/cpc:stateOf",
        "^cpc:impactBy/cpc:impactOn",
        "^cpc:impactBy/cpc:opensState/cpc:stateOf",
        *(f"^{said}/^cpc:impactBy/cpc:impactOn" for said in _ON_ACT),
        "cpc:abrogates/^cpc:impactBy/cpc:impactOn",
        "cpc:impactBy/cpc:abrogates/^cpc:impactBy/cpc:impactOn",
        *(f"cpc:impactBy/^{said}/^cpc:impactBy/cpc:impactOn" for said in _ON_ACT),
    )
)
_STATE_OF = Path.of("cpc:stateOf")


class Edited:
    """A store that is being changed, and by how many quads it has grown."""

    def __init__(self, store: Store) -> None:
        """Take an open store."""
        self.store = store
        self.grown = 0

    def remove(self, quads: Iterable[Quad]) -> None:
        """Take quads out; one that is not there is passed over."""
        for quad in quads:
            if quad in self.store:
                self.store.remove(quad)
                self.grown -= 1

    def add(self, quads: Iterable[Quad]) -> None:
        """Put quads in; one that is there is passed over."""
        new = [quad for quad in quads if quad not in self.store]
        self.store.extend(new)
        self.grown += len(new)


def reaches_all(changed: set[Triple], store: Store) -> bool:
    """Tell whether these triples bear on every act: on what a class or a type of impact is, or on a fiction of law."""
    nodes = {triple.subject for triple in changed}
    fictions = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _FICTION, None)}
    fictions |= {triple.subject for triple in changed if (triple.predicate, triple.object) == (_TYPE, _FICTION)}
    return bool(nodes & fictions) or any(triple.predicate in _OF_ALL for triple in changed)


def rederive(old: Store, edited: Edited, changed: set[Triple]) -> None:
    """Make what is derived follow from the files again.

    `old` is the store before, `edited` the same with what the files say changed by `changed`, the triples that stand
    in one of the two only. Raises InputError as `derive` does.
    """
    rules = load_rules()
    nodes = {triple.subject for triple in changed if isinstance(triple.subject, NamedNode)}
    measures = touched_measures(nodes, (old, edited.store))
    before, after = _states(measures, old), _states(measures, edited.store)
    edited.remove(before - after)
    edited.add(after - before)
    moved = changed | {quad.triple for quad in before ^ after}
    heads = _take_back(moved, rules, old, edited)
    _conclude(heads, rules, edited)


def _states(measures: Iterable[NamedNode], store: Store) -> set[Quad]:
    facts = FileFacts(store)
    return {quad for node in measures if _MEASURE in facts.values(node, "rdf:type") for quad in states_of(node, facts)}


def touched_measures(nodes: Nodes, stores: tuple[Store, ...]) -> Nodes:
    """Return the measures whose states may be derived otherwise when what is said of these nodes changes."""
    about = nodes | {end for store in stores for end in _ABOUT.ends(nodes, store)}
    found = {end for store in stores for end in _measures(about, store)}
    return _sharing(found, stores)


def _measures(nodes: Iterable[NamedNode], store: Store) -> Nodes:
    given = set(nodes)
    own = {node for node in given if _is_there(Triple(node, _TYPE, _MEASURE), store)}
    return own | {end for path in _TO_MEASURE for end in path.ends(given, store)}


def _sharing(measures: Nodes, stores: tuple[Store, ...]) -> Nodes:
    found, fresh = set(measures), set(measures)
    while fresh:
        states = {state for store in stores for state in _STATE_OF.back(fresh, store)}
        fresh = {end for store in stores for end in _STATE_OF.ends(states, store)} - found
        found |= fresh
    return found


def _take_back(moved: set[Triple], rules: tuple[Rule, ...], old: Store, edited: Edited) -> Nodes:
    """Remove what was concluded about the nodes that the change reaches, and about those that this reaches."""
    heads, wave = Nodes(), moved
    while fresh := reached(wave, rules, (old, edited.store)) - heads:
        heads |= fresh
        said = _states(_measures(fresh, edited.store), edited.store)
        quads = {quad for node in fresh for quad in edited.store.quads_for_pattern(node, None, None, DERIVED)}
        edited.remove(quads - said)
        wave = {quad.triple for quad in quads - said}
    return heads


def _conclude(heads: Nodes, rules: tuple[Rule, ...], edited: Edited) -> None:
    """Draw what the rules conclude about some nodes, and about those that this reaches."""
    known, fresh = set(heads), set(heads)
    while fresh:
        drawn = _drawn(known, rules, edited)
        fresh = reached(drawn, rules, (edited.store,)) - known if drawn else Nodes()
        known |= fresh


def _drawn(heads: Nodes, rules: tuple[Rule, ...], edited: Edited) -> set[Quad]:
    """Apply the rules to the triples around some nodes until they rest; keep what they conclude about these nodes."""
    small, drawn = Store(), set[Quad]()
    small.bulk_extend(_around(heads, rules, edited.store))
    for _ in range(ROUNDS):
        found = {
            Quad(triple.subject, triple.predicate, triple.object, DERIVED)
            for rule in rules
            for triple in set(rule.conclusions(small))
            if triple.subject in heads and not _is_there(triple, edited.store)
        }
        if not found:
            return drawn
        small.extend(found)
        edited.add(found)
        drawn |= found
    raise never_at_rest()


def _is_there(triple: Triple, store: Store) -> bool:
    return next(store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None), None) is not None


def _around(heads: Nodes, rules: tuple[Rule, ...], store: Store) -> Iterable[Quad]:
    """Yield all that the rules need to conclude about some nodes: these, those that reach them, the classes."""
    nodes = set(heads)
    for path in {told for rule in rules for _, told in rule.touched or ()}:
        nodes |= path.back(heads, store)
    for node in nodes:
        yield from store.quads_for_pattern(node, None, None, None)
    yield from store.quads_for_pattern(None, _SCHEMA, None, None)
