"""Page layouts of the PDF cases: where each block of text stands on the page, and the text in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text at (`x`, `y`), `width` wide (millimetres), in `size` points; line breaks of `text` are kept.

    `read` orders the blocks of a page for a reader; a `stamp` (header, footer, displaced sign) is not the act's text,
    and what is `hidden` (white on white) is seen by nobody.
    """

    text: str
    x: float
    y: float
    width: float
    size: float
    read: float
    stamp: bool
    bold: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Blocks in the order in which they are drawn; `rows` draws them line by line, across the columns."""

    blocks: tuple[Block, ...]
    rows: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A document: its pages and the family of its font (`serif`, `sans`, or `core` for Helvetica in cp1252)."""

    font: str
    pages: tuple[Page, ...]

    def text(self) -> str:
        """Return the text as a person reads it, stamps left out."""
        return "\n".join(block.text for page in self.pages for block in _read(page))


def layout_of(document: Path) -> Path:
    """Return the layout file of a PDF case: `dev/22-x.pdf` is made from `dev/layouts/22-x.yaml`."""
    return document.parent / "layouts" / f"{document.stem}.yaml"


def load_layout(path: Path) -> Layout:
    """Read a layout file."""
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Layout(table["font"], tuple(_page(page) for page in table["pages"]))


def _read(page: Page) -> Iterator[Block]:
    yield from sorted(
        (block for block in page.blocks if not (block.stamp or block.hidden)), key=lambda block: block.read
    )


def _page(table: dict[str, Any]) -> Page:
    blocks = tuple(_block(at, block) for at, block in enumerate(table["blocks"]))
    return Page(blocks, bool(table.get("rows")))


def _block(at: int, table: dict[str, Any]) -> Block:
    return Block(
        text=table["text"],
        x=table.get("x", 20),
        y=table["y"],
        width=table.get("w", 170),
        size=table.get("size", 10),
        read=table.get("read", at),
        stamp=bool(table.get("stamp")),
        bold=bool(table.get("bold")),
        hidden=bool(table.get("hidden")),
    )
