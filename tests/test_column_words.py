"""Every column that a question prints reads as words, in both languages, and two columns of a question never alike."""

import re

import pytest

from cpc_graph.ask import load_questions
from cpc_graph.cli import words

QUESTIONS = load_questions()
PERIOD = ("fromDay", "toDay")  # of an answer for a month or a year


def columns(question):
    """The columns of a question as a table prints them: a thing under its name when it has one."""
    body = "\n".join(line for line in question.sparql.splitlines() if not line.startswith("#"))
    head = re.search(r"SELECT(.*?)WHERE", body, re.S)
    found = dict.fromkeys([*re.findall(r"\?(\w+)", head[1]), *PERIOD]) if head else {}
    return [name for name in found if not (name.endswith("Name") and name.removesuffix("Name") in found)]


def in_language(monkeypatch, lang):
    monkeypatch.setattr(words, "lang", lambda: lang)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_column_has_a_french_name(question):
    named = words._FRENCH_COLUMNS
    assert [one for one in columns(question) if one not in named and one.removesuffix("Name") not in named] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_columns_read_as_words_and_apart(monkeypatch, question, lang):
    in_language(monkeypatch, lang)
    said = {one: words.column(one.removesuffix("Name")) for one in columns(question)}
    assert [text for text in said.values() if re.search(r"[a-z][A-Z]|_", text)] == []
    alike = [one for one, text in said.items() if list(said.values()).count(text) > 1]
    assert alike == []


def test_a_column_that_nobody_named_is_found(monkeypatch):
    assert "neverNamed" not in words._FRENCH_COLUMNS
    in_language(monkeypatch, "en")
    assert words.column("neverNamed") == "never named"
