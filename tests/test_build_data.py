"""The committed data are what the readings make; documents, law table and corpus are read as described."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph

from cpc_graph.build import corpus
from cpc_graph.build.data import canonical_files, read_drafts, stale_files, write_data
from cpc_graph.build.documents import read_documents
from cpc_graph.build.files import act_file
from cpc_graph.build.lawtable import LawTable
from cpc_graph.build.statements import Draft, Evidence, Said, Span
from cpc_graph.errors import InputError
from cpc_graph.rdf.terms import date, iri
from cpc_graph.resources import data_dir

STATED = Evidence("stated", quotes=(Span("id/d/fr/txt", 0, 1, "x"),))
PROVISION = "eli/fr/code/csp/article/L5121-12-1"


def test_committed_data_are_what_the_readings_make() -> None:
    assert stale_files(data_dir()) == [], "run `cpc-graph build --data` and review the difference"


def test_the_data_do_not_depend_on_the_run() -> None:
    assert canonical_files(data_dir()) == canonical_files(data_dir())


def test_every_reading_is_named_by_its_act() -> None:
    graph = "eli/fr/ansm/decision/2025/08/04/thalidomide-bms-50-mg-gelule/renouvellement"
    assert act_file(graph) == "graph/2025-08-04-thalidomide-bms-50-mg-gelule-renouvellement.trig"


def workspace(folder: Path, **readings: str) -> Path:
    data = folder / "data"
    (data / "readings").mkdir(parents=True)
    (data / "sources").symlink_to(data_dir() / "sources")
    for name, content in readings.items():
        (data / "readings" / f"{name}.yaml").write_text(content, encoding="utf-8")
    return data


def dossier(graph: str, file: str, node: str = "id/x") -> str:
    said = '{cpc:p: {v: 1, in: S0, quote: "trois ans"}}'
    return f"graph: {graph}\nfile: {file}\nnodes: [{{id: {node}, said: {said}}}]\n"


def test_only_what_changed_is_written_and_other_files_are_left(tmp_path: Path) -> None:
    data = workspace(tmp_path, a=dossier("law", "law/law.trig"))
    assert write_data(data) == [data / "law" / "law.trig"]
    assert write_data(data) == []
    (data / "law" / "law.trig").write_bytes(b"")
    (data / "law" / "other.trig").write_bytes(b"")
    assert stale_files(data) == ["law/law.trig"]
    assert write_data(data) == [data / "law" / "law.trig"]
    assert (data / "law" / "other.trig").exists()


def test_several_dossiers_may_fill_one_graph_but_not_two_files(tmp_path: Path) -> None:
    one, two = dossier("law", "law/law.trig"), dossier("law", "law/law.trig", "id/y")
    drafts = read_drafts(workspace(tmp_path / "1", a=one, b=two))
    assert len(drafts.by_graph["law"].statements) == 2
    with pytest.raises(InputError, match="va déjà dans"):
        read_drafts(workspace(tmp_path / "2", a=one, b=dossier("law", "law/else.trig")))


def test_a_source_that_changed_is_refused(tmp_path: Path) -> None:
    data = workspace(tmp_path)
    (data / "sources").unlink()
    (data / "sources").mkdir()
    for path in (data_dir() / "sources").iterdir():
        (data / "sources" / path.name).write_bytes(path.read_bytes())
    document = read_documents(data).named("S0")
    document.path.write_bytes(document.path.read_bytes() + b" ")
    with pytest.raises(InputError, match="SHA-256"):
        document.text()


def test_documents_are_named_by_notation_or_iri() -> None:
    documents = read_documents(data_dir())
    assert [document.notation for document in documents] == ["S0", "S1", "S2", "S3", "S4"]
    for document in documents:
        assert documents.named(document.iri) is documents.named(document.notation) is document
        assert document.iri == document.of + "/fr/txt"
        assert document.text()


def law(*versions: tuple[str, str, str | None, Evidence | None]) -> LawTable:
    draft = Draft("law")
    for name, start, end, unknown in versions:
        subject = iri(f"{PROVISION}/{name}")
        draft.say(subject, "cpc:versionOf", iri(PROVISION), STATED)
        draft.say(subject, "cpc:periodStart", date(dt.date.fromisoformat(start)), STATED)
        if end or unknown:
            draft.say(subject, "cpc:periodEnd", date(dt.date.fromisoformat(end)) if end else None, unknown or STATED)
    return LawTable(draft.statements.values())


def unknown_end(earliest: str | None) -> Evidence:
    day = dt.date.fromisoformat(earliest) if earliest else None
    return Evidence("unknown", reason=Said("rien", "nothing"), earliest=day)


@pytest.mark.parametrize(
    ("day", "version"),
    [("2011-12-30", None), ("2011-12-31", "1"), ("2021-06-30", "1"), ("2021-07-01", "2"), ("2030-01-01", "2")],
)
def test_a_version_holds_from_its_first_day_to_the_day_before_its_end(day: str, version: str | None) -> None:
    table = law(("1", "2011-12-31", "2021-07-01", None), ("2", "2021-07-01", None, None))
    found = table.version_on(PROVISION, dt.date.fromisoformat(day))
    assert (found.iri if found else None) == (iri(f"{PROVISION}/{version}") if version else None)


def test_a_version_rests_on_the_assertions_of_its_bounds() -> None:
    found = law(("1", "2011-12-31", "2021-07-01", None)).version_on(PROVISION, dt.date(2015, 5, 5))
    assert found is not None
    assert len(found.assertions) == 3


@pytest.mark.parametrize(("earliest", "known"), [(None, False), ("2016-01-01", True), ("2015-05-05", False)])
def test_after_an_unknown_end_no_version_is_known(earliest: str | None, known: bool) -> None:
    table = law(("1", "2011-12-31", None, unknown_end(earliest)))
    assert (table.version_on(PROVISION, dt.date(2015, 5, 5)) is not None) == known


def test_two_versions_of_one_day_are_an_error() -> None:
    table = law(("1", "2011-12-31", None, None), ("2", "2021-07-01", None, None))
    with pytest.raises(InputError, match="deux versions"):
        table.version_on(PROVISION, dt.date(2022, 1, 1))
    assert table.version_on("eli/fr/code/csp/article/R9", dt.date(2022, 1, 1)) is None


def test_every_quad_of_the_corpus_is_in_a_named_graph() -> None:
    quads = corpus.corpus_quads(data_dir())
    graphs = {quad.graph_name for quad in quads}
    assert not any(isinstance(graph, DefaultGraph) for graph in graphs)
    assert {corpus.ONTOLOGY_GRAPH, corpus.SOURCES_GRAPH, corpus.CATALOG_GRAPH, iri("graph/law/facts")} <= graphs


def test_no_graph_is_split_over_two_files() -> None:
    seen: dict[object, Path] = {}
    for path in corpus.corpus_files(data_dir()):
        for graph in {quad.graph_name for quad in corpus.file_quads(path)} - {corpus.ONTOLOGY_GRAPH}:
            assert seen.setdefault(graph, path) == path
