"""What follows from a supposed value: dates computed again, legal fictions judged again, inferences let go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from cpc_graph.errors import CpcGraphError
from cpc_graph.names import BASE, CPC, digest
from cpc_graph.rdf.terms import Term, date, iri, text
from cpc_graph.text.dates import add_duration

GRAPH = NamedNode(BASE + "graph/assumption/facts")
EVIDENCE = NamedNode(BASE + "graph/assumption/evidence")
_DAY = dt.timedelta(days=1)
_SUBJECT, _PREDICATE, _OBJECT = iri("rdf:subject"), iri("rdf:predicate"), iri("rdf:object")
_STATUS, _RULE, _FROM = iri("cpc:statementStatus"), iri("cpc:byRule"), iri("prov:wasDerivedFrom")
_UNDER, _HOLDS, _FAILS = iri("cpc:underReading"), iri("cpc:holdsUnder"), iri("cpc:failsUnder")
_START, _END, _DURATION = iri("cpc:periodStart"), iri("cpc:periodEnd"), iri("cpc:duration")
# Rules whose value is the operand's own day, and those that add to it: as the vocabulary of date rules defines them.
_SAME_DAY = frozenset({"onPublication", "onSignature", "onNotification", "onEntryIntoForce"})
_NEXT_DAY = frozenset({"dayAfterPublication"})
_REASON = ("hypothèse posée par la question", "assumption made by the question")
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
}


@dataclass(slots=True)
class Copy:
    """The copy of a store that is changed."""

    store: pyoxigraph.Store

    def values(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        """Return the values of a property, each once."""
        found = {quad.object for quad in self.store.quads_for_pattern(subject, predicate, None, None)}
        return sorted((one for one in found if isinstance(one, (NamedNode, Literal))), key=str)

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """Return the nodes that have a value."""
        found = {quad.subject for quad in self.store.quads_for_pattern(None, predicate, value, None)}
        return sorted((one for one in found if isinstance(one, NamedNode)), key=lambda node: node.value)

    def about(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """Return the assertions about a property of a node."""
        return [one for one in self.subjects(_SUBJECT, subject) if predicate in self.values(one, _PREDICATE)]

    def forget(self, subject: NamedNode, predicate: NamedNode | None = None) -> None:
        """Take out what is said of a node, or of one of its properties."""
        for quad in list(self.store.quads_for_pattern(subject, predicate, None, None)):
            self.store.remove(quad)

    def local(self, node: NamedNode, predicate: NamedNode) -> str:
        """Return the local name of the one value of a property, "" for none."""
        return next((value.value.removeprefix(CPC) for value in self.values(node, predicate)), "")


@dataclass(slots=True)
class Followed:
    """What must be said of what followed, the count of values put, and of conclusions no longer established."""

    lines: list[str] = field(default_factory=list)
    put: int = 0
    dropped: int = 0

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing followed: only the supposed value itself was put."""
        return self.put <= 1 and not self.dropped and not self.lines


def follow(copy: Copy, subject: NamedNode, predicate: NamedNode, value: Term, lang: str) -> Followed:
    """Put a supposed value in the place of what is said, and draw what follows. Changes the copy."""
    followed = Followed()
    hanging = _hanging(copy, subject)
    _set(copy, subject, predicate, value, followed)
    if predicate == _START:
        _start_of_states(copy, subject, followed)
    _judge_fictions(copy, subject, hanging, followed, lang)
    return followed


def without_backward_ends(copy: Copy) -> list[NamedNode]:
    """Take out the end of each state whose end comes before its start; return those states."""
    found = []
    for state in copy.subjects(iri("rdf:type"), iri("cpc:MeasureState")):
        start, end = _day_of(copy, state, _START), _day_of(copy, state, _END)
        if start is not None and end is not None and end <= start:
            for node in copy.about(state, _END):
                copy.forget(node)
            copy.forget(state, _END)
            found.append(state)
    return found


def _set(copy: Copy, subject: NamedNode, predicate: NamedNode, value: Term, followed: Followed) -> None:
    """Replace a value and its assertions by the supposed one, then what was derived from it."""
    followed.put += 1
    gone = copy.about(subject, predicate)
    resting = sorted({one for node in gone for one in copy.subjects(_FROM, node)}, key=lambda one: one.value)
    copy.forget(subject, predicate)
    for node in gone:
        copy.forget(node)
    _say(copy, subject, predicate, value)
    for node in resting:
        if node not in gone:
            _again(copy, node, value, followed)
    if predicate in (_START, _DURATION) and iri("cpc:Term") in copy.values(subject, iri("rdf:type")):
        _end_of_term(copy, subject, followed)


def _say(copy: Copy, subject: NamedNode, predicate: NamedNode, value: Term) -> None:
    node = NamedNode(BASE + "id/as/" + digest(f"assumption\n{subject}\n{predicate}\n{value}", 16))
    copy.store.add(Quad(subject, predicate, value, GRAPH))
    said: list[tuple[NamedNode, Term]] = [
        (iri("rdf:type"), iri("cpc:Assertion")),
        (_SUBJECT, subject),
        (_PREDICATE, predicate),
        (_OBJECT, value),
        (_STATUS, iri("cpc:inferred")),
        (iri("cpc:reason"), text(_REASON[0], "fr")),
        (iri("cpc:reason"), text(_REASON[1], "en")),
    ]
    copy.store.extend(Quad(node, name, term, EVIDENCE) for name, term in said)


def _again(copy: Copy, node: NamedNode, operand: Term, followed: Followed) -> None:
    """Compute again what rested on a value, or let go of it; what a reading or a fiction decides is judged apart."""
    subjects, predicates = copy.values(node, _SUBJECT), copy.values(node, _PREDICATE)
    if not subjects or not predicates or copy.local(node, _STATUS) == "byOperationOfLaw":
        return
    subject, predicate = subjects[0], predicates[0]
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        return
    rule = copy.local(node, _RULE)
    if rule in _SAME_DAY | _NEXT_DAY and not copy.values(node, _UNDER):
        day = _day(operand)
        if day is not None:
            _set(copy, subject, predicate, date(day + _DAY if rule in _NEXT_DAY else day), followed)
            return
    if rule != "startPlusDuration":  # the end of a term is computed with its two operands at hand
        _let_go(copy, node, subject, predicate, followed)


def _let_go(copy: Copy, node: NamedNode, subject: NamedNode, predicate: NamedNode, followed: Followed) -> None:
    """Drop an assertion; its statement too when nothing else says it, and then what rests on it."""
    objects, resting = copy.values(node, _OBJECT), copy.subjects(_FROM, node)
    copy.forget(node)
    others = [one for one in copy.about(subject, predicate) if copy.values(one, _OBJECT) == objects]
    if others:
        return
    followed.dropped += 1
    for value in objects:
        for quad in list(copy.store.quads_for_pattern(subject, predicate, value, None)):
            copy.store.remove(quad)
    for one in resting:
        _again(copy, one, objects[0] if objects else subject, followed)


def _end_of_term(copy: Copy, term: NamedNode, followed: Followed) -> None:
    start, durations = _day_of(copy, term, _START), copy.values(term, _DURATION)
    if start is None or len(durations) != 1:
        return
    try:
        end = add_duration(start, durations[0].value)
    except CpcGraphError:
        return
    _set(copy, term, _END, date(end), followed)


def _start_of_states(copy: Copy, term: NamedNode, followed: Followed) -> None:
    """Let the state that the act opens start with its term, unless the act was not signed by then."""
    start = _day_of(copy, term, _START)
    for act in copy.subjects(iri("cpc:grantsTerm"), term):
        signed = _day_of(copy, act, iri("eli:date_document"))
        for impact in copy.subjects(iri("cpc:impactBy"), act):
            if start is None or (signed is not None and start < signed):
                continue
            _set(copy, impact, iri("cpc:impactDate"), date(start), followed)
            for state in copy.values(impact, iri("cpc:opensState")):
                if isinstance(state, NamedNode):
                    _set(copy, state, _START, date(start), followed)


def _hanging(copy: Copy, term: NamedNode) -> set[NamedNode]:
    """Return what holds by operation of law because of when the term ends, under a reading of it or not."""
    readings = copy.subjects(iri("cpc:readingOf"), term)
    found = {one for reading in readings for link in (_HOLDS, _FAILS) for one in copy.subjects(link, reading)}
    found |= {one for node in copy.about(term, _END) for one in copy.subjects(_FROM, node)}
    return {one for one in found if copy.local(one, _STATUS) == "byOperationOfLaw"}


def _judge_fictions(copy: Copy, term: NamedNode, hanging: set[NamedNode], followed: Followed, lang: str) -> None:
    """Judge again the fiction whose condition, an expiry later than its day, hangs on when the term ends."""
    end = _day_of(copy, term, _END)
    fictions = [
        node
        for one in sorted(hanging, key=lambda each: each.value)
        for node in copy.values(one, _OBJECT)
        if isinstance(node, NamedNode) and iri("cpc:LegalFiction") in copy.values(node, iri("rdf:type"))
    ]
    if end is None or not fictions:
        return
    day = _day_of(copy, fictions[0], iri("cpc:effectiveFrom"))
    if day is None:
        return
    # "échéance postérieure à cette date": the last day is the eve of the end; an end on the day after is not settled.
    verdict = "holds" if end > day + _DAY else "fails" if end <= day else "open"
    followed.lines.append(_told(copy, verdict, fictions[0], end, day, lang))
    for one in hanging:
        if verdict == "holds":
            copy.forget(one, _HOLDS)
            copy.forget(one, _FAILS)
    if verdict == "fails":
        _undo(copy, hanging)


def _undo(copy: Copy, hanging: set[NamedNode]) -> None:
    """Take out the impact and the state that the fiction would have made, and what is said of them."""
    made = {node for one in hanging for node in copy.values(one, _SUBJECT) if isinstance(node, NamedNode)}
    for node in made:
        for one in copy.subjects(_SUBJECT, node):
            copy.forget(one)
        copy.forget(node)
        for quad in list(copy.store.quads_for_pattern(None, None, node, None)):
            copy.store.remove(quad)


def _told(copy: Copy, verdict: str, fiction: NamedNode, end: dt.date, day: dt.date, lang: str) -> str:
    labels = [one for one in copy.values(fiction, iri("rdfs:label")) if isinstance(one, Literal)]
    name = next((one.value for one in labels if one.language in (None, lang)), fiction.value)
    return _LINES[verdict][lang == "en"].format(fiction=name, end=end.isoformat(), day=day.isoformat())


def _day_of(copy: Copy, subject: NamedNode, predicate: NamedNode) -> dt.date | None:
    found = copy.values(subject, predicate)
    return _day(found[0]) if len(found) == 1 else None


def _day(term: Term) -> dt.date | None:
    try:
        return dt.date.fromisoformat(term.value)
    except ValueError:
        return None
