"""Time the reading of PDF files that this script makes itself, and say how much memory the reading process took.

Usage: python benchmarks/pdf.py [--pages N] [--repeat N]

Three files: the same act on five pages, in one column and in two, with running headers and footers; N pages of text (2,000 by
default), read up to the limit of 300 pages and then whole. "Cold" starts a Python and the reading process anew,
"warm" asks the process that has read a file already; the best of some tries, for other work on
the machine; "core" is the processor time of the reading process, "read" that of finding the facts. Needs fpdf2 (a development dependency).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fpdf import FPDF

from cpc_graph.extract.open import extract
from cpc_graph.extract.pdf_process import READER, Limits
from cpc_graph.read.contract import contract
from cpc_graph.read.reader import read

_HEAD = """Décision du 28 avril 2025 portant renouvellement du cadre de prescription compassionnelle de la spécialité
DAPSOVAL 100 mg, comprimé
La directrice générale de l'Agence nationale de sécurité du médicament et des produits de santé,
Vu le code de la santé publique, notamment ses articles L. 5121-12-1 et R. 5121-76-1 à R. 5121-76-11 ;"""
_RECITAL = "Considérant que les données recueillies au cours de la période {n} confirment l'intérêt du traitement ;"
_TAIL = """Décide :
Article 1er : Le cadre de prescription compassionnelle de la spécialité DAPSOVAL 100 mg, comprimé est renouvelé pour
une durée de trois ans à compter du 9 mai 2025 dans le traitement de la pemphigoïde des muqueuses de l'adulte.
Article 2 : La présente décision est publiée sur le site internet de l'ANSM.
Fait à Saint-Denis, le 28 avril 2025
La directrice générale,
Mathilde CORVISIER-LEROUX"""
_COLD = "import sys; from pathlib import Path; from cpc_graph.extract.open import extract; extract(Path(sys.argv[1]))"


def main() -> int:
    """Make the files, read them, print a table; 1 when a five-page file takes more than 0.2 s of a core once warm."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        act = [*_HEAD.split("\n"), *(_RECITAL.format(n=n) for n in range(1, 191)), *_TAIL.split("\n")]
        one, two = folder / "one.pdf", folder / "two.pdf"
        _write(one, act, columns=1, rows=42)
        _write(two, act, columns=2, rows=21)
        print(f"{'file':34}{'pages':>6}{'cold, s':>9}{'warm, s':>9}{'core, s':>9}{'read, s':>9}{'peak, MB':>10}")
        slow = [_line(path, options.repeat) > 0.2 for path in (one, two)]
        _long(folder / "long.pdf", options.pages)
    READER.stop()
    return int(any(slow))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--repeat", type=int, default=5)
    return parser.parse_args()


def _write(path: Path, lines: list[str], *, columns: int, rows: int) -> None:
    """Draw the lines, `rows` to a column, across the columns as a printer does, with a header and a footer."""
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_font("Helvetica", size=9 if columns == 1 else 5)
    per = rows * columns
    sheets = [lines[at : at + per] for at in range(0, len(lines), per)]
    for number, sheet in enumerate(sheets, 1):
        pdf.add_page()
        pdf.text(20, 10, "Agence nationale de sécurité du médicament et des produits de santé")
        for row in range(rows):
            for column in range(columns):
                at = column * rows + row
                if at < len(sheet):
                    pdf.text(15 + 95 * column, 20 + 6 * row, sheet[at])
        pdf.text(20, 290, f"ANSM - Page {number} sur {len(sheets)} - 02.06.2025 09:12")
    pdf.output(str(path))


def _line(path: Path, repeat: int) -> float:
    cold = _timed(lambda: subprocess.run([sys.executable, "-c", _COLD, str(path)], check=True), 3)
    READER.stop()
    extracted = extract(path)
    before = _core()
    warm = _timed(lambda: extract(path), repeat)
    core = (_core() - before) / repeat
    before = time.process_time()
    for _ in range(repeat):
        contract(read(extracted, "x"))
    reading = (time.process_time() - before) / repeat
    print(f"{path.name:34}{len(extracted.pages):6}{cold:9.2f}{warm:9.3f}{core:9.3f}{reading:9.3f}{_peak():10.0f}")
    return core + reading


def _long(path: Path, pages: int) -> None:
    lines = [f"{_RECITAL.format(n=n)} Ligne {n} du rapport annexé." for n in range(pages * 42)]
    _write(path, lines, columns=1, rows=42)
    # More seconds than the default of 30: other work on the machine must not end the measure.
    for limits in (Limits(seconds=600), Limits(seconds=600 + pages, pages=pages)):
        READER.stop()
        seen: list[int] = []
        start = time.perf_counter()
        found = extract(path, limits, progress=_counting(seen))
        spent = time.perf_counter() - start
        core = _core()
        start = time.process_time()
        contract(read(found, "x"))
        reading = time.process_time() - start
        name = f"{path.name}, limit {limits.pages} pages"
        print(f"{name:34}{len(found.pages):6}{spent:9.2f}{'':9}{core:9.2f}{reading:9.3f}{_peak():10.0f}", end="  ")
        print(f"{', '.join(notice.code for notice in found.notices) or 'no notice'}; progress told {len(seen)} times")


def _counting(seen: list[int]) -> Callable[[int, int], None]:
    return lambda page, _: seen.append(page)


def _timed(work: Callable[[], object], repeat: int) -> float:
    spent = []
    for _ in range(max(1, repeat)):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return min(spent)


def _core() -> float:
    """Return the seconds of a core that the reading process has used; nothing where the system does not tell."""
    process = READER._process
    told = Path(f"/proc/{process.pid}/stat") if process else None
    if told is None or not told.is_file():
        return float("nan")
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _peak() -> float:
    """Return the peak resident memory of the reading process, in megabytes; nothing where the system does not tell."""
    process = READER._process
    status = Path(f"/proc/{process.pid}/status") if process else None
    if status is None or not status.is_file():
        return float("nan")
    told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(told.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
