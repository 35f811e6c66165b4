"""Many files: folders unfolded, batches of files that belong together, judged on several cores, one report.

Memory is bounded by a batch and by what is found, not by the archive: files are read once to see which belong
together (they tell of one measure, or act on one another), and again when their batch is judged.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from cpc_graph.errors import InputError
from cpc_graph.rdf.gate import FORMATS, read_quads
from cpc_graph.rdf.intake import STDIN, shown
from cpc_graph.rdf.terms import iri
from cpc_graph.validate.finding import Finding, Report, by_gravity, text_of

BATCH = 200  # files; more gains nothing
_AHEAD = 2  # batches that wait for each process
_LINKS = {iri(f"cpc:{name}") for name in ("renews", "modifies", "abrogates", "impactOn", "stateOf")}
_OF_ALL = {"Vocabulary-somethingJudged", "Vocabulary-shapesHaveTarget"}  # true of a report only when of every batch
Judge = Callable[[Sequence[Path]], Report]


def unfolded(files: Sequence[Path | str]) -> list[Path]:
    """Put in the place of each folder the RDF files in it, at any depth. Raises InputError when there are none."""
    found: list[Path] = []
    for path in map(Path, files):
        inside = sorted(_inside(path)) if path.is_dir() else [path]
        if not inside:
            raise InputError(
                fr=f"{shown(path)} : aucun fichier RDF dans ce dossier ({' '.join(FORMATS)})",
                en=f"{shown(path)}: there is no RDF file in this folder ({' '.join(FORMATS)})",
            )
        found += inside
    return list(dict.fromkeys(found))


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if Path(name).suffix.lower() in FORMATS)


def batches(files: Sequence[Path], size: int) -> Iterator[list[Path]]:
    """Yield the files in batches of about `size`: those that belong together are in one. Raises InputError."""
    if len(files) <= size or STDIN in map(str, files):  # standard input is read once
        yield list(files)
        return
    batch: list[Path] = []
    for group in _together(files):
        if batch and len(batch) + len(group) > size:
            yield batch
            batch = []
        batch += group
    yield batch


def _together(files: Sequence[Path]) -> list[list[Path]]:
    """Group the files by the measures and acts that they link: union-find over numbers of files."""
    root = list(range(len(files)))
    first: dict[int, int] = {}  # by hash of an IRI, which is small: two that meet by chance only join two groups

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for number, path in enumerate(files):
        for name in _linked(path):
            one, other = find(first.setdefault(hash(name), number)), find(number)
            root[max(one, other)] = min(one, other)
    groups: dict[int, list[Path]] = {}
    for number, path in enumerate(files):
        groups.setdefault(find(number), []).append(path)
    return list(groups.values())


def _linked(path: Path) -> set[str]:
    return {
        text_of(node) for quad in read_quads(path) if quad.predicate in _LINKS for node in (quad.subject, quad.object)
    }


def judge_all(files: Sequence[Path], judge: Judge, *, jobs: int, tell: Callable[[int], None]) -> Report:
    """Judge files batch by batch in `jobs` processes and put the reports together; `tell` hears how many are done."""
    reports: list[Report] = []
    done = 0
    for report in _reports(batches(files, BATCH), judge, jobs if len(files) > BATCH else 1):
        reports.append(report)
        done += len(report.files)
        tell(done)
    return reports[0] if len(reports) == 1 else merged(reports)


def _reports(work: Iterable[list[Path]], judge: Judge, jobs: int) -> Iterator[Report]:
    if jobs < 2:
        yield from map(judge, work)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Report]] = deque()
        for batch in work:
            waiting.append(pool.submit(judge, batch))
            if len(waiting) > jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def merged(reports: Sequence[Report]) -> Report:
    """Put the reports of batches together; `rules` is that of the batch that most rules judged."""
    whole = set.intersection(*({finding.rule for finding in report.findings} & _OF_ALL for report in reports))
    findings: list[Finding] = []
    told: set[Hashable] = set()
    for report in reports:
        new = [each for each in report.findings if _what(each) not in told and each.rule not in _OF_ALL - whole]
        told.update(map(_what, new))
        findings += new
    return Report(
        findings=tuple(sorted(findings, key=by_gravity)),
        files=tuple(name for report in reports for name in report.files),
        as_of=reports[0].as_of,
        rules=max(report.rules for report in reports),
        judged=sum(report.judged for report in reports),
    )


def _what(finding: Finding) -> Hashable:
    """Return what is told once, though two batches have files that describe the thing: a provision, an agency."""
    if finding.rule in _OF_ALL:
        return finding.rule
    return (finding.rule, finding.focus, finding.path, finding.value, finding.component)
