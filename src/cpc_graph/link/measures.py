"""Which measure of the graph an act may be about: same medicine, same group, or same substance, strength and form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from cpc_graph.link.candidate import Candidate, ordered
from cpc_graph.link.look import Look, path_of
from cpc_graph.names import slug
from cpc_graph.rdf.terms import iri
from cpc_graph.text.facts import Facts, Product
from cpc_graph.text.links import Bilingual
from cpc_graph.text.medicine import MedicineName, parse_name

_NAMES = ("cpc:nameAsWritten", "cpc:denomination")
COVERED, GROUPED, DESCRIBED, NAMED = 1.0, 0.95, 0.9, 0.85


def measure_candidates(facts: Facts, look: Look) -> list[Candidate]:
    """Return the measures that the products of the act lead to, with the ground for each."""
    found: list[Candidate] = []
    for product in facts.products:
        known = _specialities(product, look)
        found += _covering(product, known, look)
        found += _alike(product, known, look)
    return ordered(found)


def _specialities(product: Product, look: Look) -> list[NamedNode]:
    """Return the specialities of this name, and those that they are identified with."""
    wanted = slug(product.name)
    named = [node for predicate in _NAMES for node, name in look.pairs(predicate) if slug(name) == wanted]
    found = dict.fromkeys(named)
    for node in named:
        found.update(dict.fromkeys(look.nodes(node, "cpc:identifiedAs")))
    for node in list(found):
        found.update(dict.fromkeys(look.subjects("cpc:identifiedAs", node)))
    return list(found)


def _covering(product: Product, known: Iterable[NamedNode], look: Look) -> Iterator[Candidate]:
    """Yield the measures one of whose states covers the speciality, or its generic group."""
    for node in known:
        for measure in _measures(look.subjects("cpc:coversSpeciality", node), look):
            yield _candidate(measure, look, COVERED, _covered(product))
        for group in _groups(node, look):
            for measure in _measures(look.subjects("cpc:coversGroup", group), look):
                yield _candidate(measure, look, GROUPED, _grouped(product, look.label(group)))


def _groups(speciality: NamedNode, look: Look) -> list[NamedNode]:
    """Return the groups that a speciality is in, by membership or as the one that they are named after."""
    members = look.subjects("cpc:member", speciality)
    groups = [group for membership in members for group in look.nodes(membership, "cpc:inGroup")]
    groups += look.subjects("cpc:groupOf", speciality)
    found = dict.fromkeys(groups)
    for group in groups:
        found.update(dict.fromkeys([*look.nodes(group, "cpc:identifiedAs"), *look.subjects("cpc:identifiedAs", group)]))
    return list(found)


def _measures(states: Iterable[NamedNode], look: Look) -> list[NamedNode]:
    return list(dict.fromkeys(measure for state in states for measure in look.nodes(state, "cpc:stateOf")))


def _alike(product: Product, known: list[NamedNode], look: Look) -> Iterator[Candidate]:
    """Yield the measures of the same substance, strength and form, by the public database or by the name itself."""
    name = parse_name(product.name)
    substances = {node for speciality in known for node in look.nodes(speciality, "cpc:onSubstance")}
    for measure in look.subjects("rdf:type", iri("cpc:Measure")):
        if not _same_strength_and_form(name, measure, look):
            continue
        own = look.nodes(measure, "cpc:onSubstance")
        if substances & set(own):
            yield _candidate(measure, look, DESCRIBED, _described(name, look.label(own[0])))
        elif any(_names_substance(name, node, look) for node in own):
            yield _candidate(measure, look, NAMED, _named(name, look.label(own[0])))


def _same_strength_and_form(name: MedicineName, measure: NamedNode, look: Look) -> bool:
    strength, form = look.texts(measure, "cpc:strength"), look.texts(measure, "cpc:doseForm")
    return any(map(name.same_strength, strength)) and any(map(name.same_form, form))


def _names_substance(name: MedicineName, substance: NamedNode, look: Look) -> bool:
    label = look.label(substance)
    words = f"-{slug(name.words)}-"
    return any(f"-{slug(one)}-" in words for one in (label.fr, label.en) if slug(one))


def _candidate(measure: NamedNode, look: Look, score: float, ground: Bilingual) -> Candidate:
    return Candidate("measure", 0, path_of(measure), look.label(measure), ground, score)


def _covered(product: Product) -> Bilingual:
    return Bilingual(
        f"un état de cette mesure couvre « {product.name} »", f"a state of this measure covers “{product.name}”"
    )


def _grouped(product: Product, group: Bilingual) -> Bilingual:
    return Bilingual(
        f"un état de cette mesure couvre le groupe de « {product.name} » : {group.fr}",
        f"a state of this measure covers the group of “{product.name}”: {group.en}",
    )


def _described(name: MedicineName, substance: Bilingual) -> Bilingual:
    return Bilingual(
        f"même substance ({substance.fr}), même dosage ({name.strength}), même forme ({name.form})",
        f"same substance ({substance.en}), same strength ({name.strength}), same form ({name.form})",
    )


def _named(name: MedicineName, substance: Bilingual) -> Bilingual:
    return Bilingual(
        f"le nom contient la substance ({substance.fr}), même dosage ({name.strength}), même forme ({name.form})",
        f"the name holds the substance ({substance.en}), same strength ({name.strength}), same form ({name.form})",
    )
