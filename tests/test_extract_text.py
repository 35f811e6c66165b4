"""Text files: encodings, newlines, and what is no text."""

import os

import pytest

from cpc_graph.errors import InputError
from cpc_graph.extract import open as opened
from cpc_graph.extract.open import extract
from cpc_graph.extract.plain import decode

FRENCH = "Vu le code de la santé publique, notamment l'article L. 5121-12-1 ;\r\nConsidérant que…\rŒuvre\n"


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (FRENCH.encode(), []),
        (b"\xef\xbb\xbf" + FRENCH.encode(), []),
        (FRENCH.encode("utf-16"), []),
        (b"\xff\xfe" + FRENCH.encode("utf-16-le"), []),
        (b"\xfe\xff" + FRENCH.encode("utf-16-be"), []),
        (b"\xff\xfe\x00\x00" + FRENCH.encode("utf-32-le"), []),
        (FRENCH.encode("utf-16-le"), ["encoding-guessed"]),
        (FRENCH.encode("utf-16-be"), ["encoding-guessed"]),
        (FRENCH.encode("cp1252"), ["encoding-guessed"]),
    ],
)
def test_every_encoding_gives_the_same_text_with_its_newlines(content, codes):
    text, notices = decode(content, "a.txt")
    assert text == FRENCH
    assert [notice.code for notice in notices] == codes


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b" \n\t\n", "vide"),
        (b"\xef\xbb\xbf", "vide"),
        (bytes(range(256)) * 40, "binaire|encodage"),
        (b"\xff\xfe\x41", "encodage illisible"),
        (b"PK\x03\x04" + b"x" * 100, "archive zip"),
        (b"\x1f\x8b" + b"x" * 100, "archive gzip"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "archive OLE"),
        (b"a" * 257 + b"ustar" + b"a" * 300, "archive tar"),
        (b"%PDF-1.7\n", "extension .pdf"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line_that_names_the_file(tmp_path, content, said):
    path = tmp_path / "arrivée.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said) as error:
        extract(path)
    assert "arrivée.txt" in error.value.fr
    assert "\n" not in error.value.fr


def test_a_folder_a_device_a_missing_file_and_an_unknown_type(tmp_path):
    (tmp_path / "d.txt").mkdir()
    os.mkfifo(tmp_path / "f.txt")
    (tmp_path / "a.docx").write_bytes(b"x")
    for name, said in (("d.txt", "dossier"), ("f.txt", "régulier"), ("no.txt", "régulier"), ("a.docx", "type")):
        with pytest.raises(InputError, match=said):
            extract(tmp_path / name)


def test_a_file_over_the_limit_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setitem(opened.LARGEST, ".txt", 10)
    (tmp_path / "a.txt").write_text("onze lettres")
    with pytest.raises(InputError, match="taille limite"):
        extract(tmp_path / "a.txt")


def test_html_in_a_text_file_is_read_as_html(tmp_path):
    (tmp_path / "a.txt").write_text("<!DOCTYPE html><html><body><p>Vu le code</p><script>x</script></body></html>")
    found = extract(tmp_path / "a.txt")
    assert (found.form, found.text) == ("html", "Vu le code")
