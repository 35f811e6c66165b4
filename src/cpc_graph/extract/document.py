"""What comes out of a file before anyone reads it as law: its text, and how it was got."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["text", "html", "pdf"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the file that a person should know; `code` is a short kebab-case name."""

    code: str
    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF: size in points, where its text starts in `Extracted.text`, a box for each character or None.

    Boxes are left, bottom, right, top in points from the lower left corner.
    """

    width: float
    height: float
    start: int
    boxes: tuple[Box | None, ...]


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one file. Offsets of quotes count code points in `text`.

    `other` is the same text in another reading order, where the file allows two (a PDF whose content order differs
    from its layout); the reader takes the one that parses into a decision.
    """

    form: Form
    sha256: str
    text: str
    notices: tuple[Notice, ...] = ()
    pages: tuple[Page, ...] = ()
    other: Extracted | None = None
