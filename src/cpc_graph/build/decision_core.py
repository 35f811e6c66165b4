"""What a decision is and when: kind, regime, authority, dates, term, signature, notification, departments, page."""

from __future__ import annotations

from pyoxigraph import NamedNode

from cpc_graph.build.decision_act import Act, duration, object_name
from cpc_graph.build.statements import Evidence
from cpc_graph.names import slug
from cpc_graph.rdf.terms import iri, text, typed
from cpc_graph.text.values import Day, Words

_GROUND = {
    "public-health": "cpc:publicHealth",
    "follow-up": "cpc:followUpNotEnsured",
    "conditions-not-met": "cpc:conditionsNotMet",
    "authorised": "cpc:authorisedSince",
}


def say_identity(act: Act) -> None:
    """Say the kind of act, its title, regime and authority."""
    decision, labels = act.decision, act.labels
    kinds = [labels.class_of("actions", one.text) for one in (decision.action, *act.also)]
    label = labels.label(
        "act",
        day=act.day,
        action=labels.names("actions", decision.action.text),
        regime=labels.names("regimes", decision.regime.text),
        object=f"{object_name(act.facts)} ({act.number[1:]})" if act.number else object_name(act.facts),
    )
    act.type(act.iri, *kinds, "cpc:Decision", "cpc:LegalAct", label=label)
    act.draft.add(act.iri, "cpc:availability", iri("cpc:held"))
    if act.links.notation:
        act.draft.add(act.iri, "skos:notation", text(act.links.notation))
    if act.facts.document.title:
        act.draft.add(act.iri, "eli:title", text(act.facts.document.title.text, "fr"))
    act.say_regime(act.iri, decision.regime)
    act.say_party(act.iri, "eli:passed_by", decision.authority)


def say_dates(act: Act) -> None:
    """Say signature, publication, notification and entry into force, each as it is known."""
    decision = act.decision
    signed = act.say_day(act.iri, "eli:date_document", decision.signed, "signed")
    published = _publication(act)
    act.said.update({"on-signature": signed, "on-publication": published, "day-after-publication": published})
    if decision.notification:
        act.said["on-notification"] = _notification(act)
    rule = decision.entry_into_force.rule or ""
    act.said["on-entry-into-force"] = act.say_day(
        act.iri, "eli:first_date_entry_in_force", decision.entry_into_force, "entry_into_force", operands(act, rule)
    )


def operands(act: Act, rule: str | None) -> tuple[NamedNode, ...]:
    """Return the assertion that a date rule starts from."""
    found = act.said.get(rule or "")
    return (found,) if found else ()


def _publication(act: Act) -> NamedNode:
    if act.decision.published.value is None:
        return act.unknown(act.iri, "eli:date_publication", "published", earliest=act.day)
    return act.say_day(act.iri, "eli:date_publication", act.decision.published, "published")


def _notification(act: Act) -> NamedNode:
    clause = act.decision.notification
    assert clause is not None
    act.state(act.iri, "cpc:notifiedTo", text(clause.addressee.text, "fr"), clause.addressee.quotes)
    if clause.day.value is None:
        return act.unknown(act.iri, "cpc:notifiedOn", "notified", clause.addressee.quotes, earliest=act.day)
    return act.say_day(act.iri, "cpc:notifiedOn", clause.day, "notified")


def say_term(act: Act) -> None:
    """Say the term that the act grants: duration, start, end."""
    validity = act.validity
    if validity is None or not act.opens:
        return
    term, told = act.node("term"), validity.duration
    act.type(term, "cpc:Term", label=act.labels.label("term", day=act.day))
    grounds = (told.quotes if told else ()) + validity.start.quotes + validity.end.quotes
    act.state(act.iri, "cpc:grantsTerm", term, grounds)
    start = act.say_day(term, "cpc:periodStart", validity.start, "start", operands(act, validity.start.rule))
    act.said["start"] = start
    if told:
        length = act.state(term, "cpc:duration", duration(told.text), told.quotes)
    else:
        length = act.unknown(term, "cpc:duration", "duration")
    end_operands = (start, length) if validity.end.rule == "start-plus-duration" else operands(act, validity.end.rule)
    act.say_day(term, "cpc:periodEnd", validity.end, "end", end_operands)


def say_grounds(act: Act) -> None:
    """Say why an act suspends, ends or refuses; unknown when no words for it were recognised."""
    if act.decision.action.text not in ("suspend", "abrogate", "refuse"):
        return
    for ground in dict.fromkeys(one.text for one in act.decision.grounds):
        quotes = tuple(quote for one in act.decision.grounds if one.text == ground for quote in one.quotes)
        act.state(act.iri, "cpc:ground", iri(_GROUND[ground]), quotes)
    if not act.decision.grounds:
        act.unknown(act.iri, "cpc:ground", "ground")


def say_signature(act: Act) -> None:
    """Say who signed, in what capacity and where; the time in office is not told."""
    signatory = act.decision.signatory
    if signatory is None:
        act.unknown(act.iri, "cpc:signedBy", "signatory")
        return
    membership, authority = act.node("signature"), act.decision.authority
    name, function = signatory.name, signatory.function
    act.type(membership, "org:Membership", label=act.labels.label("signature", day=act.day))
    act.state(act.iri, "cpc:signedBy", membership, name.quotes + function.quotes)
    _member(act, membership, name, function)
    act.say_party(membership, "org:organization", authority, function.quotes + authority.quotes)
    if function.text:
        act.state(membership, "cpc:asWritten", text(function.text), function.quotes)
    else:
        act.unknown(membership, "cpc:asWritten", "function", name.quotes)
    act.unknown(membership, "org:memberDuring", "member_during", name.quotes + function.quotes)
    if signatory.place:
        act.state(act.iri, "cpc:signedAt", text(signatory.place.text), signatory.place.quotes)
    else:
        act.unknown(act.iri, "cpc:signedAt", "signed_at", act.decision.signed.quotes)


def _member(act: Act, membership: NamedNode, name: Words, function: Words) -> None:
    """Say who signs; unknown where the clause names an office only."""
    if not name.text:
        act.unknown(membership, "org:member", "member", function.quotes)
        return
    person = iri(f"id/person/{slug(act.labels.bare_name(name.text))}")
    act.type(person, "foaf:Person")
    act.draft.add(person, "rdfs:label", text(name.text))
    act.state(person, "foaf:name", text(name.text), name.quotes)
    act.state(membership, "org:member", person, name.quotes)


def say_departments(act: Act) -> None:
    """Say which departments the text names."""
    for department in act.decision.departments:
        node = iri(f"id/department/{slug(department.text)}")
        act.type(node, "org:OrganizationalUnit")
        act.draft.add(node, "rdfs:label", text(department.text))
        act.state(act.iri, "cpc:namesDepartment", node, department.quotes)


def say_page(act: Act) -> None:
    """Say what the page or print says of itself: never a legal date."""
    document, page = iri(act.document), act.facts.document
    if page.page_updated:
        _page_day(act, document, page.page_updated)
    if page.printed:
        moment = typed(page.printed.value.isoformat(), "dateTime")
        evidence = Evidence("stated", quotes=act.spans(page.printed.quotes))
        act.draft.say(document, "cpc:printedAt", moment, evidence)


def _page_day(act: Act, document: NamedNode, day: Day) -> None:
    act.say_day(document, "cpc:pageUpdated", day, "published")
