"""Suspensions on a timeline: the gap is called suspended, the state after it resumed, an untold end is open."""

import datetime as dt
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from cpc_graph.build.statements import Draft, Evidence, Said, Span
from cpc_graph.draw import View, draw_timeline
from cpc_graph.draw.axis import number
from cpc_graph.draw.layout import lay_out
from cpc_graph.draw.order import in_time, ranked
from cpc_graph.draw.read import read_story
from cpc_graph.draw.story import Bound, Period, State
from cpc_graph.rdf.terms import date, iri

pytest_plugins = ["corpus_store"]

MEASURE = "tacrolimus-0-1-pommade"  # one state, from 2024-03-22 to 2027-03-22, with one indication
STATED = Evidence("stated", quotes=(Span("id/d/fr/txt", 0, 1, "x"),))
UNKNOWN = Evidence("unknown", reason=Said("rien", "nothing"), searched=("id/d/fr/txt",))
VIEW = View(today=dt.date(2026, 2, 6))
FROM, UNTIL = dt.date(2025, 2, 1), dt.date(2025, 6, 1)


def ending(name, kind, day, until=None, indications=(), *, told=True):
    """Say what an act of our own does to the measure, with evidence; `told`: from which day."""
    draft = Draft("essai/" + name)
    impact, act = iri(f"id/impact/{name}"), iri(f"eli/fr/essai/{name}")
    draft.add(act, "rdf:type", iri("cpc:LegalAct"))
    draft.say(act, "eli:date_document", date(day - dt.timedelta(days=9)), STATED)
    draft.say(impact, "cpc:impactBy", act, STATED)
    draft.say(impact, "cpc:impactOn", iri(f"id/measure/{MEASURE}"), STATED)
    draft.say(impact, "cpc:impactType", iri(f"cpc:{kind}"), STATED)
    draft.say(impact, "cpc:impactDate", date(day) if told else None, STATED if told else UNKNOWN)
    for one in indications:
        draft.say(impact, "cpc:concernsIndication", one, STATED)
    if kind == "suspend":
        draft.say(impact, "cpc:suspendedUntil", until and date(until), STATED if until else UNKNOWN)
    return draft


@pytest.fixture
def drawn(changed):
    """A function that draws the measure after some acts: store, track, scene."""

    def draw(*drafts, lang="fr"):
        store = changed(lambda raw: raw.extend(quad for draft in drafts for quad in draft.quads()))
        story = read_story(store, MEASURE, lang)
        return store, story.tracks[0], lay_out(story, VIEW, lang)

    return draw


def lane(scene, kind):
    return next(lane for lane in scene.lanes if lane.kind == kind)


def days(bar):
    return bar.span.start.day, bar.span.end.day


def test_the_gap_is_suspended_and_the_state_after_it_resumed(drawn):
    _, track, scene = drawn(ending("stop", "suspend", FROM, UNTIL))
    (pause,) = track.pauses
    assert (pause.is_whole, pause.period.start.day, pause.period.end.day) == (True, FROM, UNTIL)
    assert [(state.rank, state.resumes) for state in track.states] == [("1", False), ("2", True)]
    bars = {bar.key: bar for bar in lane(scene, "states").bars}
    assert [days(bars[key]) for key in ("t1-s1", "t1-p1", "t1-s2")] == [
        (number(dt.date(2024, 3, 22)), number(FROM)),
        (number(FROM), number(UNTIL)),
        (number(UNTIL), number(dt.date(2027, 3, 22))),
    ]
    assert bars["t1-p1"].skin == "pause" and bars["t1-p1"].span.fade == ""
    assert bars["t1-p1"].texts == ("suspendu (acte 2)", "suspendu", "2")
    assert bars["t1-s2"].texts[0] == "2 CPC, reprise"
    assert [act.nouns for act in track.acts][1] == ("suspension",), "the act decides no resumption"
    assert lane(scene, "acts").points[1].texts[0] == "· 23/01/2025 suspension, jusqu'au 01/06/2025 (exclu)"


def test_the_indication_is_suspended_with_the_measure(drawn):
    _, _, scene = drawn(ending("stop", "suspend", FROM, UNTIL))
    bars = lane(scene, "indication").bars
    assert [bar.skin == "pause" for bar in bars] == [False, True, False]
    assert [days(one)[1] == days(other)[0] for one, other in pairwise(bars)] == [True, True]


def test_a_suspension_without_a_known_end_is_open_to_the_right(drawn):
    store, track, scene = drawn(ending("stop", "suspend", FROM), lang="en")
    assert [state.rank for state in track.states] == ["1"] and track.pauses[0].period.end.day is None
    pause = next(bar for bar in lane(scene, "states").bars if bar.skin == "pause")
    assert (pause.span.end.open, pause.span.fade, pause.span.start.open) == (True, "out", False)
    assert pause.span.end.day == number(dt.date(2027, 3, 22)), "no further than the term"
    assert lane(scene, "acts").points[1].texts[0] == "· 23 Jan 2025 suspension, end not established"
    page = draw_timeline(store, MEASURE, VIEW, form="html", lang="en")
    assert "What is suspended" in page and "the whole measure" in page and 'id="d-t1-p1"' in page


def test_a_suspension_whose_start_is_not_told_is_open_to_the_left_at_its_act(drawn):
    _, track, scene = drawn(ending("stop", "suspend", FROM, UNTIL, told=False))
    assert track.pauses[0].period.start.day is None
    pause = next(bar for bar in lane(scene, "states").bars if bar.skin == "pause")
    assert (pause.span.start.open, pause.span.fade) == (True, "in")
    assert days(pause) == (number(dt.date(2025, 1, 23)), number(UNTIL))


def test_a_suspension_of_one_indication_leaves_the_states_alone(drawn, corpus):
    ill = next(iter(read_story(corpus, MEASURE, "fr").tracks[0].lanes)).iri
    _, track, scene = drawn(ending("stop", "suspend", FROM, UNTIL, [iri(f"<{ill}>")]))
    assert not track.pauses[0].is_whole
    assert "pause" not in {bar.skin for bar in lane(scene, "states").bars}
    assert [bar.key for each in scene.lanes if each.kind == "term" for bar in each.bars if bar.skin == "pause"]
    assert "pause" in {bar.skin for bar in lane(scene, "indication").bars}


@pytest.mark.parametrize("kind", ["abrogate", "annul", "suspend"])
def test_another_act_cuts_a_suspension_short(drawn, kind):
    cut = dt.date(2025, 4, 1)
    _, track, _ = drawn(ending("stop", "suspend", FROM, UNTIL), ending("then", kind, cut, dt.date(2025, 9, 1)))
    assert (track.pauses[0].period.end.day, track.pauses[0].until.day) == (cut, UNTIL)
    resumed = [state.period.start.day for state in track.states if state.resumes]
    assert resumed == ([dt.date(2025, 9, 1)] if kind == "suspend" else [])


def test_the_key_explains_the_hatching_only_where_it_is_used(drawn, corpus):
    _, _, scene = drawn(ending("stop", "suspend", FROM, UNTIL))
    assert "pause" in {entry.value for entry in scene.entries}
    plain = lay_out(read_story(corpus, MEASURE, "fr"), VIEW, "fr")
    assert "pause" not in {entry.value for entry in plain.entries}


def test_the_picture_has_the_hatching(drawn):
    store, _, _ = drawn(ending("stop", "suspend", FROM, UNTIL))
    root = ET.fromstring(draw_timeline(store, MEASURE, VIEW, form="svg", lang="fr"))
    (item,) = [one for one in root.iter() if one.get("id") == "i-t1-p1"]
    assert item.get("aria-label").startswith("suspendu, acte 2 : ")
    assert [one for one in item.iter() if one.get("class") == "body pause"]


def state(iri_, act, start):
    return State(iri_, act, iri_, "", Period(Bound(start, "stated" if start else "unknown"), Bound(None, "unknown")))


def test_a_resumed_state_stands_after_the_states_that_begin_before_it():
    one = [state("a", 1, FROM), state("c", 2, UNTIL), state("b", 3, dt.date(2025, 3, 1)), state("d", 3, None)]
    found = ranked(in_time(one))
    assert [(each.iri, each.rank) for each in found] == [("a", "1"), ("b", "3a"), ("c", "2"), ("d", "3b")]
