"""What a decision does to its measure: the products it names, its impact, the state that it opens."""

from __future__ import annotations

from functools import partial

from pyoxigraph import NamedNode

from cpc_graph.build.decision_act import Act
from cpc_graph.build.decision_change import Removed, changes
from cpc_graph.build.decision_core import operands
from cpc_graph.build.decision_end import say_endings
from cpc_graph.build.decision_indications import linked, say_concept, say_indications
from cpc_graph.build.decision_measure import say_measure
from cpc_graph.names import slug
from cpc_graph.rdf.terms import iri, text
from cpc_graph.text.facts import Product, Validity
from cpc_graph.text.values import UNKNOWN, Day, Quotes


def say_products(act: Act) -> None:
    """Say which medicines the act names, by name, and whose generic group it takes in."""
    for product in act.facts.products:
        node = product_node(product)
        act.type(node, "cpc:Speciality")
        act.draft.add(node, "rdfs:label", text(product.name))
        act.state(node, "cpc:nameAsWritten", text(product.name), product.quotes)
        act.state(act.iri, "cpc:namesProduct", node, product.quotes)
        if product.group:
            group = group_node(product)
            act.type(group, "cpc:GenericGroup", label=act.labels.label("group", object=product.name))
            act.state(group, "cpc:groupOf", node, product.group + product.quotes)
            act.state(act.iri, "cpc:namesProduct", group, product.group)


def product_node(product: Product) -> NamedNode:
    """Name a speciality by its name."""
    return iri(f"id/speciality/name/{slug(product.name)}")


def group_node(product: Product) -> NamedNode:
    """Name the generic group of a speciality by the name of the speciality."""
    return iri(f"id/generic-group/name/{slug(product.name)}")


def say_impact(act: Act) -> None:
    """Say the impact, and the state if it opens one; on which measure, only where the text itself tells."""
    decision = act.decision
    if decision.action.text == "other":  # of another kind than access to a medicine: it bears on no measure
        return
    root = f"id/measure/{act.measure}"
    if not act.opens:
        say_endings(act, root, partial(_begin, act), partial(_say_effect, act, predicate="cpc:impactDate"))
        return
    impact, state = iri(f"{root}/impact/{act.stamp}"), iri(f"{root}/state/{act.stamp}")
    _begin(act, impact)
    _say_effect(act, impact, "cpc:impactDate")
    act.state(impact, "cpc:opensState", state, decision.action.quotes)
    _say_state(act, state, impact)


def _begin(act: Act, impact: NamedNode) -> None:
    """Say whose impact it is, of which kind and on which measure."""
    act.type(impact, "cpc:Impact", label=act.labels.label("impact", day=act.day))
    act.state(impact, "cpc:impactBy", act.iri, act.decision.action.quotes)
    told = changes(act) if act.decision.action.text == "modify" and not act.also else ()
    for change in told:
        act.state(impact, "cpc:impactType", iri(f"cpc:{change.kind}"), change.quotes)
    for action in (act.decision.action, *act.also) if not told else ():
        act.state(impact, "cpc:impactType", iri(f"cpc:{action.text}"), action.quotes)
    say_measure(act, impact, "cpc:impactOn")


def _say_state(act: Act, state: NamedNode, impact: NamedNode) -> None:
    act.type(state, "cpc:MeasureState", label=act.labels.label("state", day=act.day))
    say_measure(act, state, "cpc:stateOf")
    _say_effect(act, state, "cpc:periodStart")
    _say_scope(act, state)
    _say_list(act, state, impact)


def _say_effect(act: Act, node: NamedNode, predicate: str) -> None:
    """Say the day of the effect: the start of the term; of an act that ends a measure, the end that it sets.

    An act without a term (a modification, an end) takes effect when it enters into force.
    """
    validity = act.validity
    if validity is None and act.decision.action.text not in ("establish", "renew"):
        day, unknown = act.decision.entry_into_force, "entry_into_force"
    else:
        day, unknown = _bound(act, validity), "start"
    rule = day.rule or ""
    act.say_day(node, predicate, day, unknown, operands(act, rule))


def _bound(act: Act, validity: Validity | None) -> Day:
    if validity is None:
        return UNKNOWN
    return validity.end if act.decision.action.text == "abrogate" else validity.start


def _say_scope(act: Act, state: NamedNode) -> None:
    decision = act.decision
    act.say_regime(state, decision.regime)
    if act.validity:
        length = act.validity.duration
        quotes: Quotes = (length.quotes if length else ()) + decision.action.quotes
        act.state(state, "cpc:underTerm", act.node("term"), quotes)
    for product in act.facts.products:
        act.state(state, "cpc:coversSpeciality", product_node(product), product.quotes)
        if product.group:
            act.state(state, "cpc:coversGroup", group_node(product), product.group)


def _say_list(act: Act, state: NamedNode, impact: NamedNode) -> None:
    """Say the indications of the state; of a modification, those that it names to remove them are its impact's."""
    removed = Removed.of(act) if act.decision.action.text == "modify" else None
    if removed is None or not (removed.ended or removed.doubtful):
        say_indications(act, state)
        return
    for number, one in enumerate(linked(act)):
        if number in removed.ended:
            say_concept(act, impact, "cpc:concernsIndication", one)
        elif number not in removed.doubtful:
            act.state(state, "cpc:hasWording", one.wording, one.quotes)
            say_concept(act, state, "cpc:hasIndication", one)
