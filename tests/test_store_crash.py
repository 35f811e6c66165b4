"""A build that is killed, refused or overtaken leaves the store as it was, and the next one brings it up to date."""

import signal
import subprocess
import sys

import pytest

from cpc_graph.errors import InputError
from cpc_graph.store import index, inputs, scan
from cpc_graph.store.index import build_store, take_in
from cpc_graph.store.inputs import inputs_of
from cpc_graph.store.reader import Store
from cpc_graph.workspace import Workspace

FACTS = (
    "@prefix cpc: <https://w3id.org/cpc-graph/ontology#> .\n<https://w3id.org/cpc-graph/graph/{0}/facts> {{ {1} }}\n"
)
# Builds, and kills itself at the n-th of the steps that reach the disk.
DIES = """
import os, pathlib, signal, sys
from cpc_graph.store import generation, index, inputs, scan, table
from cpc_graph.workspace import Workspace
left = int(sys.argv[2])
def dying(step):
    def run(*words, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*words, **named)
    return run
for where, name in ((os, "fsync"), (pathlib.Path, "replace"), (pathlib.Path, "mkdir"), (index.shutil, "rmtree"),
                    (generation, "rederive"), (generation, "_keep"), (generation, "_change"), (table, "write")):
    setattr(where, name, dying(getattr(where, name)))
root = pathlib.Path(sys.argv[1])
inputs.data_dir = scan.ontology_dir = lambda: root / "none"
index.build_store(Workspace(root, root / "data", root / "store"))
print(left)
"""


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workspace:
    for module, name in ((inputs, "data_dir"), (scan, "ontology_dir")):
        monkeypatch.setattr(module, name, lambda: tmp_path / "ws" / "none")
    found = Workspace(tmp_path / "ws", tmp_path / "ws" / "data", tmp_path / "ws" / "store")
    say(found, "x", "<http://e.org/a> cpc:number '1' .")
    build_store(found)
    return found


def say(place: Workspace, name: str, text: str) -> None:
    path = place.data / "graph" / f"{name}.trig"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FACTS.format(name, text))


def says(place: Workspace) -> set[str]:
    with Store(place.store) as store:
        return {row["n"].value for row in store.select("SELECT ?n { ?a cpc:number ?n }")}


def run(place: Workspace, at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", DIES, str(place.root), str(at)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_killed_at_every_step_of_a_build(place):
    at, expected = 0, {"1"}
    while True:
        at += 1
        name = f"y{at}"
        say(place, name, f"<http://e.org/{name}> cpc:number '{name}' .")
        done = run(place, at)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert says(place) in (expected, expected | {name}), at
        report = build_store(place)
        expected |= {name}
        assert says(place) == expected, at
        assert report.changed == 1 or not report.built
    assert at > 8
    folders = [folder for folder in place.store.iterdir() if folder.is_dir()]
    assert len(folders) == 2


def test_a_file_that_does_not_parse_leaves_the_store_and_no_folder(place):
    (place.data / "graph" / "y.trig").write_text("no")
    before = sorted(path.name for path in place.store.iterdir())
    with pytest.raises(InputError):
        build_store(place)
    assert sorted(path.name for path in place.store.iterdir()) == before
    assert says(place) == {"1"}


def test_two_that_add_at_once_both_stand(place):
    """Each knows what the store was made of before the other one wrote."""
    one, other = inputs_of(place), inputs_of(place)
    say(place, "y", "<http://e.org/y> cpc:number '2' .")
    assert take_in(place, one, ["graph/y.trig"]).changed == 1
    say(place, "z", "<http://e.org/z> cpc:number '3' .")
    assert take_in(place, other, ["graph/z.trig"]).changed == 1
    assert says(place) == {"1", "2", "3"}
    assert not build_store(place).built


def test_what_changed_unseen_is_seen_by_the_next(place):
    before = inputs_of(place)
    say(place, "x", "<http://e.org/a> cpc:number '9' .")
    say(place, "y", "<http://e.org/y> cpc:number '2' .")
    take_in(place, before, ["graph/y.trig"])
    assert build_store(place).built
    assert says(place) == {"9", "2"}


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("y", "<http://e.org/C> <http://www.w3.org/2000/01/rdf-schema#subClassOf> cpc:Act .", "vocabulary"),
        ("y", "<http://e.org/f> a cpc:LegalFiction .", "fiction"),
        ("y", "[] cpc:number '2' .", "no name"),
    ],
)
def test_what_reaches_everything_is_built_whole_and_said(place, name, text, why):
    say(place, name, text)
    report = build_store(place)
    assert report.changed is None
    assert why in report.why_en


def test_a_graph_of_two_files_is_built_whole(place):
    (place.data / "graph" / "y.trig").write_text(FACTS.format("x", "<http://e.org/y> cpc:number '2' ."))
    assert "not one file's own" in build_store(place).why_en
    assert says(place) == {"1", "2"}


def test_a_file_of_the_law_is_built_whole(place):
    (place.data / "law").mkdir()
    (place.data / "law" / "l.trig").write_text(FACTS.format("law", "<http://e.org/l> cpc:number '2' ."))
    report = build_store(place)
    assert report.why_fr == "data/law/l.trig touche tous les actes"


def test_many_files_are_built_whole(place, monkeypatch):
    monkeypatch.setattr(index, "_FEW", 2)
    for number in range(30):
        say(place, f"y{number}", f"<http://e.org/y{number}> cpc:number '{number}' .")
    assert build_store(place).why_en == "30 files changed"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<http://e.org/a> rdfs:label 'A'@fr .", "<http://e.org/a> rdfs:label 'B'@fr ."),
        ("<http://e.org/a> cpc:availability cpc:held .", "<http://e.org/a> cpc:availability cpc:citedOnly ."),
    ],
)
def test_what_another_file_stood_for_comes_back_when_it_goes(place, first, second):
    prefix = "<http://www.w3.org/2000/01/rdf-schema#label>"
    for name, text in (("y", first), ("z", second)):
        say(place, name, text.replace("rdfs:label", prefix))
        assert build_store(place).changed == 1
    ask = "ASK { " + second + " }"
    with Store(place.store) as store:
        assert not store.ask(ask)
    (place.data / "graph" / "y.trig").unlink()
    assert build_store(place).changed == 1
    with Store(place.store) as store:
        assert store.ask(ask)
