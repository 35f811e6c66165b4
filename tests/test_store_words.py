"""Names are found by the words that are kept beside the store: the same ones as by reading them all."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.link.indications import LEAST, _match, _wording
from cpc_graph.link.names import Names
from cpc_graph.link.propose import propose
from cpc_graph.names import BASE
from cpc_graph.rdf.terms import iri
from cpc_graph.store.index import build_store
from cpc_graph.store.reader import Store
from cpc_graph.store.words import Words, all_entries
from cpc_graph.text.typed import plain_words
from decisions import facts
from test_link_cost import others

GRAPH = NamedNode(f"{BASE}graph/x/facts")
RARE = [f"mot{number}" for number in range(40)]


def indexed(store: ox.Store) -> Words:
    beside = ox.Store()
    beside.extend(all_entries(store))
    return Words(beside)


def wordings(seed: int, count: int) -> list[str]:
    """Texts that share many words, a few words, or none, of any length."""
    chosen, found = random.Random(seed), ["traitement de la maladie chez l'adulte"]
    while len(found) < count:
        words = chosen.choice(found).split()
        for _ in range(chosen.randrange(1, 6)):
            at = chosen.randrange(len(words))
            words[at : at + chosen.randrange(0, 3)] = chosen.choices(RARE + words, k=chosen.randrange(0, 4))
            words = words or ["seul"]
        found.append(" ".join(words))
    return found


def named(texts: list[str]) -> ox.Store:
    store = ox.Store()
    for number, text in enumerate(texts):
        node = iri(f"id/indication/i{number}/wording/w")
        store.add(Quad(node, iri("cpc:wordingOf"), iri(f"id/indication/i{number}"), GRAPH))
        store.add(Quad(node, iri("cpc:text"), Literal(text, language="fr"), GRAPH))
    return store


@pytest.mark.parametrize("seed", range(4))
def test_no_wording_that_comes_near_is_missed_and_most_others_are_passed_over(seed):
    texts = wordings(seed, 150)
    store = named(texts)
    words, read = indexed(store), Names(store).wordings()
    looked_at = near = 0
    for text in texts[::5]:
        ours = _wording(text)
        given = {
            iri(f"id/indication/i{number}/wording/w") for number, one in enumerate(texts) if _match(ours, _wording(one))
        }
        found = words.near(ours.plain)
        assert given <= found
        near, looked_at = near + len(given), looked_at + len(found)
    assert len(read) == 150
    assert near <= looked_at < 150 * 30 / 2  # else the index would be of no use
    assert LEAST == 0.6  # what `Words.near` is made for


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A workspace above the shipped corpus, with measures on other substances."""
    from cpc_graph.workspace import Workspace

    root = tmp_path_factory.mktemp("ws")
    (root / "data" / "graph").mkdir(parents=True)
    write(root / "data" / "graph" / "others.trig", list(others(40)))
    place = Workspace(root, root / "data", root / "store")
    build_store(place)
    return place


def write(path: Path, quads: list[Quad]) -> None:
    path.write_bytes(ox.serialize(quads, format=ox.RdfFormat.TRIG))


def entries(place) -> set[Quad]:
    with Store(place.store) as store:
        words = Words.beside(store.folder)
        assert words is not None
        return set(words._beside.quads_for_pattern(None, None, None, NamedNode(f"{BASE}store/words")))


@pytest.mark.parametrize("name", ["S0", "S1", "S3"])
def test_the_same_links_are_proposed_with_the_words_and_without(place, name):
    with Store(place.store) as store:
        found = propose(facts(name), store.raw, Words.beside(store.folder))
        assert found == propose(facts(name), store.raw)
        assert found.open


def test_medicines_and_substances_are_the_same(place):
    with Store(place.store) as store:
        with_words, without = Names(store.raw, Words.beside(store.folder)), Names(store.raw)
        for head in ("thalidomide", "thalidomide-bms", "substancor7", "protopic", "none", "thalidomid"):
            assert with_words.medicines(head) == without.medicines(head)
        for words in ("-thalidomide-bms-", "-tacrolimus-", "-a-substancine3-b-", "-substancine-", "--"):
            assert with_words.substances(words) == without.substances(words)
        assert with_words.medicines("thalidomide")
        assert with_words.substances("-x-substancine3-")


def test_entries_follow_each_change_as_a_whole_build_makes_them(place):
    path = place.data / "graph" / "others.trig"
    before, quads = entries(place), list(others(40))
    for change in (quads[:-30], quads[40:], [*quads[:50], *named(["tout autre chose"])], quads):
        write(path, change)
        assert build_store(place).changed == 1
        changed = entries(place)
        assert build_store(place, force=True).built
        assert entries(place) == changed
    assert entries(place) == before


def test_without_a_mark_that_all_words_are_there_names_are_read_one_by_one(place, tmp_path):
    (tmp_path / "db").mkdir()
    assert Words.beside(tmp_path / "db") is None
    ox.Store(str(tmp_path / "said")).flush()
    assert Words.beside(tmp_path / "db") is None
    assert Words.beside(None) is None


@pytest.mark.parametrize(("one", "other"), list(product(["l’adulte", "l'adulte"], ["« fièvre »", '" fievre "'])))
def test_typography_makes_no_other_word(one, other):
    assert list(plain_words(f"{one} {other}")) == ["l-adulte", "fievre"]
