"""The block of names kept beside a large store: it finds what reading all names finds, and follows the store."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.ask import roster as kept
from cpc_graph.ask.entities import find_entity
from cpc_graph.ask.named import Named, entities
from cpc_graph.ask.parameters import CLASSES
from cpc_graph.ask.roster import FOLDER, Roster, prepare, roster, roster_of
from cpc_graph.errors import UsageError
from cpc_graph.names import BASE, CPC, PREFIXES
from cpc_graph.store.reader import Store

pytest_plugins = ["corpus_store"]

TYPE, LABEL = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["rdfs"] + "label")
GRAPH = NamedNode(BASE + "graph/x/facts")


def measure(slug: str, label: str) -> list[Quad]:
    thing = NamedNode(f"{BASE}id/measure/{slug}")
    return [Quad(thing, TYPE, NamedNode(CPC + "Measure"), GRAPH), Quad(thing, LABEL, Literal(label), GRAPH)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store on disk of three measures, for which a block is worth keeping."""
    monkeypatch.setattr(kept, "_WORTH_KEEPING", 1)
    store = pyoxigraph.Store(str(tmp_path / "db"))
    store.extend(
        measure("amoxil-5-mg", "Amoxil 5 mg, comprimé")
        + measure("amoxil-10-mg", "Amoxil 10 mg, comprimé")
        + measure("odd", 'Crème\n"tab\there" œdème')
    )
    store.flush()
    return tmp_path


@pytest.mark.parametrize("kind", sorted(CLASSES))
def test_a_block_gives_back_what_was_put_in(corpus: Store, kind: str) -> None:
    everything = entities(corpus, CLASSES[kind])
    block = roster_of(everything)
    assert (list(block), len(block)) == (everything, len(everything))


def test_a_thing_is_on_one_line_whatever_its_names_hold() -> None:
    odd = Named(NamedNode("x:1"), (('a\nb\t"c"\u2028', ""), ("-d- -d-", "fr")))
    block = roster_of([odd, Named(NamedNode("x:2"), (("d", ""),))])
    assert block.holding("-a-b-c-") == [odd]
    assert [one.thing.value for one in block.holding("-d-")] == ["x:1", "x:2"]
    assert block.holding("-e-") == []
    assert list(Roster(b"")) == []


def test_a_block_is_kept_and_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(folder) as store:
        assert find_entity(store, "amoxil 10", CLASSES["measure"], "who").value.endswith("amoxil-10-mg")
    assert len(list((folder / FOLDER).iterdir())) == 1
    monkeypatch.setattr(kept, "entities", lambda *_: pytest.fail("all names are read again"))
    with Store(folder) as store:
        assert find_entity(store, "oedeme", CLASSES["measure"], "who").value.endswith("/odd")
        assert list(roster(store, CLASSES["measure"])) == entities(store, CLASSES["measure"])
        with pytest.raises(UsageError, match="peut désigner"):
            find_entity(store, "amoxil", CLASSES["measure"], "who")


def test_blocks_are_made_ahead_of_the_first_question(folder: Path) -> None:
    with Store(folder) as store:
        prepare(store, [CLASSES["measure"], CLASSES["decision"]])
    assert len(list((folder / FOLDER).iterdir())) == 1  # of what there is: no decision here


def test_a_store_that_changes_has_another_block(folder: Path) -> None:
    with Store(folder) as store:
        roster(store, CLASSES["measure"])
    (before,) = (folder / FOLDER).iterdir()
    written = pyoxigraph.Store(str(folder / "db"))
    written.extend(measure("nouveau", "Nouveau 1 mg"))
    written.flush()
    del written
    with Store(folder) as store:
        assert find_entity(store, "NOUVEAU 1", CLASSES["measure"], "who").value.endswith("/nouveau")
    (after,) = (folder / FOLDER).iterdir()
    assert after.name != before.name


def test_a_store_in_memory_keeps_nothing() -> None:
    store = Store(quads=measure("amoxil-5-mg", "Amoxil 5 mg"))
    assert store.folder is None
    assert find_entity(store, "amoxil", CLASSES["measure"], "who").value.endswith("amoxil-5-mg")


def test_a_folder_that_cannot_be_written_is_no_obstacle(folder: Path) -> None:
    (folder / FOLDER).write_text("a file where the folder would be")
    with Store(folder) as store:
        assert find_entity(store, "amoxil 10", CLASSES["measure"], "who").value.endswith("amoxil-10-mg")
