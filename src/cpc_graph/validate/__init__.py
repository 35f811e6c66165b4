"""Is a graph what the law and the model ask for? Files in, a report out, in the words of the document.

>>> from pathlib import Path
>>> from cpc_graph.validate import validate
>>> report = validate([Path("decision.trig")])  # doctest: +SKIP
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cpc_graph.resources import shapes_dir
from cpc_graph.validate.finding import Finding, Law, Quote, Report

if TYPE_CHECKING:
    import pyoxigraph

    from cpc_graph.store.reader import Store

__all__ = ["Finding", "Law", "Quote", "Report", "shapes_on", "validate"]


def validate(
    files: Sequence[Path | str],
    *,
    store: Store | pyoxigraph.Store | None = None,
    as_of: dt.date | None = None,
    shapes: Path | str | None = None,
    context: bool = True,
    engine: str = "fast",
) -> Report:
    """Judge files together and report what is wrong with them.

    `store` is what is known besides: provisions, acts, measures that the files name. `as_of` is the day whose law
    judges and the last of what is known, by default each act's day of signature. `shapes` are somebody else's, run
    instead of ours in a process that can be killed, always by pyshacl. `engine` is `fast` or `pyshacl`: their reports
    are the same. Raises InputError for files or shapes that cannot be read or run,
    SurroundingsError when somebody else's shapes take too long.
    """
    from cpc_graph.validate import foreign, judge  # late: a command line that does not validate need not wait

    given = judge.read(files)
    if shapes is not None and Path(shapes).resolve() != shapes_dir().resolve():
        return foreign.judge_by(Path(shapes), given, store=store, context=context)
    return judge.judge(given, store=store, as_of=as_of, context=context, engine=engine)


def shapes_on(day: dt.date | None = None) -> str:
    """Return the rules that judge on a day (None: all) as one Turtle document, for any SHACL engine."""
    from cpc_graph.validate.asof import book_on, calendar
    from cpc_graph.validate.rules import load_rules

    book = load_rules()
    return book_on(book, calendar(book), [day] if day else []).turtle()
