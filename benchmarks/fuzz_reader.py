"""Read mutated and truncated documents of the case sets: no crash, and every quote is the slice that it says it is.

.venv/bin/python benchmarks/fuzz_reader.py [COUNT] [SEED]
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from cpc_graph.extract.document import Extracted
from cpc_graph.extract.open import extract
from cpc_graph.read.contract import contract
from cpc_graph.read.reader import read
from cpc_graph.read.rest import quotes_in

_CASES = Path(__file__).parents[1] / "tests" / "cases" / "ingest"
_ODD = "«»;:.,()[]-–•\u200b\u00ad\n\n\t°%/'’ÀéŒ\ue000 0129IVX"


def _mutated(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    kind = chance.choice(["head", "tail", "odd", "shuffled", "gaps", "doubled"])
    if kind == "head":
        return text[:at]
    if kind == "tail":
        return text[at:]
    if kind == "shuffled":
        lines = text.split("\n")
        chance.shuffle(lines)
        return "\n".join(lines)
    if kind == "doubled":
        end = chance.randrange(at, len(text) + 1)
        return text[:end] + text[at:end] * chance.randrange(1, 4) + text[end:]
    for _ in range(chance.randrange(1, 30 if kind == "odd" else 10)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + (chance.choice(_ODD) + text[at:] if kind == "odd" else text[at + chance.randrange(1, 60) :])
    return text


def main() -> None:
    """Run and print one line; a crash is a traceback, a false quote an error."""
    count, seed = (int(given) for given in [*sys.argv[1:], *["14000", "1"][len(sys.argv) - 1 :]])
    chance = random.Random(seed)
    texts = [extract(path).text for path in sorted(_CASES.glob("*/*")) if path.suffix in (".txt", ".html")]
    slowest = 0.0
    for _ in range(count):
        text = _mutated(chance, chance.choice(texts))
        start = time.process_time()
        facts = read(Extracted(form=chance.choice(["text", "html"]), sha256="0" * 64, text=text), "x")
        contract(facts)
        slowest = max(slowest, time.process_time() - start)
        if any(text[quote.start : quote.end] != quote.exact for quote in quotes_in(facts)):
            raise SystemExit(f"a quote is not the slice of the text that it says it is:\n{text}")
    print(
        f"{count} inputs (seed {seed}) from {len(texts)} documents: no crash, every quote verified, slowest {slowest:.2f} s"
    )


if __name__ == "__main__":
    main()
