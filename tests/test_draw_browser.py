"""The page of a timeline in a real browser: keys, zoom, the panel, widths. Skipped where there is no browser."""

import datetime as dt

import pytest

from browser import CHROMIUM, browser
from cpc_graph.draw import View, draw_timeline

pytest_plugins = ["corpus_store"]
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs a browser: no chromium is installed")
FOCUS = "document.activeElement.dataset.key || document.activeElement.id || document.activeElement.tagName"
OPEN = "!document.getElementById('panel').hidden"
PERIOD = "document.querySelector('.period').textContent"


@pytest.fixture(scope="module")
def page(corpus, tmp_path_factory):
    """One browser for the module, and a function that writes a page for it."""
    folder = tmp_path_factory.mktemp("browser")
    with browser(folder / "profile") as tab:

        def show(lang="fr", width=1000):
            file = folder / f"{lang}.html"
            view = View(today=dt.date(2026, 2, 6))
            file.write_text(draw_timeline(corpus, "thalidomide", view, form="html", lang=lang), encoding="utf-8")
            tab.open(file, width)
            return tab

        yield show


def to_first_act(tab):
    for _ in range(20):
        tab.press("Tab")
        if tab.value(FOCUS) == "t1-a1":
            return
    raise AssertionError("Tab never reaches the first act")


def test_tab_enter_and_escape(page):
    tab = page()
    to_first_act(tab)
    tab.press("Tab")
    assert tab.value(FOCUS) == "t1-a2"
    tab.press("Enter")
    assert tab.value(OPEN) is True and tab.value(FOCUS) == "panel"
    assert "2019" in tab.value("document.getElementById('panel').innerText")
    tab.press("Escape")
    assert tab.value(OPEN) is False and tab.value(FOCUS) == "t1-a2"


def test_keys_zoom_move_and_show_all_again(page):
    tab = page()
    to_first_act(tab)
    whole = tab.value(PERIOD)
    tab.press("+")
    near = tab.value(PERIOD)
    assert near != whole
    tab.press("ArrowRight")
    assert tab.value(PERIOD) not in (near, whole)
    tab.press("0")
    assert tab.value(PERIOD) == whole


def test_an_act_out_of_sight_is_brought_into_view_by_tab(page):
    tab = page()
    to_first_act(tab)
    for _ in range(4):
        tab.press("+")
    for _ in range(5):
        tab.press("Tab")
    seen = "document.querySelector('a.item[data-key=\"t1-a6\"] .point').getAttribute('visibility')"
    assert tab.value(FOCUS) == "t1-a6" and tab.value(seen) != "hidden"


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("width", [1400, 700, 380])
def test_nothing_is_wider_than_the_window(page, lang, width):
    tab = page(lang, width)
    assert tab.value("document.documentElement.scrollWidth") <= width
    assert tab.value("document.querySelectorAll('svg.picture .edge.open').length") > 3
    line = "document.querySelector('.today-text').getBoundingClientRect()"
    assert tab.value(f"{line}.left") >= 0 and tab.value(f"{line}.right") <= width
