"""The Python face: results that print well, types, data frames, and the notebook of the docs."""

import builtins
import datetime as dt
import json
from pathlib import Path

import pytest

import cpc_graph
from cpc_graph.errors import SurroundingsError, UsageError

pytest_plugins = ["corpus_store"]
NOTEBOOK = Path(__file__).parents[1] / "docs" / "notebook" / "thalidomide.ipynb"


@pytest.fixture
def graph(corpus):
    return cpc_graph.Graph(corpus)


def test_a_row_a_question_and_a_day(graph):
    assert graph.ask("CQ81").verdict == "rows"
    assert graph.ask("allowed-on", measure="tacrolimus", as_of="22 mars 2027").verdict == "none"
    assert graph.ask("is-allowed", measure="tacrolimus", asOf=dt.date(2027, 3, 21)).verdict == "yes"
    assert graph.ask("wording-changes", from_="S1", to="S0").rows
    with pytest.raises(UsageError):
        graph.ask("allowed-on")


def test_an_answer_prints_what_people_read(graph):
    answer = graph.ask("measure-lineage", measure="thalidomide")
    shown = repr(answer)
    assert shown.startswith("measure-lineage : rows") and "https://" not in shown
    assert "2025-08-16" in shown and "· " in shown
    html = answer._repr_html_()
    assert html.startswith("<div>") and html.count("<tr>") == len(answer.rows) + 1
    assert answer.types["start"] == "date" and answer.types["by"] == "iri"


def test_the_other_verbs(graph):
    assert graph.explain("S0 cpc:regime").says_so
    assert graph.diff("S1", "S0").changes
    assert next(due.kind for due in graph.agenda("2026-02-06")) == "expiry"


def test_comparisons_and_explanations_print_what_people_read(graph):
    compared, explained = graph.diff("S1", "S0"), graph.explain("S0 cpc:regime")
    assert repr(compared).startswith("De S1 à S0") and "[+et/ou+]" in repr(compared)
    assert "<ins>et/ou</ins>" in compared._repr_html_() and "<style>" not in compared._repr_html_()
    assert repr(explained).startswith("Pourquoi : S0") and "❝" in repr(explained)
    assert explained._repr_html_().startswith("<div><h1>") and "<style>" not in explained._repr_html_()


def test_to_pandas_has_days(graph):
    pandas = pytest.importorskip("pandas")
    frame = graph.ask("measure-states", measure="thalidomide").to_pandas()
    assert str(frame["start"].dtype).startswith("datetime64")
    assert frame["start"].isna().sum() == 2 and frame["end"].max() == pandas.Timestamp("2028-08-16")
    empty = graph.ask("measure-states", measure="plaquenil").to_pandas()
    assert len(empty) == 0
    assert list(empty.columns) == list(frame.columns)
    assert dict(empty.dtypes) == dict(frame.dtypes)  # a column of days is one, with days or without


def test_an_answer_without_rows_has_the_columns_of_its_question(graph):
    full, empty = (graph.ask("allowed-on", measure="tacrolimus", as_of=day) for day in ("2025-01-01", "2030-01-01"))
    assert full.rows and not empty.rows and set(empty.types) == set(full.types)
    assert {name for name, kind in full.types.items() if kind == "date"} <= {
        name for name, kind in empty.types.items() if kind == "date"
    }
    assert {name: full.types[name] for name in empty.types} == dict(empty.types)
    assert {empty.types[name] for name in ("state", "thing", "regime")} == {"iri"}
    assert graph.ask("term", decision="S1").types["start"] == "date"  # rows, but no start
    period = graph.ask("allowed-on", measure="tacrolimus", asOf="2030")
    assert not period.rows and period.types["fromDay"] == "date"


def test_an_english_answer_has_english_colons(corpus):
    answer = cpc_graph.Graph(corpus, lang="en").ask("measure-lineage", measure="thalidomide")
    assert repr(answer).startswith("measure-lineage: rows") and "</strong>: rows" in answer._repr_html_()


def test_without_pandas_the_error_says_what_to_do(graph, monkeypatch):
    answer, real = graph.ask("measure-states", measure="thalidomide"), builtins.__import__
    monkeypatch.setattr("cpc_graph.ask.shown.import_module", lambda name: real("no_such_module_" + name))
    with pytest.raises(SurroundingsError, match="pip install pandas"):
        answer.to_pandas()


def test_the_notebook_runs(tmp_path, monkeypatch):
    """Every code cell, in order, in one namespace; data frames are left out where pandas is not installed."""
    monkeypatch.setenv("CPC_GRAPH_WORKSPACE", str(tmp_path))
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    namespace: dict[str, object] = {}
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and not ("to_pandas" in source and not _has("pandas")):
            exec(compile(source, NOTEBOOK.name, "exec"), namespace)


def test_the_notebook_holds_no_output():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert all(not cell["outputs"] for cell in cells if cell["cell_type"] == "code")


def _has(name: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(name) is not None
