"""The indications of the state that an act opens: lasting concept, wording, age, prior therapy."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from cpc_graph.build.decision_act import Act
from cpc_graph.build.statements import Said
from cpc_graph.rdf.terms import iri, text, typed
from cpc_graph.text.facts import Age, Bound, Indication, PriorTherapy
from cpc_graph.text.wording import wording_id

_CONNECTOR = {"et": "cpc:and", "et/ou": "cpc:andOr", "ou": "cpc:or"}
_UNIT = {"years": "Y", "months": "M"}


def say_indications(act: Act, state: NamedNode) -> None:
    """Say each indication; a wording without an accepted concept stays without one."""
    concepts = act.links.concepts or (None,) * len(act.facts.indications)
    reasons = act.links.concept_reasons or (None,) * len(act.facts.indications)
    for indication, concept, reason in zip(act.facts.indications, concepts, reasons, strict=True):
        root = f"id/indication/{concept}" if concept else f"{act.path}/indication"
        wording = iri(f"{root}/wording/{wording_id(indication.text)}")
        quotes = indication.quotes + indication.lead
        name = act.links.concept_labels[concept] if concept else indication.text
        label = act.labels.label("wording", object=name, number=wording_id(indication.text))
        act.type(wording, "cpc:IndicationWording", label=label)
        act.state(wording, "cpc:text", text(indication.text, "fr"), indication.quotes + indication.repeated)
        act.state(state, "cpc:hasWording", wording, quotes)
        if concept:
            node = iri(root)
            act.type(node, "cpc:Indication", label=act.links.concept_labels[concept])
            if reason:
                act.infer(state, "cpc:hasIndication", node, Said(reason.fr, reason.en), quotes)
            else:
                act.state(state, "cpc:hasIndication", node, quotes)
            why = Said(reason.fr, reason.en) if reason else act.reason("concept")
            act.infer(wording, "cpc:wordingOf", node, why, indication.quotes)
        _say_details(act, wording, indication)


def _say_details(act: Act, wording: NamedNode, indication: Indication) -> None:
    for included in indication.includes:
        act.state(wording, "cpc:includes", text(included.text), included.quotes)
    if indication.age:
        _say_age(act, wording, indication.age)
    if indication.prior_therapy:
        _say_prior(act, wording, indication.prior_therapy)


def _say_age(act: Act, wording: NamedNode, age: Age) -> None:
    population, quotes = NamedNode(f"{wording.value}/population"), age.written.quotes
    act.type(population, "cpc:TargetPopulation", label=act.labels.label("population", object=age.written.text))
    act.state(wording, "cpc:targets", population, quotes)
    act.state(population, "cpc:asWritten", text(age.written.text), quotes)
    for side, bound in (("min", age.lower), ("max", age.upper)):
        if bound:
            act.state(population, f"cpc:{side}Age", _age(bound), quotes)
            inclusive = typed("true" if "=" in bound.operator else "false", "boolean")
            act.state(population, f"cpc:{side}AgeInclusive", inclusive, quotes)


def _age(bound: Bound) -> Literal:
    return typed(f"P{bound.value}{_UNIT[bound.unit]}", "duration")


def _say_prior(act: Act, wording: NamedNode, prior: PriorTherapy) -> None:
    node, quotes = NamedNode(f"{wording.value}/prior"), prior.written.quotes
    items = ", ".join(item.text for item in prior.items)
    act.type(node, "cpc:PriorTherapy", label=act.labels.label("prior", object=items))
    act.state(wording, "cpc:requiresPrior", node, quotes)
    act.state(node, "cpc:asWritten", text(prior.written.text), quotes)
    for item in prior.items:
        act.state(node, "cpc:item", text(item.text), item.quotes)
    if prior.combinator:
        act.state(node, "cpc:connector", iri(_CONNECTOR[prior.combinator]), quotes)
    if prior.only_when:
        act.state(node, "cpc:onlyWhen", text(prior.only_when.text), prior.only_when.quotes)
