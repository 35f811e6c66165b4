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

_TOP = {"notation", "source", "document", "decision", "products", "indications", "citations", "cited_acts"} | {
    "cited_documents",
    "parts",
    "obligations",
    "steps",
    "unmodelled",
    "warnings",
    "links",
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
    source_path = path.parent.parent / "sources" / str(content["source"])
    try:
        data = source_path.read_bytes()
        source = Source(source_path.name, data.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            fr=f"{path.name} : source illisible, {source_path.name}",
            en=f"{path.name}: unreadable source, {source_path.name}",
        ) from error
    try:
        return _facts(content, source, hashlib.sha256(data).hexdigest()), read_links(
            content, source, path.parent / "tables"
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            fr=f"{path.name} : lecture mal formée : {error!r}", en=f"{path.name}: malformed reading: {error!r}"
        ) from error
    except InputError as error:
        raise InputError(fr=f"{path.name} : {error.fr}", en=f"{path.name}: {error.en}") from error


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
    source.only(
        entry,
        "action",
        "also",
        "regime",
        "authority",
        "signed",
        "published",
        "entry_into_force",
        "validity",
        "signatory",
        "notification",
        "departments",
        "follow_up",
    )
    signed, published = source.day(entry.get("signed")), source.day(entry.get("published"))
    notification = _notification(entry.get("notification"), source)
    operands = {
        "day-after-publication": published,
        "on-publication": published,
        "on-signature": signed,
        "on-notification": notification.day if notification else UNKNOWN,
    }
    entry_into_force = _by_rule(entry.get("entry_into_force"), operands, source)
    operands["on-entry-into-force"] = entry_into_force
    return Decision(
        action=source.word_among(entry["action"], get_args(Action)),
        regime=source.word_among(entry["regime"], get_args(Regime)),
        authority=source.words(entry["authority"]),
        signed=signed,
        published=published,
        entry_into_force=entry_into_force,
        validity=_validity(entry.get("validity"), operands, source),
        signatory=_signatory(entry.get("signatory"), source),
        also=tuple(source.word_among(one, get_args(Action)) for one in entry.get("also", ())),
        notification=notification,
        departments=tuple(source.words(one) for one in entry.get("departments", ())),
        follow_up=source.words(entry["follow_up"]) if "follow_up" in entry else None,
    )


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
