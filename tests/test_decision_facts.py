"""What the graphs of S0, S1 and S3 are made of: values, quotes at their place, nothing left out, nothing put in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from cpc_graph.text.facts import Indication
from cpc_graph.text.values import Quote
from decisions import decision, facts, reading, source

NAMES = ("S0", "S1", "S3")


def quotes_in(value: object) -> Iterator[Quote]:
    """Every quote below a value."""
    if isinstance(value, Quote):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from quotes_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from quotes_in(item)


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_is_the_slice_at_its_offsets(name: str) -> None:
    text, found = source(name), list(quotes_in(reading(name)))
    assert len(found) > 40
    assert [quote for quote in found if text[quote.start : quote.end] != quote.exact] == []


@pytest.mark.parametrize("name", NAMES)
def test_facts_parts_and_unmodelled_cover_the_text(name: str) -> None:
    text = source(name)
    covered = {at for quote in quotes_in(facts(name)) for at in range(quote.start, quote.end)}
    left = "".join(sign if at not in covered else " " for at, sign in enumerate(text))
    assert [word for word in left.split() if any(map(str.isalnum, word))] == []


@pytest.mark.parametrize(
    ("name", "signed", "published", "in_force", "duration", "start", "end"),
    [
        ("S0", "2025-08-04", "2025-08-08", "2025-08-09", "P3Y", "2025-08-16", "2028-08-16"),
        ("S1", "2019-08-26", None, None, "P3Y", None, None),
        ("S3", "2024-03-21", "2024-03-21", "2024-03-22", "P3Y", "2024-03-22", "2027-03-22"),
    ],
)
def test_dates(name: str, signed: str, published: str, in_force: str, duration: str, start: str, end: str) -> None:
    act = decision(name)
    assert act.validity is not None
    assert act.validity.duration is not None
    days = (act.signed, act.published, act.entry_into_force, act.validity.start, act.validity.end)
    assert [day.value.isoformat() if day.value else None for day in days] == [signed, published, in_force, start, end]
    assert act.validity.duration.text == duration


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("S0", ["stated", "stated", "computed", "stated", "computed"]),
        ("S1", ["stated", "unknown", "unknown", "unknown", "unknown"]),
        ("S3", ["stated", "stated", "computed", "computed", "computed"]),
    ],
)
def test_how_each_date_is_known(name: str, statuses: list[str]) -> None:
    act = decision(name)
    assert act.validity is not None
    days = (act.signed, act.published, act.entry_into_force, act.validity.start, act.validity.end)
    assert [day.status for day in days] == statuses
    assert all(day.quotes for day in days if day.status != "unknown")


def test_rules_of_computed_dates() -> None:
    for name, start in (("S0", None), ("S3", "on-entry-into-force")):
        act = decision(name)
        assert act.validity is not None
        assert act.entry_into_force.rule == "day-after-publication"
        assert (act.validity.start.rule, act.validity.end.rule) == (start, "start-plus-duration")


@pytest.mark.parametrize(
    ("name", "who", "function", "place"),
    [
        ("S0", "Catherine Paugam-Burtz", "La Directrice Générale de l'ANSM", "Saint-Denis"),
        ("S1", "Dr Dominique MARTIN", "Directeur Général", None),
        ("S3", "Christelle RATIGNIER-CARBONNEIL", "Directrice générale de l'ANSM", None),
    ],
)
def test_signatory(name: str, who: str, function: str, place: str | None) -> None:
    signatory = decision(name).signatory
    assert signatory is not None
    assert (signatory.name.text, signatory.function.text) == (who, function)
    assert (signatory.place.text if signatory.place else None) == place


@pytest.mark.parametrize(
    ("name", "counts"),
    [("S0", (4, 1, 2)), ("S1", (6, 3, 4)), ("S3", (1, 1, 5))],
)
def test_parts(name: str, counts: tuple[int, int, int]) -> None:
    parts = facts(name).parts
    assert tuple(sum(part.kind == kind for part in parts) for kind in ("visa", "recital", "article")) == counts
    openings = {"visa": "Vu ", "recital": "Considérant ", "article": "Article "}
    assert all(part.text.startswith(openings[part.kind]) for part in parts)
    assert all(part.text.endswith((" ;", ".")) for part in parts)


def test_no_part_of_s3_swallows_the_furniture_of_the_page() -> None:
    for part in facts("S3").parts:
        assert "PUBLIÉ" not in part.text
        assert "Page 1" not in part.text
        assert "Fait" not in part.text


EXPECTED = {
    "S0": [
        ("Traitement des aphtoses sévères", None, "et", ["traitements locaux", "colchicine"]),
        ("Traitement des formes cutanées du lupus", None, "et/ou", ["hydroxychloroquine", "chloroquine"]),
        ("Traitement des formes aiguës sévères de l’érythème noueux lépreux", None, None, None),
        (
            "Traitement de la maladie de Crohn active, sévère",
            (">", 6),
            "ou",
            ["corticoïde", "immunosuppresseur", "anti-TNF"],
        ),
        ("Traitement des érythèmes polymorphes majeurs récidivants", None, None, ["traitement antiviral"]),
    ],
    "S1": [
        ("traitement des aphtoses sévères", None, "et", ["traitements locaux", "colchicine"]),
        ("traitement des formes cutanées du lupus", None, "et", ["hydroxychloroquine", "chloroquine"]),
        ("traitement des formes aiguës sévères de l’érythème noueux lépreux", None, None, None),
        (
            "traitement de la maladie de Crohn active d’intensité sévère",
            (">", 6),
            "ou",
            ["corticoïde", "immunosuppresseur", "anti-TNF"],
        ),
    ],
    "S3": [("Traitement du vitiligo chez l’adulte et l’enfant à partir de l’âge de 2 ans", (">=", 2), None, None)],
}


@pytest.mark.parametrize("name", NAMES)
def test_indications(name: str) -> None:
    found = facts(name).indications
    assert len(found) == len(EXPECTED[name])
    for indication, (opening, age, combinator, items) in zip(found, EXPECTED[name], strict=True):
        assert indication.text.startswith(opening)
        assert not indication.text.endswith((";", ".", "»"))
        assert _age(indication) == age
        prior = indication.prior_therapy
        assert (prior.combinator if prior else None) == combinator
        assert ([item.text for item in prior.items] if prior else None) == items


def _age(indication: Indication) -> tuple[str, int] | None:
    age = indication.age
    if age is None:
        return None
    assert age.lower is not None
    assert (age.upper, age.lower.unit) == (None, "years")
    return age.lower.operator, age.lower.value


def test_only_the_antiviral_condition_is_limited_to_some_cases() -> None:
    limits = [
        (name, prior.only_when.text)
        for name in NAMES
        for prior in (indication.prior_therapy for indication in facts(name).indications)
        if prior and prior.only_when
    ]
    assert limits == [("S0", "dans les cas post-herpétiques")]


def test_hyphens_at_a_lines_end_are_joined_and_kept() -> None:
    texts = [indication.text for name in ("S0", "S1") for indication in facts(name).indications]
    assert any("Jessner-Kanof" in text for text in texts)
    assert any("post-herpétiques" in text for text in texts)
    assert not any("- " in text for text in texts)


def test_what_changed_in_wording_between_2019_and_2025_and_nothing_else() -> None:
    """The changes are a capital, « et » made « et/ou », and « d'intensité sévère » made « , sévère » (CQ49)."""

    def undone(text: str) -> str:
        text = text.replace("hydroxychloroquine et/ou chloroquine", "hydroxychloroquine et chloroquine")
        return text.replace("active, sévère", "active d’intensité sévère").replace("Traitement", "traitement")

    after = [undone(indication.text) for indication in facts("S0").indications[:4]]
    assert after == [indication.text for indication in facts("S1").indications]


def test_the_list_of_visa_2_of_s1_is_the_list_of_its_article_1() -> None:
    assert all(len(indication.repeated) == 1 for indication in facts("S1").indications)


def test_includes() -> None:
    for name in ("S0", "S1"):
        included = [[words.text for words in indication.includes] for indication in facts(name).indications]
        assert included[:3] == [["patients HIV positifs", "maladie de Behçet"], ["maladie de Jessner-Kanof"], []]


def test_products_and_their_groups() -> None:
    found = {name: [(product.name, product.group_kind) for product in facts(name).products] for name in NAMES}
    assert found == {
        "S0": [("Thalidomide BMS 50 mg, gélule", "generic")],
        "S1": [("THALIDOMIDE CELGENE 50 mg, gélule", None)],
        "S3": [("Protopic 0,1 %, pommade", "generic")],
    }


def test_citations() -> None:
    run = {n: tuple(f"CSP:R5121-76-{i}" for i in range(1, n + 1)) for n in (9, 11)}
    found = {
        name: [(c.provisions, c.place.kind, c.place.number, c.role) for c in facts(name).citations] for name in NAMES
    }
    assert found["S0"] == [
        (("CSP:L5121-12-1/III",), "visa", 1, "basis"),
        (("CSP:L5121-14-3",), "visa", 1, "basis"),
        (run[11], "visa", 1, "basis"),
        (("CSP:L5121-12-1",), "visa", 2, "mention"),
        (("LOI:2020-1576/78/IV/D",), "visa", 3, "basis"),
    ]
    assert found["S1"] == [
        (("CSP:L5121-12-1",), "visa", 1, "basis"),
        (("CSP:L5121-14-3",), "visa", 1, "basis"),
        (run[9], "visa", 1, "basis"),
        (("UE:2016/679",), "recital", 3, "mention"),
    ]
    assert found["S3"] == [
        (("CSP:L5121-12-1/III",), "visa", 1, "basis"),
        (("CSP:L5121-14-3",), "visa", 1, "basis"),
        (run[11], "visa", 1, "basis"),
        (("CSP:L5121-12-1/III/al2",), "recital", 1, "basis"),
        (("CSP:R5121-76-6",), "article", 3, "mention"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_in_a_part_is_quoted_from_that_part(name: str) -> None:
    parts = {(part.kind, part.number): part.quotes[0] for part in facts(name).parts}
    inside = [(parts[one.place.kind, one.place.number], one.written.quotes[0]) for one in facts(name).citations]
    inside += [(parts[one.place.kind, one.place.number], one.action.quotes[0]) for one in facts(name).steps]
    inside += [(parts["article", duty.article], quote) for duty in facts(name).obligations for quote in quotes_in(duty)]
    assert [quote for part, quote in inside if not part.start <= quote.start <= quote.end <= part.end] == []


def test_the_variants_of_article_numbers_are_kept_as_written() -> None:
    written = {name: [citation.written.text for citation in facts(name).citations] for name in NAMES}
    assert written["S0"][2] == "R. 5121-76-1 à R. 5121-76-11"
    assert facts("S0").citations[2].written.quotes[0].exact.endswith("5121-76-\n11")
    assert written["S1"][1] == "L5121-14-3"
    assert written["S3"][2] == "R.5121-76-1 à R. 5121-76-11"


@pytest.mark.parametrize(
    ("name", "slip"),
    [
        ("S0", "(RTU) 5 mai 2015"),
        ("S0", "et renouvelé en dernier lieu"),
        ("S1", "l’AMM e de son intention"),
        ("S1", "dans dans les indications"),
        ("S3", "groupe générique. dans l’indication"),
        ("S3", "2 ans.»."),
    ],
)
def test_slips_of_the_source_stay(name: str, slip: str) -> None:
    assert any(slip in " ".join(part.text.split()) for part in facts(name).parts)


def test_the_stray_er_of_s3_is_left_out_with_a_reason() -> None:
    assert "er" in [quote.exact for one in facts("S3").unmodelled for quote in one.quotes]
