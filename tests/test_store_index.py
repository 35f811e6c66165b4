"""The store: built beside and swapped in, up to date or not, one writer, never made by a reader."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from cpc_graph import resources
from cpc_graph.errors import InputError, SurroundingsError, UsageError
from cpc_graph.store import index, inputs
from cpc_graph.store.index import Store, build_store, ensure_store
from cpc_graph.store.lock import writer_lock
from cpc_graph.store.reader import database
from cpc_graph.workspace import Workspace

FACTS = "@prefix cpc: <https://w3id.org/cpc-graph/ontology#> .\n<https://w3id.org/cpc-graph/graph/x/facts> {{ {} }}\n"
ONE = "<http://example.org/a> cpc:duration 'P12M' ."
COUNT = "SELECT (COUNT(*) AS ?n) { <http://example.org/a> ?p ?o }"


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workspace:
    """A workspace with one file, above an empty shipped corpus."""
    shipped, data = tmp_path / "shipped", tmp_path / "ws" / "data"
    for folder in (shipped, data):
        (folder / "graph").mkdir(parents=True)
    monkeypatch.setattr(inputs, "data_dir", lambda: shipped)
    (data / "graph" / "x.trig").write_text(FACTS.format(ONE))
    return Workspace(tmp_path / "ws", data, tmp_path / "ws" / "store")


def number(store: Path) -> int:
    with Store(store) as reader:
        return int(reader.select(COUNT).values[0][0].value)


def test_a_store_is_built_once_and_again_when_a_file_changes(place):
    first = build_store(place)
    assert first.built
    assert not build_store(place).built
    assert not ensure_store(place).built
    assert build_store(place, force=True).built
    (place.data / "graph" / "x.trig").write_text(FACTS.format(ONE + "<http://example.org/a> cpc:number '1' ."))
    assert ensure_store(place).built
    assert number(place.store) == 2


def test_a_file_that_is_only_touched_changes_nothing(place):
    build_store(place)
    (place.data / "graph" / "x.trig").touch()
    assert not ensure_store(place).built


def test_a_new_file_and_a_lost_one_are_seen(place):
    build_store(place)
    shutil.copy(place.data / "graph" / "x.trig", place.data / "graph" / "y.trig")
    assert ensure_store(place).built
    (place.data / "graph" / "y.trig").unlink()
    assert ensure_store(place).built


def test_a_workspace_file_stands_in_for_a_shipped_one(place):
    shipped = inputs.data_dir() / "graph"
    (shipped / "x.trig").write_text(FACTS.format("<http://example.org/a> cpc:number '7' ."))
    (shipped / "z.trig").write_text(FACTS.format("<http://example.org/z> cpc:number '8' ."))
    build_store(place)
    with Store(place.store) as reader:
        assert not reader.ask("ASK { ?s cpc:number '7' }")
        assert reader.ask("ASK { ?s cpc:number '8' }")
        assert reader.ask("ASK { <http://example.org/a> cpc:duration ?d }")


def test_one_generation_before_is_kept_and_what_a_killed_build_left_goes(place):
    build_store(place)
    (place.store / "000007-deadbeef" / "db").mkdir(parents=True)
    names = [build_store(place, force=True).generation for _ in range(3)]
    kept = {folder.name for folder in place.store.iterdir() if folder.is_dir()}
    assert kept == set(names[-2:])
    assert (place.store / "CURRENT").read_text().strip() == names[-1]


def test_a_reader_keeps_what_it_opened(place):
    build_store(place)
    with Store(place.store) as reader:
        for _ in range(3):
            build_store(place, force=True)
        assert int(reader.select(COUNT).values[0][0].value) == 1


def test_a_file_that_does_not_parse_leaves_the_store_as_it_was(place):
    build_store(place)
    before = sorted(path.name for path in place.store.iterdir())
    (place.data / "graph" / "x.trig").write_text("not TriG")
    with pytest.raises(InputError, match=r"x\.trig, ligne 1"):
        build_store(place)
    assert sorted(path.name for path in place.store.iterdir()) == before
    assert number(place.store) == 1


def spoil_all(file: Path) -> None:
    file.unlink()


def spoil_end(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join(lines[:-1]), "utf-8")


def spoil_name(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("data/graph/x.trig", "data/graph/y.trig"), "utf-8")


def spoil_bytes(file: Path) -> None:
    file.write_bytes(b"\x00\xff" * 40)


def spoil_kind(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("spoil", [spoil_all, spoil_end, spoil_name, spoil_bytes, spoil_kind])
def test_a_lost_or_damaged_list_of_files_is_the_reason_that_is_given(place, spoil):
    name = build_store(place).generation
    spoil(place.store / name / "files.tsv")
    (place.data / "graph" / "x.trig").write_text(FACTS.format(ONE + "<http://example.org/a> cpc:number '1' ."))
    report = build_store(place)
    assert report.changed is None  # a whole build
    assert report.why_fr == f"{name}/files.tsv est absent, illisible ou endommagé"
    assert report.why_en == f"{name}/files.tsv is missing, unreadable or damaged"
    assert number(place.store) == 2
    assert build_store(place).why_fr == ""


@pytest.mark.parametrize("what", ["manifest.json", "said"])
def test_what_else_is_lost_of_the_store_is_named(place, what):
    name = build_store(place).generation
    path = place.store / name / what
    shutil.rmtree(path) if path.is_dir() else path.write_text("{}")
    report = build_store(place)
    assert report.built
    assert report.why_fr.startswith(f"{name}/{what} est absent")
    assert report.why_en.startswith(f"{name}/{what} is missing")


def test_a_lost_pointer_is_rebuilt_and_named_to_who_reads(place):
    build_store(place)
    (place.store / "CURRENT").unlink()
    with pytest.raises(SurroundingsError, match="ce n'est pas un store"):
        Store(place.store)
    assert ensure_store(place).built
    assert number(place.store) == 1


def test_a_damaged_database_says_how_to_rebuild(place):
    build_store(place)
    for path in (database(place.store)).glob("MANIFEST-*"):
        path.unlink()
    with pytest.raises(SurroundingsError, match="build --force"):
        Store(place.store)
    build_store(place, force=True)
    assert number(place.store) == 1


def test_a_mistyped_path_is_an_error_and_makes_nothing(tmp_path):
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(SurroundingsError, match="store"):
            Store(path)
    assert not list(tmp_path.iterdir())


def test_a_bare_oxigraph_folder_is_a_store(tmp_path):
    made = ox.Store(str(tmp_path / "db"))
    made.flush()
    del made
    with Store(tmp_path / "db") as reader:
        assert len(reader) == 0


def test_two_writers_never_write_at_once(place):
    with writer_lock(place.store), pytest.raises(SurroundingsError, match="un autre processus écrit"):
        build_store(place)
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with writer_lock(place.store):
            held.set()
            let_go.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    threading.Timer(0.2, let_go.set).start()
    assert ensure_store(place).built  # waits for the other one
    holder.join()


def test_a_killed_writer_holds_nothing(place):
    code = (
        "import os, sys; from pathlib import Path; from cpc_graph.store.lock import writer_lock\n"
        "with writer_lock(Path(sys.argv[1])): os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(place.store)], check=False)
    assert build_store(place).built


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path, place):
    (tmp_path / "file").write_text("")
    with pytest.raises(SurroundingsError, match="n'est pas modifiable"):
        build_store(Workspace(tmp_path, None, tmp_path / "file" / "store"))


def test_a_full_disk_is_one_line_and_leaves_nothing(place, monkeypatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index.generation, "make", full)
    with pytest.raises(SurroundingsError, match="No space left"):
        build_store(place)
    assert [path.name for path in place.store.iterdir()] == ["LOCK"]


def test_the_reader_gives_plain_rows_and_names_the_wrong_form():
    quads = list(ox.parse(b"<http://a> <http://b> 1, 'x'@fr, true .", ox.RdfFormat.TURTLE))
    with Store(quads=quads) as reader:
        rows = reader.select("SELECT ?o ?none { ?s ?p ?o } ORDER BY ?o")
        assert rows.columns == ("o", "none")
        assert len(rows) == 3
        assert {row["none"] for row in rows} == {None}
        assert reader.ask("ASK { ?s ?p 1 }")
        assert len(reader.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == 3
        for method in (reader.ask, reader.construct):
            with pytest.raises(UsageError, match="est attendue"):
                method("SELECT * { ?s ?p ?o }")
        with pytest.raises(UsageError, match="une requête SELECT est attendue"):
            reader.select("ASK {}")
        with pytest.raises(UsageError, match="ligne 1, colonne 15"):
            reader.ask("ASK { ?s ?p ! }")
    with pytest.raises(SurroundingsError, match="fermé"):
        reader.ask("ASK {}")


def test_what_two_files_say_counts_once(place):
    for name, number in (("x", "1"), ("y", "2")):
        text = f"<http://example.org/a> a cpc:Agency ; cpc:number '{number}' ."
        (place.data / "graph" / f"{name}.trig").write_text(FACTS.format(text).replace("graph/x", f"graph/{name}"))
    build_store(place)
    with Store(place.store) as reader:
        (row,) = reader.select("SELECT (COUNT(?a) AS ?n) { ?a a cpc:Agency }")
        assert row["n"].value == "1"
        shared = "ASK { GRAPH <https://w3id.org/cpc-graph/graph/shared/facts> { ?a a cpc:Agency } }"
        assert reader.ask(shared)
        assert reader.ask("ASK { GRAPH <https://w3id.org/cpc-graph/graph/y/facts> { ?a cpc:number '2' } }")


def test_the_shipped_corpus_makes_a_store(tmp_path):
    report = build_store(Workspace(tmp_path, None, tmp_path / "store"))
    assert report.quads > 10_000
    with Store(report.path) as reader:
        assert reader.ask("ASK { ?d a cpc:Decision ; cpc:availability cpc:held }")
        assert reader.ask("ASK { GRAPH <https://w3id.org/cpc-graph/graph/derived> { ?s cpc:nextState ?t } }")
        triples = [quad.triple for quad in reader.raw]
        assert len(triples) == len(set(triples))
    assert inputs.inputs_of(Workspace(tmp_path, resources.data_dir(), tmp_path)).files == (
        inputs.inputs_of(Workspace(tmp_path, None, tmp_path)).files
    )


def test_a_program_that_changes_while_it_builds_makes_the_next_build_whole(place, monkeypatch):
    build_store(place)
    make, reading = index.generation.make, inputs.Inputs.reading

    def meanwhile(folder, given):
        monkeypatch.setattr(inputs.Inputs, "reading", lambda self: f"newer {reading(self)}")
        return make(folder, given)

    with monkeypatch.context() as patched:
        patched.setattr(index.generation, "make", meanwhile)
        assert build_store(place, force=True).built
    (place.data / "graph" / "x.trig").touch()
    report = build_store(place)
    assert (report.built, report.changed) == (True, None)
    assert report.why_en == "the program or its rules changed"
