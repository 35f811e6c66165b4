"""What the store knows of the things that a file names: the neighbourhood that its rules need, and no more.

The cost grows with what the file names, never with the store: each node is looked up once, and only the links
below are followed. The file replaces the graphs of the acts that it describes: they are not part of its context.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from cpc_graph.names import BASE, CPC
from cpc_graph.rdf.terms import iri
from cpc_graph.validate.facts import KEPT
from cpc_graph.validate.finding import Node, text_of
from cpc_graph.validate.ontology import load_ontology

_FOLLOWED = """
renews modifies abrogates grantsTerm versionOf replacedBy identifiedAs onSubstance wordingOf opensState laidDownBy
documentOf impactBy underTerm hasCitation signedBy
"""
_OUT = {iri(f"cpc:{name}") for name in _FOLLOWED.split()} | {iri("eli:is_part_of")}
_IN = {iri(name) for name in ("cpc:versionOf", "cpc:renews", "cpc:abrogates", "cpc:impactBy", "cpc:cis")}
_ACTS_ON = {iri("cpc:renews"), iri("cpc:abrogates")}
_TYPE, _FICTION = iri("rdf:type"), iri("cpc:LegalFiction")
_SUBJECT, _PREDICATE, _OBJECT = iri("rdf:subject"), iri("rdf:predicate"), iri("rdf:object")
_STATUS, _UNKNOWN = iri("cpc:statementStatus"), iri("cpc:unknown")
_LABEL = iri("rdfs:label")
_AVAILABILITY, _STUBS = iri("cpc:availability"), {iri("cpc:citedOnly"), iri("cpc:reportedOnly")}
_SIGNED, _STORED = iri("eli:date_document"), iri("cpc:dateInStore")
_EVIDENCE_CLASSES = {iri("cpc:Assertion"), iri("oa:SpecificResource")}


def context_of(quads: Iterable[Quad], store: Store, *, until: dt.date | None = None) -> list[Quad]:
    """Return the triples of the store that the rules need to judge `quads`, in the default graph.

    What a later act did to an act that the file names is left out: it was not known on the day `until`.
    """
    given = list(quads)
    own: set[Node] = {quad.subject for quad in given}
    replaced = _replaced(given)
    told = {(quad.subject, quad.predicate) for quad in given if quad.predicate in (_LABEL, _AVAILABILITY)}
    near = _neighbourhood(_named_in(given), _Known(store, replaced, own, until))
    # a text that arrives names its act itself: what stood for it as long as it was only cited steps back
    said = _as_stored(given)
    found = [quad for quad in near if (quad.subject, quad.predicate) not in told and quad not in said]
    vouched = _vouched(found, own)
    return [*found, *vouched, *_unknowns(found, store, replaced), *_stored_dates(given, store, replaced)]


def _as_stored(quads: list[Quad]) -> set[Quad]:
    """Return what a store makes of the literals of a file: it rewrites some (`P12M` would come back as `P1Y`)."""
    store = Store()
    store.extend(
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if isinstance(quad.object, Literal) and quad.object.datatype not in KEPT
    )
    return set(store)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store knows beside the file. `replaced`: graphs that the file stands in for; `own`: its nodes."""

    store: Store
    replaced: set[NamedNode]
    own: set[Node]
    until: dt.date | None

    def about(self, node: Node) -> Iterator[Quad]:
        """Yield the facts that start at a node, and those of the followed links that end there."""
        fiction = False
        if isinstance(node, NamedNode):
            for quad in self.store.quads_for_pattern(node, None, None, None):
                fiction = fiction or quad.object == _FICTION
                if _is_fact(quad, self.replaced) and not (node in self.own and _is_derived(quad)):
                    yield quad
        for predicate in _IN if not fiction else ():  # a fiction has an impact on every measure that it meets
            for quad in self.store.quads_for_pattern(None, predicate, node, None):
                if _is_fact(quad, self.replaced) and not (predicate in _ACTS_ON and self._is_later(quad)):
                    yield quad

    def _is_later(self, quad: Quad) -> bool:
        dates = self.store.quads_for_pattern(quad.subject, _SIGNED, None, None)
        return self.until is not None and any(text_of(date.object) > self.until.isoformat() for date in dates)


def _named_in(quads: list[Quad]) -> list[Node]:
    """List the things that the data name: not the assertions, quotes and terms of the vocabulary."""
    evidence = {quad.subject for quad in quads if quad.predicate == _TYPE and quad.object in _EVIDENCE_CLASSES}
    names: dict[Node, None] = {}
    for quad in quads:
        if quad.subject in evidence and quad.predicate != iri("oa:hasSource"):
            continue
        for node in (quad.subject, quad.object):
            if isinstance(node, NamedNode) and node not in evidence and not node.value.startswith(CPC):
                names[node] = None
        if quad.predicate == iri("cpc:cis") and isinstance(quad.object, Literal):
            names[quad.object] = None
    return list(names)


def _replaced(quads: list[Quad]) -> set[NamedNode]:
    """Name the graphs of the store that the file stands in for: those it names and those of the acts it describes."""
    stubs = {quad.subject for quad in quads if quad.predicate == _AVAILABILITY and quad.object in _STUBS}
    described = {quad.subject for quad in quads if quad.predicate == _TYPE} - stubs
    paths = [node.value.removeprefix(BASE) for node in described if isinstance(node, NamedNode)]
    graphs = {NamedNode(f"{BASE}graph/{path}/{kind}") for path in paths for kind in ("facts", "evidence")}
    return graphs | {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}


def _neighbourhood(seeds: list[Node], known: _Known) -> list[Quad]:
    fictions = [quad.subject for quad in known.store.quads_for_pattern(None, _TYPE, _FICTION, None)]
    waiting = dict.fromkeys([*seeds, *fictions])
    done: set[Node] = set()
    found: dict[Quad, None] = {}
    while waiting:
        node = next(iter(waiting))
        del waiting[node]
        done.add(node)
        for quad in known.about(node):
            found[Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())] = None
            other = quad.object if quad.subject == node else quad.subject
            follow = _OUT if quad.subject == node else _IN
            if quad.predicate in follow and isinstance(other, NamedNode) and other not in done:
                waiting[other] = None
    return list(found)


def _is_fact(quad: Quad, replaced: set[NamedNode]) -> bool:
    graph = quad.graph_name
    return graph not in replaced and not (isinstance(graph, NamedNode) and graph.value.endswith("/evidence"))


def _is_derived(quad: Quad) -> bool:
    """Tell a conclusion from what the store held: stale for a node that the file describes anew."""
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(f"{BASE}graph/derived")


def _vouched(found: list[Quad], own: set[Node]) -> Iterator[Quad]:
    """The store answers for what it adds to the nodes of the file: its own evidence was judged with it."""
    evidenced = load_ontology().evidenced
    for number, quad in enumerate(found):
        if quad.subject in own and quad.predicate in evidenced:
            assertion = NamedNode(f"urn:cpc-graph:context:{number}")
            yield Quad(assertion, _SUBJECT, quad.subject, DefaultGraph())
            yield Quad(assertion, _PREDICATE, quad.predicate, DefaultGraph())
            yield Quad(assertion, _OBJECT, quad.object, DefaultGraph())


def _unknowns(found: list[Quad], store: Store, replaced: set[NamedNode]) -> Iterator[Quad]:
    """What the store says to be unknown: an absent bound is open or unknown, the assertion says which."""
    for node in {quad.subject for quad in found}:
        for link in store.quads_for_pattern(None, _SUBJECT, node, None):
            assertion = link.subject
            if link.graph_name in replaced or not _any(store, assertion, _STATUS, _UNKNOWN):
                continue
            yield Quad(assertion, _SUBJECT, node, DefaultGraph())
            yield Quad(assertion, _STATUS, _UNKNOWN, DefaultGraph())
            for said in store.quads_for_pattern(assertion, _PREDICATE, None, None):
                yield Quad(assertion, _PREDICATE, said.object, DefaultGraph())


def _any(store: Store, subject: NamedNode | BlankNode | Triple, predicate: NamedNode, value: Node) -> bool:
    return next(iter(store.quads_for_pattern(subject, predicate, value, None)), None) is not None


def _stored_dates(quads: list[Quad], store: Store, replaced: set[NamedNode]) -> Iterator[Quad]:
    """Say which signature date the store holds for an act that the file describes again."""
    for quad in quads:
        if quad.predicate == _SIGNED:
            for stored in store.quads_for_pattern(quad.subject, _SIGNED, None, None):
                if stored.graph_name in replaced:
                    yield Quad(quad.subject, _STORED, stored.object, DefaultGraph())
