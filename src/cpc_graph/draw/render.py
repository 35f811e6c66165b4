"""Write pictures as SVG: templates with every value escaped and everything hidden in it shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cpc_graph.draw.drawing import Drawing
from cpc_graph.draw.scene import Scene
from cpc_graph.draw.words import Words
from cpc_graph.text.shown import shown

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Return the one environment of templates: everything is escaped, nothing undefined passes."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_final,
        trim_blocks=True,
    )
    made.filters["px"] = pixels
    made.filters["attr_json"] = attr_json
    return made


def part(name: str) -> Markup:
    """Return a file of ours that goes in as it is: a style sheet, the script."""
    return Markup((_TEMPLATES / name).read_text(encoding="utf-8"))  # noqa: S704  (a file of this package)


def pixels(value: float) -> str:
    """Write a number of pixels with at most one decimal.

    >>> pixels(12.04), pixels(-0.02)
    ('12', '0')
    """
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def attr_json(texts: Sequence[str]) -> str:
    """Write texts as JSON for an attribute; the template escapes it."""
    return json.dumps([shown(text) for text in texts], ensure_ascii=False)


def svg(scene: Scene, lang: str) -> str:
    """Return a picture as an SVG document of its own."""
    template = environment().get_template("picture.svg.j2")
    text = template.render(d=Drawing(scene), words=Words(lang), css=part("picture.css"), page=False, first=True, at=1)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text.strip() + "\n"


def _final(value: Any) -> Any:
    """Let markup of ours and numbers pass; show what a text hides."""
    return shown_in_place(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def shown_in_place(text: str) -> str:
    """Show what a text hides, and keep the white space that stands at its ends."""
    head = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and len(text) > 1 else ""
    return head + shown(text) + tail if text.strip() else ("" if not text else " ")
