"""The reader makes of S0, S1 and S3 what a person read in them, but for what only a person adds."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from cpc_graph.extract.open import extract
from cpc_graph.read.contract import contract
from cpc_graph.read.reader import read
from cpc_graph.resources import data_dir
from cpc_graph.text.facts import Facts
from cpc_graph.text.values import Quote
from told import told

# Names of e-mails and annexes, how a duty is put into words, slips that a person noticed.
_A_PERSONS_OWN = ("cited_documents", "warnings", "unmodelled")
_CASES = Path(__file__).parent / "cases" / "corpus"
_DECISIONS = ("S0", "S1", "S3")


def _source(notation: str) -> Path:
    return next((data_dir() / "sources").glob(f"{notation}_*.txt"))


def _read(notation: str) -> Facts:
    path = _source(notation)
    return read(extract(path), path.name)


@pytest.mark.parametrize("notation", _DECISIONS)
def test_it_reads_what_a_person_read(notation: str) -> None:
    """`cases/corpus` is what a person read in the texts before there was a reader."""
    have, want = told(_read(notation)), json.loads((_CASES / f"{notation}.json").read_text("utf-8"))
    duties, theirs = (said.pop("obligations", []) for said in (have, want))
    for key in _A_PERSONS_OWN:
        have.pop(key, None)
    assert have == want
    assert [_duty(one) for one in duties] == [_duty(one) for one in theirs]
    bearers = [(one.get("bearer"), other.get("bearer")) for one, other in zip(duties, theirs, strict=True)]
    # S1, article 2: "les mesures prises pour cette diffusion sont soumises à l'avis préalable" names nobody; a person
    # takes the bearer from the words before.
    assert [at for at, (one, other) in enumerate(bearers) if one != other] == ([2] if notation == "S1" else [])


def _duty(duty: dict[str, Any]) -> dict[str, Any]:
    """Leave out how the duty is put into words, its bearer, and the article of "l'intéressé"."""
    recipients = [one.removeprefix("l'") for one in duty.get("recipients", ())]
    return {**duty, "action": None, "bearer": None, "recipients": recipients}


@pytest.mark.parametrize("notation", ["S0", "S1", "S2", "S3", "S4"])
def test_facts_parts_and_the_rest_cover_the_text(notation: str) -> None:
    text = extract(_source(notation)).text
    marks = bytearray(len(text))
    shown = str(contract(_read(notation)))
    assert shown
    for quote in _quotes(_read(notation)):
        assert text[quote.start : quote.end] == quote.exact
        marks[quote.start : quote.end] = b"\1" * (quote.end - quote.start)
    assert not [at for at, sign in enumerate(text) if sign.isalnum() and not marks[at]]


def _quotes(value: Any) -> list[Quote]:
    if isinstance(value, Quote):
        return [value]
    if isinstance(value, tuple):
        return [quote for one in value for quote in _quotes(one)]
    if is_dataclass(value) and not isinstance(value, type):
        return [quote for field in fields(value) for quote in _quotes(getattr(value, field.name))]
    return []


def test_minutes_and_a_page_are_no_decisions() -> None:
    assert [(_read(one).document.kind, _read(one).decision) for one in ("S2", "S4")] == [
        ("minutes", None),
        ("page", None),
    ]
