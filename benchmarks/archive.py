"""Load generated archives of several sizes: seconds, peak memory, size on disk, seconds to open; facts only.

    .venv/bin/python benchmarks/archive.py FOLDER [SIZE…]

For each size the archive is generated into FOLDER (kept there: `ask_scale.py` asks questions of its store), then, each
in a process of its own and one after the other: `cpc-graph build` of it with the shipped corpus; the same facts as N-Quads
into a bare pyoxigraph store on disk; into rdflib in memory (up to 1,000 decisions). Peak memory is that of the process.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import shutil
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

SIZES = (1_000, 10_000, 100_000)
RDFLIB_UP_TO = 1_000


def main(folder: Path, sizes: list[int]) -> None:
    print(f"{'decisions':>9} {'what':<32} {'seconds':>8} {'peak MB':>8} {'disk MB':>8} {'quads':>11}")
    for size in sizes:
        place, flat = folder / str(size), folder / f"{size}.nq"
        shutil.rmtree(place, ignore_errors=True)
        row(size, "generate, workspace (TriG)", child("generate", str(size), str(place)))
        row(size, "generate, one file (N-Quads)", child("generate", str(size), str(flat)))
        row(size, "cpc-graph build", child("build", str(place)))
        row(size, "open the store, count one act", child("open", str(place)))
        row(size, "bare pyoxigraph, on disk", child("bare", str(flat), str(folder / f"{size}.bare")))
        if size <= RDFLIB_UP_TO:
            row(size, "rdflib, in memory", child("rdflib", str(flat)))
        shutil.rmtree(folder / f"{size}.bare", ignore_errors=True)
        flat.unlink()
    libraries = ("pyoxigraph", "rdflib")
    print(f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in libraries))


def row(size: int, what: str, found: dict[str, float]) -> None:
    disk = f"{found['disk'] / 1e6:>8.0f}" if found.get("disk") else " " * 8
    quads = f"{found['quads']:>11.0f}" if found.get("quads") else ""
    print(f"{size:>9} {what:<32} {found['seconds']:>8.2f} {found['peak'] / 1e3:>8.0f} {disk} {quads}", flush=True)


def child(*words: str) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--child", *words], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(what: str, *words: str) -> dict[str, float]:
    begun = time.perf_counter()
    found = MEASURES[what](*words)
    usage = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": time.perf_counter() - begun, "peak": max(usage), **found}


def generate(size: str, output: str) -> dict[str, float]:
    from cpc_graph.cli.main import main as cli

    assert cli(["generate", size, "-o", output]) == 0
    return {"disk": size_of(Path(output))}


def build(place: str) -> dict[str, float]:
    from cpc_graph.store.index import build_store
    from cpc_graph.workspace import find_workspace

    report = build_store(find_workspace(place), force=True)
    return {"quads": report.quads, "disk": size_of(report.path)}


def open_store(place: str) -> dict[str, float]:
    from pyoxigraph import NamedNode

    from cpc_graph.store.reader import Store

    with Store(Path(place) / "store") as store:
        kind = NamedNode("https://w3id.org/cpc-graph/ontology#RenewalDecision")
        act = next(store.raw.quads_for_pattern(None, None, kind, None)).subject
        assert list(store.raw.quads_for_pattern(act, None, None, None))
    return {}


def bare(flat: str, folder: str) -> dict[str, float]:
    import pyoxigraph

    store = pyoxigraph.Store(folder)
    store.bulk_load(path=flat, format=pyoxigraph.RdfFormat.N_QUADS)
    store.optimize()
    return {"quads": len(store), "disk": size_of(Path(folder))}


def in_rdflib(flat: str) -> dict[str, float]:
    import rdflib

    graph = rdflib.Dataset()
    graph.parse(flat, format="nquads")
    return {"quads": len(list(graph.quads()))}


def size_of(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


MEASURES = {"generate": generate, "build": build, "open": open_store, "bare": bare, "rdflib": in_rdflib}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(measure(*sys.argv[2:])))
    else:
        parser = argparse.ArgumentParser()
        parser.add_argument("folder", type=Path)
        parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES))
        given = parser.parse_args()
        given.folder.mkdir(parents=True, exist_ok=True)
        main(given.folder, given.sizes)
