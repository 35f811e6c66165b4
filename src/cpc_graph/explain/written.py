"""What IRIs a text may write."""

from __future__ import annotations

from pyoxigraph import NamedNode

from cpc_graph.names import BASE, PREFIXES


def candidates(text: str) -> list[NamedNode]:
    """Return the IRIs that a text may write: absolute, `prefix:name`, relative to the base."""
    bare = text.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = bare.partition(":")
    written = [PREFIXES[prefix] + local] if colon and prefix in PREFIXES else []
    written += [bare] if "://" in bare else [BASE + bare] if "/" in bare else []
    found = []
    for iri in written:
        try:
            found.append(NamedNode(iri))
        except ValueError:
            continue
    return found
