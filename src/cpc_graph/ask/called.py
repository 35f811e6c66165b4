"""A measure as people call it: after its regime ("la RTU du baclofène"), or by a product that its states cover."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind, bind_rows
from cpc_graph.ask.named import Named, names_of
from cpc_graph.ask.roster import roster
from cpc_graph.ask.source import Source, rows
from cpc_graph.names import PREFIXES, slug

MEASURE = "cpc:Measure"
INDICATION = "cpc:Indication"
_PRODUCTS = ("cpc:Speciality", "cpc:GenericGroup")
_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_UNDER = (
    _HEAD
    + """
ASK { VALUES ?measure { UNDEF } VALUES ?notation { UNDEF }
  ?state cpc:stateOf ?measure ; cpc:regime ?regime . ?regime skos:notation ?notation }"""
)
_COVERING = (
    _HEAD
    + """
SELECT DISTINCT ?measure WHERE {
  VALUES (?product) { (UNDEF) }
  ?product ^cpc:identifiedAs? ?covered . ?state cpc:coversSpeciality|cpc:coversGroup ?covered ; cpc:stateOf ?measure .
} ORDER BY ?measure"""
)
_INDICATED = (
    _HEAD
    + """
SELECT DISTINCT ?indication WHERE {
  VALUES (?measure) { (UNDEF) }
  ?state cpc:stateOf ?measure ; cpc:hasIndication ?indication .
} ORDER BY ?indication"""
)
_REGIME = re.compile(
    r"^(?:la |le |l'|une? )?(?P<regime>[A-Z]{2,5}) (?:de la |de l'|des |du |de |d')?(?P<rest>.+)$", re.S
)
_SHORTEST = 4  # a part of a name must be this long
_MOST = 50  # products; a word that more of them bear calls none of them

Find = Callable[[str], list[Named]]


def called(source: Source, text: str, find: Find) -> list[Named]:
    """Return the measures that the text calls so, none when it calls nothing; `find` finds those that bear a name."""
    said = _REGIME.match(text)
    if said is None:
        return _covering(source, text)
    found = find(said["rest"]) or _covering(source, said["rest"])
    # "CPC" before a measure that never was one is not that measure's name.
    return [one for one in found if _has_been(source, one.thing, said["regime"])] if len(found) <= _MOST else []


def indicated(source: Source, text: str) -> list[Named]:
    """Return the indications of the measures in whose label the text stands: "PrEP", which no indication is called."""
    key = slug(text)
    near = roster(source, (MEASURE,)).holding(f"-{key}-") if len(key) >= _SHORTEST else []
    measures = [one for one in near if one.has_in_a_name(key)]
    if not 0 < len(measures) <= _MOST:
        return []
    found = rows(source, bind_rows(_INDICATED, ["measure"], [[one.thing] for one in measures]))
    nodes = [node for row in found if isinstance(node := row["indication"], NamedNode)]
    return names_of(source, nodes) if nodes else []


def _has_been(source: Source, measure: NamedNode, regime: str) -> bool:
    return bool(source.query(bind(_UNDER, {"measure": measure, "notation": Literal(regime)})))


def _covering(source: Source, text: str) -> list[Named]:
    """Return the measures that cover a product in whose name the text stands: "Protopic", of whatever strength."""
    key = slug(text)
    near = roster(source, _PRODUCTS).holding(f"-{key}-") if len(key) >= _SHORTEST else []
    products = [one for one in near if one.has_in_a_name(key)]
    if not 0 < len(products) <= _MOST:
        return []
    query = bind_rows(_COVERING, ["product"], [[one.thing] for one in products])
    measures = list(_nodes(source, query))
    return names_of(source, measures) if measures else []


def _nodes(source: Source, query: str) -> Iterator[NamedNode]:
    return (node for row in rows(source, query) if isinstance(node := row["measure"], NamedNode))
