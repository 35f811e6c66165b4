"""The result of a query that ran elsewhere, as bytes in a standard format, turned into what is asked for."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from cpc_graph.names import PREFIXES
from cpc_graph.store.rows import Rows, rows_of

SOLUTIONS, BOOLEAN, TRIPLES = "solutions", "boolean", "triples"
TABULAR: dict[str, QueryResultsFormat] = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
GRAPH: dict[str, RdfFormat] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True)
class Result:
    """A whole result. `data` is SPARQL JSON for `solutions` and `boolean`, N-Triples for `triples`."""

    kind: str
    data: bytes

    def answer(self) -> QuerySolutions | QueryBoolean:
        """Return the solutions or the boolean as pyoxigraph's."""
        return parse_query_results(self.data, QueryResultsFormat.JSON)

    def rows(self) -> Rows:
        """Return the rows of a SELECT."""
        answer = self.answer()
        if not isinstance(answer, QuerySolutions):
            raise TypeError("not the result of a SELECT")
        return rows_of(answer)

    def boolean(self) -> bool:
        """Return the answer of an ASK."""
        return bool(self.answer())

    def triples(self) -> list[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE, without repeats, in order."""
        quads: list[Quad] = list(parse(self.data, RdfFormat.N_TRIPLES))
        return sorted({quad.triple for quad in quads}, key=str)

    def written(self, form: str) -> bytes:
        """Write the result in a format of TABULAR or, for triples, of GRAPH. Raises KeyError for another."""
        if self.kind == TRIPLES:
            prefixes = {name: iri for name, iri in PREFIXES.items() if iri.encode() in self.data}
            return serialize(self.triples(), format=GRAPH[form], prefixes=prefixes) or b""
        answer = self.answer()
        if isinstance(answer, QueryBoolean) and form in ("csv", "tsv"):
            return b"true\n" if answer else b"false\n"  # the standard has no CSV for ASK
        return answer.serialize(format=TABULAR[form]) or b""


class FullError(Exception):
    """More bytes than allowed."""


class Bounded(io.BytesIO):
    """A file in memory that refuses to grow beyond `limit` bytes."""

    def __init__(self, limit: int) -> None:
        """Start empty."""
        super().__init__()
        self._limit = limit

    def write(self, data: Any, /) -> int:
        """Keep `data`. Raises FullError."""
        written = super().write(data)
        if self.tell() > self._limit:
            raise FullError
        return written


def bounded(answer: QuerySolutions | QueryBoolean | QueryTriples, limit: int) -> Result:
    """Write a pyoxigraph result into a Result of at most `limit` bytes. Raises FullError."""
    out = Bounded(limit)
    if isinstance(answer, QueryTriples):
        for triple in answer:
            out.write(f"{triple} .\n".encode())
        return Result(TRIPLES, out.getvalue())
    try:
        answer.serialize(out, QueryResultsFormat.JSON)
    except FullError:
        raise
    except OSError as error:  # pyoxigraph hides the exception of a Python writer in its own
        raise FullError from error
    return Result(BOOLEAN if isinstance(answer, QueryBoolean) else SOLUTIONS, out.getvalue())
