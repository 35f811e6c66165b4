"""docs/ingest.md keeps up: every code, option and format stands in it."""

from pathlib import Path

import pytest

from cpc_graph.cli import add, ingest
from cpc_graph.extract import flat_markup, pictures
from cpc_graph.extract.open import LARGEST
from cpc_graph.extract.pdf_process import Limits
from cpc_graph.link.candidate import KINDS
from cpc_graph.link.verdict import REVIEW

PAGE = (Path(__file__).parents[1] / "docs" / "ingest.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", sorted({*REVIEW, *KINDS, *ingest.FORMATS}))
def test_codes_kinds_and_formats(word):
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize("command", [ingest.command, add.command], ids=lambda command: command.name)
def test_options(command):
    shared = {"--lang", "--workspace", "--store", "--help"}
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--") and option not in shared | {"--output"}:
                assert option in PAGE, option


def test_limits():
    assert f"{LARGEST['.pdf'] // 2**20} MB, {Limits().pages} pages" in PAGE
    assert f"{LARGEST['.html'] // 2**20} MB" in PAGE
    assert f"more than {flat_markup.DEEPEST:,} deep" in PAGE
    assert f"at most {pictures.MOST} pages" in PAGE
