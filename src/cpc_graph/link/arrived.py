"""What is ready to be judged and committed: the graphs of a document that was read, or of an RDF file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.build.decision import facts_draft
from cpc_graph.build.decision_act import act_path
from cpc_graph.build.decision_words import load_labels
from cpc_graph.build.lawtable import LawTable
from cpc_graph.build.trig import canonical_trig
from cpc_graph.errors import InputError
from cpc_graph.link.incoming import Incoming, plain_name
from cpc_graph.link.look import Look
from cpc_graph.link.naming import with_names
from cpc_graph.link.placing import Placed, file_of, place
from cpc_graph.rdf.intake import read_bytes, shown
from cpc_graph.rdf.terms import iri
from cpc_graph.text.links import Links

_LARGEST_SOURCE = 200 * 2**20
_STATUS = iri("cpc:statementStatus")
_FILE, _SHA256 = iri("cpc:file"), iri("cpc:sha256")
Source = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was taken in. `sources` are the documents that go with it, by the names that they will have.

    `judged` are its quads as they came; `beside` is a path in the folder where the texts that it quotes are;
    `is_dossier`: it is what was known of measures, as the documents that arrive with it change it; `kept` is what it
    was before, by paths in the data folder.
    """

    name: str
    placed: tuple[Placed, ...]
    judged: tuple[Quad, ...]
    beside: Path
    source: str | None
    sources: tuple[Source, ...] = ()
    is_dossier: bool = False
    kept: tuple[Source, ...] = ()

    @property
    def has_evidence(self) -> bool:
        """Whether the file says how its statements are known."""
        return any(quad.predicate == _STATUS for quad in self.judged)


def from_document(incoming: Incoming, links: Links, law: LawTable, folder: Path) -> Arrived:
    """Make the graphs of a decision; its text is put into `folder` for the time of a validation.

    Raises InputError when the document has no graph.
    """
    path = links.act or act_path(incoming.facts, load_labels())
    stem = Path(file_of(path)).stem
    received, original = incoming.received(stem), _original(incoming)
    text = (received.text.name, incoming.text_bytes if received.original else original)
    sources = (text, (received.original.name, original)) if received.original else (text,)
    (folder / text[0]).write_bytes(text[1])
    quads = tuple(facts_draft(incoming.facts, links, law, received).quads())
    placed = Placed(path, file_of(path), quads)
    return Arrived(incoming.name, (placed,), quads, folder / f"{stem}.trig", incoming.extracted.sha256, sources)


def _original(incoming: Incoming) -> bytes:
    """Return the bytes of the file as it was read."""
    original = read_bytes(incoming.path, _LARGEST_SOURCE)
    if sha256(original).hexdigest() != incoming.extracted.sha256:
        raise InputError(
            fr=f"{incoming.name} : le fichier a changé pendant la lecture",
            en=f"{incoming.name}: the file changed while it was read",
        )
    return original


def from_rdf(path: Path, quads: Iterable[Quad]) -> Arrived:
    """Take in an RDF file, with the documents that stand beside it and are those that it describes.

    Raises InputError for what cannot be given a name or a place.
    """
    given, name = tuple(quads), shown(path)
    placed = place(with_names(given, name), name)
    return Arrived(name, tuple(placed), given, path, None, tuple(_described_files(given, path.parent)))


def content_of(placed: Placed) -> bytes:
    """Return the canonical file of a thing."""
    return canonical_trig(placed.quads)


def holder(digest: str, look: Look) -> NamedNode | None:
    """Return the act of which the graph holds the document with this SHA-256."""
    for document in look.subjects("cpc:sha256", Literal(digest)):
        for act in look.nodes(document, "cpc:documentOf"):
            return act
    return None


def _described_files(quads: tuple[Quad, ...], folder: Path) -> Iterable[Source]:
    """Yield the files of the folder that the quads describe by name and SHA-256."""
    digests = {quad.subject: str(quad.object) for quad in quads if quad.predicate == _SHA256}
    for quad in quads:
        if quad.predicate != _FILE or not isinstance(quad.object, Literal):
            continue
        name = quad.object.value
        if name != plain_name(name) or name.startswith(".") or not (folder / name).is_file():
            continue
        content = read_bytes(folder / name, _LARGEST_SOURCE)
        if digests.get(quad.subject) == str(Literal(sha256(content).hexdigest())):
            yield name, content
