"""A graph whose triples rdflib serves to pyshacl and whose SPARQL pyoxigraph evaluates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph
import rdflib
from pyoxigraph import DefaultGraph, Quad, Variable
from rdflib.query import Result

from cpc_graph.rdf.to_rdflib import to_graph
from cpc_graph.validate.convert import from_rdflib, to_rdflib

_PROLOGUE = r"((?:\s|#[^\n]*\n|(?:PREFIX\s+[^:\s]*:|BASE)\s*<[^<>]*>)*)"
_ASK = re.compile(_PROLOGUE + r"ASK\b\s*(?:WHERE\b)?", re.IGNORECASE)
_SELECT = re.compile(_PROLOGUE + r"SELECT\b\s*(?:DISTINCT\b|REDUCED\b)?", re.IGNORECASE)


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
        self._projecting: dict[tuple[str, frozenset[str]], str] = {}

    def query(self, query_object: Any, *arguments: Any, **options: Any) -> Result:
        """Evaluate a query with its variables bound, as pyshacl asks for it: here, not in rdflib."""
        bound: Mapping[str, Any] = options.get("initBindings") or (arguments[3] if len(arguments) > 3 else None) or {}
        key = (str(query_object), frozenset(str(name) for name in bound))
        if key not in self._projecting:
            self._projecting[key] = self._project(*key)
        solutions: Any = self._index.query(
            self._projecting[key],
            substitutions={Variable(str(name)): from_rdflib(term) for name, term in bound.items()},
        )
        if _ASK.match(key[0]):
            answer = Result("ASK")
            answer.askAnswer = next(iter(solutions), None) is not None
            return answer
        return _rows(solutions)

    def _project(self, text: str, bound: frozenset[str]) -> str:
        """Rewrite a query so that it projects its bound variables: pyoxigraph binds no other."""
        ask = _ASK.match(text)
        if ask:
            return f"{ask[1]}SELECT {_variables(bound) or '*'} WHERE {text[ask.end() :]}"
        solutions: Any = self._index.query(text)
        missing = bound - {name.value for name in solutions.variables}
        select = _SELECT.match(text)
        return f"{select[0]} {_variables(missing)} {text[select.end() :]}" if select and missing else text


def _variables(names: Iterable[str]) -> str:
    return " ".join(f"?{name}" for name in sorted(names))


def _rows(solutions: Any) -> Result:
    result = Result("SELECT")
    result.vars = [rdflib.Variable(name.value) for name in solutions.variables]
    result.bindings = [
        {name: to_rdflib(value) for name, value in zip(result.vars, row, strict=True) if value is not None}
        for row in solutions
    ]
    return result
