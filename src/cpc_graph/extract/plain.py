"""Decode a text file: UTF-8, UTF-16 (with or without mark), Windows-1252; anything else is refused."""

from __future__ import annotations

import codecs
import re

from cpc_graph.errors import InputError
from cpc_graph.extract.document import Notice

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MOST_CONTROLS = 0.01  # a text has next to none; a binary read as Windows-1252 has one in eight


def decode(content: bytes, name: str) -> tuple[str, tuple[Notice, ...]]:
    """Return the text of `content`, byte order mark dropped, newlines untouched, and what was guessed.

    Raises InputError when there is nothing, or nothing that reads as text.
    """
    text, notices = _decode(content, name)
    if not text.strip():
        raise InputError(fr=f"{name} : le fichier est vide", en=f"{name}: the file is empty")
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if controls > len(text) * _MOST_CONTROLS:
        raise InputError(
            fr=f"{name} : contenu binaire ; donnez un texte, une page HTML ou un PDF",
            en=f"{name}: binary content; give a text, an HTML page or a PDF",
        )
    return text, notices


def _decode(content: bytes, name: str) -> tuple[str, tuple[Notice, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, name), ()
    guess = _utf16_guess(content)
    if guess:
        return _strict(content, guess, name), (_guessed(guess),)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _strict(content, "cp1252", name), (_guessed("Windows-1252"),)


def _strict(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            fr=f"{name} : encodage illisible ({encoding}, octet {error.start}) ; enregistrez le fichier en UTF-8",
            en=f"{name}: unreadable encoding ({encoding}, byte {error.start}); save the file as UTF-8",
        ) from error


def _utf16_guess(content: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero byte that every second place of a French text holds."""
    sample = content[:4096]
    if len(sample) < 8 or len(content) % 2:
        return None
    even, odd = sample[0::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if odd > 0.8 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 and odd < 0.05 else None


def _guessed(encoding: str) -> Notice:
    return Notice(
        "encoding-guessed",
        f"encodage déduit : {encoding}",
        f"encoding guessed: {encoding}",
    )
