"""The codes that keep a document for review: a person must look at it before it is taken for what was read."""

from __future__ import annotations

from cpc_graph.text.facts import Facts

# In each case a value that matters is missing, doubtful or contradicted; docs/ingest.md says what each code means.
REVIEW = frozenset(
    {
        "ambiguous-date",
        "article-gap",
        "date-conflict",
        "external-content",
        "hidden-date",
        "impossible-date",
        "language",
        "no-articles",
        "no-indication",
        "no-product",
        "no-signature-date",
        "no-visas",
        "not-a-decision",
        "ocr",
        "page-limit",
        "regime-conflict",
        "size-limit",
        "suspension-lifted",
        "two-candidates",
    }
)


def review_codes(facts: Facts) -> tuple[str, ...]:
    """Return the codes for which a person must look at the document first; none when it can be taken as read."""
    codes = dict.fromkeys(warning.code for warning in facts.warnings if warning.code in REVIEW)
    if facts.document.kind == "other" and not codes:
        codes["not-a-decision"] = None
    return tuple(codes)
