"""The documents that a decision was read from: the text that offsets count in, and the file that it came out of."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from cpc_graph.build.decision_act import Act
from cpc_graph.rdf.terms import iri, text


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file as it is held: name, SHA-256 of its bytes, media type."""

    name: str
    sha256: str
    media: str


@dataclass(frozen=True, slots=True)
class Received:
    """The text of a document, and the file as it was received where that is another one (PDF, HTML, other encoding)."""

    text: HeldFile
    original: HeldFile | None = None


def say_documents(act: Act, received: Received) -> None:
    """Describe the text, and the original that it was taken from. These are facts on files: no evidence is due."""
    node = iri(act.document)
    _describe(act, node, received.text, "text")
    if received.original:
        original = act.node(f"fr/{received.original.name.rpartition('.')[2].lower() or 'original'}")
        if original == node:  # a text in another encoding
            original = act.node("fr/original")
        _describe(act, original, received.original, "original")
        act.draft.add(node, "dcterms:source", original)


def _describe(act: Act, node: NamedNode, file: HeldFile, template: str) -> None:
    act.type(node, "cpc:SourceDocument", label=act.labels.label(template, day=act.day, name=file.name))
    act.draft.add(node, "cpc:documentOf", act.iri)
    act.draft.add(node, "cpc:file", text(file.name))
    act.draft.add(node, "cpc:sha256", text(file.sha256))
    act.draft.add(node, "dcterms:format", text(file.media))
    act.draft.add(node, "dcterms:language", text("fr"))
    publisher = act.links.party(act.decision.authority.text)
    if publisher:
        act.draft.add(node, "dcterms:publisher", iri(publisher.path))
