"""The measure that an act is about, as far as it is known: stated, accepted by a person, or of the act's own."""

from __future__ import annotations

from pyoxigraph import NamedNode

from cpc_graph.build.decision_act import Act, object_name
from cpc_graph.build.statements import Said
from cpc_graph.rdf.terms import iri, text
from cpc_graph.text.medicine import parse_name
from cpc_graph.text.values import Quotes


def say_measure(act: Act, subject: NamedNode, predicate: str) -> None:
    """Say the measure of an impact or a state, as the link is known; nothing when it is kept elsewhere."""
    link = act.links.measure
    if link is None or link.known == "elsewhere":
        return
    node = iri(f"id/measure/{link.slug}")
    if link.known == "accepted" and link.reason:
        act.infer(subject, predicate, node, Said(link.reason.fr, link.reason.en), link.quotes)
        return
    act.state(subject, predicate, node, link.quotes)
    if link.known == "own":
        _describe(act, node, link.quotes)


def _describe(act: Act, node: NamedNode, quotes: Quotes) -> None:
    """Describe a measure by the name that the act gives its medicine: the substance is not told by a name."""
    about = object_name(act.facts) or ""
    act.type(node, "cpc:Measure", label=act.labels.label("measure", object=about))
    act.unknown(node, "cpc:onSubstance", "substance", quotes)
    names = [parse_name(product.name) for product in act.facts.products]
    for predicate, values in (
        ("cpc:strength", {name.strength for name in names}),
        ("cpc:doseForm", {name.form for name in names}),
    ):
        if len(values) == 1 and "" not in values:  # several strengths: the act bears on more than one
            act.state(node, predicate, text(values.pop()), act.facts.products[0].quotes)
