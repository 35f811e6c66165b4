"""Readable names of IRIs, from the store that is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode, QuerySolutions

from cpc_graph.ask.bind import bind_rows
from cpc_graph.cli import words
from cpc_graph.cli.messages import lang
from cpc_graph.names import BASE, PREFIXES
from cpc_graph.store.reader import Queryable
from cpc_graph.text.shown import shown as visible

_QUERY = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?name ?notation WHERE {
  VALUES (?thing) { (UNDEF) }
  OPTIONAL { ?thing rdfs:label|skos:prefLabel ?name }
  OPTIONAL { ?thing skos:notation ?notation }
} ORDER BY ?thing ?name"""
_LONGEST = 70
# A code of ours is shorter than the name (S0, CPC, ANSM); one of another register (MONDO:0005282) tells people nothing.
_SHORT_CODE = re.compile(r"S[0-9]+|[A-Z]{2,8}")


class Labels:
    """Names learnt from a store; what has none is shown as a prefixed name or a path."""

    def __init__(self, reader: Queryable) -> None:
        """Know nothing yet."""
        self._reader, self._names = reader, dict[str, str]()

    def learn(self, iris: Iterable[str]) -> None:
        """Ask for the names of these IRIs, all at once."""
        wanted = sorted(set(iris) - set(self._names))
        if not wanted:
            return
        rows = self._reader.query(bind_rows(_QUERY, ["thing"], [[NamedNode(iri)] for iri in wanted]))
        if not isinstance(rows, QuerySolutions):
            return
        for thing, name, notation in rows:
            if isinstance(thing, NamedNode):
                self._keep(thing.value, name, notation)

    def _keep(self, iri: str, name: object, notation: object) -> None:
        code = str(getattr(notation, "value", ""))
        if _SHORT_CODE.fullmatch(code):
            self._names[iri] = code
        elif name is not None and getattr(name, "language", None) in (None, lang()):
            self._names.setdefault(iri, str(getattr(name, "value", name)))

    def of(self, text: str) -> str:
        """Return the name of an IRI; other text as it is; long ones cut."""
        return shortened(self._names.get(text) or words.term(short(text)))


def short(iri: str) -> str:
    """Write an IRI of ours as a path, another as a prefixed name where there is a prefix."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(BASE)


def shortened(text: str) -> str:
    """Cut a text that is too long for a line."""
    shown = visible(text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
