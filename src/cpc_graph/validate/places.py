"""On which line a Turtle-family file writes a triple: a scan that follows subject, property and object.

It reads what is written, not what it means: a blank node has no name, so what is said of one has no place here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from cpc_graph.names import PREFIXES

Key = tuple[str | None, str | None, str | None]
_TOKEN = re.compile(
    r'''(?P<declare>@prefix\b|@base\b|\bPREFIX\b(?=\s)|\bBASE\b(?=\s)|\bGRAPH\b(?=\s))
    |(?P<skip>\#[^\n]*|\s+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?=[\s;,.\])])|\^\^\s*(?:<[^<>\s]*>|[^\s;,\])]*[^\s;,\]).]))
    |(?P<text>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |<(?P<iri>[^<>\s]*)>|(?P<mark>[{}()\[\];,.])
    |(?P<name>(?:[^\s{}()\[\];,<>"'#.^@]|\.(?=[\w:%-])|\\.)+)''',
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:")
_PLAIN = re.compile(r"[\w-][^:?#.]*\Z")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def places(text: str) -> Mapping[Key, int]:
    """Return the line, from 1, of each triple by (subject, property, object), of (s, p, None) and of (s, None, None).

    A literal is keyed by its text; the first place counts.
    """
    found: dict[Key, int] = {}
    line, at = 1, 0
    scan = _Scan()
    for token in _TOKEN.finditer(text):
        if token["skip"]:
            continue
        line += text.count("\n", at, token.start())
        at = token.start()
        for key in scan.read(token):
            found.setdefault(key, line)
    return found


@dataclass(slots=True)
class _Scan:
    """Where the scan stands. `terms`: the subject and property read so far; `outer`: those around brackets."""

    prefixes: dict[str, str] = field(default_factory=dict)
    base: str = ""
    terms: list[str | None] = field(default_factory=list)
    outer: list[list[str | None]] = field(default_factory=list)
    declaring: list[str] | None = None

    def read(self, token: re.Match[str]) -> Iterator[Key]:
        if token["declare"]:
            self.declaring = [] if "graph" not in token["declare"].lower() else None
        elif self.declaring is not None:
            self._declare(token)
        elif token["mark"]:
            self._mark(token["mark"])
        else:
            yield from self._term(self._value(token))

    def _declare(self, token: re.Match[str]) -> None:
        if token["iri"] is None:
            self.declaring = [token[0]] if token["name"] else self.declaring
            return
        name = self.declaring[0] if self.declaring else None
        if name is None:
            self.base = self._absolute(token["iri"])
        else:
            self.prefixes[name.removesuffix(":")] = self._absolute(token["iri"])
        self.declaring = None

    def _mark(self, mark: str) -> None:
        if mark in "[(":
            self.outer.append(self.terms)
            self.terms = [None] if mark == "[" else [None, None]
        elif mark in "])":
            self.terms = self.outer.pop() if self.outer else []
            self.terms = self.terms if len(self.terms) >= 2 else [*self.terms, None]
        elif mark == ";":
            self.terms = self.terms[:1]
        elif mark == ",":
            self.terms = self.terms[:2]
        else:
            self.terms, self.outer = [], []

    def _term(self, value: str | None) -> Iterator[Key]:
        if len(self.terms) < 2:
            self.terms.append(value)
            subject, predicate = (*self.terms, None)[:2]
            if subject is not None:
                yield (subject, predicate, None)
            return
        subject, predicate = self.terms[:2]
        if subject is not None and predicate is not None and value is not None:
            yield (subject, predicate, value)

    def _value(self, token: re.Match[str]) -> str | None:
        if token["text"]:
            quotes = 3 if token["text"][:3] in ('"""', "'" * 3) and len(token["text"]) > 5 else 1
            return _unescaped(token["text"][quotes:-quotes])
        if token["iri"] is not None:
            return self._absolute(_unescaped(token["iri"]))
        name = token["name"]
        if name == "a":
            return PREFIXES["rdf"] + "type"
        prefix, colon, local = name.partition(":")
        if colon and prefix != "_":
            return self.prefixes.get(prefix, "") + (re.sub(r"\\(.)", r"\1", local) if "\\" in local else local)
        return None if colon else name

    def _absolute(self, iri: str) -> str:
        # urljoin would drop the empty fragment at the end of a namespace
        if _SCHEME.match(iri):
            return iri
        plain = self.base[-1:] == "/" and _PLAIN.match(iri)  # most are: urljoin is slow
        return self.base + iri if plain else urljoin(self.base, iri)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_unescape, text) if "\\" in text else text


def _unescape(found: re.Match[str]) -> str:
    number = found[1] or found[2]
    return chr(int(number, 16)) if number else _SIGNS.get(found[3], found[3])
