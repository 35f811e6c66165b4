"""The generated texts: every fact has its words where it says, and the graph is what the builder makes of the facts."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from pyoxigraph import Literal, Quad

from cpc_graph.build.decision import facts_draft
from cpc_graph.generate.archive import Item, Order, items_of
from cpc_graph.generate.chain import plan_measures
from cpc_graph.generate.document import write
from cpc_graph.generate.facts import read_off
from cpc_graph.generate.law import shipped_law
from cpc_graph.generate.links import links_of
from cpc_graph.generate.markup import read_marks, set_in_lines
from cpc_graph.rdf.terms import iri
from cpc_graph.text.values import Quote

ORDER = Order(60, seed=4, evidence=True)


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return [item for measure in plan_measures(ORDER.seed, ORDER.count) for item in items_of(ORDER, measure)]


def quotes_in(value: Any) -> list[Quote]:
    """Return every quote that a value holds, however deep."""
    if isinstance(value, Quote):
        return [value]
    if isinstance(value, tuple):
        return [quote for one in value for quote in quotes_in(one)]
    if is_dataclass(value):
        return [quote for field in fields(value) for quote in quotes_in(getattr(value, field.name))]
    return []


def test_every_fact_is_quoted_where_it_stands(items: list[Item]) -> None:
    acts = [item for item in items if item.made]
    assert len(acts) == ORDER.count
    for item in acts:
        assert item.made is not None
        found = quotes_in(item.made.facts)
        assert len(found) > 15
        for quote in found:
            assert quote.exact
            assert item.text[quote.start : quote.end] == quote.exact
        assert item.made.facts.document.sha256 == hashlib.sha256(item.text.encode()).hexdigest()


def test_every_quote_of_the_graph_stands_in_its_document(items: list[Item]) -> None:
    texts = {f"{item.made.draft.path}/fr/txt": item.text for item in items if item.made}
    for item in items:
        by_node: dict[str, dict[str, Any]] = {}
        for quad in item.quads:
            by_node.setdefault(str(quad.subject), {}).setdefault(quad.predicate.value, quad.object)
        exact, start, end = (iri(f"oa:{name}").value for name in ("exact", "start", "end"))
        for node, said in by_node.items():
            if exact in said:
                place = by_node[node.replace("/quote>", "/position>")]
                document = node.removeprefix("<https://w3id.org/cpc-graph/").partition("/span/")[0]
                text = texts[document]
                assert text[int(place[start].value) : int(place[end].value)] == said[exact].value


def test_the_graph_is_what_the_builder_makes_of_the_facts() -> None:
    law = shipped_law()
    for evidence in (True, False):
        order = Order(12, seed=9, evidence=evidence)
        for measure in plan_measures(order.seed, order.count):
            for item in items_of(order, measure):
                if item.made is None:
                    continue
                plan = item.made.plan
                written = write(plan)
                facts = read_off(plan, written, item.made.facts.document.file)
                draft = facts_draft(facts, links_of(plan, written, facts), law.versions)
                made, ours = set(draft.quads()), set(item.quads)
                if evidence:
                    extra = ours - made  # the description of the source document
                    assert made <= ours
                    assert {str(quad.subject) for quad in extra} == {str(iri(f"{draft.path}/fr/txt"))}
                else:
                    assert ours == {quad for quad in made if str(quad.graph_name).endswith("/facts>")}


def test_an_act_is_named_as_its_plan_says(items: list[Item]) -> None:
    for item in items:
        if item.made:
            assert item.made.draft.path == item.made.plan.path


def test_the_parts_cover_what_the_text_decides(items: list[Item]) -> None:
    kinds = {part.kind for item in items if item.made for part in item.made.facts.parts}
    assert kinds == {"visa", "recital", "article"}
    renewed = [item for item in items if item.made and item.made.plan.origin]
    assert any("alors en vigueur" in " ".join(item.text.split()) for item in renewed)
    for item in renewed:
        then = [one for one in item.made.facts.citations if one.as_in_force_on]  # type: ignore[union-attr]
        assert [one.as_in_force_on.value for one in then] == [item.made.plan.origin.signed]  # type: ignore[union-attr]


def test_marks_are_taken_out_and_lines_broken_without_moving_anything() -> None:
    marked = read_marks("<a>un <b>deux trois</b></a> quatre<?x> cinq <c>six</c></?x><?!x> sept</?!x>", {"x"})
    assert marked.text == "un deux trois quatre cinq six"
    assert marked.first("b") == "deux trois"
    assert marked.first("c") == "six"
    broken = set_in_lines(marked, 9)
    assert broken.text == "un deux\ntrois\nquatre\ncinq six"
    assert broken.first("b") == "deux\ntrois"
    with pytest.raises(ValueError, match="open"):
        read_marks("<a>un")
    with pytest.raises(ValueError, match="closes nothing"):
        read_marks("<a>un <b>deux</a></b>")


def test_the_statistics_are_those_of_the_real_documents(items: list[Item]) -> None:
    """S0, S1, S3: 279 to 426 facts, 7 to 13 parts, 4 or 5 citations, 1 to 5 indications."""
    grants = [item for item in items if item.made and item.made.plan.action in ("establish", "renew")]
    facts = [len([quad for quad in item.quads if str(quad.graph_name).endswith("/facts>")]) for item in grants]
    assert 250 < sum(facts) / len(facts) < 430
    assert all(150 < count < 600 for count in facts)
    parts = [len(item.made.facts.parts) for item in grants if item.made]
    assert 7 <= sum(parts) / len(parts) <= 13
    uses = {len(item.made.facts.indications) for item in grants if item.made}
    assert uses >= {1, 2, 3, 4, 5}


def test_no_literal_is_empty(items: list[Item]) -> None:
    def empty(quad: Quad) -> bool:
        return isinstance(quad.object, Literal) and not quad.object.value.strip()

    assert not [quad for item in items for quad in item.quads if empty(quad)]
