"""`ingest` from the command line: formats, statuses, what is said, what is never done."""

import json
import subprocess
import sys

import pyoxigraph as ox
import pytest

from cpc_graph.names import BASE
from cpc_graph.resources import data_dir
from decisions import ACTS

pytest_plugins = ["cli_workspace"]

SOURCES = data_dir() / "sources"
S0 = next(SOURCES.glob("S0*.txt"))
S2 = next(SOURCES.glob("S2*.txt"))


def graphs(document: str) -> set[str]:
    return {str(quad.graph_name) for quad in ox.parse(document.encode(), ox.RdfFormat.TRIG)}


def test_trig_is_the_default_two_graphs_the_same_each_time(cli):
    done = cli("ingest", str(S0))
    assert done.status == 0
    assert graphs(done.out) == {f"<{BASE}graph/{ACTS['S0']}/{kind}>" for kind in ("facts", "evidence")}
    assert cli("ingest", str(S0)).out == done.out
    assert "% du texte couvert" in done.err


def test_the_graph_describes_its_document_so_that_its_quotes_can_be_checked(cli, tmp_path):
    (tmp_path / S0.name).write_bytes(S0.read_bytes())
    assert cli("ingest", str(S0), "-o", str(tmp_path / "s0.trig"), "--accept", "all").status == 0
    done = cli("validate", str(tmp_path / "s0.trig"))
    assert done.status == 0
    assert "aucune règle n'est enfreinte" in done.out


def test_ttl_is_their_union(cli):
    trig = ox.parse(cli("ingest", str(S0)).out.encode(), ox.RdfFormat.TRIG)
    ttl = ox.parse(cli("ingest", str(S0), "--format", "ttl").out.encode(), ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in trig} == {quad.triple for quad in ttl}


def test_json_is_one_object_a_line(cli):
    done = cli("ingest", str(S0), str(S2), "--format", "json")
    assert done.status == 0
    first, second = map(json.loads, done.out.splitlines())
    assert (first["document"]["kind"], second["document"]["kind"]) == ("decision", "minutes")
    assert first["decision"]["signed"]["value"] == "2025-08-04"
    text = S0.read_text("utf-8-sig")
    quote = first["decision"]["signed"]["quote"]
    assert text[quote["start"] : quote["end"]] == quote["exact"]


def test_text_is_what_positions_count_in_to_the_byte(cli, tmp_path):
    cli("ingest", str(S0), "--format", "text", "-o", str(tmp_path / "a.txt"))
    assert (tmp_path / "a.txt").read_bytes() == S0.read_bytes()


def test_several_graphs_are_one_document(cli):
    done = cli("ingest", *map(str, sorted(SOURCES.glob("S[013]*.txt"))))
    assert len(graphs(done.out)) == 6


def test_minutes_have_no_graph_of_an_act_and_are_fine(cli):
    done = cli("ingest", str(S2))
    assert (done.status, done.out) == (0, "")
    assert "ce n'est pas une décision" in done.err


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("Recette : faire fondre le beurre, ajouter la farine, puis le lait. Cuire dix minutes.", 1, "not-a-decision"),
        ("", 2, "vide"),
    ],
)
def test_statuses_of_what_is_no_decision(cli, tmp_path, text, status, said):
    (tmp_path / "a.txt").write_text(text)
    done = cli("ingest", str(tmp_path / "a.txt"), "--format", "json")
    assert done.status == status
    assert said in done.err
    assert "a.txt" in done.err


def test_the_gravest_status_of_several_files_and_the_others_are_still_given(cli, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    done = cli("ingest", str(tmp_path / "a.txt"), str(S0), str(tmp_path / "no.txt"), "--format", "json")
    assert done.status == 2
    assert len(done.out.splitlines()) == 1
    assert done.err.count("cpc-graph : ") == 2


def test_a_decision_that_must_be_reviewed_is_given_and_says_so(cli, tmp_path):
    text = S0.read_text("utf-8-sig").replace("Fait à Saint-Denis, le 04/08/2025", "Fait à Saint-Denis, le 05/08/2025")
    (tmp_path / "a.txt").write_text(text)
    done = cli("ingest", str(tmp_path / "a.txt"))
    assert done.status == 1
    assert "gardé pour relecture (date-conflict)" in done.err
    assert "2025-08-05" in done.out
    assert "kept for review" in cli("--lang", "en", "ingest", str(tmp_path / "a.txt")).err


def test_links_are_proposed_and_taken_only_when_asked(cli, tmp_path):
    text = S0.read_text("utf-8-sig").replace("04/08/2025", "06/08/2025")  # another act than the one that is held
    (tmp_path / "a.txt").write_text(text)
    without = cli("ingest", str(tmp_path / "a.txt"))
    assert "possible (--accept measure), mesure : thalidomide 50 mg" in without.err
    assert "<id/measure/thalidomide-bms-50-mg-gelule>" in without.out
    taken = cli("ingest", str(tmp_path / "a.txt"), "--accept", "measure,indication", "--author", "Marie Curie")
    assert "accepté par Marie Curie" in taken.err
    assert "accepté par Marie Curie" in taken.out
    assert "<id/measure/thalidomide-bms-50-mg-gelule>" not in taken.out


def test_acts_that_the_graph_has_are_recognised(cli):
    done = cli("ingest", str(S0))
    assert "reconnu, l'acte lui-même : Décision du 04/08/2025 : renouvellement d'un CPC" in done.err
    assert "reconnu, acte cité 2" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--accept", "everything"], "ce rapprochement n'existe pas"),
        (["--accept", "ask"], "terminal"),
        (["--format", "html", "-o", "-", "x.txt"], "un seul fichier"),
        (["--format", "rdf"], "rdf"),
        (["--max-pages", "0"], "0"),
    ],
)
def test_bad_usage(cli, words, said):
    done = cli("ingest", str(S0), *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_nothing_is_written_where_the_file_cannot_be_read(cli, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    assert cli("ingest", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out.trig")).status == 2
    assert not (tmp_path / "out.trig").exists()


def test_without_a_store_links_are_not_looked_for_and_that_is_said(cli, tmp_path):
    done = cli("--store", str(tmp_path), "ingest", str(S0))
    assert done.status == 0
    assert "rapprochements non cherchés" in done.err
    assert cli("--store", "http://localhost:9", "ingest", str(S0)).status == 2


def test_no_rdflib_no_shacl_no_rich_on_this_path():
    script = (
        "import sys; from cpc_graph.cli.main import main; main(['ingest', sys.argv[1], '-o', sys.argv[2]]);"
        "heavy = {'rdflib', 'pyshacl', 'rich', 'jinja2', 'owlready2', 'SPARQLWrapper', 'pypdfium2', 'selectolax'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(S0), "/dev/null"], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "[]\n"


def test_a_name_with_marks_is_shown_and_written_plainly(cli, tmp_path):
    path = tmp_path / "a\u202eb:c\n.txt"
    path.write_bytes(S0.read_bytes())
    done = cli("ingest", str(path))
    assert done.status == 0
    assert "\u202e" not in done.err
    assert "⟨U+202E⟩" in done.err
    assert "b_c_.txt" in done.out


def test_a_broken_line_of_shell_characters_is_a_name_like_another(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "-x; touch pwn $(id).txt"
    (tmp_path / name).write_bytes(S0.read_bytes())
    assert cli("ingest", "--format", "json", "--", name).status == 0
    assert not (tmp_path / "pwn").exists()


@pytest.fixture
def answers(monkeypatch):
    """Answer the questions that a person would be asked on a terminal; each question is kept."""
    from cpc_graph.cli import arrival

    monkeypatch.setattr(arrival, "can_answer", lambda: True)

    def give(*said: str) -> list[str]:
        asked, left = [], list(said)
        monkeypatch.setattr(arrival.click, "prompt", lambda text, **words: asked.append(text) or left.pop(0))
        return asked

    return give


def test_a_person_is_asked_for_each_place_and_takes_or_leaves(cli, tmp_path, answers):
    (tmp_path / "a.txt").write_text(S0.read_text("utf-8-sig").replace("04/08/2025", "06/08/2025"))
    asked = answers("1", "", "1", "", "", "")
    done = cli("ingest", str(tmp_path / "a.txt"), "--accept", "ask", "--author", "Marie Curie")
    assert len(asked) == 6  # the measure and five indications
    assert done.err.count("accepté par Marie Curie") == 2
    assert "n° 1, mesure : thalidomide 50 mg" in done.err
    assert "<id/indication/erytheme-noueux-lepreux>" not in done.out
    assert "<id/indication/lupus-cutane>" in done.out


def test_what_was_taken_by_kind_is_not_asked_again(cli, tmp_path, answers):
    (tmp_path / "a.txt").write_text(S0.read_text("utf-8-sig").replace("04/08/2025", "06/08/2025"))
    asked = answers("1")
    cli("ingest", str(tmp_path / "a.txt"), "--accept", "ask,indication")
    assert len(asked) == 1
