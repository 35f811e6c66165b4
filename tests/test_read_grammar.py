"""The small grammars of the reader: days, subdivisions, amounts, ages, earlier treatments, medicines, parties."""

from __future__ import annotations

import pytest

from cpc_graph.read.ages import read_age
from cpc_graph.read.amounts import parse_amount
from cpc_graph.read.conditions import read_prior
from cpc_graph.read.days import find_days
from cpc_graph.read.inclusions import read_includes
from cpc_graph.read.medicines import find_medicines
from cpc_graph.read.normal import normalise
from cpc_graph.read.parties import name_party, split_parties
from cpc_graph.read.references import after, before
from cpc_graph.read.rhythm import read_deadline, read_rhythm
from cpc_graph.text.spelled import parse_spelled


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("le 1\n7 mars 2024", ["2024-03-17"]),
        ("le vendredi 14 mars 2014", ["2014-03-14"]),
        ("du 1er juillet 2021 au 06.02.2026", ["2021-07-01", "2026-02-06"]),
        ("le vingt et un mars deux mille vingt-quatre", ["2024-03-21"]),
        ("le 31 février 2023", ["impossible"]),
        ("le 03/04/22", ["two-digit"]),
        ("le 2 4 NOV. 2017", ["2017-11-24"]),
        ("lot 3 4 mars 2014", []),
        ("le - 8 AVR. 2011", ["2011-04-08"]),
        ("lots 21F07, page 5873, 6 mg par jour", []),
    ],
)
def test_days_are_found(text: str, days: list[str]) -> None:
    assert [str(day.fault or day.value) for day in find_days(normalise(text))] == days


@pytest.mark.parametrize(
    ("words", "number"), [("trente et un", 31), ("mille neuf cent quatre-vingts", 1980), ("x", None)]
)
def test_numbers_are_spelled_out(words: str, number: int | None) -> None:
    assert parse_spelled(words) == number


@pytest.mark.parametrize(
    ("units", "paths"),
    [
        ("2e alinéa du III de", ("/III/al2",)),
        ("premier alinéa du", ("/al1",)),
        ("2° du I de", ("/I/2°",)),
        ("I et du III de", ("/I", "/III")),
        ("a du I de", ("/I/a",)),
        ("alinéas 2 et 3 de", ("/al2", "/al3")),
        ("deuxième et troisième alinéas du III de", ("/III/al2", "/III/al3")),
    ],
)
def test_subdivisions_before_an_article_go_from_the_leaf(units: str, paths: tuple[str, ...]) -> None:
    assert before(units).paths == paths


@pytest.mark.parametrize(
    ("units", "paths"),
    [("III", ("/III",)), ("IV D", ("/IV/D",)), ("I et II", ("/I", "/II")), ("1° du I", ("/I/1°",))],
)
def test_subdivisions_after_an_article_go_from_the_root(units: str, paths: tuple[str, ...]) -> None:
    assert after(units).paths == paths


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("trois ans", "P3Y"),
        ("36 mois", "P36M"),
        ("deux ans et six mois", "P2Y6M"),
        ("3 (trois) ans", "P3Y"),
        ("un an et demi", "P1Y6M"),
    ],
)
def test_amounts_keep_the_unit_of_the_text(text: str, duration: str) -> None:
    assert parse_amount(text) == duration


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("chez les enfants de plus de 6 ans", "> 6 years", ""),
        ("l'adulte et l'enfant à partir de l'âge de 2 ans", ">= 2 years", ""),
        ("le nourrisson âgé de 1 mois à moins de 12 mois", ">= 1 months", "< 12 months"),
        ("l'enfant de 2 mois à 5 ans révolus", ">= 2 months", "<= 5 years"),
        ("l'enfant âgé de 24 mois et plus", ">= 24 months", ""),
        ("les enfants entre 2 et 17 ans", ">= 2 years", "<= 17 years"),
        ("les nourrissons de moins de six mois", "", "< 6 months"),
        ("l'enfant de douze ans et plus", ">= 12 years", ""),
        ("les sujets de moins de vingt-cinq ans", "", "< 25 years"),
        ("chez l'enfant âgé de six à douze ans", ">= 6 years", "<= 12 years"),
        ("des patients ayant moins de 30 ans et plus de 6 ans", "> 6 years", "< 30 years"),
        ("l'enfant de plus de 6 ans et jusqu'à 12 ans inclus", "> 6 years", "<= 12 years"),
        ("sarcoïdose chronique, à partir de l'âge de 18 ans", ">= 18 years", ""),
        ("chez le transplanté d'organe de plus de 18 ans", "> 18 years", ""),
        ("chorée apparue avant l'âge de 2 ans", "", ""),
        ("l'enfant de plus de trois ans et demi", "", ""),
        ("chez l'adulte, lorsque la maladie évolue depuis plus de 2 ans", "", ""),
        ("plus de trois poussées par an", "", ""),
    ],
)
def test_ages_have_bounds_with_their_operator(text: str, lower: str, upper: str) -> None:
    even = normalise(text)
    age = read_age(even, 0, len(even.text))
    bounds = [
        f"{one.operator} {one.value} {one.unit}" if one else ""
        for one in ((age.lower, age.upper) if age else (None, None))
    ]
    assert bounds == [lower, upper]


@pytest.mark.parametrize(
    ("text", "combinator", "items"),
    [
        (
            "en cas d'échec aux traitements de 1ère intention (traitements locaux et colchicine)",
            "et",
            ["traitements locaux", "colchicine"],
        ),
        (
            "après échec de la lévodopa, du trihexyphénidyle ou de la tétrabénazine",
            "ou",
            ["lévodopa", "trihexyphénidyle", "tétrabénazine"],
        ),
        ("en échec des émollients et/ou des kératolytiques", "et/ou", ["émollients", "kératolytiques"]),
        ("réfractaire aux corticoïdes et aux immunosuppresseurs", "et", ["corticoïdes", "immunosuppresseurs"]),
        ("malgré un traitement antiviral bien conduit dans les cas post-herpétiques", None, ["traitement antiviral"]),
        ("après échec d'un traitement par neuroleptique", None, ["neuroleptique"]),
        ("chez les patients intolérants à la clozapine", None, ["clozapine"]),
        ("en cas d'échec, d'intolérance ou de contre-indication à la clozapine", None, ["clozapine"]),
        ("échec à la quinine ou contre-indication à celle-ci", None, ["quinine"]),
        ("progression malgré une chimiothérapie et malgré l'octréotide", "et", ["chimiothérapie", "octréotide"]),
        ("insuffisamment soulagée par les antalgiques de palier 2", None, ["antalgiques de palier 2"]),
        ("après échec d'au moins deux lignes de traitement", None, ["au moins deux lignes de traitement"]),
        ("après au moins deux lignes de traitement", None, []),
        ("du pyoderma réfractaire de l'adulte", None, []),
        ("non traitée précédemment ou en rechute", None, []),
    ],
)
def test_earlier_treatments_have_items_and_what_joins_them(text: str, combinator: str | None, items: list[str]) -> None:
    even = normalise(text)
    prior = read_prior(even, 0, len(even.text))
    assert ([one.text for one in prior.items] if prior else []) == items
    assert (prior.combinator if prior else None) == combinator


def test_includes_are_read_member_by_member() -> None:
    even = normalise("aphtoses, y compris chez les patients HIV positifs et dans la maladie de Behçet, en cas d'échec")
    assert [one.text for one in read_includes(even, 0, len(even.text))] == [
        "patients HIV positifs",
        "maladie de Behçet",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("la spécialité Soriatane 10 mg et 25 mg, gélule est", ["Soriatane 10 mg, gélule", "Soriatane 25 mg, gélule"]),
        (
            "pour Kaftrivex 75 mg/50 mg/100 mg, comprimé pelliculé.",
            ["Kaftrivex 75 mg/50 mg/100 mg, comprimé pelliculé"],
        ),
        (
            "La spécialité Uvesterol vitamine A.D.E.C., solution buvable fait",
            ["Uvesterol vitamine A.D.E.C., solution buvable"],
        ),
        (
            "DU MEDICAMENT ROACTEMRA 20 mg/ml, \nsolution à diluer pour perfusion LE",
            ["ROACTEMRA 20 mg/ml, solution à diluer pour perfusion"],
        ),
        ("portée à 6 mg par jour", []),
    ],
)
def test_medicines_are_named_with_strength_and_form(text: str, names: list[str]) -> None:
    even = normalise(text)
    assert [name for name, _ in find_medicines(even, 0, len(even.text))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Les laboratoires NOVARTIS PHARMA et ZENTIVA FRANCE", ["NOVARTIS PHARMA", "ZENTIVA FRANCE"]),
        ("à l'ANSM et au centre régional de pharmacovigilance (CRPV) de Lyon", ["ANSM", "CRPV de Lyon"]),
        ("l'association Papules et Pustules", ["association Papules et Pustules"]),
        ("les prescripteurs et les pharmaciens", ["prescripteurs", "pharmaciens"]),
        (
            "aux ministres chargés de la santé et de la sécurité sociale",
            ["ministres chargés de la santé et de la sécurité sociale"],
        ),
        ("Le laboratoire ARGO, titulaire de l'AMM", ["ARGO"]),
    ],
)
def test_parties_are_named_without_article(text: str, names: list[str]) -> None:
    even = normalise(text)
    parties = [name_party(even, *span, "ANSM") for span in split_parties(even, 0, len(even.text))]
    assert [party.text for party in parties if party] == names


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("tous les quatre mois", "P4M"),
        ("au plus tard le 31 mars de chaque année", "P1Y"),
        ("un rapport semestriel", "P6M"),
        ("un jour", None),
    ],
)
def test_rhythms(text: str, rhythm: str | None) -> None:
    even = normalise(text)
    found, _ = read_rhythm(even, 0, len(even.text))
    assert (found.text if found else None) == rhythm


def test_deadlines_count_from_an_event() -> None:
    even = normalise("dans un délai de 6 mois suivant la fin du CPC.")
    found, _ = read_deadline(even, 0, len(even.text))
    assert found is not None
    assert (found.after, found.duration) == ("end-of-measure", "P6M")
