"""Mistakes of reading that an audit proved, each with an invented act; none may come back."""

from __future__ import annotations

from typing import Any

import pytest

from cpc_graph.extract.document import Extracted
from cpc_graph.extract.markup import to_text
from cpc_graph.read.ages import read_age
from cpc_graph.read.contract import contract
from cpc_graph.read.days import find_days
from cpc_graph.read.normal import normalise
from cpc_graph.read.offices import person
from cpc_graph.read.reader import read
from cpc_graph.text.facts import Facts

_AUTHOR = "La directrice générale de l'Agence nationale de sécurité du médicament et des produits de santé,"
_OPENS = "Le CPC de Xenazine 25 mg, comprimé est renouvelé dans l'indication « Traitement de la chorée »."


def _read(*articles: str, visa: str = "Vu le code de la santé publique ;", head: str = "") -> Facts:
    body = "\n\n".join(f"Article {number} : {text}" for number, text in enumerate(articles or (_OPENS,), 1))
    signed = "Fait à Saint-Denis, le 12 mars 2024\n\nHélène MARCHADIER\nDirectrice générale"
    text = f"{head}\n\n{_AUTHOR}\n\n{visa}\n\nDécide :\n\n{body}\n\n{signed}\n"
    return read(Extracted(form="text", sha256="0" * 64, text=text), "acte.txt")


def _codes(facts: Facts) -> list[str]:
    return [warning.code for warning in facts.warnings]


def test_a_removed_indication_is_not_granted() -> None:
    facts = _read(_OPENS, "L'indication « Traitement du hoquet » est supprimée à compter du 3 mars 2026.")
    assert [one.text for one in facts.indications] == ["Traitement de la chorée"]
    assert "indication-removed" in _codes(facts)


def test_no_regime_is_guessed_after_the_end_of_the_rtu() -> None:
    visa = "Vu la décision du 3 mars 2020 portant établissement d'une RTU pour Xenazine, renouvelée le 2 mars 2023 ;"
    assert [one.regime.text for one in _read(visa=visa).cited_acts] == ["RTU", "other"]


def test_a_draft_and_news_are_no_decision() -> None:
    assert _read(head="PROJET DE DÉCISION").decision is None
    news = f"Actualité - ANSM\n\n{_AUTHOR[:-1]} a décidé, le 4 août 2025, de le renouveler.\n\nArticle 1 : oui."
    assert read(Extracted(form="text", sha256="0" * 64, text=news), "n.txt").decision is None


def test_a_delegation_of_the_same_day_is_another_act() -> None:
    visa = "Vu la décision du 28 février 2013 portant délégation de signature ;\nVu la RTU établie le 28 février 2013 ;"
    assert [(one.action, len(one.quotes)) for one in _read(visa=visa).cited_acts] == [("other", 1), ("establish", 1)]


def test_an_act_that_is_ended_beside_is_abrogated() -> None:
    visa = "Vu la décision du 12 mars 2018 établissant une RTU pour Xenazine ;"
    opens = "Un CPC est établi pour Xenazine 25 mg, comprimé dans l'indication « Traitement de la chorée »."
    facts = _read(opens, "La décision du 12 mars 2018 susmentionnée est abrogée.", visa=visa)
    assert [one.acted_on.text for one in facts.cited_acts if one.acted_on] == ["abrogate"]


def test_two_duties_have_each_their_own_time() -> None:
    duty = (
        "Le titulaire envoie à l'ANSM un bilan tous les ans et un avis dans un délai de 3 mois suivant la fin du CPC."
    )
    found: Any = contract(_read(_OPENS, duty))["obligations"]
    assert [(one["periodicity"], bool(one["deadline"])) for one in found] == [("P1Y", False), (None, True)]


def test_a_fixed_deadline_is_told() -> None:
    assert "fixed-deadline" in _codes(_read(_OPENS, "Le bilan est transmis à l'ANSM au plus tard le 1er mars 2016."))


def test_a_recipient_keeps_its_brackets() -> None:
    told = "Elle est notifiée aux laboratoires Alpha SAS (LIO 10 mg, comprimé) et Beta SA (BACLO 10 mg, comprimé)."
    found: Any = contract(_read(_OPENS, told))["obligations"]
    assert [len(one["recipient"]) for one in found] == [2]


def test_former_versions_before_a_law() -> None:
    visa = "Vu l'article L. 1 du code de la santé publique, dans sa version antérieure à la loi du 14 décembre 2020 ;"
    days = [one.as_in_force_on.value for one in _read(visa=visa).citations if one.as_in_force_on]
    assert [str(day) for day in days] == ["2020-12-13"]


@pytest.mark.parametrize("name", ["Alexandre de la Volpilière", "Anne d'Orval", "Piet van der Berg"])
def test_particles_stand_in_names(name: str) -> None:
    assert person(name) is not None


def test_stamps_ages_and_headers() -> None:
    assert str(find_days(normalise("le 08 JAN. 2020"))[0].value) == "2020-01-08"
    wording = normalise("l'enfant à partir de l'âge d'un mois à 18 ans")
    age = read_age(wording, 0, len(wording.text))
    assert age and age.lower and age.upper
    weeks = _read(_OPENS.replace("chorée", "chorée chez le nourrisson de 5 semaines à 5 mois inclus"))
    assert "age-unit" in _codes(weeks) and weeks.indications[0].age is None
    page = "<body><header><p>PUBLIÉ LE 14/09/2023</p><h1>Titre</h1></header><main><p>Texte</p></main></body>"
    assert to_text(page.encode(), "p.html")[0].splitlines() == ["PUBLIÉ LE 14/09/2023", "Titre", "Texte"]
