"""The W3C SHACL suite, Core and SPARQL, on `validate --shapes`: each test passes, or is refused with a line."""

from __future__ import annotations

import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpc_graph.errors import InputError
from cpc_graph.validate import foreign, validate
from cpc_graph.validate.engine import run
from cpc_graph.validate.render import render
from w3c_shacl import ARCHIVE, Row, W3CTest, based, report_rows, unpack

pytestmark = pytest.mark.skipif(not ARCHIVE.is_file(), reason="the W3C SHACL suite (../shared/suites) is not here")
# refused, and what the line says
REFUSED = {
    "core/property/qualifiedValueShape-001": "sh:nodeShape",  # a term that SHACL does not have
    "core/property/uniqueLang-002": "sh:uniqueLang",  # "1" for true: engines differ
    "sparql/component/validator-001": "owl:imports",
    "sparql/pre-binding/shapesGraph-001": "$shapesGraph",
}


@pytest.fixture(scope="module")
def suite() -> Iterator[dict[str, W3CTest]]:
    with tempfile.TemporaryDirectory() as folder:
        yield {test.name: test for test in unpack(Path(folder))}


def _in_process(data, shapes, *, name, seconds=30.0):
    """Run here what the command runs in a child: a hundred children would take minutes."""
    with warnings.catch_warnings(action="ignore"):
        return run(data, shapes, name=name)


def _ours(test: W3CTest, folder: Path) -> Counter[Row] | None:
    try:
        report = validate([based(test.data, folder)], shapes=based(test.shapes, folder), context=False)
    except InputError:
        return None
    rows = report_rows(render(report, "ttl"))
    return Counter({row: count for row, count in rows.items() if row[3] != "TargetCheck"})


def _pyshacl(test: W3CTest) -> Counter[Row] | None:
    import pyshacl
    import rdflib

    data, shapes = (rdflib.Graph().parse(path, publicID=path.as_uri()) for path in (test.data, test.shapes))
    with warnings.catch_warnings(action="ignore"):
        try:
            _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
        except Exception:
            return None
    return None if isinstance(report, Exception) else report_rows(report.serialize(format="turtle"))


def test_suite(suite: dict[str, W3CTest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything passes but what is refused; pyshacl's own passes stand beside, and are no more."""
    assert len(suite) >= 120
    monkeypatch.setattr(foreign, "run_confined", _in_process)
    ours = {name for name, test in suite.items() if _ours(test, tmp_path) == test.rows}
    theirs = {name for name, test in suite.items() if _pyshacl(test) == test.rows}
    print(f"W3C SHACL: validate --shapes {len(ours)} of {len(suite)}, pyshacl {len(theirs)}")
    assert set(suite) - ours == set(REFUSED)
    assert len(ours) >= len(theirs) - len(REFUSED)


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, suite: dict[str, W3CTest], tmp_path: Path) -> None:
    """One line with the reason; never a report that says that the data conform."""
    test = suite[name]
    with pytest.raises(InputError) as caught:
        validate([based(test.data, tmp_path)], shapes=based(test.shapes, tmp_path), context=False)
    assert REFUSED[name] in caught.value.fr


@pytest.mark.parametrize(
    "name", ["core/node/xone-001", "core/path/path-complex-002", "sparql/pre-binding/pre-binding-004"]
)
def test_in_a_child(name: str, suite: dict[str, W3CTest], tmp_path: Path) -> None:
    """The same through the process that can be killed."""
    assert _ours(suite[name], tmp_path) == suite[name].rows
