"""What one side says: indications and their wordings, products, period and term, legal bases, duties."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from cpc_graph.ask.bind import bind
from cpc_graph.ask.source import Row, Source, rows
from cpc_graph.compare.sides import Side
from cpc_graph.names import CPC, PREFIXES
from cpc_graph.rdf.terms import Term

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_INDICATIONS = (
    _HEAD
    + """
SELECT DISTINCT ?indication ?wording ?text ?minAge ?minIn ?maxAge ?maxIn ?prior ?connector ?item ?onlyWhen ?includes
WHERE {
  VALUES ?state { UNDEF }
  ?state cpc:hasIndication ?indication .
  OPTIONAL { ?state cpc:hasWording ?wording . ?wording cpc:wordingOf ?indication ; cpc:text ?text
    OPTIONAL { ?wording cpc:targets ?group
      OPTIONAL { ?group cpc:minAge ?minAge } OPTIONAL { ?group cpc:minAgeInclusive ?minIn }
      OPTIONAL { ?group cpc:maxAge ?maxAge } OPTIONAL { ?group cpc:maxAgeInclusive ?maxIn } }
    OPTIONAL { ?wording cpc:requiresPrior ?therapy . OPTIONAL { ?therapy cpc:asWritten ?prior }
      OPTIONAL { ?therapy cpc:connector ?connector } OPTIONAL { ?therapy cpc:item ?item }
      OPTIONAL { ?therapy cpc:onlyWhen ?onlyWhen } }
    OPTIONAL { ?wording cpc:includes ?includes } }
} ORDER BY ?indication ?wording ?item ?includes"""
)
# What a state says of its list as a whole: that it is not known to be all, and which indications an act ended.
_LIST = (
    _HEAD
    + """
SELECT DISTINCT ?open ?ended WHERE {
  { VALUES ?state { UNDEF } ?state cpc:indicationsOpen ?open }
  UNION { VALUES ?state { UNDEF } ?state cpc:withoutIndication ?ended }
} ORDER BY ?open ?ended"""
)
_PRODUCTS = (
    _HEAD
    + """
SELECT DISTINCT ?product ?same ?group WHERE {
  VALUES ?state { UNDEF }
  ?state cpc:coversSpeciality|cpc:coversGroup ?product .
  OPTIONAL { ?product cpc:identifiedAs ?same OPTIONAL { ?membership cpc:member ?same ; cpc:inGroup ?group } }
} ORDER BY ?product ?same ?group"""
)
_PERIOD = (
    _HEAD
    + """
SELECT DISTINCT ?measure ?regime ?periodStart ?periodEnd ?termStart ?termEnd ?duration WHERE {
  VALUES ?state { UNDEF }
  ?state cpc:stateOf ?measure .
  OPTIONAL { ?state cpc:regime ?regime }
  OPTIONAL { ?state cpc:periodStart ?periodStart }
  OPTIONAL { ?state cpc:periodEnd ?periodEnd }
  OPTIONAL { ?state cpc:underTerm ?term
    OPTIONAL { ?term cpc:periodStart ?termStart }
    OPTIONAL { ?term cpc:periodEnd ?termEnd }
    OPTIONAL { ?term cpc:duration ?duration } }
} ORDER BY ?measure ?regime"""
)
_BASES = (
    _HEAD
    + """
SELECT DISTINCT ?provision ?version WHERE {
  { VALUES ?act { UNDEF }
    ?act cpc:hasCitation ?citation . ?citation cpc:citationRole cpc:basis ; cpc:citesProvision ?provision .
    OPTIONAL { VALUES ?act { UNDEF } ?act cpc:hasCitation ?citation . ?citation cpc:citesVersion ?version .
      ?version cpc:versionOf ?provision } }
  UNION
  { VALUES ?act { UNDEF } ?act cpc:laidDownBy ?provision }
} ORDER BY ?provision ?version"""
)
_DUTIES = (
    _HEAD
    + """
SELECT DISTINCT ?duty ?bearer ?recipient ?action ?periodicity ?delay ?anchor WHERE {
  VALUES ?act { UNDEF }
  ?duty a cpc:Obligation ; cpc:imposedBy/eli:is_part_of ?act ; cpc:action ?action .
  OPTIONAL { ?duty cpc:bearer ?bearer }
  OPTIONAL { ?duty cpc:recipient ?recipient }
  OPTIONAL { ?duty cpc:periodicity ?periodicity }
  OPTIONAL { ?duty cpc:deadlineDuration ?delay }
  OPTIONAL { ?duty cpc:deadlineAfter ?anchor }
} ORDER BY ?duty ?bearer ?recipient"""
)
PERIOD = ("periodStart", "periodEnd", "termStart", "duration", "termEnd")


@dataclass(frozen=True, slots=True)
class Wording:
    """How one side writes an indication. Ages are in months, with whether they are included; no text: not known."""

    text: str | None = None
    node: NamedNode | None = None
    min_age: tuple[int, bool] | None = None
    max_age: tuple[int, bool] | None = None
    prior: str | None = None
    connector: str | None = None
    items: frozenset[str] = frozenset()
    only_when: str | None = None
    includes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty: who owes what to whom, and by when."""

    node: NamedNode
    bearer: Term | None
    recipients: tuple[Term, ...]
    action: str
    periodicity: str | None
    delay: str | None
    anchor: Term | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What one side says; `period` holds the values of PERIOD, `measure` and `regime`, None where not established.

    is_open: nothing establishes that the indications known are all; ended: those that an act ended, hence not there.
    """

    indications: dict[NamedNode, Wording] = field(default_factory=dict)
    is_open: bool = False
    ended: frozenset[NamedNode] = frozenset()
    products: dict[NamedNode, tuple[Term, ...]] = field(default_factory=dict)  # with their codes
    groups: dict[NamedNode, tuple[Term, ...]] = field(default_factory=dict)  # of BDPM, that a product is a member of
    period: dict[str, Term | None] = field(default_factory=dict)
    bases: dict[NamedNode, tuple[NamedNode, ...]] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()


def read_contents(source: Source, side: Side) -> Contents:
    """Read everything that is compared of one side."""
    by_act = {"act": side.act}
    bases = _many(list(rows(source, bind(_BASES, by_act))), "provision", "version")
    duties = _duties(list(rows(source, bind(_DUTIES, by_act))))
    if side.state is None:
        return Contents(bases=_nodes(bases), duties=duties)
    by_state = {"state": side.state}
    products = list(rows(source, bind(_PRODUCTS, by_state)))
    listed = list(rows(source, bind(_LIST, by_state)))
    return Contents(
        indications=_indications(list(rows(source, bind(_INDICATIONS, by_state)))),
        is_open=any(_text(row["open"]) == "true" for row in listed),
        ended=frozenset(row["ended"] for row in listed if isinstance(row["ended"], NamedNode)),
        products=_many(products, "product", "same"),
        groups=_many(products, "product", "group"),
        period=_period(next(rows(source, bind(_PERIOD, by_state)), {}), side),
        bases=_nodes(bases),
        duties=duties,
    )


def _period(found: Row, side: Side) -> dict[str, Term | None]:
    """Return what a state says of its period; its regime is not told on a day when a fiction may have changed it."""
    return {**found, "regime": None} if side.is_deemed else {**found}


def _many(found: list[Row], key: str, value: str) -> dict[NamedNode, tuple[Term, ...]]:
    by_key: dict[NamedNode, list[Term]] = {}
    for row in found:
        node, one = row[key], row[value]
        if isinstance(node, NamedNode):
            values = by_key.setdefault(node, [])
            if one is not None and one not in values:
                values.append(one)
    return {node: tuple(values) for node, values in by_key.items()}


def _nodes(found: dict[NamedNode, tuple[Term, ...]]) -> dict[NamedNode, tuple[NamedNode, ...]]:
    return {key: tuple(one for one in values if isinstance(one, NamedNode)) for key, values in found.items()}


def _indications(found: list[Row]) -> dict[NamedNode, Wording]:
    by_concept: dict[NamedNode, list[Row]] = {}
    for row in found:
        if isinstance(row["indication"], NamedNode):
            by_concept.setdefault(row["indication"], []).append(row)
    return {concept: _wording(lines) for concept, lines in by_concept.items()}


def _wording(lines: list[Row]) -> Wording:
    """Make one wording of the rows of a concept; a concept that is written twice has no single wording."""
    first = lines[0]
    node = first["wording"]
    if not isinstance(node, NamedNode) or len({row["wording"] for row in lines}) > 1:
        return Wording()
    connector = _text(first["connector"])
    return Wording(
        text=_text(first["text"]),
        node=node,
        min_age=_age(first["minAge"], first["minIn"]),
        max_age=_age(first["maxAge"], first["maxIn"]),
        prior=_text(first["prior"]),
        connector=connector.removeprefix(CPC) if connector else None,
        items=frozenset(row["item"].value for row in lines if row["item"] is not None),
        only_when=_text(first["onlyWhen"]),
        includes=frozenset(row["includes"].value for row in lines if row["includes"] is not None),
    )


def _age(age: Term | None, is_included: Term | None) -> tuple[int, bool] | None:
    found = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?", age.value) if age is not None else None
    if found is None:
        return None
    return int(found[1] or 0) * 12 + int(found[2] or 0), is_included is None or is_included.value == "true"


def _duties(found: list[Row]) -> tuple[Duty, ...]:
    by_node: dict[NamedNode, list[Row]] = {}
    for row in found:
        if isinstance(row["duty"], NamedNode):
            by_node.setdefault(row["duty"], []).append(row)
    return tuple(_duty(node, lines) for node, lines in by_node.items())


def _duty(node: NamedNode, lines: list[Row]) -> Duty:
    first = lines[0]
    recipients = dict.fromkeys(row["recipient"] for row in lines if row["recipient"] is not None)
    return Duty(
        node=node,
        bearer=first["bearer"],
        recipients=tuple(recipients),
        action=_text(first["action"]) or "",
        periodicity=_text(first["periodicity"]),
        delay=_text(first["delay"]),
        anchor=first["anchor"],
    )


def _text(term: Term | None) -> str | None:
    return None if term is None else term.value
