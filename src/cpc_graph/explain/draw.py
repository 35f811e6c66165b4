"""An explanation drawn: as text, as a page that stands alone, as a Mermaid graph."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from cpc_graph.explain import tree
from cpc_graph.explain.tree import Node, Tree

FORMATS = ("text", "html", "mermaid")
_MARKS = {tree.QUOTE: "❝ ", tree.RULE: "∴ ", tree.LAW: "§ ", tree.SOURCE: "↗ ", tree.CONFLICT: "≠ "}
_LONGEST = 240  # characters of a Mermaid label
_SHAPES = {tree.QUOTE: ("([", "])"), tree.RULE: ("{{", "}}"), tree.LAW: ("[[", "]]"), tree.SOURCE: (">", "]")}
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.25rem}
ul{list-style:none;margin:0;padding-left:1.25rem;border-left:1px solid color-mix(in srgb,currentColor 25%,transparent)}
body>ul{border:0;padding:0}
li{margin:.35rem 0}
summary{cursor:pointer}
.statement>span,.statement>details>summary{font-weight:600}
.quote{font-style:italic}
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
    items = "".join(_item(node) for node in explained.nodes)
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<ul>{items}</ul>\n</body>\n</html>\n"
    )


def _item(node: Node) -> str:
    text = escape(node.text if node.kind == tree.EXAMPLE else _line(node.text))
    link = f' title="{escape(node.iri)}"' if node.iri else ""
    if not node.children:
        return f'<li class="{node.kind}"><span{link}>{text}</span></li>'
    below = "".join(_item(child) for child in node.children)
    return f'<li class="{node.kind}"><details open><summary{link}>{text}</summary><ul>{below}</ul></details></li>'


def _mermaid(explained: Tree) -> str:
    """Draw a graph: a statement that is shown several times is one node with several arrows."""
    names: dict[str, str] = {}
    lines = ["flowchart TD", f'  n0["{_label(explained.title)}"]']
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
        yield f'  {name}{left}"{_label(node.text)}"{right}'
    yield f"  {above} --> {name}"
    if is_new:
        for child in node.children:
            yield from _arrows(name, child, names)


def _label(text: str) -> str:
    """Write a text so that Mermaid reads it as text: no markup, no quotes, cut to a readable length."""
    shown = _line(text)
    shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    named = {"&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;", "#": "#35;", "\\": "#92;"}
    return "".join(named.get(sign, sign) for sign in shown)
