"""From a document that was read to its graph, when it can have one."""

from __future__ import annotations

from cpc_graph.build.decision import facts_draft
from cpc_graph.build.decision_act import object_name
from cpc_graph.build.lawtable import LawTable
from cpc_graph.build.statements import Draft
from cpc_graph.link.candidate import Proposals
from cpc_graph.link.decide import Choice, links_of
from cpc_graph.link.incoming import Incoming
from cpc_graph.text.facts import Facts
from cpc_graph.text.links import Bilingual


def why_no_graph(facts: Facts) -> Bilingual | None:
    """Say why a document has no graph of its own; None when it has one."""
    if facts.decision is None:
        return Bilingual(
            "ce n'est pas une décision : pas de graphe d'acte (--format json donne ce qui a été lu)",
            "not a decision: no graph of an act (--format json gives what was read)",
        )
    if facts.decision.signed.value is None:
        return Bilingual(
            "sans jour de signature certain, l'acte n'a pas d'identifiant : pas de graphe (--format json)",
            "without a certain day of signature the act has no identifier: no graph (--format json)",
        )
    if object_name(facts) is None:
        return Bilingual(
            "sans médicament nommé, l'acte n'a pas d'identifiant : pas de graphe ; add --object NOM dit sur quelle "
            "substance il porte, dans les mots du texte",
            "without a medicine named the act has no identifier: no graph; add --object NAME says which substance it "
            "is about, in the words of the text",
        )
    return None


def draft_of(
    incoming: Incoming, proposals: Proposals, choice: Choice, law: LawTable, *, stem: str | None = None
) -> Draft:
    """Make the draft of the two graphs of a decision; its files are described under their names, or under `stem`.

    Raises InputError when it has none (see `why_no_graph`).
    """
    links = links_of(incoming.facts, proposals, choice)
    return facts_draft(incoming.facts, links, law, incoming.received(stem))
