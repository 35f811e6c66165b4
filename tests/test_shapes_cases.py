"""Each rule is specified by its cases: `tests/cases/shapes/<rule>/{valid,invalid,warning}.<why>.ttl`."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpc_graph.validate import validate
from cpc_graph.validate.rules import load_rules

CASES = Path(__file__).parent / "cases" / "shapes"
RULES = {rule.name: rule for rule in load_rules().rules.values()}
FILES = sorted(path for path in CASES.glob("*/*.ttl") if path.name != "shapes.ttl")
SHOWN = {"valid": set[str](), "invalid": {"Violation"}, "warning": {"Warning", "Info"}}


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])
def test_case(path: Path) -> None:
    """A valid case shows nothing of its rule, an invalid one a violation, a warning one a warning or a remark."""
    shapes = path.parent / "shapes.ttl"
    report = validate([path], shapes=shapes if shapes.is_file() else None, context=False)
    found = [finding for finding in report.findings if finding.rule == path.parent.name]
    expected = SHOWN[path.name.split(".")[0]]
    assert {finding.severity for finding in found} <= expected
    assert bool(found) == bool(expected), [(finding.rule, finding.severity) for finding in report.findings]


@pytest.mark.parametrize("name", sorted(RULES))
def test_each_rule_has_a_case_that_breaks_it_and_one_that_does_not(name: str) -> None:
    """A rule that no case breaks may never fire."""
    kinds = {path.name.split(".")[0] for path in (CASES / name).glob("*.ttl")}
    breaking = "invalid" if RULES[name].severity == "Violation" else "warning"
    assert {breaking, "valid"} <= kinds


def test_each_folder_of_cases_is_of_a_rule() -> None:
    """A rule that is renamed takes its cases along."""
    assert {folder.name for folder in CASES.iterdir()} == set(RULES)
