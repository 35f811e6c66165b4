"""Where a command reads: the store that the user named, or the workspace's own, built when that is needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cpc_graph.cli.bilingual import settings
from cpc_graph.cli.messages import Said, note
from cpc_graph.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from cpc_graph.store.reader import Store
    from cpc_graph.store.remote import RemoteStore


def workspace() -> Workspace:
    """Return the workspace of this command."""
    return find_workspace(settings().workspace)


def store_address() -> str | None:
    """Return the address of the endpoint that `--store` names, if it is one."""
    named = settings().store
    return named if named and "://" in named else None


def store_path() -> Path:
    """Return the store's folder: the one that `--store` names, else the workspace's, built when out of date.

    Raises SurroundingsError when the named one is not a store.
    """
    named = settings().store
    if named:
        from cpc_graph.store.reader import database

        database(Path(named))
        return Path(named)
    return built(workspace())


def built(place: Workspace) -> Path:
    """Build the store of a workspace when there is none or its files changed, and say so."""
    from cpc_graph.store.index import current_report, ensure_store
    from cpc_graph.store.inputs import inputs_of

    if current_report(place, inputs_of(place)) is None:
        note(Said(f"construction du store dans {place.store} …", f"building the store in {place.store} …"))
        ensure_store(place)
    return place.store


def open_reader() -> Store | RemoteStore:
    """Open what this command asks; from then on its time counts."""
    from cpc_graph.cli.limit import watch_the_clock

    address = store_address()
    if address:
        from cpc_graph.store.remote import RemoteStore

        watch_the_clock()
        return RemoteStore(address)
    from cpc_graph.store.reader import Store

    path = store_path()  # a build takes the time it takes
    watch_the_clock()
    return Store(path)
