"""What an audit asked for: provisions, periods, acts and persons as people write them; an assumption without effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cpc_graph.ask import ask, load_questions
from cpc_graph.ask.provisions import subdivision
from cpc_graph.ask.spans import read_span
from cpc_graph.build.corpus import corpus_quads
from cpc_graph.build.derive import derive
from cpc_graph.errors import UsageError
from cpc_graph.names import BASE
from cpc_graph.resources import data_dir
from cpc_graph.store.reader import Store

if TYPE_CHECKING:
    from cli_workspace import Cli

pytest_plugins = ["cli_workspace"]
QUESTIONS = load_questions()


@pytest.fixture(scope="module")
def corpus() -> Store:
    store = Store(quads=corpus_quads(data_dir()))
    derive(store.raw)
    return store


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("L.5121-12-1 III", "III"),
        ("L. 5121-12-1, III", "III"),
        ("article L5121-12-1/III", "III"),
        ("art. L. 5121-12-1 III du code de la santé publique", "III"),
        ("art. L. 5121-12-1 du code de la santé publique", None),
        ("CSP:L5121\u201112\u20111", None),
    ],
)
def test_a_provision_is_read_with_its_code_and_its_subdivision(corpus: Store, text: str, part: str | None) -> None:
    found = ask(corpus, QUESTIONS["citing-decisions"], {"provision": text})
    assert found.parameters["provision"] == BASE + "eli/fr/code/csp/article/L5121-12-1"
    assert found.verdict == "rows"
    assert [line for line in found.because if "en entier" in line] == (
        [f"provision : la réponse porte sur l'article L5121-12-1 en entier, non sur sa seule subdivision « {part} »"]
        if part
        else []
    )


@pytest.mark.parametrize("text", ["L5121-12", "L. 9999-1 III", "R. 5121-12-1 III"])
def test_another_article_is_not_taken_for_it(corpus: Store, text: str) -> None:
    with pytest.raises(UsageError):
        ask(corpus, QUESTIONS["citing-decisions"], {"provision": text})


def test_an_iri_has_no_subdivision() -> None:
    assert subdivision("eli/fr/code/csp/article/L5121-12-1") is None


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("août 2022", "2022-08-01/2022-08-31"),
        ("AOUT 2022", "2022-08-01/2022-08-31"),
        ("fév. 2020", "2020-02-01/2020-02-29"),
        ("2022-08", "2022-08-01/2022-08-31"),
        ("08/2022", "2022-08-01/2022-08-31"),
        ("2019", "2019-01-01/2019-12-31"),
        ("16 août 2022", None),
        ("2022-08-16", None),
        ("2022-13", None),
        ("0019", None),
        ("\u0662\u0660\u0661\u0669", None),
        ("", None),
    ],
)
def test_a_month_and_a_year_are_periods(text: str, span: str | None) -> None:
    found = read_span(text)
    assert (None if found is None else str(found)) == span


@pytest.mark.parametrize(
    ("given", "signatures"),
    [
        ({"from": "août 2019"}, ["2019-08-26"]),
        ({"from": "août 2022", "to": "mars 2024"}, ["2022-08-16", "2024-03-21"]),
        ({"from": "2024", "to": "2024"}, ["2024-03-21"]),
    ],
)
def test_a_period_bounds_a_list(corpus: Store, given: dict[str, str], signatures: list[str]) -> None:
    found = ask(corpus, QUESTIONS["decisions-between"], given)
    assert [row["signature"] for row in found.rows] == signatures
    assert any("est lu comme le" in line for line in found.because)


@pytest.mark.parametrize(
    ("period", "verdict", "said"),
    [
        ("août 2025", "yes", ["pour toute la période, du 2025-08-01 au 2025-08-31 : oui"]),
        (
            "août 2028",
            "depends",
            [
                "pour une partie de la période, du 2028-08-01 au 2028-08-15 : oui",
                "pour une partie de la période, du 2028-08-16 au 2028-08-31 : non",
            ],
        ),
        ("2029", "no", ["pour toute la période, du 2029-01-01 au 2029-12-31 : non"]),
        ("janvier 2020", "not-told", ["pour toute la période, du 2020-01-01 au 2020-01-31 : non établi"]),
    ],
)
def test_a_day_may_be_a_period(corpus: Store, period: str, verdict: str, said: list[str]) -> None:
    found = ask(corpus, QUESTIONS["is-allowed"], {"measure": "thalidomide", "asOf": period})
    assert (found.verdict, found.as_of) == (verdict, None)
    assert [line for line in found.because if "période" in line] == said
    assert found.parameters["asOf"] == str(read_span(period))


@pytest.mark.parametrize(
    ("asked", "turns_on", "fr", "en"),
    [
        ("2021-09-01", ("reading",), "cela dépend de la lecture", "it depends on the reading"),
        ("septembre 2021", ("reading",), "cela dépend de la lecture", "it depends on the reading"),
        ("août 2028", ("day",), "cela dépend du jour", "it depends on the day"),
        (
            "2021",
            ("day", "reading"),
            "cela dépend du jour et de la lecture",
            "it depends on the day and on the reading",
        ),
        ("août 2025", (), "oui", "yes"),
    ],
)
def test_what_an_answer_depends_on_is_said(
    corpus: Store, cli: Cli, asked: str, turns_on: tuple[str, ...], fr: str, en: str
) -> None:
    found = ask(corpus, QUESTIONS["is-allowed"], {"measure": "thalidomide", "asOf": asked})
    assert (found.turns_on, found.verdict == "depends") == (turns_on, bool(turns_on))
    if turns_on:
        words = ("ask", "is-allowed", "--measure", "thalidomide", "--as-of", asked)
        for lang, said in (("fr", fr), ("en", en)):
            assert said in cli("--lang", lang, *words).err.splitlines()


def test_the_law_of_a_deemed_state_is_that_of_the_regime_shown(corpus: Store) -> None:
    decree = [f"R5121-76-{number}/2015-01-01" for number in (1, 2, 4, 6)]
    for day, versions in (
        ("2021-06-30", ["L5121-12-1/2020-10-01", *decree]),
        ("2021-07-01", ["L5121-12-1/2021-07-01"]),
    ):
        found = ask(corpus, QUESTIONS["allowed-on"], {"measure": "verapamil", "asOf": day})
        law = [str(row["thing"]) for row in found.rows if row["aspect"] == "law"]
        assert [iri.split("/article/")[1] for iri in law] == versions


def test_a_measure_that_has_a_state_is_not_taken_for_a_refused_one() -> None:
    facts = """<m> a cpc:Measure . <i> cpc:impactOn <m> ; cpc:impactType cpc:refuse ; cpc:impactBy <act> ."""
    head = f"BASE <{BASE}> PREFIX cpc: <https://w3id.org/cpc-graph/ontology#> "
    more = ("", "<s> cpc:stateOf <m> .", "<j> cpc:impactOn <m> ; cpc:impactType cpc:renew .")
    verdicts = []
    for one in more:
        store = Store()
        store.raw.update(f"{head} INSERT DATA {{ GRAPH <g> {{ {facts} {one} }} }}")
        verdicts.append(ask(store, QUESTIONS["is-converted"], {"measure": BASE + "m"}).verdict)
    assert verdicts == ["no", "not-told", "not-told"]


def test_a_period_makes_no_sense_where_one_day_is_asked(corpus: Store) -> None:
    with pytest.raises(UsageError, match=r"écrivez par exemple 2022-08-16"):
        ask(corpus, QUESTIONS["is-entry-into-force"], {"act": "S0", "day": "août 2025"})


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("decision du 26 aout 2019", "2019/08/26"),
        ("la décision de l'ANSM du 26/08/2019", "2019/08/26"),
        ("août 2022", "2022/08/16"),
    ],
)
def test_an_act_is_called_by_its_day_or_its_month(corpus: Store, text: str, day: str) -> None:
    found = ask(corpus, QUESTIONS["act-dates"], {"decision": text})
    assert f"/{day}/" in str(found.parameters["decision"])


def test_a_year_of_several_acts_names_none(corpus: Store) -> None:
    with pytest.raises(UsageError, match="peut désigner"):
        ask(corpus, QUESTIONS["act-dates"], {"decision": "2022"})


@pytest.mark.parametrize("text", ["Mme Paugam-Burtz", "Madame Catherine Paugam-Burtz"])
def test_a_person_may_have_a_title(corpus: Store, text: str) -> None:
    found = ask(corpus, QUESTIONS["person-roles"], {"person": text})
    assert found.parameters["person"] == BASE + "id/person/catherine-paugam-burtz"


def test_an_indication_may_be_called_as_its_measure_is() -> None:
    store = Store()
    store.raw.update(
        f"""BASE <{BASE}> PREFIX cpc: <https://w3id.org/cpc-graph/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> INSERT DATA {{ GRAPH <g> {{
        <m> a cpc:Measure ; rdfs:label "Truvada, PrEP"@fr . <s> cpc:stateOf <m> ; cpc:hasIndication <i> .
        <i> a cpc:Indication ; rdfs:label "prophylaxie pré-exposition"@fr ; rdfs:label "DOID:12306" }} }}"""
    )
    found = ask(store, QUESTIONS["is-allowed"], {"measure": "m", "asOf": "2020-01-01", "indication": "prep"})
    assert found.parameters["indication"] == BASE + "i"
    with pytest.raises(UsageError) as error:
        ask(store, QUESTIONS["is-allowed"], {"measure": "m", "asOf": "2020-01-01", "indication": "doid 12307"})
    assert "DOID" not in error.value.fr


def test_an_assumption_that_decides_nothing_is_said_to(corpus: Store) -> None:
    idle = ask(corpus, QUESTIONS["term"], {"decision": "S0"}, assume=["S0 notification=2025-09-10"])
    assert any("cette hypothèse ne décide rien" in line for line in idle.because)
    settled = ask(corpus, QUESTIONS["term"], {"decision": "S1"}, assume=["S1 start=2019-09-10"])
    assert settled.rows[0]["end"] == "2022-09-10"
    assert not any("ne décide rien" in line for line in settled.because)
