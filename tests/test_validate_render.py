"""A report for people, for programs and for other SHACL tools."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from cpc_graph.names import PREFIXES
from cpc_graph.text.shown import shown as visible
from cpc_graph.validate import Finding, Law, Quote, Report, validate
from cpc_graph.validate.render import render
from validating import corpus, path_of

SH = PREFIXES["sh"]
FINDING = Finding(
    rule="Day-wellFormed",
    severity="Violation",
    focus=NamedNode("https://w3id.org/cpc-graph/id/case/D1"),
    message_fr="Cette date n'en est pas une.",
    message_en="This is no date.",
    path=NamedNode("http://data.europa.eu/eli/ontology#date_document"),
    value=Literal("2022-02-31\u200b\x1b[31m", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    laws=(Law("https://w3id.org/cpc-graph/eli/fr/x/2021-07-01", "art. x", "art. x (en)"),),
    quotes=(Quote("https://w3id.org/cpc-graph/id/case/D1/fr/txt", "le 31 février\n2022", 10, 28),),
    file="d1.ttl",
    line=4,
)
REPORT = Report((FINDING,), ("d1.ttl",), None, 196, 3)


def test_text() -> None:
    """Rule, message, place, value, law, quote; what cannot be seen is shown."""
    text = render(REPORT)
    for words in (
        "d1.ttl : 1 violation (196 règles",
        "VIOLATION  Day-wellFormed",
        "Cette date n'en est pas une.",
        "id/case/D1  [d1.ttl, ligne 4]",
        "eli:date_document = 2022-02-31⟨U+200B⟩⟨U+001B⟩[31m",
        "droit : art. x",
        "« le 31 février 2022 »  (id/case/D1/fr/txt, 10-28)",
    ):
        assert words in text
    assert "\x1b" not in text


def test_text_in_english() -> None:
    """The same in English."""
    text = render(REPORT, "text", "en")
    assert "This is no date." in text
    assert "law: art. x (en)" in text and "d1.ttl: 1 violation" in text and "“le 31 février 2022”" in text
    assert " : " not in text and " ; " not in text and "«" not in text
    assert "[d1.ttl, line 4]" in text


def test_nothing_found() -> None:
    """A good document is told so."""
    assert "aucune règle n'est enfreinte" in render(Report((), ("a.ttl",), None, 196, 3))
    assert "no rule is broken" in render(Report((), ("a.ttl",), None, 196, 3), "text", "en")


def test_json() -> None:
    """Every field, values as written."""
    told = json.loads(render(REPORT, "json"))
    assert told["conforms"] is False
    assert told["counts"] == {"Violation": 1, "Warning": 0, "Info": 0}
    [finding] = told["findings"]
    assert finding["value"] == "2022-02-31\u200b\x1b[31m"
    assert finding["message"] == {"fr": "Cette date n'en est pas une.", "en": "This is no date."}
    assert finding["law"][0]["fr"] == "art. x"
    assert finding["quotes"] == [
        {"document": FINDING.quotes[0].document, "exact": "le 31 février\n2022", "start": 10, "end": 28}
    ]
    assert (finding["file"], finding["line"]) == ("d1.ttl", 4)


def test_turtle_is_a_standard_report() -> None:
    """One ValidationReport; each result has focus, severity, shape, component and messages."""
    quads = list(parse(render(REPORT, "ttl").encode(), RdfFormat.TURTLE))
    [result] = [quad.object for quad in quads if quad.predicate.value == SH + "result"]
    about = {quad.predicate.value.removeprefix(SH): quad.object for quad in quads if quad.subject == result}
    assert about["focusNode"] == FINDING.focus
    assert about["value"] == FINDING.value
    assert about["sourceShape"] == NamedNode("https://w3id.org/cpc-graph/shapes#Day-wellFormed")
    assert {"resultSeverity", "sourceConstraintComponent", "resultMessage", "resultPath"} <= set(about)
    assert any(quad.predicate.value == SH + "conforms" and quad.object.value == "false" for quad in quads)


def test_a_blank_focus_and_no_path() -> None:
    """An anonymous node is told as such."""
    bare = Finding("Decision-named", "Violation", BlankNode("b0"), "anonyme", "anonymous")
    for form in ("text", "json", "ttl"):
        assert render(Report((bare,), ("a.ttl",)), form)


@pytest.mark.parametrize("form", ["text", "json", "ttl"])
def test_real_reports(form: str) -> None:
    """The warnings of S1 in each form, with their law."""
    text = render(validate([path_of("S1")], store=corpus()), form)
    assert "Term-startTold" in text
    assert "R5121-76-1/2015-01-01" in text or "R. 5121-76-1" in text


def test_visible() -> None:
    """White space is folded; direction and control characters are named."""
    assert visible("a\u2066b\n\n c\x07") == "a⟨U+2066⟩b c⟨U+0007⟩"
