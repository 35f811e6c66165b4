"""English has no space before a colon, a semicolon, a question or exclamation mark, and no guillemets."""

import re
from pathlib import Path

import pytest

pytest_plugins = ["cli_workspace"]
ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "data" / "sources"
FRENCH = re.compile(r"\S[ \u00a0\u202f][:;?!](?=[\s\"'<.),]|$)|[«»]")
# What documents and sources say stays as they say it: quotes, text of the act, names of outside sources.
AS_WRITTEN = re.compile(
    r"“[^”]*”|<(mark|q|blockquote|script|style|code|cite|title)\b.*?</\1>|\(début seulement lu[^)]*\)",
    re.DOTALL,
)


def signs(text):
    """Return the French signs of a text of ours, each with what stands before it."""
    ours = AS_WRITTEN.sub("…", text)
    return [ours[max(0, found.start() - 40) : found.end() + 10] for found in FRENCH.finditer(ours)]


COMMANDS = [
    ("diff", "S1", "S0"),
    ("diff", "S1", "S0", "--format", "html"),
    ("diff", "thalidomide@2019-09-01", "thalidomide@2025-09-01"),
    ("diff", "S0", "nosuch"),
    ("agenda",),
    ("agenda", "--as-of", "2021-06-01"),
    ("agenda", "--measure", "nosuch"),
    ("lineage", "thalidomide"),
    ("lineage", "infliximab-100-mg-2", "--format", "svg"),
    ("timeline", "baclofène", "--no-today"),
    ("explain", "S0 cpc:regime"),
    ("ask", "act-dates", "--decision", "S1", "--format", "csv"),
    ("ask", "is-converted", "--measure", "thalidomide", "--assume", "S1 notification=2019-09-15"),
    ("ask", "nosuch"),
    ("ask", "is-allowed", "--measure", "thalidomide", "--as-of", "31/02/2020"),
    ("watch", "nothing", "nowhere"),
    ("nosuch",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_in_english(cli, command):
    done = cli("--lang", "en", *command)
    assert done.out or done.err
    assert signs(done.out) == [] and signs(done.err) == []


@pytest.mark.parametrize("form", ["text", "html", "junit"])
def test_a_report_in_english(cli, form):
    cases = sorted((ROOT / "tests" / "cases" / "shapes").glob("*-one*/invalid*.ttl"))[:12]
    done = cli("--lang", "en", "validate", *map(str, cases), "--format", form)
    assert done.status == 1 and "several" in done.out
    assert signs(done.out) == [] and signs(done.err) == []


def test_what_was_not_understood_is_quoted_in_english(cli, tmp_path):
    text = tmp_path / "draft.txt"
    text.write_bytes(next(SOURCES.rglob("S0_*.txt")).read_bytes())
    done = cli("--lang", "en", "ingest", str(text), "-o", str(tmp_path / "out.trig"))
    assert "“" in done.err and signs(done.err) == []


def test_french_keeps_its_spaces(cli):
    assert signs(cli("diff", "S1", "S0").out)
    assert signs(cli("agenda").out)


@pytest.mark.parametrize("text", ["a : b", "a ; b", "why ?", "«a»"])
def test_a_french_sign_is_seen(text):
    assert signs(text)
