"""Read a decision of the agency, fact by fact."""

from __future__ import annotations

from dataclasses import replace

from cpc_graph.read.addressees import read_departments, read_follow_up, read_notification
from cpc_graph.read.citations import read_citations
from cpc_graph.read.cited import read_cited_acts
from cpc_graph.read.contents import read_contents
from cpc_graph.read.dating import Days, read_entry, read_notified, read_published
from cpc_graph.read.draft import Draft
from cpc_graph.read.duties import read_duties
from cpc_graph.read.findings import find_open_papers, find_open_references, find_open_start, find_order, find_structure
from cpc_graph.read.grounds import read_grounds
from cpc_graph.read.indications import read_indications
from cpc_graph.read.lineage import read_lineage
from cpc_graph.read.measure import read_measure
from cpc_graph.read.medicines import read_products
from cpc_graph.read.procedure import read_documents, read_steps
from cpc_graph.read.signing import read_signatory, read_signed
from cpc_graph.read.term import read_validity
from cpc_graph.read.wordings import points_at_indications
from cpc_graph.text.facts import Decision, Document, Facts, Part, PartKind
from cpc_graph.text.values import UNKNOWN, Words


def read_decision(draft: Draft, document: Document, authority: Words) -> Facts:
    """Read all facts of an act; an act that is none on access has its dates, signatory, citations and parts only."""
    measure = read_measure(draft)
    signed = read_signed(draft)
    days = Days(signed, read_published(draft), read_notified(draft))
    days = replace(days, entry=read_entry(draft, days))
    access = measure.is_access
    products = read_products(draft, measure) if access else ()
    indications = read_indications(draft, measure) if access else ()
    duties = read_duties(draft, authority.text) if access else ()
    cited = read_cited_acts(draft, signed, measure.regime.text if access else None)
    cited = read_lineage(draft, measure, cited) if access else cited
    validity = read_validity(draft, measure, days)
    if access:
        find_open_start(draft, validity.start if validity else UNKNOWN)
        find_structure(draft)
        find_open_papers(draft)
        if measure.action.text == "establish" and not indications and not points_at_indications(draft):
            draft.warn("no-indication", "l'acte établit une mesure, et aucune indication n'y est lue")
        find_open_references(draft, has_product=bool(products), has_indication=bool(indications))
    find_order(draft)
    return Facts(
        document=document,
        decision=Decision(
            action=measure.action,
            regime=measure.regime,
            authority=authority,
            signed=signed,
            published=days.published,
            entry_into_force=days.entry,
            validity=validity,
            signatory=read_signatory(draft),
            also=measure.also,
            notification=read_notification(draft, days.notified),
            departments=read_departments(draft),
            follow_up=read_follow_up(draft, duties),
            grounds=read_grounds(draft, measure.action.text),
            contents=read_contents(draft, measure.action.text, indications),
        ),
        products=products,
        indications=indications,
        citations=read_citations(draft),
        cited_acts=cited,
        cited_documents=read_documents(draft),
        parts=_parts(draft),
        obligations=duties,
        steps=read_steps(draft),
    )


def _parts(draft: Draft) -> tuple[Part, ...]:
    parts: list[Part] = []
    kinds: tuple[PartKind, ...] = ("visa", "recital", "article", "annex")
    for kind in kinds:
        blocks = draft.layout.of(kind)
        for number, block in enumerate(blocks, 1):
            words = draft.text.words(block.start, block.end)
            parts.append(Part(kind, block.number if kind == "article" else number, words.text, words.quotes))
    return tuple(parts)
