"""Look things up in the graph as the finders of candidates need them."""

from __future__ import annotations

import datetime as dt

from pyoxigraph import Literal, NamedNode, Store

from cpc_graph.build.known import Facts
from cpc_graph.link.names import Names
from cpc_graph.names import BASE, CPC
from cpc_graph.rdf.terms import Term, iri
from cpc_graph.store.words import Words
from cpc_graph.text.links import Bilingual


class Look:
    """Reads a store by subject and predicate, all graphs together."""

    def __init__(self, store: Store, words: Words | None = None) -> None:
        """Take an open store, and what is kept beside it of the words of names, where it has that."""
        self.names = Names(store, words)
        self._facts = Facts(store)

    def nodes(self, subject: NamedNode, predicate: str) -> list[NamedNode]:
        """Return the resources that a property leads to."""
        return [value for value in self._facts.values(subject, predicate) if isinstance(value, NamedNode)]

    def texts(self, subject: NamedNode, predicate: str) -> list[str]:
        """Return the literals of a property, as written."""
        return [value.value for value in self._facts.values(subject, predicate) if isinstance(value, Literal)]

    def subjects(self, predicate: str, value: Term) -> list[NamedNode]:
        """Return the nodes that have this value."""
        return self._facts.subjects(predicate, value)

    def is_a(self, node: NamedNode, kind: str) -> bool:
        """Tell whether a node has a class."""
        return iri(kind) in self.nodes(node, "rdf:type")

    def graphs(self, node: NamedNode, kind: str) -> set[NamedNode]:
        """Return the graphs that give a node this class."""
        return self._facts.graphs(node, "rdf:type", iri(kind))

    def day(self, node: NamedNode, predicate: str) -> dt.date | None:
        """Return the one day of a property; None when there is none, several, or no real day."""
        days = self.texts(node, predicate)
        try:
            return dt.date.fromisoformat(days[0]) if len(days) == 1 else None
        except ValueError:
            return None

    def label(self, node: NamedNode) -> Bilingual:
        """Return the names of a node, its path where it has none."""
        names = {
            literal.language or "": literal.value
            for literal in self._facts.values(node, "rdfs:label")
            if isinstance(literal, Literal)
        }
        bare = names.get("", path_of(node))
        return Bilingual(names.get("fr", bare), names.get("en", names.get("fr", bare)))


def path_of(node: NamedNode) -> str:
    """Return an IRI relative to the base, `cpc:name` for a term of the ontology."""
    return node.value.replace(CPC, "cpc:").removeprefix(BASE)
