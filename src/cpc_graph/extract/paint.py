"""A page of a PDF as a PNG image, in grey; runs in the child process."""

from __future__ import annotations

import struct
import zlib
from typing import Any

_DPI, _POINTS = 100, 72
_WIDEST = 1600  # pixels, of the longer side
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def paint(page: Any) -> bytes:
    """Return the page at about 100 dots an inch; a very large page is made smaller."""
    scale = min(_DPI / _POINTS, _WIDEST / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    image = grey_png(bitmap.width, bitmap.height, bitmap.stride, rows)
    bitmap.close()
    return image


def grey_png(width: int, height: int, stride: int, rows: bytes) -> bytes:
    """Return an 8-bit grey PNG of `height` rows of `stride` bytes, of which the first `width` are the pixels."""
    lines = b"".join(b"\0" + rows[at * stride : at * stride + width] for at in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines, 6)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
