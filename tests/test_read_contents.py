"""What R. 5121-76-5 wants an act to hold is read where its words clearly give it; what is not understood is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cpc_graph.build.decision import facts_draft
from cpc_graph.extract.document import Extracted
from cpc_graph.rdf.terms import iri
from cpc_graph.read.contract import contract
from cpc_graph.read.reader import read
from cpc_graph.text.facts import Facts
from cpc_graph.text.links import Links
from decisions import law, reading, values

DEV = Path(__file__).parent / "cases" / "ingest" / "dev"
ESTABLISHES, CHANGES, ENDS, REFUSES = (next(DEV.glob(f"{number}-*.txt")) for number in ("01", "06", "09", "10"))


def read_text(text: str) -> Facts:
    return read(Extracted("text", "0" * 64, text), "a.txt")


def contents(text: str) -> list[tuple[str, str]]:
    decision = read_text(text).decision
    assert decision is not None
    return [(one.kind, one.words.text) for one in decision.contents]


def with_article(sentence: str) -> str:
    """The act that establishes, with one more sentence in its second article."""
    text = ESTABLISHES.read_text("utf-8")
    assert "Article 2 :\n" in text
    return text.replace("Article 2 :\n", f"Article 2 :\n{sentence} ", 1)


def test_a_recital_that_presumes_the_balance_of_benefit_and_risk() -> None:
    ((kind, words),) = contents(ESTABLISHES.read_text("utf-8"))
    assert kind == "benefit-risk"
    assert "présumer un rapport bénéfice/risque favorable" in words


def test_a_dose_in_the_annex_stands_without_the_heading_before_it() -> None:
    assert contents(CHANGES.read_text("utf-8")) == [("posology", "La dose maximale est portée à 6 mg par jour.")]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("La posologie est de 50 mg par jour.", "posology"),
        ("Le médicament est administré par voie orale.", "posology"),
        ("Les effets indésirables les plus fréquents sont la somnolence et la constipation.", "adverse-effects"),
        ("Le médicament est réservé à l'usage hospitalier.", "prescription-class"),
        ("La prescription initiale est réservée aux neurologues.", "prescription-class"),
    ],
)
def test_an_article_that_says_it(sentence: str, kind: str) -> None:
    found = [words for code, words in contents(with_article(sentence)) if code == kind]
    assert found == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le prescripteur déclare tout effet indésirable au centre régional.",
        "Les effets indésirables sont déclarés sans délai à l'ANSM.",
        "La posologie est fixée par le protocole.",
        "Le rapport bénéfice/risque n'est pas présumé favorable.",
    ],
)
def test_words_that_come_near_and_say_something_else(sentence: str) -> None:
    assert [code for code, _ in contents(with_article(sentence))] == ["benefit-risk"]


def test_a_refusal_holds_nothing_of_it() -> None:
    assert contents(REFUSES.read_text("utf-8")) == []


def test_they_are_in_the_json_and_in_the_graph() -> None:
    facts = read_text(with_article("La posologie est de 50 mg par jour."))
    shown = json.loads(json.dumps(contract(facts)))["decision"]["contents"]
    assert [one["code"] for one in shown] == ["posology", "benefit-risk"]
    links = Links(author="", reasons=reading("S3")[1].reasons)
    made = {(st.predicate, str(st.evidence.status)) for st in facts_draft(facts, links, law()).statements.values()}
    assert {(iri("cpc:posology"), "stated"), (iri("cpc:benefitRisk"), "stated")} <= made


def test_the_protocol_of_an_act_is_the_one_that_it_annexes() -> None:
    assert [len(values(name, "…", "cpc:hasProtocol")) for name in ("S0", "S1", "S3")] == [0, 1, 1]
    assert "joint-a-la-decision" in str(values("S1", "…", "cpc:hasProtocol")[0])


def test_articles_of_a_code_that_nobody_knows_are_told() -> None:
    text = ENDS.read_text("utf-8")
    more = text.replace(
        "R. 5121-76-9 III ;", "R. 5121-76-9 III ;\n\nVu le code de la\nconsommation, notamment son article L. 221-1 ;"
    )
    assert more != text
    (warning,) = [one for one in read_text(more).warnings if one.code == "unknown-code"]
    assert warning.quotes[0].exact == "Vu le code de la\nconsommation, notamment son article L. 221-1"
    assert not [one for one in read_text(text).warnings if one.code == "unknown-code"]


def test_grounds_and_ends_of_single_indications_are_in_the_graph() -> None:
    facts = read_text(ENDS.read_text("utf-8"))
    source = reading("S3")[1]
    links = Links(
        author="",
        reasons=source.reasons,
        concepts=("vitiligo", "lupus-cutane"),
        concept_labels=dict.fromkeys(("vitiligo", "lupus-cutane"), source.concept_labels["vitiligo"]),
    )
    said = facts_draft(facts, links, law()).statements.values()
    days = {str(st.subject)[-12:-1]: str(st.object)[1:11] for st in said if st.predicate == iri("cpc:impactDate")}
    assert sorted(days.values()) == ["2025-03-01", "2025-06-01"]
    assert {st.object for st in said if st.predicate == iri("cpc:ground")} == {iri("cpc:authorisedSince")}
    aimed = {(st.subject, st.object) for st in said if st.predicate == iri("cpc:concernsIndication")}
    assert len(aimed) == len({subject for subject, _ in aimed}) == 2
