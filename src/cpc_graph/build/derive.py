"""Fill `graph/derived` and its evidence: the ends and order of states, then what the ontology's rules conclude."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, QueryTriples, Store

from cpc_graph.build.ends import derive_states
from cpc_graph.build.known import Facts
from cpc_graph.build.statements import Draft
from cpc_graph.errors import InputError
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import ontology_dir

DERIVED = NamedNode(BASE + "graph/derived")
DERIVED_EVIDENCE = NamedNode(BASE + "graph/derived/evidence")
# The rules conclude from each other at most a few times; more rounds would mean a rule that feeds itself.
_ROUNDS = 5
_PIECE = 100_000
T = TypeVar("T")


def derive(store: Store) -> None:
    """Replace what the build derives: nothing else of the store is touched.

    Raises InputError when a rule of the ontology cannot be read or never comes to rest.
    """
    for graph in (DERIVED, DERIVED_EVIDENCE):
        store.clear_graph(graph)
    for some in _pieces(_states(store)):
        store.extend(some)
    _apply_rules(store)


def _states(store: Store) -> Iterator[Quad]:
    facts = Facts(store)
    for measure in facts.subjects("rdf:type", iri("cpc:Measure")):
        draft = Draft("derived")
        derive_states(measure, facts, draft)
        yield from _placed(draft)


def _pieces(things: Iterable[T]) -> Iterator[list[T]]:
    """Cut into lists of a size that fits in memory; reading a store goes on undisturbed while it is written."""
    rest = iter(things)
    while some := list(islice(rest, _PIECE)):
        yield some


def _placed(draft: Draft) -> Iterator[Quad]:
    """Put the facts of the draft in `graph/derived`: unlike those of an act, that name does not end in `/facts`."""
    for quad in draft.quads():
        graph = DERIVED_EVIDENCE if quad.graph_name == DERIVED_EVIDENCE else DERIVED
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _apply_rules(store: Store) -> None:
    rules = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(ontology_dir().glob("rules/*.rq"))]
    for _ in range(_ROUNDS):
        if not sum(_apply(store, name, rule) for name, rule in rules):
            return
    raise InputError(
        fr=f"les règles de l'ontologie concluent encore après {_ROUNDS} tours",
        en=f"the rules of the ontology still conclude after {_ROUNDS} rounds",
    )


def _apply(store: Store, name: str, rule: str) -> int:
    """Add what one CONSTRUCT rule concludes and no graph says yet; return how many triples that is."""
    try:
        triples = store.query(rule, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise InputError(fr=f"{name} : règle illisible : {error}", en=f"{name}: unreadable rule: {error}") from error
    if not isinstance(triples, QueryTriples):
        raise InputError(fr=f"{name} : une règle est un CONSTRUCT", en=f"{name}: a rule is a CONSTRUCT")
    count = 0
    for some in _pieces(triples):
        new = [
            Quad(triple.subject, triple.predicate, triple.object, DERIVED)
            for triple in set(some)
            if next(store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None), None) is None
        ]
        store.extend(new)
        count += len(new)
    return count
