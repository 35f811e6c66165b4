"""The shipped documents contradict no rule; what they warn of is documented in docs/rules.md."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cpc_graph.resources import data_dir
from cpc_graph.validate import validate
from rules_page import PAGE
from validating import FILES, corpus, path_of

OTHERS = sorted([*data_dir().glob("*/*.trig"), data_dir() / "sources" / "sources.ttl", data_dir() / "catalog.ttl"])


def _documented() -> Counter[tuple[str, str]]:
    section = PAGE.read_text("utf-8").partition("## What the shipped documents raise")[2].partition("\n## ")[0]
    return Counter(re.findall(r"^\| (S\d) \| `([\w-]+)` \|", section, re.MULTILINE))


@pytest.mark.parametrize("notation", FILES)
def test_document(notation: str) -> None:
    """No violation, and exactly the warnings that the page lists."""
    report = validate([path_of(notation)], store=corpus())
    assert report.conforms
    assert report.exit_code == 0
    raised = Counter((notation, finding.rule) for finding in report.findings)
    assert raised == Counter({key: n for key, n in _documented().items() if key[0] == notation})


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_no_file_of_the_corpus_contradicts_a_rule(path) -> None:
    """Law, products, measures, sources and the catalogue are judged too, each with the rest as context."""
    report = validate([path], store=corpus())
    assert [(finding.rule, str(finding.focus)) for finding in report.findings if finding.severity == "Violation"] == []


def test_all_together_without_a_store() -> None:
    """The files of the corpus are each other's context."""
    report = validate([path for path in OTHERS if path.suffix == ".trig"])
    assert report.conforms
    warned = {finding.rule for finding in report.findings if finding.severity == "Warning"}
    assert warned <= {rule for _, rule in _documented()}


@pytest.mark.parametrize("notation", ["S0", "S1", "S3"])
def test_a_decision_alone(notation: str) -> None:
    """Without context nothing is invented: what the file does not say is at most a warning."""
    assert validate([path_of(notation)], context=False).conforms
