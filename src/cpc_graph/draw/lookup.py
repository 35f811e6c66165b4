"""Ask the store what it says of things: the queries of this package, their values bound, the answers kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind, bind_rows, holes
from cpc_graph.ask.source import Row, Source, rows
from cpc_graph.names import BASE, CPC
from cpc_graph.rdf.terms import Term, iri

_QUERIES = Path(__file__).parent / "queries"
_LANG = "lang"


@cache
def query_text(name: str) -> str:
    """Return a query of this package by the stem of its file."""
    return (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")


class Lookup:
    """A store, and what was already asked of it."""

    def __init__(self, source: Source, lang: str) -> None:
        """Know nothing yet. `lang` is "fr" or "en"."""
        self.source, self.lang = source, lang
        self._said: dict[NamedNode, dict[NamedNode, list[Term]]] = {}
        self._names: dict[NamedNode, Row] = {}

    def ask(self, name: str, column: str = "", things: Iterable[Term] = ()) -> list[Row]:
        """Run a query of this package for each thing of `column`, in one go."""
        query = query_text(name)
        if column:
            wanted = sorted(set(things), key=str)
            if not wanted:
                return []
            query = bind_rows(query, [column], [[thing] for thing in wanted])
        if _LANG in holes(query):
            query = bind(query, {_LANG: Literal(self.lang)})
        return list(rows(self.source, query))

    def describe(self, things: Iterable[Term | None]) -> None:
        """Learn all that is said of these things."""
        wanted = {thing for thing in things if isinstance(thing, NamedNode) and thing not in self._said}
        self._said |= {thing: {} for thing in wanted}
        for row in self.ask("described", "thing", wanted):
            thing, prop, value = row["thing"], row["property"], row["value"]
            if isinstance(thing, NamedNode) and isinstance(prop, NamedNode) and value is not None:
                self._said[thing].setdefault(prop, []).append(value)

    def values(self, thing: NamedNode, prop: str) -> Sequence[Term]:
        """Return the values of a property (`prefix:name`) of a thing that was described."""
        return self._said.get(thing, {}).get(iri(prop), ())

    def nodes(self, thing: NamedNode, prop: str) -> list[NamedNode]:
        """Return the values that are things."""
        return [value for value in self.values(thing, prop) if isinstance(value, NamedNode)]

    def node(self, thing: NamedNode, prop: str) -> NamedNode | None:
        """Return the first value that is a thing, in order of IRI."""
        return next(iter(self.nodes(thing, prop)), None)

    def day(self, thing: NamedNode, prop: str) -> dt.date | None:
        """Return the first value that is a date."""
        found = (as_day(value) for value in self.values(thing, prop))
        return next((day for day in found if day is not None), None)

    def text(self, thing: NamedNode, prop: str) -> str:
        """Return the first value as text, "" when there is none."""
        return next((value.value for value in self.values(thing, prop)), "")

    def learn_names(self, things: Iterable[Term | None]) -> None:
        """Learn how things are called."""
        wanted = {thing for thing in things if isinstance(thing, NamedNode) and thing not in self._names}
        for row in self.ask("names", "thing", wanted):
            thing = row["thing"]
            if isinstance(thing, NamedNode):
                self._names.setdefault(thing, row)

    def name(self, thing: Term | None) -> str:
        """Return the label of a thing, its notation, or the end of its IRI; the text of a literal."""
        if not isinstance(thing, NamedNode):
            return "" if thing is None else thing.value
        path = thing.value.removeprefix(CPC).removeprefix(BASE)
        return self._word(thing, "label") or self._word(thing, "notation") or path

    def noun(self, thing: NamedNode) -> str:
        """Return the noun for a thing whose label is a verb, else its label."""
        return self._word(thing, "noun") or self.name(thing)

    def notation(self, thing: NamedNode) -> str:
        """Return the notation of a thing ("S0", "RTU"), "" when it has none."""
        return self._word(thing, "notation")

    def _word(self, thing: NamedNode, column: str) -> str:
        term = self._names.get(thing, {}).get(column)
        return "" if term is None else term.value


def as_day(term: Term | None) -> dt.date | None:
    """Read an `xsd:date`; None for anything else."""
    if not isinstance(term, Literal):
        return None
    try:
        return dt.date.fromisoformat(term.value)
    except ValueError:
        return None


def local(thing: NamedNode | str) -> str:
    """Return the last part of an IRI."""
    value = thing if isinstance(thing, str) else thing.value
    return value.rpartition("#")[2] if "#" in value else value.rpartition("/")[2]
