"""What is watched of each measure: its acts, its states, the provisions that its acts rest on.

Products are known by their official code where one is reported, so that a name that gets its code is no change; labels
and evidence are not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from cpc_graph.agenda.read import HEAD, about
from cpc_graph.ask.bind import bind
from cpc_graph.ask.source import Source, rows
from cpc_graph.rdf.terms import Term

_MEASURES = HEAD + "SELECT DISTINCT ?measure WHERE { VALUES ?measure { UNDEF } ?measure rdf:type cpc:Measure }"
_ACTS = (
    HEAD
    + """
SELECT DISTINCT ?measure ?thing WHERE {
  VALUES ?measure { UNDEF }
  ?impact cpc:impactOn ?measure ; cpc:impactBy ?thing
}"""
)
_STATES = HEAD + "SELECT DISTINCT ?measure ?thing WHERE { VALUES ?measure { UNDEF } ?thing cpc:stateOf ?measure }"
# A version is watched where an act of the measure cites its article: what the act rests on may have changed since.
_CITED = (
    HEAD
    + """
SELECT DISTINCT ?act ?provision WHERE {
  VALUES (?act) { (UNDEF) }
  ?act cpc:hasCitation ?citation . ?citation cpc:citesProvision ?provision
}"""
)
_VERSIONS = (
    HEAD
    + """
SELECT DISTINCT ?provision ?version WHERE { VALUES (?provision) { (UNDEF) } ?version cpc:versionOf ?provision }"""
)
# The property is tested, not bound: bound, the engine would go through all that have it.
_SAID = (
    HEAD
    + """
SELECT DISTINCT ?thing ?property ?value WHERE {
  VALUES (?thing) { (UNDEF) }
  ?thing ?property ?value . FILTER(?property IN (PROPERTIES))
}"""
)
_OF_ACT = "cpc:availability, eli:date_document, eli:date_publication, eli:first_date_entry_in_force"
_OF_STATE = (
    "cpc:regime, cpc:periodStart, cpc:periodEnd, cpc:startsNotBefore, cpc:startsNotAfter, cpc:endsNotBefore, "
    "cpc:endsNotAfter, cpc:hasIndication, cpc:coversSpeciality, cpc:coversGroup"
)
_OF_VERSION = "cpc:periodStart, cpc:periodEnd"
_CODES = HEAD + "SELECT DISTINCT ?name ?code WHERE { ?name cpc:identifiedAs ?code }"
_CODES_OF = (
    HEAD
    + """
SELECT DISTINCT ?name ?code WHERE {
  VALUES ?measure { UNDEF }
  ?state cpc:stateOf ?measure ; cpc:coversSpeciality|cpc:coversGroup ?name . ?name cpc:identifiedAs ?code
}"""
)

Facts = dict[str, dict[str, set[str]]]  # by thing, by property: values
_Things = Mapping[NamedNode, Iterable[NamedNode]]  # by measure


@dataclass(slots=True)
class Profile:
    """What is watched of one measure."""

    acts: Facts = field(default_factory=dict)
    states: Facts = field(default_factory=dict)
    law: Facts = field(default_factory=dict)


def codes(source: Source, only: NamedNode | None = None) -> dict[str, str]:
    """Return the official code of each product named, of one measure or of all, where exactly one is reported."""
    query = _CODES if only is None else bind(_CODES_OF, {"measure": only})
    found: dict[str, set[str]] = {}
    for row in rows(source, query):
        if row["name"] is not None and row["code"] is not None:
            found.setdefault(row["name"].value, set()).add(row["code"].value)
    return {name: next(iter(those)) for name, those in found.items() if len(those) == 1}


def profiles(source: Source, same: Mapping[str, str], only: NamedNode | None = None) -> dict[str, Profile]:
    """Return what is watched, by measure, of one or of all; `same` gives the IRI that stands for an equivalent one."""
    bound: dict[str, Term] = {} if only is None else {"measure": only}
    acts, states = (_things(source, bind(query, bound)) for query in (_ACTS, _STATES))
    law = _law(source, acts)
    measures = [row["measure"].value for row in rows(source, bind(_MEASURES, bound)) if row["measure"] is not None]
    found = {measure: Profile() for measure in [*measures, *(one.value for one in [*acts, *states])]}
    for things, properties, place in (
        (acts, _OF_ACT, "acts"),
        (states, _OF_STATE, "states"),
        (law, _OF_VERSION, "law"),
    ):
        said = _said(source, things, properties, same)
        for measure, those in things.items():
            facts: Facts = getattr(found[measure.value], place)
            facts.update((thing.value, said.get(thing.value, {})) for thing in those)
    return found


def _things(source: Source, query: str) -> dict[NamedNode, dict[NamedNode, None]]:
    """Return the things of each measure, each once."""
    found: dict[NamedNode, dict[NamedNode, None]] = {}
    for row in rows(source, query):
        measure, thing = row["measure"], row["thing"]
        if isinstance(measure, NamedNode) and isinstance(thing, NamedNode):
            found.setdefault(measure, {})[thing] = None
    return found


def _law(source: Source, acts: _Things) -> dict[NamedNode, set[NamedNode]]:
    """Return, by measure, the versions of the provisions that its acts cite."""
    cited = _pairs(source, _CITED, "act", "provision", {act for those in acts.values() for act in those})
    versions = _pairs(source, _VERSIONS, "provision", "version", {one for those in cited.values() for one in those})
    return {
        measure: {
            version for act in those for provision in cited.get(act, ()) for version in versions.get(provision, ())
        }
        for measure, those in acts.items()
    }


def _pairs(
    source: Source, query: str, key: str, value: str, things: Iterable[NamedNode]
) -> dict[NamedNode, list[NamedNode]]:
    found: dict[NamedNode, list[NamedNode]] = {}
    for row in about(source, query, key, things):
        one, other = row[key], row[value]
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            found.setdefault(one, []).append(other)
    return found


def _said(source: Source, things: _Things, properties: str, same: Mapping[str, str]) -> Facts:
    """Return the values of some properties of all these things."""
    said: Facts = {}
    query = _SAID.replace("PROPERTIES", properties)
    for row in about(source, query, "thing", {thing for those in things.values() for thing in those}):
        thing, property_, value = row["thing"], row["property"], row["value"]
        if thing is not None and property_ is not None and value is not None:
            said.setdefault(thing.value, {}).setdefault(property_.value, set()).add(_value(value, same))
    return said


def _value(term: Term, same: Mapping[str, str]) -> str:
    return term.value if isinstance(term, Literal) else same.get(term.value, term.value)
