"""A report as people read it, as JSON, and as a standard SHACL report in Turtle."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from cpc_graph.names import BASE, PREFIXES, SHAPE
from cpc_graph.rdf.terms import iri, text, typed
from cpc_graph.validate.finding import Finding, Node, Quote, Report, text_of

_WORDS = {
    "fr": {
        "Violation": ("violation", "violations"),
        "Warning": ("avertissement", "avertissements"),
        "Info": ("remarque", "remarques"),
        "fine": "aucune règle n'est enfreinte",
        "rules": "{0} règles, droit {1}",
        "own day": "du jour de chaque acte",
        "day": "du {0}",
        "value": "valeur",
        "law": "droit",
        "line": "ligne",
        "quote": "« {0} »",
    },
    "en": {
        "Violation": ("violation", "violations"),
        "Warning": ("warning", "warnings"),
        "Info": ("remark", "remarks"),
        "fine": "no rule is broken",
        "rules": "{0} rules, law {1}",
        "own day": "of the day of each act",
        "day": "of {0}",
        "value": "value",
        "law": "law",
        "line": "line",
        "quote": "“{0}”",
    },
}


def render(report: Report, form: str = "text", lang: str = "fr") -> str:
    """Return the report as `text` (in French or English), `json` or `ttl`. Raises KeyError for another form."""
    return {"text": as_text, "json": as_json, "ttl": as_turtle}[form](report, lang)


def as_text(report: Report, lang: str = "fr") -> str:
    """Return the report for a reader: the gravest first, grouped by rule, with law and quotes."""
    words = _WORDS[lang]
    lines = [_summary(report, lang)]
    for (severity, rule), group in groupby(report.findings, key=lambda finding: (finding.severity, finding.rule)):
        found = list(group)
        lines += ["", f"{words[severity][0].upper()}  {rule}", f"  {visible(found[0].message(lang))}"]
        lines += [line for finding in found for line in _place(finding, lang, found[0])]
    return "\n".join(lines) + "\n"


def _summary(report: Report, lang: str) -> str:
    words = _WORDS[lang]
    counts = [(report.count(severity), words[severity]) for severity in ("Violation", "Warning", "Info")]
    told = ", ".join(f"{count} {names[count > 1]}" for count, names in counts if count) or words["fine"]
    day = str(words["day"]).format(report.as_of) if report.as_of else words["own day"]
    return f"{', '.join(report.files)} : {told} ({str(words['rules']).format(report.rules, day)})"


def _place(finding: Finding, lang: str, first: Finding) -> Iterator[str]:
    words = _WORDS[lang]
    where = [finding.file or "", f"{words['line']} {finding.line}" if finding.line else ""]
    told = ", ".join(part for part in where if part)
    yield f"  - {short(finding.focus)}" + (f"  [{told}]" if told else "")
    if finding.message(lang) != first.message(lang):
        yield f"    {visible(finding.message(lang))}"
    if finding.path is not None:
        value = f" = {short(finding.value)}" if finding.value is not None else ""
        yield f"    {short(finding.path)}{value}"
    elif finding.value is not None:
        yield f"    {words['value']} : {short(finding.value)}"
    if finding.laws:
        yield f"    {words['law']} : " + " ; ".join(law.en if lang == "en" else law.fr for law in finding.laws)
    for quote in finding.quotes:
        yield f"    {str(words['quote']).format(visible(quote.exact))}  {_position(quote)}"


def _position(quote: Quote) -> str:
    return f"({quote.document.removeprefix(BASE)}, {quote.start}-{quote.end})"


def short(node: Node) -> str:
    """Write a node as a person reads it: `prefix:name`, a path below the base, or the text of a literal."""
    if not isinstance(node, NamedNode):
        return visible(text_of(node))
    for prefix, namespace in PREFIXES.items():
        if node.value.startswith(namespace):
            return visible(f"{prefix}:{node.value.removeprefix(namespace)}")
    return visible(node.value.removeprefix(BASE))


def visible(words: str) -> str:
    """Fold white space and show what cannot be seen: control, direction and zero-width characters.

    >>> visible("a\\u200bb\\n c")
    'a[U+200B]b c'
    """
    folded = " ".join(words.split())
    return "".join(char if char.isprintable() else f"[U+{ord(char):04X}]" for char in folded)


def as_json(report: Report, lang: str = "fr") -> str:
    """Return the report as one JSON object; messages are in both languages whatever `lang`."""
    content = {
        "conforms": report.conforms,
        "counts": {severity: report.count(severity) for severity in ("Violation", "Warning", "Info")},
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "files": list(report.files),
        "rules": report.rules,
        "findings": [_json(finding) for finding in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


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
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


def _result(finding: Finding) -> Iterator[tuple[NamedNode, Node]]:
    yield iri("rdf:type"), iri("sh:ValidationResult")
    yield iri("sh:resultSeverity"), iri(f"sh:{finding.severity}")
    yield iri("sh:focusNode"), finding.focus
    yield iri("sh:sourceShape"), NamedNode(finding.rule if "://" in finding.rule else SHAPE + finding.rule)
    yield iri("sh:sourceConstraintComponent"), iri(f"sh:{finding.component or 'SPARQLConstraintComponent'}")
    for lang, message in (("fr", finding.message_fr), ("en", finding.message_en)):
        yield iri("sh:resultMessage"), text(message, lang)
    if finding.path is not None:
        yield iri("sh:resultPath"), finding.path
    if finding.value is not None:
        yield iri("sh:value"), finding.value
    for law in finding.laws:
        yield iri("cpc:enforces"), NamedNode(law.iri)
    for quote in finding.quotes:
        yield iri("oa:exact"), Literal(quote.exact)
