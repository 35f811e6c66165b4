"""What a question is asked of, and the rows that come back."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from cpc_graph.rdf.terms import Term
from cpc_graph.store.reader import Queryable as Source

__all__ = ["Row", "Source", "rows", "solutions"]

Row = dict[str, Term | None]


def rows(source: Source, query: str) -> Iterator[Row]:
    """Yield the solutions of a SELECT, unbound variables as None. Raises ValueError for another form."""
    return solutions(source.query(query))


def solutions(result: QuerySolutions | QueryBoolean | QueryTriples) -> Iterator[Row]:
    """Yield the solutions of a result, unbound variables as None. Raises ValueError when it is not a SELECT's."""
    if not isinstance(result, QuerySolutions):
        raise ValueError("not a SELECT query")
    names = [variable.value for variable in result.variables]
    for solution in result:
        # Questions project IRIs and literals only: a blank node or a triple term has no name to show.
        yield dict(zip(names, solution, strict=True))
