"""Lineages: acts, fiction and states in order of time, each link with how it is known, circles included."""

import json
import re
import xml.etree.ElementTree as ET

import pytest

from cpc_graph.draw import draw_lineage
from cpc_graph.draw.lineage import FORMATS
from cpc_graph.draw.lineage_layout import wrapped
from cpc_graph.draw.lineage_read import read_lineage
from cpc_graph.draw.width import width
from cpc_graph.store.reader import Store
from cpc_graph.text.shown import shown
from draw_hostile import EVIL, MEASURE, hostile_store

pytest_plugins = ["corpus_store", "cli_workspace"]

THALIDOMIDE = "thalidomide-50-mg-gelule"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def lineage(corpus):
    return read_lineage(corpus, THALIDOMIDE, "fr")


def test_the_links_of_thalidomide_with_how_each_is_known(lineage):
    links = {(link.source, link.property, link.target): link.status for link in lineage.links}
    assert links["a2", "renews", "a1"] == "inferred"
    assert links["a5", "renews", "a1"] == "stated"
    assert links["a6", "renews", "a5"] == "stated"
    assert links["a6", "citesAct", "a1"] == links["a6", "citesAct", "a5"] == "stated"
    assert links["a4", "modifies", "m"] == "reported"
    assert links["a3", "deems", "s3"] == "byOperationOfLaw"
    assert links["s2", "nextState", "s3"] == "byOperationOfLaw"
    assert [key for key in links if key[:2] == ("a3", "laidDownBy")]
    assert [key[2] for key in links if key[1] == "reportsAct"] == ["a4"]
    assert ("a2", "a6") not in {(source, target) for source, _, target in links}, "S0 does not cite S1"


def test_the_nodes_stand_in_order_of_time_with_what_is_held_of_them(lineage):
    acts = [
        (node.number, node.day, node.availability) for node in lineage.nodes if node.number and node.kind != "state"
    ]
    assert acts == [
        ("1", "2015-05-05", "citedOnly"),
        ("2", "2019-08-26", "held"),
        ("3", "2021-07-01", "law"),
        ("4", "2022-05-06", "reportedOnly"),
        ("5", "2022-08-16", "citedOnly"),
        ("6", "2025-08-04", "held"),
    ]
    keys = [node.key for node in lineage.nodes]
    assert all(keys.index(f"a{at}") < keys.index(f"s{at}") for at in range(1, 7))
    assert {node.kind for node in lineage.nodes} == {"measure", "act", "fiction", "state", "provision", "item"}


def test_an_act_that_renews_another_is_not_drawn_as_citing_it_too(lineage):
    pairs = [(link.source, link.target) for link in lineage.drawn()]
    assert len(pairs) == len(set(pairs))
    assert len(lineage.links) > len(lineage.drawn())


def test_every_measure_of_the_corpus_has_a_lineage_in_every_format(corpus):
    measures = [row["m"].value for row in corpus.select("SELECT DISTINCT ?m { ?m a cpc:Measure }")]
    assert len(measures) >= 2
    for measure in measures:
        for form in FORMATS:
            assert draw_lineage(corpus, measure, form=form, lang="fr")


def test_text_says_acts_links_and_statuses(corpus):
    french = draw_lineage(corpus, THALIDOMIDE, form="text", lang="fr")
    assert "[2] 26/08/2019 Décision du 26/08/2019" in french
    assert "renouvelle [1] (inféré)" in french
    assert "répute [E3] (par l'effet de la loi)" in french
    assert "(ajout d'indication ; rapporté seulement)" in french
    english = draw_lineage(corpus, THALIDOMIDE, form="text", lang="en")
    assert "renews [1] (inferred)" in english and "deems [E3] (by operation of law)" in english


def test_json_names_things_by_their_iris(corpus):
    document = json.loads(draw_lineage(corpus, THALIDOMIDE, form="json", lang="fr"))
    iris = {node["iri"] for node in document["nodes"]}
    assert document["measure"] in iris and len(iris) == len(document["nodes"])
    assert all(link["source"] in iris and link["target"] in iris for link in document["links"])
    assert {link["status"] for link in document["links"]} <= {
        "stated",
        "inferred",
        "byOperationOfLaw",
        "reported",
        "computed",
    }


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_picture_is_well_formed_and_draws_every_node_and_link(corpus, lineage, lang):
    root = ET.fromstring(draw_lineage(corpus, THALIDOMIDE, form="svg", lang=lang))
    boxes = {element.get("id") for element in root.iter() if "box" in element.get("class", "").split()}
    assert boxes == {f"n-{node.key}" for node in lineage.nodes}
    links = [element for element in root.iter() if element.get("class") == "item-link"]
    assert len(links) == len(lineage.drawn())
    assert all(element.find(f"{SVG}title").text for element in links)
    assert root.find(f"{SVG}title").text


def test_boxes_do_not_overlap_and_text_stays_inside(corpus):
    root = ET.fromstring(draw_lineage(corpus, THALIDOMIDE, form="svg", lang="fr"))
    places = []
    for element in root.iter():
        if "box" in element.get("class", "").split():
            x, y = map(float, re.findall(r"-?[\d.]+", element.get("transform")))
            frame = next(rect for rect in element.iter(f"{SVG}rect") if rect.get("class") == "frame-box")
            wide, high = float(frame.get("width")), float(frame.get("height"))
            places.append((x, y, x + wide, y + high))
            texts = [text for text in element.iter(f"{SVG}text") if text.get("class") != "in-sign"]
            assert all(30 + width(text.text, 11.5) <= wide and float(text.get("y")) <= high for text in texts)
    for at, (left, top, right, bottom) in enumerate(places):
        assert not any(x < right and left < r and y < bottom and top < b for x, y, r, b in places[at + 1 :])


@pytest.mark.parametrize("form", FORMATS)
def test_a_circle_ends_and_hostile_names_mean_nothing(form):
    text = draw_lineage(hostile_store(), MEASURE, form=form, lang="fr")
    assert not [sign for sign in "\u202e\u200b\x07" if sign in text]
    if form == "json":
        links = {(link["source"][-1], link["property"], link["target"][-1]) for link in json.loads(text)["links"]}
        assert {("1", "renews", "2"), ("2", "renews", "1")} <= links
    if form == "svg":
        assert shown(EVIL) in "".join(ET.fromstring(text).itertext())


def test_mermaid_labels_hold_no_sign_that_mermaid_reads():
    text = draw_lineage(hostile_store(), MEASURE, form="mermaid", lang="fr")
    labels = re.findall(r'\["(.*)"\]|\|"(.*)"\|', text)
    assert len(labels) > 5
    for label in (one or other for one, other in labels):
        bare = re.sub(r"<br/>|#\d+;", "", label)
        assert not set(bare) & set('"#;<>[]{}|&`\\')
    assert len(text.splitlines()) == len([line for line in text.splitlines() if line.strip()])


def test_dot_strings_close_where_they_should():
    text = draw_lineage(hostile_store(), MEASURE, form="dot", lang="fr")
    for line in text.splitlines():
        assert re.sub(r'"(?:[^"\\]|\\.)*"', "", line).count('"') == 0
        assert "script" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
    assert "\\\\N" in text


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(corpus, form):
    again = Store(quads=sorted(corpus.raw, key=str, reverse=True))
    once = draw_lineage(corpus, THALIDOMIDE, form=form, lang="fr")
    assert draw_lineage(again, THALIDOMIDE, form=form, lang="fr") == once


def test_lines_are_broken_where_words_are():
    assert wrapped("un deux trois", 50, 6) == ["un deux trois"]  # smaller letters need less room
    assert wrapped("un deux trois", 50) == ["un deux", "trois"]
    assert wrapped("", 40) == [] and wrapped("anticonstitutionnellement", 10) == ["anticonstitutionnellement"]


def test_the_command(cli, tmp_path):
    done = cli("lineage", "thalidomide")
    assert done.status == 0 and "renouvelle [1] (inféré)" in done.out
    drawn = cli("lineage", "thalidomide", "--format", "svg", "-o", str(tmp_path / "l.svg"))
    assert (drawn.status, drawn.out) == (0, "") and ET.parse(tmp_path / "l.svg")
    unknown = cli("lineage", "rien")
    assert unknown.status == 2 and unknown.err.count("\n") == 1


def test_a_suspension_and_a_resumption_are_called_so(changed):
    import pyoxigraph as ox

    from cpc_graph.rdf.terms import iri, typed

    measure, graph = iri("<id/measure/tacrolimus-0-1-pommade>"), iri("<graph/essai/facts>")
    act, stop, on = iri("<eli/fr/essai/1>"), iri("<id/essai/stop>"), iri("<id/essai/on>")
    state = iri("<id/essai/state>")
    said = [
        (stop, "cpc:impactBy", act),
        (stop, "cpc:impactOn", measure),
        (stop, "cpc:impactType", iri("cpc:suspend")),
        (stop, "cpc:impactDate", typed("2025-02-01", "date")),
        (on, "cpc:impactBy", act),
        (on, "cpc:impactOn", measure),
        (on, "cpc:impactType", iri("cpc:resume")),
        (on, "cpc:impactDate", typed("2025-06-01", "date")),
        (on, "cpc:opensState", state),
        (state, "cpc:stateOf", measure),
        (state, "cpc:regime", iri("cpc:CPC")),
        (state, "cpc:periodStart", typed("2025-06-01", "date")),
    ]

    def edit(raw):
        for subject, predicate, value in said:
            raw.add(ox.Quad(subject, iri(predicate), value, graph))
        raw.add(ox.Quad(act, iri("rdf:type"), iri("cpc:LegalAct"), graph))

    found = read_lineage(changed(edit), "tacrolimus-0-1-pommade", "fr")
    names = {link.name for link in found.links}
    assert {"suspend", "reprend"} <= names


@pytest.mark.parametrize(
    ("kind", "leaves", "named"),
    [
        ("abrogate", True, {"abroge en partie", "n'en laisse que"}),
        ("abrogate", False, {"abroge"}),
        ("suspend", True, {"suspend jusqu'au 01/06/2025 exclu, sauf"}),
    ],
)
def test_an_end_of_a_part_says_what_it_leaves(changed, kind, leaves, named):
    import pyoxigraph as ox

    from cpc_graph.rdf.terms import iri, typed

    measure, graph = iri("<id/measure/tacrolimus-0-1-pommade>"), iri("<graph/essai/facts>")
    act, stop, state = iri("<eli/fr/essai/1>"), iri("<id/essai/stop>"), iri("<id/essai/state>")
    whole = iri("<eli/fr/ansm/decision/2024/03/21/protopic-0-1-pommade/etablissement>")
    said = [
        (act, "rdf:type", iri("cpc:LegalAct")),
        (act, "cpc:abrogates" if kind == "abrogate" else "cpc:citesAct", whole),
        (stop, "cpc:impactBy", act),
        (stop, "cpc:impactOn", measure),
        (stop, "cpc:impactType", iri(f"cpc:{kind}")),
        (stop, "cpc:impactDate", typed("2025-02-01", "date")),
        (stop, "cpc:suspendedUntil", typed("2025-06-01", "date")),
    ]
    said += [(stop, "cpc:opensState", state), (state, "cpc:stateOf", measure)] if leaves else []

    def edit(raw):
        for subject, predicate, value in said:
            raw.add(ox.Quad(subject, iri(predicate), value, graph))

    found = read_lineage(changed(edit), "tacrolimus-0-1-pommade", "fr")
    names = {link.name for link in found.links}
    assert named <= names
    assert leaves or "abroge en partie" not in names


def test_a_judgment_is_drawn_with_what_it_decides(corpus):
    found = read_lineage(corpus, "avastin", "en")
    [link] = [link for link in found.links if link.property == "challenges"]
    node = next(node for node in found.nodes if node.key == link.source)
    assert "392459" in node.name and "challenge dismissed" in node.told and link.target == "a1"
