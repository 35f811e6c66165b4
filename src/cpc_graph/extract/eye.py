"""What a person sees of the letters of a PDF page; runs in the child process."""

from __future__ import annotations

import ctypes
from typing import Any

from cpc_graph.extract.document import Box

_INVISIBLE_MODE = 3
_SMALLEST = 1.0  # points: smaller letters are not for a reader
_PALEST = 250  # of 255, in each of red, green and blue: a shade that nobody tells from white paper


class Eye:
    """Where a character stands and whether a person sees it. `handle` is PDFium's text page."""

    def __init__(self, raw: Any, handle: Any, frame: Box, *, invisible: bool) -> None:
        """Look at one page through its visible frame."""
        self._invisible = invisible
        self.handle = handle
        self._raw, self._frame = raw, frame
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._refs = [ctypes.byref(edge) for edge in self._edges]
        self._painted: dict[int, bool] = {}

    def box(self, index: int) -> Box:
        """Return left, bottom, right, top."""
        self._raw.FPDFText_GetCharBox(self.handle, index, *self._refs)
        left, right, bottom, top = self._edges
        return left.value, bottom.value, right.value, top.value

    def sees(self, index: int, box: Box) -> bool:
        """Tell whether a character is on the page and painted."""
        left, bottom, right, top = self._frame
        if not (left <= (box[0] + box[2]) / 2 <= right and bottom <= (box[1] + box[3]) / 2 <= top):
            return False
        item = self._raw.FPDFText_GetTextObject(self.handle, index)
        key = ctypes.addressof(item.contents) if item else 0
        if key not in self._painted:
            self._painted[key] = self._paints(index, item)
        return self._painted[key]

    def _paints(self, index: int, item: Any) -> bool:
        """Tell whether letters can be seen: not in invisible mode, not white or transparent, not tiny."""
        colour = [ctypes.c_uint() for _ in range(4)]
        filled = self._raw.FPDFText_GetFillColor(self.handle, index, *map(ctypes.byref, colour))
        red, green, blue, alpha = (part.value for part in colour)
        pale = bool(filled) and (alpha == 0 or min(red, green, blue) >= _PALEST)
        if bool(item) and self._raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE_MODE:
            return self._invisible
        return not (pale or self._raw.FPDFText_GetFontSize(self.handle, index) < _SMALLEST)
