"""Acts that the corpus does not have, made from S0 and S3 by changing facts: what is not told is not made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from pyoxigraph import NamedNode

from cpc_graph.build.decision import facts_draft
from cpc_graph.build.statements import Draft
from cpc_graph.errors import InputError
from cpc_graph.rdf.terms import iri
from cpc_graph.text.facts import Age, Bound, Citation, CitedAct, Decision, Facts, Obligation, Place
from cpc_graph.text.links import Links
from cpc_graph.text.values import UNKNOWN, Day, Quote, Words
from decisions import decision, facts, law, reading, value

QUOTE = (Quote("x", 0, 1),)
MEASURE = "id/measure/tacrolimus-0-1-pommade"


def made(name: str, links: Links | None = None, *, act: Decision | None = None, **changes: object) -> Draft:
    changed: Facts = replace(facts(name), decision=act or decision(name), **changes)  # type: ignore[arg-type]
    return facts_draft(changed, links or reading(name)[1], law())


def found(draft: Draft, predicate: str, subject: str | None = None) -> list[str | None]:
    return [
        value(st.object)
        for st in draft.statements.values()
        if st.predicate == iri(predicate) and (subject is None or st.subject == iri(subject))
    ]


def words(text: str) -> Words:
    return Words(text, QUOTE)


def test_an_act_that_ends_a_measure_opens_no_state_and_takes_effect_when_it_says() -> None:
    validity = decision("S3").validity
    assert validity is not None
    end = Day(dt.date(2026, 1, 1), "stated", None, QUOTE)
    act = replace(
        decision("S3"), action=words("abrogate"), validity=replace(validity, duration=None, start=UNKNOWN, end=end)
    )
    draft = made("S3", act=act, cited_acts=())
    assert found(draft, "cpc:impactDate") == ["2026-01-01"]
    assert found(draft, "cpc:impactType") == ["cpc:abrogate"]
    assert found(draft, "cpc:opensState") == found(draft, "cpc:grantsTerm") == found(draft, "cpc:hasIndication") == []
    assert draft.path.endswith("/protopic-0-1-pommade/abrogation")


def test_a_modification_without_a_term_starts_when_it_enters_into_force() -> None:
    draft = made("S3", act=replace(decision("S3"), action=words("modify"), validity=None))
    assert found(draft, "cpc:impactDate") == ["2024-03-22"]
    assert found(draft, "cpc:periodStart") == ["2024-03-22"]
    assert found(draft, "cpc:underTerm") == []


def test_an_establishment_without_a_term_has_no_start() -> None:
    draft = made("S3", act=replace(decision("S3"), validity=None))
    assert found(draft, "cpc:impactDate") == [None]


def test_a_renewal_that_also_modifies_is_of_both_kinds() -> None:
    draft = made("S0", act=replace(decision("S0"), also=(words("modify"),)))
    assert sorted(found(draft, "cpc:impactType"), key=str) == ["cpc:modify", "cpc:renew"]
    assert (iri(draft.path), iri("rdf:type"), iri("cpc:ModifyingDecision")) in draft.plain


def test_a_regime_that_the_vocabulary_does_not_have_is_unknown() -> None:
    draft = made("S3", act=replace(decision("S3"), regime=words("other")))
    assert set(found(draft, "cpc:regime")) == {None}


def test_without_a_signature_day_or_a_product_an_act_has_no_name() -> None:
    with pytest.raises(InputError):
        made("S3", act=replace(decision("S3"), signed=UNKNOWN))
    with pytest.raises(InputError):
        made("S3", products=())


def test_without_a_signatory_the_text_does_not_tell_who_signed() -> None:
    assert found(made("S3", act=replace(decision("S3"), signatory=None)), "cpc:signedBy") == [None]


def citation(*provisions: str, open_ended: bool = False) -> Citation:
    return Citation(words("x"), provisions, Place("visa", 1), "basis", open_ended=open_ended)


def test_a_citation_that_goes_on_is_known_for_its_first_article_only() -> None:
    draft = made("S3", citations=(citation("CSP:R5121-76-1", open_ended=True),))
    assert found(draft, "cpc:citesProvision") == ["eli/fr/code/csp/article/R5121-76-1", None]


def test_a_decree_without_its_day_is_not_named() -> None:
    assert found(made("S3", citations=(citation("DECRET:2022-164"),)), "cpc:citesProvision") == [None]


def test_a_whole_decree_is_a_text() -> None:
    dated = replace(citation("DECRET:2022-164"), text_day=dt.date(2022, 2, 11))
    draft = made("S3", citations=(dated,))
    assert found(draft, "cpc:citesText") == ["eli/fr/decret/2022/02/11/2022-164"]
    assert (iri("eli/fr/decret/2022/02/11/2022-164"), iri("rdf:type"), iri("cpc:Decree")) in draft.plain


def test_a_subdivision_of_an_unknown_version_is_unknown() -> None:
    draft = made("S3", citations=(citation("CSS:L162-16-5-1/II"),))
    assert found(draft, "cpc:citesProvision") == ["eli/fr/code/css/article/L162-16-5-1"]
    assert found(draft, "cpc:citesVersion") == found(draft, "cpc:citesSubdivision") == [None]


def test_a_name_attached_to_nobody_is_not_made_an_organisation() -> None:
    duty = Obligation(3, words("transmettre"), words("LABORATOIRE INCONNU"), (words("la direction"),))
    draft = made("S3", obligations=(duty,), act=replace(decision("S3"), follow_up=words("un centre")))
    for predicate in ("cpc:bearer", "cpc:recipient", "cpc:followUpBy"):
        assert found(draft, predicate) == [None]


def test_typographic_apostrophes_do_not_hide_a_party() -> None:
    holder = reading("S1")[1].party("le titulaire de l’AMM")
    assert holder is not None
    assert holder.path == "id/role/titulaire-amm"


def test_a_cited_act_of_another_kind_is_a_decision() -> None:
    cited = CitedAct("other", words("CPC"), Day(dt.date(2023, 5, 2), "stated", None, QUOTE), QUOTE)
    draft = made("S3", cited_acts=(cited,))
    assert found(draft, "cpc:citesAct") == ["eli/fr/ansm/decision/2023/05/02/tacrolimus-0-1-pommade/decision"]
    assert found(draft, "cpc:renews") == []


def test_without_links_wordings_have_no_concept_and_the_measure_is_named_by_the_product() -> None:
    links = Links(author="", reasons=reading("S3")[1].reasons, parties=reading("S3")[1].parties)
    draft = made("S3", links)
    assert found(draft, "cpc:hasIndication") == found(draft, "cpc:stateOf") == found(draft, "cpc:impactOn") == []
    assert len(found(draft, "cpc:hasWording")) == 1
    assert found(draft, "cpc:opensState") == ["id/measure/protopic-0-1-pommade/state/2024-03-21"]


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        (Bound(">=", 6, "months"), None, {"minAge": "P6M", "minAgeInclusive": "true"}),
        (
            Bound(">", 6),
            Bound("<", 18),
            {"minAge": "P6Y", "minAgeInclusive": "false", "maxAge": "P18Y", "maxAgeInclusive": "false"},
        ),
        (None, Bound("<=", 12), {"maxAge": "P12Y", "maxAgeInclusive": "true"}),
    ],
)
def test_bounds_of_age(lower: Bound | None, upper: Bound | None, said: dict[str, str]) -> None:
    indication = replace(facts("S3").indications[0], age=Age(words("x"), lower, upper))
    draft = made("S3", indications=(indication,))
    names = ("minAge", "minAgeInclusive", "maxAge", "maxAgeInclusive")
    assert {name: found(draft, f"cpc:{name}")[0] for name in names if found(draft, f"cpc:{name}")} == said


def test_a_day_cannot_be_made_without_its_ground() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Day(dt.date(2025, 8, 4), "stated")
    with pytest.raises(ValueError, match="does not fit"):
        Day(dt.date(2025, 8, 4), "computed")
    with pytest.raises(ValueError, match="does not fit"):
        Day(dt.date(2025, 8, 4), "unknown")


def test_the_same_facts_make_the_same_assertions() -> None:
    one, two = made("S3"), made("S3")
    assert set(one.statements) == set(two.statements)
    assert all(isinstance(name, NamedNode) for name in one.statements)
