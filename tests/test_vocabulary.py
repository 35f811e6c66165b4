"""No term that does not exist, and none that nothing asks for: ontology, shapes, questions, data and pages agree."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from cpc_graph.names import CPC, PREFIXES
from cpc_graph.resources import data_dir, ontology_dir, queries_dir, shapes_dir

ROOT = Path(__file__).parents[1]
WATCHED = {name: PREFIXES[name] for name in ("cpc", "eli", "oa", "prov", "org", "skos", "dcat", "dcterms", "foaf")}
FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG}
PREFIXED = re.compile(rf"(?<![\w:/.-])({'|'.join([*WATCHED, 'sh'])}):([A-Za-z]\w*)")
FULL = re.compile(rf"<((?:{'|'.join(re.escape(iri) for iri in [*WATCHED.values(), PREFIXES['sh']])})[A-Za-z]\w*)>")
# SHACL Core and SHACL-SPARQL (W3C Recommendation, 20 July 2017): engines ignore any other word and say "conforms".
SHACL = frozenset(
    re.findall(
        r"\w+",
        """
    NodeShape PropertyShape Shape Violation Warning Info Severity ValidationReport ValidationResult conforms
    targetClass targetNode targetObjectsOf targetSubjectsOf severity message deactivated path property node entailment
    shapesGraph suggestedShapesGraph alternativePath inversePath oneOrMorePath zeroOrMorePath zeroOrOnePath
    class datatype nodeKind BlankNode IRI Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral
    minCount maxCount minExclusive minInclusive maxExclusive maxInclusive minLength maxLength pattern flags languageIn
    uniqueLang equals disjoint lessThan lessThanOrEquals not and or xone qualifiedValueShape
    qualifiedValueShapesDisjoint qualifiedMinCount qualifiedMaxCount closed ignoredProperties hasValue in
    name description order group PropertyGroup defaultValue result resultSeverity resultPath resultMessage
    focusNode value sourceShape sourceConstraint sourceConstraintComponent detail
    sparql SPARQLConstraint select ask prefixes declare prefix namespace PrefixDeclaration
    """,
    )
)


def ontology_files() -> list[Path]:
    return sorted(ontology_dir().rglob("*.ttl"))


def rdf_files() -> list[Path]:
    data = [path for form in FORMATS for path in data_dir().rglob(f"*{form}")]
    return sorted([*ontology_files(), *shapes_dir().rglob("*.ttl"), *data])


def query_files() -> list[Path]:
    return sorted([*queries_dir().rglob("*.rq"), *ontology_dir().rglob("*.rq")])


@lru_cache
def quads(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path.read_bytes(), FORMATS[path.suffix]))


@lru_cache
def declared() -> frozenset[str]:
    """Return the IRIs that the ontology, external.ttl included, gives a kind."""
    kinds = {PREFIXES["owl"] + kind for kind in KINDS}
    of_kind = ox.NamedNode(PREFIXES["rdf"] + "type")
    found = [q for path in ontology_files() for q in quads(path) if q.predicate == of_kind and q.object.value in kinds]
    return frozenset(quad.subject.value for quad in found)


KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual")


def is_watched(iri: str) -> bool:
    return iri.startswith((*WATCHED.values(), PREFIXES["sh"]))


def in_text(text: str) -> set[str]:
    """Return the watched IRIs that SPARQL text names, in full or by prefix (which means the same everywhere)."""
    found = {PREFIXES[prefix] + local for prefix, local in PREFIXED.findall(text)}
    return found | set(FULL.findall(text))


def in_rdf(path: Path) -> set[str]:
    """Return the watched IRIs of an RDF file: its terms, and those that the SPARQL inside its shapes names."""
    found = set()
    for quad in quads(path):
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and is_watched(term.value):
                found.add(term.value)
        if isinstance(quad.object, ox.Literal) and quad.predicate.value in SPARQL_INSIDE:
            found |= in_text(quad.object.value)
    return found


SPARQL_INSIDE = {PREFIXES["sh"] + "select", PREFIXES["sh"] + "ask"}


def unknown(terms: set[str]) -> list[str]:
    shacl = {PREFIXES["sh"] + name for name in SHACL}
    bare = set(WATCHED.values()) | {PREFIXES["sh"]}
    return sorted(terms - declared() - shacl - bare)


# what alignments.ttl points at is not ours to declare
MAPPED = frozenset(PREFIXES["eli"] + name for name in ("is_member_of", "description", "number"))


@pytest.mark.parametrize("path", rdf_files(), ids=lambda path: path.name)
def test_an_rdf_file_uses_terms_that_exist(path: Path) -> None:
    assert unknown(in_rdf(path) - (MAPPED if path.name == "alignments.ttl" else set())) == []


@pytest.mark.parametrize("path", query_files(), ids=lambda path: path.name)
def test_a_query_uses_terms_that_exist(path: Path) -> None:
    assert unknown(in_text(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", query_files(), ids=lambda path: path.name)
def test_a_prefix_means_what_it_means_everywhere(path: Path) -> None:
    for prefix, iri in re.findall(r"^\s*PREFIX\s+(\w+):\s*<([^>]*)>", path.read_text(encoding="utf-8"), re.MULTILINE):
        assert PREFIXES.get(prefix) == iri, f"{prefix}: is not <{iri}>"


def test_a_misspelt_term_is_caught(tmp_path: Path) -> None:
    shape = tmp_path / "shape.ttl"
    shape.write_text(
        "@prefix cpc: <https://w3id.org/cpc-graph/ontology#> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<a> a sh:NodeShape ; sh:targetclass cpc:Decison ;"
        ' sh:sparql [ sh:select "SELECT $this { $this eli:date_signed ?d }" ] .'.replace(
            "<a>", "<https://example.org/a>"
        )
    )
    names = ("targetclass", "Decison", "date_signed")
    assert {iri for iri in unknown(in_rdf(shape)) if iri.endswith(names)} == set(unknown(in_rdf(shape)))
    assert len(unknown(in_rdf(shape))) == 3
    text = "SELECT * { ?x cpc:periodBegin ?y . ?x <http://www.w3.org/ns/prov#cameFrom> 'cpc:held' }"
    assert len(unknown(in_text(text))) == 2


def test_model_page_and_ontology_name_the_same_terms() -> None:
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert [iri for iri in unknown(in_text(page)) if not iri.endswith("#property")] == []


def in_pages() -> set[str]:
    """Return the cpc: terms that a page names: `cpc:name`, or a bare `name` in code font."""
    found: set[str] = set()
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        text = page.read_text(encoding="utf-8")
        found |= set(re.findall(r"cpc:([A-Za-z]\w*)", text)) | set(re.findall(r"`([A-Za-z]\w*)`", text))
    return {CPC + name for name in found}


def test_every_term_of_ours_is_used_by_data_a_question_a_shape_a_rule_or_a_page() -> None:
    users = {iri for path in rdf_files() if path not in ontology_files() for iri in in_rdf(path)}
    users |= {iri for path in query_files() for iri in in_text(path.read_text(encoding="utf-8"))}
    ours = {iri for iri in declared() if iri.startswith(CPC)}
    unused = sorted(iri.removeprefix(CPC) for iri in ours - users - in_pages())
    assert not unused, f"asked for by nothing, use or remove: {' '.join(unused)}"
