"""Suspensions on a picture: in the gap between two states, in the lane of an indication, or in lanes of their own."""

from __future__ import annotations

from collections.abc import Iterator

from cpc_graph.draw.axis import number
from cpc_graph.draw.describe import bound_text, edges_text, period_text
from cpc_graph.draw.plan import TERM, Plan, visible
from cpc_graph.draw.scene import Bar
from cpc_graph.draw.scene import Lane as Drawn
from cpc_graph.draw.span import Span, span_of, start_hint
from cpc_graph.draw.story import Lane, Pause, Track
from cpc_graph.draw.words import day_text

SKIN = "pause"


def pauses_of_states(plan: Plan, track: Track) -> Iterator[Bar]:
    """Yield the suspensions of the whole measure: nothing holds while they run."""
    for at, pause in enumerate(track.pauses, start=1):
        span = _span(plan, track, pause)
        if pause.is_whole and span:
            yield _bar(plan, f"{plan.prefix}p{at}", pause, span)


def pauses_of_their_own(plan: Plan, track: Track) -> Iterator[Drawn]:
    """Yield a thin lane for each suspension of some indications: the measure goes on beside it."""
    for at, pause in enumerate(track.pauses, start=1):
        span = _span(plan, track, pause)
        if not pause.is_whole and span and visible(span, plan.axis):
            yield Drawn("term", "", 0, TERM, bars=(_bar(plan, f"{plan.prefix}p{at}", pause, span),))


def pauses_in_lane(plan: Plan, track: Track, lane: Lane, key: str) -> Iterator[Bar]:
    """Yield the suspensions of an indication; of the whole measure, those which stop a state that has it."""
    for pause in track.pauses:
        span = _span(plan, track, pause)
        if span is None or not visible(span, plan.axis):
            continue
        if lane.iri in pause.concerns or (pause.is_whole and _is_held_before(track, lane, span)):
            title = f"{lane.name}, {plan.words.say('act number', number=pause.number)}"
            yield Bar(key, SKIN, span, (), title, plan.words.listed(_said(plan, pause)))


def until_of_act(plan: Plan, track: Track, act: int) -> str:
    """Say until when an act suspends, "" for one that does not."""
    ends = [pause.until.day for pause in track.pauses if pause.number == act]
    said = [plan.words.say("until day", day=day_text(day, plan.words.lang)) for day in ends if day]
    return ", ".join(dict.fromkeys(said)) if len(said) == len(ends) else plan.words["no end"]


def _is_held_before(track: Track, lane: Lane, span: Span) -> bool:
    """Tell whether the last state before the suspension has the indication."""
    starts = [
        (day, at)
        for at, state in enumerate(track.states)
        if (day := state.period.start.day or state.period.start.earliest)
    ]
    before = max(((day, at) for day, at in starts if number(day) < span.start.day), default=None)
    return before is not None and any(
        one.state == before[1] and one.status not in (None, "absent") for one in lane.holdings
    )


def _span(plan: Plan, track: Track, pause: Pause) -> Span | None:
    """Place a suspension; an end that is not told is drawn where the next state begins, or where the term ends.

    A start that is not told is drawn at its act; None when no day at all is known of it.
    """
    told = [act.when for act in track.acts if act.number == pause.number]
    days = [day for bound in (pause.period.start, *told) for day in (bound.day, bound.earliest, bound.latest) if day]
    if not days:
        return None
    start = start_hint(pause.period, number(days[0]))
    later = [number(state.period.start.day) for state in track.states if state.period.start.day]
    terms = [grant.period.end.day for grant in track.grants if grant.number < pause.number]
    later += [number(day) for day in terms[-1:] if day]
    hint = min((day for day in later if day > start), default=max(plan.axis.last, start + 1))
    return span_of(pause.period, start_hint=start, end_hint=hint)


def _bar(plan: Plan, key: str, pause: Pause, span: Span) -> Bar:
    words, act = plan.words, plan.words.say("act number", number=pause.number)
    said = [_said(plan, pause), edges_text(pause.period, plan.story.statuses, words)]
    if pause.period.end.day != pause.until.day:
        said.append(words.say("said until", day=bound_text(pause.until, words)))
    return Bar(
        key=key,
        skin=SKIN,
        span=span,
        texts=tuple(dict.fromkeys((f"{words['suspended']} ({act})", words["suspended"], str(pause.number)))),
        title=words.titled(f"{words['suspended']}, {act}", pause.name),
        desc=words.listed(*said),
    )


def _said(plan: Plan, pause: Pause) -> str:
    return f"{plan.words['suspended']} {period_text(pause.period, plan.words)}"
