"""The shipped corpus in memory, derived as the build does; `changed` makes a copy of it that says something else."""

import pytest

from cpc_graph.build.corpus import corpus_quads
from cpc_graph.build.derive import derive
from cpc_graph.resources import data_dir
from cpc_graph.store.reader import Store
from cpc_graph.store.shared import once_each


@pytest.fixture(scope="session")
def corpus() -> Store:
    """The corpus; tests only read it."""
    store = Store(quads=once_each(corpus_quads(data_dir())))
    derive(store.raw)
    return store


@pytest.fixture
def changed():
    """A function that returns the corpus after a function changed its raw store, derived anew."""

    def change(edit) -> Store:
        store = Store(quads=once_each(corpus_quads(data_dir())))
        edit(store.raw)
        derive(store.raw)
        return store

    return change
