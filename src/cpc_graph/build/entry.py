"""One entry of a dossier: a value and how it is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from cpc_graph.build.documents import Documents
from cpc_graph.build.place import Place
from cpc_graph.build.statements import Evidence, Said, Source, Span
from cpc_graph.build.values import day, listed, node, said, terms
from cpc_graph.errors import InputError
from cpc_graph.rdf.terms import Term

STATUS_OF = {
    "inferred": "inferred",
    "reported": "reported",
    "computed": "computed",
    "law": "byOperationOfLaw",
    "unknown": "unknown",
}
_QUOTING = {"in", "quote", "nth"}
_KEYS = {"v", "id", "reading", "from", *_QUOTING}
_KEYS_OF = {
    "stated": set[str](),
    "inferred": {"inferred", "reason"},
    "reported": {"reported", "confidence", "observed_on"},
    "computed": {"computed"},
    "byOperationOfLaw": {"law", "holds_under", "fails_under"},
    "unknown": {"unknown", "rule", "searched", "earliest", "latest"},
}


@dataclass(frozen=True, slots=True)
class Known:
    """What a dossier may refer to: the documents that are held, and the outside sources that it names."""

    documents: Documents
    outside: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Entry:
    """Values (`None`: unknown), their evidence, and the operands that are named but not yet found."""

    values: tuple[Term | None, ...]
    evidence: Evidence
    operands: tuple[str, ...]
    name: str | None


def read_entry(entry: object, place: Place, known: Known) -> Entry:
    """Read an entry. Raises InputError with the place: an unknown key, a missing quote, two statuses in one entry."""
    if not isinstance(entry, dict):
        raise place.error("une entrée {v: …} est attendue", "an entry {v: …} is expected")
    status = _status(entry, place)
    unknown_keys = set(entry) - _KEYS - _KEYS_OF[status]
    if unknown_keys:
        names = ", ".join(sorted(map(str, unknown_keys)))
        raise place.error(f"clé inattendue pour « {status} » : {names}", f"unexpected key for “{status}”: {names}")
    if ("v" in entry) == (status == "unknown"):
        raise place.error("une valeur v est attendue, sauf pour unknown", "a value v is expected, except for unknown")
    name = entry.get("id")
    return Entry(
        values=tuple(terms(entry["v"], place)) if "v" in entry else (None,),
        evidence=_evidence(status, entry, place, known),
        operands=tuple(str(operand) for operand in listed(entry.get("from"))),
        name=str(name) if name is not None else None,
    )


def _status(entry: dict[str, object], place: Place) -> str:
    statuses = [status for key, status in STATUS_OF.items() if key in entry]
    if len(statuses) > 1:
        raise place.error(f"deux statuts : {', '.join(statuses)}", f"two statuses: {', '.join(statuses)}")
    if not statuses and "quote" not in entry:
        raise place.error("ni citation ni autre fondement", "neither quote nor other ground")
    return statuses[0] if statuses else "stated"


def _evidence(status: str, entry: dict[str, object], place: Place, known: Known) -> Evidence:
    rule, reason = _rule_and_reason(status, entry, place)
    try:
        return Evidence(
            status=status,
            quotes=tuple(_spans(entry, place, known.documents)),
            rule=rule,
            reason=reason,
            provision=node(entry["law"], place) if "law" in entry else None,
            source=_source(entry, place, known),
            confidence=str(entry["confidence"]) if "confidence" in entry else None,
            observed_on=_day(entry, "observed_on", place),
            searched=tuple(_document(name, place, known) for name in listed(entry.get("searched"))),
            earliest=_day(entry, "earliest", place),
            latest=_day(entry, "latest", place),
            reading=node(entry["reading"], place) if "reading" in entry else None,
            holds_under=tuple(node(reading, place) for reading in listed(entry.get("holds_under"))),
            fails_under=tuple(node(reading, place) for reading in listed(entry.get("fails_under"))),
        )
    except ValueError as error:
        raise place.error(f"preuve incomplète pour « {status} »", str(error)) from error


def _rule_and_reason(status: str, entry: dict[str, object], place: Place) -> tuple[str | None, Said | None]:
    """`computed: RULE`; `inferred: RULE` or `inferred: {fr, en}` or both; `unknown: {fr, en}`.

    An unknown day may name the `rule` by which it would be computed from its operands, were they known.
    """
    ground = entry.get(status) if status in ("inferred", "computed", "unknown") else None
    if isinstance(ground, str) and status != "unknown":
        return ground.removeprefix("cpc:"), said(entry["reason"], place) if "reason" in entry else None
    if ground is not None and status != "computed":
        return str(entry["rule"]) if "rule" in entry else None, said(ground, place)
    if status == "computed":
        raise place.error("le nom d'une règle est attendu", "the name of a rule is expected")
    return None, None


def _spans(entry: dict[str, object], place: Place, documents: Documents) -> list[Span]:
    if not _QUOTING & set(entry):
        return []
    quotes = [quote if isinstance(quote, dict) else {"quote": quote} for quote in listed(entry.get("quote"))]
    shared = {key: entry[key] for key in ("in", "nth") if key in entry}
    return [_span(shared | quote, place, documents) for quote in quotes]


def _span(quote: dict[str, object], place: Place, documents: Documents) -> Span:
    exact, document, nth = quote.get("quote"), quote.get("in"), quote.get("nth")
    if not isinstance(exact, str) or not isinstance(document, str) or set(quote) - _QUOTING:
        raise place.error("une citation {in: S0, quote: …} est attendue", "a quote {in: S0, quote: …} is expected")
    if nth is not None and not isinstance(nth, int):
        raise place.error("nth doit être un nombre", "nth must be a number")
    try:
        return documents.named(document).span(exact, nth)
    except InputError as error:
        raise place.error(error.fr, error.en) from error


def _document(name: object, place: Place, known: Known) -> str:
    try:
        return known.documents.named(str(name)).iri
    except InputError as error:
        raise place.error(error.fr, error.en) from error


def _source(entry: dict[str, object], place: Place, known: Known) -> Source | None:
    if "reported" not in entry:
        return None
    source = known.outside.get(str(entry["reported"]))
    if source is None:
        raise place.error(f"source inconnue : {entry['reported']}", f"unknown source: {entry['reported']}")
    return source


def _day(entry: dict[str, object], key: str, place: Place) -> dt.date | None:
    return day(entry[key], place) if key in entry else None
