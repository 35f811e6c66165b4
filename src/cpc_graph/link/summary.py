"""What a graph that is about to be committed says, in a few lines."""

from __future__ import annotations

from pyoxigraph import NamedNode, Store

from cpc_graph.link.look import Look
from cpc_graph.link.placing import Placed
from cpc_graph.text.links import Bilingual

_DATES = (
    ("eli:date_document", "signature", "signature"),
    ("eli:date_publication", "publication", "publication"),
    ("eli:first_date_entry_in_force", "entrée en vigueur", "entry into force"),
)
_MOST = 4


def summary(placed: Placed) -> list[Bilingual]:
    """Return the lines: name, dates, term, medicines, measure, indications, file."""
    store = Store()
    store.extend(placed.quads)
    look, thing = Look(store), NamedNode(placed.iri)
    lines = [look.label(thing), _dates(thing, look), _term(thing, look)]
    lines.append(_names("médicaments", "medicines", look.nodes(thing, "cpc:namesProduct"), look))
    impacts = look.subjects("cpc:impactBy", thing)
    measures = dict.fromkeys(node for impact in impacts for node in look.nodes(impact, "cpc:impactOn"))
    lines.append(_names("mesure", "measure", list(measures), look))
    states = [state for impact in impacts for state in look.nodes(impact, "cpc:opensState")]
    found = [node for state in states for node in look.nodes(state, "cpc:hasIndication")]
    lines.append(_names("indications", "indications", found, look))
    evidence = sum(1 for quad in placed.quads if str(quad.graph_name).endswith("/evidence>"))
    facts = len(placed.quads) - evidence
    lines.append(
        Bilingual(
            f"data/{placed.file} : {facts} triplets de faits, {evidence} de preuves",
            f"data/{placed.file}: {facts} triples of facts, {evidence} of evidence",
        )
    )
    return [line for line in lines if line.fr]


def _dates(thing: NamedNode, look: Look) -> Bilingual:
    known = [(fr, en, days[0]) for name, fr, en in _DATES if (days := look.texts(thing, name))]
    return Bilingual(
        " ; ".join(f"{fr} {day}" for fr, _, day in known), "; ".join(f"{en} {day}" for _, en, day in known)
    )


def _term(thing: NamedNode, look: Look) -> Bilingual:
    for term in look.nodes(thing, "cpc:grantsTerm"):
        start, end = (" ".join(look.texts(term, f"cpc:period{side}")) for side in ("Start", "End"))
        if not start and not end:
            return Bilingual("validité : ni début ni fin établis", "validity: neither start nor end established")
        return Bilingual(
            f"validité du {start or '? (non établi)'} au {f'{end} (exclu)' if end else '? (non établi)'}",
            f"valid from {start or '? (not established)'} to {f'{end} (excluded)' if end else '? (not established)'}",
        )
    return Bilingual("", "")


def _names(fr: str, en: str, nodes: list[NamedNode], look: Look) -> Bilingual:
    labels = [look.label(node) for node in nodes]
    if not labels:
        return Bilingual("", "")
    more = f" (+ {len(labels) - _MOST})" if len(labels) > _MOST else ""
    return Bilingual(
        f"{fr} : " + " ; ".join(label.fr for label in labels[:_MOST]) + more,
        f"{en}: " + "; ".join(label.en for label in labels[:_MOST]) + more,
    )
