"""Put values into a query: the only place where text enters SPARQL.

A parameter stands in a query as `VALUES ?x { UNDEF }`; binding puts a term, serialised by pyoxigraph, in the place of
that `UNDEF` and touches nothing else. The query is read as tokens, so that a string or a comment is never mistaken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from cpc_graph.rdf.terms import Term

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<word>[^\W\d]\w*(?![\w:]))
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query with its place; `kind` is iri, string, variable, word or other (one character)."""

    kind: str
    text: str
    start: int
    end: int

    def reads(self, expected: str) -> bool:
        """Tell whether the token is this keyword (any case), variable or sign."""
        if self.kind == "word":
            return self.text.upper() == expected
        return self.kind in ("variable", "other") and self.text == expected


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, white space and comments left out."""
    return iter(_tokens(query))


@lru_cache(maxsize=256)  # the queries of the library are bound again and again
def _tokens(query: str) -> tuple[Token, ...]:
    return tuple(
        Token(match.lastgroup or "other", match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(query)
        if match.lastgroup != "space"
    )


@lru_cache(maxsize=256)
def holes(query: str) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return the places of `UNDEF` in every `VALUES ?x { UNDEF }`, by the name of the variable."""
    found: dict[str, list[tuple[int, int]]] = {}
    stream = _tokens(query)
    for at in range(len(stream) - 4):
        values, variable, opening, undef, closing = stream[at : at + 5]
        if variable.kind != "variable" or not values.reads("VALUES"):
            continue
        if opening.reads("{") and undef.reads("UNDEF") and closing.reads("}"):
            found.setdefault(variable.text[1:], []).append((undef.start, undef.end))
    return found


def bind(query: str, values: Mapping[str, Term]) -> str:
    """Put each value in the place of its parameter's `UNDEF`; a parameter without a value keeps it.

    Raises ValueError when the query has no place for a value.

    >>> from pyoxigraph import Literal
    >>> bind("SELECT * { VALUES ?x { UNDEF } }", {"x": Literal('"} #')})
    'SELECT * { VALUES ?x { "\\\\"} #" } }'
    """
    places = holes(query)
    missing = sorted(set(values) - set(places))
    if missing:
        raise ValueError(f"the query has no VALUES ?{missing[0]} {{ UNDEF }}")
    edits = [(start, end, written(values[name])) for name in values for start, end in places[name]]
    return _edited(query, edits)


def bind_rows(query: str, names: Sequence[str], table: Sequence[Sequence[Term | None]]) -> str:
    """Put a table in the place of `VALUES (?a ?b) { (UNDEF UNDEF) }`; None stays `UNDEF`.

    Raises ValueError when the query has not exactly one such place.
    """
    start, end = _table_place(query, tuple(names))
    lines = ("(" + " ".join("UNDEF" if term is None else written(term) for term in row) + ")" for row in table)
    return query[:start] + " ".join(lines) + query[end:]


@lru_cache(maxsize=256)
def _table_place(query: str, names: tuple[str, ...]) -> tuple[int, int]:
    shape = ["VALUES", "(", *(f"?{name}" for name in names), ")", "{", "(", *["UNDEF"] * len(names), ")", "}"]
    stream = _tokens(query)
    found = [
        at
        for at in range(len(stream) - len(shape) + 1)
        if all(token.reads(text) for token, text in zip(stream[at:], shape, strict=False))
    ]
    if len(found) != 1:
        raise ValueError(f"the query needs exactly one VALUES ({' '.join(names)}) {{ (UNDEF …) }}")
    return stream[found[0] + len(names) + 4].start, stream[found[0] + len(shape) - 2].end


def written(term: Term) -> str:
    """Write a term as pyoxigraph serialises it. Raises TypeError for anything that is not an IRI or a literal."""
    if not isinstance(term, (NamedNode, Literal)):
        raise TypeError("only IRIs and literals can be bound")
    return str(term)


def _edited(query: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, text in sorted(edits, reverse=True):
        query = query[:start] + text + query[end:]
    return query
