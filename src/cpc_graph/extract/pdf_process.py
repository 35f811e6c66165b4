"""The child process that reads PDF files: started on the first one, kept for the next, killed at a limit."""

from __future__ import annotations

import atexit
import json
import selectors
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

Progress = Callable[[int, int], None]
_SECONDS, _SECONDS_A_PAGE = 30.0, 0.1
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for one file, and pages."""

    seconds: float = _SECONDS
    pages: int = 300

    @classmethod
    def for_pages(cls, pages: int) -> Self:
        """Give a file of more pages more time."""
        return cls(max(_SECONDS, pages * _SECONDS_A_PAGE), pages)


class Reader:
    """Asks the child; one request at a time."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: subprocess.Popen[bytes] | None = None
        self._rest = b""

    def ask(self, request: dict[str, Any], limits: Limits, progress: Progress | None = None) -> list[dict[str, Any]]:
        """Return the answers for one file; the last one holds `done` or `error` ("time" at the time limit).

        `progress` is called with the number of pages read and of all pages, page by page.
        """
        process = self._running()
        assert process.stdin is not None
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        deadline = time.monotonic() + limits.seconds
        answers: list[dict[str, Any]] = []
        while True:
            line = self._line(process, deadline)
            if line is None:
                self.stop()
                return [*answers, {"error": "time" if time.monotonic() >= deadline else "too-large"}]
            answers.append(json.loads(line))
            if "done" in answers[-1] or "error" in answers[-1]:
                return answers
            if progress and "page" in answers[-1]:
                progress(answers[-1]["page"] + 1, min(answers[0]["pages"], limits.pages))

    def stop(self) -> None:
        """Kill the child."""
        process, self._process, self._rest = self._process, None, b""
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            # -P: the working folder must not stand in for our package
            command = [sys.executable, "-P", "-m", "cpc_graph.extract.pdf_child"]
            self._process = subprocess.Popen(  # noqa: S603  (our own module, no shell)
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
            )
        return self._process

    def _line(self, process: subprocess.Popen[bytes], deadline: float) -> bytes | None:
        assert process.stdout is not None
        blocks = [self._rest]
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while b"\n" not in blocks[-1]:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    return None
                block = process.stdout.read(_BLOCK)
                if not block:
                    return None
                blocks.append(block)
        line, _, self._rest = b"".join(blocks).partition(b"\n")
        return line


READER = Reader()
atexit.register(READER.stop)
