"""The duties that a decision lays down: on whom, towards whom, what, how often, by when."""

from __future__ import annotations

from pyoxigraph import NamedNode

from cpc_graph.build.decision_act import Act, duration
from cpc_graph.build.decision_parts import part_node
from cpc_graph.build.statements import Said
from cpc_graph.rdf.terms import iri, text
from cpc_graph.text.facts import Obligation
from cpc_graph.text.values import Words

_ANCHOR = {
    "end-of-measure": "cpc:endOfMeasure",
    "publication": "cpc:publicationOfAct",
    "notification": "cpc:notificationOfAct",
}


def say_obligations(act: Act) -> None:
    """Say each duty. A bearer that its sentence does not name is unknown, unless one was accepted with a reason."""
    bearers: dict[int, NamedNode] = {}
    for number, duty in enumerate(act.facts.obligations, 1):
        node, quotes = act.node(f"obligation/{number}"), duty.action.quotes
        act.type(node, "cpc:Obligation", label=act.labels.label("obligation", number=number, day=act.day))
        act.state(node, "cpc:imposedBy", part_node(act, "article", duty.article), quotes)
        act.state(node, "cpc:action", text(duty.action.text, "fr"), quotes)
        bearers[number] = _bearer(act, node, number, duty, bearers)
        for recipient in duty.recipients:
            act.say_party(node, "cpc:recipient", _shown(duty, recipient))
        _say_rhythm(act, node, duty)


def _bearer(act: Act, node: NamedNode, number: int, duty: Obligation, earlier: dict[int, NamedNode]) -> NamedNode:
    if duty.bearer:
        return act.say_party(node, "cpc:bearer", _shown(duty, duty.bearer))
    accepted = next((one for one in act.links.bearers if one.duty == number), None)
    party = act.links.party(accepted.party) if accepted else None
    if accepted is None or party is None:
        return act.unknown(node, "cpc:bearer", "bearer", duty.action.quotes)
    grounds = (earlier[accepted.from_duty],) if accepted.from_duty else ()
    reason = Said(accepted.reason.fr, accepted.reason.en)
    return act.infer(node, "cpc:bearer", act.describe(party), reason, duty.action.quotes, *grounds)


def _shown(duty: Obligation, party: Words) -> Words:
    """Quote a party with the sentence that lays down the duty: a name alone proves no duty."""
    sentence = duty.action.quotes
    apart = [
        one for one in party.quotes if not any(whole.start <= one.start <= one.end <= whole.end for whole in sentence)
    ]
    return Words(party.text, (*apart, *sentence))


def _say_rhythm(act: Act, node: NamedNode, duty: Obligation) -> None:
    if duty.periodicity:
        act.state(node, "cpc:periodicity", duration(duty.periodicity.text), duty.periodicity.quotes)
    elif duty.periodicity_elsewhere:
        act.unknown(node, "cpc:periodicity", "periodicity", duty.periodicity_elsewhere)
    if duty.deadline:
        act.state(node, "cpc:deadlineAfter", iri(_ANCHOR[duty.deadline.after]), duty.deadline.quotes)
        act.state(node, "cpc:deadlineDuration", duration(duty.deadline.duration), duty.deadline.quotes)


def say_follow_up(act: Act) -> None:
    """Say who ensures the national pharmacovigilance follow-up, or that the text does not tell."""
    words = act.decision.follow_up
    if words:
        act.say_party(act.iri, "cpc:followUpBy", words)
    else:
        act.unknown(act.iri, "cpc:followUpBy", "follow_up")
