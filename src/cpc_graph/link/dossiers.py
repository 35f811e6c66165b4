"""The dossiers of measures, as the texts that arrive together change them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import Quad

from cpc_graph.link.akin import acted_on
from cpc_graph.link.arrived import Arrived
from cpc_graph.link.look import Look, path_of
from cpc_graph.link.placing import Placed
from cpc_graph.link.stepback import step_back
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import data_dir
from cpc_graph.text.links import Bilingual

_FOLDER = "measures"


@dataclass(slots=True)
class Dossiers:
    """The dossiers that stand above a data folder, else in the shipped corpus. `changed` holds those that change.

    `stubs`: what of them calls an act that arrives a stub.
    """

    data: Path | None
    changed: dict[str, tuple[Quad, ...]] = field(default_factory=dict)
    stubs: set[Quad] = field(default_factory=set)

    def before(self, arrived: Arrived, look: Look) -> tuple[Arrived, tuple[Bilingual, ...]]:
        """Let what the dossiers tell of the acts of a document step back; return it, and what changes.

        Raises InputError for a dossier that does not parse.
        """
        lines: list[Bilingual] = []
        placed = list(arrived.placed)
        for number, one in enumerate(placed):
            for measure in acted_on(iri(one.path), look):
                file = f"{_FOLDER}/{path_of(measure).rpartition('/')[2]}.trig"
                change = step_back(one.path, placed[number].quads, self._quads(file))
                if change:
                    self.changed[file] = change.dossier
                    placed[number] = replace(placed[number], quads=change.act)
                    lines += change.lines
                    self.stubs |= change.stub
        judged = tuple(quad for one in placed for quad in one.quads)
        same = placed == list(arrived.placed)
        return arrived if same else replace(arrived, placed=tuple(placed), judged=judged), tuple(lines)

    def arrived(self, folder: Path) -> Arrived | None:
        """Return the dossiers that change as one thing to be judged and committed; None when none does."""
        placed = tuple(Placed(file.removesuffix(".trig"), file, quads) for file, quads in sorted(self.changed.items()))
        judged = tuple(quad for one in placed for quad in one.quads if quad not in self.stubs)
        name = ", ".join(sorted(self.changed))
        return Arrived(name, placed, judged, folder / f"{_FOLDER}.trig", None, is_dossier=True) if placed else None

    def _quads(self, file: str) -> tuple[Quad, ...]:
        if file in self.changed:
            return self.changed[file]
        for data in (self.data, data_dir()):
            if data is not None and (data / file).is_file():
                return tuple(read_quads(data / file))
        return ()
