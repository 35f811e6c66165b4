"""Evaluate a query in a process of its own, with a memory cap, killed at the time limit.

The engine has no time-out: untrusted queries never run in this process. The child is `python -m
cpc_graph.store.worker`: a job as JSON on standard input; a status line, then the result, on standard output.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from cpc_graph.errors import CpcGraphError, SurroundingsError, UsageError
from cpc_graph.store.result import FullError, Result, bounded

TIMEOUT = 10.0
MAX_BYTES = 32 * 2**20
MAX_MEMORY = 1000 * 2**20
# Each thread of the engine would reserve 64 MiB of addresses for an allocator of its own, out of the memory cap.
ONE_ARENA = {"MALLOC_ARENA_MAX": "1"}


def run_query(
    store_path: Path, sparql: str, *, timeout: float = TIMEOUT, max_bytes: int = MAX_BYTES, name: str = "SPARQL"
) -> Result:
    """Evaluate a query over the union of the graphs of a store, within `timeout` seconds and `max_bytes` of result.

    Raises UsageError for a query that does not parse, SurroundingsError at a limit. Call `check_query` first.
    """
    job = json.dumps({"store": str(store_path), "sparql": sparql, "max_bytes": max_bytes, "seconds": int(timeout) + 2})
    # -P: the working folder must not stand in for our package
    command = [sys.executable, "-P", "-m", "cpc_graph.store.worker"]
    with subprocess.Popen(  # noqa: S603  (our own module)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | ONE_ARENA,
    ) as child:
        try:
            output, _ = child.communicate(job.encode(), timeout=timeout)
        except subprocess.TimeoutExpired:
            raise _late(timeout) from None
        finally:
            child.kill()
    return _read(output, child.returncode, name)


def _read(output: bytes, status: int, name: str) -> Result:
    head, _, body = output.partition(b"\n")
    said: dict[str, Any] = {}
    with suppress(ValueError):
        said = json.loads(head)
    if "kind" in said and said.get("size") == len(body):
        return Result(said["kind"], body)
    if "fr" in said:
        kind = UsageError if said["usage"] else SurroundingsError
        prefix = f"{name}, " if said["usage"] else ""
        raise kind(fr=prefix + said["fr"], en=prefix + said["en"])
    raise SurroundingsError(
        fr=f"la requête a épuisé la mémoire permise ({MAX_MEMORY // 2**20} Mio ; code {status}) ; restreignez-la",
        en=f"the query used up the memory it may have ({MAX_MEMORY // 2**20} MiB; code {status}); make it narrower",
    )


def _late(seconds: float) -> SurroundingsError:
    return SurroundingsError(
        fr=f"délai de {seconds:g} s dépassé ; restreignez la requête (ou donnez --timeout)",
        en=f"time limit of {seconds:g} s exceeded; make the query narrower (or give --timeout)",
    )


def _too_big(max_bytes: int) -> SurroundingsError:
    limit = f"{max_bytes / 2**20:g}"
    return SurroundingsError(
        fr=f"résultat de plus de {limit} Mio ; restreignez la requête (LIMIT)",
        en=f"a result of more than {limit} MiB; make the query narrower (LIMIT)",
    )


def main() -> None:
    """Be the child: do one job and write its status line and result."""
    job = json.load(sys.stdin)
    _limit(job["seconds"])
    try:
        result = _evaluated(job)
        status: dict[str, object] = {"kind": result.kind, "size": len(result.data)}
        data = result.data
    except CpcGraphError as error:
        status, data = {"usage": isinstance(error, UsageError), "fr": error.fr, "en": error.en}, b""
    sys.stdout.buffer.write(json.dumps(status).encode() + b"\n" + data)
    sys.stdout.buffer.flush()


def _evaluated(job: dict[str, Any]) -> Result:
    from cpc_graph.store.reader import Store  # late: only the child opens stores

    try:
        with Store(Path(job["store"])) as store:
            return bounded(store.query(job["sparql"]), job["max_bytes"])
    except FullError:
        raise _too_big(job["max_bytes"]) from None
    except (OSError, ValueError, RuntimeError, OverflowError) as error:
        said = " ".join(str(error).split())[:300]
        raise UsageError(fr=f"évaluation impossible : {said}", en=f"cannot be evaluated: {said}") from None


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
