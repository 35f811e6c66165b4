"""Rows for people and for machines: a table or cards on a terminal, CSV, TSV, Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpc_graph.cli import words
from cpc_graph.cli.changes import styled
from cpc_graph.names import BASE
from cpc_graph.text.shown import shown as visible

if TYPE_CHECKING:
    from rich.console import Console

Value = str | int | bool | None
_SHORT = 11  # characters of a column that is never wrapped: dates, codes
_READABLE = 20  # characters that a column of texts needs at least; where they do not fit, rows become cards


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of plain values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def table_of(rows: Sequence[Mapping[str, Value]]) -> Table:
    """Make a table of rows that have the same columns."""
    columns = tuple(rows[0]) if rows else ()
    return Table(columns, tuple(tuple(row.get(name) for name in columns) for row in rows))


def written(table: Table, form: str) -> str:
    """Write a table as `csv`, `tsv` or `md`; every column, values as they are."""
    if form == "md":
        return _markdown(table)
    out = io.StringIO(newline="")
    if form == "tsv":
        for row in (table.columns, *table.rows):
            out.write("\t".join(_text(cell).translate(_TSV) for cell in row) + "\n")
    else:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([table.columns, *([_text(cell) for cell in row] for row in table.rows)])
    return out.getvalue()


_TSV = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


def _markdown(table: Table) -> str:
    def line(cells: Sequence[Value]) -> str:
        return (
            "| " + " | ".join(visible(_text(cell)).replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |\n"
        )

    return line(table.columns) + "|" + " --- |" * len(table.columns) + "\n" + "".join(map(line, table.rows))


def for_people(table: Table) -> tuple[Table, dict[str, str]]:
    """Keep what people read: names in the place of IRIs, no empty column, no bare IRI where there is anything else.

    Return the table of texts and, apart, by column, what is the same in all of several rows.
    """
    shown = {name: cells for name, cells in map(_cells, _columns(table)) if any(cells)}
    apart = {name: cells[0] for name, cells in shown.items() if len(table.rows) > 1 and len(set(cells)) == 1}
    left = {name: cells for name, cells in shown.items() if name not in apart}
    return Table(tuple(left), tuple(zip(*left.values(), strict=True))), apart


@dataclass(frozen=True, slots=True)
class _Column:
    """The values of a column and, where the query names what its IRIs mean, those names."""

    name: str
    values: tuple[Value, ...]
    twin: tuple[Value, ...] | None


def _columns(table: Table) -> list[_Column]:
    values = dict(zip(table.columns, zip(*table.rows, strict=True), strict=True)) if table.rows else {}
    twins = {name + "Name" for name in values}
    columns = [_Column(name, cells, values.get(name + "Name")) for name, cells in values.items() if name not in twins]
    readable_ones = [column for column in columns if not _is_plumbing(column)]
    return readable_ones or columns


def _is_plumbing(column: _Column) -> bool:
    return column.twin is None and all(cell is None or _is_ours(cell) for cell in column.values)


def _cells(column: _Column) -> tuple[str, list[str]]:
    names = column.twin or column.values
    cells = [value if name is None else name for name, value in zip(names, column.values, strict=True)]
    return column.name.removesuffix("Name"), [readable(cell) for cell in cells]


def readable(cell: Value) -> str:
    """Write a value for people: yes and no in words, durations in words, our IRIs without their base."""
    text = _text(cell)
    return visible(text.removeprefix(BASE) if _is_ours(text) else words.value(text))


def _is_ours(cell: Value) -> bool:
    return isinstance(cell, str) and cell.startswith(BASE)


def _text(cell: Value) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def draw(table: Table, out: Console) -> None:
    """Draw a table of texts; when its columns do not fit the width, one card per row."""
    if sum(_needed(table, at) + 3 for at in range(len(table.columns))) > out.width:
        _draw_cards(table, out)
        return
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(box=SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 1))
    for at, name in enumerate(table.columns):
        drawn.add_column(Text(words.column(name)), no_wrap=_longest(table, at) <= _SHORT, overflow="fold")
    for row in table.rows:
        drawn.add_row(*styled(table.columns, row))
    out.print(drawn)


def _needed(table: Table, at: int) -> int:
    return max(min(_longest(table, at), _READABLE), len(words.column(table.columns[at])))


def _longest(table: Table, at: int) -> int:
    return max((len(_text(row[at])) for row in table.rows), default=0)


def _draw_cards(table: Table, out: Console) -> None:
    from rich.table import Table as Drawn
    from rich.text import Text

    for row in table.rows:
        card = Drawn.grid(padding=(0, 2))
        card.add_column(style="dim", no_wrap=True)
        card.add_column(overflow="fold")
        for name, cell in zip(table.columns, styled(table.columns, row), strict=True):
            if cell.plain:
                card.add_row(Text(words.column(name)), cell)
        out.print(card)
        out.print()
