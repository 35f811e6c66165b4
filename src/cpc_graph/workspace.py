"""A workspace is a folder with `data/` and `store/`; the shipped corpus is a read-only layer below it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cpc_graph.errors import SurroundingsError

VARIABLE = "CPC_GRAPH_WORKSPACE"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where data and store are. `data` is None when there is only the shipped corpus."""

    root: Path
    data: Path | None
    store: Path


def find_workspace(option: str | None = None) -> Workspace:
    """Find the workspace: option, CPC_GRAPH_WORKSPACE, nearest parent with data/catalog.ttl, user's data folder.

    Raises SurroundingsError when the folder that the user named does not exist.
    """
    named = option or os.environ.get(VARIABLE)
    if named:
        root = Path(named).expanduser()
        if not root.is_dir():
            raise SurroundingsError(
                fr=f"{named} : l'espace de travail n'existe pas ; créez le dossier ou donnez un autre --workspace",
                en=f"{named}: the workspace does not exist; make the folder or give another --workspace",
            )
        return _workspace(root.resolve())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "data" / "catalog.ttl").is_file():
            return _workspace(folder)
    from platformdirs import user_data_path  # late: not needed in a checkout

    return _workspace(user_data_path("cpc-graph", appauthor=False))


def _workspace(root: Path) -> Workspace:
    data = root / "data"
    return Workspace(root=root, data=data if data.is_dir() else None, store=root / "store")
