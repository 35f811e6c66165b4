"""What the state that an act opens carries on from the state before: what the act does not change, inferred."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cpc_graph.build.known import Facts
from cpc_graph.build.lineage import Event
from cpc_graph.build.scope import (
    INDICATION,
    WORDING,
    Scope,
    Values,
    concepts,
    doubted,
    said_of,
    say_open_list,
    say_values,
)
from cpc_graph.build.statements import Draft
from cpc_graph.rdf.terms import Term, iri

_RULE = "unchangedByTheAct"
_ADD, _REWORD, _MODIFY, _RENEW = (iri(f"cpc:{name}") for name in ("addIndication", "reword", "modify", "renew"))
_REMOVE = iri("cpc:removeIndication")
# Types of impact that leave alone all that they do not name.
_LEAVES = {_ADD, _REWORD, _REMOVE, *(iri(f"cpc:{name}") for name in ("changeProtocol", "extendScope", "resume"))}
# Types of impact that say all that the state covers.
_SAYS_ALL = {iri(f"cpc:{name}") for name in ("establish", "deem")}
_NEW_LIST = iri("cpc:replaceIndications")
_PRODUCTS = ("cpc:coversSpeciality", "cpc:coversGroup")


def with_carried(event: Event, before: Scope | None, facts: Facts, draft: Draft) -> tuple[Event, Scope]:
    """Say what a state of the files carries on from the one before; return it as an event, and what it then covers."""
    assert event.state is not None
    own = Scope.of(event.state, facts)
    kinds = {kind: why for one in event.impacts for kind, why in said_of(one, "cpc:impactType", facts).items()}
    if before and _REMOVE in kinds:
        before = _less(event, before, facts)
    kept = _kept(event, own, before, set(kinds), facts)
    cause = tuple(ground for grounds in kinds.values() for ground in grounds)
    gone = {
        one: why for one, why in (before.gone if before else {}).items() if kept.said and one not in own.indications
    }
    for name, values in {**kept.said, "cpc:withoutIndication": gone}.items():
        because = {value: (*why, *cause) for value, why in values.items()}
        say_values(event.state, name, because, _RULE, draft, is_certain=False)
    if kept.is_open:
        say_open_list(event.state, (*cause, *event.key_grounds), draft)
    base = before.base if before and "cpc:underTerm" in kept.said else None
    said = {name: {**values, **doubted(kept.said.get(name, {}))} for name, values in own.said.items()}
    scope = Scope(event.state, base or event.state, said, doubted(gone), kept.is_open, own.is_stub)
    return replace(event, base=base, under=scope.under), scope


def _less(event: Event, before: Scope, facts: Facts) -> Scope:
    """Return what is left of the state before; where what the act removes is not in it, that is not known."""
    removed = {
        one: why for impact in event.impacts for one, why in said_of(impact, "cpc:concernsIndication", facts).items()
    }
    left = before.without(removed, facts, ())
    if removed and set(removed) <= set(before.indications):
        return left
    return replace(left, said={**before.said, INDICATION: {}, WORDING: {}}, is_open=True)


def _kept(event: Event, own: Scope, before: Scope | None, kinds: set[Term], facts: Facts) -> _Kept:
    if not kinds or kinds & _SAYS_ALL:
        return _Kept({}, own.is_open)
    if before and before.lapses_by(event.start.day, facts) and _RENEW not in kinds:
        return _Kept({}, is_open=_NEW_LIST not in kinds or own.is_open)
    return _Kept.of(own, before, kinds, facts)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is carried on, by property, and whether the list of indications that results may be incomplete."""

    said: dict[str, Values]
    is_open: bool

    @classmethod
    def of(cls, own: Scope, before: Scope | None, kinds: set[Term], facts: Facts) -> _Kept:
        """Tell what impacts of these kinds leave of the state before."""
        is_renewal = _RENEW in kinds
        if before is None:
            return cls({}, own.is_open or not (is_renewal or _NEW_LIST in kinds))
        names = ["cpc:regime"] if is_renewal else ["cpc:regime", "cpc:underTerm"]
        said = {name: before.said[name] for name in names if not own.said[name] and not _is_unknown(own, name, facts)}
        if not is_renewal or not any(own.said[name] for name in _PRODUCTS):
            said |= {name: _others(before.said[name], own.said[name]) for name in _PRODUCTS}
        if _leaves_list(own, before, kinds):
            said |= _list(own, before, facts)
            return cls(_full(said), before.is_open or (before.is_stub and not own.is_stub) or _unlinked(own, facts))
        says_all = _NEW_LIST in kinds or (is_renewal and not own.is_open)
        return cls(_full(said), not says_all or own.is_open)


def _leaves_list(own: Scope, before: Scope, kinds: set[Term]) -> bool:
    """Tell whether what is known of an act leaves the indications that it does not name."""
    if _RENEW in kinds:
        return not own.said[INDICATION] and not own.said[WORDING] and _MODIFY not in kinds
    if not kinds <= _LEAVES:
        return False
    new = len(set(own.indications) - set(before.indications))
    if _REWORD not in kinds:
        return True
    # A new indication in a rewording stands for one of the list that nothing names; beside an added one, for that.
    return bool(own.indications) and (new == 0 or (_ADD in kinds and new == 1 and len(own.indications) > 1))


def _list(own: Scope, before: Scope, facts: Facts) -> dict[str, Values]:
    """Return the indications that remain and their wordings; a new wording takes the place of the old one."""
    named = set(own.indications)
    wordings = {
        wording: why for wording, why in before.said[WORDING].items() if not set(concepts(wording, facts)) & named
    }
    return {INDICATION: _others(before.indications, named), WORDING: _others(wordings, own.said[WORDING])}


def _unlinked(own: Scope, facts: Facts) -> bool:
    return any(not concepts(wording, facts) for wording in own.said[WORDING])


def _is_unknown(own: Scope, name: str, facts: Facts) -> bool:
    """Tell whether the files say that the value is not established: nothing is then put in its place."""
    return any(ground.object is None for ground in facts.grounds(own.state, name))


def _others(values: Values, named: Values | set[Term]) -> Values:
    return {value: why for value, why in values.items() if value not in named}


def _full(said: dict[str, Values]) -> dict[str, Values]:
    return {name: values for name, values in said.items() if values}
