"""Time whole commands from a cold process, in turn, and print medians with ratios to a bare Python start.

    .venv/bin/python benchmarks/cold_start.py [RUNS]

Wall seconds; the commands run one after the other in each round, so a slow moment of the machine hits all of them.
The store is built before the clock starts. `import and parse` is the floor of a validation: importing pyshacl and
rdflib, parsing the same decision, the ontology and the shapes, and nothing else.
"""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DECISION = next(ROOT.glob("data/graph/*2025-08-04*.trig"))
FLOOR = """
import pyshacl, rdflib, glob
graph = rdflib.Dataset(default_union=True)
graph.parse(DECISION, format="trig")
shapes = rdflib.Graph()
for file in glob.glob(ROOT + "/shapes/*.ttl") + glob.glob(ROOT + "/ontology/*.ttl"):
    shapes.parse(file, format="turtle")
"""


def commands(store: str) -> dict[str, list[str]]:
    python, ours = sys.executable, [sys.executable, "-m", "cpc_graph"]
    floor = FLOOR.replace("DECISION", repr(str(DECISION))).replace("ROOT", repr(str(ROOT)))
    return {
        "python -c pass": [python, "-c", "pass"],
        "--help": [*ours, "--help"],
        "ask CQ04": [*ours, "--store", store, "ask", "CQ04", "--format", "json"],
        "ask CQ81 (allowed on 2022-09-01)": [*ours, "--store", store, "ask", "CQ81", "--format", "json"],
        "query (count)": [*ours, "--store", store, "query", "-e", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"],
        "validate one decision": [*ours, "--store", store, "validate", str(DECISION)],
        "validate one decision, --no-context": [*ours, "--store", store, "validate", "--no-context", str(DECISION)],
        "import and parse (rdflib, pyshacl)": [python, "-c", floor],
    }


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        built = [sys.executable, "-m", "cpc_graph", "--workspace", folder, "build"]
        subprocess.run(built, check=True, capture_output=True)
        print(f"build from nothing: {time.perf_counter() - start:.2f} s")
        store = str(Path(folder) / "store")
        timed: dict[str, list[float]] = {name: [] for name in commands(store)}
        for _ in range(runs + 1):  # the first round warms the disk cache and is dropped
            for name, command in commands(store).items():
                begun = time.perf_counter()
                subprocess.run(command, check=False, capture_output=True)
                timed[name].append(time.perf_counter() - begun)
        report({name: times[1:] for name, times in timed.items()})
        size(store)
    libraries = ("pyoxigraph", "rdflib", "pyshacl", "click")
    print(f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in libraries))


def report(timed: dict[str, list[float]]) -> None:
    bare = statistics.median(timed["python -c pass"])
    print(f"{'command':<40} {'median s':>9} {'min':>7} {'max':>7} {'x python':>9}")
    for name, times in timed.items():
        median = statistics.median(times)
        print(f"{name:<40} {median:>9.3f} {min(times):>7.3f} {max(times):>7.3f} {median / bare:>9.1f}")


def size(store: str) -> None:
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    command = [sys.executable, "-m", "cpc_graph", "--store", store, "query", "-e", query, "--format", "json"]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    rows = [(row["g"]["value"], int(row["n"]["value"])) for row in answer["results"]["bindings"]]
    for graph, count in rows:
        print(f"{count:>8}  {graph}")
    print(f"{sum(count for _, count in rows):>8}  quads in {len(rows)} graphs")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
