"""The house: what ships in the wheel, the set-up script, documents that keep up with the code, import contracts."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str, cwd: Path = ROOT, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = run(*command)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def test_wheel_holds_everything_that_the_product_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "shapes", "queries", "data"):
        here = {f"cpc_graph/_shipped/{path.relative_to(ROOT)}" for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert here, folder
        missing = {name for name in here - names if "__pycache__" not in name}
        assert not missing


def test_wheel_alone_runs_the_demo_in_an_empty_directory(wheel: Path, tmp_path: Path) -> None:
    site, empty, home = tmp_path / "site", tmp_path / "empty", tmp_path / "home"
    empty.mkdir()
    home.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(site)}
    where = run(sys.executable, "-c", "import cpc_graph; print(cpc_graph.__file__)", cwd=empty, env=env)
    assert where.stdout.startswith(str(site)), "the test must run the wheel, not the checkout"
    done = run(sys.executable, "-m", "cpc_graph", "demo", cwd=empty, env=env)
    assert done.returncode == 0, done.stderr
    assert "2025-08-16" in done.stdout
    assert "renouvelé pour une durée de trois ans" in " ".join(done.stdout.split())
    assert not list(empty.iterdir()), "an empty directory is not a workspace: nothing may be written there"


def test_set_up_script_is_standard_library_only() -> None:
    imported = set(re.findall(r"^(?:import|from) (\w+)", (ROOT / "cpc").read_text(encoding="utf-8"), re.MULTILINE))
    assert imported <= set(sys.stdlib_module_names)


def test_set_up_script_explains_itself_without_an_environment(tmp_path: Path) -> None:
    shutil.copy(ROOT / "cpc", tmp_path / "cpc")
    done = run(sys.executable, str(tmp_path / "cpc"), "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "cpc demo" in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_locks_pin_with_hashes_and_name_no_host() -> None:
    for name in ("build", "run", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pinned = re.findall(r"^([\w.-]+)(\[.*\])?==", text, re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[a-z]", text, re.MULTILINE))
        assert "://" not in text
        assert text.count("--hash=sha256:") >= len(pinned)


def test_locks_cover_the_requirements() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lock, wanted in (("run", project["dependencies"]), ("dev", project["optional-dependencies"]["dev"])):
        text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").lower()
        for requirement in wanted:
            name = re.match(r"[\w.-]+", requirement)
            assert name
            assert re.search(rf"^{name[0].lower()}==", text, re.MULTILINE), f"{name[0]} is not in {lock}.txt"


def test_every_dependency_is_explained() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for requirement in project["dependencies"]:
        name = re.match(r"[\w.-]+", requirement)
        assert name
        assert name[0].lower() in page, name[0]


def test_every_command_stands_in_the_readme() -> None:
    from cpc_graph.cli.main import cli

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in cli.list_commands(None):  # type: ignore[arg-type]
        assert f"cpc-graph {command}" in readme or f"`{command}`" in readme, command


def test_readme_begins_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.index("python3 cpc demo") < readme.index("python3 cpc test") < 1500


def test_links_between_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    assert len(pages) > 5
    for page in pages:
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_no_module_grows_into_a_god_file() -> None:
    long = {
        path.name: lines
        for path in (ROOT / "src").rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 300
    }
    assert not long


def test_no_text_is_pasted_into_sparql() -> None:
    """Values are bound by the binder; no formatted string of ours begins a query."""
    pasted = re.compile(
        r"""f(?:\"{1,3}|'{1,3})[^"'\n]*\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE)\b[^"'\n]*[{]"""
    )
    assert pasted.search('f"SELECT * WHERE {{ ?s ?p {value} }}"'), "the check must catch what it forbids"
    # pyoxigraph binds projected variables only: hybrid.py adds the *names* of variables to a shape's own query.
    rewriting = {"hybrid.py"}
    for path in (ROOT / "src").rglob("*.py"):
        assert path.name in rewriting or not pasted.search(path.read_text(encoding="utf-8")), path.name
