"""Decisions validated per second, and what one costs: ours beside plain pyshacl and other engines, in one run.

    .venv/bin/python benchmarks/validate.py [SIZE…] [--evidence] [--peers PYTHON] [--stores FOLDER] [--slowest SECONDS]

A generated archive (a tenth of it broken) is validated in batches of 1, 10, 100 and 1,000 decisions, from the files to the
rendered report, each engine in a process of its own that is warm (it has validated one decision before) and pinned to
one core; ours on two cores too. `cpu s` is that of all processes: on a machine with other work, read that column and
ratios. Plain pyshacl and the peers get the same triples (files and ontology) and all our shapes, without context, by
files on disk; an engine whose batch took longer than SECONDS gets no larger one. PYTHON is an interpreter with pyshifty,
pyshacl-turbo and pyrudof; without it there are no peers. FOLDER is what `archive.py` filled: one new decision against its
stores. `results` counts what each engine reports.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

SIZES = (1, 10, 100, 1_000)
RUNS = 3
OURS = ("ours, fast", "ours, pyshacl engine")
PEERS = ("pyshifty", "pyshacl-turbo", "pyrudof")


def main(wanted: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = archive(folder, max(wanted.sizes), evidence=wanted.evidence)
        print(
            f"{'engine':<28} {'decisions':>9} {'cores':>5} {'seconds':>9} {'cpu s':>8} {'per second':>10} {'peak MB':>8} {'results':>8}"
        )
        engines = [*OURS, "ours, fast, two cores", "plain pyshacl on rdflib", *(PEERS if wanted.peers else ())]
        for engine in engines:
            for size in wanted.sizes:
                batch = files[:size]
                found = child(engine, batch, folder, wanted.peers)
                if found is None:
                    break
                shown(engine, size, found)
                if found["seconds"] > wanted.slowest:
                    break
        if wanted.stores:
            against_stores(wanted.stores, files)
    print(
        f"Python {platform.python_version()}, pyshacl {version('pyshacl')}, rdflib {version('rdflib')}, pyoxigraph {version('pyoxigraph')}"
    )


def archive(folder: Path, size: int, *, evidence: bool) -> list[Path]:
    """Generate decisions, a tenth of them broken, and return their files in a fixed mixed order."""
    command = [sys.executable, "-m", "cpc_graph", "generate", str(size), "--seed", "12", "--broken", "0.1"]
    command += [*(["--evidence"] if evidence else []), "-o", str(folder / "archive")]
    subprocess.run(command, check=True, capture_output=True)
    files = sorted((folder / "archive" / "data" / "graph").glob("*.trig"))
    return sorted(files, key=lambda path: hash_of(path.name))


def hash_of(name: str) -> str:
    import hashlib

    return hashlib.sha256(name.encode()).hexdigest()


def shown(engine: str, size: int, found: dict[str, float]) -> None:
    cores, rate = (2 if engine.endswith("two cores") else 1), size / found["seconds"]
    print(
        f"{engine:<28} {size:>9} {cores:>5} {found['seconds']:>9.3f} {found['cpu']:>8.3f} {rate:>10.1f} {found['peak'] / 1e3:>8.0f} {found['results']:>8.0f}",
        flush=True,
    )


def child(engine: str, batch: list[Path], folder: Path, peers: Path | None) -> dict[str, float] | None:
    """Run one engine on one batch in a process of its own; None when it fails."""
    python = str(peers) if engine in PEERS else sys.executable
    if engine not in OURS and "ours" not in engine:
        prepare(batch, folder)
    listed = folder / "batch.json"
    listed.write_text(json.dumps([str(path) for path in batch]))
    done = subprocess.run([python, __file__, "--child", engine, str(folder)], capture_output=True, text=True)
    if done.returncode:
        print(
            f"{engine:<28} {len(batch):>9}  failed: {(done.stderr.strip().splitlines() or ['?'])[-1][:90]}", flush=True
        )
        return None
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def prepare(batch: list[Path], folder: Path) -> None:
    """Write the triples of a batch with the ontology, and all our shapes, for the engines that read files."""
    import pyoxigraph

    from cpc_graph.rdf.gate import read_quads
    from cpc_graph.validate import shapes_on
    from cpc_graph.validate.ontology import load_ontology

    triples = {quad.triple for path in batch for quad in read_quads(path)} | {q.triple for q in load_ontology().quads}
    pyoxigraph.serialize(triples, str(folder / "data.nt"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    (folder / "shapes.ttl").write_text(shapes_on(), encoding="utf-8")


def measure(engine: str, folder: Path) -> dict[str, float]:
    """Time one engine on the batch: the median of a few runs after a first one on one decision."""
    files = [Path(name) for name in json.loads((folder / "batch.json").read_text())]
    jobs = 2 if "two cores" in engine else 1
    if jobs == 1:
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
    if "ours" in engine:
        ours(files[:1], engine, jobs)
        found = timed(lambda: ours(files, engine, jobs), len(files))
    else:
        found = timed(lambda: OTHERS[engine](folder), len(files))
    usage = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {**found, "peak": max(usage)}


def timed(run: Callable[[], int], count: int) -> dict[str, float]:
    wall, cpu, results = [], [], 0
    for _ in range(RUNS if count < 100 else 1):
        begun, used = time.perf_counter(), cpu_seconds()
        results = run()
        wall.append(time.perf_counter() - begun)
        cpu.append(cpu_seconds() - used)
        if wall[0] > 10:
            break
    return {"seconds": statistics.median(wall), "cpu": statistics.median(cpu), "results": results}


def cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def ours(files: list[Path], engine: str, jobs: int) -> int:
    from cpc_graph.validate import validate
    from cpc_graph.validate.render import render

    report = validate(files, context=False, engine="pyshacl" if "pyshacl" in engine else "fast", jobs=jobs)
    render(report, "json", "fr")
    return len(report.findings)


def plain(folder: Path) -> int:
    import pyshacl
    import rdflib

    data, shapes = rdflib.Graph(), rdflib.Graph()
    data.parse(folder / "data.nt", format="nt")
    shapes.parse(folder / "shapes.ttl", format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, do_owl_imports=False)
    return len(list(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)))


def pyshifty(folder: Path) -> int:
    from shifty._shifty import PreparedValidator  # type: ignore[import-not-found]  # its face parses reports in rdflib

    engine = PreparedValidator(shapes_path=str(folder / "shapes.ttl"), shapes_format="turtle")
    found = engine.validate_w3c(data_path=str(folder / "data.nt"), data_format="ntriples", run_infer=False)
    return int(found.report_turtle.count("sourceConstraintComponent"))


def turbo(folder: Path) -> int:
    import pyshacl_turbo  # type: ignore[import-not-found]

    _, report, _ = pyshacl_turbo.validate(
        str(folder / "data.nt"),
        shacl_graph=str(folder / "shapes.ttl"),
        data_graph_format="nt",
        shacl_graph_format="turtle",
        inference="none",
    )
    kind = "http://www.w3.org/ns/shacl#ValidationResult"
    return sum(1 for triple in report if str(triple[2]) == kind)


def rudof(folder: Path) -> int:
    import pyrudof  # type: ignore[import-not-found]

    session = pyrudof.Rudof(pyrudof.RudofConfig())
    session.read_data(str(folder / "data.nt"), format=pyrudof.RDFFormat.NTriples)
    session.read_shacl(str(folder / "shapes.ttl"))
    return len(session.validate_shacl())


OTHERS = {"plain pyshacl on rdflib": plain, "pyshifty": pyshifty, "pyshacl-turbo": turbo, "pyrudof": rudof}


def against_stores(folder: Path, files: list[Path]) -> None:
    """Time one new decision with the stores of several sizes as its context."""
    from cpc_graph.store.reader import Store
    from cpc_graph.validate import validate

    for size in sorted(int(path.name) for path in folder.iterdir() if path.is_dir() and path.name.isdigit()):
        with Store(folder / str(size) / "store") as store:
            wall, cpu = [], []
            for path in files[:15]:
                begun, used = time.perf_counter(), time.process_time()
                validate([path], store=store)
                wall.append(time.perf_counter() - begun)
                cpu.append(time.process_time() - used)
        took, used = (statistics.median(times[1:]) * 1e3 for times in (wall, cpu))
        print(f"one new decision, context of {size:>7} decisions: {took:>8.1f} ms, {used:.1f} of CPU", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(measure(sys.argv[2], Path(sys.argv[3]))))
    else:
        parser = argparse.ArgumentParser()
        parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES))
        parser.add_argument("--evidence", action="store_true")
        parser.add_argument("--peers", type=Path)
        parser.add_argument("--stores", type=Path)
        parser.add_argument("--slowest", type=float, default=60.0)
        main(parser.parse_args())
