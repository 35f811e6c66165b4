"""The law that the corpus rests on: versions, dates, acts behind them, and what is left out because nobody read it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cpc_graph.resources import data_dir
from drafted import drafts, fact, facts, said, short, statuses, unknown

CSP = "eli/fr/code/csp/article/"
LOI_2020 = "eli/fr/loi/2020/12/14/2020-1576"

# start, end, regimes, act, its confidence (None: inferred)
L_5121_12_1 = [
    ("2011-12-31", "2012-12-19", {"RTU"}, "eli/fr/loi/2011/12/29/2011-2012/article/18", "high"),
    ("2012-12-19", "2014-08-10", {"RTU"}, "eli/fr/loi/2012/12/17/2012-1404", "high"),
    ("2014-08-10", "2019-12-28", {"RTU"}, "eli/fr/loi/2014/08/08/2014-892", "high"),
    ("2019-12-28", "2020-10-01", {"RTU"}, "eli/fr/loi/2019/12/24/2019-1446", None),
    ("2020-10-01", "2021-07-01", {"RTU"}, "eli/fr/ordonnance/2020/03/11/2020-232/article/26", "high"),
    ("2021-07-01", "2021-12-25", {"CPC", "AAC"}, f"{LOI_2020}/article/78", "high"),
    ("2021-12-25", "2023-12-28", {"CPC", "AAC"}, "eli/fr/loi/2021/12/23/2021-1754/article/58", "medium"),
    ("2023-12-28", None, {"CPC", "AAC"}, "eli/fr/loi/2023/12/26/2023-1250/article/76", "high"),
]

# The versions that are known, by the number of R. 5121-76-N; each ends where the next starts.
R_5121_76 = {
    1: ["2012-05-11", "2015-01-01", "2022-02-13"],
    2: ["2015-01-01", "2022-02-13"],
    3: ["2022-02-13"],
    4: ["2015-01-01", "2022-02-13"],
    5: ["2022-02-13"],
    6: ["2012-05-11", "2015-01-01", "2022-02-13"],
    7: ["2022-02-13"],
    8: ["2022-02-13"],
    9: ["2022-02-13"],
    10: ["2022-02-13"],
    11: ["2022-02-13"],
}

LEGIARTI = {
    "L5121-12-1/2011-12-31": "LEGIARTI000025086118",
    "L5121-12-1/2020-10-01": "LEGIARTI000041721223",
    "L5121-14-3/2023-12-28": "LEGIARTI000048703410",
    "R5121-76-1/2015-01-01": "LEGIARTI000030055284",
    "R5121-76-6/2022-02-13": "LEGIARTI000045166734",
}

# act, signature, publication, entry into force, NOR, JORFTEXT
ACTS = [
    ("loi/2011/12/29/2011-2012", "2011-12-29", "2011-12-30", None, "ETSX1119227L", None),
    ("loi/2012/12/17/2012-1404", "2012-12-17", None, None, None, None),
    ("loi/2014/08/08/2014-892", "2014-08-08", None, None, None, None),
    ("loi/2019/12/24/2019-1446", "2019-12-24", None, None, None, None),
    ("ordonnance/2020/03/11/2020-232", "2020-03-11", None, None, None, None),
    ("loi/2020/12/14/2020-1576", "2020-12-14", "2020-12-15", None, "ECOX2023815L", "JORFTEXT000042665307"),
    ("loi/2021/12/23/2021-1754", "2021-12-23", None, None, None, None),
    ("loi/2023/12/26/2023-1250", "2023-12-26", None, None, "ECOX2320994L", "JORFTEXT000048668665"),
    ("decret/2012/04/27/2012-597", "2012-04-27", None, "2012-05-01", None, None),
    ("decret/2012/05/09/2012-742", "2012-05-09", "2012-05-10", "2012-05-11", "ETSP1222913D", "JORFTEXT000025836838"),
    ("decret/2014/12/30/2014-1703", "2014-12-30", None, "2015-01-01", None, None),
    ("decret/2021/06/30/2021-869", "2021-06-30", None, "2021-07-01", "SSAS2114883D", "JORFTEXT000043728288"),
    ("decret/2021/06/30/2021-870", "2021-06-30", None, "2021-07-01", "SSAS2114929D", "JORFTEXT000043728411"),
    ("decret/2022/02/11/2022-164", "2022-02-11", "2022-02-12", "2022-02-13", None, None),
    ("decret/2023/04/21/2023-303", "2023-04-21", "2023-04-23", "2023-04-24", "SPRS2306477D", "JORFTEXT000047478066"),
]

# From memory, never read: none of these may stand in the data (docs/law.md).
NEVER_READ = ["JORFTEXT000025053440", "32016R0679", "LEGIARTI000042685762", "2019-07-24", "2016-05-24"]


def law(subject: str, predicate: str) -> str | None:
    return fact("law", subject, predicate)


def versions(article: str) -> list[str]:
    found = {
        st.subject.value.rsplit("/", 1)[1]
        for st in drafts()["law"].statements.values()
        if st.predicate.value.endswith("#versionOf") and st.object is not None and short(st.object) == CSP + article
    }
    return sorted(found)


def test_the_eight_versions_and_no_other() -> None:
    assert versions("L5121-12-1") == [row[0] for row in L_5121_12_1]


@pytest.mark.parametrize(("start", "end", "regimes", "act", "confidence"), L_5121_12_1)
def test_version_of_the_article_that_founds_both_regimes(
    start: str, end: str | None, regimes: set[str], act: str, confidence: str | None
) -> None:
    version = f"{CSP}L5121-12-1/{start}"
    assert law(version, "cpc:periodStart") == start
    assert law(version, "cpc:periodEnd") == end
    assert facts("law", version, "cpc:normOf") == {f"cpc:{regime}" for regime in regimes}
    (introduced,) = said("law", version, "cpc:introducedBy")
    assert introduced.object is not None and short(introduced.object) == act
    assert introduced.evidence.confidence == confidence
    assert law(version, "cpc:summary")


@pytest.mark.parametrize(("number", "starts"), R_5121_76.items())
def test_same_number_two_norms(number: int, starts: list[str]) -> None:
    article = f"R5121-76-{number}"
    assert versions(article) == starts
    for start in starts:
        regime = "cpc:CPC" if start == "2022-02-13" else "cpc:RTU"
        assert law(f"{CSP}{article}/{start}", "cpc:normOf") == regime


CRPA = {
    "eli/fr/code/crpa/article/L212-1/2016-01-01": "LEGIARTI000031367525",
    "eli/fr/code/crpa/article/L212-1/2017-03-02": "LEGIARTI000034114657",
    "eli/fr/code/crpa/article/L212-1/2024-07-27": "LEGIARTI000050053854",
    "eli/fr/code/crpa/article/L212-1/2025-06-15": "LEGIARTI000051740675",
    "eli/fr/code/crpa/article/L221-2/2016-01-01": "LEGIARTI000031367544",
    "eli/fr/code/crpa/article/L221-8/2016-01-01": "LEGIARTI000031367561",
}


@pytest.mark.parametrize("article", ["L5121-12-1", "L5121-14-3", *(f"R5121-76-{n}" for n in R_5121_76)])
def test_each_version_ends_where_the_next_starts_and_the_last_is_open_as_far_as_seen(article: str) -> None:
    starts = versions(article)
    for start, following in pairwise(starts):
        assert law(f"{CSP}{article}/{start}", "cpc:periodEnd") == following
        assert law(f"{CSP}{article}/{start}", "cpc:replacedBy") == f"{CSP}{article}/{following}"
    last = unknown("law", f"{CSP}{article}/{starts[-1]}", "cpc:periodEnd")
    assert str(last.evidence.earliest) == "2026-01-01"


def test_article_on_good_use_is_known_from_2021_only() -> None:
    assert versions("L5121-14-3") == ["2021-07-01", "2023-12-28"]
    assert versions("L4021-3") == versions("L1114-1") == []


def test_only_the_identifiers_that_were_read() -> None:
    stated = {
        short(st.subject).removeprefix(CSP): st.object.value
        for st in drafts()["law"].statements.values()
        if st.predicate.value.endswith("#legiarti") and st.object is not None
    }
    crpa = {where: name for where, name in stated.items() if where.startswith("eli/fr/code/crpa/")}
    assert crpa == CRPA
    others = {where: name for where, name in stated.items() if where not in crpa}
    assert others == LEGIARTI | {f"{LOI_2020}/article/78/2020-12-16": "LEGIARTI000042667306"}


@pytest.mark.parametrize(("act", "signed", "published", "in_force", "nor", "jorftext"), ACTS)
def test_act(
    act: str, signed: str, published: str | None, in_force: str | None, nor: str | None, jorftext: str | None
) -> None:
    node = f"eli/fr/{act}"
    assert law(node, "eli:date_document") == signed
    assert law(node, "eli:date_publication") == published
    assert law(node, "eli:first_date_entry_in_force") == in_force
    assert (law(node, "cpc:nor"), law(node, "cpc:jorftext")) == (nor, jorftext)


def test_every_reported_fact_is_of_high_or_medium_confidence() -> None:
    reported = [st for st in drafts()["law"].statements.values() if st.evidence.status == "reported"]
    assert reported
    assert {st.evidence.confidence for st in reported} == {"high", "medium"}


@pytest.mark.parametrize("text", NEVER_READ)
def test_what_nobody_read_is_left_out(text: str) -> None:
    for path in sorted((data_dir() / "readings").glob("law*.yaml")):
        assert text not in path.read_text(encoding="utf-8")


def test_article_78_was_known_until_the_end_of_2022_only() -> None:
    version = f"{LOI_2020}/article/78/2020-12-16"
    assert (law(version, "cpc:periodStart"), law(version, "cpc:periodEnd")) == ("2020-12-16", "2022-12-25")
    assert unknown("law", version, "cpc:replacedBy").evidence.reason is not None


def test_the_item_of_the_fiction_has_the_version_of_its_day_inferred_and_open() -> None:
    version = f"{LOI_2020}/article/78/IV/D/2020-12-16"
    assert law(version, "cpc:versionOf") == f"{LOI_2020}/article/78/IV/D"
    assert statuses("law", version, "cpc:periodStart") == {"inferred"}
    assert str(unknown("law", version, "cpc:periodEnd").evidence.earliest) == "2022-12-25"


def test_the_summary_of_the_item_says_no_more_than_the_visa_that_proves_it() -> None:
    summary = law(f"{LOI_2020}/article/78/IV/D", "cpc:summary")
    assert summary is not None and "sans acte" not in summary


def test_the_fiction_is_stated_by_the_third_visa_of_s0() -> None:
    fiction = "id/fiction/2021-07-01"
    expected = {
        "cpc:laidDownBy": f"{LOI_2020}/article/78/IV/D",
        "cpc:effectiveFrom": "2021-07-01",
        "cpc:fromRegime": "cpc:RTU",
        "cpc:toRegime": "cpc:CPC",
        "cpc:conditionText": "spécialités faisant l'objet d'une RTU dont l'échéance est postérieure à cette date",
    }
    for predicate, value in expected.items():
        assert law(fiction, predicate) == value
        assert statuses("law", fiction, predicate) == {"stated"}


def test_the_third_paragraph_means_the_cpc_only_from_2021() -> None:
    before = law(f"{CSP}L5121-12-1/2020-10-01/III", "cpc:summary")
    after = law(f"{CSP}L5121-12-1/2021-07-01/III", "cpc:summary")
    assert before is not None and before.startswith("Information du patient")
    assert after is not None and after.startswith("Cadre de prescription compassionnelle")


def test_the_gdpr_has_no_day_of_entry_into_force() -> None:
    assert law("eli/eu/reg/2016/679", "eli:first_date_entry_in_force") is None
    assert unknown("law", "eli/eu/reg/2016/679", "eli:first_date_entry_in_force").evidence.searched
