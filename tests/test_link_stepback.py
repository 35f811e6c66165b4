"""What was inferred, reported or unknown of an act steps back when its text arrives; what other sources say is kept."""

from functools import lru_cache

import pytest
from pyoxigraph import Quad

from arriving import incoming, proposed
from cpc_graph.build.decision import facts_draft
from cpc_graph.link.candidate import KINDS
from cpc_graph.link.decide import Choice, choose, links_of
from cpc_graph.link.said import assertions
from cpc_graph.link.stepback import Change, step_back
from cpc_graph.names import BASE
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import date, iri
from decisions import DATA, law

MODIFIED = "eli/fr/ansm/decision/2022/05/06/thalidomide-50-mg-gelule/modification"
RENEWED = "eli/fr/ansm/decision/2022/08/16/thalidomide-50-mg-gelule/renouvellement"
MEASURE = "id/measure/thalidomide-50-mg-gelule"
START, END = iri("cpc:periodStart"), iri("cpc:periodEnd")


@lru_cache(maxsize=4)
def dossier(slug: str) -> tuple[Quad, ...]:
    return tuple(read_quads(DATA / "measures" / f"{slug}.trig"))


@lru_cache(maxsize=4)
def act(name: str) -> tuple[str, tuple[Quad, ...]]:
    read, found = incoming(name).facts, proposed(name)
    draft = facts_draft(read, links_of(read, found, Choice("x", choose(found, KINDS))), law())
    return draft.path, tuple(draft.quads())


def change(name: str, slug: str) -> Change:
    path, quads = act(name)
    found = step_back(path, quads, dossier(slug))
    assert found is not None
    return found


def values(quads: tuple[Quad, ...], subject: str, predicate: str) -> set[str]:
    return {
        quad.object.value.removeprefix(BASE)
        for quad in quads
        if quad.subject == iri(subject) and quad.predicate == iri(predicate)
    }


def test_an_inferred_day_goes_before_the_day_of_the_text():
    after = change("thalidomide-2022-05", "thalidomide-50-mg-gelule")
    state = f"{MEASURE}/state/2022-05-06"
    assert values(dossier("thalidomide-50-mg-gelule"), state, "cpc:periodStart") == {"2022-05-06"}
    assert values(after.dossier, state, "cpc:periodStart") == set()
    assert values(after.act, state, "cpc:periodStart") == {"2022-05-10"}
    left = [one for one in assertions(after.dossier) if one.subject == iri(state) and one.predicate == START]
    assert not left
    shown = [line.fr for line in after.lines if "periodStart" in line.fr]
    assert shown == [f"{state}, periodStart : 2022-05-06 (inféré) cède la place à 2022-05-10, que donne le texte"]


def test_what_was_unknown_goes_before_what_the_text_tells():
    after = change("thalidomide-2022-05", "thalidomide-50-mg-gelule")
    force = iri("eli:first_date_entry_in_force")
    assert not [one for one in assertions(after.dossier) if one.subject == iri(MODIFIED) and one.predicate == force]


def test_a_conflict_that_is_there_takes_the_text_in():
    after = change("thalidomide-2022-05", "thalidomide-50-mg-gelule")
    of = [
        quad.object for quad in after.dossier if quad.predicate == iri("cpc:conflictOf") and "publication" in str(quad)
    ]
    told = {one.iri: one.value.value for one in assertions((*after.act, *after.dossier)) if one.value}
    assert sorted(told[node] for node in of) == ["2022-05-06", "2022-05-09", "2022-05-09"]


def test_where_the_text_is_silent_what_was_known_stays():
    after = change("thalidomide-2022-08", "thalidomide-50-mg-gelule")
    term = f"{RENEWED}/term"
    assert values(after.dossier, term, "cpc:periodStart") == {"2022-08-16"}
    own = [one for one in assertions(after.act) if one.subject == iri(term) and one.predicate in (START, END)]
    assert not own  # the text's "unknown" would contradict it
    before = [one for one in assertions(act("thalidomide-2022-08")[1]) if one.subject == iri(term)]
    assert {one.status for one in before if one.predicate == START} == {"unknown"}


def test_the_list_of_the_text_takes_the_place_of_the_one_that_was_worked_out():
    after = change("thalidomide-2022-08", "thalidomide-50-mg-gelule")
    state = f"{MEASURE}/state/2022-08-16"
    both = values((*after.dossier, *after.act), state, "cpc:hasIndication")
    assert both == {"id/indication/lupus-cutane", "id/indication/erytheme-noueux-lepreux"}


def test_an_act_that_adds_leaves_what_was_covered():
    state = f"{MEASURE}/state/2022-05-06"
    after = change("thalidomide-2022-05", "thalidomide-50-mg-gelule")
    before = values(dossier("thalidomide-50-mg-gelule"), state, "cpc:hasIndication")
    assert values(after.dossier, state, "cpc:hasIndication") == before
    assert len(before) > 1


def test_a_reported_value_that_the_text_contradicts_stays_as_an_assertion_in_a_conflict():
    path, quads = act("avastin-2015")
    state = iri("id/measure/bevacizumab/state/2015-06-24")
    told = [
        Quad(quad.subject, quad.predicate, date_of(quad), quad.graph_name) if is_start(quad, state) else quad
        for quad in dossier("bevacizumab")
    ]
    after = step_back(path, quads, told)
    assert values(after.dossier, "id/measure/bevacizumab/state/2015-06-24", "cpc:periodStart") == set()
    (old,) = [one for one in assertions(after.dossier) if one.subject == state and one.predicate == START]
    assert (old.status, old.value) == ("reported", date_of(None))
    conflicts = {
        quad.subject for quad in after.dossier if quad.object == old.iri and "conflictOf" in str(quad.predicate)
    }
    (node,) = conflicts
    assert len([quad for quad in after.dossier if quad.subject == node]) == 5  # class, two notes, two sides


def is_start(quad: Quad, state: object) -> bool:
    """The fact of the start of the state, and the object of the assertion that says it."""
    if quad.subject == state and quad.predicate == START:
        return True
    said = [one.iri for one in assertions(dossier("bevacizumab")) if one.subject == state and one.predicate == START]
    return quad.subject in said and quad.predicate == iri("rdf:object")


def date_of(_: object):
    import datetime as dt

    return date(dt.date(2015, 8, 15))


@pytest.mark.parametrize(
    ("name", "slug"), [("avastin-2015", "bevacizumab"), ("thalidomide-2022-05", "thalidomide-50-mg-gelule")]
)
def test_nothing_of_what_goes_is_still_pointed_at(name, slug):
    after = change(name, slug)
    gone = {one.iri for one in assertions(dossier(slug))} - {one.iri for one in assertions(after.dossier)}
    assert gone
    assert not [quad for quad in (*after.dossier, *after.act) if quad.object in gone or quad.subject in gone]


def test_what_calls_the_act_a_stub_is_told_apart():
    after = change("avastin-2015", "bevacizumab")
    stub = "eli/fr/ansm/decision/2015/06/24/bevacizumab/etablissement"
    assert values(tuple(after.stub), stub, "cpc:availability") == {"ontology#reportedOnly"}
    assert len(values(tuple(after.stub), stub, "rdfs:label")) == 2
    assert not values(tuple(after.stub), "id/measure/bevacizumab", "rdfs:label")
    assert after.stub <= set(after.dossier)


def test_another_act_changes_nothing():
    path, quads = act("avastin-2015")
    assert step_back(path, quads, dossier("verapamil")) is None


def test_what_stepped_back_once_does_not_step_back_again():
    once = change("thalidomide-2022-05", "thalidomide-50-mg-gelule")
    again = step_back(MODIFIED, once.act, once.dossier)
    assert again is None or set(again.dossier) == set(once.dossier)
