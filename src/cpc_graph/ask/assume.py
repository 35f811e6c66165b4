"""Answer under an assumption: a copy of the store in memory in which one day is another, and what follows from it.

Nothing is stored. What rests on the assumed day is computed again where a date rule says how; a legal fiction is judged
again; what only a person had inferred from it is no longer established.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.ask.days import read_day
from cpc_graph.ask.entities import find_entity
from cpc_graph.ask.names import Names
from cpc_graph.ask.parameters import CLASSES
from cpc_graph.ask.recompute import follow, without_backward_ends
from cpc_graph.ask.scratch import Copy, as_day
from cpc_graph.build.derive import DERIVED, DERIVED_EVIDENCE, derive
from cpc_graph.errors import UsageError
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import DURATION, Term, date, iri, typed
from cpc_graph.store.reader import Store

_ASSUMED = re.compile(r"^(?P<act>.+?)\s+(?P<key>\w+)\s*=\s*(?P<value>.+)$", re.DOTALL)
_OF_TERM = {"start": "cpc:periodStart", "end": "cpc:periodEnd", "duration": "cpc:duration"}
_OF_ACT = {
    "signature": "eli:date_document",
    "publication": "eli:date_publication",
    "entry": "eli:first_date_entry_in_force",
    "notification": "cpc:notifiedOn",
}
# What derivation does not read either: nothing but date rules could follow from it.
_LEADS_NOWHERE_ELSE = frozenset({iri("cpc:notifiedOn")})
_FRENCH = {"debut": "start", "début": "start", "fin": "end", "duree": "duration", "durée": "duration"}
_MOST = 2_000_000  # quads that are copied; a larger store is asked by its own files
_LINES = {
    "assumed": (
        "sous l'hypothèse, non enregistrée : {act} — {property} : {value}",
        "under the assumption, not stored: {act} — {property}: {value}",
    ),
    "idle": (
        "cette hypothèse ne décide rien : le graphe ne calcule aucune date à partir de celle-là, sous aucune lecture ; "
        "pour fixer le terme, supposez son début (start)",
        "this assumption decides nothing: the graph computes no date from that one, under any reading; "
        "to settle the term, assume its start (start)",
    ),
    "backwards": (
        "{state} : sous cette hypothèse son terme finit avant qu'il commence ; sa fin n'est pas établie",
        "{state}: under this assumption its term ends before it starts; its end is not established",
    ),
    "before": (
        "elle passe une borne que le graphe connaît : {property}, pas avant le {day}",
        "it passes a bound that the graph knows: {property}, not before {day}",
    ),
    "after": (
        "elle passe une borne que le graphe connaît : {property}, pas après le {day}",
        "it passes a bound that the graph knows: {property}, not after {day}",
    ),
    "dropped": (
        "sous cette hypothèse, {count} conclusion(s) qui en dépendaient ne sont plus établies",
        "under this assumption, {count} conclusion(s) that rested on it are no longer established",
    ),
}


@dataclass(frozen=True, slots=True)
class Assumption:
    """A value supposed for one property of a term or an act."""

    act: NamedNode
    subject: NamedNode
    property: NamedNode
    value: Term


def suppose(source: object, texts: Sequence[str], lang: str = "fr") -> tuple[Store, tuple[str, ...]]:
    """Return the store as it would be under "S1 start=2018-05-05" and so on, and what must be said of the answer.

    Keys: start, end, duration (of the term that the act grants), signature, publication, entry, notification. Raises
    UsageError for another key, an act without a term, an impossible day, a remote or too large a store.
    """
    if not isinstance(source, Store) or len(source) > _MOST:
        raise UsageError(
            fr="une hypothèse se pose sur un store local, d'au plus deux millions d'énoncés",
            en="an assumption needs a local store of at most two million statements",
        )
    names = Names(source, lang)
    supposed = [_read(source, text) for text in texts]
    derived = {DERIVED, DERIVED_EVIDENCE}
    changed = Store(quads=[quad for quad in source.raw if quad.graph_name not in derived])
    copy = Copy(changed.raw)
    lines: list[str] = []
    for one in supposed:
        lines.append(
            _line("assumed", lang, act=names.of(one.act), property=names.of(one.property), value=names.of(one.value))
        )
        lines += _beyond(copy, one, names)
        found = follow(copy, one.subject, one.property, one.value, lang)
        lines += found.lines
        if found.is_idle and one.property in _LEADS_NOWHERE_ELSE:
            lines.append(_line("idle", lang))
        if found.dropped:
            lines.append(_line("dropped", lang, count=found.dropped))
    derive(copy.store)
    lines += [_line("backwards", lang, state=names.of(state)) for state in without_backward_ends(copy)]
    return changed, tuple(lines)


def _beyond(copy: Copy, one: Assumption, names: Names) -> Iterator[str]:
    """Say which bound of the day, that the graph knows, an assumption passes."""
    day = as_day(one.value)
    for node in copy.about(one.subject, one.property):
        low, high = copy.day(node, iri("cpc:earliest")), copy.day(node, iri("cpc:latest"))
        if day is not None and low is not None and day < low:
            yield _line("before", names.lang, property=names.of(one.property), day=low.isoformat())
        if day is not None and high is not None and high < day:
            yield _line("after", names.lang, property=names.of(one.property), day=high.isoformat())


def _read(source: Store, text: str) -> Assumption:
    match = _ASSUMED.match(text.strip())
    if match is None:
        shown = text[:60]
        raise UsageError(
            fr=f"assume : « {shown} » ne se lit pas ; écrivez par exemple 'S1 start=2018-05-05'",
            en=f"assume: '{shown}' cannot be read; write for instance 'S1 start=2018-05-05'",
        )
    act = find_entity(source, match["act"], CLASSES["decision"], "assume")
    key = _FRENCH.get(match["key"].casefold(), match["key"].casefold())
    value = _value(key, match["value"].strip())
    if key in _OF_ACT:
        return Assumption(act, act, iri(_OF_ACT[key]), value)
    return Assumption(act, _term(source, act), iri(_OF_TERM[key]), value)


def _value(key: str, text: str) -> Term:
    if key not in _OF_TERM and key not in _OF_ACT:
        listed = ", ".join([*_OF_TERM, *_OF_ACT])
        raise UsageError(
            fr=f"assume : « {key[:40]} » n'est pas une de : {listed}", en=f"assume: '{key[:40]}' is none of: {listed}"
        )
    if key != "duration":
        return date(read_day(text, "assume"))
    if not DURATION.match(text):
        raise UsageError(
            fr=f"assume : « {text[:40]} » n'est pas une durée ; écrivez par exemple P3Y",
            en=f"assume: '{text[:40]}' is not a duration; write for instance P3Y",
        )
    return typed(text, "duration")


def _term(source: Store, act: NamedNode) -> NamedNode:
    found = {quad.object for quad in source.raw.quads_for_pattern(act, iri("cpc:grantsTerm"), None, None)}
    terms = [node for node in found if isinstance(node, NamedNode)]
    if len(terms) != 1:
        name = act.value.removeprefix(BASE)
        raise UsageError(fr=f"assume : {name} n'accorde pas de terme connu", en=f"assume: {name} grants no known term")
    return terms[0]


def _line(key: str, lang: str, **values: object) -> str:
    return _LINES[key][lang == "en"].format(**values)
