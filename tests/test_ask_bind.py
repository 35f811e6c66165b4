"""Binding: a value goes into the place of its UNDEF, and nowhere else, whatever it is."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpc_graph.ask.bind import bind, bind_rows, holes, tokens

QUERY = """# VALUES ?x { UNDEF } in a comment
PREFIX e: <urn:VALUES?x#UNDEF>
SELECT ?x ?y WHERE {
  VALUES ?x { UNDEF }
  values $y {undef}
  FILTER(?x != "VALUES ?x { UNDEF }" && ?x != '''VALUES ?z { UNDEF }''')
} ORDER BY ?x"""

values = st.text(st.characters(exclude_categories=["Cs"]))


def test_holes_are_found_as_tokens():
    assert {name: len(places) for name, places in holes(QUERY).items()} == {"x": 1, "y": 1}
    (place,) = holes(QUERY)["x"]
    assert QUERY[slice(*place)] == "UNDEF"
    assert QUERY[slice(*holes(QUERY)["y"][0])] == "undef"


@pytest.mark.parametrize("text", ["} } ; DROP ALL ; #", 'a" } UNION { ?s ?p ?o } #', "\\", "a\nb", "'''", "?x", ""])
def test_a_hostile_text_stays_one_literal(text):
    bound = bind("SELECT ?x WHERE { VALUES ?x { UNDEF } } ORDER BY ?x", {"x": ox.Literal(text)})
    assert [row["x"] for row in ox.Store().query(bound)] == [ox.Literal(text)]


@given(values, values)
def test_any_text_comes_back_as_it_went_in(first, second):
    bound = bind(QUERY.replace("FILTER", "# FILTER"), {"x": ox.Literal(first), "y": ox.Literal(second)})
    ((x, y),) = ox.Store().query(bound)
    assert (x, y) == (ox.Literal(first), ox.Literal(second))


@given(values)
def test_nothing_but_the_hole_changes(text):
    bound = bind(QUERY, {"x": ox.Literal(text)})
    before, after = list(tokens(QUERY)), list(tokens(bound))
    changed = [(old.text, new.text) for old, new in zip(before, after, strict=True) if old.text != new.text]
    assert changed == [("UNDEF", str(ox.Literal(text)))]


def test_a_language_tag_or_datatype_is_kept():
    term = ox.Literal("2025-08-04", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    ((x,),) = ox.Store().query(bind("SELECT ?x WHERE { VALUES ?x { UNDEF } }", {"x": term}))
    assert x == term


def test_a_value_without_a_place_is_a_fault_of_the_question():
    with pytest.raises(ValueError, match=r"VALUES \?z"):
        bind(QUERY, {"z": ox.Literal("a")})


def test_only_iris_and_literals_are_bound():
    with pytest.raises(TypeError):
        bind(QUERY, {"x": ox.BlankNode("b")})
    with pytest.raises(TypeError):
        bind(QUERY, {"x": "?x } #"})


@given(st.lists(st.tuples(values, st.none() | values), min_size=1, max_size=5))
def test_a_table_comes_back_as_it_went_in(table):
    terms = [[None if cell is None else ox.Literal(cell) for cell in row] for row in table]
    bound = bind_rows("SELECT ?a ?b WHERE { VALUES (?a ?b) { (UNDEF UNDEF) } }", ["a", "b"], terms)
    assert [list(row) for row in ox.Store().query(bound)] == terms


@pytest.mark.parametrize("query", ["SELECT * {}", "SELECT * { VALUES (?a) { (UNDEF) } VALUES (?a) { (UNDEF) } }"])
def test_a_table_needs_exactly_one_place(query):
    with pytest.raises(ValueError, match="exactly one"):
        bind_rows(query, ["a"], [[ox.Literal("x")]])
