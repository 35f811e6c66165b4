"""The time that a reading command may take: the engine cannot be told to stop, so the process ends itself, status 3."""

from __future__ import annotations

import os
import sys
import threading

import click

from cpc_graph.cli.messages import Said
from cpc_graph.errors import SurroundingsError, UsageError

VARIABLE = "CPC_GRAPH_TIMEOUT"
SECONDS = 60.0
# Options that ask for no less when they are given.
_SHARED = frozenset({"--workspace", "--store", "--lang", "--format", "--output", "-o", "--assume", "--ics", "--today"})


_clocks: list[threading.Timer] = []


def watch_the_clock() -> None:
    """End this process with status 3 and one line when the command that runs takes longer than it may.

    Nothing is half done then: a reading command writes its answer at the end, and `stop_the_clock` comes before; a
    file is written in one step. 0 sets no limit.
    Raises UsageError when CPC_GRAPH_TIMEOUT is no number of seconds.
    """
    seconds, context = _seconds(), click.get_current_context()
    if not seconds:
        return
    clock = threading.Timer(seconds, _end, (_late(seconds, context.command),))
    clock.daemon = True
    clock.start()
    _clocks.append(clock)
    context.call_on_close(stop_the_clock)  # the process may go on after the command: a test, a Python session


def stop_the_clock() -> None:
    """Count no further: the answer is there, and who reads it (a pager) may take all day."""
    while _clocks:
        _clocks.pop().cancel()


def _seconds() -> float:
    given = os.environ.get(VARIABLE, "")
    try:
        seconds = float(given) if given else SECONDS
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= threading.TIMEOUT_MAX:
        shown = given[:40]
        raise UsageError(
            fr=f"{VARIABLE} : « {shown} » n'est pas un nombre de secondes",
            en=f"{VARIABLE}: '{shown}' is not a number of seconds",
        )
    return seconds


def _late(seconds: float, command: click.Command) -> str:
    """Say that time is up, and what this command takes to be asked of less."""
    narrow = ", ".join(_narrowing(command))
    fr = f"donnez {narrow}, ou " if narrow else ""
    en = f"give {narrow}, or " if narrow else ""
    late = SurroundingsError(
        fr=f"délai de {seconds:g} s dépassé ; {fr}plus de temps ({VARIABLE}=SECONDES)",
        en=f"time limit of {seconds:g} s exceeded; {en}more time ({VARIABLE}=SECONDS)",
    )
    return Said("cpc-graph : ", "cpc-graph: ").here() + Said(late.fr, late.en).here()


def _narrowing(command: click.Command) -> list[str]:
    """Return the options and arguments of a command that say what is asked about; what is required is given already."""
    found = []
    for param in command.params:
        if param.required:
            continue
        if isinstance(param, click.Argument):
            found.append(param.make_metavar(click.get_current_context()).strip("[]…"))
        elif isinstance(param, click.Option) and not (_SHARED & {*param.opts} or param.is_flag or param.hidden):
            found.append(param.opts[0])
    return found


def _end(line: str) -> None:
    """Leave at once: the engine holds the main thread."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
    os._exit(SurroundingsError.exit_code)
