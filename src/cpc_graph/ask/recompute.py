"""What follows from a supposed value: dates computed again, legal fictions judged again, inferences let go."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad

from cpc_graph.ask.scratch import (
    BY_LAW,
    DURATION,
    END,
    EVIDENCE,
    FAILS,
    FROM,
    GRAPH,
    HOLDS,
    OBJECT,
    PREDICATE,
    RULE,
    START,
    STATUS,
    SUBJECT,
    UNDER,
    WHY,
    Copy,
    Followed,
    by_rule,
)
from cpc_graph.ask.under import again_under, fiction_of, judge, judge_readings
from cpc_graph.errors import CpcGraphError
from cpc_graph.names import BASE, digest
from cpc_graph.rdf.terms import Term, date, iri, text
from cpc_graph.text.dates import add_duration


def follow(copy: Copy, subject: NamedNode, predicate: NamedNode, value: Term, lang: str) -> Followed:
    """Put a supposed value in the place of what is said, and draw what follows. Changes the copy."""
    followed = Followed()
    hanging = _hanging(copy, subject)
    _set(copy, subject, predicate, value, followed)
    if predicate == START:
        _start_of_states(copy, subject, followed)
    _judge_fictions(copy, subject, hanging, followed, lang)
    judge_readings(copy, followed, lang)
    return followed


def without_backward_ends(copy: Copy) -> list[NamedNode]:
    """Take out the end of each state whose end comes before its start; return those states."""
    found = []
    for state in copy.subjects(iri("rdf:type"), iri("cpc:MeasureState")):
        start, end = copy.day(state, START), copy.day(state, END)
        if start is not None and end is not None and end <= start:
            for node in copy.about(state, END):
                copy.forget(node)
            copy.forget(state, END)
            found.append(state)
    return found


def _set(copy: Copy, subject: NamedNode, predicate: NamedNode, value: Term, followed: Followed) -> None:
    """Replace a value and its assertions by the supposed one, then what was derived from it."""
    followed.put += 1
    gone = copy.about(subject, predicate)
    resting = sorted({one for node in gone for one in copy.subjects(FROM, node)}, key=lambda one: one.value)
    copy.forget(subject, predicate)
    for node in gone:
        copy.forget(node)
    _say(copy, subject, predicate, value)
    for node in resting:
        if node not in gone:
            _again(copy, node, value, followed)
    if predicate in (START, DURATION) and iri("cpc:Term") in copy.values(subject, iri("rdf:type")):
        _end_of_term(copy, subject, followed)


def _say(copy: Copy, subject: NamedNode, predicate: NamedNode, value: Term) -> None:
    node = NamedNode(BASE + "id/as/" + digest(f"assumption\n{subject}\n{predicate}\n{value}", 16))
    copy.store.add(Quad(subject, predicate, value, GRAPH))
    said: list[tuple[NamedNode, Term]] = [
        (iri("rdf:type"), iri("cpc:Assertion")),
        (SUBJECT, subject),
        (PREDICATE, predicate),
        (OBJECT, value),
        (STATUS, iri("cpc:inferred")),
        (iri("cpc:reason"), text(WHY[0], "fr")),
        (iri("cpc:reason"), text(WHY[1], "en")),
    ]
    copy.store.extend(Quad(node, name, term, EVIDENCE) for name, term in said)


def _again(copy: Copy, node: NamedNode, operand: Term, followed: Followed) -> None:
    """Compute again what rested on a value, or let go of it; what a reading or a fiction decides is judged apart."""
    subjects, predicates = copy.values(node, SUBJECT), copy.values(node, PREDICATE)
    if not subjects or not predicates or copy.local(node, STATUS) == BY_LAW:
        return
    subject, predicate = subjects[0], predicates[0]
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        return
    rule = copy.local(node, RULE)
    if copy.values(node, UNDER):
        again_under(copy, node, operand, followed)
        return
    day = by_rule(rule, operand)
    if day is not None:
        _set(copy, subject, predicate, date(day), followed)
    elif rule != "startPlusDuration":  # the end of a term is computed with its two operands at hand
        _let_go(copy, node, subject, predicate, followed)


def _let_go(copy: Copy, node: NamedNode, subject: NamedNode, predicate: NamedNode, followed: Followed) -> None:
    """Drop an assertion; its statement too when nothing else says it, and then what rests on it."""
    objects, resting = copy.values(node, OBJECT), copy.subjects(FROM, node)
    copy.forget(node)
    others = [one for one in copy.about(subject, predicate) if copy.values(one, OBJECT) == objects]
    if others:
        return
    followed.dropped += 1
    for value in objects:
        for quad in list(copy.store.quads_for_pattern(subject, predicate, value, None)):
            copy.store.remove(quad)
    for one in resting:
        _again(copy, one, objects[0] if objects else subject, followed)


def _end_of_term(copy: Copy, term: NamedNode, followed: Followed) -> None:
    start, durations = copy.day(term, START), copy.values(term, DURATION)
    if start is None or len(durations) != 1:
        return
    try:
        end = add_duration(start, durations[0].value)
    except CpcGraphError:
        return
    _set(copy, term, END, date(end), followed)


def _start_of_states(copy: Copy, term: NamedNode, followed: Followed) -> None:
    """Let the state that the act opens start with its term, unless the act was not signed by then."""
    start = copy.day(term, START)
    for act in copy.subjects(iri("cpc:grantsTerm"), term):
        signed = copy.day(act, iri("eli:date_document"))
        for impact in copy.subjects(iri("cpc:impactBy"), act):
            if start is None or (signed is not None and start < signed):
                continue
            _set(copy, impact, iri("cpc:impactDate"), date(start), followed)
            for state in copy.values(impact, iri("cpc:opensState")):
                if isinstance(state, NamedNode):
                    _set(copy, state, START, date(start), followed)


def _hanging(copy: Copy, term: NamedNode) -> set[NamedNode]:
    """Return what holds by operation of law because of when the term ends, under a reading of it or not."""
    readings = copy.subjects(iri("cpc:readingOf"), term)
    found = {one for reading in readings for link in (HOLDS, FAILS) for one in copy.subjects(link, reading)}
    found |= {one for node in copy.about(term, END) for one in copy.subjects(FROM, node)}
    return {one for one in found if copy.local(one, STATUS) == BY_LAW}


def _judge_fictions(copy: Copy, term: NamedNode, hanging: set[NamedNode], followed: Followed, lang: str) -> None:
    """Judge again the fiction whose condition, an expiry later than its day, hangs on when the term ends."""
    end, fiction = copy.day(term, END), fiction_of(copy, hanging)
    judged = judge(copy, fiction, end, lang) if fiction is not None and end is not None else None
    if judged is None:
        return
    verdict, line = judged
    followed.lines.append(line)
    for one in hanging:
        if verdict == "holds":
            copy.forget(one, HOLDS)
            copy.forget(one, FAILS)
    if verdict == "fails":
        _undo(copy, hanging)


def _undo(copy: Copy, hanging: set[NamedNode]) -> None:
    """Take out the impact and the state that the fiction would have made, and what is said of them."""
    made = {node for one in hanging for node in copy.values(one, SUBJECT) if isinstance(node, NamedNode)}
    for node in made:
        for one in copy.subjects(SUBJECT, node):
            copy.forget(one)
        copy.forget(node)
        for quad in list(copy.store.quads_for_pattern(None, None, node, None)):
            copy.store.remove(quad)
