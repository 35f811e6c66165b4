"""Is a graph what the law and the model ask for? Files in, a report out, in the words of the document.

>>> from pathlib import Path
>>> from cpc_graph.validate import validate
>>> report = validate([Path("decision.trig")])  # doctest: +SKIP
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
    store: Store | pyoxigraph.Store | Path | None = None,
    as_of: dt.date | None = None,
    shapes: Path | str | None = None,
    context: bool = True,
    engine: str = "fast",
    jobs: int = 1,
    tell: Callable[[int], None] = lambda _: None,
) -> Report:
    """Judge files and report what is wrong with them.

    A folder stands for the RDF files in it. Files are judged together; more than `archive.BATCH` of them in batches
    of those that belong together, in `jobs` processes, each telling `tell` how many files are done.
    `store`, or the folder of one, is what is known besides: provisions, acts, measures that the files name; what is
    open serves one process only. `as_of` is the day whose law judges and the last of what is known, by default each
    act's day of signature. `shapes` are somebody else's, run instead of ours in a process that can be killed, always
    by pyshacl. `engine` is `fast` or `pyshacl`: their reports are the same. Raises InputError for files or shapes that
    cannot be read or run, SurroundingsError when somebody else's shapes take too long.
    """
    from cpc_graph.validate.archive import judge_all, unfolded  # late: who does not validate need not wait

    files = [files] if isinstance(files, (str, Path)) else files
    theirs = Path(shapes) if shapes is not None and Path(shapes).resolve() != shapes_dir().resolve() else None
    job = _Job(store, as_of, theirs, context, engine)
    return judge_all(unfolded(files), job, jobs=jobs if store is None or isinstance(store, Path) else 1, tell=tell)


@dataclass(frozen=True, slots=True)
class _Job:
    """How files are judged: what goes to another process."""

    store: Store | pyoxigraph.Store | Path | None
    as_of: dt.date | None
    shapes: Path | None
    context: bool
    engine: str

    def __call__(self, files: Sequence[Path]) -> Report:
        from cpc_graph.validate import foreign, judge

        store = _opened(self.store) if isinstance(self.store, Path) else self.store
        given = judge.read(files)
        if self.shapes is not None:
            return foreign.judge_by(self.shapes, given, store=store, context=self.context)
        return judge.judge(given, store=store, as_of=self.as_of, context=self.context, engine=self.engine)


@lru_cache(maxsize=1)
def _opened(path: Path) -> Store:
    from cpc_graph.store.reader import Store

    return Store(path)


def shapes_on(day: dt.date | None = None) -> str:
    """Return the rules that judge on a day (None: all) as one Turtle document, for any SHACL engine."""
    from cpc_graph.validate.asof import book_on, calendar
    from cpc_graph.validate.rules import load_rules

    book = load_rules()
    return book_on(book, calendar(book), [day] if day else []).turtle()
