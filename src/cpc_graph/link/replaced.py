"""Which wording a text puts a new one in the place of: "L'indication « X » est remplacée par l'indication « Y »"."""

from __future__ import annotations

import re

from cpc_graph.text.facts import Facts, Indication
from cpc_graph.text.folding import fold, fold_space

# "est remplacée par l'indication :", "remplacé par le libellé suivant :", "est ainsi rédigée :" says only the new one
_BY = re.compile(
    r"«\s*(?P<old>[^«»]{6,4000}?)\s*»\s*,?\s*(?:est|sont)\s+(?:ainsi\s+)?remplacée?s?\s+par\s+"
    r"(?:(?:l['’]indication|le\s+libellé|les\s+termes|les\s+mots)\s*)?(?:suivante?s?\s*)?:?\s*$",
    re.IGNORECASE,
)
_FURTHEST = 5000  # characters before the new wording


def replaced_by(indication: Indication, facts: Facts) -> str | None:
    """Return the folded wording that this one replaces, None where the text says nothing of the kind, or says two."""
    found = {
        fold(match["old"])
        for part in facts.parts
        if part.kind == "article"
        for before in _before(fold_space(part.text), fold_space(indication.text))
        if (match := _BY.search(before))
    }
    return found.pop() if len(found) == 1 else None


def _before(text: str, wording: str) -> list[str]:
    """Return what stands before the opening mark of each place where a wording is quoted."""
    places = [match.start() for match in re.finditer(re.escape(wording), text)]
    return [opened[:-1] for at in places if (opened := text[max(0, at - _FURTHEST) : at].rstrip()).endswith("«")]
