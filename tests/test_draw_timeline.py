"""Timelines: everything of the corpus is drawn, what is unknown is open, the same graph gives the same picture."""

import datetime as dt
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from cpc_graph.draw import View, draw_timeline
from cpc_graph.draw.axis import Axis, date, number, years_around
from cpc_graph.draw.choice import MOST_MEASURES, Choice, choose
from cpc_graph.draw.law import article, natural
from cpc_graph.draw.layout import lay_out, lay_out_apart, outside
from cpc_graph.draw.place import rows_of_dates, rows_of_points
from cpc_graph.draw.read import read_story
from cpc_graph.draw.scene import Date, Point
from cpc_graph.draw.span import span_of
from cpc_graph.draw.story import Bound, Period
from cpc_graph.draw.width import shortened, width
from cpc_graph.errors import UsageError
from cpc_graph.rdf.terms import iri
from cpc_graph.store.reader import Store
from cpc_graph.text.shown import shown
from draw_hostile import EVIL, hostile_store

pytest_plugins = ["corpus_store", "cli_workspace"]

SVG = "{http://www.w3.org/2000/svg}"
THALIDOMIDE = "thalidomide-50-mg-gelule"
VIEW = View(today=dt.date(2026, 2, 6))
LOADS = re.compile(r"""(?:\b(?:src|srcset|action|poster|data)\s*=\s*["']?|@import\s+|url\(\s*["']?)(?!#)(\S+)""")


@pytest.fixture(scope="module")
def story(corpus):
    return read_story(corpus, THALIDOMIDE, "fr")


@pytest.fixture(scope="module")
def drawn(corpus):
    """The thalidomide timeline, by format and language."""
    pages = {}

    def draw(form, lang="fr", measure=THALIDOMIDE):
        key = (form, lang, measure)
        if key not in pages:
            pages[key] = draw_timeline(corpus, measure, VIEW, form=form, lang=lang)
        return pages[key]

    return draw


def parsed(svg):
    return ET.fromstring(svg)


def of_class(root, name):
    return [element for element in root.iter() if name in element.get("class", "").split()]


def item(root, key):
    (found,) = [element for element in of_class(root, "item") if element.get("id") == f"i-{key}"]
    return found


# The story


def test_the_story_of_thalidomide_is_the_one_that_the_questions_tell(story):
    (track,) = story.tracks
    acts = [(act.number, act.when.day, act.availability) for act in track.acts]
    assert acts == [
        (1, dt.date(2015, 5, 5), "citedOnly"),
        (2, dt.date(2019, 8, 26), "held"),
        (3, dt.date(2021, 7, 1), "law"),
        (4, dt.date(2022, 5, 6), "reportedOnly"),
        (5, dt.date(2022, 8, 16), "citedOnly"),
        (6, dt.date(2025, 8, 4), "held"),
    ]
    edges = [(state.number, state.period.start.status, state.period.end.status) for state in track.states]
    assert edges == [
        (1, "unknown", "unknown"),
        (2, "unknown", "byOperationOfLaw"),
        (3, "byOperationOfLaw", "inferred"),
        (4, "inferred", "inferred"),
        (5, "inferred", "inferred"),
        (6, "stated", "computed"),
    ]
    assert [state.number for state in track.states if state.period.start.depends or state.period.end.depends] == [2, 3]


def test_terms_keep_every_reading_and_the_text_establishes_none(story):
    (track,) = story.tracks
    grant = track.grants[0]
    assert (grant.number, grant.duration, grant.period.start.day) == (2, "3 ans", None)
    assert [(one.letter, one.period.start.day, one.period.end.day) for one in grant.variants] == [
        ("A", dt.date(2019, 8, 26), dt.date(2022, 8, 26)),
        ("B", None, None),
        ("C", dt.date(2018, 5, 5), dt.date(2021, 5, 5)),
    ]


def test_indications_are_added_and_reworded_where_the_texts_differ_in_more_than_a_capital(story):
    (track,) = story.tracks
    changes = {
        lane.iri.rpartition("/")[2]: [(one.state, one.change) for one in lane.holdings if one.change]
        for lane in track.lanes
    }
    assert changes == {
        "aphtose-severe": [(5, "case")],
        "lupus-cutane": [(5, "reworded")],
        "maladie-de-crohn-enfant": [(5, "reworded")],
        "erytheme-noueux-lepreux": [(5, "case")],
        "erytheme-polymorphe-majeur": [(3, "added")],
    }


def test_every_fact_that_a_text_states_has_its_sentence(story):
    (track,) = story.tracks
    facts = [fact for thing in (*track.acts, *track.states, *track.grants) for fact in thing.facts]
    assert len(facts) > 50
    assert not [fact for fact in facts if fact.status == "stated" and not fact.quotes]
    assert not [fact for fact in facts if fact.status == "unknown" and not fact.notes]


# The picture


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("measure", [THALIDOMIDE, None])
def test_a_picture_is_well_formed_and_every_element_has_a_name(drawn, lang, measure):
    root = parsed(drawn("svg", lang, measure))
    assert root.find(f"{SVG}title").text and root.find(f"{SVG}desc").text
    assert root.get("lang") == lang
    items = of_class(root, "item")
    assert len(items) > 20
    for element in items:
        assert element.find(f"{SVG}title").text and element.get("aria-label") and element.get("tabindex") == "0"
        assert element.find(f"{SVG}desc") is not None
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_every_act_and_state_of_the_corpus_is_drawn(corpus):
    story = read_story(corpus, None, "fr")
    scene = lay_out(story, VIEW, "fr")
    keys = {key for lane in scene.lanes for key in lane.keys}
    dated = [
        (at, act)
        for at, track in enumerate(story.tracks, 1)
        for act in track.acts
        if act.when.day or act.when.earliest or act.when.latest
    ]
    assert {f"t{at}-a{act.number}" for at, act in dated} <= keys
    for at, track in enumerate(story.tracks, start=1):
        assert {f"t{at}-s{place}" for place, _ in enumerate(track.states, start=1)} <= keys, track.name
    acts = len({row["a"] for row in corpus.select("SELECT DISTINCT ?a { ?i cpc:impactOn ?m ; cpc:impactBy ?a }")})
    assert sum(len(track.acts) for track in story.tracks) == acts
    states = corpus.select("SELECT DISTINCT ?s { ?s cpc:stateOf ?m }")
    assert sum(len(track.states) for track in story.tracks) == len(list(states))
    assert outside(story, [scene]) == ()


def test_unknown_edges_are_torn_and_known_ones_tell_how_they_are_known(drawn):
    root = parsed(drawn("svg"))
    edges = {at: of_class(item(root, f"t1-s{at}"), "edge") for at in range(1, 7)}
    shapes = {at: [edge.get("class").removeprefix("edge ") for edge in found] for at, found in edges.items()}
    assert shapes == {
        1: ["open", "open"],
        2: ["open", "byOperationOfLaw"],
        3: ["byOperationOfLaw", "inferred"],
        4: ["inferred", "inferred"],
        5: ["inferred", "inferred"],
        6: ["stated", "computed"],
    }
    assert [text.text for text in of_class(item(root, "t1-s1"), "query")] == ["?", "?"]
    assert of_class(item(root, "t1-s2"), "fade") and not of_class(item(root, "t1-s6"), "fade")
    assert "†" in "".join(item(root, "t1-s3").itertext()) and "†" not in "".join(item(root, "t1-s6").itertext())


def test_acts_are_told_apart_by_shape_and_regimes_by_pattern(drawn):
    root = parsed(drawn("svg"))
    signs = [of_class(item(root, f"t1-a{at}"), "sign")[0].get("class").split()[1] for at in range(1, 7)]
    assert signs == ["citedOnly", "held", "law", "reportedOnly", "citedOnly", "held"]
    skins = [of_class(item(root, f"t1-s{at}"), "body")[0].get("class") for at in range(1, 7)]
    assert skins[0] == skins[1] != skins[2] == skins[5]
    patterns = {element.get("id") for element in root.iter(f"{SVG}pattern")}
    assert {f"p-{skin.rpartition('-')[2]}" for skin in skins} <= patterns


def test_inferred_indications_are_hatched_and_changes_marked(drawn):
    root = parsed(drawn("svg"))
    lane = next(element for element in root.iter() if "lupus" in (element.get("aria-label") or ""))
    fills = [body.get("class").removeprefix("body ") for body in of_class(lane, "body")]
    assert fills[:3] == ["known-inferred", "known-stated", "known-byOperationOfLaw"]
    assert sum("known-inferred" in fill for fill in fills) == 3
    text = drawn("svg")
    assert text.count("libellé nouveau") >= 2 and "indication ajoutée" in text


def test_the_law_is_drawn_by_version_and_open_as_far_as_it_was_not_seen(drawn, story):
    root = parsed(drawn("svg"))
    names = [element.text for element in of_class(root, "lane-name")]
    assert "CSP, L. 5121-12-1" in names
    assert "CSP, R. 5121-76-2, -4" in names
    numbers = {number for name in names for number in re.findall(r"-?\d+(?:-\d+)*", name)}
    assert len(story.provisions) == 12 and len(numbers) >= 12
    laws = [element for element in root.iter() if (element.get("id") or "").startswith("i-l1-")]
    assert len(laws) == 6, "the versions since the first day shown, and no other"
    assert "open" in of_class(laws[-1], "edge")[1].get("class")
    assert item(root, "f1").get("aria-label").startswith("RTU réputées CPC")


def test_a_legend_explains_what_is_used_and_nothing_else(drawn):
    french, english = parsed(drawn("svg")), parsed(drawn("svg", "en"))
    told = [element.text for element in of_class(french, "key-text")]
    assert "bord par l'effet de la loi" in told and any(text.startswith("CPC : ") for text in told)
    assert not any(text.startswith(("ATU", "AAP")) for text in told)
    assert "edge by operation of law" in [element.text for element in of_class(english, "key-text")]


def test_the_line_of_the_day_comes_only_with_a_day(corpus, drawn):
    assert len(of_class(parsed(drawn("svg")), "today-text")) == 1
    assert "au 06/02/2026" in drawn("svg")
    assert not of_class(parsed(draw_timeline(corpus, THALIDOMIDE, View(), form="svg", lang="fr")), "today-text")


def test_a_period_cuts_bars_and_says_what_it_leaves_out(corpus):
    view = View(start=dt.date(2022, 1, 1), end=dt.date(2023, 1, 1))
    story = read_story(corpus, THALIDOMIDE, "fr")
    scene = lay_out(story, view, "fr")
    assert {key for lane in scene.lanes for key in lane.keys if "-s" in key} == {"t1-s3", "t1-s4", "t1-s5"}
    missing = outside(story, [scene])
    assert len(missing) == 7 and any("04/08/2025" in name for name in missing)
    page = draw_timeline(corpus, THALIDOMIDE, view, form="html", lang="fr")
    assert "7 élément(s) hors de la période" in page
    root = parsed(draw_timeline(corpus, THALIDOMIDE, view, form="svg", lang="fr"))
    hidden = [more.get("visibility") for more in of_class(item(root, "t1-s3"), "more")]
    assert hidden == [None, "hidden"], "the state began before: an arrow on the left, none on the right"


@pytest.mark.parametrize(("start", "end"), [((2023, 1, 1), (2022, 1, 1)), ((2022, 1, 1), (2022, 1, 1))])
def test_an_empty_period_is_refused(corpus, start, end):
    with pytest.raises(UsageError):
        draw_timeline(corpus, THALIDOMIDE, View(dt.date(*start), dt.date(*end)), form="svg", lang="fr")


@pytest.mark.parametrize(
    "view",
    [View(start=dt.date(2040, 1, 1)), View(end=dt.date(1990, 1, 1)), View(dt.date(1, 1, 1), dt.date(9999, 12, 31))],
)
def test_far_periods_are_drawn_without_a_crash(corpus, view):
    parsed(draw_timeline(corpus, THALIDOMIDE, view, form="svg", lang="fr"))


@pytest.mark.parametrize("form", ["svg", "html"])
def test_the_same_graph_gives_the_same_bytes(corpus, drawn, form):
    again = Store(quads=sorted(corpus.raw, key=str, reverse=True))
    assert draw_timeline(again, THALIDOMIDE, VIEW, form=form, lang="fr") == drawn(form)


def test_facts_alone_are_drawn_and_said_to_lack_evidence(corpus):
    facts = Store(quads=[quad for quad in corpus.raw if not str(quad.graph_name.value).endswith("/evidence")])
    page = draw_timeline(facts, THALIDOMIDE, VIEW, form="html", lang="fr")
    assert "preuve absente du store" in page and "<blockquote" not in page


def crowd_of(corpus) -> Store:
    import pyoxigraph as ox

    crowd = Store(quads=list(corpus.raw))
    for at in range(MOST_MEASURES):
        crowd.raw.add(
            ox.Quad(iri(f"<id/measure/crowd-{at}>"), iri("rdf:type"), iri("cpc:Measure"), iri("<graph/crowd>"))
        )
    return crowd


def test_a_crowd_of_measures_is_drawn_page_by_page(corpus):
    crowd = crowd_of(corpus)
    pages = [choose(crowd, Choice(page=page), "fr") for page in (1, 2)]
    assert [len(page.measures) for page in pages] == [MOST_MEASURES, pages[0].total - MOST_MEASURES]
    assert len({one for page in pages for one in page.measures}) == pages[0].total
    drawn_pages = [draw_timeline(crowd, page, VIEW, form="svg", lang="fr") for page in pages]
    assert ["vérapamil (Isoptine" in page for page in drawn_pages] == [False, True]
    assert ["baclofène (Liorésal" in page for page in drawn_pages] == [True, False]
    with pytest.raises(UsageError, match="il y en a 2"):
        choose(crowd, Choice(page=3), "fr")


def test_words_of_a_name_choose_measures(corpus):
    chosen = choose(corpus, Choice(like="Infliximab 100"), "fr")
    assert [one.value.rpartition("/")[2] for one in chosen.measures] == ["infliximab-100-mg", "infliximab-100-mg-2"]
    assert len(choose(corpus, Choice(like="THALIDOMIDE gélule"), "fr").measures) == 1
    with pytest.raises(UsageError, match="aucune mesure"):
        choose(corpus, Choice(like="zzz"), "fr")


def test_a_crowd_is_not_drawn_in_part_unless_asked(corpus):
    crowd = crowd_of(corpus)
    with pytest.raises(UsageError, match="trop"):
        draw_timeline(crowd, None, VIEW, form="svg", lang="fr")
    with pytest.raises(UsageError, match="aucune"):
        draw_timeline(Store(quads=[]), None, VIEW, form="svg", lang="fr")


# The page


class Reader(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    handle_startendtag = handle_starttag


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("measure", [THALIDOMIDE, None])
def test_a_page_needs_nothing_from_elsewhere(drawn, lang, measure):
    page = drawn("html", lang, measure)
    tags = Reader(page).tags
    assert not [
        (tag, attrs) for tag, attrs in tags if tag in ("link", "img", "iframe", "object", "embed", "base", "form")
    ]
    assert all(attrs["href"].startswith("#") for tag, attrs in tags if "href" in attrs)
    assert not [loaded for loaded in LOADS.findall(page) if not loaded.startswith(("var(", "'unsafe"))]
    policy = next(attrs["content"] for tag, attrs in tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'") and "script-src 'sha256-" in policy
    assert page.count("<script>") == 1 and not re.search(
        r"\son\w+=", re.sub(r"<script>.*?</script>", "", page, flags=re.S)
    )


def test_every_link_of_a_page_leads_to_an_element_of_it(drawn):
    for measure in (THALIDOMIDE, None):
        tags = Reader(drawn("html", "fr", measure)).tags
        ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        links = {attrs["href"][1:] for tag, attrs in tags if tag == "a"}
        assert len(links) > 30 and links <= set(ids)


def test_the_keyboard_reaches_every_act_and_state_and_nothing_is_reached_twice(drawn):
    tags = Reader(drawn("html")).tags
    items = [attrs for tag, attrs in tags if tag == "a" and attrs.get("class") == "item"]
    order = [attrs["data-key"] for attrs in items]
    assert order[:12] == [f"t1-a{at}" for at in range(1, 7)] + [f"t1-s{at}" for at in range(1, 7)]
    assert all(attrs["aria-label"] and attrs["href"] == f"#d-{attrs['data-key']}" for attrs in items)
    assert not [attrs for _, attrs in tags if attrs.get("tabindex", "0") not in ("0", "-1")]
    buttons = [attrs for tag, attrs in tags if tag == "button"]
    assert len(buttons) == 6 and all(attrs["type"] == "button" for attrs in buttons)
    assert ":focus-visible" in drawn("html") and 'aria-live="polite"' in drawn("html")


def test_a_page_says_everything_without_its_picture_and_script(drawn, story):
    page = drawn("html")
    bare = re.sub(r"<script>.*?</script>|<svg.*?</svg>", "", page, flags=re.S)
    (track,) = story.tracks
    for thing in (*track.acts, *track.states, *track.lanes):
        assert thing.name.replace("'", "&#39;") in bare
    assert "renouvelé pour une durée de trois ans à compter du 16 août 2025" in bare
    assert "non établi, pas avant le 05/05/2015" in bare
    assert "lecture C" in bare
    assert "@media print" in page and "@page" in page


def test_a_page_of_all_measures_has_a_picture_for_each(corpus, drawn):
    story = read_story(corpus, None, "en")
    scenes = lay_out_apart(story, VIEW, "en")
    assert len(scenes) == len(story.tracks) + 1
    assert [bool(scene.entries) for scene in scenes] == [False] * len(story.tracks) + [True]
    assert drawn("html", "en", None).count('<svg class="picture"') == len(scenes)


def test_the_two_languages_share_structure(drawn):
    def skeleton(page):
        return [tag for tag, _ in Reader(re.sub(r"<script>.*?</script>", "", page, flags=re.S)).tags]

    assert abs(len(skeleton(drawn("html", "fr"))) - len(skeleton(drawn("html", "en")))) < 60
    assert "Preuves" in drawn("html", "fr") and "Proofs" in drawn("html", "en")
    assert "Preuves" not in drawn("html", "en")


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs a browser: chromium is not installed")
def test_a_browser_runs_the_script_under_its_policy(drawn, tmp_path):
    (tmp_path / "page.html").write_text(drawn("html"), encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
    command += ["--disable-background-networking", "--disable-component-update", "--disable-quic"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--window-size=420,900", "--dump-dom"]
    done = subprocess.run([*command, f"file://{tmp_path / 'page.html'}"], capture_output=True, text=True, timeout=120)
    assert 'class="live"' in done.stdout
    assert "01/01/2015 – 01/01/2029" in done.stdout
    assert re.search(r'viewBox="0 24 (3|4)\d\d', done.stdout), "the picture is as wide as the window"


# Hostile names


@pytest.mark.parametrize("form", ["svg", "html"])
def test_hostile_names_are_escaped_and_what_they_hide_is_shown(form):
    text = draw_timeline(hostile_store(), None, View(), form=form, lang="fr")
    assert "<script>alert" not in text and "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert not [sign for sign in "\u202e\u200b\x07" if sign in text]
    assert "⟨U+202E⟩" in text and "⟨U+200B⟩" in text and "⟨U+0007⟩" in text
    if form == "svg":
        assert shown(EVIL) in "".join(parsed(text).itertext())
    else:
        assert len([tag for tag, _ in Reader(text).tags if tag == "script"]) == 1


def test_what_has_no_day_is_named_beside_the_picture():
    text = draw_timeline(hostile_store(), None, View(), form="html", lang="fr")
    assert "hors de la période montrée ou sans date" in text and "sans date" in text
    root = parsed(draw_timeline(hostile_store(), None, View(), form="svg", lang="fr"))
    assert [element.get("id") for element in of_class(root, "item") if "-s" in element.get("id")] == [
        "i-t1-s1",
        "i-t1-s2",
    ]


# Parts


def bound(day=None, earliest=None, latest=None):
    return Bound(day, "stated" if day else "unknown", earliest, latest)


DAY = dt.date(2020, 1, 1)
LATER = dt.date(2022, 1, 1)


@pytest.mark.parametrize(
    ("start", "end", "fade", "sure"),
    [
        (bound(DAY), bound(LATER), "", (DAY, LATER)),
        (bound(), bound(LATER), "in", (LATER, LATER)),
        (bound(DAY), bound(), "out", (DAY, DAY)),
        (bound(), bound(), "all", None),
        (bound(earliest=DAY), bound(), "all", None),
        (bound(DAY), bound(earliest=dt.date(2021, 1, 1)), "out", (DAY, dt.date(2021, 1, 1))),
        (bound(latest=dt.date(2020, 6, 1)), bound(LATER), "in", (dt.date(2020, 6, 1), LATER)),
        (bound(latest=LATER), bound(earliest=DAY), "all", None),
    ],
)
def test_what_is_certain_of_a_period(start, end, fade, sure):
    span = span_of(Period(start, end), start_hint=number(dt.date(2019, 1, 1)), end_hint=number(dt.date(2023, 1, 1)))
    assert span.fade == fade
    assert span.sure == (sure and (number(sure[0]), number(sure[1])))
    assert (span.start.open, span.end.open) == (start.day is None, end.day is None)
    assert span.start.day < span.end.day


def test_a_hint_never_contradicts_a_bound():
    span = span_of(Period(bound(latest=DAY), bound(earliest=LATER)), start_hint=number(LATER), end_hint=number(DAY))
    assert span.start.day <= number(DAY) and span.end.day >= number(LATER)


def test_days_and_years():
    assert number(dt.date(1970, 1, 1)) == 0 and date(number(LATER)) == LATER
    assert years_around([dt.date(2015, 5, 5), dt.date(2028, 8, 16)]) == (dt.date(2015, 1, 1), dt.date(2029, 1, 1))


@pytest.mark.parametrize("days", [30, 400, 5000, 40_000, 700_000])
def test_ticks_never_touch(days):
    axis = Axis(0, days, 14, 946)
    places = [axis.x(tick.day) for tick in axis.ticks("fr")]
    assert places and all(b - a > 40 for a, b in pairwise(places))


def test_labels_of_acts_do_not_cross_the_stems_of_later_marks():
    axis = Axis(0, 1000, 0, 900)
    days = (10, 12, 200, 201, 500, 990, 995)
    placed = rows_of_points(
        [Point(f"a{day}", "held", day, None, "1", ("long text here", "text"), "", "") for day in days], axis
    )
    assert [point.day for point in placed] == list(days)
    for at, point in enumerate(placed):
        end = axis.x(point.day) + 9 + width(f"1 {point.text}", 12)
        assert all(axis.x(later.day) >= end - 12 or later.row < point.row for later in placed[at + 1 :])


def test_dates_that_touch_go_to_another_row_and_the_rest_is_left_out():
    axis = Axis(0, 1000, 0, 900)
    rows = [
        date.row for date in rows_of_dates([Date(day, "01/01/2020", None) for day in (100, 101, 102, 103, 500)], axis)
    ]
    assert rows == [0, 1, 2, None, 0]


def test_texts_fit():
    assert width("é", 12) == width("e", 12) and width("W", 12) > width("i", 12) and width("漢", 12) == 12
    assert shortened("thalidomide 50 mg", 60, 12).endswith("…") and shortened("ab", 60, 12) == "ab"
    assert article("R5121-76-1") == "R. 5121-76-1"
    assert sorted(["R. 5121-76-10", "R. 5121-76-9"], key=natural) == ["R. 5121-76-9", "R. 5121-76-10"]


# The command


def test_the_command_writes_what_its_file_name_says(cli, tmp_path):
    page = tmp_path / "t.html"
    done = cli("timeline", "thalidomide", "--today", "06/02/2026", "-o", str(page))
    assert (done.status, done.out) == (0, "") and "octets écrits" in done.err
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    printed = cli("--lang", "en", "timeline", "thalidomide", "--no-today", "--format", "svg")
    assert printed.status == 0 and parsed(printed.out).get("lang") == "en"
    assert "today-text" not in re.sub(r"<style>.*?</style>", "", printed.out, flags=re.S)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["timeline", "thalidomine"], "proches"),
        (["timeline", "infliximab"], "peut désigner"),
        (["timeline", "thalidomide", "--from", "2020-13-01"], "n'existe pas"),
        (["timeline", "thalidomide", "--from", "2022-01-01", "--to", "2021-01-01"], "vide"),
        (["timeline", "thalidomide", "--today", "2022-01-01", "--no-today"], "pas les deux"),
        (["timeline", "thalidomide", "-o", "t.pdf"], "extension"),
    ],
)
def test_the_command_refuses_in_one_line(cli, words, said):
    done = cli(*words)
    assert done.status == 2 and said in done.err and done.err.count("\n") == 1


# The queries


QUERIES = sorted((Path(draw_timeline.__code__.co_filename).parent / "queries").glob("*.rq"))


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_is_valid_as_it_stands_and_used(corpus, path):
    corpus.query(path.read_text(encoding="utf-8"))
    code = "".join(one.read_text(encoding="utf-8") for one in path.parents[1].glob("*.py"))
    assert f'"{path.stem}"' in code


def test_every_term_that_pictures_ask_for_exists(corpus):
    package = QUERIES[0].parents[1]
    texts = [one.read_text(encoding="utf-8") for one in (*package.glob("*.py"), *QUERIES)]
    terms = {term for text in texts for term in re.findall(r"\bcpc:[A-Za-z]+", text)}
    assert len(terms) > 30
    declared = {row["t"].value for row in corpus.select("SELECT DISTINCT ?t { ?t rdfs:isDefinedBy ?m }")}
    assert {iri(term).value for term in terms} <= declared
