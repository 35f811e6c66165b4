"""Computed days are what their rules give; a finding shows the sentence of its own statement, or none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cpc_graph.validate import Finding, validate
from cpc_graph.validate.finding import text_of as term
from cpc_graph.validate.fixes import patch
from validating import by_rule, corpus, path_of, text_of

CASES = Path(__file__).parent / "cases" / "shapes"
# document, what is changed wherever it stands, what comes, the rule, the day that the rule gives
DAYS = {
    "in force on publication": ("S0", '"2025-08-09"', '"2025-08-08"', "Computed-dayAfter", "2025-08-09"),
    "in force two days after": ("S3", '"2024-03-22"', '"2024-03-23"', "Computed-dayAfter", "2024-03-22"),
    "published a day later": ("S0", '"2025-08-08"', '"2025-08-09"', "Computed-dayAfter", "2025-08-10"),
    "an end a month late": ("S0", '"2028-08-16"', '"2028-09-16"', "Computed-plusDuration", "2028-08-16"),
}


def _findings(text: str, folder: Path, *, context: bool = True) -> list[Finding]:
    path = folder / "changed.trig"
    path.write_text(text, "utf-8")
    return list(validate([path], store=corpus(), context=context).findings)


@pytest.mark.parametrize("name", DAYS)
def test_a_computed_day_that_its_rule_does_not_give(name: str, tmp_path: Path) -> None:
    """Facts and evidence agree, the quotes are right, and the day does not follow from what it is drawn from."""
    document, right, wrong, rule, expected = DAYS[name]
    assert not by_rule(validate([path_of(document)], store=corpus()), rule)
    found = [each for each in _findings(text_of(document).replace(right, wrong), tmp_path) if each.rule == rule]
    fixes = [each.fix for each in found if each.fix is not None]
    assert {each.severity for each in found} == {"Violation"}
    assert {term(fix.expected) for fix in fixes} == {expected}
    for fix in fixes:  # the fact and the assertion that says it
        assert [line[0] for line in patch(fix).splitlines()] == ["-", "+", "-", "+"]


def test_quotes_are_those_of_the_statement(tmp_path: Path) -> None:
    """Of what the file does not say there is no sentence, and that of another statement would mislead."""
    names = r"(?m)^  cpc:(hasIndication|hasWording)( <[^>]*> ;\n|\n(    <[^>]*> [,;]\n)+)"
    text = re.sub(names, "", text_of("S0"))
    assert text != text_of("S0")
    quotes = [each.quotes for each in _findings(text, tmp_path) if each.rule == "Decision-indicationShown"]
    assert quotes == [()]


def test_a_rule_on_the_act_quotes_the_day_below_it(tmp_path: Path) -> None:
    """The start is that of the term: its sentence is shown, although the finding is on the act."""
    text = text_of("S0").replace('"2025-08-16"^^', '"2025-07-16"^^')
    found = [each for each in _findings(text, tmp_path) if each.rule == "LegalAct-notRetroactive"]
    assert found
    assert all("à compter du 16 août 2025" in each.quotes[0].exact for each in found)


@pytest.mark.parametrize("document", ["S0", "S1", "S3"])
def test_law_that_is_only_cited_is_not_judged(document: str) -> None:
    """Alone, a file says of a provision that it cites what it is, and nothing else."""
    report = validate([path_of(document)], context=False)
    assert not [each.rule for each in report.findings if each.rule.startswith(("Provision-", "Statute-"))]


def test_law_that_a_file_describes_is_judged() -> None:
    """As long as a file is not about a provision, nothing of it is missing: here it is."""
    case = CASES / "Provision-number" / "warning.no-number.ttl"
    assert by_rule(validate([case], context=False), "Provision-number")


def test_no_iri_stands_in_a_sentence(tmp_path: Path) -> None:
    """Values that a message names are named by their labels."""
    label = "Agence française de sécurité sanitaire des produits de santé"
    text = f"""@base <https://w3id.org/cpc-graph/> . @prefix cpc: <https://w3id.org/cpc-graph/ontology#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      <id/case/name> a cpc:Speciality ; rdfs:label "X"@fr ; cpc:identifiedAs <id/case/one> , <id/case/two> .
      <id/case/one> rdfs:label "{label}"@fr , "Agency"@en ."""
    path = tmp_path / "case.ttl"
    path.write_text(text, "utf-8")
    [finding] = by_rule(validate([path], context=False), "Speciality-identifiedAs")
    assert label in finding.message_fr
    assert "Agency" in finding.message_en
    assert "http" not in finding.message_fr


def test_a_held_act_is_not_refused_for_the_regime_of_one_that_it_cites(tmp_path: Path) -> None:
    """ "une RTU …, renouvelée le 2 mars 2023": what is wrong is what was read of an act that is not held."""
    stub = """<https://w3id.org/cpc-graph/eli/fr/ansm/decision/2023/03/02/x/renouvellement>
      a cpc:Decision , cpc:RenewalDecision , cpc:LegalAct ; cpc:availability cpc:citedOnly ; cpc:regime cpc:RTU ;
      eli:date_document "2023-03-02"^^xsd:date ."""
    head, brace, tail = text_of("S0").partition("/facts> {")
    found = _findings(head + brace + "\n" + stub + tail, tmp_path)
    assert {each.severity for each in found if each.rule.startswith("Regime-")} == {"Warning"}


def test_a_renewal_that_takes_up_its_indications_is_not_refused() -> None:
    """ "Le CPC précité est renouvelé", without a list."""
    case = CASES / "Decision-indication" / "valid.taken-up.ttl"
    report = validate([case], context=False)
    assert by_rule(report, "Decision-indicationShown")
    assert not by_rule(report, "Decision-indication")
