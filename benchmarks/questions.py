"""Ask every question of the library of the shipped corpus: median milliseconds, warm, in process; a few from a cold process.

    .venv/bin/python benchmarks/questions.py [--runs N] [--store STORE] [--only NAME…] [--cold N]

Each example of each question is asked N times, from the text of its parameters to the proof. "cpu" is the time of the
processor, on which other work of the machine hardly counts. The columns after it say where the time on the wall went: reading the parameters (names looked up), the query, the proof, the rest. The slowest example of a
question stands for it. `--cold` times whole `ask` commands, each in a process of its own.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from cpc_graph.ask import engine
from cpc_graph.ask.header import Example, Question
from cpc_graph.ask.library import load_questions
from cpc_graph.store.reader import Store

TARGET_MS = 50.0
PARTS = ("terms", "_evaluate", "prove")  # the steps of `ask`, as its module names them
COLD = (
    ["ask", "CQ04"],
    ["ask", "CQ81", "--proof"],
    ["ask", "measure-changes", "--measure", "thalidomide-50-mg-gelule", "--from", "2021-09-01", "--to", "2025-09-01"],
    ["ask", "obligations", "--decision", "S1"],
)


def main(store_path: Path, runs: int, only: list[str], cold: int) -> None:
    rows = []
    with Store(store_path) as store:
        for question in load_questions().values():
            if not only or question.name in only:
                rows.append(max(measured(store, question, one, runs) for one in question.examples))
    rows.sort(reverse=True)
    print(
        f"{'question (slowest example)':<34}{'median ms':>10}{'cpu ms':>10}"
        + "".join(f"{part:>10}" for part in (*PARTS, "rest"))
    )
    for total, name, (cpu, *parts) in rows:
        rest = total - sum(parts)
        slow = "  SLOW" if min(total, cpu) > TARGET_MS else ""
        print(f"{name:<34}{total:>10.1f}{cpu:>10.1f}" + "".join(f"{part:>10.1f}" for part in (*parts, rest)) + slow)
    totals = [total for total, _, _ in rows]
    cpus = [parts[0] for _, _, parts in rows]
    print(f"{len(rows)} questions: median {statistics.median(totals):.1f} ms, slowest {max(totals):.1f} ms")
    print(f"of the processor: median {statistics.median(cpus):.1f} ms, slowest {max(cpus):.1f} ms")
    for words in COLD if cold else ():
        print(f"{from_cold(words, cold):>8.3f} s  cpc-graph {' '.join(words)}")
    print(f"Python {platform.python_version()}, pyoxigraph {version('pyoxigraph')}")


def measured(store: Store, question: Question, example: Example, runs: int) -> tuple[float, str, tuple[float, ...]]:
    """Return the median milliseconds of one example, its name, and the medians of the processor's and of its parts."""
    engine.ask(store, question, example.given)  # warm
    samples = [timed(store, question, example) for _ in range(runs)]
    total, *parts = (statistics.median(column) * 1e3 for column in zip(*samples, strict=True))
    return total, f"{question.name} {example.row or ''}".strip(), tuple(parts)


def timed(store: Store, question: Question, example: Example) -> list[float]:
    """Ask once; return the seconds of the whole, then of each part."""
    with stopwatches() as spent:
        begun, worked = time.perf_counter(), time.process_time()
        engine.ask(store, question, example.given)
        took, work = time.perf_counter() - begun, time.process_time() - worked
        return [took, work, *(spent[part] for part in PARTS)]


class stopwatches:  # noqa: N801 (used as a word)
    """Time the parts of `ask` while in the block."""

    def __enter__(self) -> dict[str, float]:
        self.spent = dict.fromkeys(PARTS, 0.0)
        self.kept = {part: getattr(engine, part) for part in PARTS}
        for part in PARTS:
            setattr(engine, part, self.watched(part))
        return self.spent

    def watched(self, part: str) -> object:
        run = self.kept[part]

        def watched(*given: object, **named: object) -> object:
            begun = time.perf_counter()
            try:
                return run(*given, **named)
            finally:
                self.spent[part] += time.perf_counter() - begun

        return watched

    def __exit__(self, *_: object) -> None:
        for part, run in self.kept.items():
            setattr(engine, part, run)


def from_cold(words: list[str], runs: int) -> float:
    """Return the median seconds of a command in a process of its own."""

    def once() -> Iterator[float]:
        for _ in range(runs):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-m", "cpc_graph", *words], capture_output=True, check=True)
            yield time.perf_counter() - begun

    return statistics.median(once())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--cold", type=int, default=0, metavar="RUNS")
    wanted = parser.parse_args()
    if wanted.store is None:
        from cpc_graph.store.index import ensure_store
        from cpc_graph.workspace import find_workspace

        wanted.store = ensure_store(find_workspace(None)).path
    main(wanted.store, wanted.runs, wanted.only, wanted.cold)
