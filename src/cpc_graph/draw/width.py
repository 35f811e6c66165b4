"""How wide a text is, near enough to place it: advance widths of a plain sans-serif, in thousandths of its size."""

from __future__ import annotations

import unicodedata

from cpc_graph.text.shown import shown

_GROUPS = {
    222: "'ijl|",
    278: " !,./:;I[\\]ft",
    333: '"()-`r·°',
    500: "Jcksvxyz*",
    556: "#$0123456789?L_abdeghnopqu«»<>=+~–",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUwm",
    778: "GOQM",
    889: "%W—…→@",
}
_WIDTHS = {sign: width for width, signs in _GROUPS.items() for sign in signs}
_OTHER, _WIDE = 600, 1000
_BOLD = 1.07


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text as it is shown, in the unit of `size` (pixels)."""
    total = sum(_advance(sign) for sign in unicodedata.normalize("NFD", shown(text)))
    return total * size / 1000 * (_BOLD if bold else 1)


def _advance(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in ("W", "F"):
        return _WIDE
    return _WIDTHS.get(sign, _OTHER)


def shortened(text: str, room: float, size: float) -> str:
    """Cut a text so that it fits into `room`, with an ellipsis; "" when not even three letters fit."""
    if width(text, size) <= room:
        return text
    kept = text
    while len(kept) > 3:
        kept = kept[:-1].rstrip()
        if width(kept + "…", size) <= room:
            return kept + "…"
    return ""
