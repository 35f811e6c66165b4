"""Open a build of the graph to look at: a store, a data folder, or exported files."""

from __future__ import annotations

from pathlib import Path

from cpc_graph.build.corpus import corpus_quads
from cpc_graph.build.derive import derive
from cpc_graph.errors import InputError
from cpc_graph.rdf.gate import read_quads
from cpc_graph.store.reader import POINTER, Store
from cpc_graph.store.shared import once_each

_FOLDERS = ("graph", "measures", "law")


def open_build(path: Path) -> Store:
    """Open a store folder, a data folder (its graphs are read and derived anew) or one exported RDF file.

    Raises InputError for a path that is none of them, or a file that does not parse; SurroundingsError for a broken
    store.
    """
    if path.is_file():
        return _derived(Store(quads=once_each(read_quads(path))))
    if (path / POINTER).is_file() or (path / "db").is_dir():
        return Store(path)
    data = next((folder for folder in (path, path / "data") if _is_data(folder)), None)
    if data is not None:
        return _derived(Store(quads=once_each(corpus_quads(data))))
    if not path.exists():
        raise InputError(fr=f"{path} : il n'y a rien à cet endroit", en=f"{path}: there is nothing there")
    raise InputError(
        fr=f"{path} : ni un store, ni un dossier de données, ni un fichier RDF",
        en=f"{path}: neither a store, nor a data folder, nor an RDF file",
    )


def _is_data(folder: Path) -> bool:
    return any((folder / name).is_dir() for name in _FOLDERS)


def _derived(store: Store) -> Store:
    derive(store.raw)
    return store
