"""`agenda` and its calendar: what comes, how it is known, events that move when a measure is renewed."""

import datetime as dt
import json

import pytest
from pyoxigraph import Quad

from cpc_graph.agenda import agenda, data_day
from cpc_graph.agenda.calendar import calendar, uid
from cpc_graph.rdf.terms import date, iri

pytest_plugins = ["cli_workspace", "corpus_store"]
TACROLIMUS, THALIDOMIDE = ("id/measure/tacrolimus-0-1-pommade", "id/measure/thalidomide-50-mg-gelule")
S0 = "eli/fr/ansm/decision/2025/08/04/thalidomide-bms-50-mg-gelule/renouvellement"


def seen(corpus, day, until=None):
    return agenda(corpus, dt.date.fromisoformat(day), until and dt.date.fromisoformat(until))


def test_what_comes_after_february_2026(corpus):
    found = [(due.kind, due.day and due.day.isoformat(), due.status) for due in seen(corpus, "2026-02-06")]
    assert found == [
        ("expiry", "2027-03-21", "established"),
        ("finalAnalysis", "2027-09-22", "established"),
        ("expiry", "2028-08-15", "established"),
        ("report", None, "not-established"),
    ]


def test_each_day_has_its_derivation(corpus):
    expiry, analysis, *_ = seen(corpus, "2026-02-06")
    assert any("durée : 3 ans" in line for line in expiry.derivation)
    assert any("fin de la mesure plus délai" in line for line in analysis.derivation)
    assert any("renouvellement" in note for note in analysis.notes)


def test_an_inferred_end_is_said_inferred_and_renewed(corpus):
    first = seen(corpus, "2024-06-01")[0]
    assert (first.day.isoformat(), first.status, first.is_renewed) == ("2025-08-15", "inferred", True)


def test_the_last_day_is_seen_and_the_day_after_is_not(corpus):
    assert seen(corpus, "2027-03-21")[0].day.isoformat() == "2027-03-21"
    assert all(due.kind != "expiry" or due.measure.endswith(THALIDOMIDE) for due in seen(corpus, "2027-03-22"))


def test_a_term_whose_start_depends_on_a_reading_has_no_day(corpus):
    (s1,) = [
        due for due in seen(corpus, "2021-09-01") if due.about.endswith("celgene-50-mg-gelule/renouvellement/term")
    ]
    assert s1.day is None and any("2022-08-26" in note and "signature" in note for note in s1.notes)


def test_bounds_are_told_where_the_day_is_not(corpus):
    (avastin,) = [due for due in seen(corpus, "2016-06-01") if "bevacizumab" in due.about]
    assert avastin.day is None
    assert "pas avant le 2018-06-23" in avastin.notes and "au plus tard le 2018-08-31" in avastin.notes


def test_nothing_expires_under_a_regime_that_is_no_more(corpus):
    assert not [due for due in seen(corpus, "2021-07-01") if "verapamil" in due.measure]


def test_a_deadline_may_count_from_a_day_of_the_act(changed):
    duty = "eli/fr/ansm/decision/2024/03/21/protopic-0-1-pommade/etablissement/obligation/4"

    def anchored(anchor):
        def edit(store):
            for quad in list(store.quads_for_pattern(iri(duty), iri("cpc:deadlineAfter"), None, None)):
                store.remove(quad)
                store.add(Quad(quad.subject, quad.predicate, iri(anchor), quad.graph_name))

        found = [due for due in seen(changed(edit), "2024-04-01") if due.about.endswith(duty)]
        return found[0].day and found[0].day.isoformat()

    assert anchored("cpc:publicationOfAct") == "2024-09-21"
    assert anchored("cpc:notificationOfAct") is None
    assert anchored("cpc:somethingElse") is None


def test_until_leaves_out_what_comes_later(corpus):
    days = [due.day for due in seen(corpus, "2026-02-06", "2027-12-31") if due.day]
    assert [day.isoformat() for day in days] == ["2027-03-21", "2027-09-22"]


def test_of_one_measure_only(corpus):
    every = seen(corpus, "2024-06-01")
    day, wanted = dt.date(2024, 6, 1), iri(TACROLIMUS)
    alone = agenda(corpus, day, measure=wanted)
    assert alone == tuple(due for due in every if due.measure == wanted.value) and len(alone) == 3
    near = agenda(corpus, day, dt.date(2027, 3, 21), measure=wanted)
    assert [due.kind for due in near] == ["expiry", "report"]  # the analysis comes later; a report has no day


def test_a_store_of_facts_says_that_it_has_no_evidence(changed):
    def bare(store):
        for graph in list(store.named_graphs()):
            if graph.value.endswith("/evidence"):
                store.remove_graph(graph)

    expiry = seen(changed(bare), "2026-02-06")[0]
    assert (expiry.day.isoformat(), expiry.status, expiry.derivation) == ("2027-03-21", "no-evidence", ())


def test_more_measures_cost_no_more_queries(corpus, changed):
    """What each measure needs is asked of many at once."""

    def asked(store):
        count = [0]

        class Counting:
            def query(self, text):
                count[0] += 1
                return store.query(text)

        found = agenda(Counting(), dt.date(2024, 6, 1))
        return count[0], len(found)

    few, before = asked(corpus)
    many, after = asked(changed(_more_measures))
    assert after == before + 40 and many <= few + 2  # the day of the data may be asked for too


def _more_measures(store):
    for number in range(40):
        measure = f"id/measure/more-{number}"
        for subject, predicate, value in (
            (measure, "rdf:type", iri("cpc:Measure")),
            (f"{measure}/state/1", "rdf:type", iri("cpc:MeasureState")),
            (f"{measure}/state/1", "cpc:stateOf", iri(measure)),
            (f"{measure}/state/1", "cpc:periodStart", date(dt.date(2024, 1, 1))),
            (f"{measure}/state/1", "cpc:periodEnd", date(dt.date(2026, 1, 1))),
            (f"{measure}/impact/1", "cpc:impactOn", iri(measure)),
            (f"{measure}/impact/1", "cpc:opensState", iri(f"{measure}/state/1")),
            (f"{measure}/impact/1", "cpc:impactBy", iri(S0)),
        ):
            store.add(Quad(iri(subject), iri(predicate), value, iri("graph/more/facts")))


def test_the_day_of_the_data_is_the_last_one_of_an_act(corpus):
    assert data_day(corpus) == dt.date(2025, 8, 8)


def test_an_identifier_is_of_the_measure_not_of_its_term(corpus):
    ids = {uid(due): due.day for due in seen(corpus, "2024-06-01") if due.kind == "expiry" and due.day}
    assert set(ids) == {f"expiry-{name.rpartition('/')[2]}@cpc-graph.w3id.org" for name in (TACROLIMUS, THALIDOMIDE)}


def test_the_calendar_reads_back(corpus):
    icalendar = pytest.importorskip("icalendar")
    written = calendar(seen(corpus, "2024-06-01"), "fr")
    assert written == calendar(seen(corpus, "2024-06-01"), "fr")
    read = icalendar.Calendar.from_ical(written)
    events = {str(event["UID"]): event for event in read.walk("VEVENT")}
    assert len(events) == len(list(read.walk("VEVENT"))) == 3
    thalidomide = events["expiry-thalidomide-50-mg-gelule@cpc-graph.w3id.org"]
    assert thalidomide["DTSTART"].dt == dt.date(2028, 8, 15) and thalidomide["DTEND"].dt == dt.date(2028, 8, 16)
    assert int(thalidomide["SEQUENCE"]) == 5 and thalidomide["DTSTAMP"].dt.date() == dt.date(2025, 8, 4)
    assert not read.errors and not any(event.errors for event in events.values())
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))


def test_a_renewal_moves_the_event_and_raises_its_sequence(corpus, changed):
    """The corpus before S0 has the same event, earlier, with a lower sequence."""
    icalendar = pytest.importorskip("icalendar")

    def without_s0(store):
        for kind in ("facts", "evidence"):
            store.remove_graph(iri(f"graph/{S0}/{kind}"))
        for quad in list(store.quads_for_pattern(None, None, iri(f"{THALIDOMIDE}/state/2025-08-04"), None)):
            store.remove(Quad(*quad))

    events = []
    for store in (changed(without_s0), corpus):
        read = icalendar.Calendar.from_ical(calendar(seen(store, "2024-06-01"), "fr"))
        events += [event for event in read.walk("VEVENT") if "expiry-thalidomide" in event["UID"]]
    before, after = events
    assert before["UID"] == after["UID"] and before["DTSTART"].dt < after["DTSTART"].dt
    assert int(before["SEQUENCE"]) < int(after["SEQUENCE"]) and before["DTSTAMP"].dt < after["DTSTAMP"].dt


def test_the_command(cli, tmp_path):
    told = json.loads(cli("agenda", "--as-of", "2026-02-06", "--format", "json").out)
    assert told["as_of"] == "2026-02-06" and len(told["due"]) == 4
    table = cli("--lang", "en", "agenda", "--as-of", "06/02/2026")
    assert "2028-08-15" in table.out and "not established" in table.out
    assert cli("agenda", "--as-of", "2026-02-30").status == 2
    alone = json.loads(cli("agenda", "--measure", "tacrolimus", "--as-of", "2026-02-06", "--format", "json").out)
    assert {due["measure"].rpartition("/")[2] for due in alone["due"]} == {"tacrolimus-0-1-pommade"}
    unknown = cli("agenda", "--measure", "plaquenol")
    assert unknown.status == 2 and unknown.err.count("\n") == 1
    backwards = cli("agenda", "--as-of", "2026-02-06", "--until", "2026-02-05")
    assert backwards.status == 2 and "2026-02-05" in backwards.err
    pytest.importorskip("icalendar")
    done = cli("agenda", "--as-of", "2026-02-06", "--ics", str(tmp_path / "a.ics"))
    assert done.status == 0 and "pas au calendrier" in done.err
    assert cli("agenda", "--ics", str(tmp_path / "no" / "a.ics")).status == 3
