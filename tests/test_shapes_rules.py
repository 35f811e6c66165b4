"""Each rule has a name, a sentence, a message, a severity, law that exists, and its line in the docs."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode

from cpc_graph.names import PREFIXES, SHAPE
from cpc_graph.resources import shapes_dir
from cpc_graph.validate import shapes_on
from cpc_graph.validate.asof import versions_of
from cpc_graph.validate.finding import SEVERITIES
from cpc_graph.validate.ontology import load_ontology
from cpc_graph.validate.rules import load_rules
from cpc_graph.validate.shacl_terms import TERMS
from rules_page import MARK, PAGE, table

BOOK = load_rules()
RULES = sorted(BOOK.rules.values(), key=lambda rule: rule.name)
SH = PREFIXES["sh"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_told(rule) -> None:
    """Nothing about a rule is left to guess."""
    assert re.fullmatch(r"[A-Z]\w+-[a-z]\w+", rule.name)
    assert rule.severity in SEVERITIES
    for said in (rule.label, rule.message):
        assert set(said) == {"fr", "en"}
        assert all(text.endswith(".") and "{" not in text for text in said.values())


def test_the_law_behind_the_rules_is_in_the_data() -> None:
    """A version that the law dossier does not hold would always be taken as in force."""
    names = {name for rule in RULES for name in (*rule.enforces, *rule.references)}
    assert [name for name, version in versions_of(names).items() if version.start is None] == []


def test_each_shape_is_named_and_each_named_shape_is_labelled() -> None:
    """A report can only name what has a name."""
    shapes = {quad.subject for quad in BOOK.quads if quad.predicate.value in (SH + "targetClass", SH + "message")}
    assert all(isinstance(shape, NamedNode) and shape.value.startswith(SHAPE) for shape in shapes)
    labelled = {quad.subject for quad in BOOK.quads if quad.predicate.value.endswith("#label")}
    assert shapes <= labelled


def test_shapes_use_terms_that_exist() -> None:
    """A misspelt term of SHACL or of ours is ignored by every engine."""
    terms = {term for quad in BOOK.quads for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)}
    assert {t.value.removeprefix(SH) for t in terms if t.value.startswith(SH)} <= TERMS
    ours = {t for t in terms if t.value.startswith(PREFIXES["cpc"])}
    assert ours <= load_ontology().declared
    written = {NamedNode(PREFIXES["cpc"] + name) for text in _queries() for name in re.findall(r"\bcpc:(\w+)", text)}
    assert written <= load_ontology().declared


def _queries() -> list[str]:
    return [quad.object.value for quad in BOOK.quads if quad.predicate.value == SH + "select"]


def test_files_are_small() -> None:
    """One concern a file, about a hundred lines."""
    assert {p.name: n for p in shapes_dir().rglob("*.ttl") if (n := len(p.read_text("utf-8").splitlines())) > 100} == {}


def test_docs_list_every_rule() -> None:
    """`python tests/rules_page.py` accepts a change of the shapes into the page."""
    assert PAGE.read_text("utf-8").partition(MARK)[2].strip() == table().strip()


def test_shapes_on_a_day_are_one_turtle_document() -> None:
    """Any SHACL engine can take the rules that judge a day: prefixes and nested shapes come along."""
    text = shapes_on()
    assert "Regime-noRtuFromJuly2021" in text
    assert text.count("sh:declare") == 1
    assert "sh:select" in text
