"""How `add` says no to one file: a line about it, and an exception that ends the run."""

from __future__ import annotations

from typing import NoReturn

from cpc_graph.cli.messages import Said, note
from cpc_graph.text.shown import shown as visible


class Refused(Exception):  # noqa: N818  (an answer, not an error)
    """A file is not added; the reason was said."""


def say(name: str, text: Said) -> None:
    """Say something about a file on standard error."""
    note(Said(f"{visible(name)} : {visible(text.fr)}", f"{visible(name)}: {visible(text.en)}"))


def refuse(name: str, text: Said) -> NoReturn:
    """Say why a file is not added. Raises Refused."""
    say(name, text)
    raise Refused
