"""The parts of a decision, the steps that its visas report, and the documents that it cites."""

from __future__ import annotations

from pyoxigraph import NamedNode

from cpc_graph.build.decision_act import Act
from cpc_graph.names import slug
from cpc_graph.rdf.terms import date, iri, text
from cpc_graph.text.facts import PartKind

_CONTENT = {
    "posology": "cpc:posology",
    "adverse-effects": "cpc:adverseEffects",
    "prescription-class": "cpc:prescriptionClass",
    "benefit-risk": "cpc:benefitRisk",
}


def part_node(act: Act, kind: PartKind, number: int) -> NamedNode:
    """Name a part of the act."""
    return act.node(f"{act.labels.slug('parts', kind)}/{number}")


def say_parts(act: Act) -> None:
    """Say each visa, recital and article with its whole text."""
    for part in act.facts.parts:
        node = part_node(act, part.kind, part.number)
        names = act.labels.names("parts", part.kind)
        label = act.labels.label("part", part=names, number=part.number, day=act.day)
        act.type(node, act.labels.class_of("parts", part.kind), label=label)
        act.draft.add(node, "eli:is_part_of", act.iri)
        act.draft.add(act.iri, "eli:has_part", node)
        act.draft.add(node, "cpc:number", text(str(part.number)))
        act.state(node, "cpc:text", text(part.text, "fr"), part.quotes)


def say_steps(act: Act) -> None:
    """Say the procedure before the act, step by step."""
    for number, step in enumerate(act.facts.steps, 1):
        node = act.node(f"step/{number}")
        when = step.day.value or number
        act.type(node, "cpc:ProcedureStep", label=act.labels.label("step", number=when, day=act.day))
        act.draft.add(node, "cpc:stepOf", act.iri)
        if step.day.value:
            act.state(node, "cpc:stepDate", date(step.day.value), step.day.quotes)
        act.state(node, "cpc:text", text(step.action.text, "fr"), step.action.quotes)
        for predicate, words in (("cpc:sender", step.sender), ("cpc:recipient", step.recipient)):
            if words:
                act.say_party(node, predicate, words)


def say_cited_documents(act: Act) -> None:
    """Say which other documents the act cites: the corpus does not hold them."""
    for cited in act.facts.cited_documents:
        node = act.node(f"cited/{slug(cited.name)}")
        act.type(node, "cpc:CitedDocument", label=act.labels.label("cited_document", name=cited.name))
        act.draft.add(node, "cpc:availability", iri("cpc:citedOnly"))
        act.state(node, "cpc:citedBy", act.iri, cited.quotes)
        if cited.is_protocol:
            act.state(act.iri, "cpc:hasProtocol", node, cited.quotes)


def say_contents(act: Act) -> None:
    """Say what the act holds of what the law wants, passage by passage, in its words."""
    for one in act.decision.contents:
        act.state(act.iri, _CONTENT[one.kind], text(one.words.text, "fr"), one.words.quotes)
