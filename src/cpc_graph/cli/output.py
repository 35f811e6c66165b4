"""Where results go: bytes to standard output; tables for people only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cpc_graph.cli.limit import stop_the_clock

if TYPE_CHECKING:
    from rich.console import Console

_PLAIN_WIDTH = 120


def on_terminal() -> bool:
    """Tell whether a person reads the output."""
    return sys.stdout.isatty()


def emit(data: bytes | str) -> None:
    """Write a result to standard output, in UTF-8, with a line end."""
    stop_the_clock()
    text = data.decode("utf-8") if isinstance(data, bytes) else data
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


def console() -> Console:
    """Return what tables are drawn on: the terminal, or plain text of a fixed width."""
    from rich.console import Console  # late: a fifth of a second

    if on_terminal():
        return Console(file=sys.stdout, highlight=False, soft_wrap=False)
    return Console(file=sys.stdout, highlight=False, no_color=True, width=_PLAIN_WIDTH)


def lines(texts: Iterable[str]) -> str:
    """Join lines for `emit`."""
    return "".join(text + "\n" for text in texts)
