"""Prefixes that a query uses and does not declare: ours are known to the embedded store, an endpoint must be told."""

from __future__ import annotations

from cpc_graph.names import PREFIXES
from cpc_graph.store.guard import names_with_prefix


def with_prefixes(sparql: str) -> str:
    """Declare, before the query, those of our prefixes that it uses and does not declare; no line is added.

    >>> with_prefixes("ASK { ?d a cpc:Decision }")
    'PREFIX cpc: <https://w3id.org/cpc-graph/ontology#> ASK { ?d a cpc:Decision }'
    """
    used, declared = names_with_prefix(sparql)
    missing = sorted(name for name in used - declared if name in PREFIXES)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in missing) + sparql
