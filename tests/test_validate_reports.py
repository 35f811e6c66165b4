"""Reports for other tools, the line in the file, the proposed change, the findings that somebody accepted."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from cpc_graph.errors import InputError
from cpc_graph.rdf.gate import read_quads
from cpc_graph.resources import data_dir, shapes_dir
from cpc_graph.validate import Finding, Quote, Report, validate
from cpc_graph.validate.baseline import accept, read_baseline
from cpc_graph.validate.finding import text_of
from cpc_graph.validate.fixes import patch
from cpc_graph.validate.places import places
from cpc_graph.validate.render import FORMS, render
from validating import by_rule, corpus, path_of
from validating import text_of as document

EVIL = '"><script>alert(1)</script>&\u202e'
L = "eli/fr/code/csp/article/L5121-12-1"
# what is wrong in S0, the rule that says so, the value expected in its place
FIXES = {
    "entry into force": ('"2025-08-09"', '"2025-08-07"', "LegalAct-publishedBeforeInForce", "2025-08-09"),
    "entry before signature": ('"2025-08-09"', '"2025-08-01"', "LegalAct-signedBeforeInForce", "2025-08-09"),
    "end of the term": ('"2028-08-16"', '"2028-08-17"', "Term-endIsStartPlusDuration", "2028-08-16"),
    "version": (
        f"citesVersion <{L}/2023-12-28>",
        f"citesVersion <{L}/2014-08-10>",
        "Citation-versionInForce",
        f"{L}/2023-12-28",
    ),
    "no such version": (
        f"citesVersion <{L}/2023-12-28>",
        f"citesVersion <{L}/2024-06-01>",
        "Citation-versionExists",
        f"{L}/2023-12-28",
    ),
    "agency": (
        "passed_by <id/agency/ansm>",
        "passed_by <id/agency/afssaps>",
        "Decision-agencyOfItsDay",
        "id/agency/ansm",
    ),
    "regime of the state": (
        "cpc:regime cpc:CPC ;\n  cpc:stateOf",
        "cpc:regime cpc:ATU ;\n  cpc:stateOf",
        "State-regimeOfAct",
        "#CPC",
    ),
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Report:
    path = tmp_path_factory.mktemp("reports") / "bad.trig"
    path.write_text(document("S0").replace('"2028-08-16"', '"2028-09-16"'), "utf-8")
    return validate([path], store=corpus())


@pytest.mark.parametrize("name", FIXES)
def test_fix(name: str, tmp_path: Path) -> None:
    """The expected value, and a patch of one line that goes and one that comes."""
    right, wrong, rule, expected = FIXES[name]
    text = document("S0")
    assert right in text
    path = tmp_path / "bad.trig"
    path.write_text(text.replace(right, wrong), "utf-8")
    [finding] = by_rule(validate([path], store=corpus()), rule)
    assert finding.fix is not None
    assert text_of(finding.fix.expected).endswith(expected)
    assert [line[0] for line in patch(finding.fix).splitlines()] == ["-", "+"]


def test_a_missing_value_is_only_added() -> None:
    """An end of a range that is not among the cited provisions."""
    case = Path(__file__).parent / "cases" / "shapes" / "RangeCitation-expanded" / "invalid.last-missing.ttl"
    [finding] = by_rule(validate([case], context=False), "RangeCitation-expanded")
    assert finding.fix is not None
    assert patch(finding.fix).startswith("+ ")


def test_the_line_is_that_of_the_statement(bad: Report) -> None:
    """Not that of another place where the same words stand."""
    [finding] = by_rule(bad, "Term-endIsStartPlusDuration")
    assert finding.file is not None
    assert finding.line is not None
    assert 'cpc:periodEnd "2028-09-16"' in Path(finding.file).read_text("utf-8").splitlines()[finding.line - 1]


@pytest.mark.parametrize("folder", [data_dir(), shapes_dir()])
def test_each_triple_has_its_line(folder: Path) -> None:
    """On all that we ship, each triple without a blank node is found where it is written."""
    for path in [*folder.rglob("*.trig"), *folder.rglob("*.ttl")]:
        found = places(path.read_text("utf-8"))
        for quad in read_quads(path):
            if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode):
                assert (text_of(quad.subject), quad.predicate.value, text_of(quad.object)) in found, (path, quad)


def test_places() -> None:
    """Prefixes, escapes, brackets, several objects, comments; literals by their text."""
    text = """@prefix e: <https://e/#> . # e:x e:p e:y
e:s e:p "a\\n\\u00e9" , '''long
"one" ''' ;
  e:q [ e:p e:hidden ] , e:o .
PREFIX f: <https://f/>
f:s e:p 1.5 ."""
    found = places(text)
    assert found["https://e/#s", "https://e/#p", "a\né"] == 2
    assert found["https://e/#s", "https://e/#p", 'long\n"one" '] == 2
    assert found["https://e/#s", "https://e/#q", "https://e/#o"] == 4
    assert found["https://f/s", "https://e/#p", "1.5"] == 6
    assert ("https://e/#x", "https://e/#p", "https://e/#y") not in found


def test_sarif(bad: Report) -> None:
    """Version, rule, level, the line of the file, the words of the decision at their place, the change."""
    log = json.loads(render(bad, "sarif"))
    [run] = log["runs"]
    assert log["version"] == "2.1.0"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
    [result] = [each for each in run["results"] if each["ruleId"] == "Term-endIsStartPlusDuration"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] > 1
    quote = result["relatedLocations"][0]["physicalLocation"]["region"]
    assert "trois ans" in quote["snippet"]["text"]
    assert quote["charLength"] == len(quote["snippet"]["text"])
    assert result["properties"]["expected"] == "2028-08-16"
    assert result["properties"]["patch"].count("\n") == 2


def test_junit(bad: Report) -> None:
    """A failure per violation; warnings pass and say why; a good file is one test that passes."""
    suite = ElementTree.fromstring(render(bad, "junit"))
    assert len(suite.findall(".//failure")) == bad.count("Violation") > 0
    assert len(suite.findall(".//testcase")) == len(bad.findings)
    good = ElementTree.fromstring(render(validate([path_of("S0")], store=corpus()), "junit"))
    assert (len(good.findall(".//testcase")), len(good.findall(".//failure"))) == (1, 0)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def test_what_a_document_says_is_text() -> None:
    """In no form do its words become markup or hide."""
    finding = Finding(
        EVIL,
        "Violation",
        NamedNode("urn:x"),
        EVIL,
        EVIL,
        None,
        Literal(EVIL),
        (),
        (Quote("urn:d", EVIL, 0, 3),),
        EVIL,
        3,
    )
    report = Report((finding,), (EVIL,))
    page = _Tags()
    page.feed(render(report, "html"))
    assert "script" not in page.tags
    for form in ("html", "junit", "text"):
        assert "\u202e" not in render(report, form)
    ElementTree.fromstring(render(report, "junit"))
    assert json.loads(render(report, "sarif"))


def test_html_needs_nothing_else(bad: Report) -> None:
    """No script, nothing loaded; links go to the law only."""
    text = render(bad, "html", "en")
    page = _Tags()
    page.feed(text)
    assert not page.tags & {"script", "link", "img", "iframe"}
    assert page.links
    assert all(link.startswith("https://w3id.org/cpc-graph/eli/") for link in page.links)
    assert "2028-08-16" in text
    assert "trois ans" in text


@pytest.mark.parametrize("form", FORMS)
def test_no_finding(form: str) -> None:
    """Each form says that nothing was found."""
    assert render(Report((), ("a.ttl",), rules=3), form)


def test_baseline(bad: Report, tmp_path: Path) -> None:
    """An accepted finding no longer counts, is told with its reason, and is suppressed in SARIF."""
    focus = text_of(by_rule(bad, "Term-endIsStartPlusDuration")[0].focus).removeprefix("https://w3id.org/cpc-graph/")
    path = tmp_path / "accepted.yaml"
    path.write_text(
        f"- {{rule: Term-endIsStartPlusDuration, focus: {focus}, value: 2028-09-16, reason: erratum attendu}}\n"
        "- {rule: Decision-kind, focus: id/nowhere, reason: plus rien}\n"
    )
    report = accept(bad, read_baseline(path))
    assert bad.count("Violation") - report.count("Violation") == 1
    text = render(report)
    assert "accepté : erratum attendu" in text
    assert "Decision-kind id/nowhere" in text
    sarif = json.loads(render(report, "sarif"))["runs"][0]["results"]
    assert [each["suppressions"][0]["justification"] for each in sarif if "suppressions" in each] == ["erratum attendu"]
    assert len(ElementTree.fromstring(render(report, "junit")).findall(".//skipped")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rule: x", "liste"),
        ("- {rule: x, focus: y}", "reason"),
        ("- {rule: x, focus: y, reason: ' '}", "reason"),
        ("- {rule: x, focus: y, reason: z, until: 2026}", "until"),
        ("- [", "YAML"),
    ],
)
def test_bad_baseline(text: str, said: str, tmp_path: Path) -> None:
    """One line with the file: nothing is accepted without a reason."""
    path = tmp_path / "accepted.yaml"
    path.write_text(text)
    with pytest.raises(InputError, match=said) as caught:
        read_baseline(path)
    assert "accepted.yaml" in caught.value.fr
