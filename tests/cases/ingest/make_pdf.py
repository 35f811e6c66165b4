"""Make the PDF cases again from their layouts: `python make_pdf.py --fonts FOLDER_OF_DEJAVU_TTF` (needs fpdf2)."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from layouts import Block, Layout, Page, load_layout

HERE = Path(__file__).resolve().parent
FACES = {"serif": "DejaVuSerif", "sans": "DejaVuSans"}
POINT = 25.4 / 72  # millimetres


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block, placed (millimetres)."""

    text: str
    x: float
    y: float
    block: Block


def make(layout: Layout, fonts: Path) -> bytes:
    """Return the bytes of the PDF; the same layout gives the same bytes."""
    pdf = FPDF(format="A4")
    pdf.set_creation_date(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    _add_fonts(pdf, layout.font, fonts)
    for page in layout.pages:
        pdf.add_page()
        _draw(pdf, page, layout.font)
    return bytes(pdf.output())


def _add_fonts(pdf: FPDF, family: str, fonts: Path) -> None:
    if family == "core":
        pdf.core_fonts_encoding = "cp1252"
        return
    face = FACES[family]
    pdf.add_font(family, "", fonts / f"{face}.ttf")
    pdf.add_font(family, "B", fonts / f"{face}-Bold.ttf")


def _draw(pdf: FPDF, page: Page, family: str) -> None:
    lines = [line for block in page.blocks for line in _lines(pdf, block, family)]
    if page.rows:
        lines.sort(key=lambda line: (round(line.y, 1), line.x))
    for line in lines:
        _set_font(pdf, line.block, family)
        pdf.set_text_color(255 if line.block.hidden else 0)
        pdf.set_xy(line.x, line.y)
        pdf.cell(line.block.width, line.block.size * POINT, line.text, new_x=XPos.RIGHT, new_y=YPos.TOP)


def _lines(pdf: FPDF, block: Block, family: str) -> list[Line]:
    _set_font(pdf, block, family)
    step = block.size * POINT * 1.35
    written: list[str] = []
    for part in block.text.rstrip("\n").split("\n"):
        if part.strip():
            written += pdf.multi_cell(block.width, step, part, align="L", dry_run=True, output=MethodReturnValue.LINES)
        else:
            written.append("")
    if family == "core":  # fpdf2 hands the lines back as cp1252 bytes read as latin-1
        written = [text.encode("latin-1").decode("cp1252") for text in written]
    return [Line(text, block.x, block.y + step * at, block) for at, text in enumerate(written) if text.strip()]


def _set_font(pdf: FPDF, block: Block, family: str) -> None:
    pdf.set_font("helvetica" if family == "core" else family, "B" if block.bold else "", block.size)


def main() -> None:
    """Write every PDF beside its gold file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", type=Path, required=True, help="folder of DejaVuSerif.ttf and DejaVuSans.ttf")
    fonts = parser.parse_args().fonts
    for path in sorted(HERE.glob("*/layouts/*.yaml")):
        target = path.parent.parent / f"{path.stem}.pdf"
        target.write_bytes(make(load_layout(path), fonts))
        print(target.relative_to(HERE), target.stat().st_size)


if __name__ == "__main__":
    main()
