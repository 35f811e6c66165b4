"""Turn measures into bytes, on one core or several, in order and a few at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Literal

import pyoxigraph

from cpc_graph.build.trig import canonical_trig
from cpc_graph.generate.archive import Item, Order, items_of
from cpc_graph.generate.chain import cut_to, plan_measure, plan_measures
from cpc_graph.generate.plan import MeasurePlan

Form = Literal["trig", "nq"]
_MEASURES = 40  # measures a batch: a second of work, a few megabytes of result
_AHEAD = 2  # batches that each worker has waiting


@dataclass(frozen=True, slots=True)
class Row:
    """What the manifest counts of an act; `broken` names its mutation."""

    act: str
    file: str
    kind: str
    quads: int
    parts: int
    citations: int
    indications: int
    duties: int
    broken: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A graph as bytes, the file that it goes to, the text it was read from, and what is counted of it."""

    file: str
    content: bytes
    quads: int
    text: str = ""
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    """Measures by number: the first, the number of its first act, how many; `cut`: how many acts the last one has."""

    first: int
    first_act: int
    count: int
    cut: int


def pieces(order: Order, form: Form, jobs: int) -> Iterator[Piece]:
    """Yield the archive piece by piece; the bytes are the same whatever `jobs`, the number of processes."""
    tasks = _tasks(order)
    if jobs < 2:
        for task in tasks:
            yield from _made(order, form, task)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Piece]]] = deque()
        for task in tasks:
            waiting.append(pool.submit(_made, order, form, task))
            if len(waiting) > jobs * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _tasks(order: Order) -> Iterator[_Task]:
    batch: list[MeasurePlan] = []
    for measure in plan_measures(order.seed, order.count):
        batch.append(measure)
        if len(batch) == _MEASURES:
            yield _task(batch)
            batch = []
    if batch:
        yield _task(batch)


def _task(batch: list[MeasurePlan]) -> _Task:
    return _Task(batch[0].number, batch[0].acts[0].number, len(batch), len(batch[-1].acts))


def _made(order: Order, form: Form, task: _Task) -> list[Piece]:
    """Plan the measures of a task again (cheaper than to send them) and make their pieces."""
    return [_piece(item, form) for measure in _planned(order, task) for item in items_of(order, measure)]


def _planned(order: Order, task: _Task) -> Iterator[MeasurePlan]:
    act = task.first_act
    for number in range(task.first, task.first + task.count):
        measure = plan_measure(order.seed, number, act)
        if number == task.first + task.count - 1:
            measure = cut_to(measure, task.cut)
        yield measure
        act += len(measure.acts)


def _piece(item: Item, form: Form) -> Piece:
    content = canonical_trig(item.quads) if form == "trig" else _lines(item)
    return Piece(item.file, content, len(item.quads), item.text, _row(item))


def _lines(item: Item) -> bytes:
    """Return N-Quads in a fixed order."""
    lines = pyoxigraph.serialize(item.quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(lines.splitlines(keepends=True)))


def _row(item: Item) -> Row | None:
    if item.made is None:
        return None
    plan, facts = item.made.plan, item.made.facts
    return Row(
        act=plan.path,
        file=item.file,
        kind=f"{plan.action} {plan.regime}",
        quads=len(item.quads),
        parts=len(facts.parts),
        citations=len(facts.citations),
        indications=len(facts.indications),
        duties=len(facts.obligations),
        broken=plan.broken,
    )
