"""The state that an act says it ends or changes, where no other act known to the files opened it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.build.known import NOTHING, Facts, Ground, Known
from cpc_graph.build.lineage import Event
from cpc_graph.build.scope import (
    INDICATION,
    KEPT,
    WORDING,
    Scope,
    Values,
    by_rule,
    describe,
    doubted,
    free_name,
    said_of,
    say_open_list,
    say_values,
)
from cpc_graph.build.statements import Draft, Evidence, Said
from cpc_graph.rdf.terms import Term, iri

_RULE = "actedOnByTheAct"
_GOES_ON = ("cpc:renews", "cpc:modifies")
_ACTS_ON = ("cpc:abrogates", *_GOES_ON)
_ABROGATING = iri("cpc:AbrogatingDecision")
# What a stub is, and what it did to the measure.
_KINDS = {
    iri(f"cpc:{kind}Decision"): iri(f"cpc:{impact}")
    for kind, impact in (("Establishing", "establish"), ("Renewal", "renew"), ("Modifying", "modify"))
}
_START_UNKNOWN = Said(
    fr="L'acte qui a ouvert cet état n'est connu que par un acte postérieur ; rien ne dit quand il a pris effet.",
    en="The act that opened this state is known by a later act only; nothing tells when it took effect.",
)


@dataclass(frozen=True, slots=True)
class _Cited:
    """An earlier act that the first known acts of a measure act on, with the day of its signature."""

    act: NamedNode
    signed: Known
    link: tuple[Ground, ...]
    kind: NamedNode


def origin(measure: NamedNode, first: list[Event], facts: Facts, draft: Draft) -> tuple[Event, Scope] | None:
    """Say the state that the first acts of a measure found; None when they name no act that had opened one."""
    acts = _acts(first, facts)
    found = [cited for cited in _cited(acts, facts) if cited.signed.day and cited.signed.day < first[0].key]
    if not found or any(facts.subjects("cpc:impactBy", one.act) for one in found):
        return None
    cited = min(found, key=lambda one: (one.signed.day or dt.date.max, one.act.value))
    said = _said(measure, cited, acts, first, facts)
    if not said["cpc:regime"]:
        return None
    return _say(measure, cited, _latest(first, acts, facts), said, facts, draft)


def _acts(first: list[Event], facts: Facts) -> list[NamedNode]:
    found = {act for event in first for impact in event.impacts for act in facts.values(impact, "cpc:impactBy")}
    return sorted((act for act in found if isinstance(act, NamedNode)), key=lambda act: act.value)


def _cited(acts: list[NamedNode], facts: Facts) -> Iterator[_Cited]:
    """Yield the acts that these say they act on; where they name none so (a suspension), the one that they cite.

    An act that is only cited may be about another medicine: it counts when it alone is of the regime that is suspended.
    """
    links = [found for act in acts for name in _acting(act, facts) for found in _of(act, name, facts)]
    if links:
        yield from links
        return
    suspending = [act for act in acts if iri("cpc:SuspendingDecision") in facts.values(act, "rdf:type")]
    regimes = {regime for act in suspending for regime in facts.values(act, "cpc:regime")}
    named = [found for act in suspending for found in _of(act, "cpc:citesAct", facts)]
    fitting = [one for one in named if regimes & set(facts.values(one.act, "cpc:regime"))]
    if len({one.act for one in fitting}) == 1:
        yield from fitting


def _acting(act: NamedNode, facts: Facts) -> tuple[str, ...]:
    """Return how an act may act on its measure: what it abrogates beside what it does may be about another one."""
    return _ACTS_ON if _ABROGATING in facts.values(act, "rdf:type") else _GOES_ON


def _of(act: NamedNode, name: str, facts: Facts) -> Iterator[_Cited]:
    for cited, why in _decisions(act, name, facts).items():
        kind = next((kind for one, kind in _KINDS.items() if one in facts.values(cited, "rdf:type")), None)
        if kind is not None:
            yield _Cited(cited, facts.known(cited, "eli:date_document"), why, kind)


def _decisions(act: NamedNode, name: str, facts: Facts) -> dict[NamedNode, tuple[Ground, ...]]:
    said = said_of(act, name, facts)
    return {
        one: why
        for one, why in said.items()
        if isinstance(one, NamedNode) and facts.known(one, "eli:date_document").day
    }


def _said(
    measure: NamedNode, cited: _Cited, acts: list[NamedNode], first: list[Event], facts: Facts
) -> dict[str, Values]:
    """Return what the first acts tell of the state that they found."""
    member = tuple(ground for event in first for ground in event.key_grounds if ground.object == measure)
    told: dict[str, dict[Term, tuple[Ground, ...]]] = {name: {} for name in (*KEPT, INDICATION, WORDING)}
    told["cpc:stateOf"] = {measure: (*member, *cited.link)}
    # The state that an act ends is under the regime that this act names: the law may have changed that of the first.
    acting = (said_of(act, "cpc:regime", facts) for act in acts)
    told["cpc:regime"] = next((found for found in acting if found), {}) or said_of(cited.act, "cpc:regime", facts)
    ends = not any(event.state for event in first)
    for act in acts:
        for product, why in said_of(act, "cpc:namesProduct", facts).items():
            is_group = isinstance(product, NamedNode) and iri("cpc:GenericGroup") in facts.values(product, "rdf:type")
            told["cpc:coversGroup" if is_group else "cpc:coversSpeciality"][product] = why
        for impact in facts.subjects("cpc:impactBy", act) if ends else ():
            told[INDICATION] |= said_of(impact, "cpc:concernsIndication", facts)
    return dict(told)


def _latest(first: list[Event], acts: list[NamedNode], facts: Facts) -> dt.date | None:
    """Return the day by which the state had begun: the signature of the act that ends it."""
    if any(event.state for event in first):
        return None
    days = [day for act in acts if (day := facts.known(act, "eli:date_document").day)]
    return min([*days, first[0].key]) if days else None


def _say(
    measure: NamedNode,
    cited: _Cited,
    latest: dt.date | None,
    said: dict[str, Values],
    facts: Facts,
    draft: Draft,
) -> tuple[Event, Scope]:
    assert cited.signed.day is not None
    day, cause = cited.signed.day, (*cited.link, *cited.signed.grounds)
    state = free_name(f"{measure.value}/state", day, (), facts)
    impact = free_name(f"{measure.value}/impact", day, (), facts)
    words = f"décision du {day:%d/%m/%Y}", f"decision of {day.day} {day:%B %Y}"
    describe(
        state, "cpc:MeasureState", Said(f"état ouvert par la {words[0]}", f"state opened by the {words[1]}"), draft
    )
    describe(impact, "cpc:Impact", Said(f"effet de la {words[0]}", f"impact of the {words[1]}"), draft)
    for name, values in said.items():
        say_values(state, name, values, _RULE, draft, is_certain=False)
    say_open_list(state, cause, draft)
    _say_start(state, day, latest, cause, draft)
    _say_impact(impact, state, measure, cited, cause, draft)
    event = Event(state, (impact,), NOTHING, day, cause, ())
    doubtful = {name: doubted(values) for name, values in said.items()}
    return event, Scope(state, state, doubtful, {}, is_open=True, is_stub=True)


def _say_start(
    state: NamedNode, earliest: dt.date, latest: dt.date | None, cause: tuple[Ground, ...], draft: Draft
) -> None:
    unknown = Evidence(
        status="unknown",
        reason=_START_UNKNOWN,
        derived_from=tuple(dict.fromkeys(ground.iri for ground in cause)),
        searched=tuple(dict.fromkeys(document for ground in cause for document in ground.searched)),
        earliest=earliest,
        latest=latest,
    )
    draft.say(state, "cpc:periodStart", None, unknown)


def _say_impact(
    impact: NamedNode,
    state: NamedNode,
    measure: NamedNode,
    cited: _Cited,
    cause: tuple[Ground, ...],
    draft: Draft,
) -> None:
    values = {
        "cpc:impactBy": cited.act,
        "cpc:impactOn": measure,
        "cpc:impactType": cited.kind,
        "cpc:opensState": state,
    }
    for name, value in values.items():
        draft.say(impact, name, value, by_rule(_RULE, cause, is_certain=False))
