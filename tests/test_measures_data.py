"""The two measures and their medicines: each state as the questions expect it, and how each value is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpc_graph.build.statements import Statement
from drafted import drafts, fact, facts, said, short, statuses, unknown

M = "id/measure/thalidomide-50-mg-gelule"
G = "measures/thalidomide-50-mg-gelule"
S1 = "eli/fr/ansm/decision/2019/08/26/thalidomide-celgene-50-mg-gelule/renouvellement"
STUB_2015 = "eli/fr/ansm/decision/2015/05/05/thalidomide-50-mg-gelule/etablissement"
STUB_MAY = "eli/fr/ansm/decision/2022/05/06/thalidomide-50-mg-gelule/modification"
STUB_AUGUST = "eli/fr/ansm/decision/2022/08/16/thalidomide-50-mg-gelule/renouvellement"
FOUR = {"aphtose-severe", "lupus-cutane", "erytheme-noueux-lepreux", "maladie-de-crohn-enfant"}
FIVE = FOUR | {"erytheme-polymorphe-majeur"}

# state, regime, start, how the start is known, term, indications, opened by, kind of impact
STATES = [
    ("2015-05-05", "RTU", None, "unknown", None, FOUR, STUB_2015, "establish"),
    ("2021-07-01", "CPC", "2021-07-01", "byOperationOfLaw", f"{S1}/term", FOUR, "id/fiction/2021-07-01", "deem"),
    ("2022-05-06", "CPC", "2022-05-06", "inferred", f"{S1}/term", FIVE, STUB_MAY, "addIndication"),
    ("2022-08-16", "CPC", "2022-08-16", "inferred", f"{STUB_AUGUST}/term", FIVE, STUB_AUGUST, "renew"),
]
# subject, property, statuses: what may be said only so
KNOWN_AS = [
    (f"{M}/impact/2019-08-26", "cpc:impactOn", {"inferred"}),
    (f"{M}/state/2019-08-26", "cpc:stateOf", {"inferred"}),
    (S1, "cpc:renews", {"inferred"}),
    (f"{M}/impact/2021-07-01", "cpc:impactBy", {"byOperationOfLaw", "inferred"}),
    (f"{M}/impact/2021-07-01", "cpc:impactOn", {"byOperationOfLaw"}),
    (f"{M}/impact/2022-05-06", "cpc:impactBy", {"reported"}),
    (f"{M}/impact/2022-05-06", "cpc:impactType", {"stated"}),
    (f"{M}/impact/2022-05-06", "cpc:impactDate", {"inferred"}),
    (f"{M}/impact/2022-08-16", "cpc:impactBy", {"stated"}),
    (f"{M}/state/2022-08-16", "cpc:hasIndication", {"inferred"}),
    (f"{STUB_AUGUST}/term", "cpc:periodStart", {"inferred"}),
    (f"{STUB_AUGUST}/term", "cpc:duration", {"inferred"}),
    (f"{STUB_AUGUST}/term", "cpc:periodEnd", {"inferred"}),
]
READINGS = {
    "A": ("2019-08-26", "2022-08-26"),
    "B": (None, None),
    "C": ("2018-05-05", "2021-05-05"),
}
BDPM = Path(__file__).parents[2] / "shared" / "bdpm"
COMPANIES = {
    "BRISTOL-MYERS SQUIBB PHARMA (IRLANDE)": "id/company/bristol-myers-squibb-pharma",
    "CELGENE EUROPE (ROYAUME-UNI)": "id/company/celgene-europe",
    "ACCORD HEALTHCARE FRANCE": "id/company/accord-healthcare-france",
    "LEO PHARMA A/S (DANEMARK)": "id/company/leo-pharma-a-s",
    "ASTELLAS PHARMA EUROPE (PAYS-BAS)": "id/company/astellas-pharma-europe",
    "PIERRE FABRE MEDICAMENT": "id/company/pierre-fabre-medicament",
    "PIERRE FABRE DERMATOLOGIE": "id/company/pierre-fabre-dermatologie",
}


@pytest.mark.parametrize(("state", "regime", "start", "known", "term", "indications", "by", "kind"), STATES)
def test_state(
    state: str,
    regime: str,
    start: str | None,
    known: str,
    term: str | None,
    indications: set[str],
    by: str,
    kind: str,
) -> None:
    node, impact = f"{M}/state/{state}", f"{M}/impact/{state}"
    assert fact(G, node, "cpc:stateOf") == M
    assert fact(G, node, "cpc:regime") == f"cpc:{regime}"
    assert fact(G, node, "cpc:periodStart") == fact(G, impact, "cpc:impactDate") == start
    assert statuses(G, node, "cpc:periodStart") == {known}
    assert fact(G, node, "cpc:underTerm") == term
    assert facts(G, node, "cpc:hasIndication") == {f"id/indication/{name}" for name in indications}
    assert fact(G, impact, "cpc:impactBy") == by
    assert fact(G, impact, "cpc:impactType") == f"cpc:{kind}"
    assert fact(G, impact, "cpc:opensState") == node


@pytest.mark.parametrize(("subject", "predicate", "expected"), KNOWN_AS)
def test_how_it_is_known(subject: str, predicate: str, expected: set[str]) -> None:
    assert statuses(G, subject, predicate) == expected


def test_no_term_of_three_years_is_lent_to_the_rtu_of_2015() -> None:
    for subject, predicate in [
        (f"{M}/state/2015-05-05", "cpc:underTerm"),
        (f"{M}/state/2015-05-05", "cpc:periodEnd"),
        (f"{M}/state/2015-05-05", "cpc:periodStart"),
    ]:
        assert unknown(G, subject, predicate).evidence.searched
    assert said(G, STUB_2015, "cpc:grantsTerm") == []


@pytest.mark.parametrize(("reading", "bounds"), READINGS.items())
def test_a_reading_of_the_term_is_never_a_fact(reading: str, bounds: tuple[str | None, str | None]) -> None:
    for predicate, value in zip(("cpc:periodStart", "cpc:periodEnd"), bounds, strict=True):
        found = [st for st in said(G, f"{S1}/term", predicate) if _reading(st) == reading]
        (statement,) = found
        assert not statement.in_facts
        assert (short(statement.object) if statement.object else None) == value


def test_reading_b_has_lower_bounds() -> None:
    bounds = {
        predicate: str(statement.evidence.earliest)
        for predicate in ("cpc:periodStart", "cpc:periodEnd")
        for statement in said(G, f"{S1}/term", predicate)
        if _reading(statement) == "B"
    }
    assert bounds == {"cpc:periodStart": "2019-08-26", "cpc:periodEnd": "2022-08-26"}


def test_the_fiction_holds_under_a_and_b_and_fails_under_c() -> None:
    by_law = [st for st in drafts()[G].statements.values() if st.evidence.status == "byOperationOfLaw"]
    assert len(by_law) > 10
    for statement in by_law:
        assert [reading[-1] for reading in statement.evidence.holds_under] == ["A", "B"]
        assert [reading[-1] for reading in statement.evidence.fails_under] == ["C"]
        assert statement.evidence.derived_from
        # The version that was in force on that day, not the item of whatever day.
        assert str(statement.evidence.provision).endswith("/article/78/IV/D/2020-12-16")


@pytest.mark.parametrize("day", ["2021-07-01", "2022-05-06", "2022-08-16"])
def test_an_indication_is_derived_from_what_is_said_of_it_alone(day: str) -> None:
    every = {st.iri: st for draft in drafts().values() for st in draft.statements.values()}
    for statement in said(G, f"{M}/state/{day}", "cpc:hasIndication"):
        operands = [every[operand] for operand in statement.evidence.derived_from]
        listed = [operand for operand in operands if operand.predicate == statement.predicate]
        assert {operand.object for operand in listed} <= {statement.object}
        assert listed or statement.evidence.status == "stated"


def test_the_publication_of_may_2022_is_in_conflict_and_in_no_fact() -> None:
    dates = said(G, STUB_MAY, "eli:date_publication")
    assert {(short(st.object), st.evidence.status) for st in dates if st.object} == {
        ("2022-05-06", "stated"),
        ("2022-05-09", "reported"),
    }
    assert facts(G, STUB_MAY, "eli:date_publication") == set()
    sides = {o for s, p, o in drafts()[G].notes if p.value.endswith("#conflictOf")}
    assert sides == {st.iri for st in dates}


def test_wordings_that_a_measure_names_are_those_of_the_acts() -> None:
    known = {
        st.subject
        for draft in drafts().values()
        for st in draft.statements.values()
        if "#wordingOf" in st.predicate.value
    }
    for state in ("2021-07-01", "2022-05-06"):
        named = {st.object for st in said(G, f"{M}/state/{state}", "cpc:hasWording")}
        assert named and named <= known


def test_labels_of_indications_are_those_of_the_acts() -> None:
    labels: dict[str, set[str]] = {}
    for draft in drafts().values():
        for subject, predicate, value in draft.plain:
            if predicate.value.endswith("#label") and "/id/indication/" in subject.value:
                labels.setdefault(f"{subject.value}@{getattr(value, 'language', '')}", set()).add(value.value)
    assert labels
    assert {name: found for name, found in labels.items() if len(found) > 1} == {}


def test_two_names_one_code_and_no_merge() -> None:
    code = "id/speciality/cis/63975542"
    for name in ("thalidomide-celgene-50-mg-gelule", "thalidomide-bms-50-mg-gelule"):
        assert fact("products", f"id/speciality/name/{name}", "cpc:identifiedAs") == code
        assert statuses("products", f"id/speciality/name/{name}", "cpc:identifiedAs") == {"reported"}
    accord = fact("products", "id/speciality/name/thalidomide-accord-50-mg-gelule", "cpc:identifiedAs")
    assert accord == "id/speciality/cis/62638974"


def test_the_weaker_ointment_is_in_no_group() -> None:
    members = {
        short(st.object)
        for st in drafts()["products"].statements.values()
        if st.predicate.value.endswith("#member") and st.object is not None
    }
    assert "id/speciality/cis/63213392" in members
    assert "id/speciality/cis/67798840" not in members


def test_the_agency_succeeds_afssaps_on_1_may_2012() -> None:
    assert fact("products", "id/agency/ansm", "cpc:succeeds") == "id/agency/afssaps"
    assert fact("products", "id/agency/ansm", "cpc:periodStart") == "2012-05-01"
    assert fact("products", "id/agency/afssaps", "cpc:periodEnd") == "2012-05-01"


@pytest.mark.parametrize(("year", "current"), [("2026-07", True), ("2020", False), ("2017", False)])
def test_products_are_as_the_public_database_says(year: str, current: bool) -> None:
    for row in _rows(f"rows_{year}_CIS_bdpm.txt"):
        node = f"id/speciality/cis/{row[0]}"
        names = {st.object.value for st in said("products", node, "cpc:denomination") if st.object}
        holders = {short(st.object) for st in said("products", node, "cpc:holder") if st.object}
        assert row[1] in names
        assert COMPANIES[row[10].strip()] in holders
        if current:
            day, month, of_year = row[7].split("/")
            assert fact("products", node, "cpc:authorisedOn") == f"{of_year}-{month}-{day}"
            assert fact("products", node, "cpc:denomination") == row[1]
            assert fact("products", node, "cpc:holder") == COMPANIES[row[10].strip()]


def test_groups_are_as_the_public_database_says() -> None:
    for group, label, cis, kind, _ in _rows("rows_2026-07_CIS_GENER_bdpm.txt"):
        member = f"id/generic-group/{group}/member/{cis}"
        assert fact("products", member, "cpc:inGroup") == f"id/generic-group/{group}"
        assert fact("products", member, "cpc:member") == f"id/speciality/cis/{cis}"
        assert fact("products", member, "cpc:memberKind") == kind
        assert fact("products", f"id/generic-group/{group}", "cpc:nameAsWritten") == " ".join(label.split())


def _reading(statement: Statement) -> str | None:
    return statement.evidence.reading[-1] if statement.evidence.reading else None


def _rows(name: str) -> list[list[str]]:
    """Read a file of the public database, in whichever of its two encodings it is."""
    path = BDPM / name
    if not path.is_file():
        pytest.skip(f"{name} of the public medicines database is not here")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    return [line.split("\t") for line in text.splitlines() if line.strip()]
