"""Read a person's reading of a decision: facts with exact quotes, and the links that the person accepted.

The YAML says what the text says; days that follow by a rule, ranges and folded wordings are worked out here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from cpc_graph.errors import InputError
from cpc_graph.text.dates import parse_moment
from cpc_graph.text.facts import (
    Action,
    Decision,
    Document,
    DocumentKind,
    Facts,
    Notification,
    Product,
    Regime,
    Signatory,
    Unmodelled,
    Validity,
    Warn,
)
from cpc_graph.text.links import Links
from cpc_graph.text.quoted import Source
from cpc_graph.text.reading_links import read_links
from cpc_graph.text.reading_parts import (
    read_citation,
    read_cited_act,
    read_cited_document,
    read_indication,
    read_obligation,
    read_part,
    read_step,
)
from cpc_graph.text.values import UNKNOWN, Day, Moment
from cpc_graph.text.yaml_file import load

_TOP = frozenset({"notation", "source", "document", "decision", "products", "indications", "citations"}) | {
    "cited_acts",
    "cited_documents",
    "parts",
    "obligations",
    "steps",
    "unmodelled",
    "warnings",
    "links",
}
_OWN_ACTIONS = frozenset(get_args(Action)) - {"other"}
_DECISION = frozenset({"action", "also", "regime", "authority", "signed", "published", "entry_into_force"}) | {
    "validity",
    "signatory",
    "notification",
    "departments",
    "follow_up",
}


def read_facts(path: Path) -> tuple[Facts, Links]:
    """Read `data/readings/S0.yaml` and its source, `data/sources/<source>`.

    Raises InputError, naming the file, for a malformed entry, a quote that is not in the source, an impossible date.
    """
    content = load(path)
    if not isinstance(content, Mapping) or set(content) - _TOP or not {"source", "document", "links"} <= set(content):
        raise InputError(
            fr=f"{path.name} : ce n'est pas la lecture d'un acte", en=f"{path.name}: not the reading of an act"
        )
    source, sha256 = _source(path, str(content["source"]))
    try:
        facts = _facts(content, source, sha256)
        _check_places(facts)
        links = read_links(content, source, path.parent / "tables")
        if links.concepts and len(links.concepts) != len(facts.indications):
            raise InputError(fr="une indication durable par libellé", en="one lasting indication for each wording")
        return facts, links
    except InputError as error:
        raise InputError(fr=f"{path.name} : {error.fr}", en=f"{path.name}: {error.en}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            fr=f"{path.name} : lecture mal formée : {error!r}", en=f"{path.name}: malformed reading: {error!r}"
        ) from error


def _source(path: Path, name: str) -> tuple[Source, str]:
    """Read the text as offsets count it (BOM dropped, newlines untouched) and the SHA-256 of the file."""
    source_path = path.parent.parent / "sources" / Path(name).name
    try:
        data = source_path.read_bytes()
        return Source(source_path.name, data.decode("utf-8-sig")), hashlib.sha256(data).hexdigest()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            fr=f"{path.name} : source illisible, {source_path.name}",
            en=f"{path.name}: unreadable source, {source_path.name}",
        ) from error


def _check_places(facts: Facts) -> None:
    """Refuse a fact that stands in a part which the reading does not have."""
    parts = {(part.kind, part.number) for part in facts.parts}
    places = {(one.place.kind, one.place.number) for one in facts.citations}
    places |= {(one.place.kind, one.place.number) for one in facts.steps}
    places |= {("article", duty.article) for duty in facts.obligations}
    for kind, number in sorted(places - parts):
        raise InputError(fr=f"partie absente : {kind} {number}", en=f"missing part: {kind} {number}")


def _facts(content: Mapping[str, Any], source: Source, sha256: str) -> Facts:
    def each(key: str, read: Any) -> tuple[Any, ...]:
        return tuple(read(entry, source) for entry in content.get(key) or ())

    return Facts(
        document=_document(content["document"], source, sha256),
        decision=_decision(content["decision"], source) if content.get("decision") else None,
        products=each("products", _product),
        indications=each("indications", read_indication),
        citations=each("citations", read_citation),
        cited_acts=each("cited_acts", read_cited_act),
        cited_documents=each("cited_documents", read_cited_document),
        parts=each("parts", read_part),
        obligations=each("obligations", read_obligation),
        steps=each("steps", read_step),
        unmodelled=each("unmodelled", lambda one, _: Unmodelled(source.quotes(one["quote"]), one["why"])),
        warnings=each("warnings", lambda one, _: Warn(one["code"], one["message"], source.quotes(one["quote"]))),
    )


def _document(entry: Mapping[str, Any], source: Source, sha256: str) -> Document:
    source.only(entry, "kind", "title", "page_updated", "printed")
    printed = entry.get("printed")
    return Document(
        kind=source.among(entry["kind"], get_args(DocumentKind)),
        file=source.name,
        sha256=sha256,
        title=source.words(entry["title"]) if "title" in entry else None,
        page_updated=source.day(entry["page_updated"]) if "page_updated" in entry else None,
        printed=Moment(parse_moment(printed["moment"]), source.quotes(printed["quote"])) if printed else None,
    )


def _decision(entry: Mapping[str, Any], source: Source) -> Decision:
    source.only(entry, *_DECISION)
    notification = _notification(entry.get("notification"), source)
    days = _days(entry, notification, source)
    return Decision(
        action=source.word_among(entry["action"], _OWN_ACTIONS),
        regime=source.word_among(entry["regime"], get_args(Regime)),
        authority=source.words(entry["authority"]),
        signed=days["on-signature"],
        published=days["on-publication"],
        entry_into_force=days["on-entry-into-force"],
        validity=_validity(entry.get("validity"), days, source),
        signatory=_signatory(entry.get("signatory"), source),
        also=tuple(source.word_among(one, _OWN_ACTIONS) for one in entry.get("also", ())),
        notification=notification,
        departments=tuple(source.words(one) for one in entry.get("departments", ())),
        follow_up=source.words(entry["follow_up"]) if "follow_up" in entry else None,
    )


def _days(entry: Mapping[str, Any], notification: Notification | None, source: Source) -> dict[str, Day]:
    """Read the days of the act, by the date rule that starts from each."""
    published = source.day(entry.get("published"))
    days = {
        "day-after-publication": published,
        "on-publication": published,
        "on-signature": source.day(entry.get("signed")),
        "on-notification": notification.day if notification else UNKNOWN,
    }
    return days | {"on-entry-into-force": _by_rule(entry.get("entry_into_force"), days, source)}


def _by_rule(entry: Mapping[str, Any] | None, operands: Mapping[str, Day], source: Source) -> Day:
    rule = entry.get("rule", "") if entry else ""
    return source.day(entry, operands.get(rule, UNKNOWN))


def _validity(entry: Mapping[str, Any] | None, operands: Mapping[str, Day], source: Source) -> Validity | None:
    if entry is None:
        return None
    source.only(entry, "duration", "start", "end")
    duration = source.duration(entry["duration"]) if "duration" in entry else None
    start = _by_rule(entry.get("start"), operands, source)
    end = source.day(entry.get("end"), start, *((duration,) if duration else ()))
    return Validity(duration, start, end)


def _signatory(entry: Mapping[str, Any] | None, source: Source) -> Signatory | None:
    if entry is None:
        return None
    source.only(entry, "name", "function", "place")
    place = source.words(entry["place"]) if "place" in entry else None
    return Signatory(source.words(entry["name"]), source.words(entry["function"]), place)


def _notification(entry: Mapping[str, Any] | None, source: Source) -> Notification | None:
    if entry is None:
        return None
    source.only(entry, "addressee", "day")
    return Notification(source.words(entry["addressee"]), source.day(entry.get("day")))


def _product(entry: Mapping[str, Any], source: Source) -> Product:
    source.only(entry, "name", "quote", "group")
    group = entry.get("group")
    return Product(
        name=entry["name"],
        quotes=source.quotes(entry["quote"]),
        group=source.quotes(group["quote"]) if group else (),
        group_kind=source.among(group["is"], ("generic", "biosimilar")) if group else None,
    )
