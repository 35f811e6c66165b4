"""Gather what a document may be linked to: `propose`."""

from __future__ import annotations

from pyoxigraph import Store

from cpc_graph.link.acts import Scope, acts_beside, cited_acts, is_held, measures_of_act, own_act, predecessor
from cpc_graph.link.alone import alone
from cpc_graph.link.candidate import Proposals, ordered
from cpc_graph.link.indications import indication_candidates
from cpc_graph.link.look import Look
from cpc_graph.link.measures import NAMED, measure_candidates
from cpc_graph.store.words import Words
from cpc_graph.text.facts import Facts


def propose(facts: Facts, store: Store, words: Words | None = None) -> Proposals:
    """Look for the links of a decision in a store; a document that is no decision has none.

    The act itself and those that it cites are recognised where authority, day, object and kind agree: an act is never
    named twice. Everything else waits for a person. With the `words` kept beside the store no name is scanned for.
    """
    if facts.decision is None or facts.decision.action.text == "other":
        return Proposals()
    look = Look(store, words)
    measures = measure_candidates(facts, look)
    scope = Scope.of(facts, measures, look)
    own, cited = own_act(facts, scope, look), cited_acts(facts, scope, look)
    sure = {one.target for one in measures if one.score >= NAMED}  # on a ground of their own
    measures = ordered([*measures, *(one for one in measures_of_act(own, look) if one.target not in sure)])
    best = Proposals(open=tuple(measures)).best("measure")
    indications = indication_candidates(facts, look)
    found = [*own.possible, *cited.possible, *measures, *indications, *predecessor(facts, best, look)]
    recognised, told = (*own.same, *cited.same), ordered(found)
    held = [one.target for one in (*own.same, *own.possible) if is_held(one, look)]
    only = tuple((path, alone(path, (*recognised, *told), look)) for path in held)
    return Proposals(recognised, tuple(told), acts_beside(facts, scope, look), only)
