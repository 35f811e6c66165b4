"""Acts that may be about the same medicine though they are named otherwise: by the substance, by a brand alone.

A stub takes the name that the source reports ("bevacizumab"); its text names the medicine in full ("AVASTIN 25 mg/ml,
solution à diluer pour perfusion"). What two names share is told by their words and by the public database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.build.decision_words import load_labels
from cpc_graph.link.look import Look, path_of
from cpc_graph.link.measures import measures_of, of_brand, specialities
from cpc_graph.names import slug
from cpc_graph.rdf.terms import date
from cpc_graph.text.facts import Facts
from cpc_graph.text.links import Bilingual
from cpc_graph.text.medicine import MedicineName, parse_name

BRANDED, SUBSTANCE, NAMED = 0.9, 0.85, 0.7  # a word may be common to two names ("acide"): a person looks at it
OTHER_STRENGTH = 0.6
_SEGMENTS, _OBJECT = 9, 7  # eli/fr/<authority>/decision/<year>/<month>/<day>/<object>/<kind>
_SHORTEST = 4  # letters: a shorter word ("mg", "BMS") names no medicine


@dataclass(frozen=True, slots=True)
class Medicine:
    """What an act says of the medicine that it is about: names cut into parts, slugs of substances, words about it."""

    names: tuple[MedicineName, ...]
    substances: frozenset[str]
    words: str = ""

    @property
    def brands(self) -> frozenset[str]:
        """The slugs of the names without strength and form."""
        return frozenset(found for name in self.names if (found := slug(name.words)))

    @property
    def strengths(self) -> tuple[str, ...]:
        """The strengths that the names give, each once."""
        return tuple(dict.fromkeys(name.strength for name in self.names if name.strength))

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that the names give, each once."""
        return tuple(dict.fromkeys(name.form for name in self.names if name.form))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two acts are about one medicine, by what they share; `differs`: by strength or form they are not."""

    score: float
    ground: Bilingual
    differs: bool = False


def of_facts(facts: Facts, look: Look) -> Medicine:
    """Describe what the act that arrives is about."""
    names = [product.name for product in facts.products] or ([facts.about.text] if facts.about else [])
    known = [node for product in facts.products for node in specialities(product, look)]
    known += [node for product in facts.products for node in of_brand(product.name, look)]
    covered = [measure for node in known for measure in measures_of(look.subjects("cpc:coversSpeciality", node), look)]
    substances = {label for node in (*known, *covered) for label in _substances(node, look)}
    return Medicine(tuple(map(parse_name, names)), frozenset(substances))


def akin_acts(ours: Medicine, authority: str, day: dt.date, look: Look) -> Iterator[tuple[NamedNode, Likeness]]:
    """Yield the acts of this authority and day that seem to be about the same medicine, and why."""
    of_day = load_labels().authority_on(authority, day)
    for act in look.subjects("eli:date_document", date(day)):
        parts = path_of(act).split("/")
        if len(parts) == _SEGMENTS and parts[2] == of_day:
            found = likeness(ours, of_act(act, look))
            if found:
                yield act, found


def likeness(ours: Medicine, theirs: Medicine) -> Likeness | None:
    """Compare two medicines: the same brand, the same substance, or a name that the words about the other hold."""
    found = _same_brand(ours, theirs) or _same_substance(ours, theirs) or _named(ours, theirs)
    if found is None:
        return None
    for fr, en, here, there, same in (
        ("le dosage", "the strength", ours.strengths, theirs.strengths, _same_strength),
        ("la forme", "the form", ours.forms, theirs.forms, _same_form),
    ):
        if here and there and not any(same(one, other) for one in here for other in there):
            ground = _caution(found.ground, Bilingual(fr, en), " / ".join(here), " / ".join(there))
            return Likeness(OTHER_STRENGTH, ground, differs=True)
    return found


def _same_brand(ours: Medicine, theirs: Medicine) -> Likeness | None:
    for brand in sorted(ours.brands & theirs.brands):
        return Likeness(BRANDED, Bilingual(f"même nom ({brand})", f"same name ({brand})"))
    return None


def _same_substance(ours: Medicine, theirs: Medicine) -> Likeness | None:
    shared = ours.substances & theirs.substances
    shared |= {one for one in theirs.substances if any(_holds(brand, one) for brand in ours.brands)}
    for one in sorted(shared):
        return Likeness(SUBSTANCE, Bilingual(f"même substance ({one})", f"same substance ({one})"))
    return None


def _named(ours: Medicine, theirs: Medicine) -> Likeness | None:
    for brand in sorted(ours.brands):
        head = brand.partition("-")[0]
        if len(head) >= _SHORTEST and _holds(theirs.words, head):
            return Likeness(NAMED, Bilingual(f"nommé là-bas : {head}", f"named there: {head}"))
    return None


def _same_strength(one: str, other: str) -> bool:
    return MedicineName("", one, "").same_strength(other)


def _same_form(one: str, other: str) -> bool:
    """Compare the first words: "comprimé pelliculé" is a "comprimé", a "gélule" is none."""
    return slug(one).partition("-")[0] == slug(other).partition("-")[0]


def _caution(ground: Bilingual, what: Bilingual, here: str, there: str) -> Bilingual:
    return Bilingual(
        f"{ground.fr} ; ATTENTION, {what.fr} diffère : ici {here}, là {there}",
        f"{ground.en}; CAUTION, {what.en} differs: here {here}, there {there}",
    )


def of_act(act: NamedNode, look: Look) -> Medicine:
    """Describe what an act of the graph is about, by the medicines that it names and the measures that it is on."""
    measures = acted_on(act, look)
    states = [state for measure in measures for state in look.subjects("cpc:stateOf", measure)]
    products = [*look.nodes(act, "cpc:namesProduct")]
    products += [node for state in states for node in look.nodes(state, "cpc:coversSpeciality")]
    names = [parse_name(name) for node in products for name in _names(node, look)]
    names += [MedicineName("", one, "") for node in measures for one in look.texts(node, "cpc:strength")]
    names += [MedicineName("", "", one) for node in measures for one in look.texts(node, "cpc:doseForm")]
    substances = {label for node in (*products, *measures) for label in _substances(node, look)}
    labels = [look.label(node).fr for node in (act, *measures)]
    words = "-".join([path_of(act).split("/")[_OBJECT], *map(slug, labels)])
    return Medicine(tuple(names), frozenset(substances), words)


def acted_on(act: NamedNode, look: Look) -> list[NamedNode]:
    """Return the measures that an act of the graph has an impact on."""
    impacts = look.subjects("cpc:impactBy", act)
    return list(dict.fromkeys(measure for impact in impacts for measure in look.nodes(impact, "cpc:impactOn")))


def _names(product: NamedNode, look: Look) -> Iterable[str]:
    return (*look.texts(product, "cpc:nameAsWritten"), *look.texts(product, "cpc:denomination"))


def _substances(node: NamedNode, look: Look) -> Iterator[str]:
    """Yield the slugs of the substances of a speciality or a measure, through the speciality that it is known as."""
    for one in (node, *look.nodes(node, "cpc:identifiedAs")):
        for substance in look.nodes(one, "cpc:onSubstance"):
            label = look.label(substance)
            yield from (found for name in (label.fr, label.en) if (found := slug(name)))


def _holds(words: str, word: str) -> bool:
    return f"-{word}-" in f"-{words}-"
