"""What must hold before a parser sees a text: no deep nesting, no DOCTYPE, no remote context, no triple term.

Billion laughs in RDF/XML and 30,000 levels of JSON-LD end a pyoxigraph process, so they are refused here.
"""

from __future__ import annotations

import json
import re
from typing import Any
from xml.parsers import expat

from cpc_graph.errors import InputError
from cpc_graph.rdf.intake import at

MAX_DEPTH = 100
# Loops unrolled by hand: Python before 3.11.5 matches possessive quantifiers wrongly (CPython gh-106052).
_TURTLE = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""|\'\'\'[^\'\\]*(?:(?:\\.|\'(?!\'\'))[^\'\\]*)*\'\'\''
    r'|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"|\'[^\'\\\r\n]*(?:\\.[^\'\\\r\n]*)*\''
    r'|<[^<>"{}|^`\\\s]*(?:\\[uU][^<>"{}|^`\\\s]*)*>|\#[^\r\n]*|\\.'
    r"|(?P<term><<|\{\|)|(?P<open>[\[({])|(?P<close>[\])}])",
    re.DOTALL,
)
_JSON = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|(?P<open>[\[{])|(?P<close>[\]}])', re.DOTALL)


def place(text: str, index: int) -> dict[str, int]:
    """Return line and column, from 1, of an index into a text."""
    return {"line": text.count("\n", 0, index) + 1, "column": index - text.rfind("\n", 0, index)}


def too_deep(name: str, **where: int) -> InputError:
    """Make the error of a text that nests too deeply."""
    return at(
        name,
        f"imbrication trop profonde (nesting) : la limite est de {MAX_DEPTH} niveaux",
        f"nested too deeply: the limit is {MAX_DEPTH} levels",
        **where,
    )


def triple_term(name: str, **where: int) -> InputError:
    """Make the error of RDF 1.2 syntax."""
    return at(
        name,
        "les termes-triplets et annotations de RDF 1.2 ne sont pas acceptés ; utilisez cpc:Assertion",
        "triple terms and annotations of RDF 1.2 are not accepted; use cpc:Assertion",
        **where,
    )


def check_turtle(text: str, name: str) -> None:
    """Refuse nesting beyond MAX_DEPTH and RDF 1.2 syntax in Turtle, TriG, N-Triples and N-Quads."""
    if text.count("[") + text.count("(") + text.count("{") > MAX_DEPTH or "<<" in text or "{|" in text:
        _check_depth(_TURTLE, text, name)


def check_json_ld(text: str, name: str) -> None:
    """Refuse deep nesting, broken JSON and any context that would have to be fetched."""
    check_json_depth(text, name)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        said = f"JSON non valide ({error.msg}, line {error.lineno})"
        raise at(name, said, f"invalid JSON ({error.msg})", line=error.lineno, column=error.colno) from None
    _check_contexts(document, text, name)


def check_json_depth(text: str, name: str) -> None:
    """Refuse JSON that nests beyond MAX_DEPTH."""
    _check_depth(_JSON, text, name)


def _check_depth(tokens: re.Pattern[str], text: str, name: str) -> None:
    depth = 0
    for token in tokens.finditer(text):
        kind = token.lastgroup
        if kind == "open":
            depth += 1
            if depth > MAX_DEPTH:
                raise too_deep(name, **place(text, token.start()))
        elif kind == "close":
            depth -= 1
        elif kind == "term":
            raise triple_term(name, **place(text, token.start()))


def _check_contexts(document: Any, text: str, name: str) -> None:
    waiting = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            waiting.extend(node.values())
            context = node.get("@context")
            parts = context if isinstance(context, list) else [context]
            remote = [part for part in parts if isinstance(part, str)]
            remote += [str(part["@import"]) for part in parts if isinstance(part, dict) and "@import" in part]
            if remote:
                raise _remote_context(remote[0], text, name)


def _remote_context(address: str, text: str, name: str) -> InputError:
    index = max(text.find(address), 0)
    return at(
        name,
        f"le contexte JSON-LD (@context) « {address[:80]} » est distant ; rien n'est téléchargé : écrivez-le ici",
        f"the JSON-LD @context “{address[:80]}” is remote: nothing is fetched, write it into the file",
        **place(text, index),
    )


def check_xml(text: str, name: str) -> None:
    """Refuse ill-formed XML (with its place), any DOCTYPE, and elements nested beyond MAX_DEPTH."""
    watch = _XmlWatch(name)
    try:
        watch.parser.Parse(text.encode(), True)  # noqa: FBT003  (expat's own signature)
    except expat.ExpatError as error:
        words = expat.errors.messages.get(error.code, str(error.code))
        said = f"XML mal formé (parser: line {error.lineno}: {words})"
        raise at(name, said, f"ill-formed XML ({words})", line=error.lineno, column=error.offset + 1) from None


class _XmlWatch:
    """An XML parser that keeps nothing and stops at what must not be there."""

    def __init__(self, name: str) -> None:
        self.name, self.depth = name, 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _here(self) -> dict[str, int]:
        return {"line": self.parser.CurrentLineNumber, "column": self.parser.CurrentColumnNumber + 1}

    def _doctype(self, *_: object) -> None:
        fr = "DOCTYPE et entités (DTD, entity) ne sont pas acceptés"
        raise at(self.name, fr, "a DOCTYPE or an entity is not accepted", **self._here())

    def _start(self, *_: object) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise too_deep(self.name, **self._here())

    def _end(self, *_: object) -> None:
        self.depth -= 1
