"""References to law as acts write them."""

from __future__ import annotations

import datetime as dt

import pytest

from cpc_graph.build.provision_names import named
from cpc_graph.errors import InputError
from cpc_graph.text.citations import expand_range, parse_reference

SINGLE = [
    # S0, S1, S3
    ("L. 5121-12-1 III", "CSP:L5121-12-1/III"),
    ("L. 5121-12-1", "CSP:L5121-12-1"),
    ("L. 5121-14-3", "CSP:L5121-14-3"),
    ("L5121-14-3", "CSP:L5121-14-3"),
    ("article L. 5121-12-1 du code de la\nsanté publique", "CSP:L5121-12-1"),
    ("l’article R. 5121-76-6 du code de la santé publique", "CSP:R5121-76-6"),
    ("2e alinéa du III de l’article L. 5121-12-1", "CSP:L5121-12-1/III/al2"),
    ("2e alinéa du III de l’article L. 5121-12-1 précité", "CSP:L5121-12-1/III/al2"),
    ("article 78 IV D de la loi n° 2020-1576 du 14 décembre 2020", "LOI:2020-1576/78/IV/D"),
    ("RGPD", "UE:2016/679"),
    ("Règlement européen sur la protection des données", "UE:2016/679"),
    # S4 and neighbours
    ("article L. 4021-3 du code de la santé publique", "CSP:L4021-3"),
    ("L.\u00a01114-1", "CSP:L1114-1"),
    ("deuxième alinéa du III de l'article L. 5121-12-1", "CSP:L5121-12-1/III/al2"),
    ("1° du II de l'article L. 5121-12", "CSP:L5121-12/II/1°"),
    ("L. 5121-12 (III, 2e alinéa)", "CSP:L5121-12/III/al2"),
    ("R*. 5121-1", "CSP:R5121-1"),
    ("D. 5121-74-1-1", "CSP:D5121-74-1-1"),
    ("L. 162-16-5-1 du code de la sécurité sociale", "CSS:L162-16-5-1"),
    ("L. 121-1 du code des relations entre le public et l’administration", "CRPA:L121-1"),
    ("décret n° 2022-164 du 11 février 2022", "DECRET:2022-164"),
    ("article 3 du décret n° 2022-164 du 11 février 2022 relatif à la prescription", "DECRET:2022-164/3"),
    ("ordonnance n° 2020-232 du 11 mars 2020", "ORDONNANCE:2020-232"),
    ("arrêté du 20 août 2019", "ARRETE:2019-08-20"),
    ("règlement (UE) 2016/679 du 27 avril 2016", "UE:2016/679"),
]


@pytest.mark.parametrize(("written", "identifier"), SINGLE)
def test_one_reference_gives_one_id(written: str, identifier: str) -> None:
    assert parse_reference(written, "CSP").provisions == (identifier,)


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("R. 5121-76-1 à R. 5121-76-\n11", 11),
        ("R. 5121-76-1 à \nR. 5121-76-9", 9),
        ("R.5121-76-1 à R. 5121-76-11", 11),
    ],
)
def test_a_range_is_expanded_whatever_the_line_breaks(written: str, count: int) -> None:
    reference = parse_reference(written, "CSP")
    assert reference.is_range
    assert reference.provisions == tuple(f"CSP:R5121-76-{number}" for number in range(1, count + 1))


def test_et_suivants_invents_nothing() -> None:
    reference = parse_reference("R. 5121-76-1 et suivants", "CSP")
    assert (reference.provisions, reference.open_ended) == (("CSP:R5121-76-1",), True)


def test_the_day_of_the_cited_law_is_kept() -> None:
    reference = parse_reference("article 78 IV D de la loi n° 2020-1576 du 14 décembre 2020")
    assert reference.text_day == dt.date(2020, 12, 14)


@pytest.mark.parametrize(
    "written",
    [
        "5121-12-1",
        "L. 5121-12-1",  # without a code there is no telling which
        "un arrêté du ministre chargé de la santé",
        "R. 5121-76-9 à R. 5121-76-1",
        "R. 5121-76-1 à R. 5121-74-9",
        "R. 5121-76-1 à L. 5121-76-9",
        "L. 5121-12-1 sauf le III",
        "la loi",
        "",
    ],
)
def test_what_is_not_certain_is_refused(written: str) -> None:
    code = None if written == "L. 5121-12-1" else "CSP"
    with pytest.raises(InputError):
        parse_reference(written, code)


def test_a_day_that_does_not_exist_is_refused_in_a_law_too() -> None:
    with pytest.raises(InputError, match="31 février 2020"):
        parse_reference("loi n° 2020-1576 du 31 février 2020")


def test_a_range_keeps_its_stem() -> None:
    assert expand_range("CSP:R5121-76-8", "CSP:R5121-76-10") == (
        "CSP:R5121-76-8",
        "CSP:R5121-76-9",
        "CSP:R5121-76-10",
    )


def test_ids_name_paths() -> None:
    day = dt.date(2020, 12, 14)
    law = named("LOI:2020-1576/78/IV/D", day)
    assert law is not None
    assert law.path == "eli/fr/loi/2020/12/14/2020-1576/article/78/IV/D"
    assert named("LOI:2020-1576/78/IV/D") is None
    order = named("ARRETE:2019-08-20", dt.date(2019, 8, 20))
    assert order is not None
    assert (order.path, order.article) == ("eli/fr/arrete/2019/08/20", False)
    rgpd = named("UE:2016/679")
    assert rgpd is not None
    assert (rgpd.path, rgpd.article) == ("eli/eu/reg/2016/679", False)
