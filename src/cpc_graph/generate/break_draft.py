"""Decisions whose graph says what none can say: the mutations of the table, and those that take more than one edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode

from cpc_graph.build.statements import Draft
from cpc_graph.generate.break_acts import opens, renews
from cpc_graph.generate.breakage import Mutation
from cpc_graph.generate.edit import drop, instead, node_of, said, say, second
from cpc_graph.generate.plan import ActPlan
from cpc_graph.generate.tables import calendar, table
from cpc_graph.names import slug
from cpc_graph.rdf.terms import Term, date, iri, text, typed

_EDITS = {"drop": drop, "second": second, "instead": instead}


def _grants(act: ActPlan) -> bool:
    return act.action in ("establish", "renew") and act.term is not None and act.term.told == "date"


def _cites(act: ActPlan) -> bool:
    return act.action != "refuse" and bool(act.signed >= calendar("cited_since"))


FITS: Mapping[str, Callable[[ActPlan], bool]] = {
    "always": lambda act: act.action != "refuse",
    "cites": _cites,
    "grants": _grants,
    "opens": opens,
    "renews": renews,
    "published": lambda act: act.published is not None,
    "in-force": lambda act: act.entry is not None and act.action != "refuse",
    "established": lambda act: act.action == "establish",
    "established-cpc": lambda act: act.action == "establish" and act.regime == "CPC",
    "letters": lambda act: act.action in ("establish", "renew") and act.regime == "RTU",
    "articles": lambda act: act.action in ("establish", "renew", "modify"),
    "rtu": lambda act: act.regime == "RTU" and act.action != "refuse",
    "adds": lambda act: "add" in act.flags,
    "rewords": lambda act: "reword" in act.flags,
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


def _range_hole(draft: Draft, act: ActPlan) -> None:
    """Leave an article between its ends out of the range."""
    hole = iri(calendar("range_hole"))
    for statement in said(draft, node_of(act, "citation/3"), "cpc:citesProvision"):
        if statement.object == hole:
            del draft.statements[statement.iri]


def _no_end(draft: Draft, act: ActPlan) -> None:
    """Leave out when an abrogation takes effect."""
    drop("impact", "cpc:impactDate")(draft, act)
    drop("self", "eli:first_date_entry_in_force")(draft, act)


def _partial(draft: Draft, act: ActPlan) -> None:
    """Let an abrogation open a state without saying which indications remain."""
    second("impact", "cpc:opensState", lambda one: node_of(one, "state"))(draft, act)


def _other_strength(draft: Draft, act: ActPlan) -> None:
    """Let the state cover a medicine of another strength."""
    node = iri(f"id/speciality/name/{slug(act.medicine.brand)}-7-77-mg")
    draft.add(node, "rdf:type", iri("cpc:Speciality"))
    draft.add(node, "rdfs:label", text(f"{act.medicine.brand} 7,77 mg, {act.medicine.form}"))
    second("state", "cpc:coversSpeciality", lambda _: node)(draft, act)


def _other_group(draft: Draft, act: ActPlan) -> None:
    """Let the state cover the generic group of a medicine that it does not cover."""
    group, evidence = iri("id/generic-group/name/autre"), said(draft, node_of(act, "state"), "cpc:regime")[0].evidence
    draft.add(group, "rdf:type", iri("cpc:GenericGroup"))
    say(draft, group, "cpc:groupOf", iri("id/speciality/name/autre-specialite"), evidence)
    second("state", "cpc:coversGroup", lambda _: group)(draft, act)


def _abrogates_cpc(act: ActPlan) -> bool:
    return act.action == "abrogate" and act.regime == "CPC"


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
    Mutation("range-with-a-hole", "RangeCitation-complete", FITS["always"], draft=_range_hole),
    Mutation("abrogated-no-day-told", "Abrogation-endDate", _abrogates_cpc, draft=_no_end),
    Mutation("abrogated-in-part", "Abrogation-remainingIndications", _abrogates_cpc, draft=_partial),
    Mutation("another-strength", "State-strengthOfMeasure", opens, draft=_other_strength, context=True),
    Mutation("group-of-another", "State-groupOfCovered", opens, draft=_other_group),
    Mutation("no-medicine", "Decision-medicine", opens, draft=_no_medicine),
    Mutation("wording-without-its-indication", "State-wordingOfIndication", opens, draft=_no_concept),
    Mutation("product-twice-identified", "Speciality-identifiedAs", opens, draft=_identified),
)
