"""The other decisions that an act cites: stubs described in the citing act's graph, one per act."""

from __future__ import annotations

from pyoxigraph import NamedNode

from cpc_graph.build.decision_act import Act
from cpc_graph.rdf.terms import date, iri
from cpc_graph.text.facts import CitedAct

_LINK = {"renew": "cpc:renews", "modify": "cpc:modifies", "abrogate": "cpc:abrogates"}


def say_cited_acts(act: Act) -> None:
    """Say each cited act, how this one acts on it, and which of them renews which."""
    nodes = [_stub_node(act, cited) for cited in act.facts.cited_acts]
    for cited, node in zip(act.facts.cited_acts, nodes, strict=True):
        if node is None:
            act.unknown(act.iri, "cpc:citesAct", "cites_act", cited.quotes)
            continue
        _describe(act, cited, node)
        act.state(act.iri, "cpc:citesAct", node, cited.quotes)
        if cited.acted_on and cited.acted_on.text in _LINK:
            act.state(act.iri, _LINK[cited.acted_on.text], node, cited.acted_on.quotes)
        earlier = nodes[cited.renews] if cited.renews is not None else None
        if earlier is not None:
            act.state(node, "cpc:renews", earlier, cited.renews_quotes)


def _stub_node(act: Act, cited: CitedAct) -> NamedNode | None:
    """Name a stub by its day, the measure and its kind; an act without a day is not identified."""
    if cited.day.value is None:
        return None
    authority = act.path.split("/")[2]
    kind = act.labels.slug("actions", cited.action)
    return iri(f"eli/fr/{authority}/decision/{cited.day.value:%Y/%m/%d}/{act.measure}/{kind}")


def _describe(act: Act, cited: CitedAct, node: NamedNode) -> None:
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
