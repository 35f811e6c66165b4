"""A generation of a store: a folder that nobody writes once it is in use.

`db` is what readers open; `said` keeps beside it what several files say; `files.tsv` and `manifest.json` tell what it
was made of. A generation is made from all files, or from the one before: its databases are cloned by hard links (the
engine's checkpoint), so that what it costs is what changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from cpc_graph.build.corpus import file_quads
from cpc_graph.build.derive import derive
from cpc_graph.build.files import sync_folder
from cpc_graph.build.rederive import Edited, reaches_all, rederive
from cpc_graph.build.rules import load_rules
from cpc_graph.store.change import Change, ReachesAllError, change_of
from cpc_graph.store.inputs import Inputs
from cpc_graph.store.literals import as_stored
from cpc_graph.store.placed import placed
from cpc_graph.store.reader import DATABASE
from cpc_graph.store.sayings import Keeper, Sayings, held_by
from cpc_graph.store.words import BESIDE, WORDS, all_entries, entries, touched

_BYTES_A_QUAD = 60  # of canonical TriG, at the least: an estimate for the size of a filter


def make(folder: Path, inputs: Inputs) -> int:
    """Make the databases from all files; return the number of quads. Raises InputError, OSError."""
    folder.mkdir(parents=True)
    store, beside = pyoxigraph.Store(str(folder / DATABASE)), pyoxigraph.Store(str(folder / BESIDE))
    keeper = Keeper(beside)
    reads = (_read(inputs), _kept(inputs, keeper))
    size = sum(one.size for one in inputs.seen.values())
    store.bulk_extend(placed(iter(reads).__next__, size // _BYTES_A_QUAD, keeper.keep))
    keeper.close()
    derive(store)
    beside.bulk_extend(all_entries(store))
    for made in (store, beside):
        made.flush()
        made.optimize()
    return len(store)


def _read(inputs: Inputs) -> Iterator[Quad]:
    for _, path in inputs.files:
        yield from map(as_stored, file_quads(path))


def _kept(inputs: Inputs, keeper: Keeper) -> Iterator[Quad]:
    """Read all files and keep which graphs each holds."""
    for name, path in inputs.files:
        graphs: set[object] = set()
        for quad in file_quads(path):
            graphs.add(quad.graph_name)
            yield as_stored(quad)
        for graph in graphs:
            if isinstance(graph, NamedNode):
                keeper.keep(held_by(graph, name))


def make_from(before: Path, folder: Path, files: Mapping[str, Path | None]) -> int:
    """Make the databases from a generation and the files that changed since, by name; None: the file went.

    Return by how many quads they grew. Raises ReachesAllError when only a whole build takes the change in, InputError,
    OSError.
    """
    quads = {name: list(map(as_stored, file_quads(path))) if path else [] for name, path in files.items()}
    if any(rule.touched is None for rule in load_rules()):
        raise ReachesAllError("une règle ne dit pas ce qui la touche", "a rule does not say what touches it")
    old, beside = (pyoxigraph.Store.read_only(str(before / name)) for name in (DATABASE, BESIDE))
    change = change_of(quads, Sayings(old, beside))
    if reaches_all(change.triples, old):
        raise ReachesAllError("le vocabulaire ou une fiction légale a changé", "the vocabulary or a fiction changed")
    folder.mkdir(parents=True)
    old.backup(str(folder / DATABASE))
    beside.backup(str(folder / BESIDE))
    return _change(folder, old, change)


def _keep(folder: Path, change: Change, stores: tuple[pyoxigraph.Store, pyoxigraph.Store]) -> None:
    """Keep beside the store what several files say, and the words of names; `stores`: before and after."""
    edited = Edited(pyoxigraph.Store(str(folder / BESIDE)))
    edited.remove(change.kept_out)
    edited.add(change.kept_into)
    for node in touched(change.triples, stores):
        before, after = set(edited.store.quads_for_pattern(node, None, None, WORDS)), entries(node, stores[1])
        edited.remove(before - after)
        edited.add(after - before)
    edited.store.flush()


def _change(folder: Path, old: pyoxigraph.Store, change: Change) -> int:
    edited = Edited(pyoxigraph.Store(str(folder / DATABASE)))
    edited.remove(change.out)
    edited.add(change.into)
    rederive(old, edited, change.triples)
    _keep(folder, change, (old, edited.store))
    edited.store.flush()
    sync_folder(folder / DATABASE)
    return edited.grown
