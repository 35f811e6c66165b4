"""`cpc-graph`: the group of commands, its exit statuses, and one line for every error.

0 fine; 1 the answer is "no"; 2 bad usage or unreadable input; 3 the surroundings; 130 interrupted.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from cpc_graph import __version__
from cpc_graph.cli.bilingual import Group, Option
from cpc_graph.cli.messages import Said, lang, translate_click, use, wanted_language
from cpc_graph.errors import CpcGraphError
from cpc_graph.text.shown import shown as visible

COMMANDS = (
    "demo",
    "build",
    "ingest",
    "add",
    "validate",
    "ask",
    "query",
    "export",
    "shapes",
    "generate",
    "explain",
    "diff",
    "agenda",
    "watch",
    "timeline",
    "lineage",
)
DEBUG = "CPC_GRAPH_DEBUG"
INTERRUPTED, BROKEN_PIPE, SURROUNDINGS = 130, 141, 3


class Root(Group):
    """The group: each command's module is imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of a first use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"cpc_graph.cli.{cmd_name}").command
        return command


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: FBT001  (click's signature)
    if value:
        click.echo(f"cpc-graph {__version__}")
        ctx.exit()


cli = Root(
    name="cpc-graph",
    said=Said(
        "Graphe des décisions de l'ANSM sur l'accès dérogatoire (RTU, CPC), chaque énoncé avec sa phrase.\n\n"
        "État de sortie : 0 bien ; 1 la réponse est non ; 2 usage ou entrée non lisible ; 3 environnement.",
        "Graph of the ANSM's decisions on derogatory access (RTU, CPC), each statement with its sentence.\n\n"
        "Exit status: 0 fine; 1 the answer is no; 2 bad usage or unreadable input; 3 the surroundings.",
    ),
    example=Said("cpc-graph demo\ncpc-graph ask CQ34", "cpc-graph --lang en demo\ncpc-graph --lang en ask CQ34"),
    params=[
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            said=Said("Affiche la version.", "Show the version."),
        )
    ],
)


def run() -> None:
    """Be the program `cpc-graph`."""
    _speak_utf8()
    argv = [os.fsencode(word).decode("utf-8", "surrogateescape") for word in sys.argv[1:]]
    sys.exit(main(argv))


def main(argv: Sequence[str]) -> int:
    """Run one command; return its exit status. Nothing is raised."""
    use(wanted_language(argv))
    translate_click()
    try:
        status = _invoke(list(argv))
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    return status


def _invoke(argv: list[str]) -> int:
    try:
        with cli.make_context("cpc-graph", argv) as ctx:
            result = cli.invoke(ctx)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        return 0
    except click.UsageError as error:
        return _fail(_usage_line(error), error.exit_code)
    except CpcGraphError as error:
        return _fail(error.line(lang()), error.exit_code)
    except (BrokenPipeError, KeyboardInterrupt, click.Abort):
        raise
    except Exception as error:
        return _unexpected(error)
    return result if isinstance(result, int) else 0


def _usage_line(error: click.UsageError) -> str:
    line = " ".join(error.format_message().split()).rstrip(".")
    command = error.ctx.command_path if error.ctx else "cpc-graph"
    return line + Said(f" (voir « {command} --help »)", f" (see '{command} --help')").here()


def _unexpected(error: Exception) -> int:
    """Say in one line what went wrong and how to tell us; the traceback only when it is asked for."""
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return _fail(
        Said(
            f"erreur imprévue, à signaler avec cette ligne et la commande ({DEBUG}=1 donne le détail) : {what}",
            f"unexpected error, please report it with this line and the command ({DEBUG}=1 shows more): {what}",
        ).here(),
        SURROUNDINGS,
    )


def _fail(line: str, status: int) -> int:
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    prefix = Said("cpc-graph : ", "cpc-graph: ").here()
    print(prefix + visible(line), file=sys.stderr)
    return status


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; what has no form is escaped, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """The reader is gone: let what is still buffered go nowhere, quietly."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
