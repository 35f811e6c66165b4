"""Make the graphs of an archive, measure by measure: nothing is kept of one measure when the next is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from pyoxigraph import NamedNode, Quad

from cpc_graph.build.decision import facts_draft
from cpc_graph.build.decision_document import HeldFile, Received
from cpc_graph.build.files import act_file
from cpc_graph.build.statements import Draft
from cpc_graph.generate.breakage import Mutation, broken, by_name, choose
from cpc_graph.generate.document import write
from cpc_graph.generate.facts import read_off
from cpc_graph.generate.law import Law, shipped_law
from cpc_graph.generate.links import links_of
from cpc_graph.generate.measure import Made, measure_draft
from cpc_graph.generate.plan import ActPlan, MeasurePlan
from cpc_graph.generate.products import products_draft
from cpc_graph.names import BASE


@dataclass(frozen=True, slots=True)
class Order:
    """What archive is wanted: how many decisions, from which seed, the share of broken ones (0 to 1), with evidence."""

    count: int
    seed: int = 1
    broken: float = 0.0
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One graph of the archive: its file below the data folder, its quads; of an act also its plan, facts and text."""

    file: str
    quads: tuple[Quad, ...]
    made: Made | None = None
    text: str = ""


def items_of(order: Order, measure: MeasurePlan) -> Iterator[Item]:
    """Yield the acts of a measure, then the measure, then what the public database says of its products."""
    law, made = shipped_law(), []
    for plan in _broken(order, measure):
        item = act_item(order, plan, law)
        assert item.made is not None
        made.append(item.made)
        yield item
    slug = measure.medicine.measure
    measured, products = measure_draft(measure, made, law), products_draft(measure, order.seed)
    yield Item(f"measures/{slug}.trig", _quads(measured, order))
    yield Item(f"products/{slug}.trig", _quads(products, order))


def act_item(order: Order, plan: ActPlan, law: Law) -> Item:
    """Write an act, read its facts off, make its graph; break it as its plan says."""
    mutation = by_name(plan.broken) if plan.broken else None
    written = write(plan)
    stem = act_file(plan.path).removeprefix("graph/").removesuffix(".trig")
    facts = read_off(plan, written, f"{stem}.txt")
    text = written.marked.text
    received = Received(HeldFile(facts.document.file, facts.document.sha256, "text/plain")) if order.evidence else None
    draft = facts_draft(facts, links_of(plan, written, facts), law.versions, received)
    if mutation and mutation.draft:
        mutation.draft(draft, plan)
    return Item(f"graph/{stem}.trig", _act_quads(draft, plan, order, mutation), Made(plan, facts, draft), text)


def _act_quads(draft: Draft, plan: ActPlan, order: Order, mutation: Mutation | None) -> tuple[Quad, ...]:
    quads = _quads(draft, order)
    return tuple(mutation.quads(list(quads), plan)) if mutation and mutation.quads else quads


def _quads(draft: Draft, order: Order) -> tuple[Quad, ...]:
    """Return the quads of a draft; without evidence, those of its facts graph, made without the rest."""
    if order.evidence:
        return tuple(draft.quads())
    graph = NamedNode(f"{BASE}graph/{draft.path}/facts")
    said = {(st.subject, st.predicate, st.object) for st in draft.statements.values() if st.in_facts and st.object}
    return tuple(Quad(s, p, o, graph) for s, p, o in said | draft.plain if o is not None)


def _broken(order: Order, measure: MeasurePlan) -> Iterator[ActPlan]:
    """Yield the acts, the wanted share of them broken; other acts name a broken one as it should have been."""
    rng = Random(f"{order.seed}/broken/{measure.number}")  # noqa: S311  (nothing secret)
    for at, act in enumerate(measure.acts):
        chosen = None
        if rng.random() < order.broken:
            chosen = choose(act, at == len(measure.acts) - 1, order.evidence, rng)
        yield broken(act, chosen) if chosen else act
