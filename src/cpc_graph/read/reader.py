"""Read a document: its extracted text in, its facts out."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from cpc_graph.extract.document import Extracted
from cpc_graph.read.citations import cited_outside
from cpc_graph.read.cited import read_cited_acts
from cpc_graph.read.decision import read_decision
from cpc_graph.read.draft import Draft
from cpc_graph.read.findings import find_invisible
from cpc_graph.read.furniture import find_furniture
from cpc_graph.read.kind import Kind, tell_kind
from cpc_graph.read.layout import lay_out
from cpc_graph.read.medicines import find_medicines
from cpc_graph.read.normal import normalise
from cpc_graph.read.rest import read_rest
from cpc_graph.read.tables import table
from cpc_graph.read.unfold import unfold
from cpc_graph.text.dates import MONTHS
from cpc_graph.text.facts import Document, Facts, Product, Warn
from cpc_graph.text.values import UNKNOWN, Words

# Notices of the extraction that a reader of the facts must know too.
_TOLD = frozenset({"encoding-guessed", "hidden-date"})
_MOST = 400_000  # characters: an act has some thousand; what comes after is not read
_FIRST_LINES = 300


def read(extracted: Extracted, name: str) -> Facts:
    """Read the text in the one of its two orders that gives the better decision; quotes count in that one.

    Where both give as good a one, the order in which a person sees the page is taken.
    """
    facts = _read(extracted, name)
    if extracted.other is None:
        return facts
    other = _read(extracted.other, name)
    return other if _weight(other) >= _weight(facts) else facts


def draft(extracted: Extracted) -> Draft:
    """Make the text ready for reading."""
    text = extracted.text[:_MOST]
    furniture = find_furniture(text, [page.start for page in extracted.pages if page.start < _MOST])
    normal = unfold(normalise(text, furniture.left_out, _joined()))
    return Draft(normal, lay_out(normal, lines_are_blocks=extracted.form == "html"), furniture)


@lru_cache(maxsize=1)
def _joined() -> frozenset[str]:
    return frozenset(table("places")["joined"]) | frozenset(MONTHS)


def _weight(facts: Facts) -> tuple[int, ...]:
    """Weigh a reading: a decision first, then parts in order, then facts, then fewer findings."""
    numbers = [part.number for part in facts.parts if part.kind == "article"]
    in_order = numbers == list(range(1, len(numbers) + 1))
    return (
        int(facts.decision is not None),
        len(numbers) if in_order else 0,
        len(facts.parts),
        len(facts.indications) + len(facts.products) + int(facts.document.title is not None),
        -len(facts.warnings),
    )


def _read(extracted: Extracted, name: str) -> Facts:
    one = draft(extracted)
    kind = tell_kind(one)
    find_invisible(one)
    for notice in extracted.notices:
        if notice.code in _TOLD:
            one.warn(notice.code, notice.fr)
    if len(extracted.text) > _MOST:
        one.warn("size-limit", f"texte de {len(extracted.text)} caractères : seuls les {_MOST} premiers sont lus")
    document = _document(one, kind, name, extracted.sha256)
    if kind.kind == "decision" and kind.authority:
        facts = read_decision(one, document, kind.authority)
    elif kind.kind == "other":
        facts = _nothing(one, document, kind)
    else:
        facts = _description(one, document)
    facts = replace(facts, warnings=tuple(one.warnings))
    return replace(facts, unmodelled=read_rest(one, facts))


def _document(one: Draft, kind: Kind, name: str, sha256: str) -> Document:
    furniture = one.furniture
    updated = furniture.updated[0] if furniture.updated and kind.kind != "other" else None
    printed = furniture.printed[0] if furniture.printed and kind.kind != "other" else None
    return Document(kind.kind, name, sha256, _title(one, kind), updated, printed)


def _title(one: Draft, kind: Kind) -> Words | None:
    if kind.kind == "other":
        return None
    block = one.layout.title
    if block is None and kind.kind != "decision":
        block = next(iter(one.layout.of("loose")), None)
    if block is None:
        return None
    end = block.end
    if block.kind == "loose":
        line = one.text.text.find("\n\n", block.start, min(block.end, block.start + _FIRST_LINES))
        line = line if line >= 0 else one.text.text.find("\n", block.start, block.end)
        end = line if line >= 0 else min(block.end, block.start + _FIRST_LINES)
    return one.text.words(block.start, end)


def _nothing(one: Draft, document: Document, kind: Kind) -> Facts:
    if kind.foreign:
        warning = Warn("language", "le texte n'est pas en français")
    elif kind.project:
        warning = Warn("not-a-decision", "ce n'est qu'un projet de décision")
    else:
        warning = Warn("not-a-decision", "ce n'est pas une décision de l'agence")
    one.warnings.append(warning)
    return Facts(document, None)


def _description(one: Draft, document: Document) -> Facts:
    """Read minutes or a page: what it names, never as the act of anybody."""
    whole = (0, len(one.text.text))
    products: dict[str, Product] = {}
    for name, span in find_medicines(one.text, *whole):
        key = name.casefold()
        quotes = (*(products[key].quotes if key in products else ()), *one.text.quotes(*span))
        products[key] = Product(products[key].name if key in products else name, quotes)
    return Facts(
        document,
        None,
        products=tuple(products.values()),
        citations=cited_outside(one),
        cited_acts=read_cited_acts(one, UNKNOWN, None),
    )
