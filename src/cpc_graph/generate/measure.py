"""The graph of a measure: what it is, the state that the law opens, what its modifications leave as it was."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.build.decision_words import load_labels
from cpc_graph.build.statements import Draft, Evidence, Said, Span
from cpc_graph.generate.law import Law
from cpc_graph.generate.plan import ActPlan, MeasurePlan
from cpc_graph.generate.tables import calendar, table
from cpc_graph.names import slug
from cpc_graph.rdf.terms import Term, date, iri, text
from cpc_graph.text.facts import Facts


@dataclass(frozen=True, slots=True)
class Made:
    """An act with its facts and its draft."""

    plan: ActPlan
    facts: Facts
    draft: Draft

    @property
    def state(self) -> NamedNode:
        """The state that the act opens."""
        return iri(f"id/measure/{self.plan.medicine.measure}/state/{self.plan.signed}")

    def values(self, subject: NamedNode, predicate: str) -> list[tuple[Term, NamedNode]]:
        """Return the values that the draft says of a node, each with its assertion."""
        wanted = iri(predicate)
        return [
            (st.object, node)
            for node, st in self.draft.statements.items()
            if st.predicate == wanted and st.subject == subject and st.object is not None
        ]


def measure_draft(measure: MeasurePlan, acts: list[Made], law: Law) -> Draft:
    """Make the draft of a measure; its first act is where its name stands."""
    name = measure.medicine.measure
    draft = Draft(f"measures/{name}")
    _say_measure(draft, measure, acts[0])
    uses: dict[NamedNode, list[tuple[str, Term, NamedNode]]] = {}
    grant: Made | None = None
    for made in acts:
        if made.plan.action == "modify" and grant is not None:
            _keep(draft, made, grant, uses)
        if made.plan.action in ("establish", "renew"):
            grant, uses = made, {}
        if made.plan.uses:
            uses |= _indications(made)
        if measure.deemed is not None and made.plan.path == measure.deemed.path:
            deemed = made
    if measure.deemed is not None and any(made.plan.path == measure.deemed.path for made in acts):
        _deem(draft, measure, deemed, _running(acts, deemed), law)
    return draft


def said(group: str, key: str) -> Said:
    """Return words of the table, in both languages."""
    return Said(**table("words")[group][key])


def _say_measure(draft: Draft, measure: MeasurePlan, first: Made) -> None:
    medicine = measure.medicine
    node, substance = iri(f"id/measure/{medicine.measure}"), iri(f"id/substance/{slug(medicine.substance)}")
    label = load_labels().label("measure", object=f"{medicine.substance} {medicine.strength}, {medicine.form}")
    draft.add(node, "rdf:type", iri("cpc:Measure"))
    draft.add(node, "rdfs:label", text(label.fr, "fr"))
    draft.add(node, "rdfs:label", text(label.en, "en"))
    draft.add(substance, "rdf:type", iri("cpc:ActiveSubstance"))
    draft.add(substance, "rdfs:label", text(medicine.substance))
    quotes = first.facts.products[0].quotes
    spans = tuple(Span(f"{first.draft.path}/fr/txt", quote.start, quote.end, quote.exact) for quote in quotes)
    draft.say(
        node, "cpc:onSubstance", substance, Evidence("inferred", reason=said("reasons", "invented"), quotes=spans)
    )
    draft.say(node, "cpc:strength", text(medicine.strength), Evidence("stated", quotes=spans))
    draft.say(node, "cpc:doseForm", text(medicine.form), Evidence("stated", quotes=spans))


def _indications(made: Made) -> dict[NamedNode, list[tuple[str, Term, NamedNode]]]:
    """Return what the state that an act opens says of each indication, by concept."""
    found: dict[NamedNode, list[tuple[str, Term, NamedNode]]] = {}
    for concept, ground in made.values(made.state, "cpc:hasIndication"):
        if not isinstance(concept, NamedNode):
            continue  # a broken act that writes its indication as text opens no concept for those that follow
        found[concept] = [("cpc:hasIndication", concept, ground)]
        for wording, how in made.values(made.state, "cpc:hasWording"):
            if wording.value.startswith(f"{concept.value}/wording/"):
                found[concept].append(("cpc:hasWording", wording, how))
    return found


def _keep(draft: Draft, made: Made, grant: Made, uses: dict[NamedNode, list[tuple[str, Term, NamedNode]]]) -> None:
    """Say under which term a modification leaves the measure, and which indications it does not touch."""
    ((term, granted),) = grant.values(iri(grant.draft.path), "cpc:grantsTerm") or ((None, None),)
    if term is not None and granted is not None:
        evidence = Evidence("inferred", reason=said("reasons", "same_term"), derived_from=(granted,))
        draft.say(made.state, "cpc:underTerm", term, evidence)
    changed = {concept for concept, _ in made.values(made.state, "cpc:hasIndication")}
    for concept, known in uses.items():
        if concept not in changed:
            for predicate, value, ground in known:
                draft.say(
                    made.state,
                    predicate,
                    value,
                    Evidence("inferred", reason=said("reasons", "kept"), derived_from=(ground,)),
                )


def _running(acts: list[Made], deemed: Made) -> Made:
    """Return the act whose state runs on the day of the fiction: the one that grants the term, or its modification."""
    later = [one for one in acts if one.plan.previous and one.plan.previous.path == deemed.plan.path]
    changes = [one for one in later if one.plan.action == "modify"]
    before = [one for one in changes if one.plan.effect and one.plan.effect <= calendar("cpc_from")]
    return before[-1] if before else deemed


def _deem(draft: Draft, measure: MeasurePlan, act: Made, running: Made, law: Law) -> None:
    """Say what the fiction does to the measure: the state that it opens has the term and the scope of the RTU."""
    day, root = calendar("cpc_from"), f"id/measure/{measure.medicine.measure}"
    impact, state = iri(f"{root}/impact/{day}"), iri(f"{root}/state/{day}")
    node, term = iri(act.draft.path), iri(f"{act.draft.path}/term")
    grounds = [ground for _, ground in (*act.values(term, "cpc:periodEnd"), *act.values(node, "cpc:regime"))]
    for kind, subject in (("cpc:RegimeTransition", impact), ("cpc:Impact", impact), ("cpc:MeasureState", state)):
        draft.add(subject, "rdf:type", iri(kind))
    for subject, label in ((impact, said("labels", "transition")), (state, said("labels", "deemed"))):
        draft.add(subject, "rdfs:label", text(label.fr, "fr"))
        draft.add(subject, "rdfs:label", text(label.en, "en"))

    def by_law(subject: NamedNode, predicate: str, value: Term, *facts: NamedNode) -> None:
        evidence = Evidence(
            "byOperationOfLaw",
            provision=calendar("fiction_provision"),
            derived_from=tuple(dict.fromkeys((*(facts or grounds), *law.fiction))),
        )
        draft.say(subject, predicate, value, evidence)

    by_law(impact, "cpc:impactBy", iri(calendar("fiction")))
    by_law(impact, "cpc:impactType", iri("cpc:deem"))
    by_law(impact, "cpc:impactOn", iri(root))
    by_law(impact, "cpc:impactDate", date(day))
    by_law(impact, "cpc:opensState", state)
    by_law(state, "cpc:stateOf", iri(root))
    by_law(state, "cpc:regime", iri("cpc:CPC"))
    by_law(state, "cpc:periodStart", date(day))
    by_law(state, "cpc:underTerm", term)
    for predicate in ("cpc:coversSpeciality", "cpc:coversGroup", "cpc:hasIndication", "cpc:hasWording"):
        for value, ground in running.values(running.state, predicate) + _kept(draft, running, predicate):
            by_law(state, predicate, value, ground)


def _kept(draft: Draft, running: Made, predicate: str) -> list[tuple[Term, NamedNode]]:
    return Made(running.plan, running.facts, draft).values(running.state, predicate)
