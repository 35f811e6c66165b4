"""The life of a measure: short decisions one after the other, read as they arrive, and what was allowed day by day."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from cpc_graph.ask import ask, load_questions
from cpc_graph.build.corpus import file_quads
from cpc_graph.build.decision import facts_draft
from cpc_graph.build.derive import derive
from cpc_graph.extract.open import extract
from cpc_graph.link.candidate import KINDS
from cpc_graph.link.decide import Choice, choose, links_of
from cpc_graph.link.incoming import read_with
from cpc_graph.link.propose import propose
from cpc_graph.rdf.terms import iri
from cpc_graph.read.reader import read
from cpc_graph.resources import ontology_dir, queries_dir
from cpc_graph.store.reader import Store
from decisions import law

OBJECT = "Xenodrax 10 mg, comprimé"
MEASURE = "xenodrax-10-mg-comprime"
LUPUS, POEMS, RANDALL, CROHN = (
    "Traitement du lupus discoïde de l'adulte",
    "Traitement du syndrome POEMS",
    "Traitement de la maladie de Randall",
    "Traitement de la maladie de Crohn",
)
QUESTIONS = load_questions()


def text(title: str, signed: str, articles: list[str], visas: str = "", published: str = "") -> str:
    """Write a small decision; without a publication nothing tells when it enters into force."""
    head = "La directrice générale de l'Agence nationale de sécurité du médicament et des produits de santé,"
    law_visa = "Vu le code de la santé publique, notamment les articles L. 5121-12-1 III et L. 5121-14-3 ;"
    cited = "".join(f"{line}\n" for line in visas.splitlines())
    lines = [f"Article {number} : {article}" for number, article in enumerate(articles, 1)]
    if published:
        lines.append(
            f"Article {len(lines) + 1} : La présente décision entre en vigueur le lendemain de sa publication sur le "
            f"site internet de l'ANSM.\nPUBLIÉ LE {published}"
        )
    body = "\n".join(lines)
    return f"Décision du {signed} - {title} de {OBJECT}\n\n{head}\n{law_visa}\n{cited}Décide :\n{body}\n" + (
        f"Fait à Saint-Denis, le {signed}\nJeanne Martin\nDirectrice générale de l'ANSM\n"
    )


def listed(*indications: str) -> str:
    return "".join(f"\n- {one} ;" for one in indications)


CPC = "cadre de prescription compassionnelle"
VISA = f"Vu la décision du 10 octobre 2022 établissant un {CPC} (CPC) de {OBJECT} ;"
ESTABLISHED = text(
    f"Établissement du {CPC}",
    "10/10/2022",
    [
        f"Un {CPC} (CPC) est établi pour {OBJECT} dans les indications suivantes :" + listed(LUPUS, POEMS, RANDALL),
        "Le CPC est valable pour une durée de trois ans à compter du 13 octobre 2022.",
    ],
    published="12/10/2022",
)
SUSPENDED = text(
    f"Suspension du {CPC}",
    "08/04/2024",
    [f"Le CPC de {OBJECT} est suspendu pour une durée de trois mois à compter du 15 avril 2024."],
    VISA,
    "10/04/2024",
)
SUSPENDED_IN_PART = SUSPENDED.replace("est suspendu pour", f"est suspendu dans l'indication « {RANDALL} » pour")
SUSPENDED_IN_PART_UNTIL = SUSPENDED_IN_PART.replace(
    "pour une durée de trois mois à compter du 15 avril 2024", "à compter du 15 avril 2024 et jusqu'au 14 juillet 2024"
)
SUSPENDED_FOR_GOOD = text(
    f"Suspension du {CPC}", "08/04/2024", [f"Le CPC de {OBJECT} est suspendu."], VISA, "14/04/2024"
)
ADDED = text(
    f"Modification du {CPC}",
    "05/09/2024",
    [f"Le CPC susvisé est modifié comme suit : l'indication « {CROHN} » est ajoutée."],
    VISA,
    "06/09/2024",
)
ADDED_IN_MAY = ADDED.replace("05/09/2024", "02/05/2024").replace("06/09/2024", "03/05/2024")
ADDED_SOME_DAY = text(
    f"Modification du {CPC}",
    "05/09/2024",
    [f"Le CPC susvisé est modifié comme suit : l'indication « {CROHN} » est ajoutée."],
    VISA,
)
NEW_LIST = text(
    f"Modification du {CPC}",
    "05/09/2024",
    ["Les indications du CPC susvisé sont remplacées par les indications suivantes :" + listed(LUPUS, CROHN)],
    VISA,
    "06/09/2024",
)
UNTOLD = text(
    f"Modification du {CPC}",
    "05/09/2024",
    [f"Le CPC susvisé est modifié conformément au document annexé, dans l'indication « {CROHN} »."],
    VISA,
    "06/09/2024",
)
PROTOCOL = text(
    f"Modification du {CPC}",
    "05/09/2024",
    ["Le protocole annexé à la décision du 10 octobre 2022 susvisée est remplacé par le protocole annexé."],
    VISA,
    "06/09/2024",
)
RENEWED = text(
    f"Renouvellement du {CPC}",
    "01/10/2025",
    ["Le CPC précité est renouvelé pour une durée de trois ans à compter du 13 octobre 2025."],
    VISA,
    "03/10/2025",
)
PARTLY_ENDED = text(
    f"Abrogation partielle du {CPC}",
    "13/11/2023",
    [
        f"Le CPC susvisé est abrogé à compter du 1er décembre 2023 dans l'indication « {LUPUS} ».",
        f"Le CPC susvisé est abrogé à compter du 1er mars 2024 dans l'indication « {RANDALL} ».",
    ],
    VISA,
    "14/11/2023",
)
PARTLY_ENDED_IN_JUNE = PARTLY_ENDED.replace("1er décembre 2023", "1er juin 2024").replace("1er mars", "1er juin")
ENDED_IN_JUNE = text(
    f"Abrogation du {CPC}", "20/05/2024", ["Le CPC susvisé est abrogé à compter du 1er juin 2024."], VISA, "21/05/2024"
)
# Another measure, so that each indication is known to the store, whatever the chain says of it.
OTHER = ESTABLISHED.replace(OBJECT, "Autrexal 5 mg, gélule").replace(
    listed(LUPUS, POEMS, RANDALL), listed(LUPUS, POEMS, RANDALL, CROHN)
)
REMOVED = ADDED.replace(f"« {CROHN} » est ajoutée", f"« {RANDALL} » est supprimée")
MIXED = ADDED.replace("est ajoutée.", f"est ajoutée et l'indication « {RANDALL} » est supprimée.")
CHAINS = {
    "removed": [ESTABLISHED, REMOVED],
    "added and removed at once": [ESTABLISHED, MIXED],
    "removal alone": [REMOVED],
    "added": [ESTABLISHED, ADDED],
    "added, some day": [ESTABLISHED, ADDED_SOME_DAY],
    "added, to what is not held": [ADDED],
    "new list": [ESTABLISHED, NEW_LIST],
    "untold": [ESTABLISHED, UNTOLD],
    "protocol": [ESTABLISHED, PROTOCOL],
    "added, renewed": [ESTABLISHED, ADDED, RENEWED],
    "renewal alone": [RENEWED],
    "suspended": [ESTABLISHED, SUSPENDED],
    "suspended in part": [ESTABLISHED, SUSPENDED_IN_PART],
    "suspended for good": [ESTABLISHED, SUSPENDED_FOR_GOOD],
    "suspended for good, added": [ESTABLISHED, SUSPENDED_FOR_GOOD, ADDED],
    "suspended, added meanwhile": [ESTABLISHED, SUSPENDED, ADDED_IN_MAY],
    "suspended, ended meanwhile": [ESTABLISHED, SUSPENDED, ENDED_IN_JUNE],
    "suspended, partly ended meanwhile": [ESTABLISHED, SUSPENDED, PARTLY_ENDED_IN_JUNE],
    "suspension alone": [SUSPENDED],
    "partial end alone": [PARTLY_ENDED],
    "partial end, added": [ESTABLISHED, PARTLY_ENDED, ADDED],
}


@cache
def store_of(chain: str) -> Store:
    """Read the decisions of a chain one by one, each linked to what the ones before tell, and derive."""
    store = Store(quads=[quad for path in sorted(ontology_dir().rglob("*.ttl")) for quad in file_quads(path)])
    for number, words in enumerate([OTHER, *CHAINS[chain]]):
        path = Path(_folder(), f"{chain}-{number}.txt".replace(" ", "-").replace(",", ""))
        path.write_text(words, encoding="utf-8")
        facts = read_with(read, path, extract(path)).facts
        proposals = propose(facts, store.raw)
        links = links_of(facts, proposals, Choice("test", choose(proposals, KINDS)))
        store.raw.extend(facts_draft(facts, links, law()).quads())
        derive(store.raw)
    return store


@cache
def _folder() -> str:
    import tempfile

    return tempfile.mkdtemp(prefix="measure-life-")


def verdict(chain: str, day: str, indication: str = "") -> str:
    given = {"measure": MEASURE, "asOf": day} | ({"indication": indication} if indication else {})
    return ask(store_of(chain), QUESTIONS["is-allowed"], given).verdict


YES, NO, NOT_TOLD = "yes", "no", "not-told"


@pytest.mark.parametrize(
    ("chain", "day", "indication", "expected"),
    [
        # An added indication leaves the others, and the term.
        ("added", "2024-09-06", CROHN, NO),
        ("added", "2024-09-07", CROHN, YES),
        ("added", "2024-09-07", LUPUS, YES),
        ("added", "2025-10-12", POEMS, YES),
        ("added", "2025-10-12", CROHN, YES),
        ("added", "2025-10-13", POEMS, NO),
        ("added, some day", "2024-09-10", LUPUS, NOT_TOLD),
        ("added, some day", "2024-09-10", CROHN, NOT_TOLD),
        ("added, some day", "2024-09-04", CROHN, NO),
        ("added, to what is not held", "2024-09-07", CROHN, NOT_TOLD),
        ("added, to what is not held", "2024-09-07", LUPUS, NOT_TOLD),
        ("added, to what is not held", "2024-01-01", "", NOT_TOLD),
        # A complete new list takes the place of the old one; a modification of an untold kind leaves it open.
        ("new list", "2024-09-07", LUPUS, YES),
        ("new list", "2024-09-07", CROHN, YES),
        ("new list", "2024-09-07", POEMS, NO),
        ("new list", "2025-10-12", LUPUS, YES),
        ("untold", "2024-09-07", CROHN, YES),
        ("untold", "2024-09-07", POEMS, NOT_TOLD),
        ("untold", "2024-09-06", POEMS, YES),
        ("untold", "2025-10-13", POEMS, NO),
        ("protocol", "2024-09-07", POEMS, YES),
        ("protocol", "2025-10-13", POEMS, NO),
        # The reader does not list what an act removes: never a yes, and the rest is not told.
        ("removed", "2024-09-06", RANDALL, YES),
        ("removed", "2024-09-07", RANDALL, NOT_TOLD),
        ("removed", "2024-09-07", POEMS, NOT_TOLD),
        ("added and removed at once", "2024-09-07", RANDALL, NOT_TOLD),
        ("added and removed at once", "2024-09-07", POEMS, NOT_TOLD),
        ("removal alone", "2024-09-07", POEMS, NOT_TOLD),
        # A renewal without a list renews what there is.
        ("added, renewed", "2025-10-13", POEMS, YES),
        ("added, renewed", "2025-10-13", CROHN, YES),
        ("added, renewed", "2028-10-12", LUPUS, YES),
        ("added, renewed", "2028-10-13", LUPUS, NO),
        ("renewal alone", "2025-10-13", POEMS, NOT_TOLD),
        ("renewal alone", "2025-10-13", "", YES),
        ("renewal alone", "2023-01-01", "", NOT_TOLD),
        # A suspension with an end is followed by a resumption, until the term ends.
        ("suspended", "2024-04-14", RANDALL, YES),
        ("suspended", "2024-04-15", RANDALL, NO),
        ("suspended", "2024-07-14", RANDALL, NO),
        ("suspended", "2024-07-15", RANDALL, YES),
        ("suspended", "2025-10-12", RANDALL, YES),
        ("suspended", "2025-10-13", RANDALL, NO),
        ("suspended in part", "2024-04-14", RANDALL, YES),
        ("suspended in part", "2024-04-15", RANDALL, NO),
        ("suspended in part", "2024-04-15", POEMS, YES),
        ("suspended in part", "2024-07-14", RANDALL, NO),
        ("suspended in part", "2024-07-15", RANDALL, YES),
        ("suspended in part", "2025-10-12", RANDALL, YES),
        ("suspended in part", "2025-10-13", RANDALL, NO),
        ("suspended for good", "2024-04-14", RANDALL, YES),
        ("suspended for good", "2024-04-15", RANDALL, NO),
        ("suspended for good", "2025-01-01", RANDALL, NO),
        ("suspended for good, added", "2024-09-10", RANDALL, NOT_TOLD),
        ("suspended, added meanwhile", "2024-05-10", CROHN, NO),
        ("suspended, added meanwhile", "2024-07-15", CROHN, YES),
        ("suspended, added meanwhile", "2024-07-15", RANDALL, YES),
        ("suspended, ended meanwhile", "2024-07-15", RANDALL, NO),
        ("suspended, partly ended meanwhile", "2024-06-10", POEMS, NO),
        ("suspended, partly ended meanwhile", "2024-07-15", POEMS, YES),
        ("suspended, partly ended meanwhile", "2024-07-15", RANDALL, NO),
        # A measure that is known by an act that ends or suspends it was there before.
        ("suspension alone", "2022-10-09", "", NO),
        ("suspension alone", "2023-05-01", "", NOT_TOLD),
        ("suspension alone", "2024-04-10", "", YES),
        ("suspension alone", "2024-04-10", POEMS, NOT_TOLD),
        ("suspension alone", "2024-05-01", "", NO),
        ("suspension alone", "2024-07-15", "", NOT_TOLD),
        ("partial end alone", "2023-01-01", RANDALL, NOT_TOLD),
        ("partial end alone", "2023-11-20", RANDALL, YES),
        ("partial end alone", "2024-02-29", RANDALL, YES),
        ("partial end alone", "2024-02-29", LUPUS, NO),
        ("partial end alone", "2024-02-29", POEMS, NOT_TOLD),
        ("partial end alone", "2024-03-01", RANDALL, NO),
        ("partial end alone", "2024-03-01", POEMS, NOT_TOLD),
        ("partial end alone", "2024-03-01", "", NOT_TOLD),
        ("partial end, added", "2024-09-10", POEMS, YES),
        ("partial end, added", "2024-09-10", CROHN, YES),
        ("partial end, added", "2024-09-10", LUPUS, NO),
    ],
)
def test_what_was_allowed(chain: str, day: str, indication: str, expected: str) -> None:
    assert verdict(chain, day, indication) == expected


def test_a_suspension_in_part_until_a_day_keeps_that_day() -> None:
    chain = "suspended in part, until"
    CHAINS[chain] = [ESTABLISHED, SUSPENDED_IN_PART_UNTIL]
    try:
        found = [verdict(chain, day, RANDALL) for day in ("2024-04-14", "2024-04-15", "2024-07-14", "2024-07-15")]
    finally:
        del CHAINS[chain]
    assert found == [YES, NO, NO, YES]


def rows(chain: str, question: str, **given: str) -> list[dict[str, object]]:
    return list(ask(store_of(chain), QUESTIONS[question], {"measure": MEASURE, **given}).rows)


def days(row: dict[str, object], *columns: str) -> tuple[str, ...]:
    return tuple(str(row[column] or "?") for column in columns)


@pytest.mark.parametrize(
    ("chain", "day", "expected"),
    [
        ("added", "2024-09-10", [("yes", "2025-10-12")]),
        ("untold", "2024-09-10", [("yes", "2025-10-12")]),
        ("protocol", "2024-09-10", [("yes", "2025-10-12")]),
        ("added, some day", "2024-09-10", [("yes", "2025-10-12")] * 2),
        ("added, renewed", "2025-10-13", [("yes", "2028-10-12")]),
        ("suspended", "2024-07-15", [("yes", "2025-10-12")]),
        ("suspended for good", "2024-07-15", []),
        ("suspended, ended meanwhile", "2024-07-15", []),
        ("suspension alone", "2024-07-15", [("unknown", "?")]),
        ("partial end alone", "2024-03-01", [("unknown", "?")]),
        ("partial end, added", "2024-09-10", [("yes", "2025-10-12")]),
    ],
)
def test_the_running_term_is_the_one_that_expires_next(chain: str, day: str, expected: list[tuple[str, str]]) -> None:
    found = [days(row, "established", "lastDay") for row in rows(chain, "next-expiries", asOf=day)]
    assert found == expected


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ("added", [("2022-10-13", "2024-09-07"), ("2024-09-07", "2025-10-13")]),
        ("added, renewed", [("2022-10-13", "2024-09-07"), ("2024-09-07", "2025-10-13"), ("2025-10-13", "2028-10-13")]),
        ("suspended", [("2022-10-13", "2024-04-15"), ("2024-07-15", "2025-10-13")]),
        ("suspended for good", [("2022-10-13", "2024-04-15")]),
        (
            "suspended, added meanwhile",
            [("2022-10-13", "2024-04-15"), ("2024-05-04", "2024-05-04"), ("2024-07-15", "2025-10-13")],
        ),
        ("suspension alone", [("?", "2024-04-15"), ("2024-07-15", "?")]),
        ("partial end alone", [("?", "2023-12-01"), ("2023-12-01", "2024-03-01"), ("2024-03-01", "?")]),
        ("renewal alone", [("?", "2025-10-13"), ("2025-10-13", "2028-10-13")]),
    ],
)
def test_the_states_that_a_measure_goes_through(chain: str, expected: list[tuple[str, str]]) -> None:
    assert [days(row, "start", "end") for row in rows(chain, "measure-states")] == expected


@pytest.mark.parametrize(
    ("chain", "day", "verdict", "named"),
    [
        ("added", "2024-09-10", "rows", {LUPUS, POEMS, RANDALL, CROHN}),
        ("new list", "2024-09-10", "rows", {LUPUS, CROHN}),
        ("suspended", "2024-05-01", "none", set()),
        ("suspended", "2024-07-15", "rows", {LUPUS, POEMS, RANDALL}),
        ("partial end alone", "2024-01-15", "rows", {RANDALL}),
        ("suspended for good, added", "2024-09-10", NOT_TOLD, {LUPUS, POEMS, RANDALL, CROHN}),
    ],
)
def test_what_a_day_allows(chain: str, day: str, verdict: str, named: set[str]) -> None:
    answer = ask(store_of(chain), QUESTIONS["allowed-on"], {"measure": MEASURE, "asOf": day})
    found = {str(row["thingName"]).strip("« »") for row in answer.rows if row["aspect"] == "indication"}
    assert (answer.verdict, found) == (verdict, named)


def test_a_no_within_a_suspension_names_the_act_that_suspends() -> None:
    given = {"measure": MEASURE, "asOf": "2024-05-01", "indication": RANDALL}
    answer = ask(store_of("suspended"), QUESTIONS["is-allowed"], given)
    assert {row["suspendedBy"] for row in answer.rows} == {
        "https://w3id.org/cpc-graph/eli/fr/ansm/decision/2024/04/08/xenodrax-10-mg-comprime/suspension"
    }
    assert days(answer.rows[0], "suspendedFrom", "suspendedUntil") == ("2024-04-15", "2024-07-15")


def test_what_an_act_leaves_is_said_with_the_rule_that_carries_it_on() -> None:
    given = {"measure": MEASURE, "asOf": "2024-09-10", "indication": POEMS}
    answer = ask(store_of("added"), QUESTIONS["is-allowed"], given)
    assert any("inchangé par l'acte" in line for line in answer.because)


NOT_DONE = [
    f"Le CPC susvisé est modifié comme suit : l'indication « {CROHN} » n'est pas ajoutée.",
    f"Le CPC susvisé est modifié comme suit : l'indication « {CROHN} » pourra être ajoutée ultérieurement.",
    f"Le CPC susvisé est modifié comme suit : l'indication « {CROHN} » est ajoutée sous réserve d'un accord.",
    f"Le CPC susvisé est modifié comme suit : l'annexe relative à l'indication « {CROHN} » est complétée.",
    f"Le CPC susvisé est modifié comme suit : l'indication « {CROHN} » fait l'objet d'une fiche ajoutée en annexe.",
    f"Le CPC susvisé est modifié comme suit : l'indication « {CROHN} » est ajoutée à compter du 1er janvier 2027.",
    f"Le CPC susvisé est modifié comme suit : les indications « {LUPUS} » et « {CROHN} » ne sont pas remplacées.",
]


@pytest.mark.parametrize("article", NOT_DONE)
def test_what_an_article_denies_defers_or_makes_conditional_is_never_allowed_by_it(article: str) -> None:
    chain = f"not done: {article}"
    CHAINS[chain] = [ESTABLISHED, text(f"Modification du {CPC}", "05/09/2024", [article], VISA, "06/09/2024")]
    try:
        assert verdict(chain, "2024-10-07", CROHN) == NOT_TOLD
    finally:
        del CHAINS[chain]


@pytest.mark.parametrize(
    ("article", "kinds"),
    [
        (f"L'indication « {CROHN} » est ajoutée au CPC susvisé.", {"addIndication"}),
        (f"Le CPC susvisé est étendu à l'indication « {CROHN} ».", {"addIndication"}),
        (f"La liste des indications est complétée par l’indication « {CROHN} ».", {"addIndication"}),
        (f"L'indication « {LUPUS} » est remplacée par l'indication « {CROHN} ».", {"reword"}),
        (f"Le libellé de l'indication « {LUPUS} » est remplacé par « {CROHN} ».", {"reword"}),
        (f"La liste des indications du CPC est remplacée par :{listed(LUPUS, CROHN)}", {"replaceIndications"}),
        (f"Est ajoutée au CPC susvisé l'indication « {CROHN} ».", {"addIndication"}),
        (f"Le CPC susvisé est modifié, dans l'indication « {CROHN} ».", {"modify"}),
        *((article, {"modify"}) for article in NOT_DONE),
        ("Le CPC susvisé est modifié. Le protocole annexé au CPC n'est pas modifié.", {"modify"}),
        ("Le CPC susvisé est modifié ; il n'est pas applicable aux médicaments biologiques similaires.", {"modify"}),
        ("Le CPC susvisé est modifié et cesse d'être applicable aux spécialités génériques.", {"modify"}),
        ("Le protocole annexé au CPC susvisé est actualisé.", {"changeProtocol"}),
        ("Le CPC susvisé est étendu aux médicaments biologiques similaires.", {"extendScope"}),
        ("Le CPC susvisé est modifié conformément à l'annexe.", {"modify"}),
        ("L'article 2 du CPC susvisé est modifié : les indications sont celles de l'annexe.", {"modify"}),
    ],
)
def test_the_kind_of_a_modification_is_what_its_articles_say(article: str, kinds: set[str], tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_text(text(f"Modification du {CPC}", "05/09/2024", [article], VISA, "06/09/2024"), encoding="utf-8")
    facts = read_with(read, path, extract(path)).facts
    assert facts.decision is not None and facts.decision.action.text == "modify"
    links = links_of(facts, propose(facts, store_of("added").raw), Choice("test"))
    draft = facts_draft(facts, links, law())
    found = [st.object for st in draft.statements.values() if st.predicate == iri("cpc:impactType")]
    assert {str(one).rpartition("#")[2].rstrip(">") for one in found} == kinds


@pytest.mark.parametrize("chain", CHAINS)
def test_every_statement_that_is_derived_has_its_grounds(chain: str) -> None:
    for name in ("status-without-grounds", "statement-without-assertion", "unknown-yet-known", "overlapping-states"):
        query = (queries_dir() / "hygiene" / f"{name}.rq").read_text(encoding="utf-8")
        found = store_of(chain).raw.query(query, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions), name
        assert [str(row) for row in found] == [], name


def test_what_rests_on_an_inference_is_not_computed() -> None:
    """What a modification carries on is inferred; so is what a resumption takes over from it, and its end."""
    chain = "added, then suspended"
    article = f"Le CPC susvisé est modifié comme suit : l'indication « {CROHN} » est ajoutée."
    added = text(f"Modification du {CPC}", "01/03/2024", [article], VISA, "02/03/2024")
    CHAINS[chain] = [ESTABLISHED, added, SUSPENDED]
    try:
        found = statuses(chain, "/state/2024-07-15")
    finally:
        del CHAINS[chain]
    assert found["hasWording"] == {"inferred", "computed"}  # the one that the act itself says, and those carried on
    assert found["underTerm"] == found["hasIndication"] == found["periodEnd"] == {"inferred"}


def test_a_resumption_under_a_term_that_is_not_known_is_inferred() -> None:
    chain = "suspended, no term"
    term = "Article 2 : Le CPC est valable pour une durée de trois ans à compter du 13 octobre 2022."
    assert term in ESTABLISHED
    CHAINS[chain] = [ESTABLISHED.replace(term, "Article 2 : Les prescripteurs sont informés."), SUSPENDED]
    try:
        found = statuses(chain, "/state/2024-07-15")
    finally:
        del CHAINS[chain]
    assert found["periodStart"] == found["regime"] == found["hasIndication"] == {"inferred"}


def statuses(chain: str, state: str) -> dict[str, set[str]]:
    """Return the statuses of what is said of a state, by property."""
    query = """PREFIX cpc: <https://w3id.org/cpc-graph/ontology#>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    SELECT ?s ?p ?how WHERE { ?a rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; cpc:statementStatus ?how }"""
    found: dict[str, set[str]] = {}
    for row in store_of(chain).raw.query(query, use_default_graph_as_union=True):
        if row["s"].value.endswith(state):
            how = row["how"].value.rpartition("#")[2]
            found.setdefault(row["p"].value.rpartition("#")[2], set()).add(how)
    return found


def test_a_suspension_that_cites_another_medicine_does_not_make_its_decision_the_first_of_this_measure() -> None:
    """The other act is of another regime: the one of this regime opens the state; of two that fit, none does."""
    chain = "suspended, another cited"
    other = "Vu la décision du 3 février 2015 établissant la RTU de Trentadil 20 mg, gélule ;"
    CHAINS[chain] = [SUSPENDED.replace(VISA, f"{other}\n{VISA}", 1)]
    assert other in CHAINS[chain][0]
    try:
        answer = ask(store_of(chain), QUESTIONS["measure-states"], {"measure": MEASURE})
    finally:
        del CHAINS[chain]
    assert not [row for row in answer.rows if "2015" in str(row["state"])]
