"""What the graph says of a thing or as a statement, with the assertions behind it; what needs none is told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.bind import bind
from cpc_graph.ask.names import Names
from cpc_graph.ask.source import Source, rows
from cpc_graph.explain import tree
from cpc_graph.explain.grow import grow
from cpc_graph.explain.tree import Node, Tree
from cpc_graph.explain.words import phrase
from cpc_graph.explain.written import candidates
from cpc_graph.names import PREFIXES
from cpc_graph.rdf.terms import Term
from cpc_graph.resources import ontology_dir

_HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
_KNOWN = _HEAD + "ASK { VALUES ?thing { UNDEF } ?thing ?property ?value }"
_PROPERTY = (
    _HEAD
    + """
ASK {
  VALUES ?thing { UNDEF }
  { ?thing a owl:ObjectProperty } UNION { ?thing a owl:DatatypeProperty } UNION { ?thing a owl:AnnotationProperty }
  UNION { ?subject ?thing ?value } UNION { ?assertion rdf:predicate ?thing }
}"""
)
_IS_ASSERTION = _HEAD + "ASK { VALUES ?thing { UNDEF } ?thing a cpc:Assertion }"
# Of the statements about a thing: what no assertion says comes last, as it needs no proof or is derived.
_ABOUT = (
    _HEAD
    + """
SELECT DISTINCT ?assertion ?property ?value WHERE {
  VALUES ?thing { UNDEF }
  ?assertion rdf:subject ?thing ; rdf:predicate ?property . OPTIONAL { ?assertion rdf:object ?value }
} ORDER BY ?property ?value ?assertion"""
)
_FACTS = (
    _HEAD
    + """
SELECT DISTINCT ?property ?value WHERE { VALUES ?thing { UNDEF } ?thing ?property ?value . FILTER(!isBlank(?value)) }
ORDER BY ?property ?value"""
)
# Where a thing says nothing by a property, a thing that it leads to may: an act has no end, the term it grants does.
_NEAR = (
    _HEAD
    + """
SELECT DISTINCT ?near WHERE {
  VALUES ?thing { UNDEF }
  VALUES ?property { UNDEF }
  { ?thing ?link ?near . FILTER(STRSTARTS(STR(?near), CONCAT(STR(?thing), "/"))) }
  UNION { ?impact cpc:impactBy ?thing ; cpc:opensState ?near }
  ?assertion rdf:subject ?near ; rdf:predicate ?property
} ORDER BY ?near"""
)
_CONCLUDES = re.compile(r"CONSTRUCT\s*\{(?P<head>[^}]*)\}")
_PREFIXED = re.compile(r"\b(a|[a-z]+:\w+)\b")


def is_known(source: Source, node: NamedNode) -> bool:
    """Tell whether the graph says anything of a node."""
    return bool(source.query(bind(_KNOWN, {"thing": node})))


def is_property(source: Source, node: NamedNode) -> bool:
    """Tell whether the graph uses or declares a node as a property."""
    return bool(source.query(bind(_PROPERTY, {"thing": node})))


def about(source: Source, thing: NamedNode, names: Names) -> Tree:
    """Explain an assertion, or every statement about a thing."""
    if bool(source.query(bind(_IS_ASSERTION, {"thing": thing}))):
        nodes = grow(source, [thing], names)
        return Tree(phrase("title", names.lang, name=nodes[0].text if nodes else thing.value), thing.value, nodes)
    found = _assertions(source, thing)
    said = {(property_, value) for _, property_, value in found}
    nodes = grow(source, [node for node, _, _ in found], names)
    others = [fact for fact in _facts(source, thing) if fact not in said]
    title = phrase("title", names.lang, name=names.of(thing))
    return Tree(title, thing.value, (*nodes, *_unproved(thing, others, names)))


def statement(source: Source, thing: NamedNode, property_: NamedNode, wanted: str | None, names: Names) -> Tree:
    """Explain "S P O", or all that is said as "S P"; when it is not said, what is said instead."""
    found = [one for one in _assertions(source, thing) if one[1] == property_]
    facts = [fact for fact in _facts(source, thing) if fact[0] == property_]
    exact = [one for one in found if wanted is None or _is(one[2], wanted, names)]
    plain = [fact for fact in facts if wanted is None or _is(fact[1], wanted, names)]
    says_so = bool(exact or plain)
    chosen = exact if says_so else found
    nodes = grow(source, [node for node, _, _ in chosen], names)
    said = {value for _, _, value in found}
    others = [fact for fact in (plain if says_so else facts) if fact[1] not in said]
    words = {"subject": names.of(thing), "property": names.of(property_), "value": wanted or ""}
    asked = phrase("statement" if wanted else "property", names.lang, **words)
    told = (*nodes, *_unproved(thing, others, names))
    hints = () if told else tuple(_elsewhere(source, thing, property_, names))
    return Tree(phrase("title", names.lang, name=asked), thing.value, (*told, *hints), says_so)


def _elsewhere(source: Source, thing: NamedNode, property_: NamedNode, names: Names) -> Iterator[Node]:
    """Say of which neighbours of a thing the property is told, each with what is told of it."""
    found = [row["near"] for row in rows(source, bind(_NEAR, {"thing": thing, "property": property_}))]
    near = [node for node in found if isinstance(node, NamedNode)]
    names.learn(near)
    for node in near:
        assertions = [one for one, said, _ in _assertions(source, node) if said == property_]
        text = phrase("elsewhere", names.lang, name=names.of(node))
        yield Node(tree.REASON, text, node.value, grow(source, assertions, names))


def _is(value: Term | None, wanted: str, names: Names) -> bool:
    """Tell whether a value is what was written: an IRI in any form, a literal with or without quotes, a name."""
    if value is None:
        return False
    if isinstance(value, NamedNode):
        return value in candidates(wanted) or names.of(value).casefold() == wanted.casefold()
    bare = re.sub(r'^"((?:[^"\\]|\\.)*)"(?:@[\w-]+|\^\^\S+)?$', r"\1", wanted)
    return " ".join(value.value.split()) == " ".join(bare.split())


def _assertions(source: Source, thing: NamedNode) -> list[tuple[NamedNode, Term, Term | None]]:
    return [
        (row["assertion"], row["property"], row["value"])
        for row in rows(source, bind(_ABOUT, {"thing": thing}))
        if isinstance(row["assertion"], NamedNode) and row["property"] is not None
    ]


def _facts(source: Source, thing: NamedNode) -> list[tuple[Term, Term]]:
    return [
        (row["property"], row["value"])
        for row in rows(source, bind(_FACTS, {"thing": thing}))
        if row["property"] is not None and row["value"] is not None
    ]


def _unproved(thing: NamedNode, facts: list[tuple[Term, Term]], names: Names) -> Iterator[Node]:
    """Yield facts without an assertion: what a rule of the ontology concludes, and what needs no evidence."""
    names.learn([thing, *(part for fact in facts for part in fact)])
    rules = ontology_rules()
    for property_, value in facts:
        if isinstance(value, Literal) and value.language not in (None, names.lang):
            continue
        text = phrase(
            "statement", names.lang, subject=names.of(thing), property=names.of(property_), value=names.of(value)
        )
        below = [
            Node(tree.RULE, phrase("derived", names.lang, name=name, concludes=concludes))
            for name, concludes in rules.get(property_.value, [])
        ]
        yield Node(tree.FACT, text, None, tuple(below) or (Node(tree.REASON, phrase("plain", names.lang)),))


def ontology_rules() -> dict[str, list[tuple[str, str]]]:
    """Return, by property that its CONSTRUCT writes, the rules of the ontology and what they say that they conclude."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(ontology_dir().glob("rules/*.rq")):
        text = path.read_text(encoding="utf-8")
        head = _CONCLUDES.search(text)
        header = [line.removeprefix("# ") for line in text.partition("# From:")[0].splitlines() if line.startswith("#")]
        concludes = " ".join(header).removeprefix("Concludes: ").rstrip(".")
        for name in _PREFIXED.findall(head["head"] if head else ""):
            prefix, _, local = name.partition(":")
            if local and prefix in PREFIXES and not local[0].isupper():
                found.setdefault(PREFIXES[prefix] + local, []).append((path.stem, concludes))
    return found
