"""The rules of the ontology (`ontology/rules/*.rq`) and how far a change reaches by them.

A rule says in its header which of its triples reach a conclusion about another node than their own subject:
`# Touched: cpc:impactOn -> cpc:impactOn` means that a triple `x cpc:impactOn y` bears on what is concluded of the
node at that path from x; `^` goes against the arrow, `/` on, and `# Touched: itself` says that none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

from cpc_graph.errors import InputError
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import ontology_dir

_TOUCHED = re.compile(r"^# Touched: (\S+)(?: -> (\S+))?$", re.MULTILINE)
_ITSELF = "itself"
Nodes = set[NamedNode]


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from node to node; each is a property and whether it is followed with the arrow."""

    steps: tuple[tuple[NamedNode, bool], ...]

    @classmethod
    def of(cls, text: str) -> Path:
        """Read `^cpc:citesVersion/^cpc:hasCitation`."""
        return cls(tuple((iri(step.removeprefix("^")), not step.startswith("^")) for step in text.split("/")))

    def ends(self, nodes: Iterable[NamedNode], store: Store) -> Nodes:
        """Return the nodes at the end of the path."""
        found = set(nodes)
        for predicate, forward in self.steps:
            found = {end for node in found for end in _step(node, predicate, store, forward=forward)}
        return found

    def back(self, nodes: Iterable[NamedNode], store: Store) -> Nodes:
        """Return all nodes on the way back from the end of the path."""
        found, on_the_way = set(nodes), Nodes()
        for predicate, forward in reversed(self.steps):
            found = {end for node in found for end in _step(node, predicate, store, forward=not forward)}
            on_the_way |= found
        return on_the_way


def _step(node: NamedNode, predicate: NamedNode, store: Store, *, forward: bool) -> Iterator[NamedNode]:
    subject, object_ = (node, None) if forward else (None, node)
    for quad in store.quads_for_pattern(subject, predicate, object_, None):
        end = quad.object if forward else quad.subject
        if isinstance(end, NamedNode):
            yield end


@dataclass(frozen=True, slots=True)
class Rule:
    """A CONSTRUCT rule. `touched` is None when its header does not say how far a change reaches."""

    name: str
    text: str
    touched: tuple[tuple[NamedNode, Path], ...] | None

    def conclusions(self, store: Store) -> Iterator[Triple]:
        """Yield what the rule concludes from a store, some of it perhaps twice. Raises InputError."""
        try:
            triples = store.query(self.text, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise InputError(
                fr=f"{self.name} : règle illisible : {error}", en=f"{self.name}: unreadable rule: {error}"
            ) from error
        if not isinstance(triples, QueryTriples):
            raise InputError(fr=f"{self.name} : une règle est un CONSTRUCT", en=f"{self.name}: a rule is a CONSTRUCT")
        yield from triples


def load_rules() -> tuple[Rule, ...]:
    """Return the rules of the ontology in the order of their names."""
    paths = sorted(ontology_dir().glob("rules/*.rq"))
    return tuple(read_rule(path.name, path.read_text(encoding="utf-8")) for path in paths)


def read_rule(name: str, text: str) -> Rule:
    """Read a rule with its header."""
    lines = _TOUCHED.findall(text)
    told = tuple((iri(predicate), Path.of(path)) for predicate, path in lines if predicate != _ITSELF)
    return Rule(name, text, told if lines else None)


def reached(changed: Iterable[Quad | Triple], rules: Iterable[Rule], stores: Iterable[Store]) -> Nodes:
    """Return the nodes about which the rules may conclude otherwise since these triples changed."""
    by_predicate: dict[NamedNode, Nodes] = {}
    for triple in changed:
        if isinstance(triple.subject, NamedNode):
            by_predicate.setdefault(triple.predicate, set()).add(triple.subject)
    found = set().union(*by_predicate.values())
    paths = {told for rule in rules for told in rule.touched or ()}
    for predicate, path in paths:
        for store in stores:
            found |= path.ends(by_predicate.get(predicate, ()), store)
    return found
