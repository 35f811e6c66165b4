"""Write quads in a standard format: the same quads give the same bytes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from cpc_graph.errors import UsageError
from cpc_graph.export.jsonld import json_ld
from cpc_graph.names import PREFIXES

FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "rdfxml", "csv")
SUFFIXES = {".rdf": "rdfxml", ".xml": "rdfxml", ".json": "jsonld"} | {f".{name}": name for name in FORMATS}
COLUMNS = ("graph", "subject", "predicate", "object", "datatype", "language")
_UNION = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}
_GRAPHS = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPE = PREFIXES["rdf"] + "type"


def write(quads: Iterable[Quad], form: str) -> bytes:
    """Return the document in one of FORMATS; `ttl`, `nt` and `rdfxml` hold the union of the graphs.

    Raises UsageError for a literal that RDF/XML cannot carry, KeyError for another format.
    """
    ordered = sorted(set(quads), key=_order)
    if form == "jsonld":
        return json_ld(ordered)
    if form == "csv":
        return _csv(ordered)
    if form in _GRAPHS:
        return _sorted_head(serialize(ordered, format=_GRAPHS[form], prefixes=_used(ordered)) or b"")
    if form == "rdfxml":
        _refuse_control_characters(ordered)
    union = sorted({quad.triple for quad in ordered}, key=_triple_order)
    return _sorted_head(serialize(union, format=_UNION[form], prefixes=_used(ordered)) or b"")


def _order(quad: Quad) -> tuple[str, tuple[str, bool, str, str]]:
    return _text(quad.graph_name), _triple_order(quad)


def _triple_order(triple: Quad | Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate.value
    return _text(triple.subject), predicate != _TYPE, predicate, str(triple.object)


def _used(quads: list[Quad]) -> dict[str, str]:
    names = {quad.predicate.value for quad in quads}
    for quad in quads:
        if isinstance(quad.object, NamedNode):
            names.add(quad.object.value)
        elif isinstance(quad.object, Literal):
            names.add(quad.object.datatype.value)
    return {prefix: iri for prefix, iri in PREFIXES.items() if any(name.startswith(iri) for name in names)}


def _sorted_head(document: bytes) -> bytes:
    """Put the prefixes in order: the engine's writer shuffles them from run to run."""
    lines = document.split(b"\n")
    if lines[0].startswith(b"<?xml"):
        spaces = re.findall(rb' xmlns:\S+="[^"]*"', lines[1])
        return b"\n".join([lines[0], b"<rdf:RDF" + b"".join(sorted(spaces)) + b">", *lines[2:]])
    count = next((at for at, line in enumerate(lines) if not line.startswith(b"@prefix")), 0)
    return b"\n".join([*sorted(lines[:count]), *lines[count:]])


def _csv(quads: list[Quad]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for quad in quads:
        value = quad.object
        kind = (value.datatype.value, value.language or "") if isinstance(value, Literal) else ("", "")
        writer.writerow([_text(quad.graph_name), _text(quad.subject), quad.predicate.value, _text(value), *kind])
    return out.getvalue().encode()


def _text(term: NamedNode | BlankNode | Literal | Triple | DefaultGraph) -> str:
    if isinstance(term, (NamedNode, Literal)):
        return term.value
    return "" if isinstance(term, DefaultGraph) else str(term)


def _refuse_control_characters(quads: list[Quad]) -> None:
    for quad in quads:
        found = _NOT_XML.search(quad.object.value) if isinstance(quad.object, Literal) else None
        if found:
            code, subject = f"U+{ord(found.group()):04X}", _text(quad.subject)
            raise UsageError(
                fr=f"rdfxml : XML ne porte pas le caractère {code} d'un texte de {subject} ; prenez un autre format",
                en=f"rdfxml: XML cannot carry the character {code} in a text of {subject}; take another format",
            )
