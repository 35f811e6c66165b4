"""Refuse queries that would fetch, change the store or exhaust a parser, before any engine sees them.

Strings, comments, IRIs, variables and local names may say SERVICE; nothing else may. Oxigraph reads `SERVICE:x` and
`trueSERVICE<…>` as SERVICE, so a word or a prefix that merely contains a forbidden keyword is refused.
"""

from __future__ import annotations

import re

from cpc_graph.errors import UsageError
from cpc_graph.rdf.precheck import place

MAX_QUERY = 2**20
MAX_DEPTH = 100
_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
# No possessive quantifiers: Python before 3.11.5 matches them wrongly around a look-ahead (CPython gh-106052).
_TOKEN = re.compile(
    rf"""
    (?P<comment>\#[^\r\n]*)
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>)
    | (?P<string>\"{{3}}[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*\"{{3}} | '{{3}}[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'{{3}}
        | "(?!"")[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*" | '(?!'')[^'\\\r\n]*(?:\\.[^'\\\r\n]*)*')
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    | (?P<name>(?P<word>(?:[^\W\d]|{_ESCAPE})(?:[\w.\-·]|{_ESCAPE})*)(?P<local>:(?:[\w.\-:·%]|\\.)*)?)
    | (?P<local_name>:(?:[\w.\-:·%]|\\.)*)
    | (?P<open>[{{(\[]) | (?P<close>[}})\]]) | (?P<quote>["']) | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FETCHES = re.compile("SERVICE|FROM")
_CHANGES = frozenset(["LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"])
_FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
_OPEN = ("la chaîne ouverte ici n'est pas fermée", "the string opened here is not closed")
_DEEP = (
    f"imbrication trop profonde ; la limite est de {MAX_DEPTH} niveaux",
    f"nested too deeply; the limit is {MAX_DEPTH} levels",
)
_WHY = {
    "SERVICE": (
        "SERVICE n'est pas permis : une requête n'appelle aucun autre serveur",
        "SERVICE is not allowed: a query calls no other server",
    ),
    "FROM": (
        "FROM n'est pas permis : les graphes sont ceux du store, choisissez avec GRAPH <…>",
        "FROM is not allowed: the graphs are those of the store, choose with GRAPH <…>",
    ),
}


def check_query(sparql: str, name: str = "SPARQL") -> None:
    """Let a read-only, self-contained query of reasonable size pass.

    Raises UsageError with line and column for SERVICE, FROM, LOAD and updates, an open string, more than MAX_DEPTH
    nested brackets or MAX_QUERY characters. `name` names the query in the message.
    """
    if len(sparql) > MAX_QUERY:
        limit = f"{MAX_QUERY:,}".replace(",", " ")
        raise UsageError(
            fr=f"{name} : requête trop longue ; la limite est de {limit} caractères",
            en=f"{name}: the query is too long; the limit is {limit} characters",
        )
    if not _judged(sparql, name):
        raise _refusal(sparql, _open_string(sparql), *_OPEN, name)
    decoded = re.sub(_ESCAPE, _character, sparql)
    if decoded != sparql:  # an engine may decode escapes before it reads, or only inside strings: judge both readings
        _judged(decoded, name)


def query_form(sparql: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; SELECT when the query says none of them."""
    for token in _TOKEN.finditer(sparql):
        if token.lastgroup == "name" and token["local"] is None and token["word"].upper() in _FORMS:
            return token["word"].upper()
    return "SELECT"


def names_with_prefix(sparql: str) -> tuple[set[str], set[str]]:
    """Return the prefixes that a query uses and those that it declares."""
    used, declared, before = set[str](), set[str](), ""
    for token in _TOKEN.finditer(sparql):
        if token.lastgroup == "name":
            if token["local"] is not None:
                (declared if before == "PREFIX" else used).add(token["word"])
            before = token["word"].upper()
    return used, declared


def _judged(sparql: str, name: str) -> bool:
    """Judge every token; return False, having judged no further, when a string is not closed."""
    depth = 0
    for token in _TOKEN.finditer(sparql):
        kind = token.lastgroup
        if kind == "name":
            _judge_word(token, sparql, name)
        elif kind == "open":
            depth += 1
            if depth > MAX_DEPTH:
                raise _refusal(sparql, token.start(), *_DEEP, name)
        elif kind == "close":
            depth -= 1
        elif kind == "quote":
            return False
    return True


def _judge_word(token: re.Match[str], sparql: str, name: str) -> None:
    keyword = re.sub(_ESCAPE, _character, token["word"]).upper()
    fetch = _FETCHES.search(keyword)
    if fetch:
        raise _refusal(sparql, token.start(), *_WHY[fetch.group()], name)
    if keyword in _CHANGES and token["local"] is None:
        fr = f"{keyword} n'est pas permis : une requête ne modifie pas le store"
        raise _refusal(sparql, token.start(), fr, f"{keyword} is not allowed: a query does not change the store", name)


def _open_string(sparql: str) -> int:
    return next(token.start() for token in _TOKEN.finditer(sparql) if token.lastgroup == "quote")


def _character(escape: re.Match[str]) -> str:
    code = int(escape.group()[2:], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _refusal(sparql: str, index: int, fr: str, en: str, name: str) -> UsageError:
    where = place(sparql, index)
    line, column = where["line"], where["column"]
    return UsageError(
        fr=f"{name}, ligne {line}, colonne {column} : {fr}", en=f"{name}, line {line}, column {column}: {en}"
    )
