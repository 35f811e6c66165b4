"""A comparison drawn: as text with marks, and as a page that stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from cpc_graph.compare.changes import ADDED, ASPECTS, CHANGED, NOT_TOLD, REMOVED, SAME, Change, Comparison
from cpc_graph.compare.phrases import phrase
from cpc_graph.text.word_diff import REPLACED, Piece

SIGNS = {ADDED: "+", REMOVED: "−", CHANGED: "~", SAME: "=", NOT_TOLD: "?"}
_TITLES = {"regime": "Regime"}
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.35rem}h2{font-size:1.1rem;margin-top:1.6rem}
ul{list-style:none;padding:0}li{margin:.5rem 0;padding-left:1.6rem;position:relative}
li>.sign{position:absolute;left:0;font-weight:700}
del{color:light-dark(#a40e26,#ff9aa2);text-decoration:line-through}
ins{color:light-dark(#0a5d2a,#8ce0a6);text-decoration:underline}
.note,.effect{font-size:.92em}
.effect{font-style:italic}
.same{opacity:.75}
"""


def lines(comparison: Comparison, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a comparison with their style: title, heading, a kind of change, note, or effect."""
    yield "title", phrase("title", lang, old=comparison.old, new=comparison.new)
    for line in comparison.because:
        yield "note", "· " + line
    for aspect in ASPECTS:
        changes = comparison.of(aspect)
        if changes:
            yield "heading", _heading(aspect, lang)
        for change in changes:
            yield from _change(change, lang)


def _heading(aspect: str, lang: str) -> str:
    return phrase(_TITLES.get(aspect, aspect), lang)


def _change(change: Change, lang: str) -> Iterator[tuple[str, str]]:
    sign = SIGNS[change.kind]
    yield (
        change.kind,
        f"  {sign} {change.name} : {what(change, lang)}"
        if lang == "fr"
        else (f"  {sign} {change.name}: {what(change, lang)}"),
    )
    if change.pieces and change.kind == CHANGED:
        yield "words", "      " + "".join(marked(change.pieces))
    if change.effect is not None:
        yield "effect", "      " + effect(change, lang)
    for note in change.notes:
        yield "note", "      · " + note


def what(change: Change, lang: str) -> str:
    """Say in words what changed; the two values where there are any to show in a line."""
    said = phrase(change.kind, lang)
    if change.aspect in ("regime", "period", "basis") and change.kind != SAME and (change.old or change.new):
        if change.kind in (ADDED, REMOVED):
            return f"{said} ({change.new or change.old})"
        unknown = phrase("unknown", lang)
        return f"{said} ({change.old or unknown} → {change.new or unknown})"
    if change.kind == SAME and change.aspect in ("regime", "period"):
        return f"{said} ({change.new})"
    return said


def effect(change: Change, lang: str) -> str:
    """Say what a change means for the population, labelled as interpretation."""
    assert change.effect is not None
    key = "effect same" if change.effect.effect == "same" else change.effect.effect
    return phrase(
        "interpretation", lang, effect=phrase(key, lang), reasons=phrase("semicolon", lang).join(change.effect.reasons)
    )


def marked(pieces: tuple[Piece, ...]) -> Iterator[str]:
    """Yield the text of both sides, what changed in brackets: `[-et-] [+et/ou+]`."""
    for at, piece in enumerate(pieces):
        gap = " " if at else ""
        if piece.kind != REPLACED:
            yield gap + piece.new
            continue
        if piece.old:
            yield f"{gap}[-{piece.old}-]"
        if piece.new:
            yield f"{gap}[+{piece.new}+]"


def text(comparison: Comparison, lang: str) -> str:
    """Write a comparison as plain text."""
    return "\n".join(" ".join(line.split("\n")) for _, line in lines(comparison, lang)) + "\n"


def page(comparison: Comparison, lang: str) -> str:
    """Write a comparison as one HTML page, nothing outside it needed."""
    title = escape(phrase("title", lang, old=comparison.old, new=comparison.new))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{fragment(comparison, lang)}\n"
        "</body>\n</html>\n"
    )


def fragment(comparison: Comparison, lang: str) -> str:
    """Write what stands in the body of the page, without a style: a notebook shows it in its own."""
    title = escape(phrase("title", lang, old=comparison.old, new=comparison.new))
    because = "".join(f'<p class="note">{escape(line)}</p>' for line in comparison.because)
    sections = "".join(
        f"<section><h2>{escape(_heading(aspect, lang))}</h2><ul>"
        + "".join(_item(change, lang) for change in comparison.of(aspect))
        + "</ul></section>"
        for aspect in ASPECTS
        if comparison.of(aspect)
    )
    return f"<h1>{title}</h1>\n{because}{sections}"


def _item(change: Change, lang: str) -> str:
    said = f'<span class="sign" aria-hidden="true">{SIGNS[change.kind]}</span> <strong>{escape(change.name)}</strong> '
    said += escape(what(change, lang))
    if change.pieces and change.kind == CHANGED:
        said += f'<div lang="fr">{"".join(_marked_html(change.pieces))}</div>'
    if change.effect is not None:
        said += f'<div class="effect">{escape(effect(change, lang))}</div>'
    said += "".join(f'<div class="note">{escape(note)}</div>' for note in change.notes)
    return f'<li class="{change.kind}">{said}</li>'


def _marked_html(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for piece in pieces:
        if piece.kind != REPLACED:
            yield escape(piece.new) + " "
            continue
        yield f"<del>{escape(piece.old)}</del> " if piece.old else ""
        yield f"<ins>{escape(piece.new)}</ins> " if piece.new else ""
