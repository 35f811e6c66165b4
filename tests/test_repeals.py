"""What an act abrogates beside what it does itself, in part or whole, and what that leaves of either measure."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from arriving import written
from cpc_graph.build.corpus import file_quads
from cpc_graph.build.decision import facts_draft
from cpc_graph.build.derive import FileFacts, derive, states_of
from cpc_graph.build.rederive import touched_measures
from cpc_graph.build.statements import Draft
from cpc_graph.link.candidate import KINDS, Proposals
from cpc_graph.link.decide import Choice, choose, links_of
from cpc_graph.link.propose import propose
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import ontology_dir
from cpc_graph.text.facts import Facts
from cpc_graph.text.values import Quote, Words
from decisions import law
from test_derive_reach import Watched
from test_measure_life import CPC, ESTABLISHED, LUPUS, MEASURE, OBJECT, RANDALL, VISA, listed, text

NEW = "Zenovir 5 mg, gélule"
REPEAL = f"La décision du 10 octobre 2022 établissant le CPC de {OBJECT} est abrogée"
OLD = f"{BASE}eli/fr/ansm/decision/2022/10/10/{MEASURE}/etablissement"


def replacing(sentence: str, name: str = NEW) -> str:
    """An act that establishes a measure, with an article about another decision."""
    articles = [
        f"Un {CPC} (CPC) est établi pour {name} dans les indications suivantes :" + listed(LUPUS, RANDALL),
        "Le CPC est valable pour une durée de trois ans à compter du 15 juin 2024.",
        sentence,
    ]
    return text(f"Établissement du {CPC}", "10/06/2024", articles, published="12/06/2024").replace(
        f"du {CPC} de {OBJECT}", f"du {CPC} de {name}", 1
    )


def told(words: str, folder: Path, sentence: str = "") -> Facts:
    """What is read of a text; `sentence`: words by which it also abrogates, as the reader is to give them."""
    one = written(words, folder)
    facts, source = one.facts, one.extracted.text
    assert facts.decision is not None
    if not sentence:
        return facts
    at = source.index(sentence)
    also = Words("abrogate", (Quote(sentence, at, at + len(sentence)),))
    acts = tuple(replace(cited, acted_on=None) for cited in facts.cited_acts)
    products = tuple(one for one in facts.products if one.name == facts.products[0].name)
    return replace(facts, decision=replace(facts.decision, also=(also,)), cited_acts=acts, products=products)


def drafted(facts: Facts, known: Store | None = None) -> Draft:
    found = propose(facts, known) if known else Proposals()
    return facts_draft(facts, links_of(facts, found, Choice("test", choose(found, KINDS))), law())


def values(draft: Draft, predicate: str) -> set[str | None]:
    found = [st.object for st in draft.statements.values() if st.predicate == iri(predicate)]
    return {one.value if one else None for one in found}


@cache
def ontology() -> Store:
    return Store_of([quad for path in sorted(ontology_dir().rglob("*.ttl")) for quad in file_quads(path)])


def Store_of(quads) -> Store:  # noqa: N802
    store = Store()
    store.extend(quads)
    return store


def ends(store: Store, measure: str) -> list[tuple[str, str]]:
    derive(store)
    query = f"""PREFIX cpc: <https://w3id.org/cpc-graph/ontology#>
    SELECT ?state ?start ?end WHERE {{ ?state cpc:stateOf <{BASE}id/measure/{measure}> .
      OPTIONAL {{ ?state cpc:periodStart ?start }} OPTIONAL {{ ?state cpc:periodEnd ?end }} }} ORDER BY ?start"""
    rows = store.query(query, use_default_graph_as_union=True)
    return [tuple(row[name].value if row[name] else "?" for name in ("start", "end")) for row in rows]


def lives(tmp_path: Path, *given: Facts) -> Store:
    store = Store_of(ontology())
    for facts in given:
        store.extend(drafted(facts, store).quads())
        derive(store)
    return store


def test_another_act_is_abrogated_and_the_own_measure_goes_on(tmp_path):
    facts = told(replacing(f"{REPEAL}."), tmp_path, REPEAL)
    draft = drafted(facts)
    assert values(draft, "cpc:abrogates") == {OLD}
    assert values(draft, "cpc:impactType") == {iri("cpc:establish").value}
    assert values(draft, "cpc:abrogatesInPart") == set()
    assert (iri(draft.path), iri("rdf:type"), iri("cpc:AbrogatingDecision")) not in draft.plain
    (said,) = [st for st in draft.statements.values() if st.predicate == iri("cpc:abrogates")]
    assert [span.exact for span in said.evidence.quotes] == [REPEAL]
    assert ends(lives(tmp_path, facts), "zenovir-5-mg-gelule") == [("2024-06-15", "2027-06-15")]


def test_the_reader_may_also_tell_it_by_the_cited_act(tmp_path):
    facts = told(replacing(f"{REPEAL}."), tmp_path)
    assert [one.acted_on.text for one in facts.cited_acts if one.acted_on] == ["abrogate"]
    assert values(drafted(facts), "cpc:abrogates") == {OLD}


def test_an_act_that_is_renewed_and_abrogated_by_one_act_has_both(tmp_path):
    sentence = "La décision du 10 octobre 2022 susvisée est abrogée"
    renewal = text(
        f"Renouvellement du {CPC}",
        "01/10/2025",
        ["Le CPC précité est renouvelé pour une durée de trois ans à compter du 13 octobre 2025.", f"{sentence}."],
        VISA,
        "03/10/2025",
    )
    facts = told(renewal, tmp_path)
    renewed = tuple(replace(one, acted_on=Words("renew", one.quotes)) for one in facts.cited_acts)
    facts = replace(told(renewal, tmp_path, sentence), cited_acts=renewed)
    draft = drafted(facts)
    assert values(draft, "cpc:renews") == values(draft, "cpc:abrogates") == {OLD}
    assert values(draft, "cpc:impactType") == {iri("cpc:renew").value}
    store = lives(tmp_path, told(ESTABLISHED, tmp_path), facts)
    assert ends(store, MEASURE) == [("2022-10-13", "2025-10-13"), ("2025-10-13", "2028-10-13")]


def test_what_is_abrogated_without_a_day_is_not_known(tmp_path):
    sentence = "La décision précédente est abrogée"
    draft = drafted(told(replacing(f"{sentence}."), tmp_path, sentence))
    assert values(draft, "cpc:abrogates") == {None}


def test_the_measure_of_the_abrogated_act_ends_when_the_other_act_enters_into_force(tmp_path):
    old, new = told(ESTABLISHED, tmp_path), told(replacing(f"{REPEAL}."), tmp_path, REPEAL)
    store = lives(tmp_path, old, new)
    assert ends(store, MEASURE) == [("2022-10-13", "2024-06-13")]
    assert ends(store, "zenovir-5-mg-gelule") == [("2024-06-15", "2027-06-15")]
    impact = f"<{BASE}id/measure/{MEASURE}/impact/2024-06-13>"
    assert store.query(
        f"PREFIX cpc: <https://w3id.org/cpc-graph/ontology#> ASK {{ {impact} cpc:impactType cpc:abrogate ; "
        f"cpc:closesState ?state . ?as cpc:byRule cpc:endOfAbrogatedAct }}",
        use_default_graph_as_union=True,
    )
    assert ends(lives(tmp_path, new, old), MEASURE) == [("2022-10-13", "2024-06-13")]  # whichever came first


def test_a_measure_that_was_renewed_since_goes_on(tmp_path):
    renewal = text(
        f"Renouvellement du {CPC}",
        "01/05/2024",
        ["Le CPC précité est renouvelé pour une durée de trois ans à compter du 13 mai 2024."],
        VISA,
        "03/05/2024",
    )
    given = [told(ESTABLISHED, tmp_path), told(renewal, tmp_path), told(replacing(f"{REPEAL}."), tmp_path, REPEAL)]
    assert ends(lives(tmp_path, *given), MEASURE) == [("2022-10-13", "2024-05-13"), ("2024-05-13", "2027-05-13")]


@pytest.mark.parametrize(
    "limit",
    [
        f"{REPEAL} en tant qu'elle concerne l'indication « {LUPUS} »",
        f"{REPEAL} partiellement",
        f"{REPEAL}, à l'exception de son article 3",
        f"L'article 2 de la décision du 10 octobre 2022 établissant le CPC de {OBJECT} est abrogé",
    ],
)
def test_a_limit_is_said_with_its_sentence_and_ends_nothing(tmp_path, limit):
    sentence = limit if limit.startswith("L'article") else REPEAL
    new = told(replacing(f"{limit}."), tmp_path, sentence)
    draft = drafted(new)
    assert values(draft, "cpc:abrogates") == values(draft, "cpc:abrogatesInPart") == {OLD}
    (said,) = [st for st in draft.statements.values() if st.predicate == iri("cpc:abrogatesInPart")]
    assert [span.exact for span in said.evidence.quotes] == [limit]
    assert ends(lives(tmp_path, told(ESTABLISHED, tmp_path), new), MEASURE) == [("2022-10-13", "2025-10-13")]


def test_an_abrogation_in_part_of_its_own_measure_has_the_limit_and_the_indication(tmp_path):
    ended = text(
        f"Abrogation partielle du {CPC}",
        "13/11/2023",
        [
            "La décision du 10 octobre 2022 susvisée est abrogée à compter du 1er décembre 2023 en tant qu'elle "
            f"concerne l'indication « {LUPUS} »."
        ],
        VISA,
        "14/11/2023",
    )
    draft = drafted(told(ended, tmp_path))
    assert values(draft, "cpc:abrogatesInPart") == values(draft, "cpc:abrogates") == {OLD}
    assert len(values(draft, "cpc:concernsIndication")) == 1
    whole = ended[: ended.index(" en tant")] + "." + ended[ended.index(" ».") :][3:]
    assert values(drafted(told(whole, tmp_path)), "cpc:abrogatesInPart") == set()


def test_what_the_end_is_read_from_leads_to_the_measure(tmp_path):
    store = lives(tmp_path, told(ESTABLISHED, tmp_path), told(replacing(f"{REPEAL}."), tmp_path, REPEAL))
    kinds = {quad.subject for quad in store.quads_for_pattern(None, iri("cpc:endsState"), None, None)}
    measure = NamedNode(f"{BASE}id/measure/{MEASURE}")
    facts = Watched(store)
    list(states_of(measure, facts))
    assert any("abrogates" in why for why in facts.read.values())
    astray = [node for node in facts.read if node not in kinds | {measure}]
    assert not [node for node in astray if measure not in touched_measures({node}, (store,))]
    assert FileFacts(store).subjects("cpc:abrogates", NamedNode(OLD))
