"""Broken decisions: one named mutation each, with the rule that should find it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random

from pyoxigraph import Quad

from cpc_graph.build.statements import Draft
from cpc_graph.generate.plan import ActPlan

Quads = list[Quad]


@dataclass(frozen=True, slots=True)
class Mutation:
    """What breaks a decision. It changes the plan (and so the text), the draft of the graph, or the quads of it.

    `rule` is the local name of the shape that should find it; `fits` tells which acts it can break. `last`: only an act
    that no other act names. `evidence`: only graphs with evidence. `context`: found only with the archive as context.
    """

    name: str
    rule: str
    fits: Callable[[ActPlan], bool]
    plan: Callable[[ActPlan], ActPlan] | None = None
    draft: Callable[[Draft, ActPlan], None] | None = None
    quads: Callable[[Quads, ActPlan], Quads] | None = None
    last: bool = False
    evidence: bool = False
    context: bool = False


def mutations() -> tuple[Mutation, ...]:
    """Return every mutation that there is."""
    from cpc_graph.generate.break_acts import ACTS
    from cpc_graph.generate.break_draft import DRAFT
    from cpc_graph.generate.break_plan import PLAN
    from cpc_graph.generate.break_quads import QUADS

    return (*PLAN, *DRAFT, *ACTS, *QUADS)


def choose(act: ActPlan, is_last: bool, evidence: bool, rng: Random) -> Mutation | None:  # noqa: FBT001
    """Draw a mutation that fits an act: every kind is as likely as the acts that it fits allow."""
    known = mutations()
    start = rng.randrange(len(known))
    return next((one for one in (*known[start:], *known[:start]) if _fits(one, act, is_last, evidence)), None)


def _fits(one: Mutation, act: ActPlan, is_last: bool, evidence: bool) -> bool:  # noqa: FBT001
    return (is_last or not one.last) and (evidence or not one.evidence) and one.fits(act)


def broken(act: ActPlan, mutation: Mutation) -> ActPlan:
    """Return the plan of the broken act."""
    changed = mutation.plan(act) if mutation.plan else act
    return replace(changed, broken=mutation.name)


def by_name(name: str) -> Mutation:
    """Return a mutation. Raises KeyError when there is none of that name."""
    return _named(mutations())[name]


def _named(known: Iterable[Mutation]) -> dict[str, Mutation]:
    return {one.name: one for one in known}
