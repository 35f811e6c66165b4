"""Where an act names its own measure: "le présent CPC", "le CPC ainsi renouvelé porte sur", a visa."""

from __future__ import annotations

import re
from functools import lru_cache

from cpc_graph.read.draft import Draft
from cpc_graph.read.normal import Span
from cpc_graph.read.tables import regime_names, regime_of


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    return re.compile(regime_names())


def presents(draft: Draft, kind: str) -> list[tuple[str, Span]]:
    """Find "le présent CPC": the act's word for its own measure."""
    found: list[tuple[str, Span]] = []
    for block in draft.layout.of(kind):  # type: ignore[arg-type]
        even = draft.plain(block.start, block.end)
        for match in _names().finditer(even):
            own = re.search(r"\bpresente?s?\s$", even[max(0, match.start() - 12) : match.start()])
            if own:
                regime = regime_of(match.group().replace("\n", " "))
                found.append((regime, (block.start + match.start(), block.start + match.end())))
    return found


_SPEAKS = re.compile(
    r"(?:\s\(\w+\))?(?:\sainsi\s\w+)?\s(?:porte|portent|concerne|couvre|s'applique|est\svalable|est\slimitee?|"
    r"prend\seffet|s'etend)\b"
)


def subjects(draft: Draft) -> list[tuple[str, Span]]:
    """Find "le CPC ainsi renouvelé porte sur …": a sentence of the articles whose subject is the measure."""
    found: list[tuple[str, Span]] = []
    for sentence in draft.operative:
        even = draft.plain(sentence.start, sentence.end)
        match = _names().search(even[:120])
        if match and len(even[: match.start()].split()) <= 1 and _SPEAKS.match(even, match.end()):
            span = (sentence.start + match.start(), sentence.start + match.end())
            found.append((regime_of(match.group().replace("\n", " ")), span))
    return found


def visa_regime(draft: Draft) -> dict[str, Span]:
    """Take the one regime that the visas name, where articles and title name none."""
    named: dict[str, Span] = {}
    for block in draft.layout.of("visa"):
        for match in _names().finditer(draft.plain(block.start, block.end)):
            regime = regime_of(match.group().replace("\n", " "))
            named.setdefault(regime, (block.start + match.start(), block.start + match.end()))
    return named if len(named) == 1 else {}
