"""Run the engine on somebody else's shapes in a process of its own, with a memory cap, killed at the time limit.

The child is `python -m cpc_graph.validate.confined`: a job as JSON on standard input, the results as JSON on
standard output, terms in N-Triples.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from cpc_graph.errors import InputError, SurroundingsError
from cpc_graph.validate.engine import Result, run
from cpc_graph.validate.finding import Node

SECONDS = 30.0
MAX_MEMORY = 1000 * 2**20


def run_confined(data: Iterable[Quad], shapes: Iterable[Quad], *, name: str, seconds: float = SECONDS) -> list[Result]:
    """Validate `data` against `shapes` within `seconds`.

    Raises InputError for shapes that cannot run, SurroundingsError at the limit of time or memory.
    """
    job = json.dumps({"data": _text(data), "shapes": _text(shapes), "name": name, "seconds": int(seconds) + 2})
    # -P: the working folder must not stand in for our package
    command = [sys.executable, "-P", "-m", "cpc_graph.validate.confined"]
    with subprocess.Popen(  # noqa: S603  (our own module)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        try:
            output, _ = child.communicate(job.encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            raise SurroundingsError(
                fr=f"{name} : délai de {seconds:g} s dépassé ; les règles sont trop lourdes pour ce document",
                en=f"{name}: time limit of {seconds:g} s exceeded; the shapes are too heavy for this document",
            ) from None
        finally:
            child.kill()
    return _read(output, child.returncode, name)


def _text(quads: Iterable[Quad]) -> str:
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def _read(output: bytes, status: int, name: str) -> list[Result]:
    said: dict[str, Any] = {}
    with suppress(ValueError):
        said = json.loads(output)
    if "fr" in said:
        raise InputError(fr=said["fr"], en=said["en"])
    if "results" not in said:
        raise SurroundingsError(
            fr=f"{name} : les règles ont épuisé la mémoire permise ({MAX_MEMORY // 2**20} Mio ; code {status})",
            en=f"{name}: the shapes used up the memory they may have ({MAX_MEMORY // 2**20} MiB; code {status})",
        )
    return [_result(row) for row in said["results"]]


def _result(row: dict[str, Any]) -> Result:
    return Result(
        shape=row["shape"],
        focus=_node(row["focus"]),
        severity=row["severity"],
        component=row["component"],
        path=_node(row["path"]) if row["path"] else None,
        value=_node(row["value"]) if row["value"] else None,
        messages=tuple((lang, text) for lang, text in row["messages"]),
    )


def _node(text: str) -> Node:
    [triple] = parse(f"<urn:s> <urn:p> {text} .".encode(), RdfFormat.N_TRIPLES)
    node: Node = triple.object
    return node


def main() -> None:
    """Be the child: do one job and write its results."""
    job = json.load(sys.stdin)
    _limit(job["seconds"])
    try:
        said: dict[str, Any] = {"results": _rows(job)}
    except InputError as error:
        said = {"fr": error.fr, "en": error.en}
    sys.stdout.write(json.dumps(said))


def _rows(job: dict[str, Any]) -> list[dict[str, Any]]:
    data, shapes = (list(parse(job[key].encode(), RdfFormat.N_TRIPLES)) for key in ("data", "shapes"))
    return [
        {
            "shape": result.shape,
            "focus": str(result.focus),
            "severity": result.severity,
            "component": result.component,
            "path": str(result.path) if result.path else None,
            "value": str(result.value) if result.value else None,
            "messages": result.messages,
        }
        for result in run(data, shapes, name=job["name"])
    ]


def _limit(seconds: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # not there on Windows

    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # ends the child even when its parent was killed and nobody watches the clock
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


if __name__ == "__main__":
    main()
