"""Read the story of measures out of a store: what happened, by which act, how each thing is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.source import Source
from cpc_graph.draw.choice import MOST_MEASURES, Choice, Chosen, choose
from cpc_graph.draw.evidence import Evidence
from cpc_graph.draw.law import read_fictions, read_provisions, want_law
from cpc_graph.draw.lookup import Lookup, local
from cpc_graph.draw.story import STATUSES, Regime, Story
from cpc_graph.draw.track import Parts, read_track, want_track
from cpc_graph.draw.words import Words
from cpc_graph.errors import UsageError
from cpc_graph.rdf.terms import iri


def read_story(source: Source, measure: str | Chosen | None, lang: str) -> Story:
    """Read one measure, by its name or IRI, or all of them, or those that were chosen.

    Raises UsageError when the name means nothing or several measures, or when there are too many to draw.
    """
    chosen = measure if isinstance(measure, Chosen) else _whole(choose(source, Choice(measure), lang))
    lookup = Lookup(source, lang)
    parts = _parts(lookup, chosen.measures)
    evidence = Evidence(lookup, Words(lang))
    states = [state for one in parts for state in one.states]
    regimes = sorted({node for state in states for node in lookup.nodes(state, "cpc:regime")}, key=str)
    law, fictions = _law(lookup, regimes, parts)
    _name_everything(lookup, parts, [*law, *(version for found in law.values() for version in found), *fictions])
    for one in parts:
        want_track(lookup, evidence, one)
    want_law(evidence, law, fictions)
    evidence.load()
    return Story(
        tracks=tuple(read_track(lookup, evidence, one) for one in parts),
        provisions=read_provisions(lookup, evidence, law),
        fictions=read_fictions(lookup, evidence, fictions),
        regimes=_regimes(lookup),
        statuses={status: lookup.name(iri(f"cpc:{status}")) for status in STATUSES},
    )


def _whole(chosen: Chosen) -> Chosen:
    """Refuse to draw a part of the measures for all of them."""
    if chosen.pages > 1:
        total = chosen.total
        raise UsageError(
            fr=f"{total} mesures : trop pour un schéma ({MOST_MEASURES} au plus) ; nommez-en une ou prenez une page",
            en=f"{total} measures: too many for a picture (at most {MOST_MEASURES}); name one, or choose a page",
        )
    return chosen


def _parts(lookup: Lookup, measures: Sequence[NamedNode]) -> list[Parts]:
    """Learn what belongs to each measure, and describe it."""
    of: dict[NamedNode, dict[str, list[NamedNode]]] = {one: {"impact": [], "state": []} for one in measures}
    for row in lookup.ask("parts", "measure", measures):
        measure, kind, thing = row["measure"], row["kind"], row["thing"]
        if isinstance(measure, NamedNode) and isinstance(kind, Literal) and isinstance(thing, NamedNode):
            of[measure][kind.value].append(thing)
    impacts = [thing for found in of.values() for thing in found["impact"]]
    states = [thing for found in of.values() for thing in found["state"]]
    lookup.describe([*measures, *impacts, *states])
    acts = [act for impact in impacts for act in lookup.nodes(impact, "cpc:impactBy")]
    lookup.describe([*acts, *(wording for state in states for wording in lookup.nodes(state, "cpc:hasWording"))])
    lookup.describe(term for thing in (*acts, *states) for term in _terms(lookup, thing))
    return [Parts(one, tuple(of[one]["impact"]), tuple(of[one]["state"])) for one in measures]


def _terms(lookup: Lookup, thing: NamedNode) -> list[NamedNode]:
    return [*lookup.nodes(thing, "cpc:grantsTerm"), *lookup.nodes(thing, "cpc:underTerm")]


def _law(
    lookup: Lookup, regimes: Iterable[NamedNode], parts: Iterable[Parts]
) -> tuple[dict[NamedNode, list[NamedNode]], list[NamedNode]]:
    """Find the provisions that govern these regimes, by version, and the fictions that lead to them."""
    wanted = list(regimes)
    provisions: dict[NamedNode, list[NamedNode]] = {}
    for row in lookup.ask("law", "regime", wanted):
        provision, version = row["provision"], row["version"]
        if isinstance(provision, NamedNode) and isinstance(version, NamedNode):
            provisions.setdefault(provision, []).append(version)
    fictions = {row["fiction"] for row in lookup.ask("fictions", "regime", wanted)}
    found = sorted((one for one in fictions if isinstance(one, NamedNode)), key=str)
    lookup.describe([*provisions, *(version for versions in provisions.values() for version in versions), *found])
    return provisions, found


def _name_everything(lookup: Lookup, parts: Iterable[Parts], law: Iterable[NamedNode]) -> None:
    """Learn the names of all that a picture may show."""
    things: list[NamedNode] = [*law, *(iri(f"cpc:{status}") for status in STATUSES)]
    for one in parts:
        things += [one.measure, *one.states]
        for impact in one.impacts:
            acts = lookup.nodes(impact, "cpc:impactBy")
            things += [*acts, *lookup.nodes(impact, "cpc:impactType")]
            things += [how for act in acts for how in lookup.nodes(act, "cpc:availability")]
            things += [term for act in acts for term in _terms(lookup, act)]
        things += [ill for state in one.states for ill in lookup.nodes(state, "cpc:hasIndication")]
    lookup.learn_names(things)


def _regimes(lookup: Lookup) -> tuple[Regime, ...]:
    found = [row["regime"] for row in lookup.ask("regimes") if isinstance(row["regime"], NamedNode)]
    lookup.learn_names(found)
    return tuple(
        Regime(one.value, lookup.notation(one) or local(one), lookup.name(one), rank) for rank, one in enumerate(found)
    )
