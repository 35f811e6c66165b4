"""A plain baseline for the reading of documents: regular expressions for dates and article numbers on the raw text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2

from cpc_graph.errors import InputError
from cpc_graph.text.dates import parse_day

_DATE = r"(\d{1,2}(?:er)?\s\w+\s\d{4}|\d{1,2}/\d{1,2}/\d{4})"
_SIGNED = re.compile(rf"Fait[^\n]{{0,40}}le\s{_DATE}")
_PUBLISHED = re.compile(rf"(?i)publié le\s{_DATE}")
_ARTICLE = re.compile(r"^\s*(?:Article|ARTICLE|Art\.)\s(\d+|premier|unique)", re.M)
_PROVISION = re.compile(r"\b([LRD])\.?\s?(\d{4}(?:-\d+)*)")
_VISA = re.compile(r"^Vu\s[^\n]+", re.M | re.I)
_RECITAL = re.compile(r"^Considérant\s[^\n]+", re.M | re.I)


def baseline(path: Path) -> dict[str, Any]:
    """Read what such expressions give, in the shape of the contract."""
    text = _text(path)
    is_act = bool(_ARTICLE.search(text)) and "ANSM" in text.upper() + " ANSM"
    unknown = {"value": None, "status": "unknown"}
    decision = {
        "action": None, "regime": "CPC" if "CPC" in text else "RTU" if "RTU" in text else None, "authority": "ANSM",
        "signed": _day(_SIGNED.search(text)) or unknown, "published": _day(_PUBLISHED.search(text)) or unknown,
        "entry_into_force": unknown, "validity": None, "signatory": None,
    }  # fmt: skip
    place = "visa"
    citations = [
        {"as_written": match.group(), "provisions": [f"CSP:{match[1]}{match[2]}"], "in": place, "as_in_force_on": None}
        for match in _PROVISION.finditer(text)
    ]
    return {
        "document": {"kind": "decision" if is_act else "other", "title": None, "page_updated": None, "printed": None},
        "decision": decision if is_act else None,
        "products": [], "indications": [], "cited_acts": [], "obligations": [], "warnings": [],
        "citations": citations if is_act else [],
        "parts": {
            "visas": _quotes(_VISA, text), "recitals": _quotes(_RECITAL, text), "annexes": [],
            "articles": [
                {"number": int(one[1]) if one[1].isdigit() else 1, "quote": {"exact": text[one.start() :][:99].strip()}}
                for one in _ARTICLE.finditer(text)
            ],
        },
    }  # fmt: skip


def _quotes(pattern: re.Pattern[str], text: str) -> list[dict[str, Any]]:
    return [{"quote": {"exact": match.group()}} for match in pattern.finditer(text)]


def _day(match: re.Match[str] | None) -> dict[str, Any] | None:
    try:
        return {"value": parse_day(match[1]).isoformat(), "status": "stated"} if match else None
    except InputError:
        return None


def _text(path: Path) -> str:
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")
    data = path.read_bytes()
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    return re.sub(r"<[^>]+>", "\n", text) if path.suffix == ".html" else text
