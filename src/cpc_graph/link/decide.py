"""Turn what was taken into the links of a document; what was not taken gets names of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cpc_graph.build.decision_act import object_name, short_slug
from cpc_graph.build.decision_words import fill, load_labels
from cpc_graph.link.acts import FOLLOWS
from cpc_graph.link.candidate import CERTAIN, Candidate, Kind, Proposals
from cpc_graph.link.parties import known_parties, named_parties
from cpc_graph.resources import data_dir
from cpc_graph.text.facts import Decision, Facts, Indication
from cpc_graph.text.links import ActLink, Bilingual, Links, MeasureLink
from cpc_graph.text.values import Quotes
from cpc_graph.text.yaml_file import load

_LEAST: dict[Kind, float] = {"indication": 0.95}  # below, a person picks it by hand


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates that a person took, at most one for each place, and who took them."""

    author: str
    taken: tuple[Candidate, ...] = ()

    def of(self, kind: Kind, place: int = 0) -> Candidate | None:
        """Return what was taken for a place."""
        return next((one for one in self.taken if (one.kind, one.place) == (kind, place)), None)


def choose(proposals: Proposals, kinds: Collection[Kind]) -> tuple[Candidate, ...]:
    """Take, for the kinds that were accepted, the candidate of each place that stands out; others stay open.

    Two places that claim one target stay open too, unless the words are the same; so does a wording that only comes
    near: another disease may differ by one word.
    """
    places = [(kind, place) for kind, place in proposals.places() if kind in kinds]
    best = [one for kind, place in places if (one := proposals.best(kind, place)) is not None]
    best = [one for one in best if one.score >= _LEAST.get(one.kind, 0.0)]
    claims = Counter((one.kind, one.target) for one in best)
    return tuple(one for one in best if claims[one.kind, one.target] == 1 or one.score == CERTAIN)


def links_of(facts: Facts, proposals: Proposals, choice: Choice) -> Links:
    """Make the links of a document from what is recognised and what was taken."""
    reasons, parties = _reasons(), known_parties()
    concepts = [_concept(one, choice.of("indication", place)) for place, one in enumerate(facts.indications, 1)]
    return Links(
        author=choice.author,
        measure=_measure(facts, choice, reasons),
        concepts=tuple(one.slug for one in concepts),
        concept_labels={one.slug: one.label for one in concepts},
        concept_reasons=tuple(
            _accepted(reasons, one.taken, choice.author) if one.taken else reasons["own_concept"] for one in concepts
        ),
        act=_path(proposals.recognised, choice, "act", 0),
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


def _concept(indication: Indication, taken: Candidate | None) -> _Concept:
    if taken:
        return _Concept(taken.slug, taken.label, taken)
    said = load_labels().label("own_indication", object=indication.text)
    return _Concept(short_slug(indication.text), Bilingual(said.fr, said.en))


def _measure(facts: Facts, choice: Choice, reasons: dict[str, Bilingual]) -> MeasureLink | None:
    decision, taken = facts.decision, choice.of("measure")
    if decision is None:
        return None
    quotes = _grounds(decision, facts)
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
