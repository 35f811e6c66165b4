"""What the graph names, read once for a document and folded once: medicines, the substances of measures, wordings.

Reading one name after the other costs several look-ups of the store for each; read at once, a name costs some
microseconds, whatever is asked of it afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from cpc_graph.names import PREFIXES, slug
from cpc_graph.rdf.terms import iri

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
    """The names of a store, all graphs together; each kind is read when it is first asked for."""

    def __init__(self, store: Store) -> None:
        """Take an open store."""
        self._store = store

    @cached_property
    def wordings(self) -> list[Wording]:
        """Every wording of every indication, in the order of their IRIs."""
        rows = _ordered(self._rows(_WORDINGS, "concept"))
        return [Wording(text, concept) for _, concept, text in rows if text is not None]

    def medicines(self, head: str) -> list[tuple[NamedNode, str]]:
        """Return the specialities with those of their names that begin with these folded words, each pair once."""
        return [(node, name) for key, node, name in self._medicines if key == head or key.startswith(f"{head}-")]

    def substances(self, words: str) -> list[NamedNode]:
        """Return the substances of measures one of whose names is among these folded words, `-word-word-`."""
        found = (node for key, node in self._substances if f"-{key}-" in words)
        return list(dict.fromkeys(found))

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
