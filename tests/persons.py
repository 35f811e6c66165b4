"""Persons' readings in the place of a reader's, and a store that does not know the decision that arrives."""

from functools import lru_cache

import pyoxigraph

from cpc_graph.build.corpus import corpus_quads
from cpc_graph.build.decision import facts_draft
from cpc_graph.build.statements import Draft
from cpc_graph.link.candidate import KINDS, Kind, Proposals
from cpc_graph.link.decide import Choice, choose, links_of
from cpc_graph.link.propose import propose
from cpc_graph.resources import data_dir
from cpc_graph.text.facts import Facts
from decisions import ACTS, facts, law

AUTHOR = "Marie Curie"


@lru_cache(maxsize=1)
def quads() -> tuple[pyoxigraph.Quad, ...]:
    return tuple(corpus_quads(data_dir()))


@lru_cache(maxsize=8)
def store_without(name: str) -> pyoxigraph.Store:
    """The corpus without the graphs of one act."""
    store = pyoxigraph.Store()
    store.extend(quad for quad in quads() if ACTS[name] not in str(quad.graph_name))
    return store


@lru_cache(maxsize=1)
def store() -> pyoxigraph.Store:
    found = pyoxigraph.Store()
    found.extend(quads())
    return found


def proposals(name: str) -> Proposals:
    return propose(facts(name), store_without(name))


def linked(name: str, kinds: tuple[Kind, ...] = KINDS) -> Draft:
    """The draft of an act that arrives, with the candidates of these kinds taken."""
    return drafted(facts(name), proposals(name), kinds)


def drafted(read: Facts, found: Proposals, kinds: tuple[Kind, ...]) -> Draft:
    return facts_draft(read, links_of(read, found, Choice(AUTHOR, choose(found, kinds))), law())
