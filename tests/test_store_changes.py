"""A store brought up to date file by file is the store that a whole build makes, quad for quad."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from cpc_graph.build.trig import canonical_trig
from cpc_graph.generate.archive import Order, items_of
from cpc_graph.generate.chain import plan_measures
from cpc_graph.rdf.gate import read_quads
from cpc_graph.rdf.terms import iri
from cpc_graph.resources import data_dir
from cpc_graph.store.index import BuildReport, build_store
from cpc_graph.store.reader import Store
from cpc_graph.workspace import Workspace

LABEL, AVAILABILITY = iri("rdfs:label"), iri("cpc:availability")


class Archive:
    """A workspace that changes at random: files come, go, come back changed; each time one build after it."""

    def __init__(self, root: Path, seed: int, *, evidence: bool, broken: float) -> None:
        self.root, self.rng = root, Random(seed)
        order = Order(24, seed=seed, broken=broken, evidence=evidence)
        made = [item for measure in plan_measures(seed, 24) for item in items_of(order, measure)]
        self.files = {item.file: item.quads for item in made if item.quads}
        for folder in ("measures", "graph", "products"):  # what is shipped may be restated by a workspace
            for path in (data_dir() / folder).glob("*.trig"):
                self.files[f"{folder}/{path.name}"] = tuple(read_quads(path))
        (root / "data").mkdir(parents=True)

    @property
    def place(self) -> Workspace:
        return Workspace(self.root, self.root / "data", self.root / "store")

    def step(self, most: int) -> list[str]:
        """Change a few files; tell what was done."""
        return [self._one(self.rng.choice(sorted(self.files))) for _ in range(self.rng.randint(1, most))]

    def _one(self, name: str) -> str:
        path = self.root / "data" / name
        if not path.exists():
            return self._write(path, list(self.files[name]), "add")
        if self.rng.random() < 0.35:
            path.unlink()
            return f"remove {name}"
        return self._write(path, self._edited(list(self.files[name])), "edit")

    def _write(self, path: Path, quads: list[Quad], what: str) -> str:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(canonical_trig(quads))
        return f"{what} {path.name}"

    def _edited(self, quads: list[Quad]) -> list[Quad]:
        """Drop, redate, rename or say again some of the quads."""
        quads.sort(key=str)
        done: list[Quad] = []
        for quad in quads:
            chance = self.rng.random()
            if chance < 0.04:
                continue
            done.append(self._other(quad) if chance < 0.12 else quad)
        return done or quads[:1]

    def _other(self, quad: Quad) -> Quad:
        subject, predicate, value, graph = quad.subject, quad.predicate, quad.object, quad.graph_name
        if predicate == AVAILABILITY:
            value = iri(self.rng.choice(("cpc:held", "cpc:citedOnly", "cpc:reportedOnly")))
        elif isinstance(value, Literal) and value.datatype.value.endswith("#date"):
            value = Literal(f"20{self.rng.randint(14, 27)}-0{self.rng.randint(1, 9)}-11", datatype=value.datatype)
        elif isinstance(value, Literal) and value.datatype.value.endswith("#duration"):
            value = Literal(self.rng.choice(("P12M", "P1Y")), datatype=value.datatype)
        elif predicate == LABEL and isinstance(value, Literal):
            value = Literal(self.rng.choice("ABC"), language=value.language)
        elif isinstance(value, NamedNode):
            other = self.rng.choice(self.files[self.rng.choice(sorted(self.files))])
            value = other.subject if isinstance(other.subject, NamedNode) else value
        return Quad(subject, predicate, value, graph)


def quads_of(place: Workspace) -> set[Quad]:
    with Store(place.store) as store:
        found = list(store.raw)
    assert len(found) == len(set(found))
    # the lists of the ontology have nodes without a name, another one in each build
    return {quad for quad in found if not any(isinstance(term, BlankNode) for term in (quad.subject, quad.object))}


def whole(archive: Archive) -> tuple[BuildReport, set[Quad]]:
    """Build the same files anew, elsewhere."""
    place = Workspace(archive.root, archive.root / "data", archive.root / "whole")
    report = build_store(place, force=True)
    return report, quads_of(place)


def check(root: Path, seed: int, steps: int, most: int, *, evidence: bool, broken: float) -> None:
    archive = Archive(root, seed, evidence=evidence, broken=broken)
    build_store(archive.place)
    for _ in range(steps):
        did = archive.step(most)
        report = build_store(archive.place)
        assert report.changed is not None or not report.built, (did, report.why_en)
        anew, quads = whole(archive)
        have = quads_of(archive.place)
        assert (have - quads, quads - have) == (set(), set()), did
        assert (report.quads, report.files) == (anew.quads, anew.files)


@pytest.mark.parametrize(("seed", "evidence", "broken"), [(1, True, 0.3), (2, False, 0.0), (3, True, 0.0)])
def test_files_that_come_go_and_change(tmp_path, seed, evidence, broken):
    check(tmp_path / "ws", seed, steps=5, most=6, evidence=evidence, broken=broken)
