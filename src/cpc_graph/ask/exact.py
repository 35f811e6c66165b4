"""Find what bears a name as it is written, without reading the names of everything: by index, however large the graph.

What this finds is a part of what `entities` would: a name in other letters (accents, signs) is not looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind_rows
from cpc_graph.ask.source import Source, rows
from cpc_graph.names import BASE, CPC, PREFIXES, slug
from cpc_graph.rdf.terms import Term, iri

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
# The property is tested, not bound: bound, the engine would go through all that have it.
_BEARERS = (
    _HEAD
    + """
SELECT DISTINCT ?thing WHERE {
  VALUES (?name) { (UNDEF) }
  ?thing ?property ?name .
  FILTER(?property IN (rdfs:label, skos:prefLabel, skos:altLabel, skos:notation, eli:title, foaf:name, cpc:number,
    cpc:cis))
} LIMIT 51"""
)
_DOCUMENTED = (
    _HEAD
    + """
SELECT DISTINCT ?thing WHERE {
  VALUES (?name) { (UNDEF) }
  ?document skos:notation ?name ; cpc:documentOf ?thing .
}"""
)
# The classes are tested here: bound in the query, the engine would go through all of a class.
_KINDS = (
    _HEAD
    + """
SELECT DISTINCT ?thing ?kind WHERE { VALUES (?thing) { (UNDEF) } ?thing a ?kind } ORDER BY ?thing"""
)
_MOST = 50
# Where things stand whose IRI ends in the slug of their name.
_FOLDERS = (
    *(
        "id/measure",
        "id/indication",
        "id/person",
        "id/company",
        "id/agency",
        "id/organization",
        "id/role",
        "id/meeting",
    ),
    *("id/substance", "id/speciality/name", "id/speciality/cis", "id/generic-group", "id/generic-group/name"),
)


def bearers(source: Source, text: str, classes: Sequence[str]) -> list[NamedNode]:
    """Return the things of these classes that may bear the text as a name, or end in it, in order of IRI.

    None when too much bears it ("1" is the number of a part of every act): that is no name to go by.
    """
    names = [[name] for name in _spellings(text)]
    found: dict[Term, None] = dict.fromkeys(_ends(text))
    for query in (_BEARERS, _DOCUMENTED):
        for row in rows(source, bind_rows(query, ["name"], names)):
            if row["thing"] is not None:
                found[row["thing"]] = None
    if len(found) > _MOST:
        return []
    return of_class(source, list(found), classes)


def of_class(source: Source, things: Sequence[Term], classes: Sequence[str]) -> list[NamedNode]:
    """Return those of the things that are of one of these classes, in order of IRI."""
    wanted = {iri(name) for name in classes}
    found = rows(source, bind_rows(_KINDS, ["thing"], [[thing] for thing in things])) if things else ()
    kept = (row["thing"] for row in found if row["kind"] in wanted)
    return list(dict.fromkeys(thing for thing in kept if isinstance(thing, NamedNode)))


def _spellings(text: str) -> Iterator[Literal]:
    """Yield the text as names write it: as it stands, in small letters, in capitals, with one; in each language."""
    for spelling in dict.fromkeys((text, text.lower(), text.upper(), text.capitalize())):
        yield Literal(spelling)
        yield from (Literal(spelling, language=lang) for lang in ("fr", "en"))


def _ends(text: str) -> Iterator[NamedNode]:
    key = slug(text)
    if key:
        yield from (NamedNode(f"{BASE}{folder}/{key}") for folder in _FOLDERS)
    if text.isascii() and text.isalpha():
        yield from (NamedNode(CPC + name) for name in dict.fromkeys((text, text.upper(), text.lower())))
