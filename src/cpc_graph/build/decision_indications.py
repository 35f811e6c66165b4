"""The indications of the state that an act opens: lasting concept, wording, age, prior therapy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from cpc_graph.build.decision_act import Act
from cpc_graph.build.statements import Said
from cpc_graph.rdf.terms import iri, text, typed
from cpc_graph.text.facts import Age, Bound, Indication, PriorTherapy
from cpc_graph.text.values import Quotes
from cpc_graph.text.wording import wording_id

_CONNECTOR = {"et": "cpc:and", "et/ou": "cpc:andOr", "ou": "cpc:or"}
_UNIT = {"years": "Y", "months": "M"}


@dataclass(frozen=True, slots=True)
class Linked:
    """An indication of the act, its wording, its lasting concept where there is one, and why they are linked."""

    told: Indication
    wording: NamedNode
    concept: NamedNode | None
    reason: Said | None

    @property
    def quotes(self) -> Quotes:
        """The wording and the words that make it one of this act."""
        return self.told.quotes + self.told.lead


def say_indications(act: Act, state: NamedNode) -> None:
    """Say each indication of the state that the act opens; a wording without an accepted concept stays without one."""
    for one in linked(act):
        act.state(state, "cpc:hasWording", one.wording, one.quotes)
        say_concept(act, state, "cpc:hasIndication", one)


def say_concept(act: Act, subject: NamedNode, predicate: str, one: Linked) -> None:
    """Say that a state or an impact is about the lasting concept of an indication, where it has one."""
    if one.concept is None:
        return
    if one.reason:
        act.infer(subject, predicate, one.concept, one.reason, one.quotes)
    else:
        act.state(subject, predicate, one.concept, one.quotes)


def linked(act: Act) -> Iterator[Linked]:
    """Describe each wording and its concept, and yield them."""
    count = len(act.facts.indications)
    concepts, reasons = act.links.concepts or (None,) * count, act.links.concept_reasons or (None,) * count
    for indication, concept, why in zip(act.facts.indications, concepts, reasons, strict=True):
        root = f"id/indication/{concept}" if concept else f"{act.path}/indication"
        wording = iri(f"{root}/wording/{wording_id(indication.text)}")
        name = act.links.concept_labels[concept] if concept else indication.text
        label = act.labels.label("wording", object=name, number=wording_id(indication.text))
        act.type(wording, "cpc:IndicationWording", label=label)
        act.state(wording, "cpc:text", text(indication.text, "fr"), indication.quotes + indication.repeated)
        reason = Said(why.fr, why.en) if why else None
        if concept:
            act.type(iri(root), "cpc:Indication", label=act.links.concept_labels[concept])
            act.infer(wording, "cpc:wordingOf", iri(root), reason or act.reason("concept"), indication.quotes)
        _say_details(act, wording, indication)
        yield Linked(indication, wording, iri(root) if concept else None, reason)


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
