"""The question library: a folder of `.rq` files, found by name, or by the row of the requirements that they serve."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cpc_graph.ask.header import Question, header_text, read_question
from cpc_graph.errors import UsageError
from cpc_graph.resources import queries_dir

HYGIENE = "hygiene"  # queries that must return nothing: not questions
_COVERS = re.compile(r"^covers:\s*\[(?P<rows>[^\]]*)\]", re.M)


@dataclass(frozen=True, slots=True)
class Found:
    """A question and, when it was found by the row that it serves, what that row gives."""

    question: Question
    given: Mapping[str, str]


def question_files(folder: Path | None = None) -> dict[str, Path]:
    """Return the question files by file stem, in order of their family and name."""
    root = folder or queries_dir()
    files = sorted(path for path in root.glob("*/*.rq") if path.parent.name != HYGIENE)
    return {path.stem: path for path in files}


def load_questions(folder: Path | None = None) -> dict[str, Question]:
    """Read every question, by name. Raises ValueError when a header is not well formed."""
    return {name: read_question(path) for name, path in question_files(folder).items()}


def find(name_or_row: str, folder: Path | None = None) -> Found:
    """Find a question by name (`act-dates`, `time/act-dates`) or by row (`CQ04`); only its own header is read.

    Raises UsageError with the names that come near when there is none.
    """
    files = question_files(folder)
    wanted = name_or_row.strip()
    stem = wanted.rpartition("/")[2].removesuffix(".rq")
    path = files.get(stem)
    if path is not None and wanted.removesuffix(".rq") in (stem, f"{path.parent.name}/{stem}"):
        return Found(read_question(path), {})
    for path in files.values():
        if wanted.upper() in _covered(path):
            return _row(read_question(path), wanted.upper())
    raise _unknown(wanted, list(files))


def _covered(path: Path) -> list[str]:
    match = _COVERS.search(header_text(path.read_text(encoding="utf-8")))
    return [row.strip() for row in match["rows"].split(",")] if match else []


def _row(question: Question, row: str) -> Found:
    example = next((example for example in question.examples if example.row == row), None)
    return Found(question, example.given if example else {})


def _unknown(name: str, names: list[str]) -> UsageError:
    near = difflib.get_close_matches(name[:80].lower(), names, n=3, cutoff=0.5)
    shown = name[:80]
    if near:
        listed = ", ".join(near)
        return UsageError(
            fr=f"question inconnue : {shown} ; proches : {listed}", en=f"unknown question: {shown}; near: {listed}"
        )
    return UsageError(
        fr=f"question inconnue : {shown} ; « cpc-graph ask » sans nom donne la liste",
        en=f"unknown question: {shown}; 'cpc-graph ask' without a name lists them",
    )
