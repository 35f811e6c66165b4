"""The faults of law and of form that graphs from outside have, and the odd but valid ones that must pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpc_graph.validate import Report, validate
from cpc_graph.validate.render import render

CASES = Path(__file__).parent / "cases" / "shapes"
# the case that is written for each fault, and what its report must mention
FAULTS = {
    "DOM-001 renews itself": ("Lineage-notItself/invalid.renews-itself", ["D1"]),
    "DOM-002 renew each other": ("Lineage-noCycle/invalid.each-other", ["D1", "D2"]),
    "DOM-007 renews a decision on another medicine": ("Lineage-sameMeasure/invalid.other-measure", ["D2"]),
    "DOM-009 two decisions renew the same one": ("Lineage-renewedOnceAtATime/invalid.for-the-same-days", ["D1"]),
    "DOM-012 no legal basis": ("Decision-legalBasis/invalid.none", ["D1"]),
    "DOM-013 legal basis is a string": ("Decision-basisIsResource/invalid.string", ["D1"]),
    "DOM-014 version ends before it begins": ("Period-startsBeforeEnd/invalid.version-of-a-law", ["law-x"]),
    "DOM-015 two versions in force together": ("Version-noOverlap/invalid.in-force-together", ["L1"]),
    "DOM-016 ends before it starts": ("Period-startsBeforeEnd/invalid.ends-before-it-starts", ["D1"]),
    "DOM-017 takes effect a month before signature": ("LegalAct-signedBeforeInForce/invalid.a-month-before", ["D1"]),
    "DOM-019 31 February": ("Day-wellFormed/invalid.31-february", ["2022-02-31"]),
    "DOM-020 month 13": ("Day-wellFormed/invalid.month-13", ["2022-13-01"]),
    "DOM-024 15/03/2022 typed xsd:date": ("Day-wellFormed/invalid.french-order", ["15/03/2022"]),
    "DOM-025 date typed xsd:string": ("Day-wellFormed/invalid.string", ["D1"]),
    "DOM-026 date as French text": ("Day-wellFormed/invalid.french-text", ["D1"]),
    "DOM-029 year where a date is wanted": ("Day-wellFormed/invalid.year", ["D1"]),
    "DOM-034 no medicine": ("Decision-medicine/invalid.none", ["D1"]),
    "DOM-035 no indication": ("Decision-indication/invalid.none", ["D1"]),
    "DOM-040 decision and medicine at once": ("Node-oneKind/invalid.decision-and-medicine", ["D1"]),
    "DOM-041 CIS code of four digits": ("Speciality-cis/invalid.four-digits", ["6123"]),
    "DOM-042 CIS code as a number": ("Speciality-cis/invalid.number", ["med-1"]),
    "DOM-044 label without language": ("Label-language/invalid.untagged", ["D1"]),
    "DOM-046 two French labels": ("Label-oneEach/invalid.two-french", ["D1"]),
    "DOM-047 empty label": ("Text-notEmpty/invalid.empty", ["D1"]),
    "DOM-048 label of spaces and zero-width characters": ("Text-notEmpty/invalid.spaces-and-zero-width", ["D1"]),
    "DOM-050 misspelt class": ("Vocabulary-knownTerm/invalid.class", ["Descision"]),
    "DOM-051 http: namespace": ("Vocabulary-somethingJudged/invalid.http-namespace", ["namespace", "aucun", "0 "]),
    "DOM-053 stored in-force status": ("LegalAct-noStoredInForce/invalid.in-force-stored", ["D1"]),
    "DOM-054 abrogated by an earlier decision": (
        "Lineage-followsWhatItActsOn/invalid.abrogated-by-an-earlier-act",
        ["D1"],
    ),
    "DOM-055 anonymous decision": ("Decision-named/invalid.blank-node", ["IRI", "blank"]),
    "DOM-057 owl:sameAs between decisions": ("Decision-noSameAs/invalid.same-as-another", ["sameAs"]),
    "DOM-063 another signature date than the store's": (
        "Decision-sameDateAsStored/invalid.other",
        ["D1", "2022-03-15", "2022-03-16"],
    ),
    "TXT-028 label of 240,000 characters": ("Text-length/invalid.long", ["D1"]),
}
ODDITIES = {
    "SYN-039 decoded twice": ("Text-encoding/warning.mojibake", ["Ã©|mojibake"]),
    "DOM-028 date with a time zone": ("Day-noTimeZone/warning.zone", ["2022-03-15+02:00"]),
    "TXT-015 bidi": ("Text-visible/warning.bidi", ["bidi"]),
    "TXT-016 zero-width": ("Text-visible/warning.zero-width", ["zero"]),
    "TXT-017 look-alikes": ("Text-oneScript/warning.cyrillic", ["script"]),
    "TXT-018 IRI with an Arabic digit": ("Node-asciiName/warning.arabic-digit", ["IRI"]),
    "TXT-026 control characters": ("Text-visible/warning.control", ["control"]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str) -> None:
    """It is a violation, and the standard report says where."""
    case, mentioned = FAULTS[name]
    report = validate([CASES / f"{case}.ttl"], context=False)
    assert report.exit_code == 1
    text = render(report, "ttl")
    assert all(words in text for words in mentioned)


@pytest.mark.parametrize("name", ODDITIES)
def test_oddity(name: str) -> None:
    """It is shown, without an alarm of its rule."""
    case, mentioned = ODDITIES[name]
    report = validate([CASES / f"{case}.ttl"], context=False)
    rule = case.partition("/")[0]
    assert {finding.severity for finding in report.findings if finding.rule == rule} == {"Warning"}
    assert any(words in render(report, "ttl") for words in mentioned[0].split("|"))


PLAIN = """
@base <https://w3id.org/cpc-graph/> .
@prefix cpc: <https://w3id.org/cpc-graph/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<id/case/D1> a cpc:Decision , cpc:EstablishingDecision , cpc:LegalAct ; rdfs:label "Décision établissant un CPC"@fr ;
  cpc:regime cpc:CPC ; eli:date_document "2022-03-15"^^xsd:date ; eli:date_publication "2022-03-15"^^xsd:date ;
  eli:passed_by <id/agency/ansm> ; cpc:grantsTerm <id/case/D1/term> ; cpc:namesProduct <id/case/med-1> ;
  cpc:signedBy <id/case/D1/signature> ; cpc:hasCitation <id/case/D1/citation/1> .
<id/case/D1/signature> a org:Membership ; org:member <id/person/x> ; org:organization <id/agency/ansm> ;
  cpc:asWritten "La Directrice générale" .
<id/case/D1/term> a cpc:Term ; cpc:duration "P3Y"^^xsd:duration ; cpc:periodStart "2022-03-15"^^xsd:date ;
  cpc:periodEnd "2025-03-15"^^xsd:date .
<id/case/D1/citation/1> a cpc:Citation ; cpc:asWritten "L. 5121-12-1 III" ; cpc:citationRole cpc:basis ;
  cpc:citesProvision <eli/fr/code/csp/article/L5121-12-1> .
<id/case/impact/1> a cpc:Impact ; cpc:impactBy <id/case/D1> ; cpc:impactType cpc:establish ;
  cpc:impactOn <id/measure/x> ; cpc:impactDate "2022-03-15"^^xsd:date ; cpc:opensState <id/case/state/1> .
<id/case/state/1> a cpc:MeasureState ; cpc:regime cpc:CPC ; cpc:stateOf <id/measure/x> ;
  cpc:coversSpeciality <id/case/med-1> ; cpc:periodStart "2022-03-15"^^xsd:date ; cpc:hasIndication <id/indication/x> .
<id/case/med-1> a cpc:Speciality ; rdfs:label "EXEMPLAZINE 10 mg, comprimé"@fr ; cpc:cis "61234567" .
<id/indication/x> a cpc:Indication ; rdfs:label "Traitement de la maladie d'exemple"@fr .
"""
RENEWAL = """
<id/case/D{n}> a cpc:Decision , cpc:RenewalDecision , cpc:LegalAct ; rdfs:label "Renouvellement {n}"@fr ;
  cpc:regime cpc:CPC ; eli:date_document "{year}-03-01"^^xsd:date ; cpc:renews <id/case/D{before}> ;
  cpc:grantsTerm <id/case/D{n}/term> ;
  cpc:namesProduct <id/case/med-1> ; eli:based_on <eli/fr/code/csp/article/L5121-12-1> .
<id/case/D{n}/term> a cpc:Term ; cpc:periodStart "{year}-03-15"^^xsd:date ; cpc:periodEnd "{after}-03-15"^^xsd:date .
<id/case/impact/{n}> a cpc:Impact ; cpc:impactBy <id/case/D{n}> ; cpc:impactType cpc:renew ;
  cpc:opensState <id/case/state/{n}> .
<id/case/state/{n}> a cpc:MeasureState ; cpc:regime cpc:CPC ; cpc:hasIndication <id/indication/x> .
"""
CONTROLS = {
    "CTL-001 plain": PLAIN,
    "CTL-002 with a BOM": "\ufeff" + PLAIN,
    "CTL-006 signed on the first day": PLAIN.replace("2022-03-15", "2021-07-01").replace("2025-03-15", "2024-07-01"),
    "CTL-007 29 February": PLAIN.replace("2022-03-15", "2024-02-29").replace("2025-03-15", "2027-02-28"),
    "CTL-009 thirteen yearly renewals": PLAIN.replace("2025-03-15", "2023-03-15").replace("P3Y", "P1Y")
    + "".join(RENEWAL.format(n=n, before=n - 1, year=2021 + n, after=2022 + n) for n in range(2, 15)),
    "CTL-010 quotes, ampersand, brackets": PLAIN.replace("établissant un CPC", 'établissant \\"A & B\\" <C>'),
    "CTL-012 two hundred indications": PLAIN
    + "".join(
        f"<id/case/state/1> cpc:hasIndication <id/indication/x{n}> .\n"
        f'<id/indication/x{n}> a cpc:Indication ; rdfs:label "Traitement {n}"@fr .\n'
        for n in range(200)
    ),
}


@pytest.mark.parametrize("name", CONTROLS)
def test_odd_but_valid(name: str, tmp_path: Path) -> None:
    """What is valid passes: refusing everything would be easy."""
    path = tmp_path / "decision.ttl"
    path.write_text(CONTROLS[name], "utf-8")
    report = validate([path], context=False)
    assert [(finding.rule, str(finding.focus)) for finding in report.findings if finding.severity == "Violation"] == []


def _report(text: str, folder: Path) -> Report:
    path = folder / "decision.ttl"
    path.write_text(text, "utf-8")
    return validate([path], context=False)


def test_a_cycle_of_fifty(tmp_path: Path) -> None:
    """DOM-004: fifty decisions that renew each other in a circle."""
    head = PLAIN.partition("<id/case/D1>")[0]
    ring = "".join(
        f"<id/case/D{n}> a cpc:Decision , cpc:RenewalDecision , cpc:LegalAct ; cpc:renews <id/case/D{(n + 1) % 50}> .\n"
        for n in range(50)
    )
    found = [finding for finding in _report(head + ring, tmp_path).findings if finding.rule == "Lineage-noCycle"]
    assert len(found) == 50


def test_data_cannot_bring_their_own_shapes(tmp_path: Path) -> None:
    """DOM-060: a shape in the data neither judges nor excuses: the fault of D1 is still found."""
    shape = "@prefix sh: <http://www.w3.org/ns/shacl#> . cpc:Decision a sh:NodeShape ; sh:deactivated true ."
    report = _report(
        PLAIN.replace('eli:date_document "2022-03-15"', 'eli:date_document "2022-04-15"') + shape, tmp_path
    )
    assert {"LegalAct-signedBeforePublished", "Vocabulary-noShapes"} <= {finding.rule for finding in report.findings}
    assert report.exit_code == 1
