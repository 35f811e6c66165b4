"""Turn what a decision says, and the links that a person accepted, into the draft of its two graphs."""

from __future__ import annotations

from cpc_graph.build.decision_act import Act
from cpc_graph.build.decision_acts import say_cited_acts
from cpc_graph.build.decision_citations import say_citations
from cpc_graph.build.decision_core import (
    say_dates,
    say_departments,
    say_grounds,
    say_identity,
    say_page,
    say_signature,
    say_term,
)
from cpc_graph.build.decision_document import Received, say_documents
from cpc_graph.build.decision_duties import say_follow_up, say_obligations
from cpc_graph.build.decision_parts import say_cited_documents, say_contents, say_parts, say_steps
from cpc_graph.build.decision_state import say_impact, say_products
from cpc_graph.build.lawtable import LawTable
from cpc_graph.build.statements import Draft
from cpc_graph.text.facts import Facts
from cpc_graph.text.links import Links


def facts_draft(facts: Facts, links: Links, law: LawTable, received: Received | None = None) -> Draft:
    """Make the draft of a decision from its facts, whoever read them; `received` are the files to describe with it.

    Raises InputError when the facts are of no decision, or lack the signature day or product that name it.
    """
    act = Act.of(facts, links, law)
    say_identity(act)
    say_dates(act)
    say_term(act)
    say_grounds(act)
    say_signature(act)
    say_departments(act)
    say_page(act)
    say_parts(act)
    say_steps(act)
    say_cited_documents(act)
    say_contents(act)
    say_cited_acts(act)
    say_citations(act)
    say_products(act)
    say_impact(act)
    say_obligations(act)
    say_follow_up(act)
    if received:
        say_documents(act, received)
    return act.draft
