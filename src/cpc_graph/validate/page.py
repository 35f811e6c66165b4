"""A report as one HTML page that needs nothing else: every word of a document is text, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from cpc_graph.text.shown import shown as visible
from cpc_graph.validate.finding import Finding, Law, Report
from cpc_graph.validate.fixes import patch
from cpc_graph.validate.render import position, short, summary
from cpc_graph.validate.words import WORDS

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; }
section { border-left: .4rem solid #888; padding: .2rem 1rem; margin: 1.5rem 0; background: #f7f7f7; }
section.Violation { border-color: #b3261e; } section.Warning { border-color: #b26a00; }
section.Info { border-color: #2b5c99; }
h2 { font-size: 1.05rem; margin: .5rem 0; } code, pre { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; background: #fff; padding: .5rem; } blockquote { margin: .3rem 0; font-style: italic; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(report: Report, lang: str = "fr") -> str:
    """Return the report as a page; a law is a link where its IRI is a web address."""
    parts = "".join(_groups(report, lang))
    title = escape(visible(summary(report, lang)))
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>cpc-graph validate</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>cpc-graph validate</h1>\n<p>{title}</p>\n"
        f"{parts}</body>\n</html>\n"
    )


def _groups(report: Report, lang: str) -> Iterator[str]:
    for (severity, rule), group in groupby(report.findings, key=lambda finding: (finding.severity, finding.rule)):
        found = list(group)
        kind = WORDS[lang][severity][0]
        yield f'<section class="{escape(severity)}">\n<h2>{kind} · <code>{escape(visible(rule))}</code></h2>\n'
        yield f"<p>{escape(visible(found[0].message(lang)))}</p>\n"
        yield "".join(part for finding in found for part in _finding(finding, lang))
        yield "</section>\n"


def _finding(finding: Finding, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    line = f", {words['line']} {finding.line}" if finding.line else ""
    place = f" <small>({escape(visible(finding.file))}{line})</small>" if finding.file else ""
    yield f"<p><code>{escape(short(finding.focus))}</code>{place}"
    if finding.path is not None or finding.value is not None:
        value = f" = {short(finding.value)}" if finding.value is not None else ""
        yield f"<br><code>{escape((short(finding.path) if finding.path else str(words['value'])) + value)}</code>"
    yield "</p>\n"
    if finding.laws:
        named = str(words["semicolon"]).join(_law(law, lang) for law in finding.laws)
        yield f"<p>{words['law']}{words['colon']}{named}</p>\n"
    for quote in finding.quotes:
        said = str(words["quote"]).format(escape(visible(quote.exact)))
        yield f"<blockquote>{said} <small>{escape(position(quote))}</small></blockquote>\n"
    if finding.fix is not None:
        yield f"<p>{words['expected']}{words['colon']}<code>{escape(short(finding.fix.expected))}</code></p>\n"
        yield f"<pre>{escape(patch(finding.fix))}</pre>\n"
    if finding.accepted is not None:
        yield f"<p>{words['accepted']}{words['colon']}{escape(visible(finding.accepted))}</p>\n"


def _law(law: Law, lang: str) -> str:
    name = escape(visible(law.en if lang == "en" else law.fr))
    web = law.iri.startswith(("https://", "http://"))
    return f'<a href="{escape(law.iri)}" rel="noreferrer">{name}</a>' if web else name
