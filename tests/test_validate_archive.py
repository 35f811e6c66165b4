"""Many files: folders, batches of what belongs together, several processes, one report."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from cpc_graph.errors import InputError
from cpc_graph.generate.archive import Order, items_of
from cpc_graph.generate.chain import plan_measures
from cpc_graph.rdf.gate import read_quads
from cpc_graph.validate import Report, validate
from cpc_graph.validate.archive import batches, judge_all, merged, unfolded
from test_validate_mutations import MUTATIONS
from validating import path_of

ORDER = Order(14, seed=5)


@pytest.fixture(scope="module")
def acts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A few measures, a file for each act."""
    folder = tmp_path_factory.mktemp("acts")
    for measure in plan_measures(ORDER.seed, ORDER.count):
        for item in items_of(ORDER, measure):
            if item.made:
                serialize(item.quads, str(folder / Path(item.file).name), RdfFormat.TRIG)
    return unfolded([folder])


def _what(report: Report) -> list[tuple[object, ...]]:
    return [(each.rule, each.focus, each.path, each.value, each.file, each.line) for each in report.findings]


def test_a_folder_is_the_rdf_files_in_it(tmp_path: Path) -> None:
    for name in ("b.trig", "a.ttl", "deep/c.nq", ".git/d.ttl", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert [path.name for path in unfolded([tmp_path, tmp_path / "a.ttl"])] == ["a.ttl", "b.trig", "c.nq"]


def test_a_folder_without_rdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="aucun fichier RDF"):
        validate([tmp_path])


def test_acts_of_a_measure_are_in_one_batch(acts: list[Path]) -> None:
    """Whatever the size of a batch, and each file is in one."""
    for size in (1, 3, 5):
        made = list(batches(acts, size))
        assert sorted(path for batch in made for path in batch) == sorted(acts)
        assert len(made) > 1
    chains = [
        {Path(item.file).name for item in items_of(ORDER, measure) if item.made}
        for measure in plan_measures(ORDER.seed, ORDER.count)
    ]
    assert max(map(len, chains)) > 1
    for batch in batches(acts, 1):
        names = {path.name for path in batch}
        assert all(chain <= names or not chain & names for chain in chains)


def test_batches_say_what_one_run_says(acts: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one process and in two; only the file in which a shared thing is shown may be another."""
    bad = tmp_path / "bad.trig"
    bad.write_text(MUTATIONS["a term of four years (CPC)"].apply(), "utf-8")
    facts = [quad for quad in read_quads(bad) if not str(quad.graph_name).endswith("/evidence>")]
    serialize(facts, str(bad), RdfFormat.TRIG)
    files = [*acts, bad]
    whole = validate(files, context=False)
    monkeypatch.setattr("cpc_graph.validate.archive.BATCH", 4)
    one, two = (validate(files, context=False, jobs=jobs) for jobs in (1, 2))
    assert _what(one) == _what(two)
    assert {each[:4] for each in _what(one)} == {each[:4] for each in _what(whole)}
    assert len(one.findings) == len(whole.findings)
    assert {"Term-atMostThreeYearsCpc", "Term-endIsStartPlusDuration"} <= {each.rule for each in one.findings}
    assert sorted(one.files) == sorted(whole.files)


def test_what_is_true_of_one_batch_is_not_said_of_all(tmp_path: Path) -> None:
    """A batch in which nothing is judged is no fault, if something is judged in another."""
    nothing = tmp_path / "nothing.ttl"
    nothing.write_text("<urn:a> <urn:b> <urn:c> .")
    empty, full = validate([nothing], context=False), validate([path_of("S0")], context=False)
    said = {each.rule for each in empty.findings}
    assert "Vocabulary-somethingJudged" in said
    assert "Vocabulary-somethingJudged" not in {each.rule for each in merged([empty, full]).findings}
    assert "Vocabulary-somethingJudged" in {each.rule for each in merged([empty, empty]).findings}


def test_one_file_that_cannot_be_read_stops_all(acts: list[Path], tmp_path: Path) -> None:
    """Before anything is judged: a report on the rest would look whole."""
    broken = tmp_path / "broken.ttl"
    shutil.copy(acts[0], broken)
    judged: list[Sequence[Path]] = []

    def judge(files: Sequence[Path]) -> Report:
        judged.append(files)
        return Report(())

    with pytest.raises(InputError, match=r"broken\.ttl"):
        list(batches([*acts, broken], 4))
    told: list[int] = []
    assert judge_all(acts, judge, jobs=1, tell=told.append) == Report(())
    assert len(judged) == len(told) == 1
