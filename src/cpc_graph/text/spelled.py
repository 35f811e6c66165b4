"""Numbers written out in French, as acts write days and years: "vingt et un", "deux mille vingt-quatre"."""

from __future__ import annotations

import re
from typing import Final

_UNITS: Final = [
    "zero",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
_VALUES: Final = (
    {word: value for value, word in enumerate(_UNITS)}
    | {"une": 1, "premier": 1, "1er": 1}
    | {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
)
_SCALES: Final = {"cent": 100, "cents": 100, "mille": 1000, "mil": 1000}
WORD: Final = "(?:" + "|".join(sorted((*_VALUES, *_SCALES, "et"), key=len, reverse=True)) + ")"


def parse_spelled(text: str) -> int | None:
    """Read a number below 10,000 in lower case without accents; None for anything else.

    >>> parse_spelled("vingt et un"), parse_spelled("mille neuf cent quatre-vingt-dix-sept"), parse_spelled("trois ans")
    (21, 1997, None)
    """
    total = below = last = 0
    for word in re.split(r"[\s-]+", text.strip()):
        if word == "et":
            continue
        if word in _SCALES:
            scale = _SCALES[word]
            total, below = (total + max(below, 1) * 1000, 0) if scale == 1000 else (total, max(below, 1) * 100)
        elif word in _VALUES:
            value = _VALUES[word]
            # "quatre-vingts" is four times twenty, not four and twenty.
            below = below + 3 * 20 + 16 if value == 20 and last == 4 else below + value
            last = value
        else:
            return None
    return total + below or None
