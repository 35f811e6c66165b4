"""HTML without its structure: for a page nested so deep that a parser would take time without limit."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

DEEPEST = 1000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
# Closed by their neighbours or empty: a page may leave thousands of them open.
_CLOSED_OR_EMPTY = """
p li dt dd tr td th tbody thead tfoot option optgroup colgroup rb rt rp h1 h2 h3 h4 h5 h6 a
area base br col embed hr img input link meta source track wbr
"""
_NOT_NESTED = frozenset(_CLOSED_OR_EMPTY.split())
_OPENS = re.compile(r"<!--|<(?:script|style|head|noscript|template)(?![\w-])", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:a|abbr|b|em|font|i|mark|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>?")


def is_deep(source: str) -> bool:
    """Tell whether more than DEEPEST elements may be open at once."""
    depth = 0
    for tag in _TAG.finditer(source):
        if tag[2].lower() not in _NOT_NESTED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > DEEPEST:
                return True
    return False


def flat(source: str) -> str:
    """Return the text between the tags, a line for each run of it."""
    text = _ANY_TAG.sub("\n", _INLINE.sub("", "".join(_seen(source))))
    lines = (" ".join(html.unescape(line).split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _seen(source: str) -> Iterator[str]:
    """Yield what is outside comments, scripts and the like; one that is never closed hides the rest."""
    lower, at = source.lower(), 0
    if len(lower) != len(source):  # a letter whose small form is longer: positions would not agree
        lower = source
    while opened := _OPENS.search(source, at):
        yield source[at : opened.start()]
        mark = opened.group().lower()
        close = "-->" if mark == "<!--" else f"</{mark[1:]}"
        end = lower.find(close, opened.end())
        if end < 0:
            return
        at = end + len(close)
        if mark != "<!--":
            at = source.find(">", at) + 1 or len(source)
    yield source[at:]
