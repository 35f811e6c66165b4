"""Decisions whose graph is wrong about other acts: what they renew, what else was done that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pyoxigraph import NamedNode

from cpc_graph.build.statements import Draft
from cpc_graph.generate.breakage import Mutation
from cpc_graph.generate.edit import instead, said, say
from cpc_graph.generate.plan import ActPlan
from cpc_graph.rdf.terms import date, iri, text


def renews(act: ActPlan) -> bool:
    """Tell a renewal whose act renewed is named, and no RTU before it."""
    return act.action == "renew" and act.previous is not None and act.origin is None


def opens(act: ActPlan) -> bool:
    """Tell an act that opens a state with indications of its own, under its own term."""
    return bool(act.uses) and act.action in ("establish", "renew")


def _stub(kind: str, link: str, days: int) -> Callable[[Draft, ActPlan], None]:
    """Tell of another act, only cited, so many days from this one, that acts on what this act renews."""

    def edit(draft: Draft, act: ActPlan) -> None:
        other = iri(f"{act.path}-autre")
        renewed = said(draft, iri(act.path), "cpc:renews")[0]
        for name in (kind, "cpc:Decision", "cpc:LegalAct"):
            draft.add(other, "rdf:type", iri(name))
        draft.add(other, "rdfs:label", text("autre décision", "fr"))
        draft.add(other, "rdfs:label", text("other decision", "en"))
        draft.add(other, "cpc:availability", iri("cpc:citedOnly"))
        assert renewed.object is not None
        for predicate, value in (
            ("cpc:regime", iri(f"cpc:{act.regime}")),
            ("eli:date_document", date(act.signed + dt.timedelta(days=days))),
            (link, renewed.object),
        ):
            say(draft, other, predicate, value, renewed.evidence)

    return edit


def _renewing_stub(kind: str, days: int) -> Callable[[Draft, ActPlan], None]:
    """Let the act renew another act, only cited, in the place of the one that it renews."""

    def edit(draft: Draft, act: ActPlan) -> None:
        _stub(kind, "cpc:citesAct", days)(draft, act)
        instead("self", "cpc:renews", lambda one: iri(f"{one.path}-autre"))(draft, act)

    return edit


def _other_measure(draft: Draft, act: ActPlan) -> None:
    """Let the act renew one that is about another measure."""
    _renewing_stub("cpc:EstablishingDecision", -900)(draft, act)
    evidence = said(draft, iri(act.path), "cpc:renews")[0].evidence
    impact, measure = iri(f"id/measure/autre-mesure/impact/{act.signed}"), iri("id/measure/autre-mesure")
    draft.add(impact, "rdf:type", iri("cpc:Impact"))
    say(draft, impact, "cpc:impactBy", iri(f"{act.path}-autre"), evidence)
    say(draft, impact, "cpc:impactOn", measure, evidence)
    say(draft, impact, "cpc:impactType", iri("cpc:establish"), evidence)


def _cycle(draft: Draft, act: ActPlan) -> None:
    renewed = said(draft, iri(act.path), "cpc:renews")[0]
    assert isinstance(renewed.object, NamedNode)
    say(draft, renewed.object, "cpc:renews", iri(act.path), renewed.evidence)


def _same_day(draft: Draft, act: ActPlan) -> None:
    """Tell of another act of the same agency, day and kind on the same measure."""
    other, impact = iri(f"{act.path}-autre"), iri(f"id/measure/{act.medicine.measure}/impact/{act.signed}-autre")
    evidence = said(draft, iri(act.path), "eli:date_document")[0].evidence
    draft.add(impact, "rdf:type", iri("cpc:Impact"))
    for subject, predicate, value in (
        (other, "eli:date_document", date(act.signed)),
        (other, "eli:passed_by", iri("id/agency/ansm")),
        (impact, "cpc:impactBy", other),
        (impact, "cpc:impactOn", iri(f"id/measure/{act.medicine.measure}")),
        (impact, "cpc:impactType", iri(f"cpc:{act.action}")),
    ):
        say(draft, subject, predicate, value, evidence)


ACTS: tuple[Mutation, ...] = (
    Mutation("two-acts-of-one-day", "Decision-onePerDayAndObject", opens, draft=_same_day),
    Mutation("renewals-in-a-circle", "Lineage-noCycle", renews, draft=_cycle),
    Mutation(
        "renews-a-later-act", "Lineage-followsWhatItActsOn", renews, draft=_renewing_stub("cpc:RenewalDecision", 90)
    ),
    Mutation("renews-another-measure", "Lineage-sameMeasure", renews, draft=_other_measure),
    Mutation(
        "renewed-twice-at-once",
        "Lineage-renewedOnceAtATime",
        renews,
        draft=_stub("cpc:RenewalDecision", "cpc:renews", 0),
        context=True,
    ),
    Mutation(
        "renews-what-was-abrogated",
        "Renewal-notOfAbrogated",
        renews,
        draft=_stub("cpc:AbrogatingDecision", "cpc:abrogates", -40),
    ),
)
