"""What the builder of a decision needs to know beyond the reading: the documents that are held and the law."""

from __future__ import annotations

from dataclasses import dataclass

from cpc_graph.build.documents import Documents
from cpc_graph.build.lawtable import LawTable


@dataclass(frozen=True, slots=True)
class Context:
    """Documents by notation, provision versions by day."""

    documents: Documents
    law: LawTable
