"""Open a file of unknown kind and get its text: `extract`."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from cpc_graph.errors import InputError
from cpc_graph.extract import markup, pdf, plain
from cpc_graph.extract.document import Extracted
from cpc_graph.extract.pdf_process import Limits, Progress

LARGEST = {".pdf": 200 * 2**20, ".html": 20 * 2**20, ".txt": 20 * 2**20}
_KINDS = {".htm": ".html", ".xhtml": ".html", ".text": ".txt", "": ".txt", ".md": ".txt"}
_MARKUP = re.compile(rb"^\s*(?:<!doctype html|<html|<head|<body)", re.I)
_CONTAINERS = {b"PK\x03\x04": "zip", b"\x1f\x8b": "gzip", b"\xd0\xcf\x11\xe0": "OLE", b"ustar": "tar"}


def extract(
    path: Path,
    limits: Limits | None = None,
    *,
    boxes: bool = False,
    ocr: bool = False,
    progress: Progress | None = None,
) -> Extracted:
    """Return the text of a `.txt`, `.html` or `.pdf` file; `ocr` lets the text of images be recognised.

    Raises InputError, in one line that names the file, for anything that cannot be read as such; SurroundingsError at
    the time limit.
    """
    kind = _kind(path)
    content = _content(path, kind)
    sha256 = hashlib.sha256(content).hexdigest()
    if kind == ".pdf":
        _must_look_like_pdf(path.name, content)
        return _from_pdf(path, sha256, limits or Limits(), boxes=boxes, ocr=ocr, progress=progress)
    if content.startswith(b"%PDF-"):
        raise InputError(
            fr=f"{path.name} : c'est un PDF ; donnez-lui l'extension .pdf",
            en=f"{path.name}: this is a PDF; give it the extension .pdf",
        )
    if kind == ".html" or _MARKUP.match(content.removeprefix(b"\xef\xbb\xbf")[:400]):
        text, notices = markup.to_text(content, path.name)
        return Extracted("html", sha256, text, notices)
    text, notices = plain.decode(content, path.name)
    return Extracted("text", sha256, text, notices)


def _from_pdf(
    path: Path, sha256: str, limits: Limits, *, boxes: bool, ocr: bool, progress: Progress | None
) -> Extracted:
    try:
        return pdf.to_extracted(path, sha256, limits, boxes=boxes, progress=progress)
    except pdf.ImagesOnlyError:
        if not ocr:
            raise
    from cpc_graph.extract.ocr import read_images  # late: rarely asked for

    return read_images(path, sha256, limits, boxes=boxes, progress=progress)


def _kind(path: Path) -> str:
    suffix = path.suffix.lower()
    kind = _KINDS.get(suffix, suffix)
    if kind not in LARGEST:
        raise InputError(
            fr=f"{path.name} : type de fichier non lu ({suffix}) ; donnez un .txt, .html ou .pdf",
            en=f"{path.name}: file type not read ({suffix}); give a .txt, .html or .pdf",
        )
    return kind


def _content(path: Path, kind: str) -> bytes:
    try:
        if not path.is_file():
            why = (
                ("c'est un dossier", "it is a directory")
                if path.is_dir()
                else ("pas un fichier régulier", "not a regular file")
            )
            raise InputError(fr=f"{path.name} : {why[0]}", en=f"{path.name}: {why[1]}")
        size = path.stat().st_size
        if size > LARGEST[kind]:
            raise InputError(
                fr=f"{path.name} : {size // 2**20} Mo, taille limite de {LARGEST[kind] // 2**20} Mo",
                en=f"{path.name}: {size // 2**20} MB, the size limit is {LARGEST[kind] // 2**20} MB",
            )
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            fr=f"{path.name} : illisible ({error.strerror})", en=f"{path.name}: unreadable ({error.strerror})"
        ) from error
    if not content.strip():
        raise InputError(fr=f"{path.name} : le fichier est vide", en=f"{path.name}: the file is empty")
    for mark, container in _CONTAINERS.items():
        if content.startswith(mark) or content[257:262] == mark:
            raise InputError(
                fr=f"{path.name} : archive {container} ; donnez le document lui-même (.txt, .html ou .pdf)",
                en=f"{path.name}: {container} archive; give the document itself (.txt, .html or .pdf)",
            )
    return content


def _must_look_like_pdf(name: str, content: bytes) -> None:
    if b"%PDF-" not in content[:1024]:
        raise InputError(
            fr=f"{name} : ce n'est pas un PDF, malgré son extension", en=f"{name}: not a PDF, despite its extension"
        )
