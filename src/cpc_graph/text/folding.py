"""Fold the wording of a document: what line breaks, bullets and closing marks did to it is undone, nothing else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Soft hyphens, zero-width and direction marks: never part of what a reader reads.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff]")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURES = str.maketrans(LIGATURES)
# A pasted list keeps its bullets, some of them private-use signs of a symbol font (S1: "\uf0b7 traitement des ...").
_BULLET = re.compile(r"^[^\S\r\n]*[\ue000-\uf8ff\u2022\u2023\u2043\u25a0-\u25ff\u2713-\u2717\u27a2-\u27a4]+\s*", re.M)
# These are words or signs elsewhere: bullets only at the very beginning (S2: "o qu'environ 30%", "- une vidéo").
_FIRST_BULLET = re.compile(r"^(?:[-–—*o]\s+)+")
_LINE_END_HYPHEN = re.compile(r"(?P<before>\b\w+)(?P<hyphen>[-\u2010\u2011])[^\S\r\n]*\r?\n\s*(?P<after>\w+)")
_CLOSING = " ;."


def fold_space(text: str) -> str:
    """Fold every run of white space, non-breaking spaces and line ends included, to one space.

    >>> fold_space(" R. 5121-76-1 à \\n R.\\u00a05121-76-9 ")
    'R. 5121-76-1 à R. 5121-76-9'
    """
    return " ".join(text.split())


def visible(text: str) -> str:
    """Return the text without invisible marks, accents composed (NFC), ligatures spelt out.

    >>> visible("e\\ufb03cace, me\\u0301di\\u00adcament")
    'efficace, médicament'
    """
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text)).translate(_LIGATURES)


def fold(text: str, document: str = "") -> str:
    """Return the wording on one line: no bullet, no enclosing « », no closing `;` or `.`, composed accents (NFC).

    A hyphen at a line's end is joined to the next line and kept, unless the word stands without it in `document`.

    >>> fold("• la maladie de Jessner-\\nKanof ;")
    'la maladie de Jessner-Kanof'
    >>> fold("« Traitement du vitiligo.».")
    'Traitement du vitiligo'
    """
    text = visible(text)
    text = _BULLET.sub("", text)
    text = _LINE_END_HYPHEN.sub(lambda match: _join(match, document), text)
    return _bare(fold_space(text))


def _join(match: re.Match[str], document: str) -> str:
    before, hyphen, after = match["before"], match["hyphen"], match["after"]
    return before + after if (before + after).lower() in _words(document) else before + hyphen + after


@lru_cache(maxsize=2)
def _words(document: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", document.lower()))


def _bare(text: str) -> str:
    """Take bullet, closing marks and enclosing guillemets off until none is left (S3: `« Traitement … 2 ans.».`)."""
    while True:
        shorter = _FIRST_BULLET.sub("", _BULLET.sub("", text)).rstrip(_CLOSING)
        if _is_enclosed(shorter):
            shorter = shorter[1:-1].strip()
        if shorter == text:
            return text
        text = shorter


def _is_enclosed(text: str) -> bool:
    """Tell whether the first « is closed by the last character: "« A » et « B »" is not enclosed."""
    if not (len(text) > 1 and text.startswith("«") and text.endswith("»")):
        return False
    inner = text[1:-1]
    return "»" not in inner.partition("«")[0]
