"""The reader on the cases that it was written on, or mended by: the share that is right may not fall."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cpc_graph.extract.document import Extracted
from cpc_graph.extract.open import extract
from cpc_graph.read.contract import contract
from cpc_graph.read.reader import read
from cpc_graph.read.rest import quotes_in

_ROOT = Path(__file__).parents[1]
_INGEST = _ROOT / "tests" / "cases" / "ingest"
_SETS = sorted(path.name for path in _INGEST.iterdir() if any(path.glob("*.json")))
_CASES = sorted((_INGEST / "dev").glob("*.json"))

sys.path.insert(0, str(_ROOT / "benchmarks"))
from ingest_score import score  # noqa: E402  (the benchmark is no package)
from ingest_tally import Score, total  # noqa: E402


def _document(gold: Path) -> Path:
    return next(path for path in sorted(gold.parent.glob(f"{gold.stem}.*")) if path.suffix != ".json")


@pytest.mark.parametrize("name", _SETS)
def test_the_cases_are_read_right(name: str) -> None:
    tallies: Score = {}
    for gold in sorted((_INGEST / name).glob("*.json")):
        path = _document(gold)
        score(contract(read(extract(path), path.name)), json.loads(gold.read_text("utf-8")), path.name, tallies)
    every = total(tallies)
    assert (every.precision >= 0.99, every.recall >= 0.97) == (True, True), [*every.wrong, *every.missed]


@pytest.mark.parametrize("gold", _CASES, ids=lambda path: path.stem)
def test_no_quote_is_made_up(gold: Path) -> None:
    path = _document(gold)
    extracted = extract(path)
    facts = read(extracted, path.name)
    texts = [extracted.text, *([extracted.other.text] if extracted.other else [])]
    assert any(all(text[q.start : q.end] == q.exact for q in quotes_in(facts)) for text in texts)


def _facts(text: str) -> dict[str, Any]:
    return contract(read(Extracted("text", "0" * 64, text), "x.txt"))


@pytest.mark.parametrize("text", ["", " ", "\n", "Vu", "Article 1er", "Fait à", "«", "\u202e", "Décide :"])
def test_next_to_nothing_is_no_decision(text: str) -> None:
    assert _facts(text)["decision"] is None


def test_a_stamp_never_dates_an_act() -> None:
    act = _document(next(gold for gold in _CASES if gold.name.startswith("33-")))
    facts = contract(read(extract(act), act.name))
    assert facts["decision"]["signed"] == {"value": None, "status": "unknown"}
    assert "no-signature-date" in {one["code"] for one in facts["warnings"]}
