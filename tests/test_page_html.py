"""The page of a document: everything is escaped, nothing is fetched, each fact leads to its sentence and back."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from cpc_graph.export.page import page
from cpc_graph.export.page_content import Group, Item, Shown, groups
from cpc_graph.export.page_text import areas, marks, pieces, signs
from cpc_graph.export.page_words import span
from cpc_graph.extract.document import Extracted, Page
from cpc_graph.extract.open import extract
from cpc_graph.extract.pictures import pictures
from cpc_graph.text.facts import CitedDocument, Document, Facts, Warn
from cpc_graph.text.values import Quote
from decisions import facts, source

pytest_plugins = ["cli_workspace"]


def shown(name: str, **changes) -> Shown:
    extracted = Extracted("text", facts(name).document.sha256, source(name))
    return replace(Shown(f"{name}.txt", extracted, facts(name), (0.98, 0.02, 0.0)), **changes)


class Reader(HTMLParser):
    """Gathers the tags of a page, the text of its document and what leads where."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self._in_pre, self.buttons = "", False, {}

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._in_pre = self._in_pre or tag == "pre"
        if "data-fact" in self.tags[-1][1]:
            self.buttons[self.tags[-1][1]["data-fact"]] = self.tags[-1][1]

    def handle_endtag(self, tag):
        self._in_pre = self._in_pre and tag != "pre"

    def handle_data(self, data):
        if self._in_pre:
            self.text += data


def read(document: bytes) -> Reader:
    reader = Reader()
    reader.feed(document.decode())
    return reader


@pytest.mark.parametrize("name", ["S0", "S1", "S3"])
def test_the_page_holds_the_text_whole_and_every_fact_has_its_places(name):
    reader = read(page(shown(name), "fr"))
    assert reader.text.removeprefix("\n") == source(name)
    places = {
        number
        for _, attributes in reader.tags
        if "data-facts" in attributes
        for number in attributes["data-facts"].split()
    }
    assert places == set(reader.buttons)
    assert {attributes["id"] for attributes in reader.buttons.values()} == {f"f{number}" for number in reader.buttons}


def test_the_page_needs_no_network_and_no_server():
    text = page(shown("S0"), "fr").decode()
    assert "default-src 'none'" in text
    assert not re.search(r"""(?:src|href|action|url\()\s*=?\s*["'(]?\s*(?:https?:)?//""", text)
    assert "<link" not in text


def test_words_in_both_languages():
    french, english = (page(shown("S0"), lang).decode() for lang in ("fr", "en"))
    assert '<html lang="fr">' in french
    assert "entrée en vigueur" in french
    assert "calculé : lendemain de la publication" in french
    assert "entry into force" in english
    assert "computed: day after publication" in english
    assert "Vu le code de la santé publique" in english


EVIL = (
    """<script>alert(1)</script> " onmouseover="x" ' &lt; <img src=x onerror=1> """
    "</pre><h1>{{ 7*7 }}</h1> {% x %} \u202e\u200b"
)


def test_what_a_document_says_is_only_text():
    quote = Quote(EVIL, 0, len(EVIL))
    evil = Facts(
        Document("other", EVIL, "0" * 64),
        None,
        cited_documents=(CitedDocument(EVIL, (quote,)),),
        warnings=(Warn(EVIL, EVIL, (quote,)),),
    )
    document = page(Shown(EVIL, Extracted("text", "0" * 64, EVIL), evil, (1.0, 0.0, 0.0), (EVIL,), (EVIL,)), "fr")
    reader = read(document)
    assert [tag for tag, _ in reader.tags if tag in ("script", "img", "h1")] == ["h1", "script"]
    assert not [1 for _, attributes in reader.tags if any(name.startswith("on") for name in attributes)]
    assert "49" not in reader.text
    assert "\u202e" not in document.decode()
    assert "U+202E" in reader.text


def test_hidden_signs_are_named_and_others_left():
    assert [(sign.text, sign.hidden) for sign in signs("a\u202eb\u00adc\ue000\r\n")] == [
        ("a", False),
        ("U+202E", True),
        ("b\u00adc", False),
        ("U+E000", True),
        ("\n", False),
    ]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=12))
def test_pieces_hold_the_text_and_know_their_facts(spans):
    text = "".join(chr(ord("a") + at % 26) for at in range(40))
    quotes = [Quote(text[start : start + length], start, min(40, start + length)) for start, length in spans]
    listed = [Group("act", "", tuple(Item("", "", (quote,)) for quote in quotes))]
    at = 0
    for piece in pieces(text, marks(listed)):
        length = len("".join(sign.text for sign in piece.signs))
        for number, quote in enumerate(quotes, 1):
            assert (number in piece.facts) == (quote.start <= at and at + length <= quote.end)
        at += length
    assert at == len(text)


def test_the_colour_of_a_place_is_that_of_its_most_precise_fact():
    text = "Vu la décision du 4 août 2025 ;"
    whole, day = Quote(text, 0, len(text)), Quote("4 août 2025", 18, 29)
    listed = [Group("part", "", (Item("", "", (whole,)),)), Group("act", "", (Item("", "", (day,)),))]
    found = list(pieces(text, marks(listed)))
    assert [piece.kind for piece in found] == ["part", "act", "part"]
    assert found[1].facts == (2, 1)
    assert found[1].opens == (2,)


def test_facts_that_the_text_does_not_tell_are_listed_without_a_place():
    (act,) = [group for group in groups(shown("S1"), "fr") if group.key == "act"]
    untold = {item.label: item for item in act.items if not item.quotes}
    assert untold["publication"].value == "non dit"


def test_review_and_links_stand_on_top():
    text = page(shown("S0", review=("date-conflict",), links=("mesure : <b>x</b>",)), "fr").decode()
    assert "À relire avant tout usage : date-conflict" in text
    assert "&lt;b&gt;x" in text
    assert "Rien ne demande de relecture" not in text


@pytest.mark.parametrize(
    ("written", "words"), [("P3Y", "3 ans"), ("P1M", "1 mois"), ("P1Y6M", "1 an 6 mois"), ("x", "x")]
)
def test_durations_in_words(written, words):
    assert span(written, "fr") == words


def letters(path: Path) -> Path:
    made = FPDF()
    made.set_font("Helvetica", size=11)
    for lines in (["Vu le code de la santé", "publique ;"], ["Fait le 4 août 2025"]):
        made.add_page()
        for line in lines:
            made.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    made.output(str(path))
    return path


def test_quotes_are_marked_on_the_image_of_their_page(tmp_path):
    path = letters(tmp_path / "a.pdf")
    found = extract(path, boxes=True)
    start = found.text.index("code")
    end = found.text.index("publique") + len("publique")
    read_ = Facts(
        Document("other", "a.pdf", found.sha256),
        None,
        cited_documents=(CitedDocument("code", (Quote(found.text[start:end], start, end),)),),
    )
    first, second = found.pages
    places = marks(groups(Shown("a.pdf", found, read_, (0.5, 0.0, 0.5)), "fr"))
    one, two = areas(first, places)
    assert one.y < two.y  # two lines, two rectangles
    assert one.x > two.x
    assert areas(second, places) == []
    document = page(Shown("a.pdf", found, read_, (0.5, 0.0, 0.5), pictures=pictures(path, 2)), "fr").decode()
    assert document.count("<svg") == 2
    assert document.count("data:image/png;base64,iVBOR") == 2
    assert document.count("<rect") == 2


def test_a_page_that_is_turned_has_its_boxes_where_they_are_seen(tmp_path):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(letters(tmp_path / "a.pdf")))
    writer.pages[0].rotate(90)
    writer.write(str(tmp_path / "b.pdf"))
    turned = extract(tmp_path / "b.pdf", boxes=True).pages[0]
    assert turned.width > turned.height
    for box in filter(None, turned.boxes):
        assert 0 <= box[0] <= box[2] <= turned.width
        assert turned.height / 2 < box[3] <= turned.height or box[0] > turned.width / 2


def test_a_page_without_boxes_shows_none():
    assert areas(Page(100.0, 100.0, 0, ()), marks(groups(shown("S0"), "fr"))) == []


def test_html_from_the_command_line(cli, tmp_path):
    path = next((Path(__file__).parents[1] / "data" / "sources").glob("S0*.txt"))
    done = cli("ingest", str(path), "--format", "html", "-o", str(tmp_path / "a.html"))
    assert done.status == 0
    assert read((tmp_path / "a.html").read_bytes()).text.removeprefix("\n") == path.read_text("utf-8-sig")
    cli("ingest", str(letters(tmp_path / "a.pdf")), "--format", "html", "-o", str(tmp_path / "b.html"))
    assert "<svg" in (tmp_path / "b.html").read_text()
