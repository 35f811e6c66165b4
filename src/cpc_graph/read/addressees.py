"""To whom the act is notified, who follows it up, which departments stand at its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cpc_graph.read.draft import Draft
from cpc_graph.text.facts import Notification, Obligation
from cpc_graph.text.values import Day, Words

_NOTIFIED = re.compile(
    r"\b(?:est|sera|sont|seront)\snotifiee?s?\s(?P<to>(?:a\sl'|a\sla\s|aux?\s|a\s)[^.;\n]{2,160}?)"
    r"(?=\s(?:et\s(?:publiee|prend|mise|elle|sera|est|entre|diffus)|par\b|dans\b)|[.;]|"
    r"\s*$|\n\n)"
)
_FOLLOW_UP = re.compile(r"\bsuivi\s(?:national\s)?(?:de\s|national\s)?(?:la\s)?pharmacovigilance")
_DEPARTMENT = re.compile(r"direction\s(?:des|du|de|medicale|europeenne|scientifique|generale)\b")


def read_notification(draft: Draft, day: Day) -> Notification | None:
    """Read the clause of notification, with the day that the act bears, if any."""
    for sentence in draft.operative:
        match = _NOTIFIED.search(draft.text.plain, sentence.start, sentence.end)
        if match:
            quotes = draft.text.quotes(sentence.start, match.end())
            return Notification(Words(draft.text.words(*match.span("to")).text, quotes), day)
    return None


def read_follow_up(draft: Draft, duties: Sequence[Obligation]) -> Words | None:
    """Read who ensures the national pharmacovigilance follow-up, from the duty that says it."""
    for duty in duties:
        quote = duty.action.quotes[0] if duty.action.quotes else None
        if duty.bearer and quote and _FOLLOW_UP.search(_even(quote.exact)):
            exact = quote.exact.rstrip(" .;")
            return Words(duty.bearer.text, (type(quote)(exact, quote.start, quote.start + len(exact)),))
    return None


def _even(text: str) -> str:
    from cpc_graph.read.normal import plain

    return " ".join(plain(text).split())


def read_departments(draft: Draft) -> tuple[Words, ...]:
    """Read the departments at the head of the act, before its title."""
    heads = [block.start for block in draft.layout.blocks if block.kind in ("title", "author", "visa")]
    first = min(heads, default=0)
    found = []
    for block in draft.layout.of("loose"):
        if block.start < first and _DEPARTMENT.match(draft.text.plain, block.start):
            end = draft.text.text.find("\n\n", block.start, block.end)
            found.append(draft.text.words(block.start, block.end if end < 0 else end))
    return tuple(found)
