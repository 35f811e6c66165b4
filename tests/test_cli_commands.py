"""`build`, `query`, `export`, `validate`, `shapes`, `demo` from the command line."""

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from cpc_graph import resources

pytest_plugins = ["cli_workspace"]

HOSTILE = Path(__file__).parents[2] / "shared" / "hostile"
ACT = next((resources.data_dir() / "graph").glob("2025-08-04*.trig"), Path("-"))


@pytest.fixture
def copy(tmp_path) -> Path:
    """A workspace with a copy of the corpus, readings included."""
    shutil.copytree(resources.data_dir(), tmp_path / "data")
    return tmp_path


def test_build_says_what_it_did_and_then_that_nothing_is_to_do(cli, tmp_path):
    first = cli("--workspace", str(tmp_path), "build")
    assert first.status == 0
    assert "store construit" in first.out
    assert "store à jour" in cli("build", "--workspace", str(tmp_path)).out
    assert "store built" in cli("--lang", "en", "build", "--workspace", str(tmp_path), "--force").out


def test_a_command_that_needs_a_store_builds_it_and_says_so(cli, tmp_path):
    done = cli("--workspace", str(tmp_path), "query", "-e", "ASK { ?d a cpc:Decision }")
    assert (done.status, done.out) == (0, "true\n")
    assert "construction du store" in done.err
    assert cli("--workspace", str(tmp_path), "query", "-e", "ASK { ?d a cpc:Decision }").err == ""


def test_build_check_and_data_follow_the_readings(cli, copy):
    here = ["--workspace", str(copy)]
    cli(*here, "build")
    assert cli(*here, "build", "--check").status == 0
    changed = copy / "data" / "graph" / ACT.name
    changed.write_bytes(changed.read_bytes() + b"# touched by hand\n")
    done = cli(*here, "build", "--check")
    assert done.status == 1
    assert f"graph/{ACT.name}" in done.out
    assert "le store n'est pas à jour" in done.out
    assert "1 fichier(s) récrit(s)" in cli(*here, "build", "--data").out
    assert changed.read_bytes() == ACT.read_bytes()
    assert cli(*here, "build", "--check").status == 0


def test_build_data_needs_readings_and_build_needs_no_store_option(cli, tmp_path):
    assert cli("--workspace", str(tmp_path), "build", "--data").status == 3
    assert cli("--store", str(tmp_path), "build").status == 2


def test_a_broken_workspace_file_is_named_and_the_store_stays(cli, copy):
    here = ["--workspace", str(copy)]
    cli(*here, "build")
    (copy / "data" / "graph" / "zz.trig").write_text("<http://a> broken")
    done = cli(*here, "build")
    assert done.status == 2
    assert "zz.trig, ligne 1" in done.err


def test_query_formats(cli):
    query = "SELECT ?d ?day { ?d a cpc:Decision ; cpc:availability cpc:held ; eli:date_document ?day } ORDER BY ?day"
    assert len(json.loads(cli("query", "-e", query, "--format", "json").out)["results"]["bindings"]) == 3
    assert cli("query", "-e", query, "--format", "csv").out.splitlines()[0] == "d,day"
    assert cli("query", "-e", query).out == cli("query", "-e", query, "--format", "tsv").out
    table = cli("query", "-e", query, "--format", "table").out
    assert "3 lignes" in table
    assert "2025-08-04" in table
    assert cli("query", "-e", query, "--format", "xml").out.startswith("<?xml")


def test_query_construct_and_ask(cli):
    construct = "CONSTRUCT { ?d a cpc:Decision } WHERE { ?d a cpc:Decision }"
    assert "a cpc:Decision" in cli("query", "-e", construct).out
    for form in ("nt", "jsonld", "rdfxml"):
        assert cli("query", "-e", construct, "--format", form).status == 0
    refused = cli("query", "-e", construct, "--format", "csv")
    assert refused.status == 2
    assert "possibles : ttl" in refused.err
    assert cli("query", "-e", "ASK { ?s a cpc:Nothing }").status == 1
    assert cli("query", "-e", "ASK {}", "--format", "table").out == "oui\n"


def test_query_reads_a_file_and_drops_a_mark(cli, tmp_path):
    path = tmp_path / "requête.rq"
    path.write_bytes(b"\xef\xbb\xbfASK {}")
    assert cli("query", str(path)).out == "true\n"


@pytest.mark.parametrize(
    ("content", "mention"),
    [
        (b"SELECT * {\n ?s ?p }", "requête.rq, ligne 2, colonne 9"),
        (b"SELECT * { SERVICE <http://127.0.0.1:9/> {} }", "SERVICE n'est pas permis"),
        ("SELECT * { ?s ?p 'é' }".encode("latin-1"), "cp1252"),
        ("ASK {}".encode("utf-16"), "UTF-16"),
        (b"#" * (5 * 2**20), "limite"),
        (b"ASK {}" + b"#" * (2 * 2**20), "trop longue"),
    ],
)
def test_a_query_that_cannot_be_read_has_status_2(cli, tmp_path, content, mention):
    path = tmp_path / "requête.rq"
    path.write_bytes(content)
    done = cli("query", str(path))
    assert done.status == 2
    assert mention in done.err
    assert done.err.count("\n") == 1


def test_a_query_past_its_time_has_status_3(cli):
    endless = "SELECT (COUNT(*) AS ?c) { ?a ?b ?c1 . ?d ?e ?f . ?g ?h ?i }"
    done = cli("query", "--timeout", "0.5", "-e", endless)
    assert done.status == 3
    assert "délai de 0.5 s dépassé" in done.err


def test_export_to_a_file_by_its_extension(cli, tmp_path):
    for name in ("g.ttl", "g.trig", "g.nt", "g.nq", "g.jsonld", "g.rdf", "g.csv"):
        done = cli("export", "-o", str(tmp_path / name))
        assert (done.status, done.out) == (0, "")
        assert (tmp_path / name).stat().st_size > 10_000
    assert cli("export", "-o", str(tmp_path / "g.doc")).status == 2
    assert cli("export", "-o", str(tmp_path / "no" / "g.ttl")).status in (0, 3)


def test_export_to_the_output_and_with_evidence(cli):
    facts, all_ = cli("export", "--format", "nq").out, cli("export", "--format", "nq", "--evidence").out
    assert set(facts.splitlines()) < set(all_.splitlines())
    assert len(list(ox.parse(facts, ox.RdfFormat.N_QUADS))) == len(facts.splitlines())
    assert "/evidence>" not in facts


def test_export_of_a_named_store_and_not_of_an_address(cli, empty_workspace):
    store = f"{empty_workspace}/store"
    cli("build")
    assert cli("--store", store, "export", "--format", "nt").status == 0
    assert cli("--store", "https://example.org/sparql", "export").status == 2


def test_validate_the_decisions_and_report_in_three_formats(cli):
    text = cli("validate", str(ACT))
    assert text.status == 0
    assert ACT.name in text.out
    assert json.loads(cli("validate", str(ACT), "--format", "json").out)
    report = cli("validate", str(ACT), "--format", "ttl").out
    assert "sh:conforms" in report


def test_validate_says_no_with_status_1(cli, tmp_path):
    path = tmp_path / "act.trig"
    path.write_text(ACT.read_text("utf-8").replace('"2025-08-08"^^xsd:date', '"2025-08-01"^^xsd:date'))
    done = cli("validate", str(path))
    assert done.status == 1
    assert "VIOLATION" in done.out


def test_validate_names_what_it_cannot_read(cli, tmp_path):
    (tmp_path / "x.ttl").write_text("<http://a> <http://b> .")
    for words, mention in (
        [["validate", str(tmp_path / "x.ttl")], "ligne 1"],
        [["validate", "none.ttl"], "n'existe pas"],
    ):
        done = cli(*words)
        assert done.status == 2
        assert mention in done.err
        assert done.err.count("\n") == 1


def test_odd_file_names_work(cli, tmp_path, monkeypatch):
    for name in ("-rf.trig", "; touch pwn $(id).trig", "de\u0301cision.trig", "é" * 120 + ".trig"):
        shutil.copy(ACT, tmp_path / name)
        assert cli("validate", "--no-context", "--", str(tmp_path / name)).status in (0, 1)
    assert not (tmp_path / "pwn").exists()
    monkeypatch.chdir(tmp_path)
    assert cli("validate", "--no-context", "--", "-rf.trig").status in (0, 1)


def test_shapes_of_a_day_are_fewer_than_all(cli):
    everything, day = cli("shapes").out, cli("shapes", "--as-of", "2015-01-01").out
    assert len(list(ox.parse(day, ox.RdfFormat.TURTLE))) < len(list(ox.parse(everything, ox.RdfFormat.TURTLE)))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_demo_answers_with_quotes(cli, lang):
    done = cli("--lang", lang, "demo")
    said = " ".join(done.out.split())
    assert done.status == 0
    for day in ("2015-05-05", "2019-08-26", "2021-07-01", "2022-05-06", "2022-08-16", "2025-08-16", "2028-08-16"):
        assert day in said
    assert "renouvelé pour une durée de trois ans à compter du 16 août 2025" in said
    assert ("conforme" if lang == "fr" else "conforms") in said
    assert "https://" not in done.out
