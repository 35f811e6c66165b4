"""Tables for people: an empty cell that is not established says so; names, not codes of other registers."""

import json

import pytest

pytest_plugins = ["cli_workspace"]


def lines(done, start):
    return [line for line in done.out.splitlines() if line.strip().startswith(start)]


@pytest.mark.parametrize(("lang", "said"), [("fr", "non établi"), ("en", "not established")])
def test_a_period_that_is_not_established_is_not_a_blank(cli, lang, said):
    lineage = cli("--lang", lang, "ask", "measure-lineage", "--measure", "thalidomide", "--format", "table")
    first, second, third = (lines(lineage, day)[0] for day in ("2015-05-05", "2019-08-26", "2021-07-01"))
    assert (first.count(said), second.count(said), third.count(said)) == (2, 1, 0)
    states = cli("--lang", lang, "ask", "measure-states", "--measure", "thalidomide", "--format", "table")
    assert [line.count(said) for line in lines(states, "RTU  ")] == [3, 1]
    assert "eli/fr/ansm" not in states.out


def test_what_does_not_apply_stays_empty(cli):
    dates = cli("ask", "act-dates", "--decision", "S0", "--format", "table").out
    assert "non établi" not in dates
    assert "notification" not in dates
    s1 = cli("ask", "act-dates", "--decision", "S1", "--format", "table")
    for name in ("publication", "entrée en vigueur", "notification", "début du terme", "fin (exclue)", "dernier jour"):
        assert "non établi" in lines(s1, name)[0], name
    assert "page mise à jour" not in s1.out


def test_a_value_in_conflict_is_not_established(cli):
    act = "eli/fr/ansm/decision/2022/05/06/thalidomide-50-mg-gelule/modification"
    done = cli("ask", "act-dates", "--decision", act, "--format", "table")
    row = lines(done, "décision du 6 mai 2022")[0]
    assert ("2022-05-06" in row, row.count("non établi")) == (True, 2)
    assert "les sources se contredisent" in done.out


def test_machines_get_nothing_in_the_place_of_nothing(cli):
    (row,) = json.loads(cli("ask", "act-dates", "--decision", "S1", "--format", "json").out)["rows"]
    assert (row["publication"], row["termEnd"]) == (None, None)
    for form in ("csv", "tsv", "md"):
        said = cli("ask", "act-dates", "--decision", "S1", "--format", form).out
        assert "unknown" not in said
        assert "non établi" not in said


def test_headers_are_words_in_both_languages(cli):
    asked = ["ask", "allowed-on", "--as-of", "2022-09-01", "--measure", "thalidomide", "--format", "table"]
    assert "jusqu'au (exclu)" in cli(*asked).out
    english = cli("--lang", "en", *asked).out
    assert "until (excluded)" in english
    assert "law end" not in english


def test_a_proof_names_things_and_keeps_to_the_point(cli):
    asked = ["ask", "is-allowed", "--measure", "thalidomide", "--as-of", "2022-09-01", "--indication", "lupus-cutane"]
    done = cli(*asked, "--proof", "--format", "table").out
    assert "a pour indication : lupus érythémateux cutané" in done
    assert "MONDO:" not in done
    assert "aphtose" not in done  # another indication proves nothing about this one
    assert "(S0, " in done  # the short codes of ours stay
