"""One page to read a document with its facts: no network, no server; everything from the document is escaped."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cpc_graph.export.page_content import Shown, groups
from cpc_graph.export.page_text import areas, marks, pieces, signs
from cpc_graph.export.page_words import say

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent
_MOST_PAGES = 30


def page(shown: Shown, lang: str) -> bytes:
    """Return the page in `lang` ("fr" or "en") as UTF-8."""
    listed = groups(shown, lang)
    places = marks(listed)
    text, sheets = shown.extracted.text, shown.extracted.pages
    document: str = _template().render(
        lang=lang,
        say=lambda key, *values: say(key, lang, *values),
        shown=shown,
        title=_plain(say("page-title", lang, shown.name)),
        covered=[_percent(share, lang) for share in shown.covered],
        groups=listed,
        signs=signs,
        pieces=list(pieces(text, places)),
        sheets=[
            {"page": sheet, "png": base64.b64encode(png).decode(), "areas": areas(sheet, places)}
            for sheet, png in zip(sheets, shown.pictures, strict=False)
        ],
        too_many=_MOST_PAGES if len(sheets) > _MOST_PAGES else 0,
        style=(_FOLDER / "page.css").read_text("utf-8"),
        script=(_FOLDER / "page.js").read_text("utf-8"),
    )
    return document.encode("utf-8", "replace")


def _plain(text: str) -> str:
    return "".join(f"⟨{sign.text}⟩" if sign.hidden else sign.text for sign in signs(text))


def _percent(share: float, lang: str) -> str:
    return f"{share * 100:.0f}%" if lang == "en" else f"{share * 100:.0f} %"


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # late: only this page needs it

    environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    return environment.get_template("page.html")
