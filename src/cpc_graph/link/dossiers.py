"""The dossiers of measures, as the texts that were accepted and those that arrive together change them.

A dossier that steps back is made each time from what it said before any text came, so that the order in which texts
came, and texts that others replaced since, leave no trace in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import Quad

from cpc_graph.link.akin import acted_on
from cpc_graph.link.arrived import Arrived
from cpc_graph.link.look import Look, path_of
from cpc_graph.link.placing import Placed
from cpc_graph.link.stepback import step_back
from cpc_graph.link.untouched import FOLDER, Untouched, dossier_of
from cpc_graph.rdf.terms import iri
from cpc_graph.text.links import Bilingual

_Quads = tuple[Quad, ...]


@dataclass(slots=True)
class Dossiers:
    """The dossiers that stand above a data folder, else in the shipped corpus, and the documents that `arrive`.

    `changed` holds those that the documents change. `stubs`: what of them calls an act that arrives a stub.
    """

    data: Path | None
    arrive: Sequence[Arrived] = ()
    changed: dict[str, _Quads] = field(default_factory=dict)
    stubs: set[Quad] = field(default_factory=set)
    _untouched: Untouched = field(init=False)

    def __post_init__(self) -> None:
        """Begin with the dossiers as they were before any text came."""
        self._untouched = Untouched(self.data)

    def before(self, arrived: Arrived, look: Look) -> tuple[Arrived, tuple[Bilingual, ...]]:
        """Let what the dossiers tell of the acts of a document step back; return it, and what changes.

        Raises InputError for a dossier that does not parse, SurroundingsError for a ledger that is not valid.
        """
        lines: list[Bilingual] = []
        placed = list(arrived.placed)
        for number, one in enumerate(placed):
            for file in self._files(one.path, look):
                change = step_back(one.path, placed[number].quads, self._before_these(file))
                if change:
                    self.changed[file] = change.dossier
                    placed[number] = replace(placed[number], quads=change.act)
                    lines += change.lines
                    self.stubs |= change.stub
        judged = tuple(quad for one in placed for quad in one.quads)
        same = placed == list(arrived.placed)
        return arrived if same else replace(arrived, placed=tuple(placed), judged=judged), tuple(lines)

    def arrived(self, folder: Path) -> Arrived | None:
        """Return the dossiers that change as one thing to be judged and committed; None when none does.

        What they said before any text came is kept beside them.
        """
        news = {
            file: quads for file, quads in self.changed.items() if set(quads) != set(self._untouched.now(file).quads)
        }
        placed = tuple(Placed(file.removesuffix(".trig"), file, quads) for file, quads in sorted(news.items()))
        judged = tuple(quad for one in placed for quad in one.quads if quad not in self.stubs)
        kept = tuple(self._untouched.kept(file) for file in sorted(news))
        name = ", ".join(sorted(news))
        beside = folder / f"{FOLDER}.trig"
        return Arrived(name, placed, judged, beside, None, is_dossier=True, kept=kept) if news else None

    def _files(self, path: str, look: Look) -> list[str]:
        """Return the dossiers that tell of an act: of the measures that it is on, and those that a text changed."""
        measures = [dossier_of(path_of(measure)) for measure in acted_on(iri(path), look)]
        return list(dict.fromkeys((*measures, *self._untouched.stepped_for(path))))

    def _before_these(self, file: str) -> _Quads:
        """Return a dossier as the texts accepted before leave it, those apart that arrive anew."""
        if file not in self.changed:
            quads = self._untouched.before(file).quads
            new = {one.path for arrived in self.arrive for one in arrived.placed}
            for path, act in self._untouched.accepted(quads):
                change = step_back(path, act, quads) if path not in new else None
                quads = change.dossier if change else quads
            self.changed[file] = quads
        return self.changed[file]
