"""Small edits of a draft: leave a statement out, say another value besides, or in its place."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import NamedNode

from cpc_graph.build.statements import Draft, Evidence, Statement
from cpc_graph.generate.plan import ActPlan
from cpc_graph.rdf.terms import Term, iri

Edit = Callable[[Draft, ActPlan], None]
Value = Callable[[ActPlan], Term]


def node_of(act: ActPlan, local: str) -> NamedNode:
    """Name what an act has: `self`, the `impact` and `state` of its measure, else a path below it."""
    if local in ("impact", "state"):
        return iri(f"id/measure/{act.medicine.measure}/{local}/{act.signed}")
    return iri(act.path if local == "self" else f"{act.path}/{local}")


def said(draft: Draft, subject: NamedNode, predicate: str) -> list[Statement]:
    """Return the statements of a draft on a property of a node."""
    wanted = iri(predicate)
    return [st for st in draft.statements.values() if st.subject == subject and st.predicate == wanted]


def say(draft: Draft, subject: NamedNode, predicate: str, value: Term, evidence: Evidence | None) -> None:
    """Say a value on the grounds of another statement; without evidence as a plain triple."""
    if evidence is None:
        draft.add(subject, predicate, value)
        return
    statement = Statement(draft.path, subject, iri(predicate), value, evidence)
    draft.statements[statement.iri] = statement


def drop(local: str, predicate: str, value: Value | None = None) -> Edit:
    """Leave out what is said of a property, plain triples and assertions alike; `value` is not looked at."""

    def edit(draft: Draft, act: ActPlan) -> None:
        subject = node_of(act, local)
        for statement in said(draft, subject, predicate):
            del draft.statements[statement.iri]
        draft.plain -= {triple for triple in draft.plain if triple[:2] == (subject, iri(predicate))}

    return edit


def second(local: str, predicate: str, value: Value | None) -> Edit:
    """Say another value beside what is said, on the same grounds."""

    def edit(draft: Draft, act: ActPlan) -> None:
        subject = node_of(act, local)
        known = said(draft, subject, predicate)
        assert value is not None
        say(draft, subject, predicate, value(act), known[0].evidence if known else None)

    return edit


def instead(local: str, predicate: str, value: Value | None) -> Edit:
    """Say another value in the place of what is said, on the same grounds."""

    def edit(draft: Draft, act: ActPlan) -> None:
        known = said(draft, node_of(act, local), predicate)
        drop(local, predicate)(draft, act)
        assert value is not None
        say(draft, node_of(act, local), predicate, value(act), known[0].evidence if known else None)

    return edit
