"""What would mend a finding: the expected value, found as the shapes tell (`cpc:fix`), and the change as a patch."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Quad

from cpc_graph.rdf.terms import iri
from cpc_graph.validate.compile import FOCUS, select_of
from cpc_graph.validate.facts import Facts
from cpc_graph.validate.finding import Finding, Fix
from cpc_graph.validate.shapegraph import ShapeGraph

_FIX, _OBJECT = iri("cpc:fix"), iri("rdf:object")


class Mender:
    """Finds what was expected."""

    def __init__(self, facts: Facts, shapes: tuple[Quad, ...]) -> None:
        """Take what the engine judged, and the shapes."""
        self._facts = facts
        self._queries = _queries(shapes)

    def fix(self, shape: str, finding: Finding) -> Fix | None:
        """Return the change that a finding of a shape asks for; None when there is none, or more than one."""
        query = self._queries.get(shape)
        if query is None or finding.path is None or isinstance(finding.focus, BlankNode):
            return None
        solutions: Any = self._facts.select(query.replace(FOCUS, str(finding.focus)))
        found = {fix for row in solutions if (fix := _fix(row, finding)) is not None}
        return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4)
def _queries(shapes: tuple[Quad, ...]) -> Mapping[str, str]:
    graph = ShapeGraph(shapes)
    named = [subject for subject in graph.links if isinstance(subject, NamedNode)]
    return {subject.value: select_of(graph, node) for subject in named for node in graph.objects(subject, _FIX)}


def _fix(row: Any, finding: Finding) -> Fix | None:
    """Read a row that is about the value of the finding: the one at fault, or (`missing`) the one that is not there."""
    path, value, missing, expected = (row[name] for name in ("path", "value", "missing", "expected"))
    told = value if missing is None else missing
    if path != finding.path or told != finding.value or expected is None or expected == value:
        return None
    return Fix(finding.focus, path, value, expected, row["assertion"])


def patch(fix: Fix) -> str:
    """Write a change as Turtle: lines that go (`-`), lines that come (`+`)."""
    places = [(fix.subject, fix.predicate)] + ([(fix.assertion, _OBJECT)] if fix.assertion is not None else [])
    signs = [("-", fix.wrong)] if fix.wrong is not None else []
    signs.append(("+", fix.expected))
    return "".join(f"{sign} {node} {name} {value} .\n" for node, name in places for sign, value in signs)
