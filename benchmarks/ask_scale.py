"""Ask every question of the library of stores of several sizes, in process, and print medians.

    .venv/bin/python benchmarks/ask_scale.py FOLDER [SIZE…] [--samples N] [--only NAME…] [--whole-up-to SIZE]

FOLDER is what `archive.py` filled. A question that can be about one act, measure, person or product is asked of N such,
spread over the store, by IRI; one that needs no such thing is asked of the whole graph too. The time is that of `ask`,
from the parameters to the proof, in seconds of processor: other work on the machine hardly counts. Then names are looked
up, the first time and again; then a few whole-graph questions are put side by side: ours, the same written naively on raw
pyoxigraph, and that in rdflib (1,000 decisions at most).
"""

from __future__ import annotations

import argparse
import datetime as dt
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from cpc_graph.ask.engine import ask
from cpc_graph.ask.header import Question
from cpc_graph.ask.library import load_questions
from cpc_graph.errors import UsageError
from cpc_graph.names import CPC, PREFIXES
from cpc_graph.store.reader import Store

SIZES = (1_000, 10_000, 100_000)
KINDS = {
    "measure": CPC + "Measure",
    "decision": CPC + "RenewalDecision",
    "act": CPC + "RenewalDecision",
    "person": PREFIXES["foaf"] + "Person",
    "product": CPC + "Speciality",
    "company": CPC + "Company",
    "indication": CPC + "Indication",
}
FIXED = {
    "provision": "L. 5121-12-1",
    "regime": "CPC",
    "integer": "3",
    "text": "maladie",
    "meeting": "2022-05-13-csp-dermatologie",
    "document": "S0",
    "age": "6 ans",
}
DAYS = {"asOf": "2023-06-01", "from": "2021-01-01", "to": "2023-12-31", "day": "2023-06-01"}
TARGET_MS = 10.0
LIMIT_S = 20.0  # no more samples of a question after that


def main(folder: Path, sizes: list[int], samples: int, only: list[str], whole_up_to: int) -> None:
    questions = {name: one for name, one in load_questions().items() if not only or name in only}
    one: dict[str, dict[int, float | str]] = {name: {} for name, each in questions.items() if focus(each)}
    whole: dict[str, dict[int, float | str]] = {name: {} for name, each in questions.items() if not needs_one(each)}
    for size in sizes:
        with Store(folder / str(size) / "store") as store:
            things = {kind: list(spread(store, NamedNode(iri), samples)) for kind, iri in KINDS.items()}
            for name in one:
                one[name][size] = median(store, questions[name], things, samples, is_of_one=True)
            for name in whole if size <= whole_up_to else ():
                whole[name][size] = median(store, questions[name], things, 1, is_of_one=False)
    report("asked of one", one, sizes, questions)
    report("asked of all", whole, sizes, questions)
    for size in sizes:
        with Store(folder / str(size) / "store") as store:
            names(store, size)
    for size in sizes:
        if size <= whole_up_to:
            side_by_side(folder, size)
    print(f"Python {platform.python_version()}, pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}")


def focus(question: Question) -> str | None:
    """Return the parameter that makes a question one about one thing, required or not."""
    return next((one.name for one in question.parameters if one.type in KINDS), None)


def needs_one(question: Question) -> bool:
    return any(one.required and one.type in KINDS for one in question.parameters)


def spread(store: Store, kind: NamedNode, count: int) -> Iterator[str]:
    """Yield instances of a class, spread over the store's order of names."""
    total = sum(1 for _ in store.raw.quads_for_pattern(None, None, kind, None))
    step = max(1, total // count)
    for quad in islice(store.raw.quads_for_pattern(None, None, kind, None), 0, step * count, step):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def median(
    store: Store, question: Question, things: dict[str, list[str]], samples: int, *, is_of_one: bool
) -> float | str:
    """Return the median milliseconds, or why the question could not be asked."""
    took: list[float] = []
    for at in range(samples):
        try:
            given = dict(values(question, things, at, is_of_one=is_of_one))
            begun = time.process_time()
            ask(store, question, given)
        except (IndexError, UsageError) as refused:
            return str(refused)[:10]
        took.append(time.process_time() - begun)
        if sum(took) > LIMIT_S:
            break
    return statistics.median(took) * 1e3


def values(question: Question, things: dict[str, list[str]], at: int, *, is_of_one: bool) -> Iterator[tuple[str, str]]:
    for parameter in question.parameters:
        if parameter.type in KINDS:
            if parameter.required or (is_of_one and parameter.name == focus(question)):
                shift = 1 if parameter.name in ("to", "cited", "other", "second") else 0
                yield parameter.name, things[parameter.type][(at + shift) % len(things[parameter.type])]
        elif parameter.type == "date" and (parameter.required or parameter.name == "asOf"):
            yield parameter.name, DAYS.get(parameter.name, "2023-06-01")
        elif parameter.required:
            yield parameter.name, FIXED[parameter.type]


def report(
    what: str, times: dict[str, dict[int, float | str]], sizes: list[int], questions: dict[str, Question]
) -> None:
    """Print the medians, by what is asked about."""
    print(f"{what + ' (median ms)':<28} {'about':<14}" + "".join(f"{size:>12}" for size in sizes))
    for name, by_size in sorted(times.items(), key=lambda pair: (about(questions[pair[0]], what), pair[0])):
        shown = "".join(f"{took:>12.1f}" if isinstance(took, float) else f" {took:>11}" for took in by_size.values())
        last = next(reversed(by_size.values()), "")
        slow = "  SLOW" if what == "asked of one" and isinstance(last, float) and last > TARGET_MS else ""
        print(f"{name:<28} {about(questions[name], what):<14}{shown}{slow}", flush=True)


def about(question: Question, what: str) -> str:
    """Return the type of what a question is asked of."""
    types = {one.name: one.type for one in question.parameters}
    return types.get(focus(question) or "", "") if what == "asked of one" else ""


def names(store: Store, size: int) -> None:
    """Look names up: a label as it stands, folded, a part of it, one that nobody bears."""
    question = load_questions()["measure-lineage"]
    node = NamedNode(next(iter(spread(store, NamedNode(KINDS["measure"]), 1))))
    label = next(store.raw.quads_for_pattern(node, NamedNode(PREFIXES["rdfs"] + "label"), None, None)).object.value
    asked = {
        "by IRI": node.value,
        "label as it stands": label,
        "label in capitals": label.upper(),
        "last part of the IRI": node.value.rpartition("/")[2],
        "first word": label.split()[0],
        "a name of nobody": "zzyzxomab",
    }
    for what, text in asked.items():
        first, again = (timed(lambda text=text: refused(store, question, text), runs) for runs in (1, 3))
        print(f"{size:>8} measure {what:<24} {first:>9.1f} ms, again {again:>7.1f} ms", flush=True)
    day = load_questions()["act-dates"]
    act = next(iter(spread(store, NamedNode(KINDS["decision"]), 1)))
    label = next(
        store.raw.quads_for_pattern(NamedNode(act), NamedNode(PREFIXES["rdfs"] + "label"), None, None)
    ).object.value
    print(
        f"{size:>8} decision {'label as it stands':<23} {timed(lambda: refused(store, day, label)):>9.1f} ms",
        flush=True,
    )


def refused(store: Store, question: Question, text: str) -> None:
    key = question.parameters[0].name
    try:
        ask(store, question, {key: text})
    except UsageError:
        return


def timed(run: Callable[[], Any], runs: int = 3) -> float:
    """Return the median milliseconds of a few runs."""
    took = []
    for _ in range(runs):
        begun = time.process_time()
        run()
        took.append(time.process_time() - begun)
    return statistics.median(took) * 1e3


HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
NAIVE = {
    # what is in force on a day: the state that began last before it
    "allowed-on": """SELECT ?measure ?state ?indication WHERE {
  ?state cpc:stateOf ?measure ; cpc:periodStart ?start ; cpc:hasIndication ?indication .
  FILTER(?start <= "2023-06-01"^^xsd:date)
  FILTER NOT EXISTS { ?later cpc:stateOf ?measure ; cpc:periodStart ?next .
    FILTER(?next > ?start && ?next <= "2023-06-01"^^xsd:date) }
  OPTIONAL { ?state cpc:underTerm/cpc:periodEnd ?end } FILTER(!BOUND(?end) || ?end > "2023-06-01"^^xsd:date)
}""",
    "decisions-between": """SELECT ?decision ?day ?name WHERE {
  ?decision a cpc:Decision ; eli:date_document ?day ; rdfs:label ?name .
  FILTER(LANG(?name) = "fr" && ?day >= "2021-01-01"^^xsd:date && ?day <= "2023-12-31"^^xsd:date) } ORDER BY ?day""",
    "subdivisions-cited": """SELECT ?decision ?citation ?cited ?whole WHERE {
  ?decision cpc:hasCitation ?citation . ?citation cpc:citesProvision ?provision ; cpc:citesSubdivision ?cited .
  ?cited eli:is_part_of+ ?whole . ?whole a cpc:ProvisionVersion }""",
    # indications gained from one state to the next, over all chains
    "gained, all chains": """SELECT ?state ?indication WHERE {
  ?before cpc:nextState ?state . ?state cpc:hasIndication ?indication .
  FILTER NOT EXISTS { ?before cpc:hasIndication ?indication } }""",
}


def side_by_side(folder: Path, size: int) -> None:
    """Whole-graph questions: ours, the naive query on raw pyoxigraph, and in rdflib."""
    with Store(folder / str(size) / "store") as store:
        graph = in_rdflib(store) if size <= 1_000 else None
        questions = load_questions()
        for name, query in NAIVE.items():
            ours = "-"
            if name in questions:
                given = dict(values(questions[name], {}, 0, is_of_one=False))
                ours = f"{timed(lambda name=name, given=given: ask(store, questions[name], given), 1):.0f}"
            naive = timed(lambda query=query: list(store.query(HEAD + query)), 1)  # type: ignore[call-overload]
            slow = f"{timed(lambda query=query: list(graph.query(HEAD + query)), 1):.0f}" if graph is not None else "-"
            print(
                f"{size:>8} {name:<22} ours {ours:>8} ms  naive, pyoxigraph {naive:>8.0f} ms  naive, rdflib {slow:>8} ms",
                flush=True,
            )


def in_rdflib(store: Store) -> Any:
    from cpc_graph.rdf.to_rdflib import to_graph

    return to_graph(store.raw)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--samples", type=int, default=20)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--whole-up-to", type=int, default=10_000)
    wanted = parser.parse_args()
    print(f"{dt.date.today()}: {wanted.samples} samples")
    main(wanted.folder, wanted.sizes, wanted.samples, wanted.only, wanted.whole_up_to)
