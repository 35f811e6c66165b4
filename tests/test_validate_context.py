"""What the store adds to a file: the neighbourhood of what it names, and never the file's own act."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from cpc_graph.names import BASE
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import date, iri
from cpc_graph.validate import validate
from cpc_graph.validate.context import context_of
from cpc_graph.validate.documents import contents_of
from validating import by_rule, corpus, path_of, text_of

S0 = BASE + "eli/fr/ansm/decision/2025/08/04/thalidomide-bms-50-mg-gelule/renouvellement"


def _context(notation: str) -> list[Quad]:
    return context_of(read_quads(path_of(notation)), corpus())


def _of(quads: list[Quad], subject: str, predicate: str) -> list[str]:
    return [str(q.object) for q in quads if q.subject == iri(subject) and q.predicate == iri(predicate)]


def test_what_a_decision_names_is_there() -> None:
    """Versions of the cited provisions, the fiction, the other acts, the source document."""
    around = _context("S0")
    law = "eli/fr/code/csp/article/L5121-12-1"
    assert len([q for q in around if q.predicate == iri("cpc:versionOf") and q.object == iri(law)]) == 8
    assert _of(around, f"{law}/2021-07-01", "cpc:periodEnd")
    assert _of(around, "id/fiction/2021-07-01", "cpc:effectiveFrom")
    assert _of(around, f"{S0}/fr/txt", "cpc:sha256")


def test_the_file_stands_in_for_its_own_act() -> None:
    """Nothing that only the store says of the act, its parts or its conclusions comes back."""
    around = _context("S0")
    assert not _of(around, S0, "cpc:signedBy")
    assert not _of(around, S0, "eli:based_on")
    assert not _of(around, f"{S0}/term", "cpc:periodEnd")


def test_what_is_unknown_in_the_store_is_said() -> None:
    """A version without an end is open or unknown: the assertion says which."""
    around = _context("S0")
    told = {q.subject for q in around if q.predicate == iri("cpc:statementStatus") and q.object == iri("cpc:unknown")}
    ends = {q.subject for q in around if q.predicate == iri("rdf:predicate") and q.object == iri("cpc:periodEnd")}
    assert told & ends


def _context_beside(others: int) -> list[Quad]:
    store = pyoxigraph.Store()
    store.bulk_extend(corpus())
    quads = read_quads(path_of("S0"))
    for number in range(others):
        store.bulk_extend(_about_another_medicine(quad, number) for quad in quads)
    return context_of(quads, store)


def test_the_context_does_not_grow_with_the_store() -> None:
    """A hundred other decisions, on other medicines, citing the same provisions, are as one."""
    assert len(_context_beside(100)) == len(_context_beside(1))


def _about_another_medicine(quad: Quad, number: int) -> Quad:
    def other(term: Any) -> Any:
        named = isinstance(term, NamedNode) and "thalidomide" in term.value
        return NamedNode(term.value.replace("thalidomide", f"autre{number}")) if named else term

    return Quad(other(quad.subject), quad.predicate, other(quad.object), other(quad.graph_name))


def test_a_later_act_is_not_known_yet() -> None:
    """What a later decision did to a cited act does not judge an earlier one."""
    store = pyoxigraph.Store()
    graph = iri("graph/x/facts")
    store.add(Quad(iri("id/case/later"), iri("cpc:renews"), iri("id/case/D0"), graph))
    store.add(Quad(iri("id/case/later"), iri("eli:date_document"), date(dt.date(2025, 1, 1)), graph))
    given = [Quad(iri("id/case/D1"), iri("cpc:renews"), iri("id/case/D0"), DefaultGraph())]
    link = (iri("id/case/later"), iri("cpc:renews"))
    known = [(q.subject, q.predicate) for q in context_of(given, store, until=dt.date(2024, 1, 1))]
    assert link not in known
    assert link in [(q.subject, q.predicate) for q in context_of(given, store, until=dt.date(2026, 1, 1))]


def test_an_act_that_the_store_dates_otherwise(tmp_path: Path) -> None:
    """Both dates are told."""
    path = tmp_path / "again.ttl"
    path.write_text(
        f"<{S0}> a <https://w3id.org/cpc-graph/ontology#RenewalDecision> ; "
        '<http://data.europa.eu/eli/ontology#date_document> "2025-08-05"^^<http://www.w3.org/2001/XMLSchema#date> .'
    )
    found = by_rule(validate([path], store=corpus()), "Decision-sameDateAsStored")
    assert {finding.value.value for finding in found if finding.value} == {"2025-08-04", "2025-08-05"}


def test_findings_are_never_on_the_context(tmp_path: Path) -> None:
    """A fault in the store is found when the store's file is judged, not when another one is."""
    store = pyoxigraph.Store()
    store.bulk_extend(corpus())
    version = iri("eli/fr/code/csp/article/L5121-12-1/2011-12-31")
    store.add(Quad(version, iri("rdfs:label"), Literal(""), iri("graph/law/facts")))
    assert not by_rule(validate([path_of("S0")], store=store), "Text-notEmpty")
    assert tmp_path.is_dir()


def test_the_text_of_a_document_must_be_the_announced_one(tmp_path: Path) -> None:
    """A file of the right name with other bytes is not the document; a path is no name."""
    quads = read_quads(path_of("S0"))
    document = NamedNode(f"{S0}/fr/txt")
    [content] = contents_of(quads, [])
    assert content.subject == document
    told = [
        Quad(document, iri("oa:hasSource"), iri("id/case/other"), DefaultGraph()),
        Quad(iri("id/case/other"), iri("cpc:sha256"), Literal("0" * 64), DefaultGraph()),
        Quad(iri("id/case/other"), iri("cpc:file"), Literal("text.txt"), DefaultGraph()),
        Quad(iri("id/case/other"), iri("cpc:file"), Literal("../../../etc/passwd"), DefaultGraph()),
    ]
    (tmp_path / "text.txt").write_text("autre chose")
    assert contents_of(told, [tmp_path / "decision.ttl"]) == []


def test_without_context_the_store_is_not_read() -> None:
    """`context=False` judges the file alone, whatever the store holds."""
    report = validate([path_of("S0")], store=corpus(), context=False)
    assert report.conforms
    assert text_of("S0")


def _cites(path: Path, more: str) -> Path:
    """Write an act that says something of S0 in passing, as one that suspends it does."""
    path.write_text(
        f"""@base <{BASE}> . @prefix cpc: <{BASE}ontology#> . @prefix eli: <http://data.europa.eu/eli/ontology#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <eli/fr/ansm/decision/2026/01/05/x/suspension> a cpc:Decision , cpc:SuspendingDecision ;
          eli:date_document "2026-01-05"^^xsd:date . <{S0}> {more} .""",
        "utf-8",
    )
    return path


def test_an_act_that_is_only_cited_is_not_judged_anew(tmp_path: Path) -> None:
    """What its own file says of it is not in this one, and not missing either."""
    path = _cites(tmp_path / "act.ttl", 'eli:date_document "2025-08-04"^^xsd:date ; cpc:regime cpc:CPC')
    report = validate([path], store=corpus())
    assert [finding.rule for finding in report.findings if finding.focus == NamedNode(S0)] == []


def test_what_is_said_of_a_cited_act_is_judged(tmp_path: Path) -> None:
    path = _cites(tmp_path / "act.ttl", 'eli:date_document "2025-08-05"^^xsd:date')
    report = validate([path], store=corpus())
    assert [finding.focus for finding in by_rule(report, "LegalAct-oneSignatureDate")] == [NamedNode(S0)]


def test_a_literal_that_the_store_rewrites_is_one_value() -> None:
    """The store keeps P12M as P1Y: beside the file, the same age would stand twice."""
    node, age = iri("id/population/x"), iri("cpc:maxAge")
    written = Quad(node, age, Literal("P12M", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#duration")))
    store = pyoxigraph.Store()
    store.add(Quad(written.subject, written.predicate, written.object, iri("graph/x/facts")))
    assert [quad.object for quad in context_of([written], store) if quad.predicate == age] == []
    other = Quad(node, age, Literal("P2Y", datatype=written.object.datatype))
    assert len([quad for quad in context_of([other], store) if quad.predicate == age]) == 1
