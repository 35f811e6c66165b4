"""A known value is found in the words quoted for it, in the ways in which French acts write it."""

from __future__ import annotations

import datetime as dt

import pytest

from cpc_graph.text.legible import is_connector_legible, is_day_legible, is_length_legible


@pytest.mark.parametrize(
    ("day", "quote"),
    [
        ("2021-07-01", "1ER JUILLET 2021"),
        ("2012-03-01", "1 er mars 2012"),
        ("2020-02-29", "le 29 FEV. 2020"),
        ("2016-05-16", "les 16, 17 et 18 mai 2016"),
        ("2016-05-17", "les 16, 17 et 18 mai 2016"),
        ("2025-08-04", "du 4 au 8 août 2025"),
        ("2025-08-08", "PUBLIÉ LE 08/08/2025"),
        ("2024-03-21", "le vingt et un mars deux mille vingt-quatre"),
    ],
)
def test_a_day_is_found_and_the_next_is_another(day: str, quote: str) -> None:
    known = dt.date.fromisoformat(day)
    assert is_day_legible(known, [quote]) == "read"
    assert is_day_legible(known + dt.timedelta(days=366), [quote]) == "other"
    assert is_day_legible(known, ["Fait à Saint-Denis"]) == "none"


@pytest.mark.parametrize(
    ("duration", "quote"),
    [
        ("P2Y6M", "pour deux ans et six mois"),
        ("P30M", "pour deux ans et six mois"),
        ("P1Y6M", "dix-huit mois"),
        ("P6M", "six (6) mois"),
        ("P12Y", "enfants de 12 à 17 ans"),
        ("P17Y", "enfants de 12 à 17 ans"),
        ("P65Y", "âgés d'au moins soixante-cinq ans"),
        ("P6M", "un rapport tous les six mois"),
        ("P1Y", "un rapport annuel"),
    ],
)
def test_a_duration_is_found_and_a_day_more_is_another(duration: str, quote: str) -> None:
    assert is_length_legible(duration, [quote]) == "read"
    assert is_length_legible(f"{duration}1D", [quote]) == "other"
    assert is_length_legible(duration, ["patient adulte"]) == "none"


def test_two_durations_that_are_apart_are_not_added() -> None:
    assert is_length_legible("P3Y6M", ["pour trois ans, avec un rapport dans les six mois"]) == "other"


@pytest.mark.parametrize(
    ("connector", "quote", "expected"),
    [
        ("and", "A, B et C", "read"),
        ("or", "A ou B", "read"),
        ("andOr", "A et/ou B", "read"),
        ("or", "A et/ou B", "other"),
        ("and", "A et/ou B", "other"),
        ("and", "A", "none"),
    ],
)
def test_a_connector(connector: str, quote: str, expected: str) -> None:
    assert is_connector_legible(connector, [quote]) == expected
