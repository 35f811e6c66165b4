"""Lengths of time in figures or letters: "36 mois", "trois ans", "un an et demi"."""

from __future__ import annotations

import re

from cpc_graph.text.spelled import WORD, parse_spelled

UNIT = r"(?:ans?|annees?|mois|semaines?|jours?)"
AMOUNT = rf"(?:\d{{1,3}}|{WORD}(?:[\s-]{WORD}){{0,3}})\s(?:\([^)\n]{{1,20}}\)\s)?{UNIT}(?:\set\sdemie?)?"
_AMOUNT = re.compile(
    rf"(?P<number>\d{{1,3}}|{WORD}(?:[\s-]{WORD}){{0,3}})\s(?:\([^)\n]{{1,20}}\)\s)?(?P<unit>{UNIT})(?P<half>\set\sdemie?)?"
)
_LETTER = {"an": "Y", "mo": "M", "se": "W", "jo": "D"}


def parse_amount(text: str) -> str | None:
    """Read "trois ans", "36 mois", "deux ans et six mois" (plain) as an ISO 8601 duration in the text's own units."""
    pieces = list(_AMOUNT.finditer(text))
    parts = []
    for piece in pieces:
        number = int(piece["number"]) if piece["number"].isdigit() else parse_spelled(piece["number"])
        if not number:
            return None
        letter = _LETTER[piece["unit"][:2]]
        if piece["half"] and letter != "Y":
            return None
        parts.append(f"{number}{letter}" + ("6M" if piece["half"] else ""))
    return "P" + "".join(parts) if parts else None
