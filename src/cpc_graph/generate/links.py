"""What the archive accepts about its decisions beyond their text: measure, indication concepts, parties, cited acts."""

from __future__ import annotations

from functools import cache

from cpc_graph.generate.document import Written
from cpc_graph.generate.plan import ActPlan
from cpc_graph.names import slug
from cpc_graph.resources import data_dir
from cpc_graph.text.facts import Facts
from cpc_graph.text.links import Bilingual, Links, MeasureLink, Party
from cpc_graph.text.reading_links import read_parties
from cpc_graph.text.yaml_file import load

AUTHOR = "cpc-graph generate"
_TABLES = "readings/tables"


def links_of(act: ActPlan, written: Written, facts: Facts) -> Links:
    """Return the links of an act: nothing is left to be recognised, the plan knows."""
    measure = written.marked.quotes("action") + facts.products[0].quotes
    cited = [act.previous] if facts.cited_acts and act.previous else []
    if len(facts.cited_acts) > 1 and act.origin:
        cited.insert(0, act.origin)
    return Links(
        author=AUTHOR,
        measure=MeasureLink(act.medicine.measure, "stated", tuple(dict.fromkeys(measure))),
        concepts=tuple(use.concept for use in act.uses),
        concept_labels={use.concept: Bilingual(use.fr, use.en) for use in act.uses},
        cited=tuple(one.path for one in cited),
        parties=_parties(act.medicine.company, written.values["town"]),
        reasons=_reasons(),
    )


@cache
def _known() -> tuple[Party, ...]:
    return read_parties(data_dir() / _TABLES)


@cache
def _reasons() -> dict[str, Bilingual]:
    return {key: Bilingual(**reason) for key, reason in load(data_dir() / _TABLES / "reasons.yaml").items()}


@cache
def _parties(company: str, town: str) -> tuple[Party, ...]:
    """Return the parties of the table, with the company of the medicine and the regional centre of the town."""
    centre = f"CRPV de {town}"
    ours = [
        Party(f"id/company/{slug(company)}", "cpc:Company", Bilingual(company, company), (company,)),
        Party(
            f"id/organization/crpv-{slug(town)}",
            "org:Organization",
            Bilingual(
                f"Centre régional de pharmacovigilance (CRPV) de {town}",
                f"{town} regional pharmacovigilance centre (CRPV)",
            ),
            (centre,),
        ),
    ]
    taken = {party.path for party in ours}
    return (*(party for party in _known() if party.path not in taken), *ours)
