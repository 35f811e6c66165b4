"""What a measure covers at a point of its life, with the assertions that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from cpc_graph.build.known import Facts, Ground
from cpc_graph.build.statements import Draft, Evidence, Said
from cpc_graph.rdf.terms import Term, iri, text, typed

UNCERTAIN = {"inferred", "reported", "unknown", ""}
KEPT = ("cpc:stateOf", "cpc:regime", "cpc:underTerm", "cpc:coversSpeciality", "cpc:coversGroup")
INDICATION, WORDING = "cpc:hasIndication", "cpc:hasWording"
# The values of a property, each with the assertions that say it.
Values = Mapping[Term, tuple[Ground, ...]]
_STUBS = {iri("cpc:citedOnly"), iri("cpc:reportedOnly")}
_LIST_UNKNOWN = Said(
    fr="Aucun texte détenu n'établit que les indications connues de cet état soient toutes les siennes.",
    en="No text held establishes that the indications known of this state are all of its own.",
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A state of a measure and what it covers.

    `base` is the state whose term runs: the state itself, or one before that it carries on. `gone` are indications that
    an act ended. `is_open`: the list of indications is not known to be complete; `is_stub`: no text of the act that
    gives it is held, so that what is carried on from it is not known to be complete either.
    """

    state: NamedNode
    base: NamedNode
    said: Mapping[str, Values]
    gone: Values
    is_open: bool
    is_stub: bool

    @classmethod
    def of(cls, state: NamedNode, facts: Facts) -> Scope:
        """Read what a state of the files covers."""
        about = facts.grounds_by_predicate(state)
        said = {
            name: _with_grounds(facts.values(state, name), about.get(iri(name), []))
            for name in (*KEPT, INDICATION, WORDING)
        }
        unlinked = any(not concepts(wording, facts) for wording in said[WORDING])
        return cls(state, state, said, {}, unlinked or not said[INDICATION], _is_stub(state, facts))

    @property
    def indications(self) -> Values:
        """The lasting indications of the state."""
        return self.said[INDICATION]

    def without(self, ended: Values, facts: Facts, cause: tuple[Ground, ...]) -> Scope:
        """Return the scope that is left when some indications end, for a cause that every statement then rests on."""
        said = {name: {value: (*grounds, *cause) for value, grounds in self.said[name].items()} for name in KEPT}
        said |= {
            INDICATION: {one: (*why, *cause) for one, why in self.indications.items() if one not in ended},
            WORDING: {
                one: (*why, *cause)
                for one, why in self.said[WORDING].items()
                if not set(concepts(one, facts)) & set(ended)
            },
        }
        return replace(self, said=said, gone={**self.gone, **ended})

    @property
    def under(self) -> tuple[Ground, ...]:
        """What says under which term the state stands."""
        return tuple(ground for grounds in self.said["cpc:underTerm"].values() for ground in grounds)

    def term_end(self, facts: Facts) -> dt.date | None:
        """Return the day on which the term under which the state stands ends, when it is established."""
        term = facts.known(self.base, "cpc:underTerm").value
        return facts.known(term, "cpc:periodEnd").day if isinstance(term, NamedNode) else None

    def lapses_by(self, day: dt.date | None, facts: Facts) -> bool:
        """Tell whether the term under which the state stands is known to have ended on a day."""
        end = self.term_end(facts)
        return end is not None and day is not None and end <= day


def said_of(subject: NamedNode, predicate: str, facts: Facts) -> dict[Term, tuple[Ground, ...]]:
    """Return the values of a property, each with the assertions that say it."""
    values = facts.values(subject, predicate)
    return _with_grounds(values, facts.grounds(subject, predicate) if values else [])


def _with_grounds(values: list[Term], grounds: list[Ground]) -> dict[Term, tuple[Ground, ...]]:
    return {value: tuple(one for one in grounds if one.object == value) for value in values}


def doubted(values: Values) -> Values:
    """Return values that a step which is not certain brought: what is drawn from them is inferred, not computed."""
    return {value: tuple(replace(one, status="inferred") for one in grounds) for value, grounds in values.items()}


def concepts(wording: Term, facts: Facts) -> list[Term]:
    """Return the lasting indications that a wording is of."""
    return facts.values(wording, "cpc:wordingOf") if isinstance(wording, NamedNode) else []


def say_open_list(state: NamedNode, grounds: Iterable[Ground], draft: Draft) -> None:
    """Say that the list of indications of a state is not known to be complete."""
    operands = tuple(dict.fromkeys(ground.iri for ground in grounds))
    evidence = Evidence("inferred", reason=_LIST_UNKNOWN, derived_from=operands)
    draft.say(state, "cpc:indicationsOpen", typed("true", "boolean"), evidence)


def say_values(
    state: NamedNode, predicate: str, values: Values, rule: str, draft: Draft, *, is_certain: bool = True
) -> None:
    """Say values of a derived state by a rule; inferred when what they rest on is, or when the rule is not certain."""
    for value, grounds in values.items():
        draft.say(state, predicate, value, by_rule(rule, grounds, is_certain=is_certain))


def by_rule(rule: str, grounds: Iterable[Ground], *, is_certain: bool = True) -> Evidence:
    """Make the evidence of a value that a rule draws: computed from what is certain, else inferred."""
    every = tuple(dict.fromkeys(grounds))
    certain = is_certain and every and not any(ground.status in UNCERTAIN for ground in every)
    return Evidence(
        status="computed" if certain else "inferred", rule=rule, derived_from=tuple(one.iri for one in every)
    )


def describe(node: NamedNode, kind: str, label: Said, draft: Draft) -> None:
    """Give a derived node its class and its label in both languages."""
    draft.add(node, "rdf:type", iri(kind))
    draft.add(node, "rdfs:label", text(label.fr, "fr"))
    draft.add(node, "rdfs:label", text(label.en, "en"))


def free_name(root: str, day: dt.date, taken: Iterable[NamedNode], facts: Facts) -> NamedNode:
    """Name a derived state or impact by its day; with a number where an act opened another one so named."""
    others, number = set(taken), 1
    while True:
        found = NamedNode(f"{root}/{day.isoformat()}" + (f"-{number}" if number > 1 else ""))
        if not facts.values(found, "rdf:type") and found not in others:
            return found
        number += 1


def _is_stub(state: NamedNode, facts: Facts) -> bool:
    acts = [act for impact in facts.subjects("cpc:opensState", state) for act in facts.values(impact, "cpc:impactBy")]
    return any(_STUBS & set(facts.values(act, "cpc:availability")) for act in acts if isinstance(act, NamedNode))
