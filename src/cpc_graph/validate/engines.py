"""The engines by name: `fast` is ours for our own rules, `pyshacl` the reference that it must agree with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import Quad

from cpc_graph.validate.engine import Result, run
from cpc_graph.validate.facts import Facts
from cpc_graph.validate.fast import run_fast

DEFAULT = "fast"
ENGINES: Mapping[str, Callable[[Facts, Iterable[Quad]], list[Result]]] = {"fast": run_fast, "pyshacl": run}
