"""Entries of a person's reading: parts, indications, citations, cited acts, obligations, steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast, get_args

from cpc_graph.text.citations import parse_reference
from cpc_graph.text.dates import parse_duration
from cpc_graph.text.facts import (
    Action,
    Age,
    Bound,
    Citation,
    CitedAct,
    CitedDocument,
    Combinator,
    Deadline,
    Indication,
    Obligation,
    Operator,
    Part,
    PartKind,
    Place,
    PriorTherapy,
    Regime,
    Role,
    Step,
    Unit,
)
from cpc_graph.text.quoted import Source
from cpc_graph.text.wording import fold, running

_BOUND = re.compile(r"([<>]=?) (\d+) (years|months)")

Entry = Mapping[str, Any]


def read_part(entry: Entry, source: Source) -> Part:
    """Read `{article: 1, quote: …}`; the text of a part in several pieces is joined."""
    kind = next((kind for kind in get_args(PartKind) if kind in entry), None)
    if kind is None:
        raise source.refusal(entry)
    source.only(entry, kind, "quote")
    quotes = source.quotes(entry["quote"])
    return Part(kind, entry[kind], " ".join(running(quote.exact) for quote in quotes), quotes)


def read_indication(entry: Entry, source: Source) -> Indication:
    """Read an indication: its wording is the fold of its first quote, and each repetition must fold to the same."""
    source.only(entry, "quote", "lead", "repeated", "age", "prior", "includes")
    quotes = source.quotes(entry["quote"])
    repeated = source.quotes(entry.get("repeated", []))
    text = fold(quotes[0].exact, source.text)
    if any(fold(quote.exact, source.text) != text for quote in repeated):
        raise source.refusal(entry)
    return Indication(
        text=text,
        quotes=quotes,
        lead=source.quotes(entry.get("lead", [])),
        repeated=repeated,
        age=_age(entry["age"], source) if "age" in entry else None,
        prior_therapy=_prior(entry["prior"], source) if "prior" in entry else None,
        includes=tuple(source.words(one) for one in entry.get("includes", ())),
    )


def _age(entry: Entry, source: Source) -> Age:
    source.only(entry, "written", "min", "max")
    lower, upper = (_bound(entry[key], source) if key in entry else None for key in ("min", "max"))
    return Age(source.words(entry["written"]), lower, upper)


def _bound(entry: object, source: Source) -> Bound:
    match = _BOUND.fullmatch(str(entry))
    if match is None:
        raise source.refusal(entry)
    return Bound(cast(Operator, match[1]), int(match[2]), cast(Unit, match[3]))


def _prior(entry: Entry, source: Source) -> PriorTherapy:
    source.only(entry, "written", "combinator", "items", "only_when")
    written = source.words(entry["written"])
    items = tuple(source.within(item, written) for item in entry["items"])
    if (len(items) > 1) != ("combinator" in entry):
        raise source.refusal(entry)
    combinator = source.among(entry["combinator"], get_args(Combinator)) if "combinator" in entry else None
    only_when = source.within(entry["only_when"], written) if "only_when" in entry else None
    return PriorTherapy(written, items, combinator, only_when)


def read_citation(entry: Entry, source: Source) -> Citation:
    """Read a citation; its quote is what is written, unless `quote` gives it or picks one of several places."""
    source.only(entry, "written", "quote", "code", "in", "role", "as_in_force_on", "applicable_from", "condition")
    reference = parse_reference(entry["written"], entry.get("code"))
    return Citation(
        written=source.words(entry.get("quote", entry["written"])),
        provisions=reference.provisions,
        place=read_place(entry["in"], source),
        role=source.among(entry["role"], get_args(Role)),
        is_range=reference.is_range,
        open_ended=reference.open_ended,
        as_in_force_on=source.day(entry["as_in_force_on"]) if "as_in_force_on" in entry else None,
        text_day=reference.text_day,
        applicable_from=source.day(entry["applicable_from"]) if "applicable_from" in entry else None,
        condition=source.words(entry["condition"]) if "condition" in entry else None,
    )


def read_cited_act(entry: Entry, source: Source) -> CitedAct:
    """Read an act that the text cites; `renews: {act: 1, quote: …}` names an earlier entry by its number from 1."""
    source.only(entry, "action", "regime", "day", "quote", "acted_on", "renews")
    renews = entry.get("renews")
    return CitedAct(
        action=source.among(entry["action"], get_args(Action)),
        regime=source.word_among(entry["regime"], get_args(Regime)),
        day=source.day(entry.get("day")),
        quotes=source.quotes(entry["quote"]),
        acted_on=source.words(entry["acted_on"]) if "acted_on" in entry else None,
        renews=renews["act"] - 1 if renews else None,
        renews_quotes=source.quotes(renews["quote"]) if renews else (),
    )


def read_cited_document(entry: Entry, source: Source) -> CitedDocument:
    """Read a document that the text cites."""
    source.only(entry, "name", "quote")
    return CitedDocument(entry["name"], source.quotes(entry["quote"]))


def read_obligation(entry: Entry, source: Source) -> Obligation:
    """Read a duty; without `bearer` its sentence names nobody."""
    source.only(entry, "article", "action", "bearer", "recipients", "periodicity", "periodicity_elsewhere", "deadline")
    deadline = entry.get("deadline")
    return Obligation(
        article=entry["article"],
        action=source.words(entry["action"]),
        bearer=source.words(entry["bearer"]) if "bearer" in entry else None,
        recipients=tuple(source.words(one) for one in entry.get("recipients", ())),
        periodicity=source.duration(entry["periodicity"]) if "periodicity" in entry else None,
        periodicity_elsewhere=source.quotes(entry.get("periodicity_elsewhere", [])),
        deadline=_deadline(deadline, source) if deadline else None,
    )


def _deadline(entry: Entry, source: Source) -> Deadline:
    source.only(entry, "after", "lasts", "quote")
    return Deadline(
        source.among(entry["after"], ("end-of-measure",)), parse_duration(entry["lasts"]), source.quotes(entry["quote"])
    )


def read_step(entry: Entry, source: Source) -> Step:
    """Read a step of the procedure."""
    source.only(entry, "day", "action", "in", "sender", "recipient")
    return Step(
        day=source.day(entry["day"]),
        action=source.words(entry["action"]),
        place=read_place(entry["in"], source),
        sender=source.words(entry["sender"]) if "sender" in entry else None,
        recipient=source.words(entry["recipient"]) if "recipient" in entry else None,
    )


def read_place(entry: str, source: Source) -> Place:
    """Read `visa 1` as the place of a fact."""
    kind, _, number = entry.partition(" ")
    if kind not in get_args(PartKind) or not number.isdigit():
        raise source.refusal(entry)
    return Place(cast(PartKind, kind), int(number))
