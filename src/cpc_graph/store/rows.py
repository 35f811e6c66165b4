"""Answers as plain values: rows of a SELECT, with their columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

Value = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a SELECT in order; an unbound variable is None. Iterating yields one dict per row."""

    columns: tuple[str, ...]
    values: tuple[tuple[Value | None, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Value | None]]:
        """Yield each row by column name."""
        for row in self.values:
            yield dict(zip(self.columns, row, strict=True))

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.values)

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame of Python values. Raises ImportError where pandas is not installed."""
        pandas = import_module("pandas")
        return pandas.DataFrame([[python(cell) for cell in row] for row in self.values], columns=list(self.columns))


def rows_of(solutions: QuerySolutions) -> Rows:
    """Read all solutions."""
    columns = tuple(variable.value for variable in solutions.variables)
    return Rows(columns, tuple(tuple(solution) for solution in solutions))


def python(value: Value | None) -> Any:
    """Return a term as text, or an `xsd:integer` / `xsd:boolean` as its Python value; other literals as written."""
    if value is None:
        return None
    if isinstance(value, Literal):
        kind = value.datatype.value.rpartition("#")[2]
        if kind == "integer" and value.value.lstrip("+-").isdigit():
            return int(value.value)
        if kind == "boolean" and value.value in ("true", "false"):
            return value.value == "true"
        return value.value
    if isinstance(value, NamedNode):
        return value.value
    return str(value)
