"""A graph whose triples rdflib serves to pyshacl and whose SPARQL pyoxigraph evaluates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph
import rdflib
from pyoxigraph import DefaultGraph, Quad
from rdflib.query import Result

from cpc_graph.rdf.to_rdflib import to_graph
from cpc_graph.validate.convert import from_rdflib, to_rdflib
from cpc_graph.validate.prebound import with_values


class HybridGraph(rdflib.Graph):
    """The union of some quads, once for rdflib and once for pyoxigraph."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Take the triples of `quads`, whatever their graphs."""
        triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
        union = [Quad(s, p, o, DefaultGraph()) for s, p, o in triples]
        copy = to_graph(union)
        super().__init__(store=copy.store, identifier=copy.identifier, bind_namespaces="none")
        self._index = pyoxigraph.Store()
        self._index.bulk_extend(union)

    def query(self, query_object: Any, *arguments: Any, **options: Any) -> Result:
        """Evaluate a query with its variables bound, as pyshacl asks for it: by pyoxigraph if that can be written."""
        bound: Mapping[str, Any] = options.get("initBindings") or (arguments[3] if len(arguments) > 3 else None) or {}
        text = with_values(str(query_object), {str(name): from_rdflib(term) for name, term in bound.items()})
        try:
            solutions: Any = self._index.query(text) if text is not None else None
        except SyntaxError:  # a literal as a subject, a value in GROUP BY: rdflib binds while it evaluates
            solutions = None
        if solutions is None:
            return super().query(query_object, *arguments, **options)
        return _rows(solutions)


def _rows(solutions: Any) -> Result:
    if isinstance(solutions, pyoxigraph.QueryBoolean):
        answer = Result("ASK")
        answer.askAnswer = bool(solutions)
        return answer
    result = Result("SELECT")
    result.vars = [rdflib.Variable(name.value) for name in solutions.variables]
    result.bindings = [
        {name: to_rdflib(value) for name, value in zip(result.vars, row, strict=True) if value is not None}
        for row in solutions
    ]
    return result
