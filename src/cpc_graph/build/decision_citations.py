"""The law that a decision cites: as written, the provisions meant, and their versions on the day that counts."""

from __future__ import annotations

import datetime as dt

from pyoxigraph import NamedNode

from cpc_graph.build.decision_act import Act
from cpc_graph.build.decision_parts import part_node
from cpc_graph.build.lawtable import LawVersion
from cpc_graph.build.provision_names import Named, named
from cpc_graph.rdf.terms import date, iri, text
from cpc_graph.text.facts import Citation
from cpc_graph.text.prefixes import load_prefixes
from cpc_graph.text.values import Quotes


def say_citations(act: Act) -> None:
    """Say every citation of law, in the order of the text."""
    for number, citation in enumerate(act.facts.citations, 1):
        node = act.node(f"citation/{number}")
        kinds = ("cpc:RangeCitation", "cpc:Citation") if citation.is_range else ("cpc:Citation",)
        act.type(node, *kinds, label=act.labels.label("citation", number=number, day=act.day))
        _say_place(act, node, citation)
        targets = [(one, named(one, citation.text_day)) for one in citation.provisions]
        known = [(one, target) for one, target in targets if target is not None]
        if len(known) < len(targets) or not targets:
            reason = "cites_undated" if targets and not citation.text_day else "cites_other"
            act.unknown(node, "cpc:citesProvision", reason, citation.written.quotes, words=citation.written.text)
        elif any(not target.article for _, target in known):
            _say_texts(act, node, citation, known)
        else:
            _say_provisions(act, node, citation, known)


def _say_place(act: Act, node: NamedNode, citation: Citation) -> None:
    quotes = citation.written.quotes
    act.state(act.iri, "cpc:hasCitation", node, quotes)
    act.state(node, "cpc:asWritten", text(citation.written.text), quotes)
    place = citation.place
    whole = next(
        (part.quotes for part in act.facts.parts if (part.kind, part.number) == (place.kind, place.number)), ()
    )
    act.state(node, "cpc:inPart", part_node(act, place.kind, place.number), quotes)
    act.state(node, "cpc:citationRole", iri(f"cpc:{citation.role}"), whole or quotes)
    if citation.condition:
        act.state(node, "cpc:conditionText", text(citation.condition.text, "fr"), citation.condition.quotes)


def _say_texts(act: Act, node: NamedNode, citation: Citation, targets: list[tuple[str, Named]]) -> None:
    """Say a citation of a whole text; one that the text calls by its usual name is identified by inference."""
    for identifier, target in targets:
        text_node, quotes = iri(target.path), citation.written.quotes
        kind = act.labels.class_of("texts", identifier.partition(":")[0])
        act.type(text_node, kind, *(() if kind.startswith("eli:") else ("cpc:LegalAct",)))
        if load_prefixes().named(citation.written.text):
            reason = act.reason("usual_name", words=citation.written.text)
            act.infer(node, "cpc:citesText", text_node, reason, quotes)
        else:
            act.state(node, "cpc:citesText", text_node, quotes)
        day = citation.applicable_from
        if day and day.value:
            act.state(text_node, "eli:date_applicability", date(day.value), day.quotes)


def _say_provisions(act: Act, node: NamedNode, citation: Citation, targets: list[tuple[str, Named]]) -> None:
    quotes = citation.written.quotes
    if citation.is_range:
        cited = _range(act, node, [target for _, target in targets], quotes)
    else:
        cited = {target.path: act.state(node, "cpc:citesProvision", iri(target.path), quotes) for _, target in targets}
    day, day_said = _reference_day(act, node, citation)
    missing = [
        (one, target)
        for one, target in targets
        if not _say_version(act, node, target, day, (cited[target.path], day_said), quotes)
    ]
    if missing:
        _say_unknown_versions(act, node, missing, day, quotes)
    if citation.open_ended:
        act.unknown(node, "cpc:citesProvision", "open_ended", quotes, words=citation.written.text)


def _say_version(
    act: Act, node: NamedNode, target: Named, day: dt.date, grounds: tuple[NamedNode, ...], quotes: Quotes
) -> bool:
    """Say the version in force on the day, and the subdivision of it that is named; tell whether one is known."""
    _describe_provision(act, target)
    version = act.law.version_on(target.path, day)
    if version is None:
        return False
    grounds = (*grounds, *version.assertions)
    act.compute(node, "cpc:citesVersion", version.iri, "versionOnDay", grounds, ())
    if target.subdivision:
        _subdivision(act, node, target, version, grounds, quotes)
    return True


def _describe_provision(act: Act, target: Named) -> None:
    """Give an article its class; one of which no version is held, its number and code too."""
    node = iri(target.path)
    act.type(node, "cpc:Provision")
    if act.law.versions(target.path):
        return
    text_path, _, number = target.path.partition("/article/")
    act.draft.add(node, "cpc:number", text(number))
    act.draft.add(node, "eli:is_part_of", iri(text_path))


def _say_unknown_versions(
    act: Act, node: NamedNode, missing: list[tuple[str, Named]], day: dt.date, quotes: Quotes
) -> None:
    names = ", ".join(one for one, _ in missing)
    act.unknown(node, "cpc:citesVersion", "cites_version", quotes, day=day, provisions=names)
    if any(target.subdivision for _, target in missing):
        act.unknown(node, "cpc:citesSubdivision", "cites_version", quotes, day=day, provisions=names)


def _range(act: Act, node: NamedNode, targets: list[Named], quotes: Quotes) -> dict[str, NamedNode]:
    """Say the ends that the text names, and by rule the run between them."""
    ends = (
        act.state(node, "cpc:rangeFirst", iri(targets[0].path), quotes),
        act.state(node, "cpc:rangeLast", iri(targets[-1].path), quotes),
    )
    return {
        target.path: act.compute(node, "cpc:citesProvision", iri(target.path), "rangeExpansion", ends, ())
        for target in targets
    }


def _reference_day(act: Act, node: NamedNode, citation: Citation) -> tuple[dt.date, NamedNode]:
    """Say the day whose law is meant: the one that the text names, else the day of signature."""
    other = citation.as_in_force_on
    if other is not None and other.value is not None:
        return other.value, act.say_day(node, "cpc:asInForceOn", other, "signed")
    signed = act.said["on-signature"]
    return act.day, act.compute(node, "cpc:asInForceOn", date(act.day), "on-signature", (signed,), ())


def _subdivision(
    act: Act, node: NamedNode, target: Named, version: LawVersion, grounds: tuple[NamedNode, ...], quotes: Quotes
) -> None:
    """Say which subdivision of the version is meant; each level is a part of the one above."""
    above = version.iri
    for step in target.subdivision.split("/"):
        below = NamedNode(f"{above.value}/{step}")
        act.type(below, "cpc:Subdivision")
        act.draft.add(below, "eli:is_part_of", above)
        act.draft.add(below, "cpc:number", text(step))
        above = below
    act.compute(node, "cpc:citesSubdivision", above, "versionOnDay", grounds, quotes)
