"""The minutes S2 and the page S4: every participant, item, question, conclusion, condition, channel and citation."""

from __future__ import annotations

import pytest

from drafted import drafts, fact, facts, said, short, statuses, unknown

S2 = "id/meeting/2022-05-13-csp-dermatologie"
S4 = "id/page/cpc"
COMMITTEE, AGENCY = "id/committee/csp-dermatologie", "id/agency/ansm"

# surname as in the IRI, present, on behalf of, capacity, name
ATTENDANCE = [
    ("alix", False, COMMITTEE, "Membre", "Marie-Alix Alix"),
    ("allain-veyrac", True, COMMITTEE, "Membre", "Gwenaëlle Allain-Veyrac"),
    ("de-felice", False, COMMITTEE, "Membre", "Josée De Felice"),
    ("gaillard-d-andel", False, COMMITTEE, "Membre", "Thierry Gaillard d'Andel"),
    ("guillot", True, COMMITTEE, "Membre", "Bernard Guillot"),
    ("lebrun-vignes", True, COMMITTEE, "Membre", "Bénédicte Lebrun-Vignes"),
    ("massy-guillemant", True, COMMITTEE, "Membre", "Nathalie Massy Guillemant"),
    ("sbidian", True, COMMITTEE, "Membre", "Emilie Sbidian"),
    ("benmaor", False, AGENCY, "Evaluatrice", "Kareen Benmaor"),
    ("camhaji", True, AGENCY, "Evaluateur", "Nicolas Camhaji"),
    ("dumarcet", True, AGENCY, "Cheffe de pôle", "Nathalie Dumarcet"),
    ("le-bonheur", True, AGENCY, "Evaluatrice", "Nivéditha Le Bonheur"),
    ("mikita", True, AGENCY, "Evaluatrice", "Blandine Mikita"),
]

# item, announced for, presented for, dossier, companies, questions, conclusions
ITEMS = [
    ("1-1", "forAdoption", "forAdoption", None, set(), 0, 0),
    ("2-1", "forDiscussion", "forInformation", "Thalidomide", {"celgene", "accord-healthcare"}, 0, 0),
    ("2-2", "forDiscussion", "forDiscussion", "Protopic -Takrozem", {"leo-pharma", "pierre-fabre"}, 4, 6),
    (
        "2-3",
        "forDiscussion",
        "forInformation",
        "Isotrétinoïne et troubles psychiatrique/sexuel",
        {"pierre-fabre", "arrow", "bailleul", "expanscience"},
        0,
        4,
    ),
]


def test_the_meeting() -> None:
    assert fact(S2, S2, "cpc:heldOn") == "2022-05-13"
    assert fact(S2, S2, "cpc:meetingOf") == COMMITTEE
    assert len(facts(S2, S2, "cpc:namesDepartment")) == 2
    assert fact(S2, S2, "cpc:personInCharge") == "id/person/nathalie-dumarcet"
    interests = fact(S2, S2, "cpc:conflictOfInterest")
    assert interests is not None and interests.startswith("aucune situation de conflit d’intérêts")


@pytest.mark.parametrize(("surname", "present", "body", "capacity", "name"), ATTENDANCE)
def test_attendance(surname: str, present: bool, body: str, capacity: str, name: str) -> None:
    node = f"{S2}/attendance/{surname}"
    assert node in facts(S2, S2, "cpc:hasAttendance")
    assert fact(S2, node, "cpc:presence") == ("cpc:present" if present else "cpc:absentOrExcused")
    assert fact(S2, node, "cpc:onBehalfOf") == body
    assert fact(S2, node, "cpc:capacity") == capacity
    person = fact(S2, node, "cpc:attendee")
    assert person is not None and fact(S2, person, "foaf:name") == name


def test_nobody_else_is_listed() -> None:
    assert len(facts(S2, S2, "cpc:hasAttendance")) == len(ATTENDANCE)


@pytest.mark.parametrize(("item", "announced", "presented", "dossier", "companies", "questions", "conclusions"), ITEMS)
def test_agenda_item(
    item: str,
    announced: str,
    presented: str,
    dossier: str | None,
    companies: set[str],
    questions: int,
    conclusions: int,
) -> None:
    node = f"{S2}/item/{item}"
    assert node in facts(S2, S2, "cpc:hasAgendaItem")
    assert fact(S2, node, "cpc:announcedFor") == f"cpc:{announced}"
    assert fact(S2, node, "cpc:presentedFor") == f"cpc:{presented}"
    assert fact(S2, node, "cpc:dossierName") == dossier
    assert facts(S2, node, "cpc:dossierCompany") == {f"id/company/{company}" for company in companies}
    for predicate, count in (("cpc:hasQuestion", questions), ("cpc:hasConclusion", conclusions)):
        parts = facts(S2, node, predicate)
        assert len(parts) == count
        assert all(fact(S2, part, "cpc:text") for part in parts)


def test_announced_and_presented_disagree_on_thalidomide() -> None:
    sides = {o for s, p, o in drafts()[S2].notes if p.value.endswith("#conflictOf")}
    node = f"{S2}/item/2-1"
    assert sides == {st.iri for p in ("cpc:announcedFor", "cpc:presentedFor") for st in said(S2, node, p)}


def test_who_asked_and_on_what_basis() -> None:
    assert fact(S2, f"{S2}/item/2-1", "cpc:requestedBy") == "id/organization/societe-francaise-de-pediatrie"
    assert fact(S2, f"{S2}/item/2-1", "cpc:requestBasis") == "données de la littérature"
    assert fact(S2, f"{S2}/item/2-1", "cpc:reportedOnline") == "2022-05-06"
    assert fact(S2, f"{S2}/item/2-2", "cpc:requestedBy") == "id/organization/associations-de-patients"
    assert fact(S2, f"{S2}/item/2-2", "cpc:argumentBy") == "id/organization/societe-francaise-de-dermatologie"


def test_isotretinoin_has_no_cpc() -> None:
    assert fact(S2, f"{S2}/item/2-3", "cpc:concernsSubstance") == "id/substance/isotretinoine"
    assert fact(S2, f"{S2}/item/2-3", "cpc:concernsMeasure") is None
    assert len(unknown(S2, f"{S2}/item/2-3", "cpc:concernsMeasure").evidence.searched) == 5


def test_product_and_company_are_paired_by_position_only() -> None:
    for product, company in (("protopic", "leo-pharma"), ("takrozem", "pierre-fabre")):
        node = f"id/speciality/name/{product}"
        assert fact(S2, node, "cpc:laboratory") == f"id/company/{company}"
        assert statuses(S2, node, "cpc:laboratory") == {"inferred"}


def test_slips_of_the_minutes_are_kept() -> None:
    quotes = {quote.exact for st in drafts()[S2].statements.values() for quote in st.evidence.quotes}
    assert any("adoption du l’ordre du jour" in quote for quote in quotes)
    conclusion = fact(S2, f"{S2}/item/2-2/conclusion/1", "cpc:text")
    assert conclusion is not None and conclusion.endswith("au long court.")


def test_the_page_on_the_regime() -> None:
    assert fact(S4, S4, "cpc:regime") == "cpc:CPC"
    assert (fact(S4, S4, "cpc:duration"), fact(S4, S4, "cpc:renewable")) == ("P3Y", "true")
    assert len(facts(S4, S4, "cpc:hasCondition")) == 3
    assert len(facts(S4, S4, "cpc:maySignal")) == 4
    assert "génériques ou biosimilaires" in (fact(S4, S4, "cpc:coverageText") or "")


def test_conditions_and_channels_quote_the_sentence_that_announces_them() -> None:
    for statement in [*said(S4, S4, "cpc:hasCondition")[:2], *said(S4, S4, "cpc:maySignal")]:
        assert len(statement.evidence.quotes) == 2


def test_what_the_page_cites() -> None:
    cited = {
        short(st.object)
        for st in drafts()[S4].statements.values()
        if st.predicate.value.endswith("#citesProvision") and st.object is not None
    }
    assert cited == {"eli/fr/code/csp/article/L4021-3", "eli/fr/code/csp/article/L1114-1"}
    assert len(facts(S4, S4, "cpc:hasCitation")) == 4
    for number in (3, 4):
        assert unknown(S4, f"{S4}/citation/{number}", "cpc:citesText").evidence.reason is not None
    assert fact(S4, f"{S4}/citation/4", "cpc:asInForceOn") == "2023-02-16"


def test_the_dates_of_the_page_stand_on_the_file() -> None:
    assert fact(S4, f"{S4}/fr/txt", "cpc:pageUpdated") == "2025-07-22"
    assert fact(S4, f"{S4}/fr/txt", "cpc:printedAt") == "2026-03-02T15:22:00"


def test_rule_and_exception_are_an_interpretation() -> None:
    node = "id/interpretation/besoin-non-couvert"
    assert facts(S4, node, "cpc:interprets") == {
        f"{S4}/condition/1",
        "eli/fr/code/csp/article/L5121-12-1/2023-12-28/III/al2",
    }
    assert statuses(S4, node, "cpc:interprets") == {"inferred"}
