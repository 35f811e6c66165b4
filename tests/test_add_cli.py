"""`add` from the command line: read, judged, committed in one step, or nothing has changed."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from arrivals import HTML, MINUTES, PDF, S0, TEXT, TO_REVIEW, plain, snapshot, workspace
from cpc_graph.rdf.gate import read_quads
from cpc_graph.store.ledger import problems, read_ledger
from cpc_graph.store.reader import Store

pytest_plugins = ["cli_workspace"]


@pytest.fixture
def add(cli, tmp_path):
    """Add to a workspace of one's own; `add.root` is its folder."""

    def run(*words: str):
        return cli("--workspace", str(run.root), "add", *words)

    run.root = tmp_path / "ws"
    run.root.mkdir()
    return run


def quads(root: Path) -> int:
    with Store(root / "store") as store:
        return len(store)


def ask(root: Path, query: str) -> bool:
    with Store(root / "store") as store:
        return store.ask(query)


@pytest.mark.parametrize("path", [TEXT, HTML, PDF], ids=lambda path: path.suffix)
def test_a_document_its_text_its_original_its_line_and_the_store(add, path):
    done = add(str(path), "--author", "Marie Curie")
    assert done.status == 0, done.err
    data = add.root / "data"
    (graph,) = (data / "graph").glob("*.trig")
    sources = {file.suffix for file in (data / "sources").iterdir()}
    assert sources == {".txt", path.suffix}
    assert {file.stem for file in (data / "sources").iterdir()} == {graph.stem}
    (entry,) = read_ledger(data)
    assert (entry.sequence, entry.by, entry.file) == (1, "Marie Curie", f"graph/{graph.name}")
    assert problems(data) == []
    assert str(graph.relative_to(add.root)) in done.out
    act = entry.id
    assert ask(add.root, f"ASK {{ <{act}> cpc:availability cpc:held ; eli:date_document ?day }}")
    assert ask(add.root, f"ASK {{ ?doc cpc:documentOf <{act}> ; cpc:sha256 ?hash ; cpc:file ?file }}")
    assert not (data / ".accept").exists()


def test_the_committed_file_is_canonical_and_valid_where_it_stands(add, cli):
    assert add(str(PDF)).status == 0
    (graph,) = (add.root / "data" / "graph").glob("*.trig")
    done = cli("--workspace", str(add.root), "validate", str(graph))
    assert done.status == 0
    assert "Evidence-sourceHeld" not in done.out  # its text is beside it: every quote was looked up


def test_the_same_file_twice_changes_nothing(add):
    assert add(str(TEXT)).status == 0
    before = snapshot(add.root / "data")
    again = add(str(TEXT))
    assert again.status == 0
    assert "déjà ajouté" in again.err
    assert snapshot(add.root / "data") == before


def test_what_the_shipped_corpus_holds_is_recognised(add):
    done = add(str(S0))
    assert done.status == 0
    assert "déjà ajouté" in done.err
    assert not (add.root / "data").exists()


def test_another_document_of_an_act_that_is_held_needs_a_word(add, tmp_path):
    assert add(str(TEXT)).status == 0
    before = snapshot(add.root / "data")
    (tmp_path / "b.txt").write_bytes(TEXT.read_bytes() + b"\n")
    done = add(str(tmp_path / "b.txt"))
    assert done.status == 1
    assert "--replace" in done.err
    assert snapshot(add.root / "data") == before
    assert add(str(tmp_path / "b.txt"), "--replace").status == 0
    first, second = read_ledger(add.root / "data")
    assert (second.replaces, second.file) == (first.sha256, first.file)
    assert problems(add.root / "data") == []


def test_a_second_act_of_a_day_and_object_is_named_so_and_the_same_document_twice_is_one(add, tmp_path):
    text = TEXT.read_text("utf-8").replace("12 mois", "2 ans")
    for name, more in (("a", ""), ("b", "\n"), ("c", "\n\n")):
        (tmp_path / f"{name}.txt").write_text(text + more, "utf-8")
    assert add(str(tmp_path / "a.txt")).status == 0
    done = add(str(tmp_path / "b.txt"), "--second")
    assert done.status == 0, done.err
    assert "même jour et du même objet" in done.err
    first, second = sorted(path.stem for path in (add.root / "data" / "graph").glob("*.trig"))
    assert second == f"{first}-2"
    both = [set(re.findall(r"<(id/measure/[^>]*/(?:state|impact)/[^>]*)>", text.read_text())) for text in graphs(add)]
    assert all(both)
    assert not both[0] & both[1]
    before = snapshot(add.root / "data")
    again = add(str(tmp_path / "b.txt"))
    assert (again.status, "déjà ajouté" in again.err) == (0, True)
    assert snapshot(add.root / "data") == before
    assert add(str(tmp_path / "c.txt"), "--second").status == 0
    assert {path.stem for path in graphs(add)} == {first, f"{first}-2", f"{first}-3"}
    assert problems(add.root / "data") == []


def graphs(add):
    return sorted((add.root / "data" / "graph").glob("*.trig"))


def test_an_act_is_not_at_once_the_same_and_another_one(add):
    assert add(str(TEXT), "--second", "--replace").status == 2


def test_links_are_kept_with_who_took_them(add, tmp_path):
    text = S0.read_text("utf-8-sig").replace("04/08/2025", "06/08/2025").replace("08/08/2025", "08/08/2025")
    (tmp_path / "a.txt").write_text(text)
    done = add(str(tmp_path / "a.txt"), "--accept", "all", "--author", "Marie Curie", "--dry-run")
    assert "accepté par Marie Curie" in done.err


@pytest.mark.parametrize(("path", "said"), [(TO_REVIEW, "--reviewed"), (MINUTES, "ce n'est pas une décision")])
def test_what_must_be_reviewed_or_is_no_decision_is_not_added(add, path, said):
    done = add(str(path))
    assert done.status == 1
    assert said in done.err
    assert "rien n'a été ajouté" in done.err
    assert not (add.root / "data").exists()


def test_a_person_who_has_reviewed_may_add(add):
    assert add(str(TO_REVIEW), "--reviewed").status == 0


def test_a_dry_run_judges_sums_up_and_writes_nothing(add):
    done = add(str(TEXT), "--dry-run")
    assert done.status == 0
    assert "signature" in done.out
    assert not (add.root / "data").exists()


@pytest.mark.parametrize("suffix", ["ttl", "nt", "trig", "nq", "rdf", "jsonld"])
def test_rdf_of_every_format_gives_the_same_canonical_file(add, tmp_path, suffix):
    import pyoxigraph as ox

    forms = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "trig": ox.RdfFormat.TRIG} | {
        "nq": ox.RdfFormat.N_QUADS,
        "rdf": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    parsed = list(ox.parse(plain().encode(), ox.RdfFormat.TURTLE))
    triples = [quad.triple for quad in parsed]
    path = tmp_path / f"d.{suffix}"
    path.write_bytes(ox.serialize(triples, format=forms[suffix]))
    assert add(str(path)).status == 0
    (graph,) = (add.root / "data" / "graph").glob("*.trig")
    assert {quad.triple for quad in read_quads(graph)} == set(triples)
    assert {str(quad.graph_name) for quad in read_quads(graph)} == {
        "<https://w3id.org/cpc-graph/graph/id/case/D1/facts>"
    }


def test_the_second_of_a_pair_with_another_day_of_signature_is_refused(add, tmp_path):
    (tmp_path / "a.ttl").write_text(plain())
    (tmp_path / "b.ttl").write_text(plain("2022-03-16"))
    assert add(str(tmp_path / "a.ttl")).status == 0
    before, count = snapshot(add.root / "data"), quads(add.root)
    done = add(str(tmp_path / "b.ttl"))
    assert done.status == 1
    for words in ("D1", "2022-03-15", "2022-03-16", "b.ttl"):
        assert words in done.err
    assert (snapshot(add.root / "data"), quads(add.root)) == (before, count)


def test_one_violation_among_several_files_and_nothing_is_added(add, tmp_path):
    (tmp_path / "bad.ttl").write_text(plain("2022-02-31"))
    done = add(str(TEXT), str(tmp_path / "bad.ttl"))
    assert done.status == 1
    assert "2022-02-31" in done.err
    assert not (add.root / "data").exists()


def test_one_unreadable_file_among_several_and_nothing_is_added(add, tmp_path):
    (tmp_path / "bad.ttl").write_text("<http://a> <http://b>")
    assert add(str(TEXT), str(tmp_path / "bad.ttl")).status == 2
    assert not (add.root / "data").exists()


def test_several_files_are_one_step(add, tmp_path):
    (tmp_path / "a.ttl").write_text(plain())
    assert add(str(TEXT), str(tmp_path / "a.ttl"), str(PDF)).status == 0
    assert [entry.sequence for entry in read_ledger(add.root / "data")] == [1, 2, 3]


def test_two_files_that_describe_one_act(add, tmp_path):
    (tmp_path / "a.ttl").write_text(plain())
    (tmp_path / "b.ttl").write_text(plain(EXEMPLAZINE="EXEMPLAZOL"))
    done = add(str(tmp_path / "a.ttl"), str(tmp_path / "b.ttl"))
    assert done.status == 1
    assert not (add.root / "data").exists()


def test_two_documents_of_one_act_are_told_as_such_and_not_as_broken_quotes(add, tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.read_bytes())
    (tmp_path / "b.txt").write_bytes(TEXT.read_bytes() + b"\n\n")
    done = add(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert done.status == 1
    assert "deux des fichiers" in done.err
    assert "violation" not in done.out.casefold() + done.err.casefold()
    assert not (add.root / "data").exists()


def test_the_shipped_law_is_not_for_a_file_to_replace(add, tmp_path):
    law = next((Path(__file__).parents[1] / "data" / "law").glob("law.trig"))
    done = add(str(law))
    assert done.status in (1, 2)
    assert not (add.root / "data").exists()


def test_text_from_a_file_is_only_text(add, tmp_path):
    text = plain(**{"établissant un CPC": '\\"><script>alert(1)</script> \\u001b[31m'})
    (tmp_path / "a.ttl").write_text(text)
    done = add(str(tmp_path / "a.ttl"))
    assert "\x1b" not in done.out + done.err


def test_an_iri_never_becomes_a_path(add, tmp_path):
    (tmp_path / "a.ttl").write_text(plain(**{"id/case/D1": "http://e.org/../../../etc/D1"}))
    add(str(tmp_path / "a.ttl"))
    for path in add.root.rglob("*.trig"):
        assert path.parent == add.root / "data" / "graph"


def test_standard_input_is_rdf(add, monkeypatch):
    import io

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    done = add("-")
    assert done.status == 2
    assert "empty" in done.err
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(plain().encode())))
    assert add("-").status == 0


def test_bad_usage(add, cli, tmp_path):
    assert cli("--store", str(tmp_path), "add", str(TEXT)).status == 2
    assert add(str(TEXT), "--accept", "x").status == 2
    assert not (add.root / "data").exists()


@pytest.mark.parametrize(
    ("name", "said"), [(".", "dossier"), ("/dev/zero", "régulier"), ("no.ttl", "n'existe pas"), ("no.txt", "régulier")]
)
def test_what_is_no_file(add, monkeypatch, tmp_path, name, said):
    monkeypatch.chdir(tmp_path)
    done = add(name)
    assert done.status == 2
    assert said in done.err
    assert not (add.root / "data").exists()


def test_a_disk_that_refuses(add, monkeypatch):
    from cpc_graph.store import accept

    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(accept, "write_atomically", full)
    done = add(str(TEXT))
    assert done.status == 3
    assert "rien n'a été ajouté" in done.err
    assert not (add.root / "data").exists()


def test_ctrl_c_is_130_and_leaves_nothing(tmp_path):
    root = tmp_path / "ws"
    root.mkdir()
    child = subprocess.Popen(
        [sys.executable, "-m", "cpc_graph", "--workspace", str(root), "add", str(PDF)],
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (root / "store" / "CURRENT").exists():  # it runs, and has built its store
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130, err
    assert "Traceback" not in err
    assert not (root / "data").exists()


def test_a_stub_keeps_its_name_when_its_text_arrives(add, tmp_path):
    """The decision of 16 August 2022 is cited by S0; a text of that day and object takes its place."""
    text = S0.read_text("utf-8-sig")
    for old, new in (
        ("Vu la décision portant renouvellement du CPC précité en date du 16 août 2022 ;", ""),
        (", et renouvelé en dernier lieu le 16 août 2022", ""),
        ("04/08/2025", "16/08/2022"),
        ("08/08/2025", "17/08/2022"),
        ("16 août 2025", "18 août 2022"),
    ):
        text = text.replace(old, new)
    (tmp_path / "a.txt").write_text(text)
    done = add(str(tmp_path / "a.txt"), "--accept", "measure,indication")
    assert done.status in (0, 1), done.err
    assert "reconnu, l'acte lui-même" in done.err
    if done.status == 0:
        (entry,) = [one for one in read_ledger(add.root / "data") if one.file.startswith("graph/")]
        assert entry.id.endswith("2022/08/16/thalidomide-50-mg-gelule/renouvellement")
        assert ask(add.root, f"ASK {{ <{entry.id}> cpc:availability cpc:held }}")
        assert not ask(add.root, f"ASK {{ <{entry.id}> cpc:availability cpc:citedOnly }}")


def test_a_ledger_that_was_changed_stops_the_next_add(add, tmp_path):
    assert add(str(TEXT)).status == 0
    (add.root / "data" / "ledger.jsonl").write_text("not a line\n")
    done = add(str(PDF))
    assert done.status == 3
    assert "ledger.jsonl" in done.err


def test_the_workspace_can_be_copied_and_built_again(add, cli, tmp_path):
    assert add(str(TEXT)).status == 0
    shutil.copytree(add.root / "data", tmp_path / "copy" / "data")
    assert cli("--workspace", str(tmp_path / "copy"), "build").status == 0
    assert quads(tmp_path / "copy") == quads(add.root)
    assert json.loads((add.root / "data" / "ledger.jsonl").read_text())["version"].startswith("cpc-graph ")
    assert workspace(add.root).data is not None
