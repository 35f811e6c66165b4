"""`cpc-graph generate`: the same seed gives the same bytes, to a file, a folder or standard output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from cpc_graph.generate.archive import Order
from cpc_graph.generate.batches import pieces
from cpc_graph.workspace import find_workspace

if TYPE_CHECKING:
    from cli_workspace import Cli

pytest_plugins = ["cli_workspace"]


def test_a_file_and_its_manifest(cli: Cli, tmp_path: Path) -> None:
    done = cli("generate", "30", "--seed", "5", "--broken", "0.4", "-o", str(tmp_path / "a.nq"))
    assert done.status == 0
    assert done.out == ""
    assert "30 décisions inventées" in done.err
    cli("generate", "30", "--seed", "5", "--broken", "0.4", "-o", str(tmp_path / "b.nq"))
    cli("generate", "30", "--seed", "6", "--broken", "0.4", "-o", str(tmp_path / "c.nq"))
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes() != (tmp_path / "c.nq").read_bytes()
    manifest = json.loads((tmp_path / "a.manifest.json").read_text("utf-8"))
    assert manifest["decisions"] == 30
    assert sum(kind["decisions"] for kind in manifest["kinds"].values()) == 30
    assert 4 <= len(manifest["broken"]) <= 20
    assert all(one["rule"] and one["mutation"] and one["file"].startswith("graph/") for one in manifest["broken"])
    store = pyoxigraph.Store()
    store.load(path=str(tmp_path / "a.nq"), format=pyoxigraph.RdfFormat.N_QUADS)
    assert manifest["quads"] >= len(store) > 30 * 100
    for one in manifest["broken"]:
        graph = pyoxigraph.NamedNode(f"https://w3id.org/cpc-graph/graph/{one['act']}/facts")
        assert store.contains_named_graph(graph)


def test_standard_output_is_the_file(cli: Cli, tmp_path: Path) -> None:
    cli("generate", "5", "--format", "trig", "-o", str(tmp_path / "a.trig"))
    order = Order(5)
    head, _, rest = (tmp_path / "a.trig").read_bytes().partition(b"\n")
    assert "inventés" in head.decode()
    assert rest == b"".join(piece.content for piece in pieces(order, "trig", 1))
    quads = set(pyoxigraph.parse(path=str(tmp_path / "a.trig"), format=pyoxigraph.RdfFormat.TRIG))
    cli("generate", "5", "-o", str(tmp_path / "a.nq"))
    assert cli("generate", "5").out.encode() == (tmp_path / "a.nq").read_bytes()
    assert quads == set(pyoxigraph.parse(path=str(tmp_path / "a.nq"), format=pyoxigraph.RdfFormat.N_QUADS))


def test_a_folder_is_a_workspace(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    assert cli("generate", "12", "--evidence", "-o", str(folder)).status == 0
    workspace = find_workspace(str(folder))
    assert workspace.data is not None
    acts = sorted((workspace.data / "graph").glob("*.trig"))
    assert len(acts) == 12
    texts = {path.stem for path in (workspace.data / "sources").glob("*.txt")}
    assert texts == {path.stem for path in acts}
    assert (folder / "manifest.json").is_file()
    assert not list(tmp_path.glob(".archive*")), "nothing is left beside"
    report = cli("validate", "--no-context", "--format", "json", str(acts[0]))
    assert report.status == 0, report.err
    rules = {finding["rule"] for finding in json.loads(report.out)["findings"]}
    assert not rules & {"Evidence-present", "Evidence-sourceHeld", "Evidence-quoteInSource"}


def test_two_processes_write_the_same_bytes() -> None:
    order = Order(130, seed=8, broken=0.2)
    assert list(pieces(order, "nq", 2)) == list(pieces(order, "nq", 1))


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("generate", "0"), 2),
        (("generate", "ten"), 2),
        (("generate", "5", "--broken", "2"), 2),
        (("generate", "5", "--format", "nq", "-o", "folder"), 2),
        (("generate", "5", "-o", "/dev/null/archive.nq"), 3),
    ],
)
def test_what_is_refused_is_one_line(
    words: tuple[str, ...], status: int, cli: Cli, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = cli(*words)
    assert done.status == status
    assert len(done.err.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_empty_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = cli("generate", "3", "-o", str(tmp_path))
    assert done.status == 2
    assert "n'est pas vide" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
