"""Score the reading of documents against gold facts, field by field, beside a plain baseline, and time it.

Usage: python benchmarks/ingest.py [FOLDER] [--save FILE] [--against FILE] [--list] [--no-baseline] [--repeat N]

FOLDER holds documents NN-slug.txt|html|pdf with their gold NN-slug.json (default: tests/cases/ingest/dev).
`--save` keeps the wrong and missing values, `--against` says what was gained and lost since such a file.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest_baseline import baseline
from ingest_score import score
from ingest_tally import Score, lines, total

from cpc_graph.extract.open import extract
from cpc_graph.link.verdict import REVIEW
from cpc_graph.read.contract import contract
from cpc_graph.read.reader import read
from cpc_graph.read.rest import quotes_in

_DEFAULT = Path(__file__).parent.parent / "tests" / "cases" / "ingest" / "dev"


def main() -> int:
    """Score the folder; 0 when every quote is where it says and every exit status is as the gold says."""
    options = _options()
    cases = _cases(options.folder)
    tallies: Score = {}
    odd = [line for path, gold in cases for line in _one(path, gold, tallies)]
    print("\n".join(lines(tallies)))
    print("\n".join(odd))
    if not options.no_baseline:
        _baseline(cases)
    _speed(cases, options.repeat)
    every = total(tallies)
    values = {"wrong": sorted(every.wrong), "missed": sorted(every.missed)}
    if options.list:
        print(
            "\n".join([f"- wrong  {one}" for one in values["wrong"]] + [f"- missed {one}" for one in values["missed"]])
        )
    if options.against:
        _compare(json.loads(options.against.read_text(encoding="utf-8")), values)
    if options.save:
        options.save.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if odd else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=_DEFAULT)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--no-baseline", action="store_true")
    parser.add_argument("--repeat", type=int, default=3)
    return parser.parse_args()


def _cases(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    found = []
    for gold in sorted(folder.glob("*.json")):
        document = next(path for path in sorted(folder.glob(f"{gold.stem}.*")) if path.suffix != ".json")
        found.append((document, json.loads(gold.read_text(encoding="utf-8"))))
    return found


def _one(path: Path, gold: dict[str, Any], tallies: Score) -> list[str]:
    """Score one document; return what must never be: a quote that is not in the text, a wrong exit status."""
    extracted = extract(path)
    facts = read(extracted, path.name)
    got = contract(facts)
    score(got, gold, path.name, tallies)
    texts = [extracted.text] + ([extracted.other.text] if extracted.other else [])
    odd = []
    if not any(all(text[q.start : q.end] == q.exact for q in quotes_in(facts)) for text in texts):
        odd.append(f"! {path.name}: a quote is not the slice of the text that it says it is")
    status = int(any(one["code"] in REVIEW for one in got["warnings"]))
    if status != gold["case"]["exit_status"]:
        odd.append(f"! {path.name}: exit status {status}, the gold says {gold['case']['exit_status']}")
    return odd


def _baseline(cases: list[tuple[Path, dict[str, Any]]]) -> None:
    tallies: Score = {}
    for path, gold in cases:
        score(baseline(path), gold, path.name, tallies)
    every = total(tallies)
    print(f"baseline                     {every.precision:9.3f} {every.recall:7.3f} {every.f1:6.3f}")
    wins = [key for key, one in tallies.items() if one.right and one.f1 > 0.9]
    print(f"baseline has an F1 above 0.9 in: {', '.join(wins) or 'no field'}")


def _speed(cases: list[tuple[Path, dict[str, Any]]], repeat: int) -> None:
    texts = [extract(path) for path, _ in cases if path.suffix != ".pdf"]
    _timed("text and HTML documents read", lambda: [contract(read(one, "x")) for one in texts], len(texts), repeat)


def _timed(what: str, work: Callable[[], object], count: int, repeat: int) -> None:
    best = float("inf")
    for _ in range(max(1, repeat)):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    print(f"{what}: {count / best:.0f} a second of one core (best of {repeat}, {best / count * 1000:.1f} ms each)")


def _compare(before: dict[str, list[str]], now: dict[str, list[str]]) -> None:
    for key in ("wrong", "missed"):
        old, new = set(before[key]), set(now[key])
        print("\n".join([f"+ gained ({key}) {one}" for one in sorted(old - new)]))
        print("\n".join([f"- lost   ({key}) {one}" for one in sorted(new - old)]))


if __name__ == "__main__":
    sys.exit(main())
