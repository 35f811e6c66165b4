"""How each value of a side is known: what is only inferred, or only reported, is marked on its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind
from cpc_graph.ask.names import Names
from cpc_graph.ask.source import Source, rows
from cpc_graph.compare.changes import Change
from cpc_graph.compare.phrases import phrase
from cpc_graph.compare.sides import Side
from cpc_graph.names import CPC, PREFIXES

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
# A statement may have several assertions: one that is stated, computed or by law is better than an inference. A path
# to the term, not a union: what is joined to a union is read for every assertion of the store.
_STANDING = (
    _HEAD
    + """
SELECT DISTINCT ?key ?value ?status ?name WHERE {
  VALUES ?state { UNDEF }
  VALUES ?lang { UNDEF }
  ?state cpc:underTerm? ?subject .
  ?assertion rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?value ; cpc:statementStatus ?status .
  ?status rdfs:label ?name . FILTER(LANG(?name) = ?lang)
  BIND(CONCAT(IF(?subject = ?state, "", "term"), STRAFTER(STR(?predicate), "#")) AS ?key)
} ORDER BY ?key ?value ?status"""
)
_WEAK = ("inferred", "reported")
_OF_TERM = {"termStart": "termperiodStart", "termEnd": "termperiodEnd", "duration": "termduration"}
_LISTS = {"indication": ("hasIndication",), "product": ("coversSpeciality", "coversGroup")}
Standing = Mapping[tuple[str, str | None], str]


def read_standing(source: Source, side: Side, lang: str) -> dict[tuple[str, str | None], str]:
    """Return the name of the status of each value of a state that is only inferred or only reported.

    A key is (property, value); for a date or a duration, which a state has one of, the value is None.
    """
    if side.state is None:
        return {}
    found: dict[tuple[str, str | None], dict[str, str]] = {}
    for row in rows(source, bind(_STANDING, {"state": side.state, "lang": Literal(lang)})):
        key, value, status, name = row["key"], row["value"], row["status"], row["name"]
        if key is None or status is None or name is None:
            continue
        place = (key.value, value.value if isinstance(value, NamedNode) else None)
        found.setdefault(place, {})[status.value.removeprefix(CPC)] = name.value
    return {
        place: next(known[status] for status in _WEAK if status in known)
        for place, known in found.items()
        if set(known) <= set(_WEAK)
    }


def marked(changes: tuple[Change, ...], standings: tuple[Standing, Standing], names: Names) -> Iterator[Change]:
    """Add to each change how its sides are known, where that is less than stated."""
    for change in changes:
        notes = tuple(
            phrase("standing", names.lang, side=phrase(when, names.lang), status=status)
            for when, standing in zip(("before", "after"), standings, strict=True)
            if (status := _status(change, standing)) is not None
        )
        yield replace(change, notes=(*notes, *change.notes)) if notes else change


def _status(change: Change, standing: Standing) -> str | None:
    if change.aspect in _LISTS:
        places: list[tuple[str, str | None]] = [(name, change.thing) for name in _LISTS[change.aspect]]
    elif change.aspect == "period":
        places = [(_OF_TERM.get(change.key, change.key), None)]
    else:
        return None
    return next((standing[place] for place in places if place in standing), None)
