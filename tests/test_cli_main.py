"""The group: help in two languages, statuses, one line for every error, quick to start."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cpc_graph import __version__
from cpc_graph.cli import main as program
from cpc_graph.cli.main import COMMANDS, main

pytest_plugins = ["cli_workspace"]

HERE = [sys.executable, "-m", "cpc_graph"]


def run(*words: str, **kwargs) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **kwargs.pop("env", {})}
    return subprocess.run(
        [*HERE, *words], capture_output=True, text=True, encoding="utf-8", env=env, timeout=60, **kwargs
    )


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_command_has_help_with_an_example_in_its_language(cli, command, lang):
    for words in (["--lang", lang, *command.split(), "--help"], [*command.split(), "--help", f"--lang={lang}"]):
        done = cli(*words)
        assert done.status == 0
        assert ("Exemple :" in done.out) == (lang == "fr")
        assert ("Example:" in done.out) == (lang == "en")
        assert ("Affiche cette aide." in done.out) == (lang == "fr")
        assert done.out.startswith("Usage :" if lang == "fr" else "Usage:")
        assert f"cpc-graph {command}".rstrip() in done.out


def test_no_command_shows_the_help(cli):
    done = cli()
    assert done.status in (0, 2)
    assert all(command in done.out + done.err for command in COMMANDS)


def test_the_version(cli):
    assert cli("--version").out == f"cpc-graph {__version__}\n"


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        (
            ["querry"],
            "commande inconnue : querry ; vouliez-vous dire : query ?",
            "unknown command: querry; did you mean: query?",
        ),
        (["xyzzy"], "il y a : demo, build", "there are: demo, build"),
        (
            ["query", "--tmeout", "3"],
            "Option inconnue : --tmeout. Vouliez-vous dire '--timeout' ?",
            "No such option '--tmeout'",
        ),
        (["query", "--timeout", "-1", "-e", "ASK {}"], "hors de l'intervalle", "not in the range"),
        (["query", "--timeout", "x", "-e", "ASK {}"], "n'est pas un nombre", "not a valid float"),
        (["export", "--format", "doc"], "n'est pas parmi", "is not one of"),
        (["validate"], "Il manque l'argument FICHIER|DOSSIER…", "Missing argument FILE|DIR…"),
        (["build", "too", "many"], "Arguments en trop : too many", "Got unexpected extra arguments (too many)"),
        (["query", "-e"], "L'option -e demande une valeur", "Option '-e' requires an argument"),
        (["query"], "donnez un fichier de requête", "give a query file"),
        (["validate", "x.ttl", "--as-of", "2022-02-31"], "2022-02-31", "2022-02-31"),
        (["shapes", "--as-of", "hier"], "hier", "hier"),
    ],
)
def test_bad_usage_is_one_line_in_either_language_with_status_2(cli, words, french, english):
    for lang, mention in (("fr", french), ("en", english)):
        done = cli("--lang", lang, *words)
        assert done.status == 2
        assert mention in done.err
        assert done.err.count("\n") == 1
        assert done.out == ""


def test_an_unknown_language_is_bad_usage(cli):
    done = cli("--lang", "de", "build")
    assert done.status == 2
    assert "'fr', 'en'" in done.err


def test_the_language_can_come_from_the_environment(cli, monkeypatch):
    monkeypatch.setenv("CPC_GRAPH_LANG", "en")
    assert "unknown command" in cli("nope").err


def test_a_workspace_or_store_that_is_not_there_is_status_3_and_is_not_made(cli, tmp_path):
    for words in (["--workspace", str(tmp_path / "no"), "build"], ["--store", str(tmp_path / "no"), "ask", "CQ01"]):
        done = cli(*words)
        assert done.status == 3
        assert done.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_an_unexpected_error_is_one_line_with_how_to_report(cli, monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("first\nsecond")

    monkeypatch.setattr(program.cli, "invoke", fail)
    done = cli("build")
    assert done.status == 3
    assert done.err.count("\n") == 1
    assert "à signaler" in done.err
    assert "RuntimeError: first second" in done.err
    monkeypatch.setenv("CPC_GRAPH_DEBUG", "1")
    assert "Traceback" in cli("build").err


def test_ctrl_c_is_130(cli, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program.cli, "invoke", interrupt)
    done = cli("build")
    assert (done.status, done.err) == (130, "")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_stops_a_running_query_quietly(cli, empty_workspace):
    cli("build")
    query = "SELECT (COUNT(*) AS ?c) { ?a ?b ?c1 . ?d ?e ?f . ?g ?h ?i }"
    child = subprocess.Popen(
        [*HERE, "--workspace", empty_workspace, "query", "--timeout", "30", "-e", query],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    children = Path(f"/proc/{child.pid}/task/{child.pid}/children")
    for _ in range(100):  # until the query runs in its own process
        time.sleep(0.1)
        if not children.exists() or children.read_text():
            break
    time.sleep(0.5)
    child.send_signal(signal.SIGINT)
    _, error = child.communicate(timeout=10)
    assert child.returncode == 130
    assert error == b""


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_no_trouble(cli, empty_workspace):
    cli("build")
    command = " ".join([*HERE, "--workspace", empty_workspace, "export", "--format", "nt"])
    done = subprocess.run(f"{command} | head -1", shell=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_a_poor_locale_still_gets_accents(cli, empty_workspace):
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    done = run("--workspace", empty_workspace, "ask", "term", "--decision", "décision inconnue", env=env)
    assert done.returncode == 2
    assert "décision inconnue" in done.stderr
    assert "répond" in run("--help", "demo", env=env).stdout


def test_help_starts_quickly_and_imports_nothing_heavy():
    heavy = ("rdflib", "pyoxigraph", "rich", "yaml", "pyshacl", "SPARQLWrapper", "owlready2")
    code = (
        "import sys; from cpc_graph.cli.main import main; status = main(['--help'])\n"
        f"print(status, [name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert time.perf_counter() - started < 3  # 0.1 s when the machine is idle
    assert done.stderr == "0 []\n"


def test_statuses_stand_in_the_help(cli):
    assert re.search(r"0 .*; 1 .*; 2 .*;\s+3 ", cli("--help").out.replace("\n", " "))


def test_nothing_is_raised_whatever_is_typed():
    for words in (
        ["--"],
        ["-"],
        [""],
        ["ask", ""],
        ["ask", "-"],
        ["--lang"],
        ["--lang="],
        ["\udce9"],
        ["ask", "\udce9"],
    ):
        assert main(words) in (0, 2)
