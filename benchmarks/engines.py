"""Validate the same decisions by the same shapes with several engines, in turn, and print a table.

    .venv/bin/python benchmarks/engines.py [--counts 100,1000] [--peers PYTHON] [--out FILE]

The decisions are generated (`cpc-graph generate`), facts only, a tenth of them broken. Each engine reads data and
shapes from files and makes a whole report, in a process of its own; CPU seconds (user and system), with the start of
Python. `core`: the shapes without their SPARQL constraints. PYTHON is an interpreter that has the other engines
(pyshacl-turbo, pyrudof, pyshifty). Plain pyshacl is timed on two small numbers of decisions: what it would take for more
is the line through both.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SEED = 12
PLAIN = {"full": (2, 6), "core": (20, 100)}  # decisions that plain pyshacl can judge while one waits


def decisions(count: int) -> bytes:
    """Generated decisions, a tenth of them broken, as N-Triples, with what the engines need of the ontology."""
    from pyoxigraph import RdfFormat, Triple, serialize

    from cpc_graph.generate.archive import Order, items_of
    from cpc_graph.generate.chain import plan_measures
    from cpc_graph.validate.ontology import load_ontology

    order = Order(count, SEED, broken=0.1)
    quads = [quad for measure in plan_measures(SEED, count) for item in items_of(order, measure) for quad in item.quads]
    quads += load_ontology().quads
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return serialize(triples, format=RdfFormat.N_TRIPLES)


def shapes(kind: str) -> str:
    """The shipped shapes as one Turtle document; `core`: those without SPARQL."""
    from pyoxigraph import NamedNode

    from cpc_graph.validate.rules import SH, load_rules

    book = load_rules()
    if kind == "full":
        return book.turtle()
    sparql = NamedNode(SH + "sparql")
    return book.without({quad.subject.value for quad in book.quads if quad.predicate == sparql}).turtle()


def ours(data: str, rules: str) -> int:
    from cpc_graph.validate.fast import run_fast

    return len(run_fast(*_parsed(data, rules)))


def hybrid(data: str, rules: str) -> int:
    from cpc_graph.validate.engine import run

    return len(run(*_parsed(data, rules)))


def _parsed(data: str, rules: str) -> tuple[list[Any], list[Any]]:
    """Parse as the other engines do, without the checks of our gate."""
    from pyoxigraph import RdfFormat, parse

    return list(parse(path=data, format=RdfFormat.N_TRIPLES)), list(parse(path=rules, format=RdfFormat.TURTLE))


def pyshacl_rdflib(data: str, rules: str) -> int:
    import pyshacl
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    _, report, _ = pyshacl.validate(
        rdflib.Graph().parse(data, format="nt"), shacl_graph=rdflib.Graph().parse(rules, format="turtle")
    )
    return _results(report)


def pyshacl_turbo(data: str, rules: str) -> int:
    import pyshacl_turbo
    import rdflib

    _, report, _ = pyshacl_turbo.validate(data, shacl_graph=rules, data_graph_format="nt", shacl_graph_format="turtle")
    return _results(report if isinstance(report, rdflib.Graph) else rdflib.Graph().parse(data=report))


def pyshifty(data: str, rules: str) -> int:
    import shifty

    _, report, _ = shifty.validate(Path(data), Path(rules), graph_mode="data", infer=False)
    return _results(report)


def pyrudof(data: str, rules: str) -> int:
    import pyrudof

    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(data, pyrudof.RDFFormat.NTriples)
    rudof.read_shacl(rules, pyrudof.ShaclFormat.Turtle)
    return len(rudof.validate_shacl())


def _results(report: Any) -> int:
    import rdflib

    return len(list(report.subjects(rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/shacl#ValidationResult"))))


OURS = {"fast": ours, "pyshacl on rdflib, SPARQL on pyoxigraph": hybrid, "pyshacl on rdflib": pyshacl_rdflib}
PEERS = {"pyshacl-turbo": pyshacl_turbo, "pyrudof": pyrudof, "pyshifty": pyshifty}


def child(engine: str, data: str, rules: str) -> None:
    """Be the child: validate once and tell the results, the CPU seconds and the memory."""
    found = (OURS | PEERS)[engine](data, rules)
    used = resource.getrusage(resource.RUSAGE_SELF)
    said = {"results": found, "cpu": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / 1024}
    print(json.dumps(said))


def versions(python: str) -> str:
    """Name the engines that an interpreter has, with their versions."""
    asked = ("pyoxigraph", "rdflib", "pyshacl", *PEERS)
    code = (
        "import sys, importlib.metadata as m\n"
        "for n in sys.argv[1:]:\n try: print(n, m.version(n))\n except Exception: pass"
    )
    done = subprocess.run([python, "-c", code, *asked], capture_output=True, text=True, check=False)
    return ", ".join(done.stdout.splitlines())


def timed(python: str, engine: str, data: Path, rules: Path, limit: float) -> dict[str, float] | None:
    begun = time.perf_counter()
    command = [python, __file__, "--child", engine, str(data), str(rules)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        print(f"  {engine}: {(done.stderr.strip().splitlines() or ['?'])[-1][:200]}", file=sys.stderr)
        return None
    said: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return said | {"wall": time.perf_counter() - begun}


def compare(counts: list[int], peers: str | None, limit: float) -> list[str]:
    lines = [
        "| shapes | decisions | engine | CPU s | wall s | peak MiB | results | × ours |",
        "|---|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("full", "core"):
            rules = Path(folder) / f"{kind}.ttl"
            rules.write_text(shapes(kind), "utf-8")
            for count in counts:
                lines += _rows(Path(folder), kind, rules, count, peers, limit)
    return lines


def _rows(folder: Path, kind: str, rules: Path, count: int, peers: str | None, limit: float) -> list[str]:
    data = folder / "data.nt"
    data.write_bytes(decisions(count))
    runs = [(sys.executable, name) for name in OURS if name != "pyshacl on rdflib"]
    runs += [(peers, name) for name in PEERS] if peers else []
    found = [(name, timed(python, name, data, rules, limit)) for python, name in runs]
    found.append(("pyshacl on rdflib, by extrapolation", _plain(folder, kind, rules, count, limit)))
    rows, base = [], 0.0
    for name, said in found:
        if said is None:
            rows.append(f"| {kind} | {count} | {name} | not done in {limit:g} s, or failed | | | | |")
            continue
        base = base or said["cpu"]
        rows.append(
            f"| {kind} | {count} | {name} | {said['cpu']:.2f} | {said['wall']:.2f} | {said['mib']:.0f} | "
            f"{said['results']:.0f} | {said['cpu'] / base:.1f} |"
        )
        print(rows[-1], file=sys.stderr)
    return rows


def _plain(folder: Path, kind: str, rules: Path, count: int, limit: float) -> dict[str, float] | None:
    """Time plain pyshacl on two small numbers of decisions, and draw the line to `count`."""
    data, found = folder / "few.nt", []
    for few in PLAIN[kind]:
        data.write_bytes(decisions(few))
        found.append(timed(sys.executable, "pyshacl on rdflib", data, rules, limit))
    less, more = found
    if less is None or more is None:
        return None
    steps = (count - PLAIN[kind][1]) / (PLAIN[kind][1] - PLAIN[kind][0])
    return {name: value + (value - less[name]) * steps for name, value in more.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--counts", default="100,1000")
    parser.add_argument("--peers", help="an interpreter that has pyshacl-turbo, pyrudof and pyshifty")
    parser.add_argument("--limit", type=float, default=600.0)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--child", nargs=3, metavar=("ENGINE", "DATA", "SHAPES"))
    given = parser.parse_args()
    if given.child:
        child(*given.child)
        return
    lines = [f"{platform.platform()}, Python {platform.python_version()}; {versions(sys.executable)}", ""]
    if given.peers:
        lines.insert(1, f"\nThe other engines: {versions(given.peers)}")
    lines += compare([int(count) for count in given.counts.split(",")], given.peers, given.limit)
    print("\n".join(lines))
    if given.out:
        given.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
