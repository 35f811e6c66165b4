"""The text of the documents that a file quotes, given to the engine for the time of a validation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from cpc_graph.errors import InputError
from cpc_graph.rdf.gate import MAX_BYTES, read_quads
from cpc_graph.rdf.intake import read_bytes
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import data_dir
from cpc_graph.validate.finding import Node, text_of

_HAS_SOURCE, _CONTENT = iri("oa:hasSource"), iri("cpc:content")
_FILE, _SHA256 = iri("cpc:file"), iri("cpc:sha256")
REGISTER = "sources.ttl"


def contents_of(quads: Iterable[Quad], files: Sequence[Path]) -> list[Quad]:
    """Return `<document> cpc:content "…"` for each document that `quads` quote and whose file is held.

    A file is held when it has the name and the SHA-256 that are given for the document, in the data or in the
    register of a source folder; it is looked for beside `files`, in their source folder, then in the shipped corpus.
    """
    given = list(quads)
    quoted = {quad.object for quad in given if quad.predicate == _HAS_SOURCE}
    folders = list(dict.fromkeys([*_source_folders(files), data_dir() / "sources"]))
    said: dict[tuple[Node, NamedNode], list[str]] = {}
    for quad in (*given, *(quad for folder in folders for quad in _register(folder))):
        if quad.predicate in (_FILE, _SHA256):
            said.setdefault((quad.subject, quad.predicate), []).append(text_of(quad.object))
    return [
        Quad(document, _CONTENT, Literal(text), DefaultGraph())
        for document in quoted
        if isinstance(document, NamedNode) and (text := _text(document, said, folders)) is not None
    ]


def _source_folders(files: Sequence[Path]) -> Iterator[Path]:
    for file in files:
        folder = file.resolve().parent
        yield folder
        yield from (parent / "sources" for parent in (folder, folder.parent) if (parent / "sources").is_dir())


def _register(folder: Path) -> list[Quad]:
    return read_quads(folder / REGISTER) if (folder / REGISTER).is_file() else []


def _text(document: NamedNode, said: Mapping[tuple[Node, NamedNode], list[str]], folders: list[Path]) -> str | None:
    hashes = set(said.get((document, _SHA256), ()))
    for name in dict.fromkeys(said.get((document, _FILE), ())):
        for folder in folders if _is_plain(name) else ():
            text = _held(folder / name, hashes)
            if text is not None:
                return text
    return None


def _is_plain(name: str) -> bool:
    """Tell a file name from a path: what a document says must not choose where we read."""
    return name not in ("", ".", "..") and PurePosixPath(name).name == name and PureWindowsPath(name).name == name


def _held(path: Path, hashes: set[str]) -> str | None:
    if not path.is_file():
        return None
    try:
        content = read_bytes(path, MAX_BYTES)
    except InputError:
        return None
    if hashlib.sha256(content).hexdigest() not in hashes:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
