"""What the graph names: medicines, the substances of measures, wordings.

A store on disk has the words of all names beside it, so that those that are asked for are found without the others.
Elsewhere they are read at once and folded once: a name costs some microseconds, whatever is asked of it afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple, TypeVar

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from cpc_graph.names import PREFIXES, slug
from cpc_graph.rdf.terms import iri
from cpc_graph.store.words import Words

_Kind = TypeVar("_Kind", NamedNode, Literal)
_MEDICINES = ("cpc:nameAsWritten", "cpc:denomination")
_WORDINGS = "SELECT ?of ?concept ?text WHERE { ?of cpc:wordingOf ?concept ; cpc:text ?text }"
_SUBSTANCES = """SELECT DISTINCT ?of ?substance ?text WHERE {
  ?of a cpc:Measure ; cpc:onSubstance ?substance .
  OPTIONAL { ?substance rdfs:label ?text }
}"""


class Wording(NamedTuple):
    """The text of a wording, and the indication that it is of."""

    text: str
    concept: NamedNode


class Names:
    """The names of a store, all graphs together.

    With the words that are kept beside it they are looked up; without, each kind is read when it is first asked for.
    """

    def __init__(self, store: Store, words: Words | None = None) -> None:
        """Take an open store, and its words where there are."""
        self._store, self._words = store, words

    def wordings(self, *sought: tuple[str, ...]) -> list[Wording]:
        """Return all wordings that may come near one of these words, and maybe others, in the order of their IRIs."""
        if self._words is None:
            return self._wordings
        nodes = {node for words in sought for node in self._words.near(words)}
        rows = [
            (node, concept, text)
            for node in nodes
            for concept in self._values(node, "cpc:wordingOf", NamedNode)
            for text in self._texts(node, "cpc:text")
        ]
        return [Wording(text, concept) for _, concept, text in _ordered(rows) if text is not None]

    def medicines(self, head: str) -> list[tuple[NamedNode, str]]:
        """Return the specialities with those of their names that begin with these folded words, each pair once."""
        known = self._medicines if self._words is None else self._named(self._words.medicines(head.partition("-")[0]))
        return [(node, name) for key, node, name in known if key == head or key.startswith(f"{head}-")]

    def substances(self, words: str) -> list[NamedNode]:
        """Return the substances of measures one of whose names is among these folded words, `-word-word-`."""
        if self._words is None:
            known = self._substances
        else:
            nodes = self._words.substances(word for word in words.split("-") if word)
            known = [(slug(text), node) for node in nodes for text in self._texts(node, "rdfs:label")]
        found = (node for key, node in known if key and f"-{key}-" in words)
        return list(dict.fromkeys(found))

    def _named(self, nodes: list[NamedNode]) -> list[tuple[str, NamedNode, str]]:
        return [
            (slug(name), node, name)
            for predicate in _MEDICINES
            for node in nodes
            for name in self._texts(node, predicate)
        ]

    def _texts(self, node: NamedNode, predicate: str) -> list[str]:
        return sorted({one.value for one in self._values(node, predicate, Literal)})

    def _values(self, node: NamedNode, predicate: str, kind: type[_Kind]) -> set[_Kind]:
        quads = self._store.quads_for_pattern(node, iri(predicate), None, None)
        return {quad.object for quad in quads if isinstance(quad.object, kind)}

    @cached_property
    def _wordings(self) -> list[Wording]:
        rows = _ordered(self._rows(_WORDINGS, "concept"))
        return [Wording(text, concept) for _, concept, text in rows if text is not None]

    @cached_property
    def _medicines(self) -> list[tuple[str, NamedNode, str]]:
        found: list[tuple[str, NamedNode, str]] = []
        for predicate in _MEDICINES:
            quads = self._store.quads_for_pattern(None, iri(predicate), None, None)
            pairs = {
                (quad.subject, quad.object.value)
                for quad in quads
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
            }
            found += ((slug(name), node, name) for node, name in sorted(pairs, key=lambda one: (one[0].value, one[1])))
        return found

    @cached_property
    def _substances(self) -> list[tuple[str, NamedNode]]:
        named = {(slug(text or ""), node) for _, node, text in self._rows(_SUBSTANCES, "substance")}
        return sorted(((key, node) for key, node in named if key), key=lambda one: (one[1].value, one[0]))

    def _rows(self, query: str, resource: str) -> Iterable[tuple[NamedNode, NamedNode, str | None]]:
        answer = self._store.query(query, use_default_graph_as_union=True, prefixes=PREFIXES)
        assert isinstance(answer, QuerySolutions)
        for row in answer:
            of, node, text = row["of"], row[resource], row["text"]
            if (
                isinstance(of, NamedNode)
                and isinstance(node, NamedNode)
                and (text is None or isinstance(text, Literal))
            ):
                yield of, node, text.value if text is not None else None


def _ordered(
    rows: Iterable[tuple[NamedNode, NamedNode, str | None]],
) -> list[tuple[NamedNode, NamedNode, str | None]]:
    return sorted(rows, key=lambda row: (row[0].value, row[2] or "", row[1].value))
