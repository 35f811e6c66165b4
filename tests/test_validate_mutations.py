"""A decision graph with one thing wrong is reported, with the rule, the law where a law demands it, and a quote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from cpc_graph.validate import Report, validate
from validating import by_rule, corpus, text_of

S0_ACT = "<eli/fr/ansm/decision/2025/08/04/thalidomide-bms-50-mg-gelule/renouvellement>"
L = "eli/fr/code/csp/article/L5121-12-1"


@dataclass(frozen=True, slots=True)
class Mutation:
    """`wrong` for `right` in a document, facts and assertions alike, unless it is `once`."""

    document: str
    right: str
    wrong: str
    rule: str
    severity: str = "Violation"
    law: str = ""
    quote: str = ""
    once: bool = False

    def apply(self) -> str:
        """Return the text with the wrong value."""
        text = text_of(self.document)
        assert self.right in text
        return text.replace(self.right, self.wrong, 1) if self.once else text.replace(self.right, self.wrong)


MUTATIONS = {
    "publication before signature": Mutation(
        "S0",
        '"2025-08-08"',
        '"2025-08-03"',
        "LegalAct-signedBeforePublished",
        law="L. 221-2",
        quote="PUBLIÉ LE 08/08/2025",
    ),
    "end before start": Mutation(
        "S0",
        '"2028-08-16"',
        '"2025-08-15"',
        "Period-startsBeforeEnd",
        law="R. 5121-76-5",
        quote="à compter du 16 août 2025",
    ),
    "another start than its sentence says": Mutation(
        "S0", '"2025-08-16"', '"2025-08-17"', "Evidence-valueInQuote", quote="à compter du 16 août 2025"
    ),
    "another age than its sentence says": Mutation("S3", '"P2Y"', '"P12Y"', "Evidence-valueInQuote", quote="2 ans"),
    "another connector than its sentence says": Mutation(
        "S0", "cpc:andOr", "cpc:and", "Evidence-valueInQuote", quote="et/ou"
    ),
    "a term of four years (CPC)": Mutation(
        "S0",
        '"P3Y"',
        '"P4Y"',
        "Term-atMostThreeYearsCpc",
        severity="Warning",
        law="L. 5121-12-1, version du 28 décembre 2023",
        quote="pour une durée de trois ans",
    ),
    "its end does not follow": Mutation(
        "S0", '"P3Y"', '"P4Y"', "Term-endIsStartPlusDuration", law="R. 5121-76-5", quote="pour une durée de trois ans"
    ),
    "a term of four years (another CPC)": Mutation(
        "S3", '"P3Y"', '"P4Y"', "Term-atMostThreeYearsCpc", severity="Warning", law="L. 5121-12-1", quote="trois ans"
    ),
    "a term of four years (RTU)": Mutation(
        "S1",
        '"P3Y"',
        '"P4Y"',
        "Term-atMostThreeYearsRtu",
        law="L. 5121-12-1, version du 10 août 2014",
        quote="pour une durée de 3 ans",
    ),
    "an RTU signed on 2021-07-02": Mutation(
        "S1",
        '"2019-08-26"',
        '"2021-07-02"',
        "Regime-noRtuFromJuly2021",
        law="L. 5121-12-1, version du 1er juillet 2021",
        quote="Fait le 26 août 2019",
    ),
    "a CPC signed on 2021-06-30": Mutation(
        "S3",
        '"2024-03-21"',
        '"2021-06-30"',
        "Regime-noCpcBeforeJuly2021",
        law="L. 5121-12-1, version du 1er octobre 2020",
        quote="Fait, le 21/03/2024",
    ),
    "a wrong version cited": Mutation(
        "S0",
        f"cpc:citesVersion <{L}/2023-12-28>",
        f"cpc:citesVersion <{L}/2014-08-10>",
        "Citation-versionInForce",
        law="L. 5121-12-1, version du 10 août 2014",
        quote="L. 5121-12-1 III",
    ),
    "a version that does not exist": Mutation(
        "S0",
        f"cpc:citesVersion <{L}/2023-12-28>",
        f"cpc:citesVersion <{L}/2024-06-01>",
        "Citation-versionExists",
        quote="L. 5121-12-1 III",
    ),
    "a quote altered by one character": Mutation(
        "S0", '"PUBLIÉ LE 08/08/2025"', '"PUBLIÉ LE 08/08/2026"', "Evidence-quoteInSource", quote="PUBLIÉ LE 08/08/2026"
    ),
    "a fact that is not its assertion": Mutation(
        "S3",
        'eli:date_publication "2024-03-21"',
        'eli:date_publication "2024-03-22"',
        "Evidence-eachStatement",
        once=True,
    ),
    "an act that renews itself": Mutation(
        "S0",
        "cpc:renews <eli/fr/ansm/decision/2022/08/16/thalidomide-50-mg-gelule/renouvellement>",
        f"cpc:renews {S0_ACT}",
        "Lineage-notItself",
        law="L. 5121-12-1",
        quote="Le CPC précité est renouvelé",
    ),
    "a state of another regime": Mutation(
        "S3", "cpc:regime cpc:CPC", "cpc:regime cpc:ATU", "State-regimeOfAct", once=True
    ),
    "another day in the store": Mutation("S3", '"2024-03-21"', '"2024-03-22"', "Decision-sameDateAsStored"),
}


def _report(text: str, folder: Path, name: str = "mutation.trig") -> Report:
    path = folder / name
    path.write_text(text, "utf-8")
    return validate([path], store=corpus())


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutation(name: str, tmp_path: Path) -> None:
    """The rule is named, with its severity, law and quote."""
    mutation = MUTATIONS[name]
    report = _report(mutation.apply(), tmp_path)
    found = by_rule(report, mutation.rule)
    assert found, sorted({finding.rule for finding in report.findings})
    assert {finding.severity for finding in found} == {mutation.severity}
    laws = [law.fr for finding in found for law in finding.laws]
    assert not mutation.law or any(mutation.law in law for law in laws), laws
    quotes = [" ".join(quote.exact.split()) for finding in found for quote in finding.quotes]
    assert quotes
    assert any(mutation.quote in quote for quote in quotes), quotes


SIGNED = re.compile(r"cpc:signedBy\s+<[^>]*/signature>\s*([;.])")


@pytest.mark.parametrize(("document", "quote"), [("S0", "Paugam"), ("S1", "MARTIN"), ("S3", "RATIGNIER")])
def test_no_signatory(document: str, quote: str, tmp_path: Path) -> None:
    """The act says who signed; a graph without a signatory contradicts article L. 212-1 of the CRPA."""
    text = SIGNED.sub(lambda found: f'rdfs:comment "" {found[1]}', text_of(document), count=1)
    [finding] = by_rule(_report(text, tmp_path), "Decision-signatory")
    assert finding.severity == "Violation"
    assert any("L. 212-1" in law.fr for law in finding.laws)
    assert any(quote in words.exact for words in finding.quotes)


def _without(text: str, properties: tuple[str, ...]) -> str:
    names = "|".join(properties)
    return re.sub(rf"(?m)^  cpc:({names})( <[^>]*> ;\n|\n(    <[^>]*> [,;]\n)+)", "", text)


@pytest.mark.parametrize(
    ("rule", "properties"),
    [
        ("Decision-legalBasis", ("hasCitation",)),
        ("Decision-medicine", ("namesProduct", "coversSpeciality", "coversGroup")),
        ("Decision-indicationShown", ("hasIndication", "hasWording")),
    ],
)
def test_nothing_of_what_an_act_needs(rule: str, properties: tuple[str, ...], tmp_path: Path) -> None:
    """The store must not give back to a file what the file does not say of its own act."""
    text = _without(text_of("S0"), properties)
    assert text != text_of("S0")
    assert by_rule(_report(text, tmp_path), rule)


def test_what_is_missing_has_no_quote(tmp_path: Path) -> None:
    """A sentence about something else beside a finding would mislead."""
    path = tmp_path / "missing.trig"
    path.write_text(text_of("S0").replace("cpc:impactType", "cpc:impactTypo"), "utf-8")
    missing = by_rule(validate([path], store=corpus()), "Impact-type")
    assert missing
    assert all(finding.quotes == () for finding in missing)
