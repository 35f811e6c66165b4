"""Values under a reading of a term, and the legal fiction that hangs on them, under an assumption.

A reading says from which day a term runs ("from notification"). Its start and its end are assertions only, never facts:
an assumed day of notification feeds the reading that counts from it, and no other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from cpc_graph.ask.scratch import (
    BY_LAW,
    DAY,
    DURATION,
    END,
    EVIDENCE,
    FAILS,
    FROM,
    HOLDS,
    OBJECT,
    PREDICATE,
    REASON,
    RULE,
    START,
    STATUS,
    SUBJECT,
    UNDER,
    WHY,
    Copy,
    Followed,
    as_day,
    by_rule,
)
from cpc_graph.errors import CpcGraphError
from cpc_graph.rdf.terms import Term, date, iri, text
from cpc_graph.text.dates import add_duration

EARLIEST = iri("cpc:earliest")
_BOUNDS = (EARLIEST, iri("cpc:latest"), iri("cpc:searchedIn"))
_LINES = {
    "fails": (
        "{fiction} : ne s'applique pas, l'échéance ({end}) n'est pas postérieure au {day}",
        "{fiction}: does not apply, the expiry ({end}) is not later than {day}",
    ),
    "holds": (
        "{fiction} : s'applique, l'échéance ({end}) est postérieure au {day}",
        "{fiction}: applies, the expiry ({end}) is later than {day}",
    ),
    "open": (
        "{fiction} : on ne peut dire si elle s'applique, l'échéance ({end}) touche au {day}",
        "{fiction}: whether it applies is not established, the expiry ({end}) touches {day}",
    ),
    "term": (
        "selon la lecture « {reading} » : le terme va du {start} au {end} (exclu)",
        "under the reading '{reading}': the term runs from {start} to {end} (excluded)",
    ),
    "unsettled": (
        "selon la lecture « {reading} » : le terme n'est pas établi sous cette hypothèse",
        "under the reading '{reading}': the term is not established under this assumption",
    ),
    "under": ("selon la lecture « {reading} » : {line}", "under the reading '{reading}': {line}"),
}


def again_under(copy: Copy, node: NamedNode, operand: Term, followed: Followed) -> None:
    """Compute again a day under a reading, one of whose operands is now another; then what rests on it."""
    term, predicate = copy.values(node, SUBJECT)[0], copy.values(node, PREDICATE)[0]
    readings = [one for one in copy.values(node, UNDER) if isinstance(one, NamedNode)]
    if not isinstance(term, NamedNode) or not readings:
        return
    rule = copy.local(node, RULE)
    day = _end(copy, term, readings[0]) if predicate == END else by_rule(rule, operand)
    followed.readings |= dict.fromkeys(readings)
    if day is None:
        _leave_open(copy, node, term, readings[0])
        return
    copy.put(node, OBJECT, date(day))
    copy.put(node, STATUS, iri("cpc:computed"))
    copy.put(node, RULE, iri("cpc:startPlusDuration") if predicate == END else iri(f"cpc:{rule}"))
    copy.put(node, REASON, text(WHY[0], "fr"), text(WHY[1], "en"))
    for bound in _BOUNDS:
        copy.forget(node, bound)
    followed.put += 1
    for one in copy.subjects(FROM, node):
        if copy.values(one, UNDER):
            again_under(copy, one, date(day), followed)


def _leave_open(copy: Copy, node: NamedNode, term: NamedNode, reading: NamedNode) -> None:
    """Let a day be not established; of an end, keep how early it may be: the earliest start plus the duration."""
    start = next((one for one in copy.about(term, START) if reading in copy.values(one, UNDER)), None)
    low = copy.day(start, EARLIEST) if start is not None else None
    low = _later(copy, term, low) if low is not None and END in copy.values(node, PREDICATE) else None
    for prop in (OBJECT, RULE, REASON, *_BOUNDS):
        copy.forget(node, prop)
    copy.put(node, STATUS, iri("cpc:unknown"))
    copy.put(node, REASON, text(WHY[0], "fr"), text(WHY[1], "en"))
    if low is not None:
        copy.put(node, EARLIEST, date(low))


def judge_readings(copy: Copy, followed: Followed, lang: str) -> None:
    """Say the term under each reading that changed, and judge again the fiction that hangs on it."""
    for reading in followed.readings:
        terms = [one for one in copy.values(reading, iri("cpc:readingOf")) if isinstance(one, NamedNode)]
        if not any(reading in copy.values(node, UNDER) for term in terms for node in copy.about(term, END)):
            continue  # the term itself was supposed: nothing is left to read
        hanging = {one for link in (HOLDS, FAILS) for one in copy.subjects(link, reading)}
        fiction, name = fiction_of(copy, hanging), copy.name(reading, lang)
        start, end = (_under(copy, terms[0], prop, reading) if terms else None for prop in (START, END))
        if start is None or end is None:
            followed.lines.append(_line("unsettled", lang, reading=name))
            if not (terms and fiction is not None and _surely_later(copy, terms[0], reading, fiction)):
                _mark(copy, hanging, reading, "open")
            continue
        followed.lines.append(_line("term", lang, reading=name, start=start.isoformat(), end=end.isoformat()))
        judged = judge(copy, fiction, end, lang) if fiction is not None else None
        if judged is not None:
            followed.lines.append(_line("under", lang, reading=name, line=judged[1]))
            _mark(copy, hanging, reading, judged[0])


def _surely_later(copy: Copy, term: NamedNode, reading: NamedNode, fiction: NamedNode) -> bool:
    """Tell whether an end that is not established under a reading is later than the day of a fiction all the same."""
    nodes = [node for node in copy.about(term, END) if reading in copy.values(node, UNDER)]
    low = next((day for node in nodes if (day := copy.day(node, EARLIEST))), None)
    day = copy.day(fiction, iri("cpc:effectiveFrom"))
    return low is not None and day is not None and low > day + DAY


def fiction_of(copy: Copy, hanging: Iterable[NamedNode]) -> NamedNode | None:
    """Return the legal fiction that some assertions say to apply."""
    of_law = [one for one in hanging if copy.local(one, STATUS) == BY_LAW]
    found = (node for one in sorted(of_law, key=lambda each: each.value) for node in copy.values(one, OBJECT))
    nodes = (node for node in found if isinstance(node, NamedNode))
    return next((node for node in nodes if iri("cpc:LegalFiction") in copy.values(node, iri("rdf:type"))), None)


def judge(copy: Copy, fiction: NamedNode, end: dt.date, lang: str) -> tuple[str, str] | None:
    """Tell whether a fiction applies to a term: "holds", "fails" or "open", and a line that says so."""
    day = copy.day(fiction, iri("cpc:effectiveFrom"))
    if day is None:
        return None
    # "échéance postérieure à cette date": the last day is the eve of the end; an end on the day after is not settled.
    verdict = "holds" if end > day + DAY else "fails" if end <= day else "open"
    name = copy.name(fiction, lang)
    return verdict, _line(verdict, lang, fiction=name, end=end.isoformat(), day=day.isoformat())


def _mark(copy: Copy, hanging: Iterable[NamedNode], reading: NamedNode, verdict: str) -> None:
    """Let what the fiction makes hold, fail, or neither, under a reading."""
    links = {"holds": HOLDS, "fails": FAILS}
    for one in hanging:
        for link in (HOLDS, FAILS):
            for quad in list(copy.store.quads_for_pattern(one, link, reading, None)):
                copy.store.remove(quad)
        if verdict in links:
            copy.store.add(Quad(one, links[verdict], reading, EVIDENCE))


def _end(copy: Copy, term: NamedNode, reading: NamedNode) -> dt.date | None:
    """Return the end of a term under a reading: its start under the same reading, plus the duration granted."""
    start = _under(copy, term, START, reading)
    return _later(copy, term, start) if start is not None else None


def _later(copy: Copy, term: NamedNode, start: dt.date) -> dt.date | None:
    """Return a day later by the duration of a term."""
    durations = copy.values(term, DURATION)
    try:
        return add_duration(start, durations[0].value) if len(durations) == 1 else None
    except CpcGraphError:
        return None


def _under(copy: Copy, term: NamedNode, predicate: NamedNode, reading: NamedNode) -> dt.date | None:
    """Return the day that a reading gives for a property of a term."""
    nodes = [node for node in copy.about(term, predicate) if reading in copy.values(node, UNDER)]
    days = {as_day(value) for node in nodes for value in copy.values(node, OBJECT)}
    return next(iter(days)) if len(days) == 1 else None


def _line(key: str, lang: str, **values: object) -> str:
    return _LINES[key][lang == "en"].format(**values)
