"""The end of a measure whose act another act abrogates beside what it does to a measure of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pyoxigraph import NamedNode

from cpc_graph.build.known import Facts, Ground, Known
from cpc_graph.build.lineage import Event
from cpc_graph.build.scope import by_rule, describe, free_name, said_of
from cpc_graph.build.statements import Draft, Said
from cpc_graph.rdf.terms import date, iri

_RULE = "endOfAbrogatedAct"
_OPENS = {iri("cpc:establish"), iri("cpc:renew")}


def repeals(measure: NamedNode, known: list[list[Event]], facts: Facts, draft: Draft) -> list[Event]:
    """Say the ends of a measure by acts that abrogate what opened its last state, and return them as events.

    Nothing is said of a part, of an act that others renewed since (they go on by themselves), nor by an act with an
    impact of its own on the measure, which tells itself what it does.
    """
    found: list[Event] = []
    for opener, renewed in _openers(known, facts):
        for act, why in _abrogating(opener, measure, facts):
            start = facts.known(act, "eli:first_date_entry_in_force")
            signed = facts.known(act, "eli:date_document")
            key = start if start.day else signed
            if key.day and (renewed is None or key.day < renewed):
                found.append(_say(measure, act, why, start, key, facts, draft))
    return found


def _openers(known: list[list[Event]], facts: Facts) -> Iterator[tuple[NamedNode, dt.date | None]]:
    """Yield the acts that establish or renew the measure, each with the day on which the next one does."""
    opened = [
        (event.key, act)
        for group in known
        for event in group
        if event.state
        for impact in event.impacts
        if _OPENS & set(facts.values(impact, "cpc:impactType"))
        for act in facts.values(impact, "cpc:impactBy")
        if isinstance(act, NamedNode)
    ]
    for at, (day, act) in enumerate(opened):
        yield act, next((later for later, _ in opened[at + 1 :] if later > day), None)


def _abrogating(opener: NamedNode, measure: NamedNode, facts: Facts) -> Iterator[tuple[NamedNode, tuple[Ground, ...]]]:
    for act in facts.subjects("cpc:abrogates", opener):
        impacts = facts.subjects("cpc:impactBy", act)
        is_own = any(measure in facts.values(impact, "cpc:impactOn") for impact in impacts)
        if not is_own and opener not in facts.values(act, "cpc:abrogatesInPart"):
            yield act, said_of(act, "cpc:abrogates", facts)[opener]


def _say(
    measure: NamedNode,
    act: NamedNode,
    why: tuple[Ground, ...],
    start: Known,
    key: Known,
    facts: Facts,
    draft: Draft,
) -> Event:
    assert key.day is not None
    impact = free_name(f"{measure.value}/impact", key.day, (), facts)
    cause = (*why, *start.grounds)
    label = Said(
        f"fin par un acte qui abroge celui de la mesure, {key.day:%d/%m/%Y}",
        f"end by an act that abrogates the one of the measure, {key.day.day} {key.day:%B %Y}",
    )
    describe(impact, "cpc:Impact", label, draft)
    values = {"cpc:impactBy": act, "cpc:impactOn": measure, "cpc:impactType": iri("cpc:abrogate")}
    for name, value in values.items():
        draft.say(impact, name, value, by_rule(_RULE, cause))
    if start.day:
        draft.say(impact, "cpc:impactDate", date(start.day), by_rule(_RULE, cause))
    return Event(None, (impact,), start, key.day, (*key.grounds, *why), ())
