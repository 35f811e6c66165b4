"""The three decisions, read once for all tests: facts, links, drafts and their statements by subject and predicate."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from cpc_graph.build.data import LAW_GRAPH, read_drafts
from cpc_graph.build.decision import facts_draft
from cpc_graph.build.lawtable import LawTable
from cpc_graph.build.overlaid import overlaid
from cpc_graph.build.statements import Draft, Statement
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri
from cpc_graph.text.facts import Decision, Facts
from cpc_graph.text.links import Links
from cpc_graph.text.overlay import FOLDER

DATA = Path(__file__).resolve().parents[1] / "data"
ACTS = {
    "S0": "eli/fr/ansm/decision/2025/08/04/thalidomide-bms-50-mg-gelule/renouvellement",
    "S1": "eli/fr/ansm/decision/2019/08/26/thalidomide-celgene-50-mg-gelule/renouvellement",
    "S3": "eli/fr/ansm/decision/2024/03/21/protopic-0-1-pommade/etablissement",
}
RTU_2015 = "eli/fr/ansm/decision/2015/05/05/thalidomide-50-mg-gelule/etablissement"
CPC_2022 = "eli/fr/ansm/decision/2022/08/16/thalidomide-50-mg-gelule/renouvellement"


@lru_cache(maxsize=8)
def reading(name: str) -> tuple[Facts, Links]:
    return overlaid(DATA / "readings" / FOLDER / f"{name}.yaml")


def facts(name: str) -> Facts:
    return reading(name)[0]


def decision(name: str) -> Decision:
    found = facts(name).decision
    assert found is not None
    return found


@lru_cache(maxsize=1)
def law_draft() -> Draft:
    return read_drafts(DATA).of(LAW_GRAPH)


@lru_cache(maxsize=1)
def law() -> LawTable:
    return LawTable(law_draft().statements.values())


@lru_cache(maxsize=8)
def draft(name: str) -> Draft:
    return facts_draft(*reading(name), law())


def source(name: str) -> str:
    return (DATA / "sources" / facts(name).document.file).read_bytes().decode("utf-8-sig")


def said(name: str, subject: str, predicate: str) -> list[Statement]:
    """The statements of a draft about a node (`…/term`: below the act) and a property."""
    path = ACTS[name] + subject[1:] if subject.startswith("…") else subject
    found = (st for st in draft(name).statements.values() if st.subject == iri(path))
    return [st for st in found if st.predicate == iri(predicate)]


def values(name: str, subject: str, predicate: str) -> list[str | None]:
    """The values, sorted: IRIs relative to the base, None for what is unknown."""
    return sorted((value(st.object) for st in said(name, subject, predicate)), key=str)


def one(name: str, subject: str, predicate: str) -> Statement:
    found = said(name, subject, predicate)
    assert len(found) == 1, (subject, predicate, found)
    return found[0]


def value(term: object) -> str | None:
    if isinstance(term, NamedNode):
        return term.value.removeprefix(BASE).replace("ontology#", "cpc:")
    return term.value if isinstance(term, Literal) else None
