"""Which measure of the graph an act may be about: same medicine, same group, or same substance, strength and form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from cpc_graph.link.candidate import Candidate, ordered
from cpc_graph.link.look import Look, path_of
from cpc_graph.names import slug
from cpc_graph.text.facts import Facts, Product
from cpc_graph.text.links import Bilingual
from cpc_graph.text.medicine import MedicineName, parse_name

COVERED, GROUPED, DESCRIBED, NAMED, BRANDED, BARE = 1.0, 0.95, 0.9, 0.85, 0.8, 0.7


def measure_candidates(facts: Facts, look: Look) -> list[Candidate]:
    """Return the measures that the products of the act lead to, with the ground for each."""
    found: list[Candidate] = []
    for product in facts.products:
        known = specialities(product, look)
        found += _covering(product, known, look)
        found += _alike(product, known, look)
        found += _branded(product, look)
    found += _of_substance(facts, look)
    return ordered(found)


def _branded(product: Product, look: Look) -> Iterator[Candidate]:
    """Yield the measures whose states cover a medicine of this brand, where its name tells less than ours."""
    for node in of_brand(product.name, look):
        for measure in measures_of(look.subjects("cpc:coversSpeciality", node), look):
            yield _candidate(measure, look, BRANDED, _same_brand(product, look.label(node)))


def of_brand(name: str, look: Look) -> list[NamedNode]:
    """Return the specialities of a brand, those apart that another strength or form tells from this name."""
    ours = parse_name(name)
    head = slug(ours.words)
    known = look.names.medicines(head) if head else []
    return list(dict.fromkeys(node for node, other in known if _is_brand(ours, parse_name(other))))


def _is_brand(ours: MedicineName, theirs: MedicineName) -> bool:
    return (
        bool(ours.words)
        and slug(ours.words) == slug(theirs.words)
        and (not ours.strength or not theirs.strength or ours.same_strength(theirs.strength))
        and (not ours.form or not theirs.form or ours.same_form(theirs.form))
    )


def _of_substance(facts: Facts, look: Look) -> Iterator[Candidate]:
    """Yield the measures of the substance that an act is about where neither side says a strength or a form."""
    names = [product.name for product in facts.products] or ([facts.about.text] if facts.about else [])
    for node in dict.fromkeys(node for name in names for node in _named_in(parse_name(name), look)):
        for measure in _measures_on([node], look):
            if not (facts.products and look.texts(measure, "cpc:strength")):  # else they were compared
                yield _candidate(measure, look, BARE, _bare(look.label(node)))


def specialities(product: Product, look: Look) -> list[NamedNode]:
    """Return the specialities of this name, and those that they are identified with."""
    wanted = slug(product.name)
    named = [node for node, name in look.names.medicines(wanted) if slug(name) == wanted]
    found = dict.fromkeys(named)
    for node in named:
        found.update(dict.fromkeys(look.nodes(node, "cpc:identifiedAs")))
    for node in list(found):
        found.update(dict.fromkeys(look.subjects("cpc:identifiedAs", node)))
    return list(found)


def _covering(product: Product, known: Iterable[NamedNode], look: Look) -> Iterator[Candidate]:
    """Yield the measures one of whose states covers the speciality, or its generic group."""
    for node in known:
        for measure in measures_of(look.subjects("cpc:coversSpeciality", node), look):
            yield _candidate(measure, look, COVERED, _covered(product))
        for group in _groups(node, look):
            for measure in measures_of(look.subjects("cpc:coversGroup", group), look):
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


def measures_of(states: Iterable[NamedNode], look: Look) -> list[NamedNode]:
    return list(dict.fromkeys(measure for state in states for measure in look.nodes(state, "cpc:stateOf")))


def _alike(product: Product, known: list[NamedNode], look: Look) -> Iterator[Candidate]:
    """Yield the measures of the same substance, strength and form, by the public database or by the name itself."""
    name = parse_name(product.name)
    substances = {node for speciality in known for node in look.nodes(speciality, "cpc:onSubstance")}
    for measure in _measures_on({*substances, *_named_in(name, look)}, look):
        if not _same_strength_and_form(name, measure, look):
            continue
        own = look.nodes(measure, "cpc:onSubstance")
        if substances & set(own):
            yield _candidate(measure, look, DESCRIBED, _described(name, look.label(own[0])))
        else:
            yield _candidate(measure, look, NAMED, _named(name, look.label(own[0])))


def _same_strength_and_form(name: MedicineName, measure: NamedNode, look: Look) -> bool:
    strength, form = look.texts(measure, "cpc:strength"), look.texts(measure, "cpc:doseForm")
    return any(map(name.same_strength, strength)) and any(map(name.same_form, form))


def _named_in(name: MedicineName, look: Look) -> list[NamedNode]:
    """Return the substances of measures that the words of a name hold."""
    words = f"-{slug(name.words)}-"
    return [node for node in look.names.substances(words) if _is_called(look.label(node), words)]


def _is_called(label: Bilingual, words: str) -> bool:
    return any(f"-{slug(one)}-" in words for one in (label.fr, label.en) if slug(one))


def _measures_on(substances: Iterable[NamedNode], look: Look) -> list[NamedNode]:
    """Return the measures that are on one of the substances, in order of IRI."""
    found = {node for substance in substances for node in look.subjects("cpc:onSubstance", substance)}
    return sorted((node for node in found if look.is_a(node, "cpc:Measure")), key=lambda node: node.value)


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


def _same_brand(product: Product, other: Bilingual) -> Bilingual:
    return Bilingual(
        f"un état de cette mesure couvre « {other.fr} », du même nom que « {product.name} »",
        f"a state of this measure covers “{other.en}”, of the same name as “{product.name}”",
    )


def _bare(substance: Bilingual) -> Bilingual:
    return Bilingual(
        f"même substance ({substance.fr}) ; dosage et forme ne sont pas dits des deux côtés",
        f"same substance ({substance.en}); strength and form are not told on both sides",
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
