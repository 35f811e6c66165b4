"""Read PDF files in a process of its own, which may be killed: `python -m cpc_graph.extract.pdf_child`.

Each request is a JSON line on standard input: `do` (`read` or `paint`), `path`, `max_pages`, `boxes`, `invisible`. The
answer is a line with the number of `pages`, one for each page that is read, and a last one with `done` or `error`. The
one door to pypdfium2.
"""

from __future__ import annotations

import base64
import ctypes
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cpc_graph.extract.document import Box
from cpc_graph.extract.eye import Eye
from cpc_graph.extract.paint import paint
from cpc_graph.extract.reading_order import Piece, order

_WIDE_GAP = 1.2  # of the height of the letters: wider is another piece
_HYPHEN_AT_LINE_END, _LINE_END = 2, 10
_MADE = frozenset({_LINE_END, 32})  # PDFium makes up spaces and line ends, nothing else
_NOTHING = frozenset({0, 13, 0xFFFE, 0xFFFF})
_FINE = 10  # parts of a point in a box
_EXTERNAL = re.compile(rb"/F\s*[(<]")  # a stream whose content is said to be in another file
MOST_BOXED = 30  # pages: boxes are for showing pages, and no more are shown
_MEMORY = 512 * 2**20


def main() -> None:
    """Answer requests until standard input ends."""
    _limit_memory()
    import pypdfium2  # noqa: F401  (load it once, before the first request)

    for line in sys.stdin:
        for answer in _answers(json.loads(line)):
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            sys.stdout.flush()


def _limit_memory() -> None:
    if sys.platform == "win32":  # the parent's time limit remains
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answers(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    import pypdfium2

    try:
        content = Path(request["path"]).read_bytes()
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        # PDFium may repeat the error of the file before
        locked = "assword" in str(error) and b"/Encrypt" in content
        yield {"error": "encrypted" if locked else "damaged"}
        return
    except (OSError, MemoryError):
        yield {"error": "too-large"}
        return
    try:
        count = len(document)
        if count < 1:
            yield {"error": "no-page"}
            return
        yield {"pages": count}
        read = min(count, request["max_pages"])
        for number in range(read):
            yield _page(document, number, request, count)
        yield {"done": read, "external": bool(_EXTERNAL.search(content))}
    except MemoryError:
        yield {"error": "too-large"}
    except pypdfium2.PdfiumError:
        yield {"error": "damaged"}
    finally:
        document.close()


def _page(document: Any, number: int, request: dict[str, Any], count: int) -> dict[str, Any]:
    page = document[number]
    try:
        if request["do"] == "paint":
            return {"page": number, "png": base64.b64encode(paint(page)).decode()}
        invisible = request["invisible"]
        return {"page": number} | _read(page, with_boxes=request["boxes"] and count <= MOST_BOXED, invisible=invisible)
    finally:
        page.close()


def _read(page: Any, *, with_boxes: bool, invisible: bool) -> dict[str, Any]:
    """Return the text of a page in both orders; `invisible` letters count where OCR put them over an image."""
    width, height = page.get_size()
    signs, boxes, hidden = _characters(page, invisible=invisible)
    layout = _layout(signs, boxes)
    answer: dict[str, Any] = {"width": width, "height": height, "images": _images(page), "hidden": "".join(hidden)}
    answer |= {"text": "".join(signs), "layout": "".join(signs[i] if i >= 0 else (" ", "\n")[-1 - i] for i in layout)}
    if with_boxes:
        shown = [_on_paper(page, box, width, height) if box else None for box in boxes]
        answer |= {"boxes": shown, "layout_boxes": [shown[i] if i >= 0 else None for i in layout]}
    return answer


def _on_paper(page: Any, box: Box, width: float, height: float) -> Box:
    """Return a box as it stands on the page that is shown, which may be cropped or turned."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_int(), ctypes.c_int()
    corners: list[tuple[float, float]] = []
    size = round(width * _FINE), round(height * _FINE)
    for at_x, at_y in ((box[0], box[1]), (box[2], box[3])):
        raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, at_x, at_y, ctypes.byref(x), ctypes.byref(y))
        corners.append((x.value / _FINE, height - y.value / _FINE))
    (left, low), (right, high) = corners
    return min(left, right), round(min(low, high), 1), max(left, right), round(max(low, high), 1)


def _images(page: Any) -> int:
    import pypdfium2.raw as raw

    return sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))


def _characters(page: Any, *, invisible: bool) -> tuple[list[str], list[Box | None], list[str]]:
    """Return what a reader sees, in the order of the file, with boxes, and apart what is hidden from the eye."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    eye = Eye(raw, textpage.raw, _frame(page), invisible=invisible)
    unicode_of, is_generated = raw.FPDFText_GetUnicode, raw.FPDFText_IsGenerated
    signs: list[str] = []
    boxes: list[Box | None] = []
    hidden: list[str] = []
    for index in range(textpage.count_chars()):
        code = unicode_of(eye.handle, index)
        if code in _NOTHING:
            continue
        if code in _MADE and is_generated(eye.handle, index) == 1:
            signs.append("\n" if code == _LINE_END else " ")
            boxes.append(None)
            continue
        sign, box = _sign(code), eye.box(index)
        if not (sign.isspace() or eye.sees(index, box)):
            hidden.append(sign)
            continue
        signs.append(sign)
        boxes.append(box)
        if code == _HYPHEN_AT_LINE_END:  # PDFium joins the two halves: give the line end back
            signs.append("\n")
            boxes.append(None)
    textpage.close()
    return signs, boxes, hidden


def _frame(page: Any) -> Box:
    """Return the part of the page that is shown; a page may inherit it, which `get_cropbox` does not see."""
    import pypdfium2.raw as raw

    frame = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(frame)):
        return (0.0, 0.0, *page.get_size())
    return frame.left, frame.bottom, frame.right, frame.top


def _sign(code: int) -> str:
    """Return a character; half of a surrogate pair is none."""
    if code == _HYPHEN_AT_LINE_END:
        return "-"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def _layout(signs: list[str], boxes: list[Box | None]) -> list[int]:
    """Return the characters' indexes in reading order; -1 stands for a space, -2 for a line end."""
    indexes: list[int] = []
    for line in order(_pieces(signs, boxes)):
        for piece in line:
            indexes += range(piece.first, piece.last)
            indexes.append(-1)
        if line:
            indexes[-1] = -2
    return indexes


def _pieces(signs: list[str], boxes: list[Box | None]) -> list[Piece]:
    pieces: list[Piece] = []
    first, area, last = 0, None, None
    for index, (sign, box) in enumerate([*zip(signs, boxes, strict=True), ("\n", None)]):
        # The letters of a ligature share its box.
        apart = box is not None and box != last and area is not None and not _continues(area, box)
        last = box
        if area is not None and (sign == "\n" or apart):
            pieces.append(Piece(first, index, area))
            area = None
        if box is None or (area is None and sign.isspace()):
            continue
        if area is None:
            first, area = index, box
        elif not sign.isspace():
            area = (min(area[0], box[0]), min(area[1], box[1]), max(area[2], box[2]), max(area[3], box[3]))
    return pieces


def _continues(area: Box, box: Box) -> bool:
    height = max(area[3] - area[1], box[3] - box[1], 4.0)
    beside = -0.5 * height <= box[0] - area[2] <= _WIDE_GAP * height
    return beside and min(area[3], box[3]) - max(area[1], box[1]) > -0.2 * height


if __name__ == "__main__":
    main()
