"""Acts that the graph already names: this one, those that it cites, the one that it follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from pyoxigraph import NamedNode

from cpc_graph.build.cited_object import object_of
from cpc_graph.build.decision_act import act_path, object_name, short_slug
from cpc_graph.build.decision_acts import untold_object
from cpc_graph.build.decision_words import load_labels
from cpc_graph.link import grounds
from cpc_graph.link.akin import OTHER_STRENGTH, Likeness, Medicine, acted_on, akin_acts, of_facts
from cpc_graph.link.candidate import Beside, Candidate, Kind
from cpc_graph.link.look import Look, path_of
from cpc_graph.link.measures import NAMED, measure_candidates
from cpc_graph.names import slug
from cpc_graph.rdf.terms import date, iri
from cpc_graph.text.facts import CitedAct, Facts, Product
from cpc_graph.text.links import Bilingual

FOLLOWS: tuple[Literal["renew", "modify", "abrogate"], ...] = ("renew", "modify", "abrogate")
IDENTICAL, OF_ACT, OTHER_KIND, LATEST, AKIN_OTHER_KIND = 1.0, 0.97, 0.8, 0.7, 0.55
_SEGMENTS = 9  # eli/fr/<authority>/decision/<year>/<month>/<day>/<object>/<kind>
_HELD = iri("cpc:held")


@dataclass(frozen=True, slots=True)
class Found:
    """Acts for one place: `same` when there is no doubt, else what may be the same."""

    same: tuple[Candidate, ...] = ()
    possible: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which acts are about the same thing: of this authority, on these measures or with these slugs in their names.

    `medicine`: what to compare with the others of the day, which may be about it under another name.
    """

    authority: str
    measures: frozenset[NamedNode]
    slugs: frozenset[str]
    medicine: Medicine

    @classmethod
    def of(cls, facts: Facts, measures: Iterable[Candidate], look: Look) -> Scope:
        """Take the act's own object and the measures that its products lead to. The facts are of a decision."""
        assert facts.decision is not None
        sure = [one for one in measures if one.score >= NAMED]  # a brand or a substance alone proves no identity
        targets = [iri(one.target) for one in sure]
        about = short_slug(object_name(facts) or "")
        slugs = {about, *(one.slug for one in sure)}
        medicine = of_facts(facts, look)
        return cls(slug(facts.decision.authority.text), frozenset(targets), frozenset(slugs), medicine)

    def acts(self, day: dt.date, look: Look) -> list[NamedNode]:
        """Return the acts of a day that are about the same thing, by the authority that acted on that day."""
        authority = load_labels().authority_on(self.authority, day)
        return [act for act in look.subjects("eli:date_document", date(day)) if self._holds(act, authority, look)]

    def _holds(self, act: NamedNode, authority: str, look: Look) -> bool:
        parts = path_of(act).split("/")
        if len(parts) != _SEGMENTS or parts[2] != authority:
            return False
        return parts[7] in self.slugs or bool(self.measures & set(acted_on(act, look)))

    def akin(self, day: dt.date, look: Look) -> list[tuple[NamedNode, Likeness]]:
        """Return the other acts of a day that seem to be about the same medicine, and why."""
        sure = set(self.acts(day, look))
        return [pair for pair in akin_acts(self.medicine, self.authority, day, look) if pair[0] not in sure]


def own_act(facts: Facts, scope: Scope, look: Look) -> Found:
    """Return this act as the graph names it. One that is held under another name may be a second act of the day."""
    decision = facts.decision
    if decision is None or decision.signed.value is None or object_name(facts) is None:
        return Found()
    day, action = decision.signed.value, decision.action.text
    found = _sorted("act", 0, action, day, scope, look)
    path = act_path(facts, load_labels())
    named = [one for one in (*found.same, *found.possible) if one.target == path]
    if named:
        return Found(tuple(named))
    held = [one for one in found.same if is_held(one, look)]
    if held:
        return Found((), tuple(replace(one, holds=True) for one in held))
    if found.same:
        return found
    akin = _akin("act", 0, action, day, scope, look)
    akin = [one if one.score > OTHER_STRENGTH else replace(one, holds=False) for one in akin]
    return Found((), (*found.possible, *akin, *_untold(day, scope, look)))


def _untold(day: dt.date, scope: Scope, look: Look) -> list[Candidate]:
    """Return the stubs of the day of which acts on the same measure gave the day and nothing else."""
    authority = load_labels().authority_on(scope.authority, day)
    slugs = {*scope.slugs, *(path_of(one).rpartition("/")[2] for one in scope.measures)}
    objects = {untold_object(one) for one in slugs}
    return [
        replace(_candidate("act", 0, act, OTHER_KIND, grounds.day_only(day), look), holds=True)
        for act in look.subjects("eli:date_document", date(day))
        if (parts := path_of(act).split("/"))[2:3] == [authority] and len(parts) == _SEGMENTS and parts[7] in objects
    ]


def is_held(act: Candidate, look: Look) -> bool:
    """Tell whether the text of an act of the graph is held."""
    return _HELD in look.nodes(iri(act.target), "cpc:availability")


def measures_of_act(found: Found, look: Look) -> list[Candidate]:
    """Return the measure that the graph has for this act, where it may well be one that it knows."""
    known = [one for one in (*found.same, *found.possible) if one.score >= OTHER_KIND]
    return [
        Candidate("measure", 0, path_of(node), look.label(node), grounds.by_act(one.label), OF_ACT)
        for one in known
        for node in acted_on(iri(one.target), look)
    ]


def acts_beside(facts: Facts, scope: Scope, look: Look) -> tuple[Beside, ...]:
    """Return the acts of the day of this one that are about the same thing, this one included if it is known."""
    day = facts.decision.signed.value if facts.decision else None
    acts = [*scope.acts(day, look), *(act for act, _ in scope.akin(day, look))] if day else []
    found = sorted(acts, key=lambda act: act.value)
    return tuple(
        Beside(path_of(act), frozenset(path_of(one).rpartition("/")[2] for one in acted_on(act, look))) for act in found
    )


def cited_acts(facts: Facts, scope: Scope, look: Look) -> Found:
    """Return the acts of the graph that the text cites by their day."""
    found: list[Found] = []
    for place, cited in enumerate(facts.cited_acts, 1):
        day, of = cited.day.value, _scope_of(cited, facts, scope, look)
        if day is not None and of is not None:
            one = _sorted("cited", place, cited.action, day, of, look)
            akin = [] if one.same else _akin("cited", place, cited.action, day, of, look)
            found.append(Found(one.same, (*one.possible, *akin)))
    same = tuple(one for each in found for one in each.same)
    return Found(same, tuple(one for each in found for one in each.possible))


def _scope_of(cited: CitedAct, facts: Facts, own: Scope, look: Look) -> Scope | None:
    """Return where to look for a cited act: among those on the medicine that the text says it is about."""
    about = object_of(cited, facts)
    if about.kind in ("own", "untold"):
        return own
    if about.kind == "matter":
        return None
    named = replace(facts, products=(Product(about.name, cited.quotes),), about=None)
    return Scope.of(named, measure_candidates(named, look), look)


def _sorted(kind: Kind, place: int, action: str, day: dt.date, scope: Scope, look: Look) -> Found:
    """Tell the one act of the day that has the kind from several, or from those of another kind."""
    acts = scope.acts(day, look)
    of_kind = [act for act in acts if look.is_a(act, load_labels().class_of("actions", action))]
    if len(of_kind) == 1:
        return Found((_candidate(kind, place, of_kind[0], IDENTICAL, grounds.same(day), look),))
    maybe = of_kind or acts
    return Found(
        (),
        tuple(_candidate(kind, place, act, OTHER_KIND, grounds.same_day(day, look.label(act)), look) for act in maybe),
    )


def _akin(kind: Kind, place: int, action: str, day: dt.date, scope: Scope, look: Look) -> list[Candidate]:
    """Return the acts of the day that seem to be about the same medicine; one of the kind may be the very act."""
    found = []
    for act, like in scope.akin(day, look):
        if look.is_a(act, load_labels().class_of("actions", action)):
            ground = grounds.same_as(day, like.ground)
            found.append(replace(_candidate(kind, place, act, like.score, ground, look), holds=True))
        else:
            found.append(_candidate(kind, place, act, AKIN_OTHER_KIND, grounds.kind_to_check(day, like.ground), look))
    return found


def predecessor(facts: Facts, measure: Candidate | None, look: Look) -> tuple[Candidate, ...]:
    """Return the latest earlier act on the measure, where the text does not date the one that it acts on."""
    decision = facts.decision
    if decision is None or measure is None or decision.signed.value is None or decision.action.text not in FOLLOWS:
        return ()
    if any(cited.acted_on and cited.day.value for cited in facts.cited_acts):
        return ()
    earlier = [(day, act) for day, act in _acts_on(measure, look) if day < decision.signed.value]
    if not earlier:
        return ()
    day, act = max(earlier, key=lambda pair: (pair[0], pair[1].value))
    return (_candidate("predecessor", 0, act, LATEST, grounds.latest(day, measure.label), look),)


def _acts_on(measure: Candidate, look: Look) -> list[tuple[dt.date, NamedNode]]:
    acts = {
        act
        for impact in look.subjects("cpc:impactOn", iri(measure.target))
        for act in look.nodes(impact, "cpc:impactBy")
        if look.is_a(act, "cpc:Decision")
    }
    return [(day, act) for act in acts if (day := look.day(act, "eli:date_document")) is not None]


def _candidate(kind: Kind, place: int, act: NamedNode, score: float, ground: Bilingual, look: Look) -> Candidate:
    return Candidate(kind, place, path_of(act), look.label(act), ground, score)
