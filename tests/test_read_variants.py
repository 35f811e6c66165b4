"""Whole acts in other words and other layouts than those of the cases: one invented frame, one thing varied."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from cpc_graph.extract.document import Extracted
from cpc_graph.read.contract import contract
from cpc_graph.read.reader import read

_AUTHOR = "La directrice générale de l'Agence nationale de sécurité du médicament et des produits de santé,"
_VISA = "Vu le code de la santé publique, notamment l'article L. 5121-12-1 ;"
_CPC = "cadre de prescription compassionnelle"
_PRODUCT = "Xenazine 25 mg, comprimé"
_OPENS = f"Un {_CPC} (CPC) est établi pour {_PRODUCT} dans l'indication suivante : « Traitement de la chorée »."
_SIGNED = "Fait à Saint-Denis, le 12 mars 2024\n\nHélène MARCHADIER\nDirectrice générale"


def _act(*articles: str, **changed: str) -> Any:
    parts = {"author": _AUTHOR, "visa": _VISA, "title": f"Cadre de prescription compassionnelle de {_PRODUCT}"}
    parts |= {"signed": _SIGNED, "word": "Article {} : "} | changed
    body = "\n\n".join(parts["word"].format(number) + text for number, text in enumerate(articles, 1))
    text = (
        f"Décision du 12/03/2024 - {parts['title']}\n\nPUBLIÉ LE 14/03/2024\n\n{parts['author']}\n\n"
        f"{parts['visa']}\n\nDécide :\n\n{body}\n\n{parts['signed']}\n"
    )
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return contract(read(Extracted(form="text", sha256=sha256, text=text), "acte.txt"))


@pytest.mark.parametrize(
    "word", ["Art. {} - ", "Article {}) ", "– Article {} –\n", "A r t i c l e {} : ", "ARTICLE {}\n"]
)
def test_articles_are_headed_in_many_ways(word: str) -> None:
    assert [one["number"] for one in _act(_OPENS, "Elle entre en vigueur.", word=word)["parts"]["articles"]] == [1, 2]


@pytest.mark.parametrize(
    "author",
    [
        "Le directeur général de l'~gence nationale de sécunté du médicament et des produits de santé,",
        "La dlrectrice générale de l 'Agence nationale de sécurité du médicarnent et des produits de santé,",
        "Le directeur général de l'ANSM par intérim,",
    ],
)
def test_the_author_is_known_through_the_noise_of_a_scan(author: str) -> None:
    assert _act(_OPENS, author=author)["decision"]["authority"] == "ANSM"


@pytest.mark.parametrize(
    ("article", "duration", "end"),
    [
        ("Il est valable un an à compter de sa publication.", "P1Y", "2025-03-14"),
        ("Le présent CPC est accordé pour une période triennale à compter du 1er avril 2024.", "P3Y", "2027-04-01"),
        ("Il expire le 31 mars 2027.", None, "2027-04-01"),
        ("Le présent cadre est valable deux ans à compter du 1er avril 2024.", "P2Y", "2026-04-01"),
        ("La validité du CPC est fixée à un an à compter du 1er avril 2024.", "P1Y", "2025-04-01"),
        ("La présente décision entre en vigueur quinze jours après sa publication.", None, None),
    ],
)
def test_terms(article: str, duration: str | None, end: str | None) -> None:
    validity = _act(_OPENS, article)["decision"]["validity"]
    assert (validity["duration"], validity["end"]["value"]) == (duration, end)


@pytest.mark.parametrize(
    ("article", "duties"),
    [
        (
            "Un rapport est transmis à l'ANSM chaque trimestre par le laboratoire ARGO et une copie en est adressée au "
            "CRPV de Lyon.",
            [("ARGO", "rapport", "P3M", ["ANSM"]), (None, "copie", None, ["CRPV de Lyon"])],
        ),
        (
            "L'exploitant adresse à l'ANSM un rapport semestriel et communique au CRPV de Nantes les cas graves.",
            [
                ("exploitant", "rapport semestriel", "P6M", ["ANSM"]),
                ("exploitant", "cas graves", None, ["CRPV de Nantes"]),
            ],
        ),
        (
            "L'exploitant transmet tous les six mois à l'ANSM un rapport et, à l'issue du CPC, un rapport final.",
            [("exploitant", "rapport", "P6M", ["ANSM"]), ("exploitant", "rapport final", None, ["ANSM"])],
        ),
        ("Le suivi national est confié au CRPV de Lyon.", [("CRPV de Lyon", "Le suivi national", None, [])]),
        (
            "Le laboratoire ARGO transmet à l'ANSM :\n- le nombre de patients traités, chaque mois ;\n"
            "- un rapport de synthèse, tous les six mois.",
            [
                ("ARGO", "nombre de patients traités", "P1M", ["ANSM"]),
                ("ARGO", "rapport de synthèse", "P6M", ["ANSM"]),
            ],
        ),
        (
            "La société ARGO est tenue :\n1° De transmettre à l'ANSM un rapport annuel ;\n"
            "2° D'informer les prescripteurs de la présente décision.",
            [
                ("ARGO", "rapport annuel", "P1Y", ["ANSM"]),
                ("ARGO", "information : de la présente décision", None, ["prescripteurs"]),
            ],
        ),
        (
            "Le laboratoire ARGO transmet à l'ANSM un rapport comportant :\n- le nombre de patients ;\n- les effets.",
            [("ARGO", "rapport comportant", None, ["ANSM"])],
        ),
        (
            "Sont à la charge d'ARGO :\n- le recueil des données ;\n- la transmission à l'ANSM d'un rapport annuel.",
            [
                ("ARGO", "le recueil des données", None, []),
                ("ARGO", "la transmission d'un rapport annuel", "P1Y", ["ANSM"]),
            ],
        ),
        (
            "ARGO adresse à l'ANSM les informations relatives à XENAZINE.",
            [("ARGO", "informations relatives à XENAZINE", None, ["ANSM"])],
        ),
        (
            "Le suivi est assuré par le CRPV de Lyon selon le protocole de la société ARGO, qui en adresse copie.",
            [("CRPV de Lyon", "suivi", None, [])],
        ),
        (
            "Tout effet indésirable doit être déclaré par les prescripteurs au CRPV de Lyon.",
            [("prescripteurs", "tout effet indésirable", None, ["CRPV de Lyon"])],
        ),
        (
            "La collecte des données est assurée par ARGO, qui en adresse la synthèse à l'ANSM tous les ans.",
            [("ARGO", "collecte des données", None, []), ("ARGO", "synthèse", "P1Y", ["ANSM"])],
        ),
        (
            "Le directeur général est chargé de l'exécution de la présente décision, qui sera publiée sur le site.",
            [("ANSM", "publication : la présente décision", None, [])],
        ),
    ],
)
def test_rhythms_stay_with_their_own_duty(article: str, duties: list[tuple[Any, ...]]) -> None:
    read_duties = _act(_OPENS, article)["obligations"]
    assert [(one["bearer"], one["action"], one["periodicity"], one["recipient"]) for one in read_duties] == duties


@pytest.mark.parametrize(
    ("article", "action", "regime"),
    [
        ("La décision du 2 mars 2022 susvisée est retirée.", "abrogate", "CPC"),
        (f"L'article 1er de la décision du 2 mars 2022 est remplacé par : « {_OPENS} »", "modify", "CPC"),
        (f"Le CPC de {_PRODUCT} n'est pas renouvelé.", "refuse", "CPC"),
        (f"Il n'est pas fait droit à la demande d'établissement d'un CPC pour {_PRODUCT}.", "refuse", "CPC"),
    ],
)
def test_what_the_act_does(article: str, action: str, regime: str) -> None:
    titles = {"abrogate": "Retrait du", "modify": "Modification du", "refuse": "Refus d'établir le"}
    decision = _act(article, title=f"{titles[action]} {_CPC} de {_PRODUCT}")["decision"]
    assert (decision["action"], decision["regime"]) == (action, regime)
    assert decision["validity"]["end"]["value"] is None


def test_a_committee_that_bears_the_name_of_a_measure_is_none() -> None:
    act = _act("Le comité scientifique temporaire « CPC » est créé.", title="Création d'un comité")
    assert act["decision"]["action"] == "other"


def test_articles_of_an_unknown_code_are_set_aside_with_the_reason() -> None:
    act = _act(_OPENS, visa=_VISA + "\nVu le code de la consommation, notamment son article L. 221-1 ;")
    assert [one["provisions"] for one in act["citations"]] == [["CSP:L5121-12-1"]]
    assert any("table des préfixes" in one["why"] for one in act["unmodelled"])


@pytest.mark.parametrize(
    ("wording", "prior"),
    [
        (
            "chez les patients n'ayant pas répondu de manière adéquate au lithium ou au valproate",
            ("ou", ["lithium", "valproate"]),
        ),
        (
            "après échec d'au moins un traitement de fond (lithium, valproate)",
            (None, ["au moins un traitement de fond (lithium, valproate)"]),
        ),
        ("après échec du lithium et du valproate ou de la clozapine", None),
        ("après échec du lithium, du valproate", None),
    ],
)
def test_what_joins_earlier_treatments_is_never_guessed(wording: str, prior: tuple[Any, ...] | None) -> None:
    opens = _OPENS.replace("de la chorée", f"de la chorée {wording}")
    one = _act(opens)["indications"][0]["prior_therapy"]
    assert (one and (one["combinator"], one["items"])) == prior


def test_a_turn_of_regime_establishes_the_new_measure() -> None:
    act = _act(f"La recommandation temporaire d'utilisation de {_PRODUCT} devient un {_CPC}.")
    assert (act["decision"]["action"], act["decision"]["regime"]) == ("establish", "CPC")


@pytest.mark.parametrize(
    ("signed", "name", "function"),
    [
        (
            "Fait, à Saint-Denis, le\n12 mars 2024\n\nAlice MARTIN\nDirectrice générale",
            "Alice MARTIN",
            "Directrice générale",
        ),
        (
            "Fait à Saint-Denis, le 12 mars 2024\n\nLa directrice générale\n(signé)\nAlice MARTIN",
            "Alice MARTIN",
            "La directrice générale",
        ),
        (
            "Document signé électroniquement le 12/03/2024 par Alice MARTIN, directrice générale",
            "Alice MARTIN",
            "directrice générale",
        ),
    ],
)
def test_signatures(signed: str, name: str, function: str) -> None:
    decision = _act(_OPENS, signed=signed)["decision"]
    assert decision["signed"]["value"] == "2024-03-12"
    assert (decision["signatory"]["name"], decision["signatory"]["function"]) == (name, function)


_LETTER = """Agence nationale de sécurité du médicament et des produits de santé

Saint-Denis, le 12 mars 2024

Société ARGO

Objet : Refus d'un cadre de prescription compassionnelle (CPC) pour Xenazine 25 mg, comprimé

Madame, Monsieur,

Les données disponibles ne permettent pas de présumer l'efficacité du médicament.

{decides}

Veuillez agréer mes salutations distinguées.

La directrice générale
Alice MARTIN
"""


@pytest.mark.parametrize(
    ("decides", "action"),
    [
        ("En conséquence, je refuse d'établir un CPC pour Xenazine 25 mg, comprimé.", "refuse"),
        ("Par décision du 4 mars 2024, l'Agence a refusé d'établir un CPC pour Xenazine 25 mg, comprimé.", None),
    ],
)
def test_a_letter_decides_only_in_the_first_person(decides: str, action: str | None) -> None:
    text = _LETTER.format(decides=decides)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    read_act = contract(read(Extracted(form="text", sha256=sha256, text=text), "lettre.txt"))
    decision = read_act["decision"]
    assert (decision and decision["action"]) == action
    if decision:
        assert decision["signed"]["value"] == "2024-03-12"
        assert [one["code"] for one in decision["grounds"]] == ["conditions-not-met"]
        assert [one["name"] for one in read_act["products"]] == [_PRODUCT]


def test_what_stays_as_it_is_is_no_indication_of_the_act() -> None:
    ends = f"Le CPC de {_PRODUCT} est abrogé en tant qu'il concerne l'indication « Traitement de la chorée »."
    act = _act(
        ends, "L'indication « Traitement des tics » demeure inchangée.", title=f"Abrogation du {_CPC} de {_PRODUCT}"
    )
    assert [one["text"] for one in act["indications"]] == ["Traitement de la chorée"]


def test_the_end_of_a_suspension_is_for_a_person_to_read() -> None:
    title = f"Levée de la suspension du {_CPC} de {_PRODUCT}"
    act = _act(f"La suspension du CPC de {_PRODUCT} prononcée le 2 mars 2023 est levée.", title=title)
    assert act["decision"]["action"] == "modify"
    assert [one["code"] for one in act["warnings"]] == ["suspension-lifted"]


def test_the_term_of_a_suspension_of_one_indication() -> None:
    clause = f"Le CPC de {_PRODUCT} est suspendu dans l'indication « Traitement de la chorée » pour trois mois."
    assert _act(clause, title=f"Suspension du {_CPC} de {_PRODUCT}")["decision"]["validity"]["duration"] == "P3M"


@pytest.mark.parametrize(
    ("visa", "acts"),
    [
        (
            f"Vu la RTU de {_PRODUCT} établie le 4 mai 2018, renouvelée par décisions du 4 mai 2019 et du 2 mai 2020 ;",
            [("establish", "RTU", "2018-05-04"), ("renew", "RTU", "2019-05-04"), ("renew", "RTU", "2020-05-02")],
        ),
        (
            f"Vu la décision du 4 mai 2022, publiée le 6 mai 2022, portant CPC de {_PRODUCT} ;",
            [("establish", "CPC", "2022-05-04")],
        ),
        (
            f"Vu la décision du 4 mai 2022 modifiée le 3 juin 2023 établissant le CPC de {_PRODUCT} ;",
            [("establish", "CPC", "2022-05-04"), ("modify", "CPC", "2023-06-03")],
        ),
        (f"Vu la RTU de {_PRODUCT} arrivée à son terme le 20 février 2021 ;", []),
        ("Vu la décision n° 2024.0031/DC/SEM du 25 janvier 2024 du collège de la Haute Autorité de santé ;", []),
        (
            f"Considérant que l'ANSM a, le 4 mai 2022, établi un CPC de {_PRODUCT} ;",
            [("establish", "CPC", "2022-05-04")],
        ),
    ],
)
def test_cited_acts(visa: str, acts: list[tuple[str, str, str]]) -> None:
    cited = _act(_OPENS, visa=f"{_VISA}\n{visa}")["cited_acts"]
    assert [(one["action"], one["regime"], one["date"]) for one in cited] == acts


def test_a_decision_ended_beside_gives_no_medicine() -> None:
    visa = f"{_VISA}\nVu la décision du 4 mai 2021 établissant le CPC de Xenodrax 5 mg, gélule ;"
    act = _act(_OPENS, "La décision du 4 mai 2021 établissant le CPC de Xenodrax 5 mg, gélule est abrogée.", visa=visa)
    assert [one["name"] for one in act["products"]] == [_PRODUCT]
    assert act["decision"]["action"] == "establish"
    assert [(one["date"], one["acted_on"]) for one in act["cited_acts"]] == [("2021-05-04", "abrogate")]


def test_cases_of_suspension_are_no_indications_and_its_end_lifts_nothing() -> None:
    cases = "Le CPC peut être suspendu dans les cas suivants : manquement au suivi ; motif de santé publique."
    assert [one["text"] for one in _act(_OPENS, cases)["indications"]] == ["Traitement de la chorée"]
    clause = f"Le CPC de {_PRODUCT} est suspendu pour six mois à compter du 20 mars 2024."
    report = "Le laboratoire ARGO remet à l'ANSM un rapport un mois avant la fin de la suspension."
    lifted = "La suspension sera levée lorsque le rapport aura été remis."
    act = _act(clause, report, lifted, title=f"Suspension du {_CPC} de {_PRODUCT}")
    assert (act["decision"]["action"], act["warnings"]) == ("suspend", [])


def test_treatments_that_go_on_establish_no_measure() -> None:
    ends = f"Le CPC de {_PRODUCT} est abrogé."
    goes_on = "Les traitements commencés se poursuivent dans le cadre de la RTU."
    assert _act(ends, goes_on, title=f"Abrogation du {_CPC} de {_PRODUCT}")["decision"]["regime"] == "CPC"
