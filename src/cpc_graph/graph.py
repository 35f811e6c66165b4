"""The graph in a Python session: questions, explanations, comparisons and the agenda of one store.

>>> from cpc_graph import Graph
>>> graph = Graph()                                       # the workspace's store, built when needed
>>> graph.ask("CQ34")                                     # doctest: +SKIP
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from cpc_graph.agenda import Due, agenda, data_day, find_measure
from cpc_graph.ask import Answer, ask, find
from cpc_graph.ask.days import read_day
from cpc_graph.compare import Comparison, compare
from cpc_graph.explain import Tree, explain
from cpc_graph.store.index import ensure_store
from cpc_graph.store.reader import Store
from cpc_graph.workspace import find_workspace


class Graph:
    """A store and the language in which it answers ("fr" or "en")."""

    def __init__(self, store: Path | str | Store | None = None, *, lang: str = "fr") -> None:
        """Open a store; without one, the workspace's own, built when its files changed. Raises SurroundingsError."""
        self.lang = lang
        self.store = store if isinstance(store, Store) else Store(_own() if store is None else store)

    def ask(
        self, question: str, *, as_of: dt.date | str | None = None, assume: Sequence[str] = (), **parameters: object
    ) -> Answer:
        """Ask a question by name ("allowed-on") or by row ("CQ81"), its parameters as people write them.

        `from_` stands for a parameter named `from`. Raises UsageError for what is unknown or missing.
        """
        found = find(question)
        day = read_day(as_of, "as_of") if isinstance(as_of, str) else as_of
        given = {name.removesuffix("_"): _written(value) for name, value in parameters.items()}
        preset = {name: value for name, value in found.given.items() if day is None or name != "asOf"}
        return ask(self.store, found.question, {**preset, **given}, as_of=day, lang=self.lang, assume=assume)

    def explain(self, what: str) -> Tree:
        """Say why the graph says something. Raises UsageError."""
        return explain(self.store, what, lang=self.lang)

    def diff(self, old: str, new: str) -> Comparison:
        """Compare two acts, or two days of a measure ("thalidomide@2022-06-01"). Raises UsageError."""
        return compare(self.store, old, new, lang=self.lang)

    def agenda(
        self, as_of: dt.date | str | None = None, until: dt.date | str | None = None, *, measure: str | None = None
    ) -> tuple[Due, ...]:
        """List what comes, seen from a day; by default from the last day that the data know, of all measures.

        Raises UsageError for an impossible day, or a measure that is unknown or several.
        """
        first, last = (read_day(day, "agenda") if isinstance(day, str) else day for day in (as_of, until))
        only = find_measure(self.store, measure) if measure is not None else None
        return agenda(self.store, first or data_day(self.store), last, measure=only, lang=self.lang)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        """Return the graph itself."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Close the store."""
        self.close()


def _own() -> Path:
    return ensure_store(find_workspace()).path


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)
