"""What the readings say, looked up by subject and predicate, for the tests of the data."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal

from cpc_graph.build.data import read_drafts
from cpc_graph.build.statements import Draft, Statement
from cpc_graph.names import BASE, CPC
from cpc_graph.rdf.terms import Term, iri
from cpc_graph.resources import data_dir


@cache
def drafts() -> dict[str, Draft]:
    """Return the drafts of the shipped corpus by the path of their graph."""
    return read_drafts(data_dir()).by_graph


def said(graph: str, subject: str, predicate: str) -> list[Statement]:
    """Return the statements of a graph on a subject and predicate, assertions outside the facts included."""
    wanted = (iri(subject), iri(predicate))
    return [st for st in drafts()[graph].statements.values() if (st.subject, st.predicate) == wanted]


def facts(graph: str, subject: str, predicate: str) -> set[str]:
    """Return the values that stand in the facts, shortened."""
    return {short(st.object) for st in said(graph, subject, predicate) if st.in_facts and st.object is not None}


def fact(graph: str, subject: str, predicate: str) -> str | None:
    """Return the one value that stands in the facts, `None` for none; more than one is an AssertionError."""
    values = facts(graph, subject, predicate)
    assert len(values) <= 1, (subject, predicate, values)
    return next(iter(values), None)


def statuses(graph: str, subject: str, predicate: str) -> set[str]:
    """Return the statuses under which something is said."""
    return {st.evidence.status for st in said(graph, subject, predicate)}


def unknown(graph: str, subject: str, predicate: str) -> Statement:
    """Return the one statement that says a value unknown under no reading."""
    (found,) = [st for st in said(graph, subject, predicate) if st.object is None and st.evidence.reading is None]
    return found


def short(term: Term) -> str:
    """Write an IRI relative to the base or as `cpc:name`, a literal as its text."""
    if isinstance(term, Literal):
        return term.value
    return "cpc:" + term.value.removeprefix(CPC) if term.value.startswith(CPC) else term.value.removeprefix(BASE)
