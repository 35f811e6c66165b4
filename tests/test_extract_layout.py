"""Pages as printers and sites make them: what a person sees in order is read in order."""

import pytest
from fpdf import FPDF

from cpc_graph.extract.open import extract
from cpc_graph.extract.pdf_child import _pieces
from cpc_graph.extract.reading_order import Piece, order
from cpc_graph.read.contract import contract
from cpc_graph.read.headers import repeated
from cpc_graph.read.reader import read

ACT = [
    "Décision du 28 avril 2025 portant renouvellement du cadre de prescription compassionnelle",
    "La directrice générale de l'Agence nationale de sécurité du médicament et des produits de santé,",
    "Vu le code de la santé publique, notamment son article L. 5121-12-1 ;",
    "Considérant que les conditions demeurent réunies ;",
    "Décide :",
    "Article 1er : Le CPC de la spécialité DAPSOVAL 100 mg, comprimé est renouvelé pour une durée de",
    "trois ans à compter du 9 mai 2025 dans le traitement de la pemphigoïde des muqueuses.",
    "Article 2 : La société ISMERIA adresse à l'ANSM un rapport",
    "annuel de synthèse.",
    "Fait à Saint-Denis, le 28 avril 2025",
    "Mathilde CORVISIER-LEROUX",
]
HEADER = "Direction des autorisations - Pôle 3"


def facts(path):
    return contract(read(extract(path), path.name))


def written(path, sheets) -> FPDF:
    made = FPDF(format="A4")
    made.set_auto_page_break(False)
    made.set_font("Helvetica", size=10)
    for sheet in sheets:
        made.add_page()
        for x, y, size, text in sheet:
            made.set_font_size(size)
            made.text(x, y, text)
    made.output(str(path))
    return path


def placed(lines, top=30):
    return [(20, top + 7 * at, 10, line) for at, line in enumerate(lines)]


@pytest.fixture
def plain(tmp_path):
    return facts(written(tmp_path / "plain.pdf", [placed(ACT)]))


def same(one, other):
    for key in ("decision", "products", "indications", "obligations", "citations"):
        assert without_places(one[key]) == without_places(other[key])


def without_places(value):
    if isinstance(value, dict):
        return {key: without_places(one) for key, one in value.items() if key not in ("quote", "quotes")}
    return [without_places(one) for one in value] if isinstance(value, list) else value


def test_running_headers_inside_a_sentence_are_no_words_of_the_act(tmp_path, plain):
    sheets = [placed(ACT[:8]), placed(ACT[8:])]
    for number, sheet in enumerate(sheets, 1):
        sheet += [(20, 15, 8, HEADER), (20, 285, 8, f"Page {number}/2 - dossier 4711")]
    got = facts(written(tmp_path / "a.pdf", sheets))
    assert HEADER not in str(got["obligations"])
    same(got, plain)


def test_a_page_written_in_any_order_is_read_from_top_to_bottom(tmp_path, plain):
    lines = placed(ACT)
    same(facts(written(tmp_path / "a.pdf", [lines[6:] + lines[:3] + lines[3:6]])), plain)


def test_a_raised_er_beside_its_number(tmp_path, plain):
    lines = placed(ACT)
    x, y, size, text = lines[5]
    number, rest = text.split("er :", 1)
    lines[5:6] = [(x, y, size, number), (x + 17, y, size, ":" + rest), (x + 14.5, y - 1.4, 6, "er")]
    same(facts(written(tmp_path / "a.pdf", [lines])), plain)


def test_hidden_days_are_told_and_never_the_signature(tmp_path, plain):
    path = tmp_path / "a.pdf"
    made = FPDF(format="A4")
    made.set_auto_page_break(False)
    made.add_page()
    made.set_font("Helvetica", size=10)
    for x, y, _, text in placed(ACT):
        made.text(x, y, text)
    made.set_text_color(255, 255, 255)
    made.text(20, 200, "Fait à Saint-Denis, le 1er janvier 2031")
    made.output(str(path))
    got = facts(path)
    same(got, plain)
    assert "hidden-date" in [one["code"] for one in got["warnings"]]


def test_the_letters_of_a_ligature_share_a_box_and_stay_together():
    boxes = [(0, 0, 5, 10), (5, 0, 12, 10), (5, 0, 12, 10), (5, 0, 12, 10), (12, 0, 17, 10)]
    assert [(one.first, one.last) for one in _pieces(list("efficacité")[:5], boxes)] == [(0, 5)]


def row(y, *spans):
    return [Piece(at, at + 1, (x0, y, x1, y + 10)) for at, (x0, x1) in enumerate(spans, int(y) * 10)]


def lefts(pieces):
    return [(piece.box[0], piece.box[1]) for line in order(pieces) for piece in line]


def test_a_footer_far_below_two_columns_comes_last():
    columns = [piece for y in (700, 688, 676, 664) for piece in row(y, (50, 250), (300, 500))]
    read_in = lefts([*columns, *row(40, (50, 200))])
    assert read_in[:4] == [(50, 700), (50, 688), (50, 676), (50, 664)]
    assert read_in[-1] == (50, 40)


def test_a_right_column_that_begins_one_line_higher_keeps_its_first_line():
    columns = [piece for y in (688, 676, 664) for piece in row(y, (50, 250), (300, 500))]
    assert lefts([*row(700, (300, 480)), *columns])[3] == (300, 700)


def test_only_what_repeats_at_the_edge_of_pages_is_a_header():
    pages = ["TITRE\nun\ndeux\npied 1\n", "TITRE\ntrois\nquatre\npied 2\n"]
    source = "".join(pages)
    found = repeated(source, [0, len(pages[0])])
    assert sorted(source[at:].split("\n")[0] for at in found) == ["TITRE", "pied 1", "pied 2"]
    assert 0 not in found
    assert repeated(pages[0], [0]) == frozenset()
