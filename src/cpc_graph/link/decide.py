"""Turn what was taken into the links of a document; what was not taken gets names of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import count

from cpc_graph.build.decision_act import act_path, object_name, short_slug
from cpc_graph.build.decision_words import fill, load_labels
from cpc_graph.link.acts import FOLLOWS
from cpc_graph.link.candidate import CERTAIN, Candidate, Kind, Proposals
from cpc_graph.link.parties import known_parties, named_parties
from cpc_graph.resources import data_dir
from cpc_graph.text.facts import Decision, Facts, Indication
from cpc_graph.text.links import ActLink, Bilingual, Links, MeasureLink
from cpc_graph.text.values import Quotes
from cpc_graph.text.yaml_file import load

# Below, a person names the kind (an act), or picks it by hand (an indication).
_LEAST: dict[Kind, float] = {"indication": 0.95, "act": 0.75, "cited": 0.75}
_BY_NAME: tuple[Kind, ...] = ("act", "cited")


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates that a person took, at most one for each place, and who took them.

    `is_second`: the person says that it is another act than the one of its day and object that the graph has.
    """

    author: str
    taken: tuple[Candidate, ...] = ()
    is_second: bool = False

    def of(self, kind: Kind, place: int = 0) -> Candidate | None:
        """Return what was taken for a place."""
        return next((one for one in self.taken if (one.kind, one.place) == (kind, place)), None)


def choose(proposals: Proposals, kinds: Collection[Kind], *, named: Collection[Kind] = ()) -> tuple[Candidate, ...]:
    """Take, for the kinds that were accepted, the candidate of each place that stands out; others stay open.

    Two places that claim one target stay open too, unless the words are the same; so does a wording that only comes
    near: another disease may differ by one word. An act of another strength is taken where its kind is `named`.
    """
    places = [(kind, place) for kind, place in proposals.places() if kind in kinds]
    best = [one for kind, place in places if (one := proposals.best(kind, place)) is not None]
    free = [kind for kind in _BY_NAME if kind in named]
    best = [one for one in best if one.kind in free or one.score >= _LEAST.get(one.kind, 0.0)]
    claims = Counter((one.kind, one.target) for one in best)
    return tuple(one for one in best if claims[one.kind, one.target] == 1 or one.score == CERTAIN)


def with_measure(proposals: Proposals, choice: Choice) -> Choice:
    """Return the choice with the one measure of the act that the graph knows: an act is not on one and on another."""
    path = None if choice.is_second else _path(proposals.recognised, choice, "act", 0)
    on = {slug for one in proposals.beside if one.path == path for slug in one.measures}
    measures = [one for one in proposals.of("measure") if one.slug in on]
    if len(measures) != 1 or choice.of("measure"):
        return choice
    return replace(choice, taken=(*choice.taken, *measures))


def undecided(proposals: Proposals, choice: Choice) -> tuple[Candidate, ...]:
    """Return the acts that may be this one, or one that it cites, and of which nobody has said so or the contrary."""
    if choice.is_second:
        return ()
    known = {(one.kind, one.place) for one in (*proposals.recognised, *choice.taken)}
    return tuple(one for one in proposals.open if one.holds and (one.kind, one.place) not in known)


def links_of(facts: Facts, proposals: Proposals, choice: Choice) -> Links:
    """Make the links of a document from what is recognised and what was taken."""
    reasons, parties, choice = _reasons(), known_parties(), with_measure(proposals, choice)
    act = own_path(facts, proposals, choice)
    alone = proposals.alone_in(act)
    measure = _measure(facts, choice, reasons, alone)
    concepts = [_concept(one, choice.of("indication", place), alone) for place, one in enumerate(facts.indications, 1)]
    return Links(
        author=choice.author,
        measure=measure,
        concepts=tuple(one.slug for one in concepts),
        concept_labels={one.slug: one.label for one in concepts},
        concept_reasons=tuple(
            _accepted(reasons, one.taken, choice.author) if one.taken else reasons["own_concept"] for one in concepts
        ),
        act=act,
        alone=alone,
        cited=tuple(
            _path(proposals.recognised, choice, "cited", place) for place in range(1, len(facts.cited_acts) + 1)
        ),
        predecessor=_predecessor(facts.decision, choice, reasons),
        parties=(*parties, *named_parties(facts, parties)),
        reasons=reasons,
    )


@dataclass(frozen=True, slots=True)
class _Concept:
    """The lasting indication of a wording: one that was taken, or its own."""

    slug: str
    label: Bilingual
    taken: Candidate | None = None


def _concept(indication: Indication, taken: Candidate | None, alone: frozenset[str]) -> _Concept:
    if taken:
        is_own = taken.score == CERTAIN and taken.target in alone
        return _Concept(taken.slug, taken.label, None if is_own else taken)
    said = load_labels().label("own_indication", object=indication.text)
    return _Concept(short_slug(indication.text), Bilingual(said.fr, said.en))


def _measure(facts: Facts, choice: Choice, reasons: dict[str, Bilingual], alone: frozenset[str]) -> MeasureLink | None:
    decision, taken = facts.decision, choice.of("measure")
    if decision is None:
        return None
    quotes = _grounds(decision, facts)
    if taken and taken.target in alone:
        return MeasureLink(taken.slug, "own", quotes)
    if taken:
        return MeasureLink(taken.slug, "accepted", quotes, _accepted(reasons, taken, choice.author))
    return MeasureLink(short_slug(object_name(facts) or ""), "own", quotes)


def _grounds(decision: Decision, facts: Facts) -> Quotes:
    """Return the words that say what the act does and to which medicine."""
    products = facts.products[0].quotes if facts.products else ()
    return tuple(dict.fromkeys((*decision.action.quotes, *products)))


def _path(recognised: Iterable[Candidate], choice: Choice, kind: Kind, place: int) -> str | None:
    same = next((one for one in recognised if (one.kind, one.place) == (kind, place)), None)
    found = same or choice.of(kind, place)
    return found.target if found else None


def own_path(facts: Facts, proposals: Proposals, choice: Choice) -> str | None:
    """Name the act: as the graph does, else with a number where the graph has other acts of its day and object.

    None: by authority, day, object and kind, as any act.
    """
    known = None if choice.is_second else _path(proposals.recognised, choice, "act", 0)
    if known or facts.decision is None or facts.decision.signed.value is None or object_name(facts) is None:
        return known
    path, taken = act_path(facts, load_labels()), choice.of("measure")
    measure = taken.slug if taken else short_slug(object_name(facts) or "")
    others = [
        one.path for one in proposals.beside if measure in one.measures or one.path.split("/")[7] == path.split("/")[7]
    ]
    return numbered(path, others) if others else None


def numbered(path: str, others: Collection[str]) -> str:
    """Number a path that others stand beside.

    >>> numbered("eli/x/modification", ["eli/x/renouvellement"]), numbered("x", ["x", "x-2"])
    ('eli/x/modification-2', 'x-3')
    """
    taken = {int(match[1]) for one in others if (match := re.search(r"-(\d+)$", one))}
    return f"{path}-{next(number for number in count(2) if number not in taken)}"


def _predecessor(decision: Decision | None, choice: Choice, reasons: dict[str, Bilingual]) -> ActLink | None:
    taken = choice.of("predecessor")
    if taken is None or decision is None:
        return None
    action = next(action for action in FOLLOWS if action == decision.action.text)
    return ActLink(taken.target, action, _accepted(reasons, taken, choice.author))


def _accepted(reasons: dict[str, Bilingual], taken: Candidate, author: str) -> Bilingual:
    said = fill(reasons["accepted"], ground=taken.ground, author=author)
    return Bilingual(said.fr, said.en)


def _reasons() -> dict[str, Bilingual]:
    table = load(data_dir() / "readings" / "tables" / "reasons.yaml")
    return {key: Bilingual(**reason) for key, reason in table.items()}
