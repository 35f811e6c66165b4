"""`import cpc_graph`: what it offers, and that it costs nothing until it is used."""

import subprocess
import sys
from importlib import import_module

import pytest

import cpc_graph


def test_the_public_names():
    assert sorted(cpc_graph.__all__) == dir(cpc_graph)
    assert cpc_graph.Store is import_module("cpc_graph.store.reader").Store
    assert cpc_graph.Question is import_module("cpc_graph.ask.header").Question
    with pytest.raises(AttributeError, match="nothing"):
        _ = cpc_graph.nothing


def test_the_verbs_are_packages_and_functions_whatever_was_imported_first():
    code = (
        "import {first}\nimport cpc_graph\nfrom cpc_graph import ask, validate\nimport cpc_graph.ask.engine as engine\n"
        "for verb in (ask, validate, cpc_graph.ask, cpc_graph.validate):\n"
        "    try: verb()\n"
        "    except TypeError as error: print(str(error)[:12])\n"
        "print(engine.__name__)"
    )
    for first in ("cpc_graph", "cpc_graph.ask", "cpc_graph.validate", "cpc_graph.cli.main"):
        done = subprocess.run([sys.executable, "-c", code.format(first=first)], capture_output=True, text=True)
        assert done.stderr == ""
        assert done.stdout.splitlines() == ["ask() missin", "validate() m"] * 2 + ["cpc_graph.ask.engine"]


def test_importing_the_package_imports_nothing_else():
    code = (
        "import sys, cpc_graph; print([name for name in sys.modules if name.startswith(('cpc_graph.', 'pyox', 'rdf'))])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
