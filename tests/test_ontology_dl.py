"""The ontology is in OWL 2 DL: the conditions that matter, checked here, and the OWL API's own check where it can run.

Section numbers are those of OWL 2 Structural Specification and Functional-Style Syntax (second edition).
"""

from __future__ import annotations

import subprocess
from functools import lru_cache
from pathlib import Path

import owlready2
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, XSD
from rdflib.collection import Collection

from cpc_graph import names, reason
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.to_rdflib import to_graph

CHECKER = Path(__file__).parent / "cases" / "ontology" / "OwlDlProfile.java"
HERMIT = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
RESERVED = tuple(names.PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))
BUILT_IN_CLASSES = {OWL.Thing, OWL.Nothing}
BUILT_IN_ANNOTATIONS = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.deprecated}
# 4 Datatype Maps: those that may stand in an axiom. Not xsd:date, not xsd:duration.
DATATYPES = {RDFS.Literal, RDF.PlainLiteral, RDF.XMLLiteral} | {
    XSD[name]
    for name in (
        *("decimal", "integer", "nonNegativeInteger", "positiveInteger", "long", "int", "short", "double", "float"),
        *("string", "normalizedString", "token", "language", "boolean", "anyURI", "dateTime", "dateTimeStamp"),
    )
}
KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CLASS_PLACES = (RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith, OWL.someValuesFrom, OWL.allValuesFrom)
OBJECT_ONLY = (OWL.InverseFunctionalProperty, OWL.TransitiveProperty, OWL.SymmetricProperty, OWL.AsymmetricProperty)
SIMPLE_ONLY = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty)


@lru_cache
def ontology() -> rdflib.Graph:
    return to_graph(reason.ontology_quads())


def violations(graph: rdflib.Graph) -> list[str]:
    """Return the ways in which a graph leaves OWL 2 DL."""
    return sorted({*kinds(graph), *class_places(graph), *property_places(graph), *non_simple(graph), *triples(graph)})


def declared(graph: rdflib.Graph, *kinds: rdflib.URIRef) -> set[rdflib.term.Node]:
    return {subject for kind in kinds for subject in graph.subjects(RDF.type, kind)}


def kinds(graph: rdflib.Graph) -> list[str]:
    """5.8.1 Typing constraints, 5.1 to 5.6 reserved vocabulary."""
    found = []
    for subject in declared(graph, OWL.Class, RDFS.Datatype, *KINDS):
        if len({*graph.objects(subject, RDF.type)} & set(KINDS)) > 1:
            found.append(f"{subject} is a property of two kinds")
        if {OWL.Class, RDFS.Datatype} <= set(graph.objects(subject, RDF.type)):
            found.append(f"{subject} is a class and a datatype")
        if isinstance(subject, rdflib.URIRef) and str(subject).startswith(RESERVED):
            found.append(f"{subject} is reserved vocabulary")
    return found


def named(graph: rdflib.Graph, node: rdflib.term.Node) -> list[rdflib.URIRef]:
    """Return the IRIs of a class position: itself, or the members of its list."""
    if isinstance(node, rdflib.URIRef):
        return [node]
    lists = [o for p in (OWL.unionOf, OWL.intersectionOf, OWL.oneOf) for o in graph.objects(node, p)]
    return [iri for lst in lists for member in Collection(graph, lst) for iri in named(graph, member)]


def class_places(graph: rdflib.Graph) -> list[str]:
    """Whatever stands where a class must is a declared class; a datatype, one of OWL 2's."""
    classes = declared(graph, OWL.Class) | BUILT_IN_CLASSES
    data = declared(graph, OWL.DatatypeProperty)
    places = [o for p in CLASS_PLACES for _, o in graph.subject_objects(p)]
    places += [o for s, o in graph.subject_objects(RDFS.domain) if s not in declared(graph, OWL.AnnotationProperty)]
    places += [o for s, o in graph.subject_objects(RDFS.range) if s not in data]
    places += [o for s in graph.subjects(RDF.type, OWL.AllDisjointClasses) for o in members(graph, s)]
    found = [f"{c} is no declared class" for place in places for c in named(graph, place) if c not in classes]
    ranges = [o for s, o in graph.subject_objects(RDFS.range) if s in data]
    return found + [f"{o} is no datatype of OWL 2" for o in ranges if o not in DATATYPES]


def members(graph: rdflib.Graph, node: rdflib.term.Node) -> list[rdflib.term.Node]:
    return [member for lst in graph.objects(node, OWL.members) for member in Collection(graph, lst)]


def property_places(graph: rdflib.Graph) -> list[str]:
    """An expression rests on declared object or data properties, never on annotation properties."""
    objects, data = declared(graph, OWL.ObjectProperty), declared(graph, OWL.DatatypeProperty)
    used = {o for o in graph.objects(None, OWL.onProperty) if isinstance(o, rdflib.URIRef)}
    used |= declared(graph, OWL.FunctionalProperty)
    found = [f"{p} in an axiom is no object or data property" for p in used - objects - data]
    inverse = {p for pair in graph.subject_objects(OWL.inverseOf) for p in pair if isinstance(p, rdflib.URIRef)}
    chained = {p for lst in graph.objects(None, OWL.propertyChainAxiom) for p in Collection(graph, lst)}
    found += [f"{p} must be an object property" for p in (inverse | chained | declared(graph, *OBJECT_ONLY)) - objects]
    for sub, sup in graph.subject_objects(RDFS.subPropertyOf):
        if not any({sub, sup} <= declared(graph, kind) for kind in KINDS):
            found.append(f"{sub} and {sup} are not properties of one kind")
    return found


def non_simple(graph: rdflib.Graph) -> list[str]:
    """11.2 A property that a chain or transitivity concludes, or one above it, is kept out of cardinalities."""
    complex_ones = set(graph.subjects(OWL.propertyChainAxiom)) | declared(graph, OWL.TransitiveProperty)
    above = {s for p in complex_ones for s in graph.transitive_objects(p, RDFS.subPropertyOf)}
    counted = {
        p
        for restriction, p in graph.subject_objects(OWL.onProperty)
        if set(graph.predicates(restriction)) & {OWL.cardinality, OWL.minCardinality, OWL.maxCardinality, OWL.hasSelf}
    }
    found = [f"{p} is not simple" for p in above & (declared(graph, *SIMPLE_ONLY) | counted)]
    for head, lst in graph.subject_objects(OWL.propertyChainAxiom):
        if head in set(Collection(graph, lst)):  # regular chains of ours never mention their own head
            found.append(f"the chain of {head} is not regular")
    return found


def triples(graph: rdflib.Graph) -> list[str]:
    """Every predicate is a declared property, used as its kind says; nothing is imported."""
    objects, data = declared(graph, OWL.ObjectProperty), declared(graph, OWL.DatatypeProperty)
    annotations = declared(graph, OWL.AnnotationProperty) | BUILT_IN_ANNOTATIONS
    found = ["owl:imports"] if (None, OWL.imports, None) in graph else []
    for _, p, o in graph:
        literal = isinstance(o, rdflib.Literal)
        if p in objects and literal:
            found.append(f"{p} is an object property with a literal")
        elif p in data and not literal:
            found.append(f"{p} is a data property with no literal")
        elif p not in objects | data | annotations and not str(p).startswith(RESERVED):
            found.append(f"{p} is not declared")
    return found


def test_the_ontology_is_in_owl_2_dl() -> None:
    assert violations(ontology()) == []


BROKEN = {
    "two kinds": "ex:p a owl:ObjectProperty , owl:DatatypeProperty .",
    "reserved": "rdf:subject a owl:ObjectProperty .",
    "no declared class": "ex:p a owl:ObjectProperty ; rdfs:range ex:Nowhere .",
    "no datatype of OWL 2": "ex:p a owl:DatatypeProperty ; rdfs:range xsd:date .",
    "not declared": "ex:a a owl:Class ; ex:said true .",
    "no object or data property": (
        "ex:p a owl:AnnotationProperty . [] a owl:Restriction ; owl:onProperty ex:p ; owl:someValuesFrom owl:Thing ;"
        " rdfs:subClassOf ex:C . ex:C a owl:Class ."
    ),
    "must be an object property": "ex:p a owl:DatatypeProperty , owl:InverseFunctionalProperty .",
    "not properties of one kind": "ex:p a owl:ObjectProperty ; rdfs:subPropertyOf ex:q . ex:q a owl:DatatypeProperty .",
    "not simple": (
        "ex:p a owl:ObjectProperty , owl:FunctionalProperty ; owl:propertyChainAxiom ( ex:q ex:q ) ."
        " ex:q a owl:ObjectProperty ."
    ),
    "with a literal": 'ex:p a owl:ObjectProperty . ex:a a owl:NamedIndividual ; ex:p "x" .',
    "imports": "ex:o a owl:Ontology ; owl:imports <https://example.org/other> .",
}
PREFIXES = "@prefix ex: <https://example.org/> .\n" + "".join(
    f"@prefix {name}: <{names.PREFIXES[name]}> .\n" for name in ("owl", "rdf", "rdfs", "xsd")
)


@pytest.mark.parametrize("complaint", BROKEN)
def test_a_graph_outside_owl_2_dl_is_caught(complaint: str) -> None:
    found = violations(rdflib.Graph().parse(data=PREFIXES + BROKEN[complaint]))
    assert [line for line in found if complaint in line], found


def owl_api(document: bytes, folder: Path) -> list[str]:
    """Run the check that the OWL API brings, from the jar beside HermiT; skip where Java cannot compile it."""
    java = reason.find_java()
    if java is None:
        pytest.skip("the OWL API's check needs Java, and there is none here")
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False).stdout
    if "jdk.compiler" not in modules:
        pytest.skip("the OWL API's check needs a Java that can compile (a JDK)")
    path = folder / "ontology.nt"
    path.write_bytes(document)
    command = [java, "-cp", str(HERMIT), str(CHECKER), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    *found, count = done.stdout.splitlines()
    assert int(count.split()[0]) > 0
    return found


def test_the_owl_api_finds_it_in_owl_2_dl_too(tmp_path: Path) -> None:
    assert owl_api(reason.to_owl(reason.ontology_quads()), tmp_path) == []


def test_the_owl_api_would_have_complained(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(PREFIXES + BROKEN["no datatype of OWL 2"] + BROKEN["two kinds"].replace("ex:p", "ex:r"))
    assert len(owl_api(reason.to_owl(read_quads(broken)), tmp_path)) >= 2


def test_what_is_handed_to_hermit_holds_no_date_no_header_and_no_reification(tmp_path: Path) -> None:
    source = tmp_path / "graph.ttl"
    source.write_text(
        PREFIXES
        + 'ex:o a owl:Ontology ; owl:imports <https://example.org/other> . ex:a ex:on "2025-08-16"^^xsd:date ;'
        + ' ex:lasts "P3Y"^^xsd:duration ; ex:seen "2025-11"^^xsd:gYearMonth . ex:s rdf:subject ex:a .'
    )
    text = reason.to_owl(read_quads(source)).decode()
    assert '"2025-08-16T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>' in text
    assert '"P3Y" .' in text and '"2025-11" .' in text
    assert "imports" not in text and "rdf-syntax-ns#subject" not in text and "https://example.org/o>" not in text
