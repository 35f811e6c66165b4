"""Each sentence that the reader writes about an odd text has its English, in the table, and is shown in it."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest

from arrivals import CASES, TO_REVIEW, read
from cpc_graph import read as reader
from cpc_graph.errors import CpcGraphError
from cpc_graph.resources import data_dir
from cpc_graph.text.facts import Warn
from cpc_graph.text.finding_words import in_both, is_listed
from cpc_graph.text.yaml_file import load

pytest_plugins = ["cli_workspace"]
TABLE = load(data_dir() / "readings" / "tables" / "findings.yaml")
FOLDERS = (CASES, CASES.parents[1] / "link")  # sets that are kept aside are not read before they are scored
DOCUMENTS = sorted(path for folder in FOLDERS for path in folder.iterdir() if path.suffix in (".txt", ".html"))


@lru_cache(maxsize=1)
def findings() -> tuple[Warn, ...]:
    """What the reader finds in every text and page of the cases; the files' own notices are in both languages."""
    found: dict[Warn, None] = {}
    for path in DOCUMENTS:
        try:
            one = read(path)
        except CpcGraphError:
            continue
        told = {notice.code for notice in one.extracted.notices}
        found |= {
            Warn(warning.code, warning.message): None for warning in one.facts.warnings if warning.code not in told
        }
    return tuple(found)


def test_every_sentence_that_the_cases_bring_forth_is_in_the_table():
    assert len({one.code for one in findings()}) > 12
    assert [one for one in findings() if not is_listed(one)] == []
    assert [one for one in findings() if in_both(one).en == one.message] == []


def codes() -> set[str]:
    """The codes that stand in the reader's modules, where it warns of something."""
    found: set[str] = set()
    for path in Path(reader.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", ""))
            if named in ("warn", "Warn") and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
                found |= {one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)}
    return found - {"impossible"}


def test_every_code_of_the_reader_has_a_sentence_and_its_first_one_stands_alone():
    assert len(codes()) > 20
    assert codes() - TABLE.keys() == set()
    assert [code for code, listed in TABLE.items() if "{" in listed[0]["en"]] == []


@pytest.mark.parametrize("code", TABLE)
def test_both_sentences_have_the_same_blanks(code):
    for one in TABLE[code]:
        assert sorted(re.findall(r"{\w+}", one["fr"])) == sorted(re.findall(r"{\w+}", one["en"]))
        assert one["fr"] != one["en"]


def test_what_the_text_gives_fills_the_blanks():
    said = Warn("date-conflict", "signature le 04/08/2025, un autre passage dit le 05/08/2025")
    assert in_both(said).en == "signed on 4 August 2025, another passage says 5 August 2025"
    fr = "l'acte du 05/05/2015 est dit RTU et CPC : un seul acte, RTU d'après la mention qui nomme la décision"
    en = "the act of 5 May 2015 is called RTU and CPC: one act, RTU by the mention that names the decision"
    assert in_both(Warn("cited-act-regime", fr)).en == en


def test_an_unlisted_sentence_is_said_by_its_code_and_an_unknown_code_as_it_is():
    assert in_both(Warn("two-candidates", "autre chose")).en == "two readings are possible: neither is taken"
    assert in_both(Warn("no-such-code", "autre chose")).en == "autre chose"


@pytest.mark.parametrize("command", [("ingest",), ("add", "--dry-run"), ("ingest", "--format", "html")])
def test_a_finding_is_shown_in_the_language_that_is_asked(cli, tmp_path, command):
    (warning, *_) = read(TO_REVIEW).facts.warnings
    both = in_both(warning)
    shown = {}
    for lang in ("fr", "en"):
        done = cli("--workspace", str(tmp_path), "--lang", lang, *command, str(TO_REVIEW))
        shown[lang] = done.out if "html" in command else done.err
    for lang, said, other in (("fr", both.fr, both.en), ("en", both.en, both.fr)):
        assert said.replace("'", "&#39;") in shown[lang] or said in shown[lang]
        assert other.replace("'", "&#39;") not in shown[lang]
        assert other not in shown[lang]
