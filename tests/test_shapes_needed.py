"""A rule counts if a mutation of a real document needs it: what is right is silent, what is changed is told by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse, serialize

from cpc_graph.names import BASE, PREFIXES
from cpc_graph.rdf.gate import read_quads
from cpc_graph.resources import data_dir
from cpc_graph.validate import validate
from validating import by_rule, corpus, path_of

S0 = "eli/fr/ansm/decision/2025/08/04/thalidomide-bms-50-mg-gelule/renouvellement"
S1 = "eli/fr/ansm/decision/2019/08/26/thalidomide-celgene-50-mg-gelule/renouvellement"
S3 = "eli/fr/ansm/decision/2024/03/21/protopic-0-1-pommade/etablissement"
STUB = "eli/fr/ansm/decision/2022/08/16/thalidomide-50-mg-gelule/renouvellement"
M, T = "id/measure/thalidomide-50-mg-gelule", "id/measure/tacrolimus-0-1-pommade"
PROTOPIC = "id/speciality/name/protopic-0-1-pommade"
R = "eli/fr/code/csp/article/R5121-76"
PUT = f"<{S0}> a cpc:AbrogatingDecision ."
# rule: (document, what goes: words of each triple, what comes: Turtle)
NEEDED: dict[str, tuple[str, list[str], str]] = {
    "Article-inSequence": ("S0", [f"<{S0}/article/2> cpc:number"], f'<{S0}/article/2> cpc:number "7" .'),
    "Article-numberedOnce": ("S0", [f"<{S0}/article/2> cpc:number"], f'<{S0}/article/2> cpc:number "1" .'),
    "Signature-forTheAuthority": (
        "S0",
        [f"<{S0}/signature> org:organization"],
        f"<{S0}/signature> org:organization <id/company/celgene> .",
    ),
    "Decision-onePerDayAndObject": (
        "S3",
        [],
        f"<{S3}-bis> a cpc:Decision , cpc:EstablishingDecision , cpc:LegalAct ; eli:passed_by <id/agency/ansm> ;"
        f' eli:date_document "2024-03-21"^^xsd:date . <{T}/impact/bis> a cpc:Impact ; cpc:impactBy <{S3}-bis> ;'
        f" cpc:impactOn <{T}> ; cpc:impactType cpc:establish .",
    ),
    "RangeCitation-complete": ("S0", [f"cpc:citesProvision <{R}-5>"], ""),
    "Citation-sectionOfRegime": ("S1", [], f"<{S1}/citation/3> cpc:citesProvision <{R}-11> ."),
    "Citation-versionOrUnknown": ("S0", [f"<{S0}/citation/1> cpc:citesVersion"], ""),
    "Decision-grounds": ("S0", ["rdf:type cpc:Recital"], ""),
    "Decision-protocol": ("S3", [f"<{S3}> cpc:hasProtocol"], ""),
    "Ending-grounds": ("S0", ["rdf:type cpc:Recital"], PUT),
    "Ending-groundKnown": ("S0", [], f"<{S0}> cpc:ground <id/indication/vitiligo> ."),
    "Abrogation-indicationDate": (
        "S0",
        [],
        f"{PUT} <{M}/impact/x> a cpc:Impact ; cpc:impactBy <{S0}> ; cpc:impactOn <{M}> ; cpc:impactType cpc:abrogate ;"
        " cpc:concernsIndication <id/indication/lupus-cutane> .",
    ),
    "Abrogation-indicationOneDate": (
        "S0",
        [],
        f"{PUT} <{M}/impact/2025-08-04> cpc:concernsIndication <id/indication/lupus-cutane> ."
        f" <{M}/impact/x> a cpc:Impact ; cpc:impactBy <{S0}> ; cpc:impactOn <{M}> ; cpc:impactType cpc:abrogate ;"
        ' cpc:concernsIndication <id/indication/lupus-cutane> ; cpc:impactDate "2026-08-04"^^xsd:date .',
    ),
    "Signature-ofSomebody": ("S0", [f"<{S0}/signature> org:member "], ""),
    "Abrogation-endDate": ("S0", ["cpc:impactDate", "eli:first_date_entry_in_force"], PUT),
    "Abrogation-remainingIndications": ("S0", ["cpc:hasIndication"], PUT),
    "Renewal-noOverlap": (
        "S0",
        [],
        f"<{STUB}> cpc:grantsTerm <{STUB}/term> . <{STUB}/term> a cpc:Term ;"
        ' cpc:periodStart "2022-08-16"^^xsd:date ; cpc:periodEnd "2025-08-26"^^xsd:date .',
    ),
    "Fiction-conditionMet": (M, [], f'<{S1}/term> cpc:periodEnd "2021-07-01"^^xsd:date .'),
    "Fiction-conditionEstablished": (M, [], f'<{S1}/term> cpc:periodEnd "2021-07-02"^^xsd:date .'),
    "Indication-addedIsNew": (M, [], f"<{M}/impact/2025-08-04> a cpc:Impact ; cpc:impactType cpc:addIndication ."),
    "Indication-rewordedKeepsConcept": (
        M,
        [],
        f"<{M}/impact/2025-08-04> a cpc:Impact ; cpc:impactType cpc:reword ."
        f" <{M}/state/2025-08-04> a cpc:MeasureState ; cpc:hasIndication <id/indication/vitiligo> .",
    ),
    "State-strengthOfMeasure": (
        "S3",
        [f"<{PROTOPIC}> rdfs:label", f"<{PROTOPIC}> cpc:nameAsWritten"],
        f'<{PROTOPIC}> rdfs:label "Protopic 0,03 %, pommade" .',
    ),
    "State-groupOfCovered": (
        "S3",
        ["cpc:groupOf"],
        "<id/generic-group/name/protopic-0-1-pommade> cpc:groupOf <id/speciality/name/x> .",
    ),
}


def _path(document: str) -> Path:
    return (
        path_of(document)
        if document.startswith("S")
        else data_dir() / "measures" / f"{document.rpartition('/')[2]}.trig"
    )


def _short(quad: Quad) -> str:
    text = f"{quad.subject} {quad.predicate} {quad.object}".replace(f"<{BASE}", "<")
    for prefix, namespace in PREFIXES.items():
        for name in {part.partition(">")[0] for part in text.split(f"<{namespace.replace(BASE, '')}")[1:]}:
            text = text.replace(f"<{namespace.replace(BASE, '')}{name}>", f"{prefix}:{name}")
    return text


@pytest.mark.parametrize("rule", NEEDED)
def test_needed(rule: str, tmp_path: Path) -> None:
    """Silent on the document, raised by the change."""
    document, gone, come = NEEDED[rule]
    quads = read_quads(_path(document))
    assert not by_rule(validate([_path(document)], store=corpus()), rule)
    kept = [quad for quad in quads if not any(words in _short(quad) for words in gone)]
    assert all(any(words in _short(quad) for quad in quads) for words in gone)
    head = f"@base <{BASE}> . " + " ".join(f"@prefix {name}: <{space}> ." for name, space in PREFIXES.items())
    facts = next(quad.graph_name for quad in quads if str(quad.graph_name).endswith("/facts>"))
    added = [Quad(q.subject, q.predicate, q.object, facts) for q in parse((head + come).encode(), RdfFormat.TURTLE)]
    path = tmp_path / "changed.trig"
    serialize([*kept, *added], str(path), RdfFormat.TRIG)
    report = validate([path], store=corpus())
    assert by_rule(report, rule), sorted({finding.rule for finding in report.findings})
