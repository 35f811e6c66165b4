"""The ontology as a set of files: it loads offline, every term is named, defined and placed, and reads the same way."""

from __future__ import annotations

import re
import socket
from functools import lru_cache
from pathlib import Path

import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS

from cpc_graph import reason
from cpc_graph.names import BASE, CPC
from cpc_graph.resources import ontology_dir

FILES = sorted(ontology_dir().rglob("*.ttl"))
MODULE = BASE + "ontology/"
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual}
ORDER = [
    "rdf:type", "owl:equivalentClass", "rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range",
    "rdfs:isDefinedBy", "rdfs:label", "skos:definition", "skos:scopeNote", "skos:example",
]  # fmt: skip


@lru_cache
def graph(path: Path | None = None) -> rdflib.Graph:
    """Parse one file, or all of them."""
    parsed = rdflib.Graph()
    for file in FILES if path is None else [path]:
        parsed.parse(file)
    return parsed


def terms() -> list[rdflib.URIRef]:
    """Return what is declared in the namespace cpc:."""
    return sorted({s for kind in KINDS for s in graph().subjects(RDF.type, kind) if str(s).startswith(CPC)})


def module(path: Path) -> rdflib.URIRef:
    return rdflib.URIRef(MODULE + path.stem)


def languages(subject: rdflib.URIRef, prop: rdflib.URIRef) -> list[str | None]:
    return sorted(value.language or "" for value in graph().objects(subject, prop))


def test_there_are_terms() -> None:
    assert len(terms()) > 200


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the ontology asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("offline")
def test_it_loads_offline_in_rdflib_and_in_owlready2() -> None:
    assert len(graph()) > 2000
    world = reason.load(FILES)
    deemed = world[CPC + "DeemedState"]
    assert world[CPC + "MeasureState"] in deemed.ancestors()
    assert deemed.label.fr == ["état réputé"]
    assert {c.iri for c in world.classes()} >= {str(t) for t in terms() if (t, RDF.type, OWL.Class) in graph()}


def test_no_file_imports_another() -> None:
    assert not list(graph().triples((None, OWL.imports, None)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_one_module_with_a_header(path: Path) -> None:
    parsed, iri = graph(path), module(path)
    assert list(parsed.subjects(RDF.type, OWL.Ontology)) == [iri]
    assert {value.language for value in parsed.objects(iri, DCTERMS.title)} == {"fr", "en"}
    assert parsed.value(iri, DCTERMS.license) and parsed.value(iri, OWL.versionIRI)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 165, "an ontology module has about 150 lines at most: cut it in two"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_term_is_declared_in_the_module_that_defines_it(path: Path) -> None:
    defined = set(graph(path).subject_objects(RDFS.isDefinedBy))
    assert {iri for _, iri in defined} <= {module(path)}
    declared = {s for kind in KINDS for s in graph(path).subjects(RDF.type, kind) if str(s).startswith(CPC)}
    assert declared == {s for s, _ in defined if str(s).startswith(CPC)}


@pytest.mark.parametrize("prop", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_every_term_is_labelled_and_defined_once_in_french_and_in_english(prop: rdflib.URIRef) -> None:
    assert [t for t in terms() if languages(t, prop) != ["en", "fr"]] == []


def test_labels_are_lower_case_and_tell_classes_and_properties_apart() -> None:
    names = re.compile(r"(CIS|ATC|NOR|JORFTEXT|LEGIARTI|SHA-256|European Union|Union)")
    capital = [
        str(v) for t in terms() for v in graph().objects(t, RDFS.label) if names.sub("", v) != names.sub("", v).lower()
    ]
    assert capital == []
    for kind in (OWL.Class, OWL.NamedIndividual):
        of_kind = [t for t in terms() if (t, RDF.type, kind) in graph()]
        labels = [(str(v), v.language) for t in of_kind for v in graph().objects(t, RDFS.label)]
        assert sorted({one for one in labels if labels.count(one) > 1}) == []


def test_a_definition_is_a_phrase_without_a_full_stop() -> None:
    for term in terms():
        for value in graph().objects(term, SKOS.definition):
            assert len(value.split()) >= 3 and not value.endswith("."), value


def test_a_concept_is_in_one_scheme_and_in_a_class_that_the_model_can_range_over() -> None:
    for concept in {t for t in terms() if (t, RDF.type, OWL.NamedIndividual) in graph()}:
        assert len(list(graph().objects(concept, SKOS.inScheme))) == 1, concept
        kinds = set(graph().objects(concept, RDF.type)) - {OWL.NamedIndividual, SKOS.Concept}
        assert len(kinds) == 1 and (kinds.pop(), RDFS.subClassOf, SKOS.Concept) in graph(), concept
        assert languages(concept, SKOS.prefLabel) == ["en", "fr"]


def test_regimes_and_impact_types_are_individuals_never_classes() -> None:
    named = "RTU CPC ATU AAC AAP establish renew deem addIndication reword changeProtocol extendScope suspend resume"
    for name in (named + " abrogate refuse annul").split():
        kinds = set(graph().objects(rdflib.URIRef(CPC + name), RDF.type))
        assert OWL.NamedIndividual in kinds and OWL.Class not in kinds, name


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.stem not in ("external", "alignments")], ids=lambda path: path.stem
)
def test_predicates_stand_in_the_order_of_the_house(path: Path) -> None:
    for block in re.split(r"\n\n", path.read_text(encoding="utf-8")):
        if not block.startswith("cpc:"):
            continue
        outer = re.sub(r'"[^"]*"|\[.*?\] \) \]|\[[^\]]*\]', "", block)
        found = ["rdf:type" if p == "a" else p for p in re.findall(r"(?:^cpc:\S+ |; ?\n? *)(\S+)", outer)]
        known = [ORDER.index(p) for p in found if p in ORDER and p != "owl:equivalentClass"]
        assert known == sorted(known), block


def test_every_property_says_what_it_goes_from_or_to() -> None:
    silent = [
        t
        for t in terms()
        if {OWL.ObjectProperty, OWL.DatatypeProperty} & set(graph().objects(t, RDF.type))
        and not ({RDFS.domain, RDFS.range} & set(graph().predicates(t)))
    ]
    assert silent == []


def test_a_rule_says_what_it_concludes_and_from_which_axiom() -> None:
    rules = sorted((ontology_dir() / "rules").glob("*.rq"))
    assert len(rules) >= 8
    for path in rules:
        header = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        assert header[0].startswith("# Concludes: ") and any(line.startswith("# From: ") for line in header), path.name


def test_every_defined_class_has_its_rule() -> None:
    defined = {t for t in graph().subjects(OWL.equivalentClass) if str(t).startswith(CPC)}
    assert {str(t).removeprefix(CPC) for t in defined} >= {"ConvertedMeasure", "DeemedState"}
    heads = "".join(path.read_text(encoding="utf-8") for path in (ontology_dir() / "rules").glob("*.rq"))
    for term in defined:
        assert re.search(rf"CONSTRUCT {{ \?\w+ a cpc:{str(term).removeprefix(CPC)} }}", heads), term


def test_we_say_no_more_of_external_terms_than_their_vocabularies_do() -> None:
    parsed = graph(ontology_dir() / "external.ttl")
    assert not list(parsed.triples((None, RDFS.domain, None))) and not list(parsed.triples((None, RDFS.range, None)))
    assert not [s for s in parsed.subjects(RDF.type) if str(s).startswith(CPC)]
