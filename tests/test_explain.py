"""`explain`: proof trees down to quotes, rules and law; statements that are not said; rules with their cases."""

import re

import pytest

from cpc_graph.errors import UsageError
from cpc_graph.explain import explain
from cpc_graph.explain.draw import draw
from cpc_graph.explain.tree import AGAIN, EXAMPLE, LAW, QUOTE, RULE, SEARCHED, SOURCE, STATEMENT, Node, Tree, walk

pytest_plugins = ["cli_workspace", "corpus_store"]
STATE = "id/measure/thalidomide-50-mg-gelule/state/2021-07-01"


def kinds(explained):
    return {node.kind for node in walk(explained.nodes)}


def test_a_computed_day_goes_down_to_the_sentence(corpus):
    explained = explain(corpus, "S0 eli:first_date_entry_in_force 2025-08-09")
    (top,) = explained.nodes
    assert explained.says_so and top.text.endswith("2025-08-09 [calculé]")
    assert any(node.kind == RULE and "lendemain de la publication" in node.text for node in top.children)
    (operand,) = [node for node in top.children if node.kind == STATEMENT]
    assert operand.children[0].kind == QUOTE and "PUBLIÉ LE 08/08/2025" in operand.children[0].text


def test_an_operation_of_law_shows_law_readings_and_facts(corpus):
    explained = explain(corpus, f"{STATE} cpc:regime")
    texts = [node.text for node in walk(explained.nodes)]
    assert {LAW, QUOTE, RULE, SEARCHED} <= kinds(explained)
    assert any("vrai selon la lecture : à compter de la signature" in text for text in texts)
    assert any("faux selon la lecture" in text for text in texts)


def test_what_is_shown_twice_is_unfolded_once(corpus):
    explained = explain(corpus, STATE)
    again = [node for node in walk(explained.nodes) if node.kind == AGAIN]
    assert again and not any(node.children for node in again)
    unfolded = [node.iri for node in walk(explained.nodes) if node.kind == STATEMENT]
    assert len(unfolded) == len(set(unfolded))


def test_an_assertion_a_reported_fact_and_an_unknown_one(corpus):
    (top,) = explain(corpus, "S0 cpc:signedAt").nodes
    assert explain(corpus, top.iri).nodes[0].iri == top.iri
    reported = explain(corpus, "id/measure/bevacizumab cpc:onSubstance")
    assert SOURCE in kinds(reported) and "n° 392459" in reported.nodes[0].children[0].text
    unknown = explain(corpus, "id/measure/baclofene/state/2014-03 cpc:periodStart")
    assert any("au plus tôt : 2014-03-01" in node.text for node in walk(unknown.nodes))


def test_what_is_not_said_is_told_apart_with_what_is_said_instead(corpus):
    explained = explain(corpus, "S0 cpc:regime cpc:RTU")
    assert not explained.says_so
    assert "CPC" in explained.nodes[0].text


def test_what_a_rule_of_the_ontology_concludes_names_the_rule(corpus):
    explained = explain(corpus, "S0 eli:based_on")
    assert all("41-based-on" in node.children[0].text for node in explained.nodes)


def test_a_shape_has_its_sentence_its_law_and_its_cases(corpus):
    explained = explain(corpus, "Decision-signatory")
    assert explained.nodes[0].text == "Une décision comporte la signature de son auteur."
    assert any("CRPA" in node.text for node in explained.nodes if node.kind == LAW)
    shown = [node.text for node in explained.nodes if node.kind == EXAMPLE]
    assert [text.split(" (")[0] for text in shown] == ["un document qui passe", "un document qu'elle refuse"]


def test_a_rule_of_dates_shows_what_it_made(corpus):
    explained = explain(corpus, "cpc:startPlusDuration", lang="en")
    assert "statements that rest on it" in explained.nodes[1].text
    assert explained.nodes[1].children


@pytest.mark.parametrize("what", ["", "S9", "shape:Decision-signatorry", "id/nothing/here", "thalidomide\x00"])
def test_what_names_nothing_is_refused(corpus, what):
    with pytest.raises(UsageError):
        explain(corpus, what)


def test_pages_escape_and_stand_alone(corpus):
    page = draw(explain(corpus, f"{STATE} cpc:regime"), "html", "fr")
    assert page.startswith("<!doctype html>") and '<html lang="fr">' in page
    assert not re.search(r"(src|href)=", page)
    assert page.count("<ul>") == page.count("</ul>") and page.count("<details") == page.count("</details>")


def test_mermaid_has_one_node_for_one_statement(corpus):
    graph = draw(explain(corpus, f"{STATE} cpc:regime"), "mermaid", "fr")
    assert graph.startswith("flowchart LR\n")
    lines = graph.splitlines()[1:]
    for line in lines:
        assert re.fullmatch(r'  n\d+(\["|\("|\{\{"|\[\["|>")[^"<>`]*("\)|"\}\}|"\]\]|"\])|  n\d+ --> n\d+', line), line
    named = [re.split(r"[\[({>]", line)[0] for line in lines if "-->" not in line]
    assert len(named) == len(set(named))


def test_where_a_quote_stands_is_set_apart_and_never_cut(corpus):
    explained = explain(corpus, "S0 eli:first_date_entry_in_force")
    assert explained.title == "Pourquoi : S0 — entrée en vigueur"
    quote = next(node for node in walk(explained.nodes) if node.kind == QUOTE)
    assert quote.text.startswith("« ") and quote.text.endswith(" » " + quote.where) and "S0, " in quote.where
    assert f"\u00a0» <cite>{quote.where}</cite>" in draw(explained, "html", "fr")
    long = Tree("t", None, (Node(QUOTE, f"« {'mot ' * 99}» (S0, 1–400)", None, where="(S0, 1–400)"),))
    line = draw(long, "mermaid", "fr").splitlines()[2]
    assert line.endswith('…» (S0, 1–400)")') and len(line) < 260


def test_the_command(cli):
    done = cli("explain", "S0", "cpc:regime", "cpc:CPC")
    assert done.status == 0 and done.out.startswith("Pourquoi : ") and "❝" in done.out
    assert cli("explain", "S0", "cpc:regime", "cpc:RTU").status == 1
    assert cli("explain", "S9").status == 2
    assert cli("--lang", "en", "explain", "S0", "cpc:regime").out.startswith("Why: ")
    assert "<!doctype html>" in cli("explain", "S0", "--format", "html").out


def test_what_an_act_does_not_say_points_at_its_term_and_its_state(corpus):
    told = explain(corpus, "S1 cpc:periodEnd")
    assert not told.says_so
    assert {node.iri.rpartition("/")[2] for node in told.nodes} == {"term", "2019-08-26"}
    texts = [node.text for top in told.nodes for node in walk(top.children)]
    assert any("à compter de la signature" in text for text in texts)


def test_a_part_of_a_named_act_is_found(corpus):
    assert explain(corpus, "S0/term").iri.endswith("/renouvellement/term")
    with pytest.raises(UsageError):
        explain(corpus, "S0/nothing")


def test_a_french_page_has_no_english_case_names(corpus):
    french = [node.text for node in explain(corpus, "Decision-signatory").nodes]
    assert "un document qui passe" in french and not [text for text in french if "(signed)" in text]
