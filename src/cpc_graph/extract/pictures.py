"""The pages of a PDF as images, for a person to see where a quote stands."""

from __future__ import annotations

import base64
from pathlib import Path

from cpc_graph.extract.pdf import refusal
from cpc_graph.extract.pdf_process import READER, Limits

MOST = 30  # pages: of a longer document only the text is shown


def pictures(path: Path, pages: int) -> tuple[bytes, ...]:
    """Return each page as a PNG; none for a document of more than MOST pages.

    Raises InputError or SurroundingsError when the file can no longer be read.
    """
    if not 0 < pages <= MOST:
        return ()
    limits = Limits(pages=MOST)
    request = {"do": "paint", "path": str(path), "max_pages": MOST, "boxes": False, "invisible": False}
    *painted, last = READER.ask(request, limits)
    if "error" in last:
        raise refusal(path.name, last["error"], limits)
    return tuple(base64.b64decode(answer["png"]) for answer in painted if "png" in answer)
