"""Find what an explanation is asked of: a statement, an assertion, a thing, a rule; then explain it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.ask.entities import find_entity
from cpc_graph.ask.names import Names
from cpc_graph.ask.parameters import CLASSES
from cpc_graph.ask.source import Source
from cpc_graph.errors import UsageError
from cpc_graph.explain.rule import explain_rule, find_rule
from cpc_graph.explain.said import about, is_known, is_property, statement
from cpc_graph.explain.tree import Tree
from cpc_graph.explain.written import candidates

_PART = re.compile(r'<[^<>]*>|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^\S+)?|\S+')
_DOCUMENTS = CLASSES["document"]  # asked last: "S0" names an act and its document, and means the act
_THINGS = tuple(dict.fromkeys(name for names in CLASSES.values() for name in names if name not in _DOCUMENTS))
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Statement:
    """Subject, property and, perhaps, object, as they were written."""

    subject: str
    property: NamedNode
    object: str | None


def explain(source: Source, what: str, *, lang: str = "fr") -> Tree:
    """Explain `what`: an IRI (absolute, relative or prefixed), a name ("S0"), "S P O" or "S P", the name of a rule.

    Raises UsageError when it names nothing that the graph knows, or several things.
    """
    text = what.strip()
    if not text or len(text) > _LONGEST or any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
        raise UsageError(
            fr="rien de lisible à expliquer : donnez une IRI, un nom, un énoncé, une règle",
            en="nothing readable to explain: give an IRI, a name, a statement, a rule",
        )
    names = Names(source, lang)
    rule = find_rule(source, text)
    if rule is not None:
        return explain_rule(source, rule, names)
    asked = _as_statement(source, text)
    if asked is not None:
        return statement(source, _thing(source, asked.subject), asked.property, asked.object, names)
    return about(source, _thing(source, text), names)


def _as_statement(source: Source, text: str) -> _Statement | None:
    """Read "S P O": the property is the first part, after the first one, that names a property of the graph."""
    parts = _PART.findall(text)
    for at, part in enumerate(parts[1:], 1):
        named = next((node for node in candidates(part) if is_property(source, node)), None)
        if named is not None:
            return _Statement(" ".join(parts[:at]), named, " ".join(parts[at + 1 :]) or None)
    return None


def _thing(source: Source, text: str) -> NamedNode:
    node = next((node for node in candidates(text) if is_known(source, node)), None) or _part(source, text)
    if node is not None:
        return node
    try:
        return find_entity(source, text, _THINGS, "explain")
    except UsageError as refused:
        try:
            return find_entity(source, text, _DOCUMENTS, "explain")
        except UsageError:
            raise refused from None


def _part(source: Source, text: str) -> NamedNode | None:
    """Read "S1/term": a part of a thing that is called by its name; None when it is none."""
    name, slash, rest = text.partition("/")
    if not slash or not name or ":" in name:
        return None
    try:
        whole = find_entity(source, name, _THINGS, "explain")
        part = NamedNode(f"{whole.value}/{rest}")
    except (UsageError, ValueError):
        return None
    return part if is_known(source, part) else None
