"""Explain a rule: a shape that judges documents, or a rule that draws dates and conclusions."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pyoxigraph import NamedNode

from cpc_graph.ask.bind import bind
from cpc_graph.ask.names import Names
from cpc_graph.ask.source import Source, rows
from cpc_graph.errors import UsageError
from cpc_graph.explain import tree
from cpc_graph.explain.example import examples
from cpc_graph.explain.grow import grow, texts
from cpc_graph.explain.tree import Node, Tree
from cpc_graph.explain.words import phrase
from cpc_graph.names import CPC, PREFIXES, SHAPE
from cpc_graph.validate.rules import Rule, load_rules

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_IS_RULE = _HEAD + "ASK { VALUES ?rule { UNDEF } ?rule a ?kind . FILTER(?kind IN (cpc:DateRule, cpc:InferenceRule)) }"
_USES = (
    _HEAD
    + """
SELECT DISTINCT ?assertion WHERE { VALUES ?rule { UNDEF } ?assertion cpc:byRule ?rule ; rdf:subject ?subject ;
  rdf:predicate ?property } ORDER BY ?subject ?property ?assertion"""
)
_MOST = 3  # statements that a rule of dates is shown at work on


def find_rule(source: Source, text: str) -> Rule | NamedNode | None:
    """Return the shape, or the rule of dates or inference, that a text names; None when it names none.

    Raises UsageError for `shape:…` that does not exist, with the names that come near.
    """
    bare = text.removeprefix("<").removesuffix(">")
    rules = {rule.name: rule for rule in load_rules().rules.values()}
    name = bare.removeprefix("shape:").removeprefix(SHAPE)
    if name in rules:
        return rules[name]
    if name != bare:
        near = ", ".join(difflib.get_close_matches(name, rules, n=3, cutoff=0.5))
        raise UsageError(fr=f"règle inconnue : {name} ; proches : {near}", en=f"unknown rule: {name}; near: {near}")
    local = bare.removeprefix("cpc:").removeprefix(CPC)
    if local.isidentifier():
        node = NamedNode(CPC + local)
        if bool(source.query(bind(_IS_RULE, {"rule": node}))):
            return node
    return None


def explain_rule(source: Source, rule: Rule | NamedNode, names: Names) -> Tree:
    """Explain a rule: its sentence, its law, what it says when broken, examples; or the statements drawn by it."""
    if isinstance(rule, Rule):
        return _shape(source, rule, names)
    definition = texts(source, [rule], names.lang).get(rule.value, "")
    used = [row["assertion"] for row in rows(source, bind(_USES, {"rule": rule}))]
    shown = grow(source, [node for node in used if isinstance(node, NamedNode)][:_MOST], names)
    nodes = (
        Node(tree.RULE, definition, rule.value),
        Node(tree.EXAMPLE, phrase("used", names.lang, count=len(used)), None, shown),
    )
    return Tree(phrase("ruleTitle", names.lang, name=names.of(rule)), rule.value, nodes)


def _shape(source: Source, rule: Rule, names: Names) -> Tree:
    lang = names.lang
    laws = [NamedNode(iri) for iri in (*rule.enforces, *rule.references)]
    names.learn(laws)
    summaries = texts(source, laws, lang)
    nodes = [
        Node(tree.RULE, rule.label.get(lang, rule.name), rule.iri.value),
        Node(tree.REASON, phrase("severity", lang, severity=phrase(rule.severity, lang))),
        Node(tree.REASON, phrase("message", lang, message=rule.message.get(lang, ""))),
        *_laws(rule, names, summaries),
        *examples(rule, lang),
    ]
    return Tree(phrase("ruleTitle", lang, name=rule.name), rule.iri.value, tuple(nodes))


def _laws(rule: Rule, names: Names, summaries: dict[str, str]) -> Iterator[Node]:
    for kind, versions in (("enforces", rule.enforces), ("references", rule.references)):
        for iri in versions:
            below = (Node(tree.LAW, summaries[iri], iri),) if iri in summaries else ()
            yield Node(tree.LAW, phrase(kind, names.lang, name=names.of(NamedNode(iri))), iri, below)
    if not rule.enforces and not rule.references:
        yield Node(tree.LAW, phrase("noLaw", names.lang))
