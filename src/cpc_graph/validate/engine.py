"""The one door to pyshacl: triples and shapes in, plain results out.

pyshacl walks the shapes; the SPARQL of the rules is evaluated by pyoxigraph over the same triples. Nothing is
fetched, no rule, function or script of a shape is run, and literals are judged as they are written.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, Quad

from cpc_graph.errors import InputError
from cpc_graph.names import PREFIXES
from cpc_graph.validate.facts import Facts
from cpc_graph.validate.finding import Node

if TYPE_CHECKING:
    import rdflib

SH = PREFIXES["sh"]
_SPARQL = "SPARQLConstraintComponent"


@dataclass(frozen=True, slots=True)
class Result:
    """One result of the engine. `shape` is an IRI or `_:name`; `messages` are (language, text) pairs."""

    shape: str
    focus: Node
    severity: str
    component: str
    path: Node | None = None
    value: Node | None = None
    messages: tuple[tuple[str, str], ...] = ()


def run(data: Iterable[Quad], shapes: Iterable[Quad], *, name: str = "shapes") -> list[Result]:
    """Validate the union of `data` against `shapes`. Raises InputError, naming `name`, for shapes that cannot run."""
    from pyshacl import validate  # late: half a second

    from cpc_graph.validate.hybrid import HybridGraph

    _silence()
    quads = list(data)
    try:
        _, report, text = validate(
            HybridGraph(quads),
            shacl_graph=_shapes_graph(tuple(shapes)),
            inference="none",
            advanced=False,
            meta_shacl=False,
            do_owl_imports=False,
            js=False,
            inplace=True,
        )
    except RecursionError:
        raise _unfit(name, "règles récursives (recursive shapes)", "recursive shapes") from None
    except Exception as error:  # pyshacl raises its own and any of Python's for shapes that make no sense
        raise _unfit(name, _first_line(error), _first_line(error)) from error
    if isinstance(report, Exception):
        raise _unfit(name, _first_line(text), _first_line(text))
    return _as_written(_results(report), quads)


def _as_written(results: list[Result], quads: list[Quad]) -> list[Result]:
    """Give back to the values of SPARQL rules the form that the data write: the store rewrites some literals."""
    if not any(result.component == _SPARQL and isinstance(result.value, Literal) for result in results):
        return results
    facts = Facts(quads)
    return [
        replace(result, value=facts.written(result.focus, result.path, result.value))
        if result.component == _SPARQL and result.value is not None
        else result
        for result in results
    ]


@lru_cache(maxsize=8)
def _shapes_graph(shapes: tuple[Quad, ...]) -> rdflib.Graph:
    from cpc_graph.rdf.to_rdflib import to_graph

    return to_graph(shapes)


def _silence() -> None:
    for logger in ("pyshacl", "pyshacl-validate", "rdflib.term"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)


def _first_line(error: object) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0][:300] if lines else type(error).__name__


def _unfit(name: str, fr: str, en: str) -> InputError:
    return InputError(fr=f"{name} : règles inapplicables : {fr}", en=f"{name}: these shapes cannot run: {en}")


def _results(report: rdflib.Graph) -> list[Result]:
    """Read the results of a report; what they rest on (sh:detail) is no result of its own."""
    from rdflib import URIRef

    return [
        _result({key: list(report.objects(node, URIRef(SH + key))) for key in _KEYS})
        for node in set(report.objects(None, URIRef(SH + "result")))
    ]


_KEYS = (
    "sourceShape",
    "focusNode",
    "resultSeverity",
    "sourceConstraintComponent",
    "resultPath",
    "value",
    "resultMessage",
)


def _result(found: Mapping[str, list[Any]]) -> Result:
    from cpc_graph.validate.convert import from_rdflib

    return Result(
        shape=_id(found["sourceShape"][0]),
        focus=from_rdflib(found["focusNode"][0]),
        severity=str(found["resultSeverity"][0]).removeprefix(SH),
        component=str(found["sourceConstraintComponent"][0]).removeprefix(SH),
        path=from_rdflib(found["resultPath"][0]) if found["resultPath"] else None,
        value=from_rdflib(found["value"][0]) if found["value"] else None,
        messages=tuple(sorted((str(text.language or ""), str(text)) for text in found["resultMessage"])),
    )


def _id(node: Any) -> str:
    from rdflib import BNode

    return f"_:{node}" if isinstance(node, BNode) else str(node)
