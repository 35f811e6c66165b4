"""A report as JUnit XML, for build servers: a test case per finding, failed where it is a violation."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from cpc_graph.text.shown import shown as visible
from cpc_graph.validate.finding import Finding, Report, text_of
from cpc_graph.validate.render import detail


def as_junit(report: Report, lang: str = "fr") -> str:
    """Return the report as one test suite; a file without a finding is a test that passes."""
    failed = report.count("Violation")
    files = [name for name in report.files if not any(finding.file == name for finding in report.findings)]
    cases = [*(_case(finding, lang) for finding in report.findings), *map(_passed, files)]
    head = f'tests="{len(cases)}" failures="{failed}" errors="0"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cpc-graph validate" {head}>\n'
        f'<testsuite name="cpc-graph validate" {head}>\n' + "".join(cases) + "</testsuite>\n</testsuites>\n"
    )


def _passed(name: str) -> str:
    return f'<testcase classname="cpc-graph" name={_attribute(name)}/>\n'


def _case(finding: Finding, lang: str) -> str:
    where = f" file={_attribute(finding.file)}" if finding.file else ""
    line = f' line="{finding.line}"' if finding.line else ""
    name = _attribute(f"{finding.rule} {text_of(finding.focus)}")
    body = "".join(_body(finding, lang))
    return f"<testcase classname={_attribute(finding.rule)} name={name}{where}{line}>\n{body}</testcase>\n"


def _body(finding: Finding, lang: str) -> Iterator[str]:
    lines = escape("\n".join(detail(finding, lang)))
    if finding.accepted is not None:
        yield f"<skipped message={_attribute(finding.accepted)}/>\n"
    elif finding.severity == "Violation":
        message = _attribute(finding.message(lang))
        yield f"<failure type={_attribute(finding.rule)} message={message}>{lines}</failure>\n"
        return
    yield f"<system-out>{escape(visible(finding.message(lang)))}\n{lines}</system-out>\n"


def _attribute(words: str) -> str:
    return quoteattr(visible(words))
