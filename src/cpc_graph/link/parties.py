"""Who is who: the parties of the table, and those that only this text names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cpc_graph.names import slug
from cpc_graph.resources import data_dir
from cpc_graph.text.facts import Facts
from cpc_graph.text.links import Bilingual, Party
from cpc_graph.text.reading_links import read_parties
from cpc_graph.text.values import Words

_COMPANY = re.compile(r"\b(?:laboratoires?|sociétés?|entreprise)\b", re.IGNORECASE)
_LONGEST = 6  # words: more is a description ("toute entreprise qui assure l'exploitation…"), not a name


def known_parties() -> tuple[Party, ...]:
    """Return the parties of the shipped table."""
    return read_parties(data_dir() / "readings" / "tables")


def named_parties(facts: Facts, known: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return a party for each proper name that the duties and steps of the text give and the table does not know."""
    told = {name.casefold() for party in known for name in party.names}
    found: dict[str, Party] = {}
    for words in _mentions(facts):
        if words.text.casefold() not in told and _is_name(words.text):
            found.setdefault(slug(words.text), _party(words))
    return tuple(found.values())


def _mentions(facts: Facts) -> Iterator[Words]:
    for duty in facts.obligations:
        yield from (words for words in (duty.bearer, *duty.recipients) if words)
    for step in facts.steps:
        yield from (words for words in (step.sender, step.recipient) if words)
    if facts.decision and facts.decision.follow_up:
        yield facts.decision.follow_up


def _is_name(text: str) -> bool:
    return text[:1].isupper() and len(text.split()) <= _LONGEST and bool(slug(text))


def _party(words: Words) -> Party:
    company = any(_COMPANY.search(quote.exact) for quote in words.quotes)
    kind, folder = ("cpc:Company", "company") if company else ("org:Organization", "organization")
    return Party(f"id/{folder}/{slug(words.text)}", kind, Bilingual(words.text, words.text), (words.text,))
