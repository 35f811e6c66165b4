"""A command line in a workspace of its own: `cli("ask", "CQ01")` returns status, output and messages."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from cpc_graph.cli.main import main


@dataclass(frozen=True, slots=True)
class Done:
    status: int
    out: str
    err: str


Cli = Callable[..., Done]


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory) -> str:
    """A folder without data: the shipped corpus alone."""
    return str(tmp_path_factory.mktemp("workspace"))


@pytest.fixture
def cli(empty_workspace, monkeypatch, capsys) -> Cli:
    """Run commands in this process."""
    monkeypatch.setenv("CPC_GRAPH_WORKSPACE", empty_workspace)
    for name in ("CPC_GRAPH_LANG", "CPC_GRAPH_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> Done:
        capsys.readouterr()
        status = main(words)
        said = capsys.readouterr()
        return Done(status, said.out, said.err)

    return run
