"""Write the three lock files again from pyproject.toml (needs uv on the PATH or in the environment)."""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"]
DEV = RUN + PROJECT["project"]["optional-dependencies"]["dev"]
BUILD = [*PROJECT["build-system"]["requires"], "setuptools", "wheel"]


def lock(name: str, wanted: list[str], constraint: Path | None = None) -> Path:
    target = HERE / f"{name}.txt"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{name}.in"
        source.write_text("\n".join(wanted) + "\n", encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            "--universal",
            "--generate-hashes",
            "--python-version",
            "3.11",
        ]
        command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--quiet", "-o", str(target), str(source)]
        if constraint:
            command += ["-c", str(constraint)]
        subprocess.run(command, check=True)
    return target


if __name__ == "__main__":
    dev = lock("dev", DEV)
    lock("run", RUN, dev)
    lock("build", BUILD, dev)
