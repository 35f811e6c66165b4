"""`ask`: questions as commands, formats, statuses, proof."""

import csv
import io
import json
from pathlib import Path

import pytest

from cpc_graph.ask import load_questions

HOSTILE = Path(__file__).parents[2] / "shared" / "hostile" / "queries" / "parameters.json"
pytest_plugins = ["cli_workspace"]


def test_without_a_name_every_question_is_listed_by_family(cli):
    listed = json.loads(cli("ask", "--format", "json").out)
    assert {entry["question"] for entry in listed} == set(load_questions())
    table = cli("ask", "--format", "table").out
    assert table.index("lineage") < table.index("measure-lineage") < table.index("time")
    english = cli("--lang", "en", "ask", "--format", "tsv").out
    assert english.splitlines()[0] == "family\tquestion\ttext\tparameters\tcovers"


def test_json_has_exactly_the_promised_keys(cli):
    done = cli("ask", "act-dates", "--decision", "S0", "--format", "json")
    answer = json.loads(done.out)
    assert done.status == 0
    assert list(answer) == ["question", "parameters", "as_of", "verdict", "because", "rows", "proof"]
    assert answer["verdict"] == "rows"
    assert answer["rows"][0]["signature"] == "2025-08-04"
    for step in answer["proof"]:
        assert list(step) == ["statement", "status", "quote", "rule", "law"]


def test_rows_come_as_csv_tsv_and_markdown(cli):
    words = ["ask", "act-dates", "--decision", "S0", "--format"]
    (row,) = csv.DictReader(io.StringIO(cli(*words, "csv").out))
    assert row["signature"] == "2025-08-04"
    tsv = cli(*words, "tsv").out.splitlines()
    assert dict(zip(tsv[0].split("\t"), tsv[1].split("\t"), strict=True)) == row
    assert cli(*words, "md").out.splitlines()[1].startswith("| ---")
    assert cli(*words[:-1]).out == cli(*words, "tsv").out  # what a pipe gets


def test_a_table_has_words_and_the_proof_has_quotes(cli):
    done = cli("ask", "act-dates", "--decision", "S0", "--format", "table", "--proof")
    assert "Quelles sont toutes les dates de l'acte ?" in done.out
    assert "entrée en vigueur" in done.out
    assert "3 ans" in done.out
    assert "« Fait à Saint-Denis, le 04/08/2025 » (S0, " in done.out
    assert "https://" not in done.out
    english = cli("--lang", "en", "ask", "act-dates", "--decision", "S0", "--format", "table", "--proof").out
    assert "3 years" in english
    assert "“Fait à Saint-Denis, le 04/08/2025” (S0, " in english


def test_a_row_of_the_requirements_runs_with_what_it_gives(cli):
    assert json.loads(cli("ask", "CQ04", "--format", "json").out)["rows"][0]["signature"] == "2025-08-04"
    other = json.loads(cli("ask", "CQ04", "--decision", "S3", "--format", "json").out)
    assert other["rows"][0]["signature"] == "2024-03-21"


def test_the_family_may_stand_before_the_name(cli):
    assert cli("ask", "time/act-dates", "--decision", "S0").status == 0


def test_options_may_stand_before_the_name(cli):
    done = cli(
        "ask", "--format", "json", "--as-of", "2022-09-01", "allowed-on", "--measure", "thalidomide-50-mg-gelule"
    )
    assert json.loads(done.out)["as_of"] == "2022-09-01"


def test_as_of_reads_a_french_date_and_refuses_one_that_does_not_exist(cli):
    done = cli("ask", "allowed-on", "--as-of", "1er septembre 2022", "--format", "json")
    assert json.loads(done.out)["as_of"] == "2022-09-01"
    refused = cli("ask", "allowed-on", "--as-of", "2022-02-31")
    assert refused.status == 2
    assert "2022-02-31" in refused.err


@pytest.mark.parametrize(
    ("words", "mention"),
    [
        (["act-date"], "proches : act-dates"),
        (["xyzzyx"], "question inconnue : xyzzyx"),
        (["act-dates"], "il manque le paramètre decision"),
        (["act-dates", "--decision", "S99"], "« S99 » est inconnu"),
        (["act-dates", "--decison", "S0"], "paramètres : --decision"),
        (["act-dates", "--measure", "x"], "paramètres : --decision"),
        (["act-dates", "--decision", ""], "la valeur est vide"),
        (["act-dates", "--decision", "S0", "--as-of", "2022-01-01"], "ne dépend pas d'une date"),
        (["act-dates", "S0"], "Argument en trop"),
        (["act-dates", "--decision", "S0", "--format", "xml"], "n'est pas parmi"),
    ],
)
def test_a_wrong_question_or_parameter_is_one_line_with_status_2(cli, words, mention):
    done = cli("ask", *words)
    assert done.status == 2
    assert mention in done.err
    assert done.err.count("\n") == 1


def test_the_help_of_a_question_shows_its_parameters_and_example(cli):
    done = cli("ask", "allowed-on", "--help")
    assert "--as-of DATE" in done.out
    assert "--measure" in done.out
    assert "cpc-graph ask allowed-on --measure" in done.out
    assert "--as-of" not in cli("ask", "act-dates", "--help").out
    assert "the act (required)" in cli("--lang", "en", "ask", "act-dates", "--help").out


@pytest.mark.parametrize(
    ("row", "verdict", "status"), [("CQ35", "no", 1), ("CQ41", "no", 1), ("CQ70", "rows", 0), ("CQ28", None, None)]
)
def test_the_status_follows_the_verdict(cli, row, verdict, status):
    done = cli("ask", row, "--format", "json")
    found = json.loads(done.out)["verdict"]
    assert verdict in (None, found)
    assert done.status == (1 if found in ("no", "none") else 0)
    assert status in (None, done.status)


def test_nothing_found_is_status_1_and_not_told_is_status_0(cli):
    none = cli("ask", "allowed-on", "--measure", "tacrolimus-0-1-pommade", "--as-of", "2030-01-01")
    assert none.status == 1
    assert none.out == ""
    assert "aucune réponse" in none.err
    told = cli("ask", "allowed-on", "--measure", "thalidomide-50-mg-gelule", "--as-of", "2020-01-01")
    assert told.status == 0
    assert "le corpus ne le dit pas" in told.err


def test_messages_stay_off_the_output_in_a_pipe(cli):
    done = cli("ask", "CQ34")
    assert "selon la lecture" in done.err
    assert "selon la lecture" not in done.out


@pytest.mark.skipif(not HOSTILE.is_file(), reason="../shared/hostile is not there")
def test_a_hostile_value_is_data(cli):
    cli("build")
    for value in json.loads(HOSTILE.read_text("utf-8")):
        for words in (
            ["act-dates", "--decision", value],
            ["allowed-on", "--as-of", value],
            ["term", "--format", value],
        ):
            done = cli("ask", *words)
            assert done.status == 2, (words, done)
            assert done.err.count("\n") == 1
            assert done.out == ""
    assert not Path("/tmp/cpc_pwn").exists()


@pytest.mark.parametrize("name", sorted(load_questions()))
def test_every_question_draws_its_example(cli, name):
    question = load_questions()[name]
    if not question.examples:
        pytest.skip("no example")
    flags = [
        word
        for key, value in question.examples[0].given.items()
        if key != "asOf"
        for word in (f"--{key.lower()}", value)
    ]
    day = question.examples[0].given.get("asOf")
    done = cli("ask", name, *flags, *(["--as-of", day] if day else []), "--format", "table", "--proof")
    assert done.status in (0, 1), done.err
    assert question.text["fr"].split(" ")[0] in done.out
