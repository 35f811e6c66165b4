"""The W3C SHACL test suite: its tests, what they expect, and what pyshacl itself makes of them."""

from __future__ import annotations

import tarfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from cpc_graph.names import PREFIXES
from cpc_graph.validate.finding import Node

ARCHIVE = Path(__file__).parents[2] / "shared" / "suites" / "data-shapes.tar.xz"
SH = PREFIXES["sh"]
MF, SHT = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#", "http://www.w3.org/ns/shacl-test#"
_TYPE = PREFIXES["rdf"] + "type"
Row = tuple[str, str, str, str, str]  # focus node, path, value, component, severity; blank nodes as `_:`


@dataclass(frozen=True, slots=True)
class W3CTest:
    """A test: its place in the suite, the files of its data and shapes, and the rows it expects (None: a failure)."""

    name: str
    data: Path
    shapes: Path
    rows: Counter[Row] | None


def unpack(folder: Path) -> list[W3CTest]:
    """Unpack the suite into `folder` and list its Core and SPARQL tests."""
    with tarfile.open(ARCHIVE) as archive:
        for member in archive.getmembers():  # extractall has its `filter` only from Python 3.11.4 on
            content = archive.extractfile(member)
            place = (folder / member.name).resolve()
            if content is not None and place.is_relative_to(folder.resolve()):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content.read())
    [root] = folder.rglob("data-shapes-test-suite/tests")
    files = sorted(path for part in ("core", "sparql") for path in (root / part).rglob("*.ttl"))
    return [test for path in files for test in _tests(path, root)]


def _tests(path: Path, root: Path) -> list[W3CTest]:
    quads = list(parse(path.read_bytes(), RdfFormat.TURTLE, base_iri=path.as_uri()))
    links = Links(quads)
    found = []
    for entry in links.subjects(_TYPE, NamedNode(SHT + "Validate")):
        action, result = links.one(entry, MF + "action"), links.one(entry, MF + "result")
        data, shapes = (_file(links.one(action, SHT + kind), path) for kind in ("dataGraph", "shapesGraph"))
        rows = None if result == NamedNode(SHT + "Failure") else Counter(_rows(links, result))
        found.append(W3CTest(path.relative_to(root).with_suffix("").as_posix(), data, shapes, rows))
    return found


def _file(node: Node | None, path: Path) -> Path:
    assert isinstance(node, NamedNode)
    return path.parent / node.value.rpartition("/")[2]


class Links:
    """Triples, looked up by subject or object."""

    def __init__(self, quads: list[Quad]) -> None:
        """Take the triples."""
        self.quads = quads

    def subjects(self, predicate: str, value: Node) -> list[Node]:
        """Return the subjects of a property with a value."""
        return [quad.subject for quad in self.quads if quad.predicate.value == predicate and quad.object == value]

    def all(self, node: Node | None, predicate: str) -> list[Node]:
        """Return the values of a property."""
        return [quad.object for quad in self.quads if quad.subject == node and quad.predicate.value == predicate]

    def one(self, node: Node | None, predicate: str) -> Node | None:
        """Return the value of a property, if any."""
        return next(iter(self.all(node, predicate)), None)


def report_rows(text: str) -> Counter[Row]:
    """Read the rows of a report in Turtle."""
    links = Links(list(parse(text.encode(), RdfFormat.TURTLE)))
    [report] = links.subjects(_TYPE, NamedNode(SH + "ValidationReport"))
    return Counter(_rows(links, report))


def _rows(links: Links, report: Node | None) -> list[Row]:
    words = ("focusNode", "resultPath", "value", "sourceConstraintComponent", "resultSeverity")
    return [row(*(links.one(result, SH + word) for word in words)) for result in links.all(report, SH + "result")]


def row(focus: Node | None, path: Node | None, value: Node | None, component: object, severity: object) -> Row:
    """Write a result so that two engines can be compared: blank nodes are alike, complex paths are `_:`."""
    return (_shown(focus), _shown(path), _shown(value), _local(component), _local(severity))


def _shown(node: Node | None) -> str:
    if node is None:
        return ""
    return "_:" if isinstance(node, BlankNode) else str(node)


def _local(word: object) -> str:
    text = word.value if isinstance(word, (NamedNode, Literal)) else str(word)
    return text.removeprefix(SH)


def based(path: Path, folder: Path) -> Path:
    """Copy a file of the suite, its own address written at its head: our gate takes no relative address."""
    copy = folder / f"{path.parent.name}-{path.name}"
    copy.write_text(f"@base <{path.as_uri()}> .\n{path.read_text('utf-8')}", "utf-8")
    return copy
