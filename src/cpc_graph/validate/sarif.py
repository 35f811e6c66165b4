"""A report as SARIF 2.1.0, for code-review tools: the line of the Turtle file, the quote of the decision, the law."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote as escaped

from cpc_graph import __version__
from cpc_graph.text.shown import shown as visible
from cpc_graph.validate.finding import Finding, Quote, Report, text_of
from cpc_graph.validate.fixes import patch
from cpc_graph.validate.words import WORDS

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"Violation": "error", "Warning": "warning", "Info": "note"}


def as_sarif(report: Report, lang: str = "fr") -> str:
    """Return the report as one SARIF log with one run."""
    rules = {finding.rule: finding for finding in reversed(report.findings)}
    index = {name: number for number, name in enumerate(sorted(rules))}
    run = {
        "tool": {
            "driver": {
                "name": "cpc-graph",
                "version": __version__,
                "rules": [_rule(rules[name], lang) for name in sorted(rules)],
            }
        },
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.rule], lang) for finding in report.findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(finding: Finding, lang: str) -> dict[str, Any]:
    said = {
        "id": finding.rule,
        "shortDescription": {"text": visible(finding.sentence(lang) or finding.message(lang))},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }
    if finding.laws:
        said["helpUri"] = finding.laws[0].iri
    return said


def _result(finding: Finding, number: int, lang: str) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "focus": text_of(finding.focus),
        "law": [{"iri": law.iri, "name": law.en if lang == "en" else law.fr} for law in finding.laws],
    }
    if finding.path is not None:
        properties["path"] = finding.path.value
    if finding.value is not None:
        properties["value"] = text_of(finding.value)
    if finding.fix is not None:
        properties |= {"expected": text_of(finding.fix.expected), "patch": patch(finding.fix)}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": visible(finding.message(lang))},
        "locations": [_location(finding)],
        "properties": properties,
    }
    if finding.quotes:
        result["relatedLocations"] = _related(finding.quotes, lang)
    if finding.accepted is not None:
        result["suppressions"] = [{"kind": "external", "justification": visible(finding.accepted)}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": text_of(finding.focus)}]}
    if finding.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": escaped(finding.file)}}
        if finding.line:
            physical["region"] = {"startLine": finding.line}
        place["physicalLocation"] = physical
    return place


def _related(quotes: Iterable[Quote], lang: str) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            "physicalLocation": {
                "artifactLocation": {"uri": quote.document},
                "region": {
                    "charOffset": quote.start,
                    "charLength": quote.end - quote.start,
                    "snippet": {"text": quote.exact},
                },
            },
            "message": {"text": str(WORDS[lang]["quote"]).format(visible(quote.exact))},
        }
        for number, quote in enumerate(quotes, 1)
    ]
