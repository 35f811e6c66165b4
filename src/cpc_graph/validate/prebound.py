"""Pre-bound variables of SHACL-SPARQL: each stands for its value everywhere in the query, in every scope.

SPARQL knows no such thing: `VALUES` or a substitution at the head of a query do not reach a nested group. What can be
written with the values in place is rewritten here; None says that it cannot, and that rdflib must bind them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import BlankNode

from cpc_graph.validate.finding import Node

_TOKEN = re.compile(
    r"""(?P<kept>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'
    |<[^<>"{}|^`\\\s]*>|\#[^\n]*)
    |(?P<bound>\bBOUND\s*\(\s*[?$](?P<asked>\w+)\s*\))
    |(?P<head>\bSELECT\b)|(?P<body>\bWHERE\b|\{)|(?P<paren>[()])
    |[?$](?P<name>\w+)""",
    re.IGNORECASE | re.VERBOSE,
)


def with_values(query: str, bound: Mapping[str, Node]) -> str | None:
    """Write the values of the variables `bound` (by name) into a query."""
    if any(isinstance(value, BlankNode) for value in bound.values()):
        return None
    parts: list[str] = []
    end, in_head, depth = 0, False, 0
    for token in _TOKEN.finditer(query):
        parts.append(query[end : token.start()])
        end = token.end()
        name = token["name"]
        if token["head"]:
            in_head, depth = True, 0
        elif token["body"]:
            in_head = False
        elif token["paren"]:
            depth += 1 if token["paren"] == "(" else -1
        parts.append(_written(token, bound, projected=in_head and depth == 0 and name is not None))
    return "".join((*parts, query[end:]))


def _written(token: re.Match[str], bound: Mapping[str, Node], *, projected: bool) -> str:
    if token["asked"] in bound:
        return "true"
    if token["name"] not in bound:
        return token[0]
    value = str(bound[token["name"]])
    return "".join(("(", value, " AS ?", token["name"], ")")) if projected else value
