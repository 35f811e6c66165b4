"""A report as people read it, as JSON, and as a standard SHACL report in Turtle; other forms in their own modules."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import groupby
from textwrap import indent

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from cpc_graph.names import BASE, PREFIXES, SHAPE
from cpc_graph.rdf.terms import iri, text, typed
from cpc_graph.text.shown import shown as visible
from cpc_graph.validate.finding import Finding, Node, Quote, Report, text_of
from cpc_graph.validate.fixes import patch
from cpc_graph.validate.words import WORDS

FORMS = ("text", "json", "ttl", "sarif", "junit", "html")
_ELSEWHERE = {"sarif": "sarif", "junit": "junit", "html": "page"}
_COLOURS = {"Violation": "\x1b[1;31m{0}\x1b[0m", "Warning": "\x1b[1;33m{0}\x1b[0m", "Info": "\x1b[1;34m{0}\x1b[0m"}


def render(report: Report, form: str = "text", lang: str = "fr", *, colour: bool = False) -> str:
    """Return the report in one of FORMS, in French or English. Raises KeyError for another form."""
    if form == "text":
        return as_text(report, lang, colour=colour)
    if form in ("json", "ttl"):
        return as_json(report, lang) if form == "json" else as_turtle(report, lang)
    module = import_module(f"cpc_graph.validate.{_ELSEWHERE[form]}")  # late: one of them is wanted at most
    writer: Callable[[Report, str], str] = getattr(module, f"as_{form}")
    return writer(report, lang)


def as_text(report: Report, lang: str = "fr", *, colour: bool = False) -> str:
    """Return the report for a reader: the gravest first, grouped by rule, with law and quotes."""
    words = WORDS[lang]
    lines = [summary(report, lang)]
    for (severity, rule), group in groupby(report.findings, key=lambda finding: (finding.severity, finding.rule)):
        found = list(group)
        paint = _COLOURS[severity] if colour else "{0}"
        lines += ["", f"{paint.format(words[severity][0].upper())}  {visible(rule)}"]
        lines.append(f"  {visible(found[0].message(lang))}")
        lines += [line for finding in found for line in _place(finding, lang, found[0])]
    lines += [f"{words['unused']}{words['colon']}{visible(entry)}" for entry in report.unused]
    return "\n".join(lines) + "\n"


def summary(report: Report, lang: str) -> str:
    """Say in one line how a report ends."""
    words = WORDS[lang]
    counts = [(report.count(severity), words[severity]) for severity in ("Violation", "Warning", "Info")]
    told = ", ".join(f"{count} {names[count > 1]}" for count, names in counts if count) or words["fine"]
    accepted = sum(finding.accepted is not None for finding in report.findings)
    told += f", {accepted} {words['accepted']}{'s' if accepted > 1 and lang == 'fr' else ''}" if accepted else ""
    day = str(words["day"]).format(report.as_of) if report.as_of else words["own day"]
    return f"{visible(', '.join(report.files))}{words['colon']}{told} ({str(words['rules']).format(report.rules, day)})"


def _place(finding: Finding, lang: str, first: Finding) -> Iterator[str]:
    words = WORDS[lang]
    where = [visible(finding.file or ""), f"{words['line']} {finding.line}" if finding.line else ""]
    told = ", ".join(part for part in where if part)
    yield f"  - {short(finding.focus)}" + (f"  [{told}]" if told else "")
    if finding.message(lang) != first.message(lang):
        yield f"    {visible(finding.message(lang))}"
    yield from (f"    {line}" for line in detail(finding, lang))


def detail(finding: Finding, lang: str) -> Iterator[str]:
    """Yield the lines that say more of a finding: property and value, law, quotes, what was expected."""
    words = WORDS[lang]
    if finding.path is not None:
        value = f" = {short(finding.value)}" if finding.value is not None else ""
        yield f"{short(finding.path)}{value}"
    elif finding.value is not None:
        yield f"{words['value']}{words['colon']}{short(finding.value)}"
    if finding.laws:
        named = (law.en if lang == "en" else law.fr for law in finding.laws)
        yield f"{words['law']}{words['colon']}" + str(words["semicolon"]).join(named)
    for quote in finding.quotes:
        yield f"{str(words['quote']).format(visible(quote.exact))}  {position(quote)}"
    if finding.fix is not None:
        yield f"{words['expected']}{words['colon']}{short(finding.fix.expected)}"
        yield from (f"{words['patch']}{words['colon']}{visible(line)}" for line in patch(finding.fix).splitlines())
    elif finding.sentence(lang):
        yield f"{words['rule']}{words['colon']}{visible(finding.sentence(lang))}"
    if finding.accepted is not None:
        yield f"{words['accepted']}{words['colon']}{visible(finding.accepted)}"


def position(quote: Quote) -> str:
    """Say where a quote stands: its document and its first and last characters."""
    return f"({quote.document.removeprefix(BASE)}, {quote.start}-{quote.end})"


def short(node: Node) -> str:
    """Write a node as a person reads it: `prefix:name`, a path below the base, or the text of a literal."""
    if not isinstance(node, NamedNode):
        return visible(text_of(node))
    for prefix, namespace in PREFIXES.items():
        if node.value.startswith(namespace):
            return visible(f"{prefix}:{node.value.removeprefix(namespace)}")
    return visible(node.value.removeprefix(BASE))


def as_json(report: Report, lang: str = "fr") -> str:
    """Return the report as one JSON object; messages are in both languages whatever `lang`."""
    content = {
        "conforms": report.conforms,
        "counts": {severity: report.count(severity) for severity in ("Violation", "Warning", "Info")},
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "files": list(report.files),
        "rules": report.rules,
        "unused": list(report.unused),
        "findings": [],
    }
    head = json.dumps(content, ensure_ascii=False, indent=2).removesuffix("[]\n}")
    # finding by finding: the encoder would keep every word of a large report apart until its end
    rows = (json.dumps(_json(finding), ensure_ascii=False, indent=2) for finding in report.findings)
    told = ",\n".join(indent(row, " " * 4) for row in rows)
    return "".join((head, f"[\n{told}\n  ]" if told else "[]", "\n}\n"))


def _json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "focus": text_of(finding.focus),
        "path": finding.path.value if finding.path else None,
        "value": text_of(finding.value) if finding.value is not None else None,
        "message": {"fr": finding.message_fr, "en": finding.message_en},
        "law": [{"iri": law.iri, "fr": law.fr, "en": law.en} for law in finding.laws],
        "quotes": [
            {"document": quote.document, "exact": quote.exact, "start": quote.start, "end": quote.end}
            for quote in finding.quotes
        ],
        "file": finding.file,
        "line": finding.line,
        "expected": text_of(finding.fix.expected) if finding.fix else None,
        "patch": patch(finding.fix) if finding.fix else None,
        "accepted": finding.accepted,
    }


def as_turtle(report: Report, lang: str = "fr") -> str:
    """Return a `sh:ValidationReport`, with the law (`cpc:enforces`) and the quotes (`oa:exact`) of each result.

    As the standard has it, `sh:conforms` is false as soon as there is a result, be it a warning.
    """
    node = BlankNode()
    triples = [
        Triple(node, iri("rdf:type"), iri("sh:ValidationReport")),
        Triple(node, iri("sh:conforms"), typed("false" if report.findings else "true", "boolean")),
    ]
    for finding in report.findings:
        result = BlankNode()
        triples.append(Triple(node, iri("sh:result"), result))
        triples += [Triple(result, predicate, value) for predicate, value in _result(finding)]
        triples += finding.steps
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


def _result(finding: Finding) -> Iterator[tuple[NamedNode, Node]]:
    yield iri("rdf:type"), iri("sh:ValidationResult")
    yield iri("sh:resultSeverity"), NamedNode(finding.graded) if finding.graded else iri(f"sh:{finding.severity}")
    yield iri("sh:focusNode"), finding.focus
    yield iri("sh:sourceShape"), NamedNode(finding.rule if "://" in finding.rule else SHAPE + finding.rule)
    yield (
        iri("sh:sourceConstraintComponent"),
        iri(f"sh:{finding.component or 'SPARQLConstraintComponent'}")
        if "://" not in (finding.component or "")
        else NamedNode(finding.component or ""),
    )
    for lang, message in (("fr", finding.message_fr), ("en", finding.message_en)):
        yield iri("sh:resultMessage"), text(message, lang)
    if finding.path is not None:
        yield iri("sh:resultPath"), finding.path
    elif finding.steps:
        yield iri("sh:resultPath"), finding.steps[0].subject
    if finding.value is not None or finding.itself:
        yield iri("sh:value"), finding.focus if finding.value is None else finding.value
    for law in finding.laws:
        yield iri("cpc:enforces"), NamedNode(law.iri)
    for quote in finding.quotes:
        yield iri("oa:exact"), Literal(quote.exact)
