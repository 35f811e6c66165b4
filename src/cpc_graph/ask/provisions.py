"""An article of a code as people write it: "L. 5121-12-1", "art. L.5121-12-1, III du code de la santé publique"."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from cpc_graph.ask.entities import entities, find_entity
from cpc_graph.ask.exact import bearers
from cpc_graph.ask.source import Source
from cpc_graph.errors import UsageError

_CLASSES = ("cpc:Provision",)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_WRITTEN = re.compile(
    r"^(?:(?P<code>[A-Z]+):)?\s*(?:l')?(?:art(?:icle)?\.?\s*)?(?P<number>[A-Z]?[.\s]*[0-9](?:\s?[0-9-])*)"
    r"(?:[\s,/(]+(?P<part>(?:[IVX]{1,6}|al(?:in[eé]a|\.)?\s?[0-9]{1,2}|[0-9]{1,2}\s?°)(?![\w-])[^:]{0,40}?))?"
    r"(?P<of>,?\s+(?:du\s+)?(?:code\s+de\s+la\s+sant[eé]\s+publique|csp))?$",
    re.IGNORECASE,
)
_CODE = "CSP"  # the one code that people name in words here


def find_provision(source: Source, text: str, what: str) -> NamedNode:
    """Find an article by its number however it is spaced, with or without its code and a subdivision of it.

    Never by a part of its number: L5121-12 is another article than L5121-12-1. Raises UsageError.
    """
    article = _article(text)
    if article is None or _is_path(text):
        return find_entity(source, text, _CLASSES, what)
    code, number, _ = article
    wanted = f"{code}:{number}" if code else number
    written = bearers(source, wanted, _CLASSES)
    if len(written) == 1:
        return written[0]
    everything = entities(source, _CLASSES)
    found = [named.thing for named in everything if wanted in (name.upper() for name in named.names)]
    if len(found) == 1:
        return found[0]
    names = [name for named in everything for name in named.names if ":" in name]
    raise _no_provision(text.strip()[:60], what, len(found), names)


def subdivision(text: str) -> tuple[str, str] | None:
    """Return the number and the subdivision when the text names more than an article: ("L5121-12-1", "III")."""
    article = None if _is_path(text) else _article(text)
    return (article[1], article[2]) if article and article[2] else None


def _is_path(text: str) -> bool:
    return "://" in text or text.strip().startswith(("eli/", "<"))


def _article(text: str) -> tuple[str, str, str] | None:
    """Return the code, "" for none, the number and the subdivision, "" for none."""
    found = _WRITTEN.match(_DASHES.sub("-", text).strip())
    if found is None:
        return None
    number = re.sub(r"[\s.]", "", found["number"]).upper()
    return (found["code"] or (_CODE if found["of"] else "")).upper(), number, (found["part"] or "").strip(" ,()")


def _no_provision(shown: str, what: str, count: int, names: list[str]) -> UsageError:
    if count:
        return UsageError(
            fr=f"{what} : « {shown} » existe dans plusieurs codes ; écrivez par exemple CODE:{shown}",
            en=f"{what}: '{shown}' exists in several codes; write for instance CODE:{shown}",
        )
    import difflib  # late: only for a refusal

    near = ", ".join(difflib.get_close_matches(shown.upper(), names, n=3, cutoff=0.4))
    return UsageError(
        fr=f"{what} : l'article « {shown} » n'est pas dans le graphe" + (f" ; proches : {near}" if near else ""),
        en=f"{what}: article '{shown}' is not in the graph" + (f"; near: {near}" if near else ""),
    )
