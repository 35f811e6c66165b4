"""Every form of evidence that a dossier may write, and every way to write it wrong."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from cpc_graph.build.data import Drafts, link, read_drafts
from cpc_graph.build.documents import Documents, read_documents
from cpc_graph.build.dossier import read_dossier
from cpc_graph.build.statements import Draft, Statement
from cpc_graph.errors import InputError
from cpc_graph.rdf.terms import iri, text, typed
from cpc_graph.resources import data_dir

HEAD = """
graph: measures/m
file: measures/m.trig
sources:
  bdpm: {iri: "https://base-donnees-publique.medicaments.gouv.fr", label: "BDPM"}
"""


@pytest.fixture(scope="module")
def documents() -> Documents:
    return read_documents(data_dir())


def read(tmp_path: Path, documents: Documents, body: str, name: str = "m.yaml", head: str = HEAD) -> Draft:
    """Read one dossier and find its operands."""
    path = tmp_path / name
    path.write_text(head + textwrap.dedent(body), encoding="utf-8")
    drafts = Drafts()
    dossier = read_dossier(path, documents, drafts.of)
    link([dossier], drafts)
    return dossier.draft


def said(draft: Draft, subject: str, predicate: str) -> list[Statement]:
    return [st for st in draft.statements.values() if (st.subject, st.predicate) == (iri(subject), iri(predicate))]


def test_types_labels_and_plain_triples_need_no_evidence(tmp_path: Path, documents: Documents) -> None:
    draft = read(
        tmp_path,
        documents,
        """
        nodes:
          - id: id/x
            a: [cpc:Measure]
            label: {fr: "la mesure", en: "the measure"}
            plain: {skos:notation: "no", eli:is_part_of: "<eli/fr/code/csp>", cpc:number: ["1", "2"]}
        """,
    )
    assert draft.statements == {}
    assert draft.plain == {
        (iri("id/x"), iri("rdf:type"), iri("cpc:Measure")),
        (iri("id/x"), iri("rdfs:label"), text("la mesure", "fr")),
        (iri("id/x"), iri("rdfs:label"), text("the measure", "en")),
        (iri("id/x"), iri("skos:notation"), text("no")),
        (iri("id/x"), iri("eli:is_part_of"), iri("eli/fr/code/csp")),
        (iri("id/x"), iri("cpc:number"), text("1")),
        (iri("id/x"), iri("cpc:number"), text("2")),
    }


def test_an_operand_may_be_held_to_the_value_of_the_assertion(tmp_path: Path, documents: Documents) -> None:
    draft = read(
        tmp_path,
        documents,
        """
        nodes:
          - id: id/x
            said:
              cpc:p: [{v: a, in: S0, quote: "trois ans"}, {v: b, in: S0, quote: "trois ans"}]
          - id: id/y
            said:
              cpc:p: {v: b, computed: r, from: ["<id/x> cpc:p ="]}
              cpc:q: {v: b, computed: r, from: ["<id/x> cpc:p"]}
        """,
    )
    a, b = said(draft, "id/x", "cpc:p")
    (same,), (every,) = said(draft, "id/y", "cpc:p"), said(draft, "id/y", "cpc:q")
    assert same.evidence.derived_from == (b.iri,)
    assert set(every.evidence.derived_from) == {a.iri, b.iri}
    with pytest.raises(InputError, match="aucune assertion"):
        read(tmp_path, documents, "nodes: [{id: id/y, said: {cpc:p: {v: c, computed: r, from: ['<id/y> cpc:z =']}}}]")


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("<id/x>", iri("id/x")),
        ("cpc:RTU", iri("cpc:RTU")),
        ("2025-08-16", typed("2025-08-16", "date")),
        ("2026-02-06T23:50:00", typed("2026-02-06T23:50:00", "dateTime")),
        ("P3Y", typed("P3Y", "duration")),
        ("true", typed("true", "boolean")),
        ("7", typed("7", "integer")),
        ('"7"', text("7")),
        ("50 mg", text("50 mg")),
        ('"0,1 %"', text("0,1 %")),
        ("0.1", text("0.1")),
        ("PROTOPIC", text("PROTOPIC")),
        ("non", text("non")),
        ("no", text("no")),
        ("12:30", text("12:30")),
        ("{fr: le texte}", text("le texte", "fr")),
    ],
)
def test_a_value_becomes_a_term(tmp_path: Path, documents: Documents, value: str, term: object) -> None:
    draft = read(
        tmp_path,
        documents,
        f"""
        nodes:
          - id: id/x
            said: {{cpc:p: {{v: {value}, in: S0, quote: "trois ans"}}}}
        """,
    )
    assert [statement.object for statement in draft.statements.values()] == [term]


def test_a_stated_value_has_the_exact_slice(tmp_path: Path, documents: Documents) -> None:
    draft = read(
        tmp_path,
        documents,
        """
        nodes:
          - id: id/x
            said:
              cpc:p:
                - {v: "a", in: S0, quote: "R. 5121-76-1 à R. 5121-76-11"}
                - v: "a"
                  in: S1
                  quote: ["R. 5121-76-9", {quote: "Jessner-Kanof", nth: 2}, {in: S3, quote: "vitiligo"}]
        """,
    )
    (statement,) = draft.statements.values()
    assert statement.evidence.status == "stated"
    assert [span.exact for span in statement.evidence.quotes] == [
        "R. 5121-76-1 à R. 5121-76-\n11",
        "R. 5121-76-9",
        "Jessner-Kanof",
        "vitiligo",
    ]
    assert [span.document[-50:] for span in statement.evidence.quotes][3].endswith("etablissement/fr/txt")


def test_every_status_carries_what_it_needs(tmp_path: Path, documents: Documents) -> None:
    draft = read(
        tmp_path,
        documents,
        """
        nodes:
          - id: id/x
            said:
              cpc:start: {v: 2025-08-16, in: S0, quote: "à compter du 16 août 2025"}
              cpc:computed: {v: 2028-08-16, computed: startPlusDuration, from: ["<id/x> cpc:start"]}
              cpc:inferred: {v: "<id/m>", inferred: {fr: "raison", en: "reason"}, from: ["<id/x> cpc:start"]}
              cpc:both: {v: "<id/m>", inferred: sameSubstanceStrengthForm, reason: {fr: "raison", en: "reason"}}
              cpc:law:
                v: "<id/f>"
                law: "<eli/fr/loi/2020/12/14/2020-1576/article/78/IV/D>"
                from: ["<id/x> cpc:start"]
                holds_under: ["<id/reading/A>"]
                fails_under: ["<id/reading/C>"]
              cpc:reported: {v: "y", reported: bdpm, confidence: high, observed_on: 2026-01-01}
              cpc:unknown: {unknown: {fr: "rien", en: "nothing"}, searched: [S1, S2], earliest: 2019-08-26}
        """,
    )
    evidence = {st.predicate.value.rpartition("#")[2]: st.evidence for st in draft.statements.values()}
    (start,) = said(draft, "id/x", "cpc:start")
    assert {name: each.status for name, each in evidence.items()} == {
        "start": "stated",
        "computed": "computed",
        "inferred": "inferred",
        "both": "inferred",
        "law": "byOperationOfLaw",
        "reported": "reported",
        "unknown": "unknown",
    }
    assert evidence["computed"].derived_from == evidence["inferred"].derived_from == (start.iri,)
    assert evidence["both"].rule == "sameSubstanceStrengthForm"
    assert evidence["both"].reason is not None
    assert evidence["law"].holds_under == (iri("id/reading/A").value,)
    assert evidence["reported"].source is not None
    assert len(evidence["unknown"].searched) == 2
    assert str(evidence["unknown"].earliest) == "2019-08-26"
    assert said(draft, "id/x", "cpc:unknown")[0].object is None


READINGS = """
nodes:
  - id: id/t
    said:
      cpc:start: {unknown: {fr: "rien", en: "nothing"}, searched: [S1]}
      cpc:held: {v: "<id/f>", law: "<id/p>", from: ["<id/t> cpc:periodEnd"], holds_under: ["<id/reading/A>"]}
assertions:
  - {s: "<id/t>", p: cpc:start, v: 2019-08-26, inferred: {fr: "a", en: "a"}, reading: "<id/reading/A>"}
  - {s: "<id/t>", p: cpc:periodEnd, v: 2022-08-26, computed: r, from: ["<id/t> cpc:start"], reading: "<id/reading/A>"}
  - {s: "<id/t>", p: cpc:periodEnd, v: 2021-05-05, computed: r, from: ["<id/t> cpc:start"], reading: "<id/reading/C>"}
readings:
  - {id: id/reading/A, of: "<id/t>", label: {fr: "A", en: "A"}, note: {fr: "n", en: "n"}}
"""


def test_a_value_under_a_reading_is_no_fact_and_rests_on_its_own_reading(tmp_path: Path, documents: Documents) -> None:
    draft = read(tmp_path, documents, READINGS)
    by_reading = {st.evidence.reading: st for st in said(draft, "id/t", "cpc:periodEnd")}
    starts = {st.evidence.reading: st.iri for st in said(draft, "id/t", "cpc:start")}
    under_a, under_c = (by_reading[iri(f"id/reading/{name}").value] for name in "AC")
    assert under_a.evidence.derived_from == (starts[iri("id/reading/A").value],)
    assert under_c.evidence.derived_from == (starts[None],)
    assert said(draft, "id/t", "cpc:held")[0].evidence.derived_from == (under_a.iri,)
    facts = [q for q in draft.quads() if isinstance(q.graph_name, NamedNode) and q.graph_name.value.endswith("/facts")]
    assert [quad.predicate for quad in facts] == [iri("cpc:held")]
    assert (iri("id/reading/A"), iri("cpc:readingOf"), iri("id/t")) in draft.notes


def test_a_conflict_ties_its_sides(tmp_path: Path, documents: Documents) -> None:
    draft = read(
        tmp_path,
        documents,
        """
        assertions:
          - {id: online, s: "<id/a>", p: eli:date_publication, v: 2022-05-06, in: S2, quote: "le 06 mai 2022"}
          - {id: page, s: "<id/a>", p: eli:date_publication, v: 2022-05-09, reported: bdpm, confidence: high}
        conflicts:
          - {id: id/conflict/x, of: [online, page], note: {fr: "deux jours", en: "two days"}}
        """,
    )
    sides = {obj for s, p, obj in draft.notes if p == iri("cpc:conflictOf")}
    assert sides == {st.iri for st in draft.statements.values()}
    assert not any(st.in_facts for st in draft.statements.values())


def entry(line: str) -> str:
    return f"nodes:\n  - id: id/x\n    said:\n      cpc:p: {line}\n"


WRONG = [
    (entry('{v: 1, in: S0, quote: "nulle part"}'), "id/x cpc:p.*introuvable.*nulle part"),
    (entry('{v: 1, in: S0, quote: "16 août 2022"}'), "2 fois"),
    (entry('{v: 1, in: S9, quote: "x"}'), "document source inconnu : S9"),
    (entry('{v: 1, quote: "trois ans"}'), "citation"),
    (entry("{v: 1}"), "ni citation"),
    (entry('{v: 1, in: S0, qoute: "trois ans"}'), "ni citation"),
    (entry('{v: 1, in: S0, quote: "trois ans", confidence: high}'), "clé inattendue.*confidence"),
    (entry("{v: 1, computed: r, reported: bdpm}"), "deux statuts"),
    (entry("{v: 1, reported: nowhere, confidence: high}"), "source inconnue : nowhere"),
    (entry("{v: 1, reported: bdpm}"), "preuve incomplète"),
    (entry("{v: 1, inferred: {fr: seul}}"), "{fr: …, en: …}"),
    (entry("{v: 1, computed: {fr: a, en: b}}"), "règle"),
    (entry("{v: 1, unknown: {fr: a, en: b}}"), "une valeur v est attendue"),
    (entry("{v: {de: x}, inferred: {fr: a, en: b}}"), "texte"),
    (entry("{v: [1], inferred: {fr: a, en: b}}"), "valeur illisible"),
    (entry('{v: "<a b>", inferred: {fr: a, en: b}}'), "IRI mal formé"),
    (entry("{unknown: {fr: a, en: b}, earliest: hier}"), "date"),
    (entry("{v: 1, inferred: {fr: a, en: b}, reading: '<id/r>'}"), "assertions:"),
    (entry("{v: 1, computed: r, from: ['<id/y> cpc:p']}"), "aucune assertion"),
    (entry("{v: 1, computed: r, from: ['<id/x> cpc:p']}"), "autre lecture|elle-même"),
    (
        entry("[{v: 1, inferred: {fr: a, en: b}}, {v: 1, inferred: {fr: c, en: d}}]"),
        "déjà dite",
    ),
    (entry("[]"), "rien n'est dit"),
    ("nodes:\n  - {label: x}\n", "sans id"),
    ("nodes:\n  - {id: id/x, sayd: {}}\n", "clé inconnue"),
    ("nodes: [x]\n", "un ensemble de clés"),
    ("assertions:\n  - {p: cpc:p, v: 1}\n", "s et p"),
    ("conflicts:\n  - {id: id/c, of: [a], note: {fr: a, en: b}}\n", "aucune assertion"),
    ("readings:\n  - {id: id/r}\n", "lecture"),
    ("nodse: []\n", "dossier"),
    ("sources: {}\n", "m.yaml:.*sources: given twice"),
    ("nodes: [\n", r"m.yaml:\d+:\d+ : YAML illisible"),
]


@pytest.mark.parametrize(("body", "message"), WRONG)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, documents: Documents, body: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        read(tmp_path, documents, body)
    assert refused.value.fr.startswith("m.yaml")
    assert refused.value.en.startswith("m.yaml")


def test_an_assertion_that_rests_on_itself_is_refused(tmp_path: Path, documents: Documents) -> None:
    body = """
        nodes:
          - id: id/x
            said:
              cpc:p: {v: 1, computed: r, from: ["<id/x> cpc:q"]}
              cpc:q: {v: 2, computed: r, from: ["<id/x> cpc:p"]}
    """
    with pytest.raises(InputError, match="elle-même"):
        read(tmp_path, documents, body)


def test_operands_are_found_in_any_graph(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "readings").mkdir(parents=True)
    (data / "sources").symlink_to(data_dir() / "sources")
    first = 'graph: a\nfile: law/a.trig\nnodes: [{id: id/x, said: {cpc:p: {v: 1, in: S0, quote: "trois ans"}}}]\n'
    second = (
        "graph: b\nfile: law/b.trig\nnodes: [{id: id/y, said: {cpc:q: {v: 1, computed: r, from: ['<id/x> cpc:p']}}}]\n"
    )
    (data / "readings" / "1.yaml").write_text(second, encoding="utf-8")
    (data / "readings" / "2.yaml").write_text(first, encoding="utf-8")
    drafts = read_drafts(data)
    (operand,), (statement,) = drafts.by_graph["a"].statements.values(), drafts.by_graph["b"].statements.values()
    assert statement.evidence.derived_from == (operand.iri,)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xe9t\xe9", r"m\.yaml : le fichier n'est pas en UTF-8"), (None, r"m\.yaml : lecture impossible")],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, documents: Documents, content: bytes | None, message: str
) -> None:
    path = tmp_path / "m.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_dossier(path, documents)
