"""Somebody else's shapes: refused when they are unsafe or make no sense, run in a process that can be killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpc_graph.errors import InputError, SurroundingsError
from cpc_graph.rdf.gate import read_quads
from cpc_graph.resources import shapes_dir
from cpc_graph.validate import shapes_on, validate
from cpc_graph.validate.confined import run_confined
from validating import corpus, path_of

HOSTILE = Path(__file__).parents[2] / "shared" / "hostile" / "hostile_shapes"
HEAD = """@prefix cpc: <https://w3id.org/cpc-graph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/shapes#> .
"""
GOOD = (
    HEAD
    + '<https://example.org/D1> a cpc:Decision ; rdfs:label "décision"@fr ; cpc:renews <https://example.org/D0> .\n'
)
TARGET = "ex:S a sh:NodeShape ; sh:targetClass cpc:Decision ; "
REFUSED = {
    "a script": ('sh:js [ sh:jsFunctionName "f" ] .', "not supported"),
    "a rule": ('sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT {} WHERE {}" ] .', "rule"),
    "an advanced target": ('sh:target [ sh:select "SELECT ?this WHERE { ?this ?p ?o }" ] .', "not supported"),
    "a misspelt term": ("sh:minCout 1 .", "sh:minCout"),
    "an import": (
        "sh:nodeKind sh:IRI . <https://example.org/shapes> owl:imports <https://example.org/more> .",
        "imports",
    ),
    "MINUS": ('sh:sparql [ sh:select "SELECT $this WHERE { $this ?p ?o MINUS { $this ?p 1 } }" ] .', "MINUS"),
    "SERVICE": (
        'sh:sparql [ sh:select "SELECT $this WHERE { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }" ] .',
        "SERVICE",
    ),
    "FROM": ('sh:sparql [ sh:select "SELECT $this FROM <http://127.0.0.1:9/x> WHERE { $this ?p ?o }" ] .', "FROM"),
    "broken SPARQL": ('sh:sparql [ sh:select "SELECT $this WHERE { $this ?p " ] .', "SPARQL"),
    "a broken pattern": ('sh:property [ sh:path rdfs:label ; sh:pattern "([" ] .', "pattern"),
    "a path that is a string": ('sh:property [ sh:path "renews" ; sh:minCount 1 ] .', "path"),
    "two minima": ("sh:property [ sh:path rdfs:label ; sh:minCount 1 , 2 ] .", "minCount"),
    "recursion": ("sh:property [ sh:path cpc:renews ; sh:node ex:S ] .", "recurs"),
    "a broken list": ("sh:and ex:l . ex:l a sh:NodeShape .", "list"),
    "no shapes": (None, "no shapes"),
}


def _write(folder: Path, text: str, name: str = "shapes.ttl") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path) -> None:
    """One line with the file and, where there is one, the line."""
    rest, mentioned = REFUSED[name]
    shapes = _write(tmp_path, HEAD + (TARGET + rest if rest else "ex:S rdfs:label 'x' .") + "\n")
    with pytest.raises(InputError) as caught:
        validate([_write(tmp_path, GOOD, "good.ttl")], shapes=shapes)
    assert mentioned in caught.value.fr
    assert str(shapes) in caught.value.fr
    assert caught.value.exit_code == 2


def test_run_with_names_messages_and_severity(tmp_path: Path) -> None:
    """A nested shape without a name is told by the shape that holds it; nothing of ours is judged."""
    shapes = f"""{HEAD}{TARGET} sh:property [
      sh:path rdfs:label ; sh:maxCount 0 ; sh:severity sh:Warning ; sh:message "trop"@fr , "too many"@en ] ."""
    report = validate([_write(tmp_path, GOOD, "good.ttl")], shapes=_write(tmp_path, shapes))
    [finding] = report.findings
    assert (finding.rule, finding.severity) == ("https://example.org/shapes#S", "Warning")
    assert (finding.message_fr, finding.message_en) == ("trop", "too many")
    assert report.exit_code == 0


def test_a_sparql_component_is_run(tmp_path: Path) -> None:
    """A component that always fails: a conformant answer would mean that it was ignored."""
    shapes = (
        HEAD
        + """
ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:must ] ;
  sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER($value = <urn:never>) }" ] .
ex:S a sh:NodeShape ; sh:targetClass cpc:Decision ; ex:must true .
"""
    )
    report = validate([_write(tmp_path, GOOD, "good.ttl")], shapes=_write(tmp_path, shapes))
    assert [finding.focus.value for finding in report.findings] == ["https://example.org/D1"]


def test_our_own_shapes_given_as_theirs(tmp_path: Path) -> None:
    """The folder, one of its files, and the document that `shapes` prints all work as shapes."""
    s0 = path_of("S0")
    assert validate([s0], store=corpus(), shapes=shapes_dir()).rules == validate([s0], store=corpus()).rules
    assert validate([s0], store=corpus(), shapes=shapes_dir() / "dates.ttl").conforms
    assert validate([s0], store=corpus(), shapes=_write(tmp_path, shapes_on())).conforms


def test_too_slow_is_killed(tmp_path: Path) -> None:
    """A query over all pairs of pairs does not hold the command."""
    query = "SELECT $this WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STR(?a) < STR(?d) && ?g = ?l) }"
    shapes = HEAD + TARGET + f'sh:sparql [ sh:select "{query}" ] .\n'
    data = read_quads(path_of("S0"))
    with pytest.raises(SurroundingsError) as caught:
        run_confined(data, read_quads(_write(tmp_path, shapes)), name="shapes.ttl", seconds=3)
    assert caught.value.exit_code == 3
    assert "shapes.ttl" in caught.value.en


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile shapes are not here")
@pytest.mark.parametrize("name", sorted(path.name for path in HOSTILE.glob("*.ttl")) if HOSTILE.is_dir() else [])
def test_hostile_shapes(name: str, tmp_path: Path) -> None:
    """Each ends at once: refused with its file, or run to a report."""
    good = _write(tmp_path, GOOD.replace("https://w3id.org/cpc-graph/", "https://example.org/cpc/"), "good.ttl")
    runs = {"custom_component.ttl": 1, "no_targets.ttl": 0, "severity_injection.ttl": 0}
    if name in runs:
        assert validate([good], shapes=HOSTILE / name).exit_code == runs[name]
    else:
        with pytest.raises(InputError, match=name):
            validate([good], shapes=HOSTILE / name)
