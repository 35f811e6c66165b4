"""What a graph says of things, property by property: one flat query for many things, sorted out here.

A query that asks for each property in an OPTIONAL of its own costs the engine more than reading the few triples that an
assertion has, and the more the more assertions there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind_rows
from cpc_graph.ask.source import Source, rows
from cpc_graph.names import PREFIXES
from cpc_graph.rdf.terms import Term, iri

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_ALL = "SELECT ?thing ?property ?value WHERE { VALUES (?thing) { (UNDEF) } ?thing ?property ?value }"
# The property is tested, not bound: bound, the engine would go through all that have it.
_NAMES = (
    _HEAD
    + """
SELECT ?thing ?property ?value WHERE {
  VALUES (?thing) { (UNDEF) }
  ?thing ?property ?value .
  FILTER(?property IN (rdf:type, rdfs:label, skos:notation, cpc:conflictNote))
}"""
)
Item = TypeVar("Item")
_AT_ONCE = 2_000  # things in one query: some hundred kilobytes of text


class Descriptions:
    """The values of things by property, each once, in order of their text; graphs that repeat a triple add nothing."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[NamedNode, dict[str, dict[Term, None]]] = {}

    def read(self, source: Source, things: Iterable[NamedNode]) -> None:
        """Read all that the graph says of the things."""
        self._read(source, _ALL, things)

    def read_names(self, source: Source, things: Iterable[NamedNode]) -> None:
        """Read what the things are, and their names."""
        self._read(source, _NAMES, things)

    def _read(self, source: Source, query: str, things: Iterable[NamedNode]) -> None:
        for batch in batches(dict.fromkeys(things)):
            for row in rows(source, bind_rows(query, ["thing"], [[thing] for thing in batch])):
                thing, prop, value = row["thing"], row["property"], row["value"]
                if isinstance(thing, NamedNode) and prop is not None and isinstance(value, (NamedNode, Literal)):
                    self._known.setdefault(thing, {}).setdefault(prop.value, {})[value] = None

    def all(self, thing: NamedNode, prop: str) -> list[Term]:
        """Return the values of a property (`prefix:name`), in order of their text."""
        return sorted(self._known.get(thing, {}).get(iri(prop).value, ()), key=str)

    def one(self, thing: NamedNode, prop: str) -> Term | None:
        """Return the first value of a property, None without any."""
        return next(iter(self.all(thing, prop)), None)

    def text(self, thing: NamedNode, prop: str, languages: Sequence[str]) -> str:
        """Return the first text of a property in one of these languages ("" for none), "" without any."""
        texts = (value for value in self.all(thing, prop) if isinstance(value, Literal))
        return next((value.value for value in texts if (value.language or "") in languages), "")


def batches(items: Iterable[Item], size: int = _AT_ONCE) -> Iterator[list[Item]]:
    """Cut items into lists that one query can hold."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
