"""What is odd about the document as a whole: parts missing or out of order, references that point at nothing."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from cpc_graph.read.days import DAY
from cpc_graph.read.draft import Draft
from cpc_graph.read.normal import suspects
from cpc_graph.read.tables import listed, regime_names
from cpc_graph.read.wordings import points_at_indications
from cpc_graph.text.values import Day


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    anaphora = listed("acts", "anaphora")
    return {
        "measure": re.compile(
            rf"(?:{regime_names()}|\b(?:specialites?|medicaments?))(?:\s\(\w+\))?\s(?P<word>{anaphora})"
        ),
        "paper": re.compile(
            rf"\b(?P<noun>protocole|avis|rapport|courrier|courriel|lettre|demande|saisine|signalement)s?"
            rf"(?:\s\(\w+\))?\s{anaphora}"
        ),
        "regime": re.compile(regime_names()),
        "wording": re.compile(r"\bindications?\b"),
    }


def find_invisible(draft: Draft) -> None:
    """Warn of characters that nobody sees."""
    found = suspects(draft.text.source)
    if found:
        names = ", ".join(sorted({f"U+{ord(sign):04X}" for quote in found for sign in quote.exact}))
        draft.warn(
            "invisible-characters", f"caractères invisibles dans le texte ({names}), laissés de côté", found[:20]
        )


def find_structure(draft: Draft) -> None:
    """Warn of visas and articles that an access decision should have."""
    layout = draft.layout
    numbers = [block.number for block in layout.of("article")]
    if not layout.of("visa"):
        draft.warn("no-visas", "aucun visa (« Vu … ») : la base légale manque")
    if not numbers:
        draft.warn("no-articles", "aucun article")
        return
    if numbers != sorted(numbers):
        draft.warn("article-order", f"articles dans l'ordre {', '.join(map(str, numbers))}")
    missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
    if missing:
        draft.warn("article-gap", f"article {', '.join(map(str, missing))} absent")
    twice = [number for number, count in Counter(numbers).items() if count > 1]
    for number in twice:
        quotes = tuple(
            quote
            for block in layout.of("article")
            if block.number == number
            for quote in draft.text.quotes(block.start, block.end)
        )
        draft.warn("two-candidates", f"deux articles {number}", quotes)


def find_order(draft: Draft) -> None:
    """Warn where the title or a list stands apart from where it belongs."""
    layout = draft.layout
    title, visas = layout.title, layout.of("visa", "article")
    if title and visas and title.start > visas[0].start:
        draft.warn(
            "reading-order", "le titre se trouve dans l'acte ou après lui", draft.text.quotes(title.start, title.end)
        )
    for block in layout.of("loose"):
        even = draft.plain(block.start, block.end)
        if _patterns()["wording"].search(even) and even.rstrip().endswith(":"):
            quotes = draft.text.quotes(block.start, block.end)
            draft.warn("reading-order", "une liste annoncée est détachée de son annonce", quotes)


_THAT_IS = re.compile(rf"\bsoit\s(?:le|du|au)\s{DAY}")


def find_open_start(draft: Draft, start: Day) -> None:
    """Warn of a day that an article gives for a start that is not read: "le lendemain de son échéance, soit le D"."""
    for sentence in draft.operative if start.value is None else ():
        if match := _THAT_IS.search(draft.text.plain, sentence.start, sentence.end):
            why = "début : jour donné par ce passage, non porté"
            draft.warn("start-open", why, draft.text.quotes(*match.span()))


def find_open_papers(draft: Draft) -> None:
    """Warn of "le protocole susmentionné" where no protocol is named before it."""
    for block in draft.layout.of("visa", "recital", "article"):
        for match in _patterns()["paper"].finditer(draft.text.plain, block.start, block.end):
            if draft.text.plain.find(match["noun"], 0, match.start()) < 0:
                draft.warn("anaphora-open", "renvoi sans antécédent dans le document", draft.text.quotes(*match.span()))


def find_open_references(draft: Draft, *, has_product: bool, has_indication: bool) -> None:
    """Warn of "susmentionné" and "indications précitées" with nothing before them to point at."""
    named = has_product or any(
        _patterns()["regime"].search(draft.plain(block.start, block.end)) for block in draft.layout.of("visa")
    )
    for sentence in draft.operative:
        for match in _patterns()["measure"].finditer(draft.text.plain, sentence.start, sentence.end):
            if not named:
                quotes = draft.text.quotes(*match.span())
                draft.warn("anaphora-open", "renvoi sans antécédent dans le document", quotes)
    told = has_indication or any(
        _patterns()["wording"].search(draft.plain(block.start, block.end)) for block in draft.layout.of("visa")
    )
    for span in points_at_indications(draft):
        if not told:
            draft.warn(
                "anaphora-open", "renvoi à des indications que le document ne donne pas", draft.text.quotes(*span)
            )
