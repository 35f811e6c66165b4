"""Findings that somebody accepted, with a reason: they are told as accepted and no longer count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cpc_graph.errors import InputError
from cpc_graph.names import BASE
from cpc_graph.rdf.intake import at, shown
from cpc_graph.validate.finding import Finding, Report, text_of

_KEYS = {"rule", "focus", "value", "reason"}


@dataclass(frozen=True, slots=True)
class Accepted:
    """An entry of a baseline. `value` None: whatever the value at fault."""

    rule: str
    focus: str
    value: str | None
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Tell whether the entry is about a finding."""
        about = finding.rule == self.rule and text_of(finding.focus) in (self.focus, BASE + self.focus)
        return about and (self.value is None or (finding.value is not None and text_of(finding.value) == self.value))


def read_baseline(path: Path) -> tuple[Accepted, ...]:
    """Read a baseline: a YAML (or JSON) list of `{rule, focus, value?, reason}`. Raises InputError."""
    from cpc_graph.text.yaml_file import load  # late: only who gives a baseline waits for it

    name, said = shown(path), load(path)
    if not isinstance(said, list):
        raise at(name, "il faut une liste de {rule, focus, reason}", "a list of {rule, focus, reason} is needed")
    return tuple(_entry(entry, number, name) for number, entry in enumerate(said, 1))


def _entry(entry: Any, number: int, name: str) -> Accepted:
    given: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
    missing = sorted(key for key in ("rule", "focus", "reason") if not str(given.get(key) or "").strip())
    unknown = sorted(str(key) for key in given if key not in _KEYS)
    if missing or unknown:
        raise _wrong(name, number, missing, unknown)
    value = given.get("value")
    return Accepted(
        str(given["rule"]), str(given["focus"]), None if value is None else str(value), str(given["reason"]).strip()
    )


def _wrong(name: str, number: int, missing: list[str], unknown: list[str]) -> InputError:
    if missing:
        keys = ", ".join(missing)
        return at(name, f"entrée {number} : il manque {keys}", f"entry {number}: {keys} is missing")
    keys = ", ".join(unknown)
    return at(name, f"entrée {number} : clé inconnue {keys}", f"entry {number}: unknown key {keys}")


def accept(report: Report, entries: tuple[Accepted, ...]) -> Report:
    """Mark the findings that the entries cover, and list the entries that cover nothing any more."""
    reasons = [next((entry.reason for entry in entries if entry.covers(found)), None) for found in report.findings]
    findings = (replace(found, accepted=reason) for found, reason in zip(report.findings, reasons, strict=True))
    unused = (entry for entry in entries if not any(map(entry.covers, report.findings)))
    return replace(report, findings=tuple(findings), unused=tuple(f"{entry.rule} {entry.focus}" for entry in unused))
