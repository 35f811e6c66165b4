"""The two sides of a comparison: an act, or a measure on a day, with the state that it opens or that holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.ask.bind import bind
from cpc_graph.ask.days import read_day
from cpc_graph.ask.entities import find_entity
from cpc_graph.ask.names import Names
from cpc_graph.ask.parameters import CLASSES
from cpc_graph.ask.source import Row, Source, rows
from cpc_graph.compare.phrases import phrase
from cpc_graph.errors import UsageError
from cpc_graph.names import PREFIXES
from cpc_graph.rdf.terms import date

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_OF_ACT = (
    _HEAD
    + """
SELECT DISTINCT ?state ?held WHERE {
  VALUES ?act { UNDEF }
  OPTIONAL { ?impact cpc:impactBy ?act ; cpc:opensState ?state }
  BIND(NOT EXISTS { ?act cpc:availability ?how . FILTER(?how != cpc:held) } AS ?held)
} ORDER BY ?state"""
)
# The states that hold, or may hold, on the day: see queries/time/is-allowed.rq.
_ON_DAY = (
    _HEAD
    + """
SELECT DISTINCT ?state ?act ?held ?sure ?deemedOn ?deemedAs WHERE {
  VALUES ?measure { UNDEF }
  VALUES ?day { UNDEF }
  ?state cpc:stateOf ?measure . OPTIONAL { ?state cpc:regime ?kind } ?impact cpc:opensState ?state ; cpc:impactBy ?act .
  OPTIONAL { ?state cpc:periodStart ?start }
  OPTIONAL { ?state cpc:periodEnd ?end }
  OPTIONAL { ?state cpc:startsNotBefore ?startMin }
  OPTIONAL { ?state cpc:startsNotAfter ?startMax }
  OPTIONAL { ?state cpc:endsNotBefore ?endMin }
  OPTIONAL { ?state cpc:endsNotAfter ?endMax }
  BIND(COALESCE(?kind, rdf:nil) AS ?regime)
  OPTIONAL { ?fiction a cpc:LegalFiction ; cpc:fromRegime ?regime ; cpc:effectiveFrom ?deemedOn ;
      cpc:toRegime ?deemedAs . FILTER(?deemedOn <= ?day) }
  FILTER((!BOUND(?start) || ?start <= ?day) && (!BOUND(?startMin) || ?startMin <= ?day))
  FILTER((!BOUND(?end) || ?day < ?end) && (!BOUND(?endMax) || ?day < ?endMax))
  FILTER NOT EXISTS { ?act eli:date_document ?signature . FILTER(!BOUND(?start) && ?day < ?signature) }
  FILTER NOT EXISTS { ?state (cpc:nextState+/cpc:periodStart)? ?later . FILTER(?later <= ?day) }
  FILTER NOT EXISTS { ?state (cpc:nextState+/cpc:periodEnd)? ?gone . FILTER(?gone <= ?day) }
  BIND((BOUND(?start) || BOUND(?startMax) && ?startMax <= ?day)
    && (BOUND(?end) || BOUND(?endMin) && ?day < ?endMin) AS ?sure)
  BIND(NOT EXISTS { ?act cpc:availability ?how . FILTER(?how != cpc:held) } AS ?held)
} ORDER BY ?state"""
)
# The suspensions of the whole measure that run, or may still run, on the day.
_SUSPENDED = (
    _HEAD
    + """
SELECT DISTINCT ?act ?from ?until WHERE {
  VALUES ?measure { UNDEF }
  VALUES ?day { UNDEF }
  ?impact cpc:impactOn ?measure ; cpc:impactType cpc:suspend ; cpc:impactDate ?from ; cpc:impactBy ?act .
  FILTER(?from <= ?day)
  FILTER NOT EXISTS { ?impact cpc:concernsIndication ?indication }
  OPTIONAL { ?impact cpc:suspendedUntil ?until }
  FILTER(!BOUND(?until) || ?day < ?until)
} ORDER BY DESC(?from) ?act LIMIT 1"""
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side. `state` is None when the act opens none; `is_held`: what is not listed is known not to be there.

    is_deemed: since a legal fiction took effect, the state has no longer its old regime: the new one, or it is gone.
    """

    name: str
    act: NamedNode
    state: NamedNode | None
    is_held: bool
    because: tuple[str, ...] = ()
    is_deemed: bool = False


def read_side(source: Source, text: str, names: Names) -> Side:
    """Read "S0" or "thalidomide@2022-09-01".

    Raises UsageError when it names nothing, when no state of the measure holds on the day, or when several may.
    """
    measure, at, day = text.rpartition("@")
    if at and "/" not in day:
        return _on_day(source, measure, day, names)
    act = find_entity(source, text, CLASSES["decision"], "diff")
    found = list(rows(source, bind(_OF_ACT, {"act": act})))
    states = [row["state"] for row in found if isinstance(row["state"], NamedNode)]
    held = any(_is_true(row) for row in found)
    because = () if held else (phrase("unheld", names.lang, act=names.of(act)),)
    return Side(names.of(act), act, states[0] if states else None, held, because)


def _on_day(source: Source, text: str, day: str, names: Names) -> Side:
    measure = find_entity(source, text, CLASSES["measure"], "diff")
    when = read_day(day, "diff")
    found = list(rows(source, bind(_ON_DAY, {"measure": measure, "day": date(when)})))
    name = f"{names.of(measure)}, {when.isoformat()}"
    if not found:
        raise _no_state(source, measure, when, name, names)
    if len({row["state"] for row in found}) > 1:
        listed = ", ".join(names.of(row["state"]) for row in found if row["state"] is not None)
        raise UsageError(
            fr=f"{name} : l'état n'est pas établi ; il peut s'agir de : {listed}",
            en=f"{name}: the state is not established; it may be: {listed}",
        )
    return _state_side(name, found[0], names)


def _no_state(source: Source, measure: NamedNode, day: dt.date, name: str, names: Names) -> UsageError:
    """Say that no state is known on a day, and which suspension was decided for it, when one was."""
    fr, en = "aucun état de la mesure n'est connu ce jour-là", "no state of the measure is known on that day"
    for row in rows(source, bind(_SUSPENDED, {"measure": measure, "day": date(day)})):
        act, start, until = row["act"], row["from"], row["until"]
        if not isinstance(act, NamedNode) or start is None:
            continue
        names.learn([act])
        fr += f" ; « {names.of(act)} » la suspend à partir du {start.value}"
        en += f"; “{names.of(act)}” suspends it from {start.value}"
        fr += f" jusqu'au {until.value} (exclu)" if until else ", fin non établie"
        en += f" until {until.value} (excluded)" if until else ", end not established"
    return UsageError(fr=f"{name} : {fr}", en=f"{name}: {en}")


def _state_side(name: str, row: Row, names: Names) -> Side:
    act, state = row["act"], row["state"]
    if not isinstance(act, NamedNode) or not isinstance(state, NamedNode):
        raise ValueError("a state and what opens it are IRIs")
    because = []
    if row["sure"] is None or row["sure"].value != "true":
        because.append(phrase("unsure", names.lang, state=names.of(state)))
    since, regime = row["deemedOn"], row["deemedAs"]
    if since is not None and regime is not None:
        told = {"day": since.value, "regime": names.of(regime)}
        because.append(phrase("deemed", names.lang, state=names.of(state), **told))
    if not _is_true(row):
        because.append(phrase("unheld", names.lang, act=names.of(act)))
    return Side(name, act, state, _is_true(row), tuple(because), is_deemed=since is not None)


def _is_true(row: Row) -> bool:
    held = row["held"]
    return held is not None and held.value == "true"
