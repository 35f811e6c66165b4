"""PDF files: the text that a person sees, where it stands, and limits on pages, time and memory."""

import os
import signal
import zlib
from pathlib import Path

import pytest
from fpdf import FPDF

from cpc_graph.errors import InputError, SurroundingsError
from cpc_graph.extract import ocr
from cpc_graph.extract.open import extract
from cpc_graph.extract.pdf_process import READER, Limits
from cpc_graph.extract.pictures import MOST, pictures

LINES = ["Décision du 4 août 2025", "Vu le code de la santé publique ;", "Article 1er : Un CPC est établi."]


def pdf(path: Path, *pages: list[str], size: float = 11) -> Path:
    made = FPDF()
    made.set_font("Helvetica", size=size)
    for lines in pages:
        made.add_page()
        for line in lines:
            made.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    made.output(str(path))
    return path


def test_one_column_keeps_its_lines_and_every_letter_has_a_box(tmp_path):
    found = extract(pdf(tmp_path / "a.pdf", LINES, ["Fait à Saint-Denis"]), boxes=True)
    assert found.text.split("\n")[:3] == LINES
    assert (found.form, found.notices, len(found.pages)) == ("pdf", (), 2)
    second = found.pages[1]
    assert found.text[second.start :].startswith("Fait à Saint-Denis")
    for at, box in enumerate(found.pages[0].boxes):
        sign = found.text[at]
        assert (box is None) == (sign == "\n") or sign == " "
        if box is not None:
            assert 0 <= box[0] <= box[2] <= found.pages[0].width
            assert 0 <= box[1] <= box[3] <= found.pages[0].height


def test_without_boxes_none_are_sent(tmp_path):
    assert all(not page.boxes for page in extract(pdf(tmp_path / "a.pdf", LINES)).pages)


def test_two_columns_that_the_file_mixes_are_put_in_order(tmp_path):
    left = [f"gauche numéro {number} de la colonne" for number in range(8)]
    right = [f"droite numéro {number} de la colonne" for number in range(8)]
    made = FPDF()
    made.set_font("Helvetica", size=9)
    made.add_page()
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        made.text(20, 30 + 6 * number, one)
        made.text(115, 30 + 6 * number, other)
    made.output(str(tmp_path / "a.pdf"))
    found = extract(tmp_path / "a.pdf")
    assert found.other is not None
    assert [line.strip() for line in found.other.text.split("\n")][:16] == left + right


def hidden(path: Path, hide) -> Path:
    made = FPDF()
    made.set_font("Helvetica", size=11)
    made.add_page()
    made.text(20, 20, "Fait le 4 août 2025")
    hide(made)
    made.output(str(path))
    return path


def white(made: FPDF) -> None:
    made.set_text_color(255, 255, 255)
    made.text(20, 40, "Fait le 1er janvier 2030")


def off_the_page(made: FPDF) -> None:
    made.text(20, 400, "Fait le 1er janvier 2030")


def tiny(made: FPDF) -> None:
    made.set_font_size(0.5)
    made.text(20, 40, "Fait le 1er janvier 2030")


def invisible(made: FPDF) -> None:
    made.text_mode = 3
    made.text(20, 40, "Fait le 1er janvier 2030")


@pytest.mark.parametrize("hide", [white, off_the_page, tiny, invisible])
def test_what_nobody_sees_is_left_aside_and_told(tmp_path, hide):
    found = extract(hidden(tmp_path / "a.pdf", hide))
    assert found.text.strip() == "Fait le 4 août 2025"
    assert [notice.code for notice in found.notices] == ["hidden-date"]
    assert "2030" in found.notices[0].fr


def test_hidden_words_without_a_year_do_not_ask_for_a_review(tmp_path):
    def watermark(made: FPDF) -> None:
        made.set_text_color(255, 255, 255)
        made.text(20, 40, "filigrane")

    assert [notice.code for notice in extract(hidden(tmp_path / "a.pdf", watermark)).notices] == ["hidden-text"]


def test_the_top_of_a_page_that_inherits_its_size_is_on_the_page(tmp_path):
    """fpdf2 writes the MediaBox once, on the tree of pages: A4 is higher than the 792 points of US Letter."""
    made = FPDF()
    made.set_font("Helvetica", size=11)
    made.add_page()
    made.text(20, 8, "PUBLIÉ LE 08/08/2025")
    made.output(str(tmp_path / "a.pdf"))
    assert extract(tmp_path / "a.pdf").text.strip() == "PUBLIÉ LE 08/08/2025"


def test_images_alone_are_refused_and_a_blank_page_too(tmp_path):
    made = FPDF()
    made.add_page()
    made.output(str(tmp_path / "blank.pdf"))
    with pytest.raises(InputError, match="vide"):
        extract(tmp_path / "blank.pdf")
    with pytest.raises(InputError, match=r"images seules.*--ocr"):
        extract(scan(tmp_path / "scan.pdf"))


def scan(path: Path) -> Path:
    from PIL import Image

    made = FPDF()
    made.add_page()
    made.image(Image.new("L", (40, 40), 128), 10, 10, 50, 50)
    made.output(str(path))
    return path


def test_the_first_pages_of_a_long_document_are_read_and_it_is_told(tmp_path):
    path = pdf(tmp_path / "a.pdf", *[[f"page {number}"] for number in range(12)])
    seen = []
    found = extract(path, Limits(pages=5), progress=lambda page, pages: seen.append((page, pages)))
    assert found.text.split("\n")[:-1] == [f"page {number}" for number in range(5)]
    assert [notice.code for notice in found.notices] == ["page-limit"]
    assert seen == [(page, 5) for page in range(1, 6)]
    assert extract(path).notices == ()


def test_the_time_limit_kills_the_reader_and_the_next_file_is_read(tmp_path):
    path = pdf(tmp_path / "a.pdf", LINES)
    extract(path)
    assert READER._process is not None
    os.kill(READER._process.pid, signal.SIGSTOP)
    with pytest.raises(SurroundingsError, match="délai"):
        extract(path, Limits(seconds=0.3))
    assert extract(path).text.startswith(LINES[0])


def test_a_reader_that_died_is_started_again(tmp_path):
    path = pdf(tmp_path / "a.pdf", LINES)
    extract(path)
    assert READER._process is not None
    READER._process.kill()
    READER._process.wait()
    assert extract(path).text.startswith(LINES[0])


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_refused_or_read_never_a_crash(tmp_path, cut):
    whole = pdf(tmp_path / "a.pdf", LINES).read_bytes()
    (tmp_path / "b.pdf").write_bytes(whole[: int(len(whole) * cut)])
    try:
        assert extract(tmp_path / "b.pdf").text
    except InputError as error:
        assert "b.pdf" in error.fr


def test_a_password_and_a_file_that_is_no_pdf(tmp_path):
    made = FPDF()
    made.set_font("Helvetica", size=11)
    made.add_page()
    made.text(20, 20, "secret")
    made.set_encryption(owner_password="a", user_password="b")
    made.output(str(tmp_path / "a.pdf"))
    with pytest.raises(InputError, match="chiffré"):
        extract(tmp_path / "a.pdf")
    (tmp_path / "b.pdf").write_bytes(b"<html>")
    with pytest.raises(InputError, match="ce n'est pas un PDF"):
        extract(tmp_path / "b.pdf")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4\nnothing")
    with pytest.raises(InputError, match="illisible"):  # the error of the file before is not repeated
        extract(tmp_path / "c.pdf")


def test_pages_as_images(tmp_path):
    path = pdf(tmp_path / "a.pdf", LINES, LINES)
    shown = pictures(path, 2)
    assert len(shown) == 2
    for png in shown:
        assert png.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
        assert (width, height) == (827, 1170)
        data = png[png.index(b"IDAT") + 4 : png.index(b"IEND") - 8]
        assert len(zlib.decompress(data)) == height * (width + 1)
    assert pictures(path, MOST + 1) == ()


def test_ocr_says_what_it_needs_when_it_is_not_there(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SurroundingsError, match="ocrmypdf"):
        extract(scan(tmp_path / "scan.pdf"), ocr=True)


def program(folder: Path, script: str) -> None:
    path = folder / ocr.PROGRAM
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o755)


def test_ocr_reads_the_invisible_layer_and_asks_for_a_person(tmp_path, monkeypatch):
    made = FPDF()
    made.set_font("Helvetica", size=11)
    made.add_page()
    made.text_mode = 3
    made.text(20, 40, "Fait le 4 août 2025")
    made.output(str(tmp_path / "made.pdf"))
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin", f'for last; do :; done; cp "{tmp_path}/made.pdf" "$last"\n')
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:/usr/bin:/bin")
    path = scan(tmp_path / "scan.pdf")
    found = extract(path, ocr=True)
    assert found.text.strip() == "Fait le 4 août 2025"
    assert [notice.code for notice in found.notices] == ["ocr"]
    program(tmp_path / "bin", "echo pas de langue fra >&2; exit 3\n")
    with pytest.raises(InputError, match="pas de langue fra"):
        extract(path, ocr=True)


def test_a_pdf_with_text_needs_no_ocr(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert extract(pdf(tmp_path / "a.pdf", LINES), ocr=True).notices == ()
