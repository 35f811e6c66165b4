"""An answer as people meet it in a Python session: as text, as a table of a notebook, as a data frame."""

from __future__ import annotations

from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any

from cpc_graph.errors import SurroundingsError

if TYPE_CHECKING:
    from cpc_graph.ask.answer import Answer

_WIDEST, _MOST = 48, 40  # characters of a cell, rows of a printed table


def columns(answer: Answer) -> list[str]:
    """Return the columns to show: an IRI that has a name is shown by it, an empty column is not shown."""
    names = list(answer.rows[0]) if answer.rows else []
    filled = [name for name in names if any(row.get(name) is not None for row in answer.rows)]
    readable = [name for name in filled if name + "Name" not in filled]
    return [name for name in readable if answer.types.get(name) != "iri"] or readable


def as_text(answer: Answer) -> str:
    """Write the question, the verdict, the rows and the reasons."""
    colon = ": " if answer.lang == "en" else " : "
    lines = [f"{answer.question}{colon}{answer.verdict}" + (f" ({answer.as_of.isoformat()})" if answer.as_of else "")]
    shown = columns(answer)
    cells = [shown, *([_cell(row.get(name)) for name in shown] for row in answer.rows[:_MOST])]
    widths = [max(len(row[at]) for row in cells) for at in range(len(shown))]
    if answer.rows:
        lines += [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
        ]
    if len(answer.rows) > _MOST:
        lines.append(f"… {len(answer.rows) - _MOST}")
    return "\n".join([*lines, *(f"· {line}" for line in answer.because)])


def as_html(answer: Answer) -> str:
    """Write the same as HTML, whole cells."""
    shown = columns(answer)
    head = "".join(f"<th>{escape(name.removesuffix('Name'))}</th>" for name in shown)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_whole(row.get(name)))}</td>" for name in shown) + "</tr>" for row in answer.rows
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if answer.rows else ""
    colon = ": " if answer.lang == "en" else "\u00a0: "
    because = "".join(f"<li>{escape(line)}</li>" for line in answer.because)
    return (
        f"<div><p><strong>{escape(answer.question)}</strong>{colon}{escape(answer.verdict)}</p>{table}"
        + (f"<ul>{because}</ul>" if because else "")
        + "</div>"
    )


def as_frame(answer: Answer) -> Any:
    """Return the rows as a pandas data frame: days as datetime64, whole numbers as Int64, truth values as boolean.

    Raises SurroundingsError when pandas is not installed.
    """
    try:
        pandas = import_module("pandas")  # optional: the package does not depend on it
    except ImportError:
        raise SurroundingsError(
            fr="to_pandas() demande pandas : pip install pandas", en="to_pandas() needs pandas: pip install pandas"
        ) from None
    frame = pandas.DataFrame([dict(row) for row in answer.rows], columns=list(answer.types))
    for name, kind in answer.types.items():
        if kind == "date":
            frame[name] = pandas.to_datetime(frame[name]).astype("datetime64[s]")
        elif kind in ("integer", "boolean"):
            frame[name] = frame[name].astype({"integer": "Int64", "boolean": "boolean"}[kind])
    return frame


def _whole(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _cell(value: object) -> str:
    text = _whole(value)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
