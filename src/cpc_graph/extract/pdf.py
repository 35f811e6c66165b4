"""PDF in, text out, through a child process with limits on time, memory and pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from cpc_graph.errors import InputError, SurroundingsError
from cpc_graph.extract.document import Extracted, Notice, Page
from cpc_graph.extract.pdf_process import READER, Limits, Progress

__all__ = ["Limits", "Progress", "to_extracted"]

_WHY = {
    "encrypted": (
        "PDF chiffré : mot de passe demandé ; donnez une copie sans mot de passe",
        "encrypted PDF: a password is asked for; give a copy without one",
    ),
    "damaged": (
        "PDF illisible, aucune page n'en sort (tronqué ou endommagé)",
        "unreadable PDF, no page comes out of it (truncated or damaged)",
    ),
    "no-page": ("PDF sans page", "PDF without a page"),
    "too-large": ("PDF trop lourd : limite de mémoire atteinte", "PDF too large: memory limit reached"),
}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_MOST_SHOWN = 80


class ImagesOnlyError(InputError):
    """A PDF shows images and no text."""


def to_extracted(
    path: Path,
    sha256: str,
    limits: Limits,
    *,
    boxes: bool = False,
    invisible: bool = False,
    progress: Progress | None = None,
) -> Extracted:
    """Return the text of a PDF in the order of the file, with the order of the layout as `other` where they differ.

    Of a document with too many pages the first ones are read, with the notice `page-limit`. `invisible` text counts
    where OCR put it. Raises InputError for a file that cannot be read or shows no text; SurroundingsError at the time
    limit.
    """
    request = {"do": "read", "path": str(path), "max_pages": limits.pages, "boxes": boxes, "invisible": invisible}
    answers = READER.ask(request, limits, progress)
    last = answers[-1]
    if "error" in last:
        raise refusal(path.name, last["error"], limits)
    pages = answers[1:-1]
    notices = (*_hidden(pages), *_limited(answers[0]["pages"], limits))
    if not any(page["text"].strip() for page in pages):
        return Extracted("pdf", sha256, "", (*notices, _no_text(path.name, pages, external=last["external"])))
    plain = _joined(pages, "text", "boxes", sha256, notices)
    layout = _joined(pages, "layout", "layout_boxes", sha256, notices)
    if plain.text.split() == layout.text.split():
        return plain
    return Extracted("pdf", sha256, plain.text, notices, plain.pages, layout)


def _joined(pages: list[dict[str, Any]], text: str, boxes: str, sha256: str, notices: tuple[Notice, ...]) -> Extracted:
    parts: list[str] = []
    made: list[Page] = []
    start = 0
    for page in pages:
        part = page[text] if page[text].endswith("\n") else page[text] + "\n"
        shown = tuple(tuple(box) if box else None for box in page.get(boxes, ()))
        made.append(Page(page["width"], page["height"], start, shown))
        parts.append(part)
        start += len(part)
    return Extracted("pdf", sha256, "".join(parts), notices, tuple(made))


def _hidden(pages: list[dict[str, Any]]) -> tuple[Notice, ...]:
    """Say what was left aside because nobody sees it; a year in it may be another date of the act."""
    hidden = " ".join(page["hidden"].strip() for page in pages if page["hidden"].strip())
    if not hidden:
        return ()
    shown = hidden[:_MOST_SHOWN]
    return (
        Notice(
            "hidden-date" if _YEAR.search(hidden) else "hidden-text",
            f"texte invisible, blanc ou hors page, laissé de côté : « {shown} »",
            f"text that is invisible, white or off the page, left aside: “{shown}”",
        ),
    )


def _limited(pages: int, limits: Limits) -> tuple[Notice, ...]:
    if pages <= limits.pages:
        return ()
    return (
        Notice(
            "page-limit",
            f"{pages} pages : seules les {limits.pages} premières sont lues ; relevez la limite avec --max-pages",
            f"{pages} pages: only the first {limits.pages} are read; raise the limit with --max-pages",
        ),
    )


def _no_text(name: str, pages: list[dict[str, Any]], *, external: bool) -> Notice:
    """Return what stands for the text of a PDF whose content is elsewhere. Raises InputError for any other one."""
    if any(page["images"] for page in pages):
        raise ImagesOnlyError(
            fr=f"{name} : PDF sans texte (images seules) ; relancez avec --ocr, ou donnez le texte",
            en=f"{name}: PDF without text (images only); run again with --ocr, or give the text",
        )
    if not external:
        raise InputError(fr=f"{name} : PDF vide, sans texte visible", en=f"{name}: empty PDF, no visible text")
    return Notice(
        "external-content",
        "le texte de la page est dans un autre fichier, qui n'est pas lu",
        "the text of the page is in another file, which is not read",
    )


def refusal(name: str, code: str, limits: Limits) -> InputError | SurroundingsError:
    """Make the error for what the child could not read."""
    if code == "time":
        return SurroundingsError(
            fr=f"{name} : délai de {limits.seconds:g} s dépassé à la lecture du PDF",
            en=f"{name}: time limit of {limits.seconds:g} s reached while reading the PDF",
        )
    fr, en = _WHY[code]
    return InputError(fr=f"{name} : {fr}", en=f"{name}: {en}")
