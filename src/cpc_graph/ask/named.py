"""Things with the names that they go by, as a graph gives them; case, accents and apostrophes do not count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind_rows
from cpc_graph.ask.source import Source, rows
from cpc_graph.names import BASE, PREFIXES, slug
from cpc_graph.rdf.terms import iri

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_NAMES = (
    _HEAD
    + """
SELECT ?thing ?name WHERE {
  VALUES (?class) { (UNDEF) }
  ?thing a ?class .
  { ?thing rdfs:label|skos:prefLabel|skos:altLabel|skos:notation|eli:title|foaf:name|cpc:number|cpc:cis ?name }
  UNION
  { ?document cpc:documentOf ?thing ; skos:notation ?name }
}"""
)
_NAMES_OF = _NAMES.replace("VALUES (?class)", "VALUES (?thing)").replace("?thing a ?class .", "")
APOSTROPHES = re.compile("[\u2018\u2019\u02bc]")  # written for one another; a name has the plain one


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with the names that it goes by; each name with its language, "" for none."""

    thing: NamedNode
    spoken: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names."""
        return tuple(name for name, _ in self.spoken)

    @property
    def keys(self) -> frozenset[str]:
        """The names, folded."""
        return frozenset(slug(APOSTROPHES.sub("'", name)) for name in self.names)

    @property
    def path(self) -> str:
        """The IRI relative to the base."""
        return self.thing.value.removeprefix(BASE)

    def shown(self, lang: str) -> str:
        """Return the shortest name in a language, or without any."""
        names = [name for name, language in self.spoken if language in ("", lang)]
        return min(names or self.names, key=len)

    def is_called(self, text: str) -> bool:
        """Tell whether `text` is a name, or the last part of the IRI."""
        local = self.path.rpartition("/")[2].rpartition("#")[2]
        return slug(text) in self.keys - {""} or text.casefold() == local.casefold()

    def has_in_a_name(self, key: str) -> bool:
        """Tell whether the words of `key` (a slug) follow each other in a name or in the path."""
        return any(f"-{key}-" in f"-{name}-" for name in (*self.keys, slug(self.path)))

    def has_words_of(self, key: str) -> bool:
        """Tell whether a name holds every word of `key`, in any order: "SBIDIAN Emilie"."""
        wanted = set(key.split("-"))
        return any(wanted <= set(name.split("-")) for name in self.keys)


def entities(source: Source, classes: Sequence[str]) -> list[Named]:
    """Return every thing of these classes with its names, in order of IRI."""
    return _named(source, bind_rows(_NAMES, ["class"], [[iri(name)] for name in classes]))


def names_of(source: Source, things: Sequence[NamedNode]) -> list[Named]:
    """Return these things with their names, in order of IRI."""
    return _named(source, bind_rows(_NAMES_OF, ["thing"], [[thing] for thing in things]))


def _named(source: Source, query: str) -> list[Named]:
    found: dict[NamedNode, set[tuple[str, str]]] = {}
    for row in rows(source, query):  # in any order: sorting 100,000 names twice costs the engine more than it does here
        thing, name = row["thing"], row["name"]
        if isinstance(thing, NamedNode) and isinstance(name, Literal):
            found.setdefault(thing, set()).add((name.value, name.language or ""))
    return [Named(thing, tuple(sorted(found[thing]))) for thing in sorted(found, key=str)]
