"""Write a lineage as text: for people, for Mermaid, for Graphviz, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import pairwise

from cpc_graph.draw.graph import MEASURE, STATE, Lineage, Link, Node
from cpc_graph.draw.words import Words
from cpc_graph.text.shown import is_hidden, shown

_PLAIN = frozenset(" .,-–'’()/°+·?≥≤%:")  # besides letters and digits: what means nothing to Mermaid between quotes
_ARROWS = {"inferred": "-.->", "byOperationOfLaw": "==>", "unknown": "-.->"}
_DOT_STYLES = {"inferred": "dashed", "byOperationOfLaw": "dotted", "reported": "dashed", "unknown": "dashed"}
_DOT_SHAPES = {
    "act": "box",
    "fiction": "box",
    "state": "box",
    "provision": "note",
    "item": "folder",
    "measure": "plain",
}
_CLASSES = """\
  classDef held fill:#1b2226,stroke:#1b2226,color:#fff
  classDef citedOnly fill:#fff,stroke:#1b2226,stroke-width:2px
  classDef reportedOnly fill:#fff,stroke:#1b2226,stroke-dasharray:4 3
  classDef law fill:#fff,stroke:#1b2226,stroke-width:3px
  classDef state fill:#eef2f4,stroke:#5f6b72
  classDef other fill:#fff,stroke:#8b979e"""


def text(lineage: Lineage, lang: str) -> str:
    """Write the nodes in order of time, under each what it does and how that is known."""
    words = Words(lang)
    lines = [shown(lineage.name)]
    for node in lineage.nodes:
        if node.kind != MEASURE:
            lines.append("")
            lines.extend(shown_line(line) for line in _node_lines(lineage, node, words))
    return "\n".join(lines) + "\n"


def mermaid(lineage: Lineage) -> str:
    """Write a Mermaid flow chart; every sign that could mean something to Mermaid is a character code."""
    lines = ["flowchart TB"]
    for node in (one for one in lineage.nodes if one.kind != MEASURE or _is_linked(lineage, one)):
        label = "<br/>".join(_coded(line) for line in head_lines(node))
        lines.append(f'  {node.key}["{label}"]:::{_class(node)}')
    lines += [f"  {one} ~~~ {other}" for one, other in pairwise(_in_time(lineage))]
    for link in lineage.drawn():
        said = _coded(_labelled(link))
        lines.append(f'  {link.source} {_ARROWS.get(link.status, "-->")}|"{said}"| {link.target}')
    return "\n".join([*lines, _CLASSES]) + "\n"


def dot(lineage: Lineage) -> str:
    """Write a Graphviz graph in order of time, from top to bottom."""
    lines = ["digraph lineage {", "  rankdir=TB;", '  node [fontname="Helvetica", fontsize=11];']
    lines += ['  edge [fontname="Helvetica", fontsize=9];', f"  label={_quoted([lineage.name])}; labelloc=t;"]
    for node in lineage.nodes:
        if node.kind != MEASURE or _is_linked(lineage, node):
            style = "rounded" if node.kind == STATE else "dashed" if node.availability == "reportedOnly" else "solid"
            shape = _DOT_SHAPES[node.kind]
            lines.append(f'  {node.key} [label={_quoted(head_lines(node))}, shape={shape}, style="{style}"];')
    for link in lineage.drawn():
        style = _DOT_STYLES.get(link.status, "solid")
        # Only time orders the picture: a link back in time does not pull its target down.
        loose = "" if link.property in ("opensState", "deems", "nextState") else ", constraint=false"
        said = _quoted([_labelled(link)])
        lines.append(f"  {link.source} -> {link.target} [label={said}, style={style}{loose}];")
    lines += [f"  {one} -> {other} [style=invis];" for one, other in pairwise(_in_time(lineage))]
    return "\n".join([*lines, "}"]) + "\n"


def to_json(lineage: Lineage) -> str:
    """Write nodes and links as they are, with IRIs, every link included."""
    iris = {node.key: node.iri for node in lineage.nodes}
    nodes = [{key: value for key, value in asdict(node).items() if key != "key"} for node in lineage.nodes]
    links = [
        {**asdict(link), "source": iris[link.source], "target": iris[link.target]}
        for link in lineage.links
    ]  # fmt: skip
    document = {"measure": lineage.iri, "name": lineage.name, "nodes": nodes, "links": links}
    written = json.dumps(document, ensure_ascii=False, indent=1)
    return "".join(json.dumps(sign)[1:-1] if is_hidden(sign) else sign for sign in written) + "\n"


def head_lines(node: Node) -> list[str]:
    """Return what a box says of a node, line by line."""
    if node.kind == MEASURE:
        return [node.name, *node.told]
    if node.kind == STATE:
        head = " ".join(part for part in (node.number, node.regime) if part)
        return [head, *node.told]
    head = " · ".join(part for part in (node.number, node.when) if part)
    return [
        line for line in (head, node.name, ", ".join((*node.told, *filter(None, (node.availability_name,))))) if line
    ]


def shown_line(line: str) -> str:
    """Show what a line hides, its indentation kept."""
    body = line.lstrip(" ")
    return " " * (len(line) - len(body)) + shown(body)


def _node_lines(lineage: Lineage, node: Node, words: Words) -> Iterator[str]:
    mark = f"[{_rank(node)}]"
    if node.kind == STATE:
        yield f"  {mark} {' '.join(head_lines(node)[:1])} – {words.listed(*node.told)}"
    else:
        kind = words.listed(", ".join(node.told), node.availability_name)
        yield f"{mark} {node.when or '–'}  {node.name}" + (f" ({kind})" if kind else "")
    for link in lineage.drawn():
        if link.source == node.key:
            target = lineage.node(link.target)
            where = target.name if target.kind == MEASURE else f"[{_rank(target)}]"
            yield f"      {link.name} {where}" + (f" ({link.status_name})" if link.status_name else "")


def _rank(node: Node) -> str:
    return node.key.removeprefix("a").replace("s", "E").replace("x", "X")


def _labelled(link: Link) -> str:
    return f"{link.name} ({link.status_name})" if link.status_name else link.name


def _is_linked(lineage: Lineage, node: Node) -> bool:
    return any(node.key in (link.source, link.target) for link in lineage.links)


def _in_time(lineage: Lineage) -> list[str]:
    """Return the nodes that invisible links, written first, put in order of time, whatever points back at them."""
    return [
        node.key for node in lineage.nodes if node.kind != STATE and (node.kind != MEASURE or _is_linked(lineage, node))
    ]


def _class(node: Node) -> str:
    if node.kind == STATE:
        return "state"
    return node.availability if node.availability in ("held", "citedOnly", "reportedOnly", "law") else "other"


def _coded(line: str) -> str:
    return "".join(sign if sign.isalnum() or sign in _PLAIN else f"#{ord(sign)};" for sign in shown(line))


def _quoted(lines: Iterable[str]) -> str:
    """Write lines as a Graphviz string: quotes, backslashes and entities mean themselves."""
    escaped = (shown(line).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines)
    return '"' + "\\n".join(escaped) + '"'
