"""The text of a case as a person reads it, and the folding under which gold and document are compared."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

from layouts import layout_of, load_layout

# Footers that a print of the site leaves in the text; they are no words of the act.
STAMP = re.compile(r"^\s*(?:ANSM - Page \d+ sur \d+ - \d\d\.\d\d\.\d{4} \d\d:\d\d|er)\s*$", re.MULTILINE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_LINE_END_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011]\s*\n\s*(?=\w)")
_WORD_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_SIGNS = str.maketrans(dict.fromkeys("’‘ʼ′", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_BLOCKS = {"p", "br", "li", "ul", "div", "h1", "h2", "h3", "td", "tr", "table", "nav", "header", "footer", "main"} | {
    "aside", "article", "section", "blockquote", "hr", "title", "form", "button", "time", "a"
}  # fmt: skip


_MONTHS = ["janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"]
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:er)?(?:[ /.]+(\d\d)[/.]|[ ]+([a-z]+)[. ]+)(\d{4})(?!\d)")


class _Text(HTMLParser):
    """Collect the text nodes that a browser shows; blocks end with a line break."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        self.hidden += tag in {"script", "style"}
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        self.hidden -= tag in {"script", "style"}
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep shown text."""
        if not self.hidden:
            self.pieces.append(data)


def text_of(document: Path) -> str:
    """Return the text of a case; of a PDF, the text it was made from, in reading order."""
    if document.suffix == ".pdf":
        return load_layout(layout_of(document)).text()
    text = _decode(document.read_bytes())
    if document.suffix == ".html":
        parser = _Text()
        parser.feed(text)
        return "".join(parser.pieces)
    return text


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def fold(text: str) -> str:
    """Fold what gold and document may differ in: white space, hyphens at line ends, signs, ligatures, invisible marks.

    >>> fold("l’e\\ufb03cacité  des médi\\u00adcaments post-\\nherpétiques")
    "l'efficacité des médicaments post-herpétiques"
    """
    text = unicodedata.normalize("NFKC", _PRIVATE_USE.sub(" ", _INVISIBLE.sub("", text))).translate(_SIGNS)
    return " ".join(_LINE_END_HYPHEN.sub("-", text).split())


def loose(text: str) -> str:
    """Fold further: no hyphen inside a word, no white space: a cut word may be quoted whole."""
    return _WORD_HYPHEN.sub("", fold(text)).replace(" ", "")


def contains(document_text: str, quote: str) -> bool:
    """Tell whether the quote stands in the text, stamps kept or left out."""
    without_stamps = STAMP.sub("", document_text)
    return any(loose(quote) in loose(text) for text in (document_text, without_stamps))


def days_in(text: str) -> set[str]:
    """Return the days that the text writes with figures, in ISO form.

    >>> sorted(days_in("du 1er juillet 2021 au 06.02.2026, - 9 NOV. 2011"))
    ['2011-11-09', '2021-07-01', '2026-02-06']
    """
    plain = _plain(_WORD_HYPHEN.sub("", fold(text)))
    found: set[str] = set()
    for match in _DAY.finditer(plain):
        number = match[2] or _month(match[3])
        if number:
            found.add(f"{match[4]}-{int(number):02d}-{int(match[1]):02d}")
    return found


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _month(word: str) -> int:
    """Return the number of a French month, abbreviated or not; 0 for another word."""
    return next((at for at, stem in enumerate(_MONTHS, 1) if word.startswith(stem)), 0)
