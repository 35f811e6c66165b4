"""Facts as the one JSON object that `ingest --format json` prints: keys in English, words of the text in French."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cpc_graph.read.normal import plain
from cpc_graph.read.tables import listed
from cpc_graph.text.facts import (
    Age,
    Bound,
    Citation,
    CitedAct,
    Decision,
    Document,
    Facts,
    Indication,
    Obligation,
    Part,
    PriorTherapy,
    Product,
    Signatory,
    Validity,
)
from cpc_graph.text.values import Day, Quote, Quotes

Json = dict[str, Any]

_AGENCY_ACTS = re.compile(
    r"\b(?:est|sont|sera|seront)\s(?:[^.;]{0,120}\s)?(?:notifiee?s?|publiee?s?|mise?s?\sen\sligne)\b"
)


def contract(facts: Facts) -> Json:
    """Return the object of the contract; a value that the text does not give is null, an empty list is []."""
    decision = facts.decision
    authority = decision.authority.text if decision else None
    return {
        "document": _document(facts.document),
        "decision": _decision(decision) if decision else None,
        "products": [_product(one) for one in facts.products],
        "indications": [_indication(one) for one in facts.indications],
        "citations": [_citation(one, in_parts=decision is not None) for one in facts.citations],
        "cited_acts": [_cited_act(one) for one in facts.cited_acts if one.day.value],
        "parts": _parts(facts.parts),
        "obligations": [_obligation(one, authority) for one in facts.obligations],
        "unmodelled": [{**_quoted(one.quotes), "why": one.why} for one in facts.unmodelled],
        "warnings": [{"code": one.code, "message": one.message, **_quoted(one.quotes)} for one in facts.warnings],
    }


def _quote(quote: Quote) -> Json:
    return {"exact": quote.exact, "start": quote.start, "end": quote.end}


def _quoted(quotes: Quotes) -> Json:
    """Give the first quote, and all of them where there are several."""
    shown: Json = {"quote": _quote(quotes[0]) if quotes else None}
    if len(quotes) > 1:
        shown["quotes"] = [_quote(quote) for quote in quotes]
    return shown


def _document(document: Document) -> Json:
    updated, printed = document.page_updated, document.printed
    return {
        "kind": document.kind,
        "sha256": document.sha256,
        "title": document.title.text if document.title else None,
        "page_updated": updated.value.isoformat() if updated and updated.value else None,
        "printed": printed.value.date().isoformat() if printed else None,
    }


def _day(day: Day) -> Json:
    shown: Json = {"value": day.value.isoformat() if day.value else None, "status": day.status}
    if day.rule:
        shown["rule"] = day.rule
    if day.status == "computed":
        shown["quotes"] = [_quote(quote) for quote in day.quotes]
    elif day.quotes:
        shown |= _quoted(day.quotes)
    return shown


def _decision(decision: Decision) -> Json:
    shown: Json = {
        "action": decision.action.text,
        "also": [one.text for one in decision.also],
        "regime": decision.regime.text or None,
        "authority": decision.authority.text,
        "signed": _day(decision.signed),
        "published": _day(decision.published),
        "entry_into_force": _day(decision.entry_into_force),
        "validity": _validity(decision.validity) if decision.validity else None,
        "signatory": _signatory(decision.signatory) if decision.signatory else None,
    }
    shown["contents"] = [{"code": one.kind, **_quoted(one.words.quotes)} for one in decision.contents]
    if decision.action.text in ("suspend", "abrogate", "refuse"):
        shown["grounds"] = [{"code": one.text, **_quoted(one.quotes)} for one in decision.grounds]
    return shown


def _validity(validity: Validity) -> Json:
    return {
        "duration": validity.duration.text if validity.duration else None,
        "start": _day(validity.start),
        "end": _day(validity.end),
    }


def _signatory(signatory: Signatory) -> Json:
    quotes = sorted((*signatory.name.quotes, *signatory.function.quotes), key=lambda quote: quote.start)
    return {
        "name": _without_title(signatory.name.text) or None,
        "function": signatory.function.text or None,
        "place": signatory.place.text if signatory.place else None,
        **_quoted(tuple(quotes)),
    }


def _without_title(name: str) -> str:
    """Drop "Dr" and the like, which are no part of a name."""
    title = re.match(rf"{listed('places', 'honorifics')}\s", plain(name))
    return name[title.end() :] if title else name


def _product(product: Product) -> Json:
    shown: Json = {"name": product.name, "generic_group": product.group_kind is not None}
    if product.group_kind:
        shown["group_kind"] = product.group_kind
    return {**shown, **_quoted(product.quotes)}


def _indication(indication: Indication) -> Json:
    shown: Json = {
        "text": indication.text,
        **_quoted(indication.quotes),
        "age": _age(indication.age) if indication.age else None,
        "prior_therapy": _prior(indication.prior_therapy) if indication.prior_therapy else None,
        "includes": [one.text for one in indication.includes],
    }
    if indication.end:
        shown["end"] = _day(indication.end)
    return shown


def _age(age: Age) -> Json | None:
    if age.lower and age.upper:
        return {"min": _bound(age.lower), "max": _bound(age.upper)}
    bound = age.lower or age.upper
    return _bound(bound) if bound else None


def _bound(bound: Bound) -> Json:
    return {"operator": bound.operator, bound.unit: bound.value}


def _prior(prior: PriorTherapy) -> Json:
    shown: Json = {"combinator": prior.combinator, "items": [one.text for one in prior.items]}
    if prior.only_when:
        shown["only_when"] = prior.only_when.text
    return shown


def _citation(citation: Citation, *, in_parts: bool) -> Json:
    in_force = citation.as_in_force_on
    shown: Json = {
        "as_written": citation.written.text,
        "provisions": list(citation.provisions),
        "in": citation.place.kind if in_parts else None,
        "as_in_force_on": in_force.value.isoformat() if in_force and in_force.value else None,
        **_quoted(citation.written.quotes),
    }
    if citation.open_ended:
        shown["open_ended"] = True
    return shown


def _cited_act(act: CitedAct) -> Json:
    return {
        "action": act.action,
        "regime": act.regime.text,
        "date": act.day.value.isoformat() if act.day.value else None,
        "quote": _quote(act.quotes[0]) if act.quotes else None,
        "quotes": [_quote(quote) for quote in act.quotes],
        # What this act itself does to the cited one: "La décision du D est abrogée", in whatever act it stands.
        "acted_on": act.acted_on.text if act.acted_on else None,
    }


def _parts(parts: Iterable[Part]) -> Json:
    shown: Json = {"visas": [], "recitals": [], "articles": [], "annexes": []}
    keys = {"visa": "visas", "recital": "recitals", "article": "articles", "annex": "annexes"}
    for part in parts:
        entry = _quoted(part.quotes)
        shown[keys[part.kind]].append({"number": part.number, **entry} if part.kind == "article" else entry)
    return shown


def _obligation(duty: Obligation, authority: str | None) -> Json:
    bearer = duty.bearer.text if duty.bearer else _by_agency(duty, authority)
    deadline = duty.deadline
    return {
        "article": duty.article,
        "bearer": bearer,
        "recipient": [one.text for one in duty.recipients],
        "action": _object(duty.action.text),
        "periodicity": duty.periodicity.text if duty.periodicity else None,
        "deadline": {"after": deadline.after, "duration": deadline.duration} if deadline else None,
        **_quoted(duty.action.quotes),
    }


_VERB = re.compile(
    r"^(?P<verb>\w+(?:er|ir|re))(?:\sen\splace|\sà\sjour|\spublic)?\s(?P<article>(?:l[ae]s?|une?|des|ce[st]?|cette)\s|l['’])?"
)


def _object(action: str) -> str:
    """Give what is sent or notified without its verb; what is published or told is named by its noun."""
    verb = _VERB.match(action)
    if verb is None:
        return action
    thing = action[verb.end("verb") + 1 :]
    nouns = {"publier": "publication", "informer": "information"}
    return f"{nouns[verb['verb']]} : {thing}" if verb["verb"] in nouns else action[verb.end() :]


def _by_agency(duty: Obligation, authority: str | None) -> str | None:
    """Give the agency that takes the act for "est notifiée", "est publiée": nobody else notifies or publishes it."""
    said = " ".join(plain(duty.action.quotes[0].exact).split()) if duty.action.quotes else ""
    return authority if _AGENCY_ACTS.search(said) and "transmis" not in said else None
