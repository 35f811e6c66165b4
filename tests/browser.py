"""A headless browser driven by its DevTools pipe: real keys, real layout, no library needed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Shift is bit 8 of the modifiers; the codes are those of Input.dispatchKeyEvent.
_KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), "Escape": (27, ""), "+": (187, "+")}
_KEYS |= {"0": (48, "0"), "ArrowRight": (39, "")}


# The browser reads commands from 3 and writes answers to 4; a shell cannot redirect from numbers above 9.
_WITH_PIPES = (
    "import os, sys; ends = [os.dup(int(one)) for one in sys.argv[1:3]]; "
    "[os.dup2(end, at) for end, at in zip(ends, (3, 4))]; [os.set_inheritable(at, True) for at in (3, 4)]; "
    "os.execv(sys.argv[3], sys.argv[3:])"
)


class Tab:
    """One page: keys go in, values of JavaScript come out."""

    def __init__(self, out: int, back: int) -> None:
        self._out, self._back, self._last, self._rest, self._session = out, back, 0, b"", ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def call(self, method: str, **parameters: object) -> dict:
        """Send a command and wait for its answer; events that come before it are dropped."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = json.loads(self._read())
            if answer.get("id") == self._last:
                assert "error" not in answer, answer
                return answer["result"]

    def _read(self) -> bytes:
        while b"\0" not in self._rest:
            piece = os.read(self._back, 1 << 16)
            assert piece, "the browser went away"
            self._rest += piece
        message, _, self._rest = self._rest.partition(b"\0")
        return message

    def open(self, path: Path, width: int = 1000) -> None:
        """Load a file and wait until its script has run."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.call("Page.navigate", url=path.as_uri())
        while self.value("document.readyState") != "complete" or self.value("location.protocol") != "file:":
            pass

    def value(self, expression: str) -> object:
        """Return the value of an expression."""
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def press(self, key: str) -> None:
        """Press and release a key, as a person does."""
        code, text = _KEYS[key]
        common = {"key": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)


@contextmanager
def browser(profile: Path) -> Iterator[Tab]:
    """Start a browser and give its page; it is ended with the block. Needs CHROMIUM."""
    read_end, out = os.pipe()
    back, write_end = os.pipe()
    flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-sync --remote-debugging-pipe"
    command = [sys.executable, "-c", _WITH_PIPES, str(read_end), str(write_end), str(CHROMIUM), *flags.split()]
    with subprocess.Popen(
        [*command, f"--user-data-dir={profile}"],
        pass_fds=(read_end, write_end),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(read_end)
        os.close(write_end)
        try:
            yield Tab(out, back)
        finally:
            process.terminate()
            os.close(out)
            os.close(back)
