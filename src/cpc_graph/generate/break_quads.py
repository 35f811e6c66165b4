"""Decisions whose evidence is broken: quotes, statuses, grounds. They need the evidence, and change its quads."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from cpc_graph.generate.breakage import Mutation, Quads
from cpc_graph.generate.plan import ActPlan
from cpc_graph.rdf.terms import Term, iri, text, typed

Subject = NamedNode | BlankNode | Triple
Change = Callable[[Quads, ActPlan], Quads]


def _first(quads: Quads, predicate: str, value: Term | None = None, within: set[Subject] | None = None) -> Quad:
    """Return the first quad of a property (and value, among subjects) in the order of the subjects."""
    wanted = iri(predicate)
    found = [
        quad
        for quad in quads
        if quad.predicate == wanted and value in (None, quad.object) and (within is None or quad.subject in within)
    ]
    return min(found, key=str)


def _swap(quads: Quads, old: Quad, value: Term) -> Quads:
    return [Quad(one.subject, one.predicate, value, one.graph_name) if one == old else one for one in quads]


def _about(quads: Quads, act: ActPlan, predicate: str) -> set[Subject]:
    """Return the assertions on a property of the act."""
    on_act = {quad.subject for quad in quads if quad.predicate == iri("rdf:subject") and quad.object == iri(act.path)}
    return {quad.subject for quad in quads if quad.subject in on_act and quad.object == iri(predicate)}


def _altered(quads: Quads, act: ActPlan) -> Quads:
    """Change one letter of a quote."""
    quote = _first(quads, "oa:exact")
    assert isinstance(quote.object, Literal)
    exact = quote.object.value
    return _swap(quads, quote, text(exact[:-1] + ("x" if exact[-1] != "x" else "y")))


def _shifted(quads: Quads, act: ActPlan) -> Quads:
    """Let a quote start one character too late."""
    start = _first(quads, "oa:start")
    assert isinstance(start.object, Literal)
    return _swap(quads, start, typed(str(int(start.object.value) + 1), "integer"))


def _without(predicate: str, status: str | None = None) -> Change:
    """Leave out a property of the first assertion of a status, or of the first node that has it."""

    def change(quads: Quads, act: ActPlan) -> Quads:
        subject = _first(quads, "cpc:statementStatus", iri(f"cpc:{status}")).subject if status else None
        subject = subject or _first(quads, predicate).subject
        return [quad for quad in quads if not (quad.subject == subject and quad.predicate == iri(predicate))]

    return change


def _without_assertion(quads: Quads, act: ActPlan) -> Quads:
    """Leave out how the agency is known."""
    gone = _about(quads, act, "eli:passed_by")
    return [quad for quad in quads if quad.subject not in gone]


def _plus(predicate: str, value: Term, status: str) -> Change:
    def change(quads: Quads, act: ActPlan) -> Quads:
        first = _first(quads, "cpc:statementStatus", iri(f"cpc:{status}"))
        return [*quads, Quad(first.subject, iri(predicate), value, first.graph_name)]

    return change


def _other_rule(quads: Quads, act: ActPlan) -> Quads:
    return _swap(quads, _first(quads, "cpc:byRule"), iri("cpc:held"))


def _every(act: ActPlan) -> bool:
    return act.action != "refuse"


QUADS: tuple[Mutation, ...] = tuple(
    Mutation(name, rule, _every, quads=change, evidence=True)
    for name, rule, change in (
        ("quote-altered", "Evidence-quoteInSource", _altered),
        ("quote-out-of-place", "Evidence-quoteInSource", _shifted),
        ("statement-without-assertion", "Evidence-eachStatement", _without_assertion),
        ("stated-without-quote", "Evidence-statedHasQuote", _without("oa:hasTarget", "stated")),
        ("computed-without-rule", "Evidence-computedHasRule", _without("cpc:byRule", "computed")),
        ("computed-from-nothing", "Evidence-computedHasRule", _without("prov:wasDerivedFrom", "computed")),
        ("unknown-without-reason", "Evidence-unknownHasReason", _without("cpc:reason", "unknown")),
        ("unknown-and-yet-given", "Evidence-unknownHasNoValue", _plus("rdf:object", text("42"), "unknown")),
        ("two-statuses", "Assertion-status", _plus("cpc:statementStatus", iri("cpc:inferred"), "computed")),
        ("assertion-of-no-property", "Assertion-predicate", _without("rdf:predicate", "stated")),
        ("assertion-of-two-values", "Assertion-oneObject", _plus("rdf:object", text("42"), "stated")),
        ("quote-of-no-document", "Place-document", _without("oa:hasSource")),
        ("quote-without-words", "Quote-words", _without("oa:exact")),
        ("quote-without-start", "Quote-start", _without("oa:start")),
        ("rule-that-is-none", "Evidence-ruleKnown", _other_rule),
    )
)
