"""A decision that the agency gives by letter: "Objet : Refus …", reasons, and the sentence that decides."""

from __future__ import annotations

import re
from functools import lru_cache

from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.tables import listed, regime_names

_SUBJECT = re.compile(r"^(?:objet|o\s?b\s?j\s?e\s?t)\s?:\s?", re.M)
_GREETING = re.compile(r"^(?:madame|monsieur|mesdames|messieurs|docteur)\b[^\n.;]{0,80},\s*$", re.M)
_PARAGRAPH = re.compile(r"[^\n](?:[^\n]|\n(?!\n))*")
_CLOSING = re.compile(r"(?:je\svous\sprie|nous\svous\sprions|veuillez|je\svous\sinvite|restant\sa)\b")
_HEAD = 1500  # characters before the subject: the agency's name stands there
_REACH = 12_000  # characters of a letter


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "agency": re.compile(
            rf"\b(?:{listed('places', 'agencies', 'ANSM')}|{listed('places', 'agencies', 'AFSSAPS')})"
        ),
        "decides": re.compile(rf"\b{listed('acts', 'decides')}"),
        "regime": re.compile(regime_names()),
    }


def find_letter(text: Normal) -> tuple[Span, list[Span], list[Span]] | None:
    """Return the subject line, the reasons and the deciding paragraphs of a letter that decides; None for any other.

    The agency stands at its head, the subject names a measure, and the writer decides in the first person: a letter
    that tells of a decision taken elsewhere decides nothing.
    """
    subject = _SUBJECT.search(text.plain)
    if subject is None or not _patterns()["agency"].search(
        text.plain, max(0, subject.start() - _HEAD), subject.start()
    ):
        return None
    greeting = _GREETING.search(text.plain, subject.end(), subject.end() + _HEAD)
    if greeting is None:
        return None
    stop = text.plain.find("\n", subject.end())
    title = text.trim(subject.end(), stop if stop > 0 else subject.end())
    if not _patterns()["regime"].search(text.plain, *title):
        return None
    reasons: list[Span] = []
    decides: list[Span] = []
    for match in _PARAGRAPH.finditer(text.plain, greeting.end(), greeting.end() + _REACH):
        if _CLOSING.match(text.plain, match.start()):
            break
        (decides if _patterns()["decides"].search(text.plain, *match.span()) else reasons).append(match.span())
    return (title, reasons, decides) if decides else None
