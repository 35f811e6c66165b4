"""What is watched of each measure: its acts, its states, the provisions that its acts rest on.

Products are known by their official code where one is reported, so that a name that gets its code is no change; labels
and evidence are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.source import Row, Source, rows
from cpc_graph.names import PREFIXES
from cpc_graph.rdf.terms import Term

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_MEASURES = _HEAD + "SELECT DISTINCT ?measure WHERE { ?measure a cpc:Measure } ORDER BY ?measure"
_ACTS = (
    _HEAD
    + """
SELECT DISTINCT ?measure ?act ?property ?value WHERE {
  ?impact cpc:impactOn ?measure ; cpc:impactBy ?act .
  OPTIONAL { VALUES ?property { cpc:availability eli:date_document eli:date_publication eli:first_date_entry_in_force }
    ?act ?property ?value }
} ORDER BY ?measure ?act ?property ?value"""
)
_STATES = (
    _HEAD
    + """
SELECT DISTINCT ?measure ?state ?property ?value WHERE {
  ?state cpc:stateOf ?measure .
  OPTIONAL { VALUES ?property { cpc:regime cpc:periodStart cpc:periodEnd cpc:startsNotBefore cpc:startsNotAfter
      cpc:endsNotBefore cpc:endsNotAfter cpc:hasIndication cpc:coversSpeciality cpc:coversGroup }
    ?state ?property ?value }
} ORDER BY ?measure ?state ?property ?value"""
)
# A version is watched where an act of the measure cites its article: what the act rests on may have changed since.
_LAW = (
    _HEAD
    + """
SELECT DISTINCT ?measure ?version ?property ?value WHERE {
  ?impact cpc:impactOn ?measure ; cpc:impactBy ?act . ?act cpc:hasCitation/cpc:citesProvision ?provision .
  ?version cpc:versionOf ?provision .
  OPTIONAL { VALUES ?property { cpc:periodStart cpc:periodEnd } ?version ?property ?value }
} ORDER BY ?measure ?version ?property ?value"""
)
_CODES = _HEAD + "SELECT DISTINCT ?name ?code WHERE { ?name cpc:identifiedAs ?code } ORDER BY ?name ?code"

Facts = dict[str, dict[str, set[str]]]  # by thing, by property: values


@dataclass(slots=True)
class Profile:
    """What is watched of one measure."""

    acts: Facts = field(default_factory=dict)
    states: Facts = field(default_factory=dict)
    law: Facts = field(default_factory=dict)


def codes(source: Source) -> dict[str, str]:
    """Return the official code of each product named, where exactly one is reported."""
    found: dict[str, set[str]] = {}
    for row in rows(source, _CODES):
        if row["name"] is not None and row["code"] is not None:
            found.setdefault(row["name"].value, set()).add(row["code"].value)
    return {name: next(iter(those)) for name, those in found.items() if len(those) == 1}


def profiles(source: Source, same: dict[str, str]) -> dict[str, Profile]:
    """Return what is watched, by measure; `same` gives the IRI that stands for an equivalent one."""
    found = {row["measure"].value: Profile() for row in rows(source, _MEASURES) if row["measure"] is not None}
    for query, place in ((_ACTS, "acts"), (_STATES, "states"), (_LAW, "law")):
        for row in rows(source, query):
            for measure, thing, property_, value in _read(row, same):
                facts: Facts = getattr(found.setdefault(measure, Profile()), place)
                values = facts.setdefault(thing, {})
                if property_ is not None and value is not None:
                    values.setdefault(property_, set()).add(value)
    return found


def _read(row: Row, same: dict[str, str]) -> Iterator[tuple[str, str, str | None, str | None]]:
    thing = row.get("act") or row.get("state") or row.get("version")
    measure, property_ = row["measure"], row["property"]
    if isinstance(measure, NamedNode) and isinstance(thing, NamedNode):
        yield measure.value, thing.value, property_ and property_.value, _value(row["value"], same)


def _value(term: Term | None, same: dict[str, str]) -> str | None:
    if term is None or isinstance(term, Literal):
        return term and term.value
    return same.get(term.value, term.value)
