"""`watch`: what changed between two builds; labels, evidence and equivalent identifiers are no news."""

import datetime as dt
import json
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, Quad

from cpc_graph.agenda.atom import atom
from cpc_graph.agenda.watch import watch
from cpc_graph.errors import UsageError
from cpc_graph.rdf.terms import date, iri

pytest_plugins = ["cli_workspace", "corpus_store"]
FAR = dt.date(2026, 2, 6)
M = "id/measure/tacrolimus-0-1-pommade"
STATE, FACTS = f"{M}/state/2024-03-21", iri("graph/added/facts")
ARTICLE = "eli/fr/code/csp/article/L5121-12-1"
ATOM = "{http://www.w3.org/2005/Atom}"


def news(old, new):
    return [(one.kind, one.about.rpartition("w3id.org/cpc-graph/")[2]) for one in watch(old, new, as_of=FAR)]


def put(store, subject, predicate, value):
    store.add(Quad(iri(subject), iri(predicate), value, FACTS))


def replace(store, subject, predicate, value):
    for quad in list(store.quads_for_pattern(iri(subject), iri(predicate), None, None)):
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, value, quad.graph_name))


def test_the_same_build_has_no_news(corpus):
    assert watch(corpus, corpus, as_of=FAR) == ()


def test_a_label_is_no_news(corpus, changed):
    def relabel(store):
        for quad in list(store.quads_for_pattern(None, iri("rdfs:label"), None, None)):
            store.remove(quad)
            store.add(Quad(quad.subject, quad.predicate, Literal("x", language="fr"), quad.graph_name))

    assert news(corpus, changed(relabel)) == []


def test_an_equivalent_identifier_is_no_news(corpus, changed):
    """The state names its product by the official code instead of the name."""
    name = "id/speciality/name/protopic-0-1-pommade"
    (code,) = [quad.object for quad in corpus.raw.quads_for_pattern(iri(name), iri("cpc:identifiedAs"), None, None)]
    assert news(corpus, changed(lambda store: replace(store, STATE, "cpc:coversSpeciality", code))) == []


def test_a_new_version_of_a_cited_provision_is_news_for_the_measures_that_cite_it(corpus, changed):
    def amend(store):
        put(store, f"{ARTICLE}/2027-01-01", "cpc:versionOf", iri(ARTICLE))
        put(store, f"{ARTICLE}/2027-01-01", "cpc:periodStart", date(dt.date(2027, 1, 1)))

    found = watch(corpus, changed(amend), as_of=FAR)
    assert {one.kind for one in found} == {"law-added"}
    assert {one.measure.rpartition("/")[2] for one in found} == {
        "tacrolimus-0-1-pommade",
        "thalidomide-50-mg-gelule",
    }


def test_a_state_that_changes_is_news(corpus, changed):
    found = changed(lambda store: replace(store, STATE, "cpc:periodStart", date(dt.date(2024, 4, 1))))
    assert ("state-changed", STATE) in news(corpus, found)
    more = changed(lambda store: put(store, STATE, "cpc:hasIndication", iri("id/indication/lupus-cutane")))
    (one,) = watch(corpus, more, as_of=FAR)
    assert "lupus" in one.text and one.measure.endswith(M)


def test_of_one_measure_only(corpus, changed):
    def amend(store):
        put(store, f"{ARTICLE}/2027-01-01", "cpc:versionOf", iri(ARTICLE))
        put(store, f"{ARTICLE}/2027-01-01", "cpc:periodStart", date(dt.date(2027, 1, 1)))

    new = changed(amend)
    (one,) = watch(corpus, new, as_of=FAR, measure="tacrolimus")
    assert one in watch(corpus, new, as_of=FAR) and one.measure.endswith(M)
    with pytest.raises(UsageError):
        watch(corpus, new, as_of=FAR, measure="nothing of the kind")


def test_a_measure_that_the_new_build_lost_is_found_in_the_old_one(corpus, changed):
    def lose(store):
        for quad in list(store):
            if M in str(quad.subject) or M in str(quad.object):
                store.remove(quad)

    found = watch(corpus, changed(lose), as_of=FAR, measure="tacrolimus")
    assert [one.kind for one in found] == ["measure-removed"]


def test_a_term_is_near_unless_it_was_renewed(corpus):
    near = watch(corpus, corpus, as_of=dt.date(2027, 3, 1), near=30)
    assert [(one.kind, "dans 20 jour" in one.text) for one in near] == [("term-near", True)]
    assert watch(corpus, corpus, as_of=dt.date(2025, 8, 8), near=30) == ()


def test_the_feed_is_valid_and_repeats_itself(corpus):
    found = watch(corpus, corpus, as_of=dt.date(2027, 3, 1), near=400)
    feed = atom(found, FAR, "fr")
    assert feed == atom(found, FAR, "fr")
    root = ElementTree.fromstring(feed)
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids)) == len(found) > 1
    for place in (root, *entries):
        assert all(place.find(ATOM + name) is not None for name in ("id", "title", "updated"))


def test_the_command_reads_stores_data_folders_and_files(cli, tmp_path, corpus):
    file = tmp_path / "old.nq"
    file.write_bytes(corpus.raw.dump(format=_nquads()))
    assert cli("build").status == 0
    from cpc_graph.resources import data_dir

    done = cli("watch", str(file), str(data_dir()), "--as-of", "2026-02-06")
    assert (done.status, done.out) == (0, "rien n'a changé\n")
    told = json.loads(cli("watch", str(file), str(file), "--as-of", "2027-03-01", "--format", "json").out)
    assert [one["kind"] for one in told["news"]] == ["term-near"]
    alone = cli("watch", str(file), str(file), "--as-of", "2027-03-01", "--measure", "thalidomide")
    assert (alone.status, alone.out) == (0, "rien n'a changé\n")
    assert cli("watch", str(tmp_path / "nothing"), str(file)).status == 2
    assert cli("watch", str(tmp_path), str(file)).status == 2


def _nquads():
    from pyoxigraph import RdfFormat

    return RdfFormat.N_QUADS
