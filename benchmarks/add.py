"""Bring a store up to date after one more decision, in pairs with a whole build of the same files: seconds, cold processes.

    .venv/bin/python benchmarks/add.py FOLDER [--pairs N] [--no-build] WORKSPACE…

Each workspace (a folder with `data/`, as `cpc-graph generate` or `archive.py` make it) is copied into FOLDER by hard links, and its
store built there when it is missing or out of date. Then, N times: `cpc-graph add` of a decision as RDF, of another as text, and `build --force`.
`user` is processor time, which other processes do not lengthen.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

CASES = Path(__file__).parents[1] / "tests" / "cases" / "ingest" / "dev"
SEED = 990_000


def main(folder: Path, workspaces: list[Path], pairs: int, *, whole: bool) -> None:
    print(f"{'workspace':<12} {'files':>7} {'what':<28} {'seconds':>8} {'user':>8}")
    for workspace in workspaces:
        place = copied(workspace, folder / workspace.name)
        run(place, "build")
        files = sum(1 for _ in (place / "data").rglob("*.trig"))
        for number in range(pairs):
            row(place, files, "add, RDF", run(place, "add", str(decision(folder, number))))
            row(place, files, "add, text, no links taken", run(place, "add", "--reviewed", str(text(folder, number))))
            if whole:
                row(place, files, "build --force", run(place, "build", "--force"))


def row(place: Path, files: int, what: str, taken: tuple[float, float]) -> None:
    print(f"{place.name:<12} {files:>7} {what:<28} {taken[0]:>8.2f} {taken[1]:>8.2f}", flush=True)


def copied(workspace: Path, place: Path) -> Path:
    if not place.exists():
        shutil.copytree(workspace / "data", place / "data", copy_function=os.link)
    return place


def decision(folder: Path, number: int) -> Path:
    """Return a generated decision that no workspace holds: another seed than any archive's."""
    made = folder / f"made-{SEED + number}"
    if not made.exists():
        words = ("generate", "12", "--seed", str(SEED + number), "-o", str(made))
        subprocess.run([sys.executable, "-m", "cpc_graph", *words], check=True, capture_output=True)
    return sorted((made / "data" / "graph").glob("*-etablissement.trig"))[0]


def text(folder: Path, number: int) -> Path:
    """Write a decision of the test cases under another product name."""
    case = next(CASES.glob("01-*.txt")).read_text("utf-8-sig")
    path = folder / f"decision-{number}.txt"
    path.write_text(
        case.replace("HEMANGIOL", f"ESSAI{time.time_ns()}").replace("Hemangiol", f"Essai{time.time_ns()}"), "utf-8"
    )
    return path


def run(place: Path, *words: str) -> tuple[float, float]:
    """Run a command in a process of its own; return seconds on the clock and of processor time."""
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "cpc_graph", "--workspace", str(place), *words], capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(words)}: status {done.returncode}\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - begun, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("workspaces", type=Path, nargs="+")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--no-build", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    main(given.folder, given.workspaces, given.pairs, whole=not given.no_build)
