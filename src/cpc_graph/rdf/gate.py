"""The one gate for RDF from outside: checked bytes, checked text, then pyoxigraph's parser.

Literals pass as written ("2022-02-31"^^xsd:date too): judging them is the work of validation.
"""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import Literal, Quad, RdfFormat, Triple, parse

from cpc_graph.errors import InputError
from cpc_graph.rdf import precheck
from cpc_graph.rdf.intake import STDIN, at, decode, read_bytes, shown
from cpc_graph.rdf.syntax import explain

MAX_BYTES = 64 * 2**20
FORMATS: dict[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
}
# what every triple term, annotation, reifier and direction is written with in the Turtle family
_RDF_1_2 = re.compile(r"<<|\{\||~|--")
_TERM = r'(?:<[^<>\s]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^<>\s]*>)?)'
_QUAD_LINE = re.compile(rf"^\s*{_TERM}\s+{_TERM}\s+{_TERM}\s+(?:<[^<>\s]*>|_:\S+)\s*\.", re.MULTILINE)


def read_quads(path: Path | str, *, max_bytes: int = MAX_BYTES) -> list[Quad]:
    """Read the quads of a file, in the format of its extension, or of standard input (`-`).

    Blank nodes get fresh names, so that those of two files never meet. Raises InputError, with file, line and
    column where there are, for anything that is not one whole RDF document of at least one triple.
    """
    return parse_quads(read_bytes(path, max_bytes), shown(path), suffix=_suffix(path))


def parse_quads(data: bytes, name: str, *, suffix: str | None) -> list[Quad]:
    """Parse the bytes of an RDF document called `name`; `suffix` None means: see by the content.

    Raises InputError as `read_quads` does.
    """
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise at(name, "le fichier est vide (empty) : aucun triplet", "the file is empty: no triples")
    quads = parse_any(data, name, suffix=suffix)
    if not quads:
        raise at(name, "aucun triplet dans le fichier (no triples)", "there are no triples in the file")
    return quads


def parse_any(data: bytes, name: str, *, suffix: str | None) -> list[Quad]:
    """Parse an RDF document that may hold no triple at all: the answer of a CONSTRUCT."""
    text = decode(data, name)
    looks = _looks(text)
    form = FORMATS[suffix] if suffix else looks or _plain(text)
    _check_kind(form, looks, name)
    _check_text(form, text, name)
    quads = _parsed(form, text, name)
    if form in (RdfFormat.RDF_XML, RdfFormat.JSON_LD) or _RDF_1_2.search(text):
        _refuse_rdf_1_2(quads, name)
    return quads


def _suffix(path: Path | str) -> str | None:
    if str(path) == STDIN:
        return None
    suffix = Path(path).suffix.lower()
    if suffix in (".n3",):
        raise at(
            shown(path),
            "N3 n'est pas accepté (N3 is not supported) : ses règles ne sont pas du RDF ; donnez du Turtle",
            "N3 is not supported: its rules are not RDF; give Turtle",
        )
    if suffix not in FORMATS:
        known = " ".join(FORMATS)
        raise at(
            shown(path),
            f"type de fichier inconnu ; extensions lues : {known}",
            f"unknown type of file; extensions read: {known}",
        )
    return suffix


def _looks(text: str) -> RdfFormat | None:
    """Tell XML and JSON from the Turtle family by their first characters; None for the Turtle family."""
    head = text.lstrip()[:200]
    if re.match(r"<\?xml|<!|<rdf:RDF\b|<html\b", head, re.IGNORECASE):
        return RdfFormat.RDF_XML
    if re.match(r'\{\s*"|\[\s*\{\s*"|\{\s*\}|\[\s*\]', head):
        return RdfFormat.JSON_LD
    return None


def _plain(text: str) -> RdfFormat:
    return RdfFormat.N_QUADS if _QUAD_LINE.search(text) else RdfFormat.TRIG


def _check_kind(form: RdfFormat, looks: RdfFormat | None, name: str) -> None:
    marked = form if form in (RdfFormat.RDF_XML, RdfFormat.JSON_LD) else None
    if marked == looks:
        return
    found = {RdfFormat.RDF_XML: "XML", RdfFormat.JSON_LD: "JSON", None: "Turtle"}.get(looks, "")
    # JSON that opens with something else, XML with a comment: their own parser gives the better place
    if looks is None and form is RdfFormat.JSON_LD:
        return
    raise at(
        name,
        f"le contenu (content, line 1) ressemble à du {found}, l'extension annonce {form.name}",
        f"the content looks like {found}, the extension announces {form.name}",
        line=1,
    )


def _check_text(form: RdfFormat, text: str, name: str) -> None:
    if form is RdfFormat.RDF_XML:
        precheck.check_xml(text, name)
    elif form is RdfFormat.JSON_LD:
        precheck.check_json_ld(text, name)
    else:
        precheck.check_turtle(text, name)


def _parsed(form: RdfFormat, text: str, name: str) -> list[Quad]:
    try:
        return list(parse(text.encode(), form, rename_blank_nodes=True))
    except SyntaxError as error:
        raise explain(error, name) from None
    except (ValueError, OSError, RecursionError) as error:
        raise at(name, f"RDF non lisible ({error})", f"unreadable RDF ({error})") from None


def _refuse_rdf_1_2(quads: list[Quad], name: str) -> None:
    for quad in quads:
        value = quad.object
        if isinstance(value, Triple):
            raise precheck.triple_term(name)
        if isinstance(value, Literal) and value.direction is not None:
            raise _directional(value, name)


def _directional(value: Literal, name: str) -> InputError:
    tag = f"@{value.language}--{value.direction}"
    return at(
        name,
        f"les chaînes à direction de RDF 1.2 ({tag}) ne sont pas acceptées",
        f"directional strings of RDF 1.2 ({tag}) are not accepted",
    )
