"""From assertions to a tree: each with its quotes, rule, law and sources, and below it what it is derived from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind, bind_rows
from cpc_graph.ask.evidence import Assertion, read_assertions
from cpc_graph.ask.names import Names
from cpc_graph.ask.source import Source, rows
from cpc_graph.explain import tree
from cpc_graph.explain.tree import Node
from cpc_graph.explain.words import phrase, status
from cpc_graph.names import CPC, PREFIXES

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_DAYS = (
    _HEAD
    + """
SELECT DISTINCT ?assertion ?kind ?day WHERE {
  VALUES (?assertion) { (UNDEF) }
  VALUES ?kind { cpc:earliest cpc:latest cpc:observedOn }
  ?assertion ?kind ?day .
} ORDER BY ?assertion ?kind ?day"""
)
_TEXTS = (
    _HEAD
    + """
SELECT DISTINCT ?thing ?text WHERE {
  VALUES (?thing) { (UNDEF) }
  VALUES ?lang { UNDEF }
  ?thing skos:definition|cpc:summary ?text . FILTER(LANG(?text) = ?lang)
} ORDER BY ?thing ?text"""
)
_LINKS = {"underReading": tree.READING, "holdsUnder": tree.READING, "failsUnder": tree.READING}


@dataclass(slots=True)
class _Ground:
    """What is known of the assertions of one explanation."""

    read: dict[NamedNode, Assertion]
    names: Names
    days: dict[NamedNode, list[tuple[str, str]]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    shown: set[NamedNode] = field(default_factory=set)

    @property
    def lang(self) -> str:
        return self.names.lang


def grow(source: Source, wanted: Sequence[NamedNode], names: Names) -> tuple[Node, ...]:
    """Return one node for each assertion, in the order given; one that was shown already is not unfolded again."""
    ground = _Ground(read_assertions(source, wanted, names.lang), names)
    _learn(source, ground)
    return tuple(_assertion(ground.read[node], ground) for node in dict.fromkeys(wanted) if node in ground.read)


def texts(source: Source, things: Sequence[NamedNode], lang: str) -> dict[str, str]:
    """Return the definitions of rules and the summaries of provisions, by IRI."""
    if not things:
        return {}
    query = bind(bind_rows(_TEXTS, ["thing"], [[thing] for thing in things]), {"lang": Literal(lang)})
    found: dict[str, str] = {}
    for row in rows(source, query):
        if row["thing"] is not None and row["text"] is not None:
            found.setdefault(row["thing"].value, row["text"].value)
    return found


def _learn(source: Source, ground: _Ground) -> None:
    """Ask once for all names, days and texts that the tree shows."""
    every = list(ground.read.values())
    documents = [NamedNode(quote.document) for one in every for quote in one.quotes]
    laws = [NamedNode(one.law) for one in every if one.law]
    rules = [NamedNode(CPC + one.rule) for one in every if one.rule]
    linked = [link.target for one in every for link in one.links]
    terms = [term for one in every for term in (one.subject, one.predicate, one.object)]
    ground.names.learn([*documents, *laws, *rules, *linked, *terms])
    ground.texts = texts(source, [*rules, *laws], ground.lang)
    if every:
        for row in rows(source, bind_rows(_DAYS, ["assertion"], [[one.iri] for one in every])):
            node, kind, day = row["assertion"], row["kind"], row["day"]
            if isinstance(node, NamedNode) and kind is not None and day is not None:
                ground.days.setdefault(node, []).append((kind.value.removeprefix(CPC), day.value))


def _assertion(one: Assertion, ground: _Ground) -> Node:
    said = sentence(one, ground.names)
    if one.iri in ground.shown:
        return Node(tree.AGAIN, phrase("again", ground.lang, text=said), one.iri.value)
    ground.shown.add(one.iri)
    operands = [ground.read[link.target] for link in one.linked("wasDerivedFrom") if link.target in ground.read]
    below = (*_grounds(one, ground), *(_assertion(operand, ground) for operand in operands))
    return Node(tree.STATEMENT, said, one.iri.value, below)


def sentence(one: Assertion, names: Names) -> str:
    """Write what an assertion says, with its status."""
    value = phrase("nothing", names.lang) if one.object is None else names.of(one.object)
    said = phrase("statement", names.lang, subject=names.of(one.subject), property=names.of(one.predicate), value=value)
    return f"{said} [{status(one.status, names.lang)}]"


def _grounds(one: Assertion, ground: _Ground) -> Iterator[Node]:
    lang, names = ground.lang, ground.names
    for quote in one.quotes:
        document = names.of(NamedNode(quote.document))
        where = phrase("where", lang, document=document, start=quote.start, end=quote.end)
        yield Node(tree.QUOTE, phrase("quote", lang, words=quote.exact, where=where), quote.document, where=where)
    if one.rule:
        yield _rule(CPC + one.rule, ground)
    if one.law:
        yield _law(one.law, ground)
    if one.reason:
        yield Node(tree.REASON, phrase("reason", lang, reason=one.reason))
    yield from _linked(one, ground)
    for kind, day in ground.days.get(one.iri, []):
        yield Node(tree.BOUND, phrase("observed" if kind == "observedOn" else kind, lang, day=day))


def _rule(iri: str, ground: _Ground) -> Node:
    name = ground.names.of(NamedNode(iri))
    return Node(tree.RULE, phrase("rule", ground.lang, name=name, definition=ground.texts.get(iri, "")), iri)


def _law(iri: str, ground: _Ground) -> Node:
    name, summary = ground.names.of(NamedNode(iri)), ground.texts.get(iri)
    if summary:
        return Node(tree.LAW, phrase("lawSummary", ground.lang, name=name, summary=summary), iri)
    return Node(tree.LAW, phrase("law", ground.lang, name=name), iri)


def _linked(one: Assertion, ground: _Ground) -> Iterator[Node]:
    for link in one.linked("hadPrimarySource"):
        said = phrase("source", ground.lang, name=link.name, confidence=one.confidence or "?")
        yield Node(tree.SOURCE, said, link.target.value)
    for kind, node_kind in _LINKS.items():
        for link in one.linked(kind):
            yield Node(node_kind, phrase(kind, ground.lang, name=link.name), link.target.value)
    for link in one.linked("searchedIn"):
        yield Node(tree.SEARCHED, phrase("searchedIn", ground.lang, name=link.name), link.target.value)
    for link in one.linked("conflictOf"):
        yield Node(tree.CONFLICT, phrase("conflictOf", ground.lang, name=link.name), link.target.value)
