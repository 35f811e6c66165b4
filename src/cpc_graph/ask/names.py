"""Readable names of things, in the language of a reader: what answers, proofs, comparisons and agendas show."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind, bind_rows
from cpc_graph.ask.source import Source, rows
from cpc_graph.names import BASE, PREFIXES
from cpc_graph.rdf.terms import Term

_QUERY = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?name ?notation WHERE {
  VALUES (?thing) { (UNDEF) }
  VALUES ?lang { UNDEF }
  OPTIONAL { ?thing rdfs:label ?name FILTER(LANG(?name) IN ("", ?lang)) }
  OPTIONAL { ?thing skos:notation ?notation }
} ORDER BY ?thing ?name ?notation"""
_SIGLUM = 4  # "S0", "RTU": a notation this short is how people call the thing
_DURATION = re.compile(r"P(?=\d)((?:\d+[YMWD])+)")
_UNITS = {"Y": ("an", "year"), "M": ("mois", "month"), "W": ("semaine", "week"), "D": ("jour", "day")}


class Names:
    """Names learnt from a store, in one language ("fr" or "en")."""

    def __init__(self, source: Source, lang: str) -> None:
        """Know nothing yet."""
        self._source, self.lang, self._known = source, lang, dict[str, str | None]()

    def learn(self, things: Iterable[Term | None]) -> None:
        """Ask for the names of all these IRIs at once; anything else is left out."""
        wanted = {thing.value: thing for thing in things if isinstance(thing, NamedNode)}
        unknown = [[wanted[key]] for key in sorted(wanted) if key not in self._known]
        if not unknown:
            return
        self._known.update(dict.fromkeys(row[0].value for row in unknown))
        query = bind(bind_rows(_QUERY, ["thing"], unknown), {"lang": Literal(self.lang)})
        for row in rows(self._source, query):
            self._keep(row["thing"], row["name"], row["notation"])

    def _keep(self, thing: Term | None, name: Term | None, notation: Term | None) -> None:
        if thing is None:
            return
        known = self._known.get(thing.value)
        if notation is not None and len(notation.value) <= _SIGLUM:
            self._known[thing.value] = notation.value
        elif known is None and (name is not None or notation is not None):
            self._known[thing.value] = (name or notation).value  # type: ignore[union-attr]

    def of(self, thing: Term) -> str:
        """Return the name of an IRI, else its short form; a literal as people say it."""
        if isinstance(thing, Literal):
            return said(thing.value, self.lang)
        self.learn([thing])
        return self._known.get(thing.value) or short(thing.value)


def short(iri: str) -> str:
    """Write an IRI of ours as a path, another as a prefixed name where there is a prefix."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(BASE)


def said(lexical: str, lang: str) -> str:
    """Say a duration or a truth value in words; any other text is returned as it is.

    >>> said("P3Y", "fr"), said("P1M", "en"), said("2025-08-16", "fr")
    ('3 ans', '1 month', '2025-08-16')
    """
    if lexical in ("true", "false"):
        return {"fr": ("oui", "non"), "en": ("yes", "no")}[lang][lexical == "false"]
    if not _DURATION.fullmatch(lexical):
        return lexical
    return " ".join(_span(int(count), unit, lang) for count, unit in re.findall(r"(\d+)([YMWD])", lexical))


def _span(count: int, unit: str, lang: str) -> str:
    french, english = _UNITS[unit]
    if lang == "en":
        return f"{count} {english}{'s' if count != 1 else ''}"
    return f"{count} {french}{'s' if count > 1 and not french.endswith('s') else ''}"
