"""The source documents that are held: IRI, notation, file, text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from cpc_graph.build.statements import Span
from cpc_graph.errors import InputError
from cpc_graph.names import CPC, PREFIXES
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import iri
from cpc_graph.text.quotes import locate

SOURCES_FILE = "sources/sources.ttl"
_NOTATION = PREFIXES["skos"] + "notation"


@dataclass(frozen=True, slots=True)
class Document:
    """A source document. `of` is the act, meeting or page that it is the text of; `sha256` is of the file's bytes."""

    iri: str
    notation: str
    of: str
    path: Path
    sha256: str

    def text(self) -> str:
        """Return the text that offsets count in: UTF-8, BOM dropped, newlines untouched.

        Raises InputError when the file is missing or is not the one that was described.
        """
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise InputError(
                fr=f"{self.path.name} : document source illisible ({error.strerror})",
                en=f"{self.path.name}: unreadable source document ({error.strerror})",
            ) from error
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise InputError(
                fr=f"{self.path.name} : le fichier n'est pas celui que décrit {SOURCES_FILE} (SHA-256 différent)",
                en=f"{self.path.name}: the file is not the one that {SOURCES_FILE} describes (SHA-256 differs)",
            )
        return content.decode("utf-8-sig")

    def span(self, quote: str, nth: int | None = None) -> Span:
        """Find a quote; see `text.quotes.locate` for what may differ and for the errors."""
        text = self.text()
        start, end = locate(text, quote, nth, name=self.path.name)
        return Span(self.iri, start, end, text[start:end])


class Documents:
    """Finds a document by its notation or IRI."""

    def __init__(self, documents: Iterator[Document] | list[Document]) -> None:
        self._all = sorted(documents, key=lambda document: document.notation)
        self._names = {name: doc for doc in self._all for name in (doc.notation, doc.iri)}

    def __iter__(self) -> Iterator[Document]:
        """Go through the documents in the order of their notations."""
        return iter(self._all)

    def named(self, name: str) -> Document:
        """Return the document of a notation (`S0`) or an IRI (relative ones allowed). Raises InputError."""
        found = self._names.get(name) or self._names.get(iri(name).value)
        if found is None:
            known = ", ".join(document.notation for document in self._all)
            raise InputError(
                fr=f"document source inconnu : {name} (connus : {known})",
                en=f"unknown source document: {name} (known: {known})",
            )
        return found


def read_documents(data: Path) -> Documents:
    """Read what `sources/sources.ttl` of a data folder says. Raises InputError when it cannot be read."""
    described: dict[str, dict[str, str]] = {}
    for quad in read_quads(data / SOURCES_FILE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, (NamedNode, Literal)):
            described.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    return Documents([_document(name, facts, data) for name, facts in described.items() if CPC + "file" in facts])


def _document(name: str, facts: dict[str, str], data: Path) -> Document:
    try:
        return Document(
            iri=name,
            notation=facts[_NOTATION],
            of=facts[CPC + "documentOf"],
            path=data / "sources" / facts[CPC + "file"],
            sha256=facts[CPC + "sha256"],
        )
    except KeyError as error:
        raise InputError(
            fr=f"{SOURCES_FILE} : {name} n'a pas {error.args[0]}", en=f"{SOURCES_FILE}: {name} lacks {error.args[0]}"
        ) from error
