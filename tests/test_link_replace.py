"""A text in the place of another leaves what a first reading of the same texts leaves, whatever came when."""

from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest

from arrivals import TEXT
from arriving import text
from cpc_graph.build.corpus import ONTOLOGY_GRAPH
from cpc_graph.resources import data_dir
from cpc_graph.store.ledger import problems
from cpc_graph.store.reader import database
from test_link_add import run

__all__ = ["run"]
pytest_plugins = ["cli_workspace"]

MODIFIED, RENEWED = text("thalidomide-2022-05"), text("thalidomide-2022-08")
EFFECT = MODIFIED[MODIFIED.index("Article 2 : ") : MODIFIED.index("Fait à")]
TERM = "Article 2 : La présente décision prend effet le 26 août 2022."
OTHER_TERM = TERM.replace("26 août", "20 août")
ACTED = "et renouvelée en dernier lieu le 26 août 2019, "
DOSSIER = "measures/thalidomide-50-mg-gelule.trig"
TEXTS = {
    "A1": MODIFIED,
    "A2": MODIFIED.replace(EFFECT, "").replace(ACTED, ""),  # silent where the first one told
    "B1": RENEWED.replace(TERM, OTHER_TERM),
    "B2": RENEWED,
}


def added(run, *names: str) -> None:
    for name in names:
        path = run.root.parent / f"{name}.txt"
        path.write_text(TEXTS.get(name, name), "utf-8")
        done = run("add", str(path), "--replace", "--accept", "all", "--author", "Marie Curie", "--reviewed")
        assert done.status == 0, done.err


def left(root: Path) -> tuple[dict[str, bytes], set[ox.Quad]]:
    """The graphs of a workspace and all quads of its store; nodes of the ontology's own have no lasting name."""
    data = root / "data"
    files = {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*.trig")}
    store = ox.Store.read_only(str(database(root / "store")))
    return files, {quad for quad in store if quad.graph_name != ONTOLOGY_GRAPH}


def one_by_one(run, tmp_path: Path, names: tuple[str, ...]) -> tuple[dict[str, bytes], set[ox.Quad]]:
    run.root = tmp_path / "-".join(names)
    run.root.mkdir()
    added(run, *names)
    assert problems(run.root / "data") == []
    return left(run.root)


def test_what_a_replaced_text_changed_in_a_dossier_is_as_if_it_had_never_come(run, tmp_path):
    clean = one_by_one(run, tmp_path, ("A2", "B2"))
    files, _ = clean
    assert files["dossiers/thalidomide-50-mg-gelule.trig"] == (data_dir() / DOSSIER).read_bytes()
    assert files[DOSSIER] not in (files["dossiers/thalidomide-50-mg-gelule.trig"], b"")
    for names in (("A1", "B2", "A2"), ("B2", "A1", "A2"), ("B1", "A1", "B2", "A2"), ("A2", "A1", "B1", "A2", "B2")):
        assert one_by_one(run, tmp_path, names) == clean, names


def test_the_day_that_the_first_text_gave_goes_and_the_inferred_one_is_back(run, tmp_path):
    start = b'cpc:periodStart "2022-05-06"^^xsd:date'
    with_day, _ = one_by_one(run, tmp_path, ("A1", "B2"))
    without, _ = one_by_one(run, tmp_path, ("A1", "B2", "A2"))
    assert (start in with_day[DOSSIER], start in without[DOSSIER]) == (False, True)


def test_texts_in_one_step_and_in_any_order(run, tmp_path):
    found = {}
    for names in permutations(("A2", "B2")):
        run.root = tmp_path / "".join(names)
        run.root.mkdir()
        for name in names:
            (tmp_path / f"{name}.txt").write_text(TEXTS[name], "utf-8")
        paths = [str(tmp_path / f"{name}.txt") for name in names]
        done = run("add", *paths, "--accept", "all", "--author", "Marie Curie", "--reviewed")
        assert done.status == 0, done.err
        found[names] = left(run.root)
    assert found["A2", "B2"] == found["B2", "A2"]
    assert one_by_one(run, tmp_path, ("A2", "B2")) == found["A2", "B2"]


def test_what_a_person_wrote_into_a_dossier_since_is_kept(run, tmp_path):
    one_by_one(run, tmp_path, ("A1",))
    path = run.root / "data" / DOSSIER
    told = path.read_text("utf-8").replace("thalidomide 50 mg, gélule", "thalidomide 50 mg, gélules (relu)", 1)
    assert "(relu)" in told
    path.write_text(told, "utf-8")
    added(run, "B2", "A2")
    assert "(relu)" in path.read_text("utf-8")


@pytest.mark.parametrize("accept", ["none", "all"])
def test_what_only_the_replaced_text_described_is_described_again(run, tmp_path, accept):
    run.root.mkdir(exist_ok=True)
    case = TEXT.read_text("utf-8-sig")
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    paths[0].write_text(case, "utf-8")
    paths[1].write_text(f"{case}\n", "utf-8")
    words = ("--accept", accept, "--author", "Marie Curie")
    assert run("add", str(paths[0]), *words).status == 0
    assert run("add", str(paths[1]), *words, "--replace").status == 0
    replaced = left(run.root)
    run.root = tmp_path / "clean"
    run.root.mkdir()
    assert run("add", str(paths[1]), *words).status == 0
    assert left(run.root) == replaced


def test_a_source_of_the_corpus_is_not_replaced_by_another_text_and_that_is_said(run, tmp_path):
    path = tmp_path / "s3.txt"
    path.write_bytes(next((data_dir() / "sources").glob("S3*.txt")).read_bytes() + b"\n")
    for words in (("--replace",), ()):
        done = run("add", str(path), "--accept", "all", "--reviewed", *words)
        assert done.status == 1
        assert "est une source du corpus" in done.err
        assert "VIOLATION" not in done.err
        assert not (run.root / "data").exists()
    assert run("add", str(path), "--accept", "all", "--reviewed", "--second").status == 0
