"""An explanation drawn: as text, as a page that stands alone, as a Mermaid graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from cpc_graph.explain import tree
from cpc_graph.explain.tree import Node, Tree

FORMATS = ("text", "html", "mermaid")
_MARKS = {tree.QUOTE: "❝ ", tree.RULE: "∴ ", tree.LAW: "§ ", tree.SOURCE: "↗ ", tree.CONFLICT: "≠ "}
_HELD = re.compile(" (?=[:;?!»])|(?<=«) ")  # French sets these signs apart from their word, on the same line
_LONGEST = 240  # characters of a Mermaid label
_SHAPES = {tree.QUOTE: ("(", ")"), tree.RULE: ("{{", "}}"), tree.LAW: ("[[", "]]"), tree.SOURCE: (">", "]")}
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.25rem}
ul{list-style:none;margin:0;padding-left:1.25rem;border-left:1px solid color-mix(in srgb,currentColor 25%,transparent)}
body>ul{border:0;padding:0}
li{margin:.35rem 0}
summary{cursor:pointer}
.statement>span,.statement>details>summary{font-weight:600}
.quote>span{font-style:italic}
cite{font-style:normal;font-size:.8em;opacity:.75;overflow-wrap:anywhere}
.law,.rule{color:light-dark(#0b4f8a,#8cc4ff)}
.unknown{color:light-dark(#8a4b00,#ffc078)}
.example{font-family:ui-monospace,monospace;font-size:.85em;white-space:pre-wrap}
@media print{details>*{display:revert}body{max-width:none}}
"""


def draw(explained: Tree, form: str, lang: str) -> str:
    """Draw as `text`, `html` or `mermaid`."""
    if form == "html":
        return _page(explained, lang)
    return _mermaid(explained) if form == "mermaid" else _text(explained)


def _text(explained: Tree) -> str:
    lines = [_line(explained.title)]
    for at, node in enumerate(explained.nodes):
        lines += _branch(node, "", last=at == len(explained.nodes) - 1)
    return "\n".join(lines) + "\n"


def _branch(node: Node, indent: str, *, last: bool) -> Iterator[str]:
    yield indent + ("└─ " if last else "├─ ") + _MARKS.get(node.kind, "") + _line(node.text)
    below = indent + ("   " if last else "│  ")
    for at, child in enumerate(node.children):
        yield from _branch(child, below, last=at == len(node.children) - 1)


def _line(text: str) -> str:
    return " ".join(text.split())


def _page(explained: Tree, lang: str) -> str:
    title = escape(_line(explained.title))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{fragment(explained)}</body>\n</html>\n"
    )


def fragment(explained: Tree) -> str:
    """Write what stands in the body of the page, without a style: a notebook shows it in its own."""
    items = "".join(_item(node) for node in explained.nodes)
    return f"<h1>{escape(_line(explained.title))}</h1>\n<ul>{items}</ul>\n"


def _item(node: Node) -> str:
    text = escape(node.text) if node.kind == tree.EXAMPLE else _words(node)
    link = f' title="{escape(node.iri)}"' if node.iri else ""
    if not node.children:
        return f'<li class="{node.kind}"><span{link}>{text}</span></li>'
    below = "".join(_item(child) for child in node.children)
    return f'<li class="{node.kind}"><details open><summary{link}>{text}</summary><ul>{below}</ul></details></li>'


def _words(node: Node) -> str:
    """Write the words of a node, French signs held to their word, and where a quote stands set apart."""
    text, where = _line(node.text), _line(node.where)
    said = escape(_HELD.sub("\u00a0", text.removesuffix(where).rstrip() if where else text))
    return f"{said} <cite>{escape(where)}</cite>" if where else said


def _mermaid(explained: Tree) -> str:
    """Draw a graph: a statement that is shown several times is one node with several arrows.

    From left to right, for a tree has many more leaves than levels: from the top it would be too wide to read.
    """
    names: dict[str, str] = {}
    lines = ["flowchart LR", f'  n0["{_label(explained.title)}"]']
    for node in explained.nodes:
        lines += _arrows("n0", node, names)
    return "\n".join(lines) + "\n"


def _arrows(above: str, node: Node, names: dict[str, str]) -> Iterator[str]:
    # What a statement says once is one node; a quote of another statement is another place in the graph.
    key = node.iri if node.kind in (tree.STATEMENT, tree.AGAIN, tree.RULE) and node.iri else f"#{len(names)}"
    is_new = key not in names
    name = names.setdefault(key, f"n{len(names) + 1}")
    if is_new:
        left, right = _SHAPES.get(node.kind, ("[", "]"))
        yield f'  {name}{left}"{_label(node.text, node.where)}"{right}'
    yield f"  {above} --> {name}"
    if is_new:
        for child in node.children:
            yield from _arrows(name, child, names)


def _label(text: str, where: str = "") -> str:
    """Write a text so that Mermaid reads it as text: no markup, no quotes, cut to a readable length before `where`."""
    shown, kept = _HELD.sub("\u00a0", _line(text)), _line(where)
    if len(shown) > _LONGEST:
        body = shown.removesuffix(kept).rstrip() if kept else shown
        close = f"{body[-1]} {kept}" if kept else ""  # the mark that closes the quote, and where it stands
        shown = f"{body[: max(_LONGEST - len(close) - 1, 1)]}…{close}"
    named = {"&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;", "#": "#35;", "\\": "#92;"}
    return "".join(named.get(sign, sign) for sign in shown)
