"""The other decisions that an act cites: stubs described in the citing act's graph, one per act."""

from __future__ import annotations

from pyoxigraph import NamedNode

from cpc_graph.build.decision_act import Act
from cpc_graph.build.statements import Said
from cpc_graph.names import slug
from cpc_graph.rdf.terms import date, iri
from cpc_graph.text.facts import CitedAct

_LINK = {"renew": "cpc:renews", "modify": "cpc:modifies", "abrogate": "cpc:abrogates"}


def say_cited_acts(act: Act) -> None:
    """Say each cited act, how this one acts on it, and which of them renews which."""
    known = act.links.cited or (None,) * len(act.facts.cited_acts)
    nodes = [
        iri(path) if path else _stub_node(act, cited) for cited, path in zip(act.facts.cited_acts, known, strict=True)
    ]
    for cited, node, path in zip(act.facts.cited_acts, nodes, known, strict=True):
        if node is None:
            act.unknown(act.iri, "cpc:citesAct", "cites_act", cited.quotes)
            continue
        _describe(act, cited, node, named=path is None or path in act.links.alone)
        act.state(act.iri, "cpc:citesAct", node, cited.quotes)
        if cited.acted_on and cited.acted_on.text in _LINK:
            act.state(act.iri, _LINK[cited.acted_on.text], node, cited.acted_on.quotes)
        earlier = nodes[cited.renews] if cited.renews is not None else None
        if earlier is not None:
            act.state(node, "cpc:renews", earlier, cited.renews_quotes)
    _say_predecessor(act)


def _say_predecessor(act: Act) -> None:
    """Say which act of the graph this one acts on, where a person took it: the text does not name its day."""
    link = act.links.predecessor
    if link:
        reason = Said(link.reason.fr, link.reason.en)
        act.infer(act.iri, _LINK[link.action], iri(link.path), reason, act.decision.action.quotes)


def _stub_node(act: Act, cited: CitedAct) -> NamedNode | None:
    """Name a stub by its day, the measure and its kind; an act without a day is not identified."""
    if cited.day.value is None:
        return None
    authority = act.labels.authority_on(slug(act.decision.authority.text), cited.day.value)
    kind = act.labels.slug("actions", cited.action)
    return iri(f"eli/fr/{authority}/decision/{cited.day.value:%Y/%m/%d}/{act.measure}/{kind}")


def _describe(act: Act, cited: CitedAct, node: NamedNode, *, named: bool) -> None:
    """Say what the text tells of a cited act; one that the graph has under a name of its own is not named again."""
    if named:
        label = act.labels.label(
            "cited",
            day=cited.day.value,
            action=act.labels.names("actions", cited.action),
            regime=act.labels.names("regimes", cited.regime.text),
        )
        act.type(node, act.labels.class_of("actions", cited.action), "cpc:Decision", "cpc:LegalAct", label=label)
        act.draft.add(node, "cpc:availability", iri("cpc:citedOnly"))
    act.say_regime(node, cited.regime)
    assert cited.day.value is not None
    act.state(node, "eli:date_document", date(cited.day.value), cited.day.quotes)
