"""Run every check and test: format, lint, types, import contracts, then pytest. `python3 cpc test` calls this.

Arguments go to pytest (`python3 cpc test tests/test_dates.py -k leap`); with arguments only pytest runs.
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS = [
    ("format", [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."]),
    ("lint", [sys.executable, "-m", "ruff", "check", "--quiet", "."]),
    ("types", [sys.executable, "-m", "mypy", "--no-error-summary"]),
    ("imports", [str(BIN / "lint-imports")]),
]


def main(arguments: list[str]) -> int:
    if arguments:
        return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, check=False).returncode
    failed = [name for name, command in CHECKS if not check(name, command)]
    tests = subprocess.run([sys.executable, "-m", "pytest", "-n", "auto"], cwd=ROOT, check=False).returncode
    if failed:
        print(f"checks that failed: {', '.join(failed)}", flush=True)
    return tests or len(failed)


def check(name: str, command: list[str]) -> bool:
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(f"{name}: {'ok' if done.returncode == 0 else 'FAILED'} ({time.perf_counter() - start:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
