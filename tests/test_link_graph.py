"""The graph of a decision that arrives: links only where they were taken, with who took them and why."""

from dataclasses import replace

import pytest

from arriving import incoming, proposed
from cpc_graph.build.statements import Draft, Statement
from cpc_graph.link.candidate import KINDS
from cpc_graph.link.decide import Choice, choose, links_of
from cpc_graph.link.graph import why_no_graph
from cpc_graph.link.parties import known_parties, named_parties
from cpc_graph.link.propose import propose
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri
from cpc_graph.text.facts import Deadline, Facts
from cpc_graph.text.values import UNKNOWN, Words
from decisions import ACTS, CPC_2022, RTU_2015, facts
from persons import AUTHOR, drafted, linked, proposals, store, store_without

STATE = "id/measure/{}/state/2025-08-04"


def said(draft: Draft, predicate: str) -> list[Statement]:
    return [st for st in draft.statements.values() if st.predicate == iri(predicate)]


def values(draft: Draft, predicate: str) -> set[str]:
    return {st.object.value.removeprefix(BASE) for st in said(draft, predicate) if st.object is not None}


def test_without_a_link_the_measure_and_the_indications_are_the_acts_own():
    draft = linked("S0", ())
    assert values(draft, "cpc:impactOn") == {"id/measure/thalidomide-bms-50-mg-gelule"}
    assert {st.evidence.status for st in said(draft, "cpc:impactOn")} == {"stated"}
    assert values(draft, "cpc:strength") == {"50 mg"}
    assert values(draft, "cpc:doseForm") == {"gélule"}
    assert said(draft, "cpc:onSubstance")[0].evidence.status == "unknown"
    own = values(draft, "cpc:hasIndication")
    assert len(own) == 5
    assert all(path.startswith("id/indication/traitement-d") for path in own)
    assert {st.evidence.status for st in said(draft, "cpc:hasIndication")} == {"inferred"}
    assert values(draft, "cpc:citesAct") == {
        path.replace("thalidomide-50-mg-gelule", "thalidomide-bms-50-mg-gelule") for path in (RTU_2015, CPC_2022)
    }


def test_what_was_taken_is_inferred_with_its_ground_and_who_took_it():
    draft = linked("S0")
    (on,) = said(draft, "cpc:impactOn")
    assert on.object == iri("id/measure/thalidomide-50-mg-gelule")
    assert on.evidence.status == "inferred"
    assert on.evidence.reason.fr.startswith("un état de cette mesure couvre")
    assert on.evidence.reason.fr.endswith(f"accepté par {AUTHOR}")
    assert on.evidence.reason.en.endswith(f"accepted by {AUTHOR}")
    assert "id/indication/lupus-cutane" in values(draft, "cpc:hasIndication")
    assert not said(draft, "cpc:onSubstance")  # the measure is described elsewhere


def test_the_act_before_is_inferred():
    (renews,) = [st for st in said(linked("S1"), "cpc:renews") if st.subject == iri(ACTS["S1"])]
    assert renews.object == iri(RTU_2015)
    assert renews.evidence.status == "inferred"
    assert not said(linked("S1", ("measure",)), "cpc:renews")


def test_one_kind_is_taken_at_a_time():
    draft = linked("S0", ("indication",))
    assert values(draft, "cpc:impactOn") == {"id/measure/thalidomide-bms-50-mg-gelule"}
    assert "id/indication/lupus-cutane" in values(draft, "cpc:hasIndication")


def test_a_recognised_act_keeps_its_name_and_is_not_described_again():
    found = proposed("thalidomide-2022-08")
    draft = drafted(incoming("thalidomide-2022-08").facts, found, ())
    assert draft.path == CPC_2022
    assert RTU_2015 in values(draft, "cpc:citesAct")
    assert not [one for one in draft.plain if one[0] == iri(RTU_2015)]
    assert iri(RTU_2015) in {st.subject for st in said(draft, "eli:date_document")}


def test_what_only_the_graph_of_a_held_act_describes_is_described_again():
    read = facts("S0")
    draft = drafted(read, propose(read, store()), ())
    assert draft.path == ACTS["S0"]
    assert values(draft, "cpc:citesAct") == {RTU_2015, CPC_2022}
    described = {one[0] for one in draft.plain if one[1] == iri("cpc:availability") and one[2] == iri("cpc:citedOnly")}
    assert described == {iri(RTU_2015), iri(CPC_2022)}


def test_a_wording_that_only_comes_near_is_not_taken_with_the_others():
    found = proposals("S0")
    lower = replace(
        found, open=tuple(replace(one, score=0.9) if one.kind == "indication" else one for one in found.open)
    )
    assert [one.kind for one in choose(lower, KINDS)] == ["measure"]


def test_two_wordings_that_claim_one_indication_stay_open():
    read = facts("S0")
    twice = replace(read, indications=(read.indications[0], read.indications[0]))
    found = propose(twice, store_without("S0"))
    assert len(found.places()) == 3
    assert not [one for one in choose(found, ("indication",)) if one.kind == "indication"]


def test_a_name_that_the_table_does_not_have_becomes_a_party():
    read = facts("S1")
    bearer = Words("Pfizer", read.obligations[1].bearer.quotes)
    duty = replace(read.obligations[1], bearer=bearer)
    described = replace(duty, bearer=Words("toute entreprise qui exploite le médicament", bearer.quotes))
    (party,) = named_parties(replace(read, obligations=(duty, described), steps=()), known_parties())
    assert (party.path, party.kind) == ("id/organization/pfizer", "org:Organization")
    firm = replace(read.obligations[4], bearer=Words("Pfizer", read.obligations[4].bearer.quotes))
    (party,) = named_parties(replace(read, obligations=(firm,), steps=()), known_parties())
    assert (party.path, party.kind) == ("id/company/pfizer", "cpc:Company")  # "Le laboratoire …"


def changed(**values) -> Facts:
    read = facts("S0")
    return replace(read, decision=replace(read.decision, **values))


def draft_of(read: Facts) -> Draft:
    return drafted(read, propose(read, store()), ())


def test_what_the_text_does_not_tell_is_unknown_never_a_crash():
    signatory = facts("S0").decision.signatory
    office = draft_of(changed(signatory=replace(signatory, name=Words("", ()))))
    assert said(office, "org:member")[0].object is None
    assert said(office, "cpc:signedBy")[0].object is not None
    nameless = draft_of(changed(signatory=replace(signatory, function=Words("", ()))))
    capacity = next(st for st in said(nameless, "cpc:asWritten") if st.subject.value.endswith("/signature"))
    assert capacity.object is None
    two = draft_of(changed(regime=Words("", ())))
    assert {st.object for st in said(two, "cpc:regime") if st.subject == iri(ACTS["S0"])} == {None}
    validity = replace(facts("S0").decision.validity, duration=None, start=UNKNOWN, end=UNKNOWN)
    assert not said(draft_of(changed(validity=validity)), "cpc:grantsTerm")


def test_an_act_of_another_kind_is_named_by_its_title_and_bears_on_no_measure():
    read = changed(action=replace(facts("S0").decision.action, text="other"))
    read = replace(read, products=(), indications=(), cited_acts=())
    draft = draft_of(read)
    assert draft.path.startswith("eli/fr/ansm/decision/2025/08/04/decision-du-04-08-2025-renouvellement-du-cadre")
    assert draft.path.endswith("/decision")
    assert len(draft.path.split("/")[7]) <= 88
    assert not said(draft, "cpc:impactBy")


@pytest.mark.parametrize(
    ("after", "anchor"),
    [("end-of-measure", "endOfMeasure"), ("publication", "publicationOfAct"), ("notification", "notificationOfAct")],
)
def test_deadlines_count_from_every_event_and_weeks_become_days(after, anchor):
    read = facts("S3")
    deadline = Deadline(after, "P2W", read.obligations[3].deadline.quotes)
    read = replace(read, obligations=(replace(read.obligations[3], deadline=deadline),))
    draft = draft_of(read)
    assert values(draft, "cpc:deadlineAfter") == {f"ontology#{anchor}"}
    assert values(draft, "cpc:deadlineDuration") == {"P14D"}


def test_why_a_document_has_no_graph():
    assert why_no_graph(facts("S0")) is None
    assert "décision" in why_no_graph(replace(facts("S0"), decision=None)).fr
    assert "signature" in why_no_graph(changed(signed=UNKNOWN)).fr
    assert "médicament" in why_no_graph(replace(facts("S0"), products=())).fr


def test_links_know_their_author():
    assert links_of(facts("S0"), proposals("S0"), Choice(AUTHOR)).author == AUTHOR


def test_an_act_that_ends_a_measure_says_which_indications():
    read = changed(action=replace(facts("S0").decision.action, text="abrogate"))
    draft = draft_of(replace(read, cited_acts=()))
    assert len(values(draft, "cpc:concernsIndication")) == 5
    assert not said(draft, "cpc:hasIndication")
    assert len(said(draft, "cpc:wordingOf")) == 5


def test_a_suspension_takes_effect_where_it_starts_and_an_end_where_it_ends():
    days = {}
    for action in ("suspend", "abrogate"):
        draft = draft_of(replace(changed(action=replace(facts("S0").decision.action, text=action)), cited_acts=()))
        days[action] = values(draft, "cpc:impactDate")
    assert days == {"suspend": {"2025-08-16"}, "abrogate": {"2028-08-16"}}
