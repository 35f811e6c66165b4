"""The gate for RDF from outside: what is refused, with which words and place, and what must pass."""

import io
import json
import os
import re
import socket
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal

from cpc_graph.errors import InputError
from cpc_graph.rdf.gate import parse_any, parse_quads, read_quads

HOSTILE = Path(__file__).parents[2] / "shared" / "hostile"
DATE = "http://www.w3.org/2001/XMLSchema#date"
ONE = b"<http://example.org/a> <http://example.org/b> "


def hostile_cases() -> list[dict]:
    if not HOSTILE.is_dir():
        return []
    cases = json.loads((HOSTILE / "manifest.json").read_text("utf-8"))["cases"]
    return [
        case
        for case in cases
        if case["category"] in ("syntax", "parser_attacks") and (HOSTILE / (case.get("file") or "-")).is_file()
    ]


needs_hostile = pytest.mark.skipif(not HOSTILE.is_dir(), reason="../shared/hostile is not there")


@needs_hostile
@pytest.mark.parametrize("case", hostile_cases(), ids=lambda case: case["file"])
def test_every_hostile_file_ends_as_expected(case):
    expect, path = case["expect"], HOSTILE / case["file"]
    started = time.perf_counter()
    if expect["outcome"] == "accepted_with_warning" or "accepted" in expect.get("alternative", ""):
        assert read_quads(path)
        return
    with pytest.raises(InputError) as refusal:
        read_quads(path)
    assert time.perf_counter() - started < expect["max_seconds"]
    for line in (refusal.value.fr, refusal.value.en):
        assert "\n" not in line
        for mention in expect["must_mention"]:
            assert re.search(mention.replace("{file}", re.escape(path.name)), line), f"{mention} in {line}"
        for word in expect.get("must_not_contain", []):
            assert word not in line


@needs_hostile
@pytest.mark.parametrize("path", sorted(HOSTILE.glob("parser_attacks/*")), ids=lambda path: path.name)
def test_no_attack_gets_through(path):
    if path.suffix == ".nq":
        assert len(read_quads(path)) == 132  # harmless as long as nobody asks for its canonical hash
        return
    with pytest.raises(InputError):
        read_quads(path)


RDF_XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">{}</rdf:RDF>'
REFUSED = {
    "deep.rdf": (RDF_XML.format("<rdf:Description><e:p>" * 20_000).encode(), "limit"),
    "deep.jsonld": (b'{"@id":"http://a","http://p":' * 30_000 + b"1" + b"}" * 30_000, "limit"),
    "deep.ttl": (ONE + b"[ <http://example.org/p> " * 50_000 + b"1" + b"]" * 50_000 + b" .", "limit"),
    "deep_list.ttl": (ONE + b"(" * 200 + b")" * 200 + b" .", "limit"),
    "context_in_list.jsonld": (b'{"@context": [{"a": "http://a/"}, "c.jsonld"], "@id": "http://a"}', "@context"),
    "scoped_context.jsonld": (b'{"@context": {"p": {"@id": "http://p", "@context": "http://x/"}}}', "@context"),
    "import.jsonld": (b'{"@context": {"@import": "http://127.0.0.1:9/c"}, "@id": "http://a"}', "@context"),
    "triple_term.ttl": (ONE + b"<<( <http://a> <http://b> <http://c> )>> .", "line 1, column 47"),
    "reified.ttl": (b"<< <http://a> <http://b> <http://c> >> <http://d> 1 .", "RDF 1.2"),
    "annotated.ttl": (ONE + b"1 {| <http://d> 1 |} .", "RDF 1.2"),
    "triple_term.nt": (ONE + b"<<( <http://a> <http://b> <http://c> )>> .", "RDF 1.2"),
    "direction.ttl": (ONE + b'"x"@ar--rtl .', "@ar--rtl"),
    "entity.rdf": (RDF_XML.format("<rdf:Description><e:p>&x;</e:p></rdf:Description>").encode(), "line 1"),
    "latin1.rdf": ('<?xml version="1.0" encoding="ISO-8859-1"?>\n<é/>'.encode("latin-1"), "cp1252"),
    "unclosed.rdf": (b'<?xml version="1.0"?>\n<a>\n</b>', "line 3"),
    "html.ttl": (b"<!DOCTYPE html><html></html>", "looks like XML"),
    "turtle.rdf": (ONE + b"1 .", "looks like Turtle"),
    "turtle.jsonld": (ONE + b"1 .", "line 1, column 1: invalid JSON"),
    "json.jsonld": (b'{"@id":\n  bad}', "line 2, column 3"),
    "utf16.ttl": ("<http://a> <http://b> 1 .".encode("utf-16"), "UTF-16"),
    "spaces.ttl": (b" \n\t ", "no triples"),
    "bom_only.ttl": (b"\xef\xbb\xbf", "no triples"),
    "no_triples.rdf": (RDF_XML.format("").encode(), "no triples"),
    "relative.ttl": (b"<a> <b> <c> .", "relative IRI"),
    "table.csv": (b"a,b", "unknown type of file"),
    "noname": (b"a", "unknown type of file"),
    "rules.n3": (b"{ ?a ?b ?c } => { ?c ?b ?a } .", "N3"),
    "pdf.ttl": (b"%PDF-1.7", "PDF"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_named_in_one_line(tmp_path, name):
    content, mention = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    started = time.perf_counter()
    with pytest.raises(InputError) as refusal:
        read_quads(path)
    assert mention in refusal.value.en
    assert name in refusal.value.fr
    assert time.perf_counter() - started < 2


PASSES = {
    "bom.ttl": b"\xef\xbb\xbf" + ONE + b"1 .",
    "crlf.ttl": ONE + b'"a" ;\r\n <http://example.org/c> "b" .\r\n',
    "quoted_brackets.ttl": ONE + b'"' + b"[" * 500 + b'" , """ (( " (( """ , <http://a/%28%28> . # ((((' + b"(" * 200,
    "shallow.ttl": ONE + b"[ <http://example.org/p> ( 1 [ <http://example.org/q> 2 ] ) ] .",
    "many_blanks.ttl": b"".join(ONE + b"[ <http://example.org/p> 1 ] .\n" for _ in range(300)),
    "plain.rdf": RDF_XML.format(
        "<rdf:Description rdf:about='http://a'><e:p>&lt;é&#233;</e:p></rdf:Description>"
    ).encode(),
    "context.jsonld": b'{"@context": {"p": "http://example.org/p"}, "@id": "http://a", "p": "@context"}',
    "array.jsonld": b'[{"@id": "http://a", "http://p": [{"@value": "x", "@language": "fr"}]}]',
    "graph.trig": b"<http://g> { <http://a> <http://b> 1 }",
    "UPPER.TTL": ONE + b"1 .",
    "lines.nq": ONE + b'"x"@fr <http://g> .\n',
    "décision.nt": ONE + '"é" .\n'.encode(),
}


@pytest.mark.parametrize("name", PASSES)
def test_odd_but_valid_files_pass(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(PASSES[name])
    assert read_quads(path)


@pytest.mark.parametrize("lexical", ["2022-02-31", "2022-13-01", "15/03/2022", "2022-03-15+02:00"])
def test_a_literal_passes_as_it_is_written(lexical):
    (quad,) = parse_quads(ONE + f'"{lexical}"^^<{DATE}> .'.encode(), "d.ttl", suffix=".ttl")
    assert isinstance(quad.object, Literal)
    assert (quad.object.value, quad.object.datatype.value) == (lexical, DATE)


def test_the_place_of_an_error_is_in_both_languages(tmp_path):
    path = tmp_path / "décision.ttl"
    path.write_bytes(ONE + b"1 .\n<http://a> ansm:x 1 .\n")
    with pytest.raises(InputError) as refusal:
        read_quads(path)
    assert refusal.value.fr.startswith(f"{path}, ligne 2, colonne 12 : le préfixe « ansm: » n'est pas déclaré")
    assert refusal.value.en.startswith(f"{path}, line 2, column 12: the prefix “ansm:” is not declared")


def test_blank_nodes_of_two_files_never_meet(tmp_path):
    for name in ("one.ttl", "two.ttl"):
        (tmp_path / name).write_bytes(b"_:x <http://example.org/b> 1 .")
    subjects = {quad.subject for name in ("one.ttl", "two.ttl") for quad in read_quads(tmp_path / name)}
    assert len(subjects) == 2


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (b'{"@id": "http://a", "http://p": 1}', 1),
        (RDF_XML.format("<rdf:Description rdf:about='http://a'><e:p>x</e:p></rdf:Description>").encode(), 1),
        (ONE + b"1, 2 .", 2),
        (b"<http://g> { <http://a> <http://b> 1 }", 1),
        (ONE + b'"x" <http://g> .', 1),
    ],
)
def test_standard_input_is_known_by_its_content(monkeypatch, content, count):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert len(read_quads("-")) == count


def test_closed_standard_input_is_an_empty_file(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(InputError, match=r"\(stdin\).*empty"):
        read_quads("-")


def test_a_document_without_triples_can_be_an_answer():
    assert parse_any(b"", "answer", suffix=".ttl") == []


def test_only_regular_files_are_read(tmp_path):
    (tmp_path / "a.ttl").symlink_to("b.ttl")
    (tmp_path / "b.ttl").symlink_to("a.ttl")
    os.mkfifo(tmp_path / "pipe.ttl")
    (tmp_path / "folder.ttl").mkdir()
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(str(tmp_path / "s.ttl"))
        said = {
            "a.ttl": "loop",
            "pipe.ttl": "regular",
            "folder.ttl": "directory",
            "s.ttl": "regular",
            "none.ttl": "does not exist",
            "x" * 300 + ".ttl": "too long",
            "null\0.ttl": "not readable",
        }
        for name, mention in said.items():
            with pytest.raises(InputError) as refusal:
                read_quads(tmp_path / name)
            assert mention in refusal.value.en, name
    finally:
        listener.close()
    with pytest.raises(InputError, match="regular"):
        read_quads(Path("/dev/zero"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_named(tmp_path):
    path = tmp_path / "secret.ttl"
    path.write_bytes(ONE + b"1 .")
    path.chmod(0)
    with pytest.raises(InputError, match="permission"):
        read_quads(path)


def test_the_size_limit_is_named(tmp_path, monkeypatch):
    path = tmp_path / "big.ttl"
    path.write_bytes(ONE + b'"' + b"x" * 2000 + b'" .')
    with pytest.raises(InputError, match="limite"):
        read_quads(path, max_bytes=1024)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    with pytest.raises(InputError, match="limite"):
        read_quads("-", max_bytes=1024)


def test_a_file_name_cannot_forge_a_line(tmp_path):
    with pytest.raises(InputError) as refusal:
        read_quads(tmp_path / "a\x1b[31m\nb.ttl")
    assert "\x1b" not in refusal.value.fr
    assert "\\x1b" in refusal.value.fr
