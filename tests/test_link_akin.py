"""An act that the graph knows under another name: by its substance, by a brand, by another writing of the product."""

from dataclasses import replace

import pyoxigraph
import pytest

from arriving import incoming, only, proposed, targets, text, written
from cpc_graph.build.decision import facts_draft
from cpc_graph.link.akin import Medicine, likeness
from cpc_graph.link.candidate import KINDS
from cpc_graph.link.decide import Choice, choose, links_of, undecided, with_measure
from cpc_graph.link.propose import propose
from cpc_graph.text.medicine import parse_name
from decisions import ACTS, law
from persons import quads, store

STUBS = {
    "avastin-2015": ("2015/06/24/bevacizumab/etablissement", "bevacizumab"),
    "roactemra-2016": ("2016/12/19/tocilizumab-20-mg-ml/abrogation", "tocilizumab-20-mg-ml"),
    "plaquenil-2020": ("2020/10/21/hydroxychloroquine/refus", "hydroxychloroquine"),
    "remicade-2020": ("2020/01/08/infliximab-100-mg-2/renouvellement", "infliximab-100-mg-2"),
}


def choice(name: str, *kinds: str, second: bool = False) -> Choice:
    found = proposed(name)
    return with_measure(found, Choice("x", choose(found, kinds), is_second=second))


@pytest.mark.parametrize("name", STUBS)
def test_a_stub_under_its_substance_is_proposed_for_the_text_under_its_brand(name):
    act, measure = STUBS[name]
    found = proposed(name)
    candidate = only(found, "act")
    assert candidate.target == f"eli/fr/ansm/decision/{act}"
    assert candidate.ground.fr.startswith("même autorité, même jour (")
    assert "même nature" in candidate.ground.fr
    assert found.best("measure").slug == measure
    assert not found.recognised


@pytest.mark.parametrize("name", STUBS)
def test_it_waits_for_a_person_and_takes_the_measure_of_the_act_with_it(name):
    found = proposed(name)
    assert [one.kind for one in undecided(found, choice(name)) if one.kind == "act"] == ["act"]
    assert not undecided(found, choice(name, second=True))
    taken = choice(name, "act")
    assert {one.kind: one.slug for one in taken.taken} == {"act": STUBS[name][0].rpartition("/")[2]} | {
        "measure": STUBS[name][1]
    }


@pytest.mark.parametrize("name", STUBS)
def test_taken_it_is_one_act_on_one_measure(name):
    read = incoming(name).facts
    draft = facts_draft(read, links_of(read, proposed(name), choice(name, *KINDS)), law())
    assert draft.path == f"eli/fr/ansm/decision/{STUBS[name][0]}"
    measures = {str(st.subject) for st in draft.statements.values() if "/id/measure/" in str(st.subject)}
    assert measures
    assert all(f"/id/measure/{STUBS[name][1]}/" in one for one in measures)


def test_another_day_or_another_medicine_is_no_candidate(tmp_path):
    for old, new in (("24 juin 2015", "25 juin 2015"), ("AVASTIN", "LUCENTIS")):
        one = written(text("avastin-2015").replace(old, new), tmp_path)
        assert not targets(proposed(one), "act")


def test_another_kind_of_the_day_is_only_possible():
    read = incoming("avastin-2015").facts
    renewal = replace(read, decision=replace(read.decision, action=replace(read.decision.action, text="renew")))
    found = propose(renewal, store())
    assert "nature à vérifier" in only(found, "act").ground.fr
    assert not undecided(found, Choice("x"))
    assert not [one for one in choose(found, KINDS) if one.kind == "act"]


VELCADE = """Décision du 10/10/2022 - Établissement du cadre de prescription compassionnelle de {name}
PUBLIÉ LE 12/10/2022
La directrice générale de l'Agence nationale de sécurité du médicament et des produits de santé,
Vu le code de la santé publique, notamment l'article L. 5121-12-1 III ;
Décide :
Article 1er : Un cadre de prescription compassionnelle (CPC) est établi pour {name}, pour une durée de trois ans, dans
l'indication « Traitement de l'amylose AL ».
Article 2 : La présente décision entre en vigueur le lendemain de sa publication sur le site internet de l'ANSM.
Fait à Saint-Denis, le 10/10/2022
Christelle Ratignier-Carbonneil
Directrice générale de l'ANSM
"""


def test_a_product_written_otherwise_does_not_make_another_act(tmp_path):
    first = written(VELCADE.format(name="Velcade 3,5 mg, poudre pour solution injectable"), tmp_path)
    found = proposed(first)
    draft = facts_draft(first.facts, links_of(first.facts, found, Choice("x")), law(), first.received())
    known = pyoxigraph.Store()
    known.extend([*quads(), *draft.quads()])
    again = written(VELCADE.format(name="VELCADE 3,5 mg"), tmp_path)
    candidate = only(proposed(again, known), "act")
    assert candidate.target == draft.path
    assert [one.target for one in undecided(proposed(again, known), Choice("x"))] == [draft.path]
    other = written(VELCADE.format(name="VELCADE 1 mg"), tmp_path)
    weak = only(proposed(other, known), "act")
    assert "ATTENTION, le dosage diffère : ici 1 mg, là 3,5 mg" in weak.ground.fr
    assert not undecided(proposed(other, known), Choice("x"))  # another strength is another act: told, not held


def test_a_cited_act_for_another_strength_is_told_and_waits():
    found = proposed("protopic-0-03")
    candidate = only(found, "cited")
    assert candidate.target == ACTS["S3"]
    assert "ATTENTION, le dosage diffère : ici 0,03 %, là 0,1 %" in candidate.ground.fr
    assert "0,03" in candidate.ground.en
    assert [one.target for one in undecided(found, Choice("x"))] == [ACTS["S3"]]
    assert not [one for one in choose(found, KINDS) if one.kind == "cited"]  # not among all: only by its name
    assert [one.target for one in choose(found, ("cited",), named=("cited",))] == [ACTS["S3"]]
    assert not targets(found, "measure")  # 0,1 % is not 0,03 %


def test_what_two_medicines_share():
    def of(*names: str, substances: tuple[str, ...] = (), words: str = "") -> Medicine:
        return Medicine(tuple(map(parse_name, names)), frozenset(substances), words)

    assert likeness(of("Velcade 3,5 mg, poudre"), of("VELCADE")).ground.fr == "même nom (velcade)"
    assert likeness(of("Thalidomide BMS 50 mg"), of(substances=("thalidomide",))).ground.fr.startswith("même substance")
    assert likeness(of("Avastin 25 mg/ml"), of(words="bevacizumab-avastin-dmla")).ground.fr == "nommé là-bas : avastin"
    assert likeness(of("Avastin"), of("Lucentis", substances=("ranibizumab",), words="lucentis")) is None
    assert likeness(of("Protopic 0,03 %"), of("Protopic 0,1 %")).differs
    assert likeness(of("Thalidomide BMS 50 mg, comprimé"), of("Thalidomide BMS 50 mg, gélule")).differs
    assert not likeness(of("Plaquenil 200 mg, comprimé pelliculé"), of("Plaquenil 200 mg, comprimé")).differs


def test_a_word_in_common_is_not_taken_with_all():
    read = incoming("avastin-2015").facts
    found = propose(replace(read, products=(replace(read.products[0], name="Dmla Plus 5 mg/ml"),)), store())
    assert only(found, "act").ground.fr.endswith("nommé là-bas : dmla")
    assert not [one for one in choose(found, KINDS) if one.kind == "act"]
    assert undecided(found, Choice("x"))
