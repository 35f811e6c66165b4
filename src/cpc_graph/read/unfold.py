"""Put line breaks back where a page ran an act together on one line: before visas, recitals, articles, signature."""

from __future__ import annotations

import re
from dataclasses import replace

from cpc_graph.read.normal import Normal

_LONG = 500  # characters: no line of a laid-out act is longer than a paragraph
_FEWEST = 3
_ANCHOR = re.compile(
    r" (?=(?:Vu|VU) l(?:[ae]s? |')|Consid[ée]rant |CONSID[ÉE]RANT |(?:D[ÉE]CIDE|Décide)\b|"
    r"(?:Article|ARTICLE|Art\.) (?:1\s?er|\d{1,2}|premier|PREMIER|unique|UNIQUE)(?![\w-])(?: ?[:.-]| [A-ZÀ-Ý«])|"
    r"Fait (?:à [A-ZÀ-Ý]|le \d)|(?:L[ae]|Pour l[ae]) [Dd]irect(?:eur|rice) [Gg]énérale?\b)"
)


def unfold(text: Normal) -> Normal:
    """Turn the space before each anchor into a line break, in long lines that hold several; nothing moves."""
    lines = text.text.split("\n")
    if all(len(line) <= _LONG for line in lines):
        return text
    return replace(text, text="\n".join(_unfolded(line) for line in lines))


def _unfolded(line: str) -> str:
    if len(line) <= _LONG or len(_ANCHOR.findall(line)) < _FEWEST:
        return line
    return _ANCHOR.sub("\n", line)
