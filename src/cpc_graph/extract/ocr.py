"""Text for a PDF of images, by the program `ocrmypdf` where it is installed; a person must accept what it reads."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from cpc_graph.errors import InputError, SurroundingsError
from cpc_graph.extract.document import Extracted, Notice
from cpc_graph.extract.pdf import to_extracted
from cpc_graph.extract.pdf_process import Limits, Progress

PROGRAM = "ocrmypdf"
_SECONDS_A_PAGE = 20.0
_NOTICE = Notice(
    "ocr",
    "texte reconnu dans une image (OCR) : chaque fait est à vérifier par une personne",
    "text recognised in an image (OCR): each fact is to be checked by a person",
)


def read_images(
    path: Path, sha256: str, limits: Limits, *, boxes: bool = False, progress: Progress | None = None
) -> Extracted:
    """Recognise the text of a PDF of images and return it, with the notice `ocr`.

    Raises SurroundingsError when the program is not installed or takes too long, InputError when it finds no text.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise SurroundingsError(
            fr=f"{path.name} : --ocr demande le programme {PROGRAM} (et tesseract, langue fra), qui n'est pas installé",
            en=f"{path.name}: --ocr needs the program {PROGRAM} (and tesseract, language fra), which is not installed",
        )
    with TemporaryDirectory(prefix="cpc-graph-ocr-") as folder:
        made = Path(folder) / "read.pdf"
        command = [program, "--language", "fra", "--skip-text", "--output-type", "pdf", "--quiet", str(path.resolve())]
        _run([*command, str(made)], path.name, max(limits.seconds, limits.pages * _SECONDS_A_PAGE))
        found = to_extracted(made, sha256, limits, boxes=boxes, invisible=True, progress=progress)
    other = replace(found.other, notices=(*found.other.notices, _NOTICE)) if found.other else None
    return replace(found, notices=(*found.notices, _NOTICE), other=other)


def _run(command: list[str], name: str, seconds: float) -> None:
    try:
        done = subprocess.run(  # noqa: S603  (no shell; the file is an argument)
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise SurroundingsError(
            fr=f"{name} : délai de {seconds:g} s dépassé à la reconnaissance du texte (OCR)",
            en=f"{name}: time limit of {seconds:g} s reached while recognising the text (OCR)",
        ) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [str(done.returncode)]
        raise InputError(
            fr=f"{name} : la reconnaissance du texte (OCR) a échoué : {said[-1]}",
            en=f"{name}: recognising the text (OCR) failed: {said[-1]}",
        )
