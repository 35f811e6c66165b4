"""HTML in, text out: the main content in reading order, without menus, banners, scripts and what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cpc_graph.extract.document import Notice
from cpc_graph.extract.flat_markup import flat, is_deep
from cpc_graph.extract.plain import decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# fmt: off
_NEVER = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "video", "audio",
    "nav", "footer", "aside", "form", "button", "select", "input", "textarea", "dialog", "head",
})
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "td", "th",
})
# fmt: on
_MAIN = ("main", "[role=main]", "article")
_FURNITURE = re.compile(
    r"cookie|tarteaucitron|(?<![a-z])"
    r"(?:banner|breadcrumbs?|fil-ariane|skip-?links?|sidebar|share|sharing|partage|related|newsletter)(?![a-z])",
    re.I,
)
_DEEP = Notice(
    "html-depth",
    "page HTML imbriquée au-delà de la limite : lue sans sa structure, menus compris",
    "HTML page nested beyond the limit (depth): read without its structure, menus included",
)
_WESTERN = frozenset({b"windows-1252", b"cp1252", b"iso-8859-1", b"iso-8859-15", b"latin1"})
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)


def to_text(content: bytes, name: str) -> tuple[str, tuple[Notice, ...]]:
    """Return the readable text of an HTML page, one line a block, white space folded inside a line.

    Nothing is run and nothing is fetched. Raises InputError when the page has no readable text.
    """
    from selectolax.lexbor import LexborHTMLParser

    source, notices = decode(content, name)
    declared = _META_CHARSET.search(content)
    if notices and declared and declared[1].lower() in (b"utf-8", b"utf8"):
        said = "la page se dit en UTF-8 et ne l'est pas", "the page says that it is UTF-8 and is not"
        notices = (*notices, Notice("encoding-declared-wrong", *said))
    elif declared and declared[1].lower() in _WESTERN:  # the page says so itself: nothing was guessed
        notices = tuple(notice for notice in notices if notice.code != "encoding-guessed")
    if is_deep(source):
        text, _ = decode(flat(source).encode(), name)
        return text, (*notices, _DEEP)
    tree = LexborHTMLParser(source)
    root = next((node for selector in _MAIN if (node := tree.css_first(selector)) is not None), tree.body)
    lines = [*_heads(tree.body, root), *_lines(root)] if root is not None and tree.body is not None else []
    text, _ = decode("\n".join(lines).encode(), name)
    return text, notices


def _heads(body: LexborNode, root: LexborNode) -> list[str]:
    """Read the header of a page whose main part has no heading of its own: title and stamps stand there."""
    if root.tag == "body" or _has_title(root):
        return []
    headers = [node for node in body.css("header") if node.parent is not None and node.parent.tag == "body"]
    return [line for node in headers if _has_title(node) for line in _lines(node)]


def _lines(root: LexborNode) -> list[str]:
    """Walk without recursion: a page may be nested 50,000 deep."""
    lines: list[str] = []
    words: list[str] = []

    def end_line() -> None:
        line = " ".join("".join(words).split())
        words.clear()
        if line:
            lines.append(line)

    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag
        if leaving or tag == "br":
            end_line()
        elif tag == "-text":
            words.append(node.text_content or "")
        elif not _is_furniture(node, root):
            if tag in _BLOCKS:
                end_line()
                stack.append((node, True))
            stack.extend((child, False) for child in reversed(_children(node)))
    end_line()
    return lines


def _children(node: LexborNode) -> list[LexborNode]:
    children: list[LexborNode] = []
    child = node.child
    while child is not None:
        children.append(child)
        child = child.next
    return children


def _is_furniture(node: LexborNode, root: LexborNode) -> bool:
    tag = node.tag or ""
    if tag in _NEVER or tag.startswith(("-comment", "!")):
        return True
    if tag == "header" and root.tag == "body" and not _has_title(node):
        return True
    attributes = node.attributes
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    if re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", attributes.get("style") or "", re.I):
        return True
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return bool(_FURNITURE.search(names)) and node.mem_id != root.mem_id and not _has_title(node)


def _has_title(node: LexborNode) -> bool:
    """Tell whether the heading of the page stands in a node: a banner may hold it."""
    return node.css_first("h1") is not None
