"""A cited act is named by what the citing text says of it, never by the medicine of the act that cites it."""

from pathlib import Path

import pytest

from arriving import incoming, proposed, written
from cpc_graph.build.cited_object import object_of
from cpc_graph.build.decision import facts_draft
from cpc_graph.build.decision_acts import untold_object
from cpc_graph.link.candidate import KINDS, Proposals
from cpc_graph.link.decide import Choice, choose, links_of
from cpc_graph.link.incoming import Incoming
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri
from decisions import law

OWN = "thalidomide-50-mg-gelule"
TEXT = """Décision du 16/09/2022 - Renouvellement du cadre de prescription compassionnelle de {name}

PUBLIÉ LE 18/09/2022

La directrice générale de l'Agence nationale de sécurité du médicament et des produits de santé,

Vu le code de la santé publique, notamment l'article L. 5121-12-1 III ;
Vu {visa} ;
Décide :

Article 1 : Le CPC de {name} est renouvelé pour une durée de trois ans dans l'indication « Traitement du vitiligo ».
{article}
Article 2 : La présente décision prend effet le 26 septembre 2022.

Fait à Saint-Denis, le 16/09/2022

Christelle Ratignier-Carbonneil
Directrice générale de l'ANSM
"""
NAME = "Thalidomide Accord 50 mg, gélule"


def citing(tmp_path: Path, visa: str, name: str = NAME, article: str = "") -> Incoming:
    return written(TEXT.format(name=name, visa=visa, article=article), tmp_path)


def drafted(one: Incoming, found: Proposals | None = None, kinds: tuple[str, ...] = KINDS):
    known = found or proposed(one)
    return facts_draft(one.facts, links_of(one.facts, known, Choice("x", choose(known, kinds))), law())


def objects(draft, predicate: str = "cpc:citesAct") -> list[str]:
    found = [st.object for st in draft.statements.values() if st.predicate == iri(predicate) and st.object]
    return sorted(node.value.removeprefix(BASE) for node in found)


ANSM = "eli/fr/ansm/decision"


@pytest.mark.parametrize(
    ("visa", "expected"),
    [
        (
            "la décision du 3 mai 2021 portant établissement d'un CPC pour la spécialité Truvada 200 mg, comprimé",
            f"{ANSM}/2021/05/03/truvada-200-mg-comprime/etablissement",
        ),
        ("la RTU d'Humira établie le 24 juin 2016", f"{ANSM}/2016/06/24/humira/etablissement"),
        (
            "le CPC établi le 5 mai 2021 pour les spécialités à base d'acide valproïque",
            f"{ANSM}/2021/05/05/acide-valproique/etablissement",
        ),
        (
            "la décision du 12 mars 2020 de refus de la RTU de Plaquenil 200 mg",
            f"{ANSM}/2020/03/12/plaquenil-200-mg/decision",
        ),
        (
            "la décision du 2 février 2012 relative au baclofène",
            "eli/fr/afssaps/decision/2012/02/02/baclofene/decision",
        ),
        (
            "la décision du 30 avril 2019 portant délégation de signature",
            f"{ANSM}/2019/04/30/delegation-de-signature/decision",
        ),
        ("la décision du 6 juin 2022 susvisée", f"{ANSM}/2022/06/06/{untold_object(OWN)}/decision"),
        ("la décision du 6 juin 2022 modifiant le CPC précité", f"{ANSM}/2022/06/06/{OWN}/modification"),
        (
            "la RTU de Thalidomide Celgene 50 mg, gélule établie le 5 juin 2015",
            f"{ANSM}/2015/06/05/{OWN}/etablissement",
        ),
    ],
)
def test_a_stub_is_named_by_what_the_text_says_of_it(tmp_path, visa, expected):
    draft = drafted(citing(tmp_path, visa))
    (cited,) = objects(draft)
    assert cited == expected
    labels = [one[2].value for one in draft.plain if one[:2] == (iri(cited), iri("rdfs:label"))]
    assert len(labels) == 2
    assert not [label for label in labels if "halidomide" in label]


def test_an_act_that_only_names_another_medicines_act_does_not_renew_it(tmp_path):
    draft = drafted(citing(tmp_path, "la RTU d'Humira établie le 24 juin 2016"))
    assert objects(draft, "cpc:renews") == []
    own = drafted(citing(tmp_path, "la RTU de Thalidomide Celgene 50 mg, gélule établie le 5 juin 2015"))
    assert objects(own, "cpc:renews") == [f"eli/fr/ansm/decision/2015/06/05/{OWN}/etablissement"]


def test_a_stub_of_another_medicine_is_the_act_when_its_text_arrives(tmp_path):
    """The day and kind are those of the shipped bevacizumab stub; the text about Avastin is that act."""
    citation = "la RTU d'Avastin 25 mg/ml, solution à diluer pour perfusion établie le 24 juin 2015"
    one = citing(tmp_path, citation)
    found = proposed(one)
    stub = "eli/fr/ansm/decision/2015/06/24/bevacizumab/etablissement"
    assert stub in {each.target for each in (*found.recognised, *found.of("cited", 1))}
    assert objects(drafted(one, kinds=("cited",)))  # whatever is taken, one act


def test_an_act_of_the_day_on_this_measure_is_not_taken_for_one_on_another_medicine(tmp_path):
    """2015-05-05 is the day of the RTU of thalidomide; the text names the RTU of another medicine of that day."""
    own = proposed(citing(tmp_path, "la RTU établie le 5 mai 2015"))
    assert [each.target for each in own.recognised] == [f"eli/fr/ansm/decision/2015/05/05/{OWN}/etablissement"]
    other = proposed(citing(tmp_path, "la RTU d'Humira établie le 5 mai 2015"))
    assert not [each for each in (*other.recognised, *other.open) if each.kind == "cited"]


def test_an_act_cited_by_its_day_alone_is_proposed_when_its_text_arrives(tmp_path):
    from persons import store

    one = citing(tmp_path, "la décision du 16 juin 2022 susvisée", name="Essai 5 mg, gélule")
    citing_draft = drafted(one)
    known = store()
    known.extend(citing_draft.quads())
    text = (TEXT.format(name="Essai 5 mg, gélule", visa="le dossier", article="")).replace("16/09/2022", "16/06/2022")
    found = proposed(written(text, tmp_path), known)
    (act,) = [each for each in found.open if each.kind == "act"]
    assert (act.target, act.holds) == (objects(citing_draft)[0], True)
    elsewhere = written(text.replace("Essai 5 mg", "Autrement 7 mg"), tmp_path)
    assert not [each for each in proposed(elsewhere, known).open if each.kind == "act"]


def test_two_brands_of_one_substance_are_one_measure():
    for name in ("thalidomide-2022-05", "thalidomide-2022-08"):
        facts = incoming(name).facts
        assert {object_of(cited, facts).kind for cited in facts.cited_acts} == {"own"}
