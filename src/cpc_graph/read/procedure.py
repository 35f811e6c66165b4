"""The steps before the act that its visas tell, and the documents that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cpc_graph.errors import InputError
from cpc_graph.read.days import Found
from cpc_graph.read.draft import Draft
from cpc_graph.read.layout import Block
from cpc_graph.read.normal import Span
from cpc_graph.text.dates import parse_days
from cpc_graph.text.facts import CitedDocument, Place, Step
from cpc_graph.text.values import Day, Quotes, Words

_LETTER = re.compile(r"\b(?:courriers?(?:\selectroniques?)?|courriels?|lettres?|messages?\selectroniques?)\b")
_PARTY = (
    r"(?:l'ansm|l'afssaps|l'agence\b[^,;.]{0,60}?sante|(?:le\s|du\s|au\s)?titulaires?\sde\sl'amm|"
    r"(?:les?\s|des\s|du\s|aux?\s)(?:laboratoires?|societes?)(?:\s[a-z][\w-]*){1,3})"
)
_FROM = re.compile(
    r"\b(?:courriers?(?:\selectroniques?)?|courriels?|lettres?)\s(?:de\s|d')?(?P<who>l'ansm|"
    r"l'afssaps|du\stitulaire\sde\sl'amm|du\slaboratoire\s[\w-]+|de\sla\ssociete\s[\w-]+)"
)
_BY = re.compile(
    r"\bpar\s(?P<who>le\stitulaire\sde\sl'amm|l'ansm|le\slaboratoire\s[\w-]+)\spar\s(?:courrier|courriel|lettre)"
)
_INFORMED = re.compile(
    r"\b(?:par\slesquels|par\slequel|par\slaquelle)\s(?P<who>l'ansm|le\stitulaire\sde\sl'amm|"
    r"le\slaboratoire\s[\w-]+)\s(?:a|ont)\s\w+\s(?P<whom>(?:le|les)\stitulaires?\s(?:de\sl'amm|"
    r"des\samm(?:\sconcernees)?)|l'ansm|le\slaboratoire\s[\w-]+)"
)
_TO = re.compile(
    r"\badressant\s(?P<whom>au\stitulaire\sde\sl'amm|a\sl'ansm|au\slaboratoire\s[\w-]+)"
    r"|\binformant\s(?P<whom2>(?:le|les)\stitulaires?\sde\sl'amm|le\slaboratoire\s[\w-]+)"
)
_DATED = re.compile(r"\b(?:en\sdate\sd(?:u|es)|du|le|des)\s(?:\d{1,2}(?:er)?\s(?:[a-z]+)?,?\s?(?:et\s)?)*$")
_SHARED = re.compile(r"(?P<days>(?:\d{1,2}(?:er)?\s[a-z]+(?:\s\d{4})?(?:,\s|\set\s))+)$")
_LEAD = re.compile(r"^(?:l[ae]s?\s|l'|du\s|au\s|aux\s|de\sla\s|a\sl')")
_PROTOCOL = re.compile(
    r"\bprotocole\sd(?:e\ssuivi\sdes\spatients|'utilisation\stherapeutique\set\sde\s(?:suivi\sdes\s"
    r"patients|recueil\s(?:d'informations|des\sdonnees)))"
)


def read_steps(draft: Draft) -> tuple[Step, ...]:
    """Read the letters and e-mails of the visas, one step a day."""
    found: list[Step] = []
    for number, block in enumerate(draft.layout.of("visa"), 1):
        even = draft.plain(block.start, block.end).replace("\n", " ")
        if _LETTER.search(even):
            found += _steps(draft, block, even, number)
    return tuple(found)


def _steps(draft: Draft, block: Block, even: str, number: int) -> Iterator[Step]:
    sender, recipient = _parties(draft, block, even)
    start, end = _action(draft, block, even)
    for day, quotes in _letter_days(draft, block):
        yield Step(
            day=Day(day.value, "stated", None, quotes),
            action=draft.text.words(start, end),
            place=Place("visa", number),
            sender=sender,
            recipient=recipient,
        )


_DOING = re.compile(
    r"\b(?:adressant|prenant|informant|sollicitant|demandant|transmettant|proposant|"
    r"indiquant|precisant|faisant|repondant)\b"
)


def _action(draft: Draft, block: Block, even: str) -> Span:
    """Return what was done: from who did it, or from the participle, or what a letter carried."""
    end = block.end - (draft.text.text[block.end - 1] in ";,.")
    if informed := _INFORMED.search(even):
        return block.start + informed.start("who"), end
    if doing := _DOING.search(even):
        return block.start + doing.start(), end
    if by := _BY.search(even):
        return block.start + 3, block.start + by.end("who")
    return block.start + 3, end


def _letter_days(draft: Draft, block: Block) -> Iterator[tuple[Found, Quotes]]:
    """Yield the days of letters, those that share a year included: "8 juin, 26 septembre et 4 octobre 2018"."""
    for day in draft.days_in(block.start, block.end):
        if day.value is None or not _LETTER.search(draft.plain(max(block.start, day.start - 110), day.start)):
            continue
        shared = _SHARED.search(draft.plain(max(block.start, day.start - 80), day.start))
        quotes = draft.text.quotes(day.start - len(shared["days"]) if shared else day.start, day.end)
        if shared:
            try:
                values = parse_days(draft.plain(day.start - len(shared["days"]), day.end))
            except InputError:
                values = ()  # a list that does not read as days is one day
            if values:
                yield from ((Found(value, day.start, day.end), quotes) for value in values)
                continue
        yield day, quotes


def _parties(draft: Draft, block: Block, even: str) -> tuple[Words | None, Words | None]:
    sender = recipient = None
    if informed := _INFORMED.search(even):
        return _party(draft, block, informed, "who"), _party(draft, block, informed, "whom")
    if sent := _FROM.search(even) or _BY.search(even):
        sender = _party(draft, block, sent, "who")
    if to := _TO.search(even):
        recipient = _party(draft, block, to, "whom" if to["whom"] else "whom2")
    return sender, recipient


def _party(draft: Draft, block: Block, match: re.Match[str], group: str) -> Words:
    start, end = block.start + match.start(group), block.start + match.end(group)
    lead = _LEAD.match(draft.plain(start, end))
    quotes = draft.text.quotes(block.start + match.start(), block.start + match.end())
    return Words(draft.text.words(start + (lead.end() if lead else 0), end).text, quotes)


def read_documents(draft: Draft) -> tuple[CitedDocument, ...]:
    """Read the protocol that the act annexes or refers to."""
    quotes: list[Quotes] = []
    for block in draft.articles:
        for match in _PROTOCOL.finditer(draft.text.plain, block.start, block.end):
            quotes.append(draft.text.quotes(*match.span()))
    if not quotes:
        return ()
    every = tuple(quote for one in quotes for quote in one)
    return (CitedDocument(" ".join(every[0].exact.split()), every, is_protocol=True),)
