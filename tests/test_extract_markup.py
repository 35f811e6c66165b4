"""HTML pages: what a reader sees, in order, and nothing that runs, is fetched or is hidden."""

import time

import pytest

from cpc_graph.errors import InputError
from cpc_graph.extract.flat_markup import DEEPEST, flat, is_deep
from cpc_graph.extract.markup import to_text

PAGE = """<!DOCTYPE html><html><head><title>Titre du navigateur</title><style>p{color:red}</style></head><body>
<header><a href="/">ANSM</a></header><nav><ul><li>Accueil</li></ul></nav>
<div class="cookie-bar">Accepter les cookies</div><div class="page-banner"><h1>Décision du 04/08/2025</h1></div>
<div class="shared-content"><p>Vu le code&nbsp;;</p><p>Consid&eacute;rant <b>que</b><br>la suite</p>
<ul><li>premier</li><li>second</li></ul><table><tr><td>a</td><td>b</td></tr></table>
<p style="display: none">caché</p><p hidden>caché</p><p aria-hidden="true">caché</p><!-- caché --></div>
<div class="share">Partager</div><script>document.write("Fait le 1er janvier 2030")</script>
<noscript>caché</noscript><footer>Mentions légales</footer></body></html>"""


def text_of(page: str) -> str:
    return to_text(page.encode(), "page.html")[0]


def test_the_content_in_reading_order_without_the_furniture():
    assert text_of(PAGE).split("\n") == [
        "Décision du 04/08/2025",
        "Vu le code ;",
        "Considérant que",
        "la suite",
        "premier",
        "second",
        "a",
        "b",
    ]


def test_main_is_taken_where_there_is_one():
    assert text_of("<body><p>menu</p><main><p>acte</p></main><p>pied</p></body>") == "acte"
    assert text_of("<body><div role=main>acte</div>reste</body>") == "acte"


def test_tags_that_are_never_closed():
    assert text_of("<html><body><div><p>Vu le code<p>Article 1er<ul><li>un<li>deux").split("\n") == [
        "Vu le code",
        "Article 1er",
        "un",
        "deux",
    ]


def test_a_page_that_says_utf_8_and_is_not():
    content = '<html><head><meta charset="utf-8"></head><body>Décision</body></html>'.encode("cp1252")
    text, notices = to_text(content, "a.html")
    assert text == "Décision"
    assert [notice.code for notice in notices] == ["encoding-guessed", "encoding-declared-wrong"]


def test_a_page_without_readable_text_is_refused():
    with pytest.raises(InputError, match="vide"):
        to_text(b"<html><body><script>1</script></body></html>", "a.html")


def test_a_page_nested_very_deep_is_read_without_its_structure_in_no_time():
    page = "<html><body>" + "<div>" * 50_000 + "Vu le <b>code</b> &eacute;" + "</div>" * 50_000
    start = time.perf_counter()
    text, notices = to_text(page.encode(), "a.html")
    assert time.perf_counter() - start < 5
    assert text == "Vu le code é"
    assert [notice.code for notice in notices] == ["html-depth"]


@pytest.mark.parametrize("unit", ["<script ", "<script>", "<!--", "<a ", "</div>", "<style></styl", "<div"])
def test_the_flat_reading_takes_time_in_proportion(unit):
    page = "<div>" * (DEEPEST + 1) + unit * 200_000
    start = time.perf_counter()
    flat(page)
    is_deep(page)
    assert time.perf_counter() - start < 5


def test_the_flat_reading_drops_scripts_and_comments():
    assert flat("<head><title>x</title></head><!-- a --><p>un<SCRIPT type=x>2</SCRIPT > <i>deux</i></p>3 < 4") == (
        "un deux\n3 < 4"
    )
