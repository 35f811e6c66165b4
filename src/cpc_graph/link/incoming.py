"""A document as it arrives: its text, what it says, and whether a person must look at it first."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cpc_graph.build.decision_document import HeldFile, Received
from cpc_graph.extract.document import Extracted
from cpc_graph.extract.open import extract
from cpc_graph.extract.pdf_process import Limits, Progress
from cpc_graph.link.object import with_object
from cpc_graph.link.quoted import stands_in
from cpc_graph.link.verdict import REVIEW, review_codes
from cpc_graph.text.facts import Facts, Warn

Read = Callable[[Extracted, str], Facts]
_MEDIA = {"text": "text/plain", "html": "text/html", "pdf": "application/pdf"}
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document that was read. Quotes of `facts` count in `extracted.text`; `content` are the bytes received."""

    path: Path
    extracted: Extracted
    facts: Facts

    @property
    def name(self) -> str:
        """The file's name, fit to be written down."""
        return plain_name(self.path.name)

    @property
    def review(self) -> tuple[str, ...]:
        """The codes for which a person must look at the document first; none when it can be taken as read."""
        return review_codes(self.facts)

    def about(self, name: str) -> Incoming:
        """Say what an act without a medicine is about, as a person names it. Raises UsageError for other words."""
        return replace(self, facts=with_object(self.facts, self.extracted.text, name))

    def to_json(self) -> dict[str, Any]:
        """Return the object that `ingest --format json` prints."""
        from cpc_graph.read.contract import contract  # late: only JSON needs it

        return contract(self.facts)

    @property
    def text_bytes(self) -> bytes:
        """The text as a file: UTF-8, what offsets count in."""
        return self.extracted.text.encode("utf-8", "surrogatepass")

    @property
    def is_its_own_text(self) -> bool:
        """Whether the file received is the text itself."""
        return self.extracted.form == "text" and self.extracted.sha256 in _hashes(self.text_bytes)

    def received(self, stem: str | None = None) -> Received:
        """Describe the text and the original, under their own names or under `stem`."""
        name = f"{stem}{self.path.suffix.lower()}" if stem else self.name
        media = _MEDIA[self.extracted.form]
        if self.is_its_own_text:
            return Received(HeldFile(name, self.extracted.sha256, f"{media}; charset=utf-8"))
        text = HeldFile(f"{stem or name}.txt", hashlib.sha256(self.text_bytes).hexdigest(), "text/plain; charset=utf-8")
        return Received(text, HeldFile(name, self.extracted.sha256, media))


def ingest(path: Path | str, *, max_pages: int = 300, ocr: bool = False) -> Incoming:
    """Read a text, HTML or PDF file: the facts of a decision, each with the sentence that says it.

    Raises InputError for a file that cannot be read, SurroundingsError at the time limit.
    """
    return take_in(Path(path), Limits.for_pages(max_pages), ocr=ocr)


def take_in(
    path: Path,
    limits: Limits | None = None,
    *,
    boxes: bool = False,
    ocr: bool = False,
    progress: Progress | None = None,
) -> Incoming:
    """Get the text of a file and read it. Raises InputError for a file that cannot be read."""
    from cpc_graph.read.reader import read  # late: the rules are compiled when they are needed

    return read_with(read, path, extract(path, limits, boxes=boxes, ocr=ocr, progress=progress))


def read_with(read: Read, path: Path, extracted: Extracted) -> Incoming:
    """Read a text with the reader that is given; of two reading orders keep the one that the quotes count in."""
    facts = read(extracted, plain_name(path.name))
    for one in (extracted, extracted.other):
        if one is not None and stands_in(one.text, facts):
            about = with_object(_warned(facts, extracted), one.text)
            return Incoming(path, replace(one, notices=extracted.notices, other=None), about)
    raise ValueError(f"{path.name}: a quote is not the slice of the text that it says it is")


def _warned(facts: Facts, extracted: Extracted) -> Facts:
    """Add to the facts what of the file keeps them for review."""
    told = {warning.code for warning in facts.warnings}
    more = [Warn(one.code, one.fr) for one in extracted.notices if one.code in REVIEW and one.code not in told]
    return replace(facts, warnings=(*facts.warnings, *more))


def plain_name(name: str) -> str:
    """Return a file's name without what no file name should hold; it never holds a path.

    >>> plain_name("a:b\\\\c?.txt")
    'a_b_c_.txt'
    """
    return _NOT_IN_A_NAME.sub("_", name.encode("utf-8", "replace").decode()) or "_"


def _hashes(text: bytes) -> tuple[str, str]:
    """Return the SHA-256 of a text without and with a byte order mark."""
    return hashlib.sha256(text).hexdigest(), hashlib.sha256(b"\xef\xbb\xbf" + text).hexdigest()
