"""An assertion as read: what is said, how it is known, by which sentence, from what."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from cpc_graph.rdf.terms import Term


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of a source document: code points, half-open."""

    document: str
    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """What an assertion points at, by the local name of the property, with a name to show."""

    kind: str
    target: NamedNode
    name: str


@dataclass(slots=True)
class Assertion:
    """An assertion as read; `object` None means unknown."""

    iri: NamedNode
    subject: Term
    predicate: Term
    object: Term | None
    status: str
    property_name: str
    rule: str | None
    rule_name: str | None
    law: str | None
    law_name: str | None
    reason: str | None
    confidence: str | None
    quotes: list[Quote] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def linked(self, kind: str) -> list[Link]:
        """Return the links of one kind, each target once."""
        return list({link.target: link for link in reversed(self.links) if link.kind == kind}.values())[::-1]
