"""Hostile documents: one line, the status that is asked, bounded time, nothing of the file run or fetched."""

import json
import re
import time
from pathlib import Path

import pytest
from fpdf import FPDF

pytest_plugins = ["cli_workspace"]

HOSTILE = Path(__file__).parents[2] / "shared" / "hostile"
MANIFEST = HOSTILE / "manifest.json"
CASES = [
    case
    for case in (json.loads(MANIFEST.read_text())["cases"] if MANIFEST.is_file() else [])
    if case["how"] == "cpc-graph ingest {file}" and case["file"] and (HOSTILE / case["file"]).is_file()
]
# Where the manifest allows another outcome and we take it.
OTHERWISE = {"DOC-029": 0}  # zero-width characters in the date: read as 15 March 2022, with a warning


@pytest.mark.skipif(not CASES, reason="the hostile files are not in this checkout")
@pytest.mark.parametrize("form", ["json", "trig", "html"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_hostile_document(cli, case, form):
    expected, path = case["expect"], HOSTILE / case["file"]
    start = time.perf_counter()
    done = cli("ingest", str(path), "--format", form)
    assert time.perf_counter() - start < expected["max_seconds"]
    assert done.status == OTHERWISE.get(case["id"], expected["exit_code"]), done.err
    assert "Traceback" not in done.err + done.out
    assert "erreur imprévue" not in done.err
    for words in expected.get("must_mention", []):
        assert re.search(words.replace("{file}", re.escape(path.name)), done.err, re.IGNORECASE), words
    for words in expected.get("must_not_contain", []):
        assert words not in done.out + done.err
    if "signature_date" in expected and form != "html":
        assert expected["signature_date"] in done.out


def test_five_megabytes_on_one_line(cli, tmp_path):
    (tmp_path / "one_line_5MB.txt").write_text("Article 1er : la décision " * 200_000)
    start = time.perf_counter()
    done = cli("ingest", str(tmp_path / "one_line_5MB.txt"), "--format", "json")
    assert time.perf_counter() - start < 30
    assert done.status == 1
    assert re.search("size|limit|decision", done.err)


def test_html_nested_50_000_deep(cli, tmp_path):
    (tmp_path / "deep.html").write_text("<div>" * 50_000 + "Vu le code" + "</div>" * 50_000)
    done = cli("ingest", str(tmp_path / "deep.html"), "--format", "json")
    assert done.status == 1
    assert "depth" in done.err


def test_a_pdf_of_more_pages_than_asked_is_read_up_to_there(cli, tmp_path):
    made = FPDF()
    made.set_font("Helvetica", size=11)
    for number in range(40):
        made.add_page()
        made.text(20, 20, f"page {number}")
    made.output(str(tmp_path / "long.pdf"))
    done = cli("ingest", str(tmp_path / "long.pdf"), "--format", "json", "--max-pages", "10")
    assert done.status == 1
    assert "page-limit" in done.err
    assert "--max-pages" in done.err


@pytest.mark.parametrize("cut", range(0, 2400, 97))
def test_a_decision_cut_anywhere_is_read_or_refused(cli, tmp_path, cut):
    from decisions import DATA

    content = next((DATA / "sources").glob("S0*.txt")).read_bytes()
    (tmp_path / "a.txt").write_bytes(content[cut:] if cut % 2 else content[:cut])
    assert cli("ingest", str(tmp_path / "a.txt")).status in (0, 1, 2)
