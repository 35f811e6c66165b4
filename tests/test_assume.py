"""`ask --assume`: answers under an assumption; dates and the fiction are judged again, nothing is stored."""

import pytest

from cpc_graph.ask import ask, find
from cpc_graph.errors import UsageError

pytest_plugins = ["cli_workspace", "corpus_store"]
# start of S1's term, is the measure converted: the expiry must be later than 1 July 2021
CONVERTED = [
    ("2018-05-05", "no"),
    ("2018-07-01", "no"),
    ("2018-07-02", "depends"),  # the end on 2 July 2021: not established
    ("2018-07-03", "yes"),
    ("2019-08-26", "yes"),
]


def answer(corpus, question, assume, **given):
    return ask(corpus, find(question).question, given, assume=[assume])


@pytest.mark.parametrize(("start", "verdict"), CONVERTED)
def test_the_fiction_hangs_on_the_start_of_the_term(corpus, start, verdict):
    found = answer(corpus, "is-converted", f"S1 start={start}", measure="thalidomide")
    assert found.verdict == verdict
    assert "non enregistrée" in found.because[0] and start in found.because[0]


def test_without_the_conversion_the_measure_lapses(corpus):
    found = answer(corpus, "is-allowed", "S1 start=2018-05-05", measure="thalidomide", asOf="2021-09-01")
    assert found.verdict == "no"
    held = answer(corpus, "is-allowed", "S1 début=26 août 2019", measure="thalidomide", asOf="2020-01-01")
    assert held.verdict == "yes"


def test_the_store_is_untouched(corpus):
    before = set(corpus.raw)
    answer(corpus, "is-converted", "S1 start=2018-05-05", measure="thalidomide")
    assert set(corpus.raw) == before
    assert ask(corpus, find("is-converted").question, {"measure": "thalidomide"}).verdict == "depends"


def test_dates_that_rest_on_it_are_computed_again(corpus):
    (row,) = answer(corpus, "act-dates", "S0 publication=2025-08-20", decision="S0").rows
    assert row["entryIntoForce"] == "2025-08-21"
    (term,) = answer(corpus, "term", "S0 durée=P1Y", decision="S0").rows
    assert term["end"] == "2026-08-16"
    (term,) = answer(corpus, "term", "S3 publication=2024-04-01", decision="S3").rows
    assert (term["start"], term["end"]) == ("2024-04-02", "2027-04-02")


def test_what_was_only_inferred_from_it_is_let_go_and_said_so(corpus):
    found = answer(corpus, "measure-states", "S0 start=2025-09-01", measure="thalidomide")
    assert any("ne sont plus établies" in line for line in found.because)
    assert [row["start"] for row in found.rows if row["state"].endswith("2022-08-16")] == [None]


def test_no_state_ends_before_it_starts(corpus):
    found = answer(corpus, "measure-states", "S1 start=2018-05-05", measure="thalidomide")
    assert all(row["start"] is None or row["end"] is None or row["start"] < row["end"] for row in found.rows)


# The day of notification feeds reading B alone: the day, the end of its three years, what the fiction is under it.
NOTIFIED = [
    ("2019-09-15", "2022-09-15", "vrai"),
    ("2018-05-05", "2021-05-05", "faux"),
    ("2018-07-02", "2021-07-02", ""),
]


@pytest.mark.parametrize(("day", "end", "fiction"), NOTIFIED)
def test_a_day_of_notification_feeds_the_reading_that_counts_from_it(corpus, day, end, fiction):
    before = set(corpus.raw)
    told = answer(corpus, "term", f"S1 notification={day}", decision="S1")
    lines = [line for line in told.because if "selon la lecture à compter de la notification" in line]
    assert [line.partition(" ;")[0].rpartition(" : ")[2].split()[0] for line in lines] == [day, end]
    assert told.rows[0]["start"] is None and told.rows[0]["end"] is None  # a reading is no fact
    assert any("2022-08-26 selon la lecture à compter de la signature" in line for line in told.because)
    found = answer(corpus, "is-converted", f"S1 notification={day}", measure="thalidomide")
    (holds,), (fails,) = (
        [line for line in found.because if f"effet de : {word} selon" in line] for word in ("vrai", "faux")
    )
    said = {"vrai": "notification" in holds, "faux": "notification" in fails}
    assert said == {"vrai": fiction == "vrai", "faux": fiction == "faux"}
    assert found.verdict == "depends" and not any("ne décide rien" in line for line in found.because)
    assert set(corpus.raw) == before


def test_a_day_that_the_graph_rules_out_is_answered_and_said(corpus):
    def bound(day):
        found = answer(corpus, "term", f"S1 notification={day}", decision="S1")
        return [line for line in found.because if "pas avant le 2019-08-26" in line]

    assert bound("2018-05-05") and not bound("2019-08-26")


def test_a_notification_that_nothing_counts_from_decides_nothing(corpus):
    found = answer(corpus, "term", "S0 notification=2025-09-01", decision="S0")
    assert any("ne décide rien" in line for line in found.because)


def test_another_signature_or_duration_feeds_its_readings(corpus):
    signed = answer(corpus, "term", "S1 signature=2019-08-01", decision="S1").because
    assert any(
        line.startswith("fin du terme : 2022-08-01 selon la lecture à compter de la signature") for line in signed
    )
    shorter = answer(corpus, "is-converted", "S1 duration=P1Y", measure="thalidomide")
    assert any("du 2019-08-26 au 2020-08-26" in line for line in shorter.because)
    assert not any("effet de : vrai" in line for line in shorter.because)  # nor under B: not before 26 August 2020


STUB = "eli/fr/ansm/decision/2015/05/05/thalidomide-50-mg-gelule/etablissement"  # grants no term that is known
UNREADABLE = ["", "S1", "S1 start", "S1 start=31/02/2018", "S1 foo=1", "S9 start=2018-01-01", "S1 duration=three"]


@pytest.mark.parametrize("assume", [*UNREADABLE, "S1 start=2018-05-05\x00", f"{STUB} end=2018-05-05"])
def test_an_assumption_that_cannot_be_read_is_refused(corpus, assume):
    with pytest.raises(UsageError):
        answer(corpus, "is-converted", assume, measure="thalidomide")


def test_the_command(cli):
    done = cli("ask", "is-converted", "--measure", "thalidomide", "--assume", "S1 start=2018-05-05", "--format", "json")
    assert done.status == 1 and '"verdict": "no"' in done.out
    assert cli("ask", "is-converted", "--measure", "thalidomide", "--assume", "S1 x=1").status == 2
