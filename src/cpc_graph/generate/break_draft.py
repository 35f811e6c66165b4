"""Decisions whose graph says what none can say: the mutations of the table, and those that take more than one edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode

from cpc_graph.build.statements import Draft
from cpc_graph.generate.breakage import Mutation
from cpc_graph.generate.edit import drop, instead, node_of, said, say, second
from cpc_graph.generate.plan import ActPlan
from cpc_graph.generate.tables import calendar, table
from cpc_graph.names import slug
from cpc_graph.rdf.terms import Term, date, iri, text, typed

_EDITS = {"drop": drop, "second": second, "instead": instead}


def _grants(act: ActPlan) -> bool:
    return act.action in ("establish", "renew") and act.term is not None and act.term.told == "date"


def _opens(act: ActPlan) -> bool:
    return bool(act.uses) and act.action in ("establish", "renew")


def _renews(act: ActPlan) -> bool:
    return act.action == "renew" and act.previous is not None and act.origin is None


def _cites(act: ActPlan) -> bool:
    return act.action != "refuse" and bool(act.signed >= calendar("cited_since"))


FITS: Mapping[str, Callable[[ActPlan], bool]] = {
    "always": lambda act: act.action != "refuse",
    "cites": _cites,
    "grants": _grants,
    "opens": _opens,
    "renews": _renews,
    "published": lambda act: act.published is not None,
    "in-force": lambda act: act.entry is not None and act.action != "refuse",
    "established": lambda act: act.action == "establish",
    "established-cpc": lambda act: act.action == "establish" and act.regime == "CPC",
    "letters": lambda act: act.action in ("establish", "renew") and act.regime == "RTU",
    "since-2016": lambda act: act.action != "refuse" and bool(act.signed >= calendar("signed_by_since")),
}


def _from_table() -> Iterator[Mutation]:
    for entry in table("mutations"):
        how = next(one for one in _EDITS if one in entry)
        local, predicate = entry[how]
        yield Mutation(
            entry["name"],
            entry["rule"],
            FITS[entry["fits"]],
            draft=_EDITS[how](local, predicate, _value(entry)),
            last=entry.get("last", False),
            context=entry.get("context", False),
        )


def _value(entry: Mapping[str, Any]) -> Callable[[ActPlan], Term] | None:
    """Return what makes the value of an entry; None when it has none."""
    if "day" in entry:
        return lambda act: date(act.signed + dt.timedelta(days=entry["day"]))
    if "own" in entry:
        return lambda act: iri(act.path + entry["own"])
    if "iri" in entry:
        return lambda _: iri(entry["iri"])
    if "text" in entry:
        return lambda _: text(entry["text"], entry.get("lang"))
    return (lambda _: typed(entry["typed"], entry["as"])) if "typed" in entry else None


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


def _other_version(draft: Draft, act: ActPlan) -> None:
    """Cite a version of the right article that is of another time."""
    other = iri(calendar("wrong_version")[act.regime])
    instead("citation/1", "cpc:citesVersion", lambda _: other)(draft, act)
    drop("citation/1", "cpc:citesSubdivision")(draft, act)


def _other_article(draft: Draft, act: ActPlan) -> None:
    """Cite, beside the right version, one of an article that the citation does not name."""
    other = iri(calendar("wrong_article")[act.regime])
    second("citation/1", "cpc:citesVersion", lambda _: other)(draft, act)


def _range_end(draft: Draft, act: ActPlan) -> None:
    """Leave the first article of the range out of what it cites."""
    subject, first = node_of(act, "citation/3"), iri(calendar("range_first")).value
    for predicate in ("cpc:citesProvision", "cpc:citesVersion"):
        for statement in said(draft, subject, predicate):
            if isinstance(statement.object, NamedNode) and f"{statement.object.value}/".startswith(f"{first}/"):
                del draft.statements[statement.iri]


def _no_medicine(draft: Draft, act: ActPlan) -> None:
    """Leave out which medicine the act names and covers."""
    for local, predicate in (
        ("self", "cpc:namesProduct"),
        ("state", "cpc:coversSpeciality"),
        ("state", "cpc:coversGroup"),
    ):
        drop(local, predicate)(draft, act)


def _no_concept(draft: Draft, act: ActPlan) -> None:
    """Leave out the indication of the first wording of the state."""
    concept = iri(f"id/indication/{act.uses[0].concept}")
    for statement in said(draft, node_of(act, "state"), "cpc:hasIndication"):
        if statement.object == concept:
            del draft.statements[statement.iri]


def _identified(draft: Draft, act: ActPlan) -> None:
    """Say that the product is two of the public database."""
    node = iri(f"id/speciality/name/{slug(act.medicine.name)}")
    evidence = said(draft, node, "cpc:nameAsWritten")[0].evidence
    for code in ("99999991", "99999992"):
        say(draft, node, "cpc:identifiedAs", iri(f"id/speciality/cis/{code}"), evidence)


DRAFT: tuple[Mutation, ...] = (
    *_from_table(),
    Mutation("version-of-another-time", "Citation-versionInForce", _cites, draft=_other_version, context=True),
    Mutation("version-of-another-article", "Citation-versionOfCited", _cites, draft=_other_article, context=True),
    Mutation("range-without-its-end", "RangeCitation-expanded", FITS["always"], draft=_range_end),
    Mutation("renewals-in-a-circle", "Lineage-noCycle", _renews, draft=_cycle),
    Mutation(
        "renews-a-later-act", "Lineage-followsWhatItActsOn", _renews, draft=_renewing_stub("cpc:RenewalDecision", 90)
    ),
    Mutation("renews-another-measure", "Lineage-sameMeasure", _renews, draft=_other_measure),
    Mutation(
        "renewed-twice-at-once",
        "Lineage-renewedOnceAtATime",
        _renews,
        draft=_stub("cpc:RenewalDecision", "cpc:renews", 0),
        context=True,
    ),
    Mutation(
        "renews-what-was-abrogated",
        "Renewal-notOfAbrogated",
        _renews,
        draft=_stub("cpc:AbrogatingDecision", "cpc:abrogates", -40),
    ),
    Mutation("no-medicine", "Decision-medicine", _opens, draft=_no_medicine),
    Mutation("wording-without-its-indication", "State-wordingOfIndication", _opens, draft=_no_concept),
    Mutation("product-twice-identified", "Speciality-identifiedAs", _opens, draft=_identified),
)
