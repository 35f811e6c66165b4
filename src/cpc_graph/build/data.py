"""From sources and readings to the canonical files: `data/readings` makes graph/, law/, products/ and measures/.

A decision is what the reader makes of its source, with the overlay that a person wrote; the rest are dossiers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cpc_graph.build.catalog import TABLE, catalog
from cpc_graph.build.corpus import CATALOG_FILE
from cpc_graph.build.documents import SOURCES_FILE, Documents, read_documents
from cpc_graph.build.dossier import Dossier, read_dossier
from cpc_graph.build.files import act_file, write_atomically
from cpc_graph.build.lawtable import LawTable
from cpc_graph.build.operands import Assertions, refuse_cycles, resolve, sides
from cpc_graph.build.overlaid import overlaid_draft
from cpc_graph.build.statements import Draft
from cpc_graph.build.trig import canonical_trig
from cpc_graph.errors import InputError
from cpc_graph.rdf.gate import read_quads
from cpc_graph.text.overlay import FOLDER

LAW_GRAPH = "law"
_NOT_DOSSIERS = frozenset({"tables", FOLDER})


@dataclass(slots=True)
class Drafts:
    """The drafts of a corpus, by the path of their graph, and the canonical file of each."""

    by_graph: dict[str, Draft] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def of(self, graph: str) -> Draft:
        """Return the draft of a graph; several dossiers may fill one."""
        return self.by_graph.setdefault(graph, Draft(graph))

    def place(self, graph: str, file: str, reading: str) -> None:
        """Say which file a graph goes to. Raises InputError when another reading said otherwise."""
        if self.files.setdefault(graph, file) != file:
            raise InputError(
                fr=f"{reading} : le graphe {graph} va déjà dans {self.files[graph]}, pas dans {file}",
                en=f"{reading}: the graph {graph} already goes to {self.files[graph]}, not to {file}",
            )


def write_data(data: Path) -> list[Path]:
    """Write every canonical file that the readings make; return those that changed.

    Nothing is written when a reading cannot be read (InputError). Files that no reading makes are left alone.
    """
    made = canonical_files(data)
    changed = [name for name in made if _differs(data / name, made[name])]
    for name in changed:
        write_atomically(data / name, made[name])
    return [data / name for name in changed]


def stale_files(data: Path) -> list[str]:
    """Return the canonical files (relative to `data`) that are not what the readings make."""
    made = canonical_files(data)
    return [name for name in made if _differs(data / name, made[name])]


def canonical_files(data: Path) -> dict[str, bytes]:
    """Return what each canonical file should hold, by its name relative to `data`."""
    drafts = read_drafts(data)
    named: dict[str, list[Draft]] = {}
    for graph, file in drafts.files.items():
        named.setdefault(file, []).append(drafts.by_graph[graph])
    quads = {file: [quad for draft in named[file] for quad in draft.quads()] for file in sorted(named)}
    made = {file: canonical_trig(quads[file]) for file in quads}
    if (data / TABLE).is_file():
        sources = sorted(path.relative_to(data).as_posix() for path in (data / SOURCES_FILE).parent.iterdir())
        known = [*(quad for some in quads.values() for quad in some), *read_quads(data / SOURCES_FILE)]
        made[CATALOG_FILE] = catalog(data / TABLE, [*made, *sources], known)
    return made


def read_drafts(data: Path) -> Drafts:
    """Read every dossier and decision of `data/readings`, find what they name in each other, return the drafts."""
    documents = read_documents(data)
    drafts, dossiers = Drafts(), list[Dossier]()
    for path in dossier_files(data):
        dossiers.append(read_dossier(path, documents, drafts.of))
        drafts.place(dossiers[-1].draft.path, dossiers[-1].file, path.name)
    law = LawTable(drafts.of(LAW_GRAPH).statements.values())
    for path in overlay_files(data):
        _add_decision(path, law, documents, drafts)
    link(dossiers, drafts)
    return drafts


def dossier_files(data: Path) -> list[Path]:
    """Return the dossiers of a data folder; `tables` are word tables, an overlay stands over an automatic reading."""
    folder = data / "readings"
    return [path for path in sorted(folder.rglob("*.yaml")) if not _NOT_DOSSIERS & set(path.relative_to(folder).parts)]


def overlay_files(data: Path) -> list[Path]:
    """Return the overlays of a data folder: one for each decision of which it holds the source."""
    return sorted((data / "readings" / FOLDER).glob("*.yaml"))


def _add_decision(path: Path, law: LawTable, documents: Documents, drafts: Drafts) -> None:
    draft = overlaid_draft(path, law, documents)
    drafts.place(draft.path, act_file(draft.path), path.name)
    drafts.by_graph[draft.path] = draft


def link(dossiers: list[Dossier], drafts: Drafts) -> None:
    """Find the assertions that the dossiers name, in all drafts. Raises InputError when one names none, or itself."""
    assertions = Assertions(drafts.by_graph.values())
    for dossier in dossiers:
        resolve(dossier.pending, assertions, dossier.names)
        for conflict in dossier.conflicts:
            for side in sides(conflict.of, assertions, dossier.names, conflict.place):
                dossier.draft.note(conflict.node, "cpc:conflictOf", side)
    refuse_cycles(drafts.by_graph.values())


def _differs(path: Path, content: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != content
