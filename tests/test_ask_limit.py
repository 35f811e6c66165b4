"""A reading command that takes too long ends itself: one line that says what to narrow, status 3."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import click
import pytest

from cpc_graph.cli.limit import VARIABLE, watch_the_clock
from cpc_graph.cli.output import emit
from cpc_graph.errors import UsageError

SLOW = """
import click
from cpc_graph.cli.limit import watch_the_clock
from cpc_graph.cli.messages import use
from cpc_graph.store.reader import Store

@click.command()
@click.option("--measure")
@click.option("--store")
@click.option("--proof", is_flag=True)
def ask(measure, store, proof):
    watch_the_clock()
    # a product of the graph with itself: the engine, not Python, is at work
    quads = "".join(f"<x:{n}> <x:p> {n} . " for n in range(3000))
    engine = Store()
    engine.raw.update("INSERT DATA { GRAPH <x:g> { " + quads + "} }")
    print(engine.select("SELECT (COUNT(*) AS ?n) WHERE { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?b + ?d + ?f = -1) }"))

use("LANG")
ask()
"""


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "délai de 0.3 s dépassé ; donnez --measure, ou plus de temps (CPC_GRAPH_TIMEOUT=SECONDES)"),
        ("en", "time limit of 0.3 s exceeded; give --measure, or more time (CPC_GRAPH_TIMEOUT=SECONDS)"),
    ],
)
def test_the_engine_is_left_at_the_limit(lang: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW.replace("LANG", lang)],
        env=os.environ | {VARIABLE: "0.3"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.strip().endswith(said)


def test_a_command_that_is_done_leaves_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []
    monkeypatch.setattr("cpc_graph.cli.limit._end", ended.append)
    monkeypatch.setenv(VARIABLE, "0.05")
    with click.Context(click.Command("ask")):
        watch_the_clock()
    import time

    time.sleep(0.15)
    assert ended == []


@pytest.mark.parametrize("given", ["soon", "-1", "nan", "inf"])
def test_a_limit_that_is_no_number_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, given)
    with click.Context(click.Command("ask")), pytest.raises(UsageError, match=VARIABLE):
        watch_the_clock()


def test_an_answer_that_is_there_may_be_read_at_leisure(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []
    monkeypatch.setattr("cpc_graph.cli.limit._end", ended.append)
    monkeypatch.setenv(VARIABLE, "0.05")

    @click.command()
    def slow_to_read() -> None:
        watch_the_clock()
        emit("answer")
        time.sleep(0.3)

    slow_to_read.main([], standalone_mode=False)
    assert ended == []
