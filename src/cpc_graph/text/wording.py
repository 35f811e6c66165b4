"""The running text of a part of an act, and the folded wording of an indication, from verbatim slices."""

from __future__ import annotations

import re

from cpc_graph.names import digest
from cpc_graph.text.folding import fold, fold_space, visible

_LINE_END_HYPHEN = re.compile(r"(?<=\w)([-\u2010\u2011])[^\S\r\n]*\r?\n\s*(?=\w)")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")

__all__ = ["fold", "running", "wording_id"]


def running(text: str) -> str:
    """Return the text on one line as a reader reads it; its closing marks stay. A hyphen at a line's end is joined.

    >>> running("R. 5121-76-1 à R. 5121-76-\\n11 ;")
    'R. 5121-76-1 à R. 5121-76-11 ;'
    """
    return fold_space(_LINE_END_HYPHEN.sub(r"\1", _PRIVATE_USE.sub("•", visible(text))))


def wording_id(folded: str) -> str:
    """Name a wording by its folded text: the first 12 hex digits of its SHA-256 (NFC, UTF-8)."""
    return digest(folded, 12)
