"""The rules that are shipped in `shapes/`: what each says, how severe it is, which law it enforces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from cpc_graph.names import PREFIXES, SHAPE
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import shapes_dir

SH = PREFIXES["sh"]
MESSAGE, SEVERITY = iri("sh:message"), iri("sh:severity")
_LABEL, _ENFORCES, _REFERENCES = iri("rdfs:label"), iri("cpc:enforces"), iri("dcterms:references")


@dataclass(frozen=True, slots=True)
class Rule:
    """One named shape with its sentence and message (by language) and the provision versions behind it.

    `enforces`: the versions that demand it (it judges only while one is in force; empty: always);
    `references`: the versions that it rests on; `concern`: the stem of its file; `graded`: see `Finding`.
    """

    iri: NamedNode
    severity: str
    label: dict[str, str]
    message: dict[str, str]
    enforces: tuple[str, ...]
    references: tuple[str, ...]
    concern: str
    graded: str | None = None

    @property
    def name(self) -> str:
        """Return the local name, e.g. `Decision-signatory`."""
        return self.iri.value.removeprefix(SHAPE)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules by IRI, the triples of the shapes that state them, and (foreign shapes) paths that are no property."""

    rules: dict[str, Rule] = field(default_factory=dict)
    quads: tuple[Quad, ...] = ()
    paths: Mapping[str, tuple[Triple, ...]] = field(default_factory=dict)

    def without(self, left_out: Iterable[str]) -> Rulebook:
        """Return the rulebook without some rules (by IRI), with what only they use gone too."""
        gone = set(left_out)
        kept = [quad for quad in self.quads if _named(quad.subject) not in gone and _named(quad.object) not in gone]
        return Rulebook({name: rule for name, rule in self.rules.items() if name not in gone}, _reachable(kept))

    def turtle(self) -> str:
        """Return the shapes as Turtle."""
        triples = sorted({Triple(quad.subject, quad.predicate, quad.object) for quad in self.quads}, key=str)
        return (serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


def _named(node: object) -> str | None:
    return node.value if isinstance(node, NamedNode) else None


def _reachable(quads: list[Quad]) -> tuple[Quad, ...]:
    """Drop the blank nodes that nothing points at any more."""
    while True:
        used = {quad.object for quad in quads if isinstance(quad.object, BlankNode)}
        kept = [quad for quad in quads if not isinstance(quad.subject, BlankNode) or quad.subject in used]
        if len(kept) == len(quads):
            return tuple(kept)
        quads = kept


@lru_cache(maxsize=4)
def load_rules(folder: Path | None = None) -> Rulebook:
    """Read the rules of a folder of Turtle files, by default the shipped ones. Raises InputError."""
    rules: dict[str, Rule] = {}
    quads: list[Quad] = []
    for path in sorted((folder or shapes_dir()).rglob("*.ttl")):
        read = read_quads(path)
        quads += read
        rules |= {rule.iri.value: rule for rule in _rules_of(read, path.stem)}
    return Rulebook(rules, tuple(quads))


def _rules_of(quads: list[Quad], concern: str) -> list[Rule]:
    said: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            said.setdefault(quad.subject, []).append(quad)
    return [
        _rule(subject, about, concern)
        for subject, about in said.items()
        if any(quad.predicate == MESSAGE for quad in about)
    ]


def _rule(subject: NamedNode, about: list[Quad], concern: str) -> Rule:
    def objects(predicate: NamedNode) -> tuple[str, ...]:
        found = (quad.object for quad in about if quad.predicate == predicate)
        return tuple(sorted(node.value for node in found if isinstance(node, NamedNode)))

    severity = objects(SEVERITY) or (SH + "Violation",)
    return Rule(
        iri=subject,
        severity=severity[0].removeprefix(SH),
        label=_by_language(about, _LABEL),
        message=_by_language(about, MESSAGE),
        enforces=objects(_ENFORCES),
        references=objects(_REFERENCES),
        concern=concern,
    )


def _by_language(about: list[Quad], predicate: NamedNode) -> dict[str, str]:
    found = (quad.object for quad in about if quad.predicate == predicate)
    return {node.language or "": node.value for node in found if isinstance(node, Literal)}
