"""The other decisions that an act cites: stubs described in the citing act's graph, one per act."""

from __future__ import annotations

import datetime as dt

from pyoxigraph import NamedNode

from cpc_graph.build.cited_object import CitedObject, acts_on_it, object_of
from cpc_graph.build.decision_act import Act, short_slug
from cpc_graph.build.decision_repeals import say_repeal, say_unnamed_repeals
from cpc_graph.build.decision_words import Labels
from cpc_graph.build.statements import Said
from cpc_graph.names import digest, slug
from cpc_graph.rdf.terms import date, iri
from cpc_graph.text.facts import CitedAct

_TEMPLATES = {"own": "cited", "other": "cited_other", "matter": "cited_matter", "untold": "cited_untold"}
_LINK = {"renew": "cpc:renews", "modify": "cpc:modifies", "abrogate": "cpc:abrogates"}


def say_cited_acts(act: Act) -> None:
    """Say each cited act, how this one acts on it, and which of them renews which."""
    acts = act.facts.cited_acts
    known = act.links.cited or (None,) * len(acts)
    about = [object_of(cited, act.facts, act.measure) for cited in acts]
    nodes = [
        iri(path) if path else _stub_node(act, cited, its) for cited, path, its in zip(acts, known, about, strict=True)
    ]
    for cited, node, path, its in zip(acts, nodes, known, about, strict=True):
        if node is None:
            act.unknown(act.iri, "cpc:citesAct", "cites_act", cited.quotes)
            continue
        _describe(act, cited, node, its, named=path is None or path in act.links.alone)
        act.state(act.iri, "cpc:citesAct", node, cited.quotes)
        _say_acted_on(act, cited, node, its)
        earlier = nodes[cited.renews] if cited.renews is not None else None
        if earlier is not None:
            act.state(node, "cpc:renews", earlier, cited.renews_quotes)
    _say_predecessor(act)
    say_unnamed_repeals(act)


def _say_acted_on(act: Act, cited: CitedAct, node: NamedNode, about: CitedObject) -> None:
    """Say how the act acts on a cited one; naming another medicine's act before "est renouvelé" does not renew it."""
    acted = cited.acted_on
    if acted and acted.text in _LINK and (not about.is_foreign or acts_on_it(cited)):
        act.state(act.iri, _LINK[acted.text], node, acted.quotes)
    say_repeal(act, cited, node)


def _say_predecessor(act: Act) -> None:
    """Say which act of the graph this one acts on, where a person took it: the text does not name its day."""
    link = act.links.predecessor
    if link:
        reason = Said(link.reason.fr, link.reason.en)
        act.infer(act.iri, _LINK[link.action], iri(link.path), reason, act.decision.action.quotes)


def stub_path(day: dt.date, action: str, authority: str, about: CitedObject, measure: str, labels: Labels) -> str:
    """Name a stub by its day, what it is about, and its kind.

    What the text leaves untold is named after nothing: only acts on the same measure mean the same act by a bare day.
    """
    name = {"own": measure, "untold": untold_object(measure)}.get(about.kind) or short_slug(about.name)
    of_day = labels.authority_on(slug(authority), day)
    return f"eli/fr/{of_day}/decision/{day:%Y/%m/%d}/{name}/{labels.slug('actions', action)}"


def untold_object(measure: str) -> str:
    """Return what stands in a path for the object of an act of which acts on a measure give the day alone.

    >>> untold_object("thalidomide-50-mg-gelule")
    'objet-non-dit-d18b56'
    """
    return f"objet-non-dit-{digest(measure, 6)}"


def _stub_node(act: Act, cited: CitedAct, about: CitedObject) -> NamedNode | None:
    """Name a stub; an act without a day is not identified."""
    day = cited.day.value
    if day is None:
        return None
    return iri(stub_path(day, cited.action, act.decision.authority.text, about, act.measure, act.labels))


def _describe(act: Act, cited: CitedAct, node: NamedNode, about: CitedObject, *, named: bool) -> None:
    """Say what the text tells of a cited act; one that the graph has under a name of its own is not named again."""
    if named:
        label = act.labels.label(
            _TEMPLATES[about.kind],
            day=cited.day.value,
            action=act.labels.names("actions", cited.action),
            regime=act.labels.names("regimes", cited.regime.text),
            object=about.name,
        )
        act.type(node, act.labels.class_of("actions", cited.action), "cpc:Decision", "cpc:LegalAct", label=label)
        act.draft.add(node, "cpc:availability", iri("cpc:citedOnly"))
    act.say_regime(node, cited.regime)
    assert cited.day.value is not None
    act.state(node, "eli:date_document", date(cited.day.value), cited.day.quotes)
