"""What the store owes to some files that changed: which quads leave it and which enter, no other file being read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, Triple

from cpc_graph.store.sayings import ASIDE, MADE, Sayings, held_by
from cpc_graph.store.settled import AVAILABILITY, LABEL, settled
from cpc_graph.store.shared import once_each


class ReachesAllError(Exception):
    """The change is of a kind that only a whole build takes in; `fr` and `en` say why."""

    def __init__(self, fr: str, en: str) -> None:
        """Take the reason in both languages."""
        super().__init__(fr)
        self.fr, self.en = fr, en


@dataclass(frozen=True, slots=True)
class Change:
    """Quads that leave and enter the store, and what is kept beside it; `triples` came into the union or left it."""

    out: set[Quad] = field(default_factory=set)
    into: set[Quad] = field(default_factory=set)
    kept_out: set[Quad] = field(default_factory=set)
    kept_into: set[Quad] = field(default_factory=set)
    triples: set[Triple] = field(default_factory=set)


def change_of(files: Mapping[str, Iterable[Quad]], sayings: Sayings) -> Change:
    """Return what changes when these files say this, by name; nothing: the file is gone. Raises ReachesAllError."""
    new = {name: set(quads) for name, quads in files.items()}
    held = {name: _graphs(quads) for name, quads in new.items()}
    before = {name: sayings.graphs(name) for name in files}
    _refuse_common(held, before, sayings)
    said = {quad for graphs in before.values() for graph in graphs for quad in sayings.of_graph(graph)}
    says = {quad for quads in new.values() for quad in quads}
    _refuse_nameless(said ^ says)
    change = _placed_anew(said - says, says - said, sayings)
    change.kept_out.update(held_by(graph, name) for name in files for graph in before[name] - held[name])
    change.kept_into.update(held_by(graph, name) for name in files for graph in held[name] - before[name])
    return change


def _refuse_nameless(quads: set[Quad]) -> None:
    for quad in quads:
        if not all(isinstance(term, (NamedNode, Literal)) for term in (quad.subject, quad.object, quad.graph_name)):
            raise ReachesAllError("un nœud n'a pas de nom", "a node has no name")


def _graphs(quads: set[Quad]) -> set[NamedNode]:
    return {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}


def _refuse_common(held: Mapping[str, set[NamedNode]], before: Mapping[str, set[NamedNode]], sayings: Sayings) -> None:
    """Refuse a graph that the build makes, or that another file holds too: its quads cannot be told apart."""
    for graph in {graph for graphs in (*held.values(), *before.values()) for graph in graphs}:
        if graph in MADE or sayings.holders(graph) - held.keys():
            raise ReachesAllError(f"{graph.value} n'est pas à un seul fichier", f"{graph.value} is not one file's own")
        if sum(graph in graphs for graphs in held.values()) > 1:
            raise ReachesAllError(f"{graph.value} est dans deux fichiers", f"{graph.value} is in two files")


def _placed_anew(out: set[Quad], into: set[Quad], sayings: Sayings) -> Change:
    """Place again every triple that they say or said, with the names and stubs that it decides about."""
    triples = {triple for quad in out | into for triple in _rivals(quad, sayings)}
    several = _several_names(triples)
    kept, stood, says = set[Quad](), set[Quad](), set[Quad]()
    for triple in triples:
        found, places = sayings.kept(triple, out, whole=_name(triple) in several), sayings.placed(triple)
        kept |= found
        stood |= places
        says |= found or places
    says = (says - out) | into
    now = set(once_each(settled(says)))
    aside = {quad for triple in triples for quad in sayings.aside(triple)}
    keeps, before = says - now, kept | aside
    after = keeps | _aside(says, now)
    changed = {quad.triple for quad in stood} ^ {quad.triple for quad in now}
    return Change(stood - now, now - stood, before - after, after - before, changed)


def _rivals(quad: Quad, sayings: Sayings) -> set[Triple]:
    """Return the triples that are placed together: one, or all names of a node, or all that tell if it is held."""
    subject, predicate = quad.subject, quad.predicate
    assert isinstance(subject, NamedNode)
    if predicate not in (LABEL, AVAILABILITY):
        return {quad.triple}
    return {quad.triple} | {Triple(subject, predicate, value) for value in sayings.values(subject, predicate)}


def _name(triple: Triple) -> tuple[object, object]:
    value = triple.object
    return triple.subject, value.language if triple.predicate == LABEL and isinstance(value, Literal) else triple


def _several_names(triples: Iterable[Triple]) -> set[tuple[object, object]]:
    """Return the nodes, with the language, that have several names: who says each decides which one stays."""
    counts = Counter(_name(triple) for triple in triples)
    return {name for name, count in counts.items() if count > 1}


def _aside(says: set[Quad], now: set[Quad]) -> set[Quad]:
    """Return what is remembered of triples that do not stand in the store, and of the names beside them."""
    triples, stand = {quad.triple for quad in says}, {quad.triple for quad in now}
    several = _several_names(triples)
    return {
        Quad(triple.subject, triple.predicate, triple.object, ASIDE)
        for triple in triples
        if triple not in stand or _name(triple) in several
    }
