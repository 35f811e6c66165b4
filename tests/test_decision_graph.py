"""What the builder says about S0, S1 and S3: terms, statuses, proofs, and what it must not say."""

from __future__ import annotations

import datetime as dt

import pytest

from cpc_graph.rdf.terms import iri
from decisions import ACTS, CPC_2022, DATA, RTU_2015, draft, law, law_draft, one, said, value, values

NAMES = ("S0", "S1", "S3")
CSP = "eli/fr/code/csp/article/"
MEASURE = "id/measure/thalidomide-50-mg-gelule"


def all_values(name: str) -> set[str]:
    statements = draft(name).statements.values()
    return {str(value(st.object)) for st in statements} | {str(value(st.subject)) for st in statements}


@pytest.mark.parametrize(
    ("name", "predicate", "expected", "status"),
    [
        ("S0", "eli:date_document", "2025-08-04", "stated"),
        ("S0", "eli:date_publication", "2025-08-08", "stated"),
        ("S0", "eli:first_date_entry_in_force", "2025-08-09", "computed"),
        ("S0", "cpc:regime", "cpc:CPC", "stated"),
        ("S0", "cpc:signedAt", "Saint-Denis", "stated"),
        ("S0", "cpc:renews", CPC_2022, "stated"),
        ("S0", "eli:passed_by", "id/agency/ansm", "stated"),
        ("S0", "cpc:followUpBy", None, "unknown"),
        ("S1", "eli:date_document", "2019-08-26", "stated"),
        ("S1", "eli:date_publication", None, "unknown"),
        ("S1", "eli:first_date_entry_in_force", None, "unknown"),
        ("S1", "cpc:notifiedTo", "à l’intéressé", "stated"),
        ("S1", "cpc:notifiedOn", None, "unknown"),
        ("S1", "cpc:signedAt", None, "unknown"),
        ("S1", "cpc:citesAct", None, "unknown"),
        ("S1", "cpc:followUpBy", None, "unknown"),
        ("S1", "cpc:regime", "cpc:RTU", "stated"),
        ("S3", "eli:date_document", "2024-03-21", "stated"),
        ("S3", "eli:date_publication", "2024-03-21", "stated"),
        ("S3", "eli:first_date_entry_in_force", "2024-03-22", "computed"),
        ("S3", "cpc:signedAt", None, "unknown"),
        ("S3", "cpc:followUpBy", "id/organization/crpv-toulouse", "stated"),
    ],
)
def test_an_act(name: str, predicate: str, expected: str | None, status: str) -> None:
    statement = one(name, "…", predicate)
    assert (value(statement.object), statement.evidence.status) == (expected, status)


def test_what_s1_does_not_tell_is_bounded_by_its_signature() -> None:
    for predicate in ("eli:date_publication", "cpc:notifiedOn"):
        assert str(one("S1", "…", predicate).evidence.earliest) == "2019-08-26"


@pytest.mark.parametrize(
    ("name", "start", "end", "statuses"),
    [
        ("S0", "2025-08-16", "2028-08-16", ("stated", "computed")),
        ("S1", None, None, ("unknown", "unknown")),
        ("S3", "2024-03-22", "2027-03-22", ("computed", "computed")),
    ],
)
def test_terms(name: str, start: str | None, end: str | None, statuses: tuple[str, str]) -> None:
    found = [one(name, "…/term", f"cpc:period{side}") for side in ("Start", "End")]
    assert [value(statement.object) for statement in found] == [start, end]
    assert tuple(statement.evidence.status for statement in found) == statuses
    assert values(name, "…/term", "cpc:duration") == ["P3Y"]


def test_computed_dates_rest_on_the_assertions_of_their_operands() -> None:
    end, start, length = (one("S3", "…/term", f"cpc:{name}") for name in ("periodEnd", "periodStart", "duration"))
    entry, published = (one("S3", "…", f"eli:{name}") for name in ("first_date_entry_in_force", "date_publication"))
    assert (end.evidence.rule, set(end.evidence.derived_from)) == ("startPlusDuration", {start.iri, length.iri})
    assert (start.evidence.rule, start.evidence.derived_from) == ("onEntryIntoForce", (entry.iri,))
    assert (entry.evidence.rule, entry.evidence.derived_from) == ("dayAfterPublication", (published.iri,))


@pytest.mark.parametrize("name", NAMES)
def test_signature_of_which_the_time_in_office_is_unknown(name: str) -> None:
    person = {"S0": "catherine-paugam-burtz", "S1": "dominique-martin", "S3": "christelle-ratignier-carbonneil"}[name]
    assert values(name, "…/signature", "org:member") == [f"id/person/{person}"]
    assert values(name, "…/signature", "org:organization") == ["id/agency/ansm"]
    assert one(name, "…/signature", "org:memberDuring").evidence.status == "unknown"


@pytest.mark.parametrize(
    ("name", "number", "provision", "day", "version"),
    [
        ("S0", 1, "L5121-12-1", "2025-08-04", "2023-12-28"),
        ("S0", 2, "L5121-14-3", "2025-08-04", "2023-12-28"),
        ("S0", 4, "L5121-12-1", "2015-05-05", "2014-08-10"),
        ("S1", 1, "L5121-12-1", "2019-08-26", "2014-08-10"),
        ("S1", 2, "L5121-14-3", "2019-08-26", None),
        ("S3", 1, "L5121-12-1", "2024-03-21", "2023-12-28"),
        ("S3", 2, "L5121-14-3", "2024-03-21", "2023-12-28"),
        ("S3", 4, "L5121-12-1", "2024-03-21", "2023-12-28"),
        ("S3", 5, "R5121-76-6", "2024-03-21", "2022-02-13"),
    ],
)
def test_a_citation_is_resolved_on_its_day(
    name: str, number: int, provision: str, day: str, version: str | None
) -> None:
    node = f"…/citation/{number}"
    assert values(name, node, "cpc:citesProvision") == [CSP + provision]
    assert values(name, node, "cpc:asInForceOn") == [day]
    found = one(name, node, "cpc:citesVersion")
    assert value(found.object) == (f"{CSP}{provision}/{version}" if version else None)
    assert found.evidence.status == ("computed" if version else "unknown")


def test_the_day_that_counts_is_the_signature_unless_the_text_names_another() -> None:
    assert one("S0", "…/citation/1", "cpc:asInForceOn").evidence.rule == "onSignature"
    other = one("S0", "…/citation/4", "cpc:asInForceOn").evidence
    assert (other.status, "alors en vigueur" in other.quotes[0].exact) == ("stated", True)


def test_ranges_are_expanded_and_their_versions_known_or_not() -> None:
    for name, count in (("S0", 11), ("S3", 11), ("S1", 9)):
        node, run = "…/citation/3", [f"{CSP}R5121-76-{number}" for number in range(1, count + 1)]
        assert values(name, node, "cpc:citesProvision") == sorted(run)
        assert {st.evidence.rule for st in said(name, node, "cpc:citesProvision")} == {"rangeExpansion"}
        assert (values(name, node, "cpc:rangeFirst"), values(name, node, "cpc:rangeLast")) == ([run[0]], [run[-1]])
        if count == 11:
            assert values(name, node, "cpc:citesVersion") == sorted(f"{one}/2022-02-13" for one in run)
    assert values("S1", "…/citation/3", "cpc:citesVersion") == [
        None,
        *(f"{CSP}R5121-76-{number}/2015-01-01" for number in (1, 2, 4, 6)),
    ]


def test_the_versions_that_are_not_known_are_named() -> None:
    (unknown,) = (st for st in said("S1", "…/citation/3", "cpc:citesVersion") if st.object is None)
    assert unknown.evidence.reason is not None
    for number in (3, 5, 7, 8, 9):
        assert f"CSP:R5121-76-{number}" in unknown.evidence.reason.fr
    for number in (1, 2, 4, 6):
        assert f"CSP:R5121-76-{number}," not in unknown.evidence.reason.fr


def test_the_law_of_2020_is_cited_by_its_item_and_no_version_of_it_is_known_in_2025() -> None:
    node = "…/citation/5"
    assert values("S0", node, "cpc:citesProvision") == ["eli/fr/loi/2020/12/14/2020-1576/article/78/IV/D"]
    assert values("S0", node, "cpc:citesVersion") == [None]
    assert values("S0", node, "cpc:citesSubdivision") == []


def test_subdivisions_are_those_of_a_version() -> None:
    root = f"{CSP}L5121-12-1/2023-12-28/III"
    assert values("S0", "…/citation/1", "cpc:citesSubdivision") == [root]
    assert values("S3", "…/citation/4", "cpc:citesSubdivision") == [f"{root}/al2"]
    assert (iri(f"{root}/al2"), iri("eli:is_part_of"), iri(root)) in draft("S3").plain
    assert not any("III" in str(found) for found in all_values("S1") if found.startswith(CSP))


def test_a_version_rests_on_the_law_and_on_the_day() -> None:
    evidence = one("S0", "…/citation/1", "cpc:citesVersion").evidence
    version = law().version_on(f"{CSP}L5121-12-1", dt.date(2025, 8, 4))
    assert version is not None
    day, cited = (one("S0", "…/citation/1", f"cpc:{name}").iri for name in ("asInForceOn", "citesProvision"))
    assert evidence.rule == "versionOnDay"
    assert set(evidence.derived_from) == {day, cited, *version.assertions}


def test_the_gdpr_is_applicable_not_in_force_and_identified_by_inference() -> None:
    found = one("S1", "…/citation/4", "cpc:citesText")
    assert (value(found.object), found.evidence.status) == ("eli/eu/reg/2016/679", "inferred")
    assert values("S1", "eli/eu/reg/2016/679", "eli:date_applicability") == ["2018-05-25"]
    assert said("S1", "eli/eu/reg/2016/679", "eli:first_date_entry_in_force") == []


def test_the_derogation_of_s3_keeps_its_condition() -> None:
    condition = values("S3", "…/citation/4", "cpc:conditionText")[0] or ""
    assert condition.startswith("à condition notamment que les deux médicaments n’aient pas la même composition")
    assert "au moins aussi bien" in condition


def test_two_mentions_of_one_day_are_one_act_with_both_quotes() -> None:
    assert values("S0", "…", "cpc:citesAct") == [RTU_2015, CPC_2022]
    day = one("S0", CPC_2022, "eli:date_document")
    assert [quote.exact for quote in day.evidence.quotes] == [
        "renouvelé en dernier lieu le 16 août 2022",
        "la décision portant renouvellement du CPC précité en date du 16 août 2022",
    ]
    assert values("S0", CPC_2022, "cpc:regime") == ["cpc:CPC"]
    assert values("S0", CPC_2022, "cpc:renews") == [RTU_2015]
    for stub in (RTU_2015, CPC_2022):
        assert (iri(stub), iri("cpc:availability"), iri("cpc:citedOnly")) in draft("S0").plain
        assert said("S0", stub, "cpc:grantsTerm") == []


def test_s1_neither_dates_nor_names_the_act_that_it_renews() -> None:
    assert not any("2015" in found for found in all_values("S1") if "decision" in found)
    assert said("S1", "…", "cpc:renews") == []


def test_s1_leaves_its_measure_to_inference_elsewhere() -> None:
    for subject, predicate in (("impact", "cpc:impactOn"), ("state", "cpc:stateOf")):
        assert said("S1", f"{MEASURE}/{subject}/2019-08-26", predicate) == []
        assert values("S0", f"{MEASURE}/{subject}/2025-08-04", predicate) == [MEASURE]
    assert values("S3", "id/measure/tacrolimus-0-1-pommade/state/2024-03-21", "cpc:stateOf") == [
        "id/measure/tacrolimus-0-1-pommade"
    ]


def test_no_act_says_anything_of_another_acts_state() -> None:
    own = {"S0": "2025-08-04", "S1": "2019-08-26", "S3": "2024-03-21"}
    for name in NAMES:
        states = {found for found in all_values(name) if "/state/" in found or "/impact/" in found}
        assert {found.rsplit("/", 1)[1] for found in states} == {own[name]}


@pytest.mark.parametrize(
    ("name", "measure", "day", "starts"),
    [
        ("S0", MEASURE, "2025-08-04", "2025-08-16"),
        ("S1", MEASURE, "2019-08-26", None),
        ("S3", "id/measure/tacrolimus-0-1-pommade", "2024-03-21", "2024-03-22"),
    ],
)
def test_impact_and_state(name: str, measure: str, day: str, starts: str | None) -> None:
    impact, state = f"{measure}/impact/{day}", f"{measure}/state/{day}"
    assert values(name, impact, "cpc:impactType") == ["cpc:establish" if name == "S3" else "cpc:renew"]
    assert values(name, impact, "cpc:impactBy") == [ACTS[name]]
    assert values(name, impact, "cpc:opensState") == [state]
    assert values(name, impact, "cpc:impactDate") == values(name, state, "cpc:periodStart") == [starts]
    assert values(name, state, "cpc:underTerm") == [f"{ACTS[name]}/term"]
    assert said(name, state, "cpc:periodEnd") == []
    assert len(values(name, state, "cpc:hasIndication")) == {"S0": 5, "S1": 4, "S3": 1}[name]
    assert len(values(name, state, "cpc:hasWording")) == {"S0": 5, "S1": 4, "S3": 1}[name]
    assert len(values(name, state, "cpc:coversGroup")) == (0 if name == "S1" else 1)


def test_ages_keep_their_operator() -> None:
    ages = {}
    for name in NAMES:
        for statement in draft(name).statements.values():
            if statement.predicate == iri("cpc:minAgeInclusive"):
                node = str(value(statement.subject))
                ages[name] = (value(statement.object), values(name, node, "cpc:minAge"))
    assert ages == {"S0": ("false", ["P6Y"]), "S1": ("false", ["P6Y"]), "S3": ("true", ["P2Y"])}


def test_connectors() -> None:
    found = {
        name: sorted(
            str(value(st.object)) for st in draft(name).statements.values() if st.predicate == iri("cpc:connector")
        )
        for name in NAMES
    }
    assert found == {"S0": ["cpc:and", "cpc:andOr", "cpc:or"], "S1": ["cpc:and", "cpc:and", "cpc:or"], "S3": []}


def test_celgene_bms_and_accord_are_not_made_one() -> None:
    for name in NAMES:
        assert not any(st.predicate == iri("cpc:identifiedAs") for st in draft(name).statements.values())
    products = {name: values(name, "…", "cpc:namesProduct") for name in NAMES}
    assert products["S1"] == ["id/speciality/name/thalidomide-celgene-50-mg-gelule"]
    assert "id/speciality/name/thalidomide-bms-50-mg-gelule" in products["S0"]


DUTIES = {
    "S0": [],
    "S1": [
        ("2", "id/agency/ansm", "stated", [], None),
        ("2", "id/company/celgene", "stated", ["id/role/prescripteur"], None),
        ("2", "id/company/celgene", "stated", ["id/agency/ansm"], None),
        ("2", "id/company/celgene", "stated", ["id/role/prescripteur"], None),
        ("3", "id/company/celgene", "stated", ["id/agency/ansm"], "P1M"),
        ("4", "id/agency/ansm", "inferred", [None], None),
    ],
    "S3": [
        ("2", "id/role/entreprise-exploitante", "stated", [], None),
        ("2", "id/organization/crpv-toulouse", "stated", [], None),
        ("3", "id/role/entreprise-exploitante", "stated", ["id/agency/ansm", "id/organization/crpv-toulouse"], None),
        ("3", None, "unknown", ["id/agency/ansm"], None),
        ("3", "id/role/entreprise-exploitante", "inferred", [], None),
        ("4", "id/agency/ansm", "inferred", [], None),
    ],
}


@pytest.mark.parametrize("name", NAMES)
def test_duties(name: str) -> None:
    for number, (article, bearer, status, recipients, rhythm) in enumerate(DUTIES[name], 1):
        node = f"…/obligation/{number}"
        found = one(name, node, "cpc:bearer")
        assert values(name, node, "cpc:imposedBy") == [f"{ACTS[name]}/article/{article}"]
        assert (value(found.object), found.evidence.status) == (bearer, status)
        assert values(name, node, "cpc:recipient") == recipients
        if rhythm:
            assert values(name, node, "cpc:periodicity") == [rhythm]
    assert said(name, f"…/obligation/{len(DUTIES[name]) + 1}", "cpc:action") == []


def test_the_final_analysis_is_due_six_months_after_the_end_and_the_rhythm_of_reports_is_elsewhere() -> None:
    assert values("S3", "…/obligation/4", "cpc:deadlineAfter") == ["cpc:endOfMeasure"]
    assert values("S3", "…/obligation/4", "cpc:deadlineDuration") == ["P6M"]
    assert one("S3", "…/obligation/3", "cpc:periodicity").evidence.status == "unknown"


def test_the_bearer_of_the_summary_rests_on_that_of_the_report() -> None:
    report, summary = (one("S3", f"…/obligation/{number}", "cpc:bearer") for number in (3, 5))
    assert summary.evidence.derived_from == (report.iri,)


def test_the_procedure_before_s1() -> None:
    days = [values("S1", f"…/step/{number}", "cpc:stepDate")[0] for number in range(1, 7)]
    assert days == ["2018-06-08", "2018-09-26", "2018-10-04", "2018-10-31", "2018-12-03", "2019-02-15"]
    senders = [values("S1", f"…/step/{number}", "cpc:sender")[0] for number in range(1, 7)]
    agency, holder = "id/agency/ansm", "id/role/titulaire-amm"
    assert senders == [agency, agency, agency, holder, agency, holder]


def test_departments_and_documents_that_are_not_held() -> None:
    assert len(values("S1", "…", "cpc:namesDepartment")) == 1
    assert said("S0", "…", "cpc:namesDepartment") == said("S3", "…", "cpc:namesDepartment") == []
    cited = {name: sum(st.predicate == iri("cpc:citedBy") for st in draft(name).statements.values()) for name in NAMES}
    assert cited == {"S0": 0, "S1": 10, "S3": 2}


def test_page_dates_are_on_the_document_only() -> None:
    assert values("S3", "…/fr/txt", "cpc:pageUpdated") == ["2024-05-07"]
    assert values("S3", "…/fr/txt", "cpc:printedAt") == ["2026-02-06T23:50:00"]
    on_others = [st for st in draft("S3").statements.values() if not str(value(st.subject)).endswith("/fr/txt")]
    assert not any(str(value(st.object)).startswith(("2024-05-07", "2026-02-06")) for st in on_others)


def test_nothing_is_repealed_and_no_fiction_is_applied() -> None:
    for name in NAMES:
        predicates = {st.predicate for st in draft(name).statements.values()}
        assert not predicates & {iri("cpc:abrogates"), iri("cpc:nextState"), iri("cpc:closesState")}
        assert "cpc:deem" not in all_values(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_statement_has_its_ground_and_every_operand_stands_somewhere(name: str) -> None:
    known = {st.iri for st in draft(name).statements.values()}
    for statement in draft(name).statements.values():
        assert set(statement.evidence.derived_from) <= known | set(law_draft().statements)
        if statement.evidence.status == "unknown":
            assert statement.object is None
            assert statement.evidence.searched == (f"{ACTS[name]}/fr/txt",)


def test_labels_are_in_both_languages_where_we_choose_them() -> None:
    for name in NAMES:
        labels = {(s, o.language) for s, p, o in draft(name).plain if p == iri("rdfs:label") and hasattr(o, "language")}
        french = {s for s, language in labels if language == "fr"}
        english = {s for s, language in labels if language == "en"}
        # What the text itself names (products, departments, documents) has its French name only.
        assert {str(value(s)).split("/")[1] for s in french - english} <= {"speciality", "department", "fr"}


def test_the_shipped_files_hold_these_graphs() -> None:
    for path in ACTS.values():
        assert (DATA / "graph" / f"{'-'.join(path.split('/')[4:])}.trig").is_file()
