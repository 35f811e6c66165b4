"""The fast engine says what pyshacl says: the same focus node, path, value, component, severity and rule, each time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Variable, parse

from cpc_graph.names import PREFIXES
from cpc_graph.rdf.gate import read_quads
from cpc_graph.resources import data_dir
from cpc_graph.validate import validate
from cpc_graph.validate.compile import compile_shapes
from cpc_graph.validate.documents import contents_of
from cpc_graph.validate.engine import Result, run
from cpc_graph.validate.facts import Facts
from cpc_graph.validate.fast import run_fast
from cpc_graph.validate.ontology import load_ontology
from cpc_graph.validate.rules import load_rules
from test_validate_mutations import MUTATIONS
from validating import FILES, corpus, path_of

CASES = sorted(path for path in (Path(__file__).parent / "cases" / "shapes").glob("*/*.ttl") if path.stem != "shapes")
RULES = load_rules().quads
XSD = PREFIXES["xsd"]
ODD = [
    Literal(text, datatype=NamedNode(XSD + kind))
    for kind, texts in {
        "date": "2022-02-31 2022-3-1 2022-03-15+02:00 2022-03-15T10:00:00 2022-03-15Z -0001-01-01 0000-01-01 20220315 "
        "2025-08-16 2021-07-01 2021-06-30",
        "duration": "P12M P0Y 3Y P1W P3Y6M2D -P3Y P36M P4Y PT5H P",
        "boolean": "1 TRUE yes",
        "integer": "007 +7 -3 x 1_000",
        "int": "7",
        "decimal": "7.0",
    }.items()
    for text in texts.split()
]
ODD += [Literal(" 2022-03-15 ", datatype=NamedNode(XSD + "date")), Literal("x", datatype=NamedNode("urn:type"))]
ODD += [Literal(""), Literal("abc"), Literal("\u200b"), Literal("é\nÃ©")]
ODD += [Literal("abc", language=tag) for tag in ("fr", "FR", "fr-CA")]
TERMS = [
    *ODD,
    NamedNode("urn:x"),
    NamedNode(PREFIXES["cpc"] + "RTU"),
    NamedNode(PREFIXES["cpc"] + "CPC"),
    BlankNode("b"),
]


def _told(results: list[Result]) -> set[tuple[str, str | None, str, str, str, str]]:
    return {
        (
            str(found.focus),
            str(found.path) if isinstance(found.path, NamedNode) else None,
            str(found.value),
            found.component,
            found.severity,
            found.shape,
        )
        for found in results
    }


def assert_same(quads: list[Quad]) -> None:
    data = [*quads, *contents_of(quads, []), *load_ontology().quads]
    assert _told(run_fast(data, RULES)) == _told(run(data, RULES))


def test_every_rule_is_compiled() -> None:
    """What is left to pyshacl would be right and slow: nothing is."""
    compiled = compile_shapes(RULES)
    assert compiled.left == frozenset()
    assert len(compiled.targets) > 100


@pytest.mark.parametrize("number", range(24))
def test_cases(number: int) -> None:
    """Each case of each rule, many in one graph."""
    assert_same([quad for path in CASES[number::24] for quad in read_quads(path)])


@pytest.mark.parametrize("path", sorted(data_dir().glob("*/*.trig")), ids=lambda path: path.name)
def test_corpus(path: Path) -> None:
    """Each file of the corpus."""
    assert_same(read_quads(path))


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutations(name: str, tmp_path: Path) -> None:
    """The whole report on a real decision with one thing wrong."""
    path = tmp_path / "mutation.trig"
    path.write_text(MUTATIONS[name].apply(), "utf-8")
    fast, slow = (validate([path], store=corpus(), engine=engine) for engine in ("fast", "pyshacl"))
    assert fast == slow


@pytest.mark.parametrize("seed", range(16))
@pytest.mark.filterwarnings("ignore:Parsing weird boolean:UserWarning")
def test_random_faults(seed: int) -> None:
    """Documents with triples dropped, moved, doubled, given odd values and made anonymous."""
    chance = random.Random(seed)
    assert_same(_spoil(chance, read_quads(path_of(chance.choice(sorted(FILES))))))


def _spoil(chance: random.Random, quads: list[Quad]) -> list[Quad]:
    predicates = sorted({quad.predicate for quad in quads}, key=str)
    subjects = sorted({quad.subject for quad in quads}, key=str)
    for _ in range(chance.randint(5, 40)):
        at = chance.randrange(len(quads))
        quad = quads[at]
        s, p, o, g = quad.subject, quad.predicate, quad.object, quad.graph_name
        match chance.randrange(6):
            case 0:
                del quads[at]
            case 1:
                quads[at] = Quad(s, p, chance.choice(TERMS), g)
            case 2:
                quads.append(Quad(s, p, chance.choice(TERMS), g))
            case 3:
                quads[at] = Quad(s, chance.choice(predicates), o, g)
            case 4:
                quads.append(Quad(s, p, chance.choice(subjects), g))
            case _:
                quads = _anonymous(quads, s)
    return quads


def _anonymous(quads: list[Quad], name: object) -> list[Quad]:
    blank = BlankNode()
    return [
        Quad(
            blank if quad.subject == name else quad.subject,
            quad.predicate,
            blank if quad.object == name else quad.object,
            quad.graph_name,
        )
        for quad in quads
    ]


SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P .
ex:P a sh:PropertyShape ; sh:path ex:p ; {0} .
"""
DATA = """
@prefix ex: <https://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:a a ex:C ; ex:p ex:b , "x" , 3 . ex:b a ex:C ; ex:p "long text"@fr . ex:c a ex:C ; ex:q ex:a .
"""


@pytest.mark.parametrize(
    ("constraint", "runs_fast"),
    [
        ("sh:minCount 1", True),
        ("sh:hasValue ex:b", False),
        ("sh:minExclusive 2", False),
        ("sh:closed true", False),
        ("sh:minCount 1 ; sh:lessThan ex:q", False),
        ("sh:nodeKind sh:Literal", False),
        ("sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ]", False),
        ("sh:not [ sh:class ex:C ]", True),
        ("sh:and ( [ sh:nodeKind sh:IRI ] [ sh:class ex:C ] )", True),
        ("sh:minInclusive 2.5", True),
    ],
)
def test_what_is_not_compiled_goes_to_pyshacl(constraint: str, runs_fast: bool) -> None:
    """A component that we do not use is never silence."""
    shapes = tuple(parse(SHAPE.format(constraint).encode(), RdfFormat.TURTLE))
    data = list(parse(DATA.encode(), RdfFormat.TURTLE))
    assert bool(compile_shapes(shapes).left) != runs_fast
    assert _told(run_fast(data, shapes)) == _told(run(data, shapes))
    assert run(data, shapes) or runs_fast


def test_values_are_told_as_written() -> None:
    """The store turns P12M into P1Y; a finding quotes the document."""
    node = NamedNode("https://example.org/x")
    written = Literal("P12M", datatype=NamedNode(XSD + "duration"))
    facts = Facts([Quad(node, node, written)])
    [row] = facts.select("SELECT ?o WHERE { ?s ?p ?o }")
    stored = row[Variable("o")]
    assert stored != written, "if the store keeps literals, `written` can go"
    assert facts.written(node, node, stored) == written
