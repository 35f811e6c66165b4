"""What a decision may be linked to, and on what ground; acts are recognised, everything else is only proposed."""

import datetime as dt
from dataclasses import replace

import pytest

from cpc_graph.build.decision import facts_draft
from cpc_graph.link.candidate import KINDS, Candidate, Proposals, ordered
from cpc_graph.link.decide import Choice, choose, links_of, own_path
from cpc_graph.link.law import law_table, load_law
from cpc_graph.link.propose import propose
from cpc_graph.rdf.gate import read_quads
from cpc_graph.resources import data_dir
from cpc_graph.text.facts import CitedAct, Facts, Product
from cpc_graph.text.links import Bilingual
from cpc_graph.text.medicine import parse_name
from cpc_graph.text.values import Day
from cpc_graph.workspace import Workspace
from decisions import ACTS, CPC_2022, RTU_2015, facts, law
from persons import drafted, proposals, store, store_without

THALIDOMIDE = "id/measure/thalidomide-50-mg-gelule"


def found(kind: str, name: str) -> list[Candidate]:
    return [one for one in proposals(name).open if one.kind == kind]


@pytest.mark.parametrize(
    ("name", "target", "ground"),
    [
        ("S0", THALIDOMIDE, "un état de cette mesure couvre « Thalidomide BMS 50 mg, gélule »"),
        ("S1", THALIDOMIDE, "le nom contient la substance (thalidomide)"),
        ("S3", "id/measure/tacrolimus-0-1-pommade", "même substance (tacrolimus), même dosage (0,1 %)"),
    ],
)
def test_the_measure_by_state_by_database_or_by_name(name, target, ground):
    (candidate,) = found("measure", name)
    assert candidate.target == target
    assert candidate.ground.fr.startswith(ground)
    assert candidate.ground.en != candidate.ground.fr


def with_product(name: str, product: str) -> Facts:
    read = facts(name)
    return replace(read, products=(replace(read.products[0], name=product),))


@pytest.mark.parametrize(
    "product", ["Thalidomide BMS 100 mg, gélule", "Thalidomide BMS 50 mg, comprimé", "Lévodopa 50 mg, gélule"]
)
def test_another_strength_form_or_substance_is_no_candidate(product):
    read = propose(with_product("S0", product), store())
    assert not [one for one in read.open if one.kind == "measure"]


def test_a_medicine_of_the_same_group_leads_to_the_measure_that_covers_the_group():
    read = propose(with_product("S3", "TAKROZEM 0,1 %, pommade"), store())
    assert read.best("measure").target == "id/measure/tacrolimus-0-1-pommade"
    assert "groupe" in read.best("measure").ground.fr


def test_indications_by_their_words_with_what_differs():
    candidates = {one.place: one for one in found("indication", "S0")}
    assert {place: one.slug for place, one in candidates.items()} == {
        1: "aphtose-severe",
        2: "lupus-cutane",
        3: "erytheme-noueux-lepreux",
        4: "maladie-de-crohn-enfant",
    }
    assert "ici en plus : et/ou ; là en plus : et" in candidates[2].ground.fr
    assert candidates[1].ground.fr == "mêmes mots, à la casse ou à la ponctuation près"
    assert not found("indication", "S3")


def test_the_same_words_are_certain():
    again = [one for one in propose(facts("S0"), store()).open if one.kind == "indication"]
    assert {one.score for one in again} == {1.0}
    assert again[0].ground.fr == "même libellé, mot pour mot"


def test_a_bound_of_age_that_differs_is_shown():
    read = facts("S0")
    crohn = replace(read.indications[3], text=read.indications[3].text.replace("6 ans", "12 ans"))
    (candidate,) = propose(replace(read, indications=(crohn,)), store_without("S0")).of("indication", 1)
    assert "ici en plus : 12" in candidate.ground.fr
    assert "6" in candidate.ground.fr


def test_an_act_that_is_held_is_recognised_and_so_are_the_stubs_that_it_cites():
    recognised = {(one.kind, one.place): one.target for one in propose(facts("S0"), store()).recognised}
    assert recognised == {("act", 0): ACTS["S0"], ("cited", 1): RTU_2015, ("cited", 2): CPC_2022}


def arriving(day: dt.date) -> Facts:
    """S0 as if it had been signed on another day."""
    read = facts("S0")
    decision = replace(read.decision, signed=replace(read.decision.signed, value=day))
    return replace(read, decision=decision, cited_acts=read.cited_acts[:1])


def test_the_text_of_a_stub_is_recognised_by_authority_day_object_and_kind():
    assert propose(arriving(dt.date(2022, 8, 16)), store()).recognised[0].target == CPC_2022
    assert not [one for one in propose(arriving(dt.date(2022, 8, 17)), store()).recognised if one.kind == "act"]


def test_an_act_of_the_day_of_another_kind_is_only_possible():
    read = propose(arriving(dt.date(2022, 5, 6)), store())  # known as a modification
    assert not [one for one in read.recognised if one.kind == "act"]
    (possible,) = read.of("act")
    assert possible.target.endswith("2022/05/06/thalidomide-50-mg-gelule/modification")
    assert "nature à vérifier" in possible.ground.fr


def test_an_act_held_under_another_name_may_be_a_second_act_of_the_day():
    read = propose(with_product("S0", "Thalidomide Accord 50 mg, gélule"), store())
    assert [one.target for one in read.of("act")] == [ACTS["S0"]]
    assert not [one for one in read.recognised if one.kind == "act"]


def test_the_act_before_is_proposed_only_where_the_text_does_not_date_it():
    assert not found("predecessor", "S0")  # the text names 16 August 2022
    (candidate,) = found("predecessor", "S1")
    assert candidate.target == RTU_2015
    assert "05/05/2015" in candidate.ground.fr
    assert not found("predecessor", "S3")  # it establishes


def test_an_act_before_may_2012_is_of_the_agency_of_its_day():
    cited = facts("S0").cited_acts[0]
    old = CitedAct("establish", cited.regime, Day(dt.date(2011, 3, 1), "stated", None, cited.quotes), cited.quotes)
    read = replace(facts("S0"), cited_acts=(old,))
    draft = drafted(read, propose(read, store_without("S0")), ())
    (act,) = {str(st.object) for st in draft.statements.values() if st.predicate.value.endswith("citesAct")}
    assert "eli/fr/afssaps/decision/2011/03/01/" in act


def test_a_document_that_is_no_decision_on_access_has_no_links():
    read = facts("S0")
    assert propose(replace(read, decision=None), store()) == Proposals()
    other = replace(read.decision, action=replace(read.decision.action, text="other"))
    assert propose(replace(read, decision=other), store()) == Proposals()


def test_two_candidates_that_come_close_give_no_best_one():
    label = Bilingual("a", "a")
    close = [
        Candidate("measure", 0, f"id/measure/{slug}", label, label, score) for slug, score in (("a", 0.9), ("b", 0.88))
    ]
    assert Proposals(open=tuple(ordered(close))).best("measure") is None
    assert Proposals(open=tuple(ordered(close[:1]))).best("measure") == close[0]
    again = replace(close[0], score=0.5)
    assert ordered([again, close[0]]) == [close[0]]


def test_the_law_from_its_canonical_files_is_that_of_the_dossiers():
    from decisions import law

    files = (data_dir() / "law").glob("*.trig")
    assert law_table(quad for path in files for quad in read_quads(path))._versions == law()._versions


def test_a_file_of_the_law_in_the_workspace_stands_in_for_the_shipped_one(tmp_path):
    (tmp_path / "data" / "law").mkdir(parents=True)
    (tmp_path / "data" / "law" / "law.trig").write_text("<http://a> <http://b> <http://c> .")
    table = load_law(Workspace(tmp_path, tmp_path / "data", tmp_path / "store"))
    assert table.versions("eli/fr/code/csp/article/L5121-12-1") == ()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Thalidomide BMS 50 mg, gélule", ("Thalidomide BMS", "50 mg", "gélule")),
        ("Protopic 0,1 %, pommade", ("Protopic", "0,1 %", "pommade")),
        (
            "AVASTIN 25 mg/ml, solution à diluer pour perfusion",
            ("AVASTIN", "25 mg/ml", "solution à diluer pour perfusion"),
        ),
        ("Gonapeptyl 3,75 mg/1 ml", ("Gonapeptyl", "3,75 mg/1 ml", "")),
        ("Bicnu", ("Bicnu", "", "")),
        ("Solution de Ringer, poche", ("Solution de Ringer", "", "poche")),
        ("Héparine 25 000 UI, solution", ("Héparine", "25 000 UI", "solution")),
    ],
)
def test_the_parts_of_a_name(name, parts):
    read = parse_name(name)
    assert (read.words, read.strength, read.form) == parts


def test_products_without_a_name_in_the_graph_have_no_measure():
    read = replace(facts("S0"), products=(Product("Inconnu", facts("S0").products[0].quotes),))
    assert not [one for one in propose(read, store()).open if one.kind == "measure"]


def path(read, found, *taken, second=False):
    return own_path(read, found, Choice("x", taken, is_second=second))


def test_a_second_act_of_a_day_and_object_ends_in_2():
    read = facts("S0")
    found = propose(read, store())
    assert path(read, found) == ACTS["S0"]  # recognised: the same act
    assert path(read, found, second=True) == ACTS["S0"] + "-2"
    assert path(read, propose(read, store_without("S0"))) is None  # the first of its day


def test_an_act_of_another_kind_is_a_second_one_unless_it_is_taken_for_the_one_that_is_known():
    read = facts("S0")
    read = replace(read, decision=replace(read.decision, action=replace(read.decision.action, text="modify")))
    found = propose(read, store())
    (candidate,) = found.of("act")
    assert path(read, found) == ACTS["S0"].replace("/renouvellement", "/modification-2")
    assert path(read, found, candidate) == ACTS["S0"]


def test_another_object_of_the_same_day_is_no_second_act():
    read = with_product("S0", "Thalidomide Accord 50 mg, gélule")
    found = propose(read, store())
    assert path(read, found) is None
    (measure,) = found.of("measure")
    assert path(read, found, measure).endswith("/thalidomide-accord-50-mg-gelule/renouvellement-2")


def test_a_second_act_has_an_impact_and_a_state_of_its_own():
    read = facts("S0")
    found = propose(read, store())
    links = links_of(read, found, Choice("x", choose(found, KINDS), is_second=True))
    made = facts_draft(read, links, law())
    named = {st.subject.value.rpartition("/id/")[2] for st in made.statements.values()}
    assert "measure/thalidomide-50-mg-gelule/impact/2025-08-04-2" in named
    assert "measure/thalidomide-50-mg-gelule/state/2025-08-04-2" in named
    assert not {"measure/thalidomide-50-mg-gelule/state/2025-08-04"} & named
