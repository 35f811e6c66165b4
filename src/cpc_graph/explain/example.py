"""Small documents that a rule lets pass and refuses: the rule's own cases, shipped beside the shapes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cpc_graph.explain.tree import EXAMPLE, Node
from cpc_graph.resources import shapes_dir
from cpc_graph.validate.rules import Rule

_PLACES = ("cases", "tests/cases/shapes")  # in an installed wheel, in a checkout
# What a case is named after is English, as code is: only an English page shows it.
_TOLD = {
    "valid": ("un document qui passe", "a document that passes ({why})"),
    "invalid": ("un document qu'elle refuse", "a document that it refuses ({why})"),
    "warning": ("un document qu'elle signale", "a document that it reports ({why})"),
}


def examples(rule: Rule, lang: str) -> Iterator[Node]:
    """Yield one case that passes and one that fails, with its RDF; nothing where cases are not shipped."""
    found = sorted(folder.glob("*.ttl")) if (folder := _folder(rule)) else []
    for kinds in (("valid",), ("invalid", "warning")):
        path = next((path for path in found if path.name.split(".")[0] in kinds), None)
        if path is not None:
            kind, why = path.name.split(".")[0], path.name.split(".")[1].replace("-", " ")
            told = _TOLD[kind][lang == "en"].format(why=why)
            yield Node(EXAMPLE, told, None, tuple(Node(EXAMPLE, line) for line in _body(path)))


def _folder(rule: Rule) -> Path | None:
    places = (shapes_dir().parent / place / rule.name for place in _PLACES)
    return next((place for place in places if place.is_dir()), None)


def _body(path: Path) -> list[str]:
    """Return the lines of a case without its prefixes."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith(("@", "#"))]
