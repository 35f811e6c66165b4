"""The lanes of one measure: acts, states, terms, indications."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cpc_graph.draw.axis import Axis, date, number
from cpc_graph.draw.describe import act_text, brief_text, edges_text, period_text, status_text
from cpc_graph.draw.pause_lanes import pauses_in_lane, pauses_of_states, pauses_of_their_own, until_of_act
from cpc_graph.draw.place import rows_of_dates, rows_of_points
from cpc_graph.draw.plan import ACT_ROW, DATE_ROW, HEADING, INDICATION, STATE, TERM, Plan, visible
from cpc_graph.draw.scene import Bar, Date, Lane, Point
from cpc_graph.draw.span import Span, span_of, start_hint
from cpc_graph.draw.story import Act, Bound, Grant, Period, State, Story, Track, Variant
from cpc_graph.draw.story import Lane as Indication
from cpc_graph.draw.words import day_text

DAGGER = " †"
NOMINAL = 730  # days drawn of a state of which no end is told


def measure_lanes(plan: Plan, track: Track) -> list[Lane]:
    """Return the lanes of a measure, from top to bottom; their `y` is not set yet."""
    spans = spans_of_states(track, plan.axis)
    lanes = [_acts(plan, track)]
    if track.states or any(pause.is_whole for pause in track.pauses):
        lanes.append(_states(plan, track, spans))
    lanes += _section(plan, "suspensions", pauses_of_their_own(plan, track))
    if track.grants:
        lanes += _section(plan, "terms", _terms(plan, track))
    if track.lanes:
        drawn = (_indication(plan, at, lane, track, spans) for at, lane in enumerate(track.lanes, start=1))
        lanes += _section(plan, "indications", drawn)
    return lanes


def spans_of_states(track: Track, axis: Axis) -> list[Span | None]:
    """Place the states; an edge of which nothing is known is drawn at its act, or where the next state is drawn.

    None for a state of which no day at all is known: it has no place on the axis.
    """
    opened = {act.number: act for act in track.acts}
    starts = [start_hint(state.period, _act_day(opened.get(state.number or 0), axis)) for state in track.states]
    spans: list[Span | None] = []
    for state, start in zip(track.states, starts, strict=True):
        if not _has_a_day(state, opened.get(state.number or 0)):
            spans.append(None)
            continue
        later = [other for other in starts if other > start]
        hint = min(later) if later else _last_hint(track, state, start)
        period = _ending_by(state.period, min(later)) if later else state.period
        spans.append(span_of(period, start_hint=start, end_hint=hint))
    return spans


def _has_a_day(state: State, act: Act | None) -> bool:
    bounds = [state.period.start, state.period.end, *([act.when] if act else [])]
    return any(bound.day or bound.earliest or bound.latest for bound in bounds)


def _ending_by(period: Period, day: int) -> Period:
    """Draw an end that is not established no later than where the next state begins."""
    latest = period.end.latest
    if period.end.day or latest is None or number(latest) <= day:
        return period
    return replace(period, end=replace(period.end, latest=date(day)))


def _last_hint(track: Track, state: State, start: int) -> int:
    """Draw an end of which nothing is known where the term granted ends, at least some time after the start."""
    ends = [grant.period.end for grant in track.grants if state.number and grant.number <= state.number]
    days = [number(day) for end in ends[-1:] for day in (end.day, end.earliest, end.latest) if day]
    return max([start + NOMINAL, *days])


def _act_day(act: Act | None, axis: Axis) -> int:
    day = act and (act.when.day or act.when.earliest or act.when.latest)
    return number(day) if day else axis.first


def _section(plan: Plan, key: str, lanes: Iterable[Lane]) -> list[Lane]:
    """Put a heading over the lanes that show anything in this period."""
    shown = [lane for lane in lanes if lane.bars]
    return [Lane("heading", plan.words[key], 0, HEADING), *shown] if shown else []


def _acts(plan: Plan, track: Track) -> Lane:
    points = [point for act in track.acts if (point := _point(plan, track, act)) is not None]
    inside = [point for point in points if plan.axis.first <= point.day < plan.axis.last]
    placed = rows_of_points(inside, plan.axis)
    rows = max((point.row for point in placed), default=0) + 1
    return Lane("acts", plan.words["acts"], 0, HEADING + rows * ACT_ROW, rows, points=placed)


def _point(plan: Plan, track: Track, act: Act) -> Point | None:
    when = act.when
    first = when.day or when.earliest or when.latest
    if first is None:
        return None
    last = when.latest if when.day is None and when.earliest else None
    day = f"· {brief_text(when, plan.words)}"  # set off from the number: "1 · Mar 2014?" is no first of March
    what = " + ".join(act.nouns)
    short = f"({act.notation})" if act.notation else ""
    until = until_of_act(plan, track, act.number)
    whole = f"{what}, {until}" if until else what
    return Point(
        key=f"{plan.prefix}a{act.number}",
        shape=act.availability or "unknown",
        day=number(first),
        until=number(last) if last and last != first else None,
        number=str(act.number),
        texts=tuple(
            dict.fromkeys(
                " ".join(filter(None, parts))
                for parts in ((day, whole, short), (day, what, short), (day, what), (day,))
            )
        ),
        title=plan.words.titled(plan.words.say("act number", number=act.number), act.name),
        desc=plan.words.listed(act_text(act, plan.words), until),
    )


def _states(plan: Plan, track: Track, spans: Sequence[Span | None]) -> Lane:
    pairs = enumerate(zip(track.states, spans, strict=True), 1)
    bars = [*pauses_of_states(plan, track), *(_state(plan, at, state, span) for at, (state, span) in pairs if span)]
    periods = [*(state.period for state in track.states), *(pause.period for pause in track.pauses)]
    known = {bound.day for period in periods for bound in (period.start, period.end) if bound.day}
    dates = [Date(number(day), day_text(day, plan.words.lang), None) for day in sorted(known)]
    placed = rows_of_dates(dates, plan.axis)
    rows = max((date.row for date in placed if date.row is not None), default=-1) + 1
    shown = tuple(bar for bar in bars if visible(bar.span, plan.axis))
    return Lane(
        "states", plan.words["states"], 0, HEADING + STATE + rows * DATE_ROW + 4, rows, bars=shown, dates=placed
    )


def _state(plan: Plan, at: int, state: State, span: Span) -> Bar:
    words, regime = plan.words, plan.story.notation(state.regime)
    depends = DAGGER if state.period.start.depends or state.period.end.depends else ""
    rank, head = state.rank, f"{state.rank} {regime}{depends}".strip()
    resumed = words["resumption"] if state.resumes else ""
    resuming = (f"{head}, {resumed}", f"{rank} {resumed}".strip()) if resumed else ()
    named = words.say("state of act", number=rank or "–")
    said = [period_text(state.period, words), edges_text(state.period, plan.story.statuses, words)]
    said += [words.say("opened by", number=state.number)] if state.number and not resumed else []
    said += [words.say("resumes after", number=state.number)] if state.number and resumed else []
    return Bar(
        key=f"{plan.prefix}s{at}",
        skin=plan.skin(state.regime),
        span=span,
        texts=tuple(dict.fromkeys(filter(None, (*resuming, head, f"{rank}{depends}", rank)))),
        title=words.titled(", ".join(filter(None, (named, regime, resumed))), state.name),
        desc=words.listed(*said),
    )


def _terms(plan: Plan, track: Track) -> Iterable[Lane]:
    opened = {act.number: act for act in track.acts}
    for at, grant in enumerate(track.grants, start=1):
        key = f"{plan.prefix}g{at}"
        if not grant.variants or grant.period.start.day:
            yield _term(plan, key, grant, None, opened)
        for variant in grant.variants:
            yield _term(plan, f"{key}.{variant.letter}", grant, variant, opened)


def _term(plan: Plan, key: str, grant: Grant, variant: Variant | None, opened: dict[int, Act]) -> Lane:
    words, period = plan.words, variant.period if variant else grant.period
    hint = _act_day(opened.get(grant.number), plan.axis)
    start = start_hint(period, hint)
    span = span_of(period, start_hint=start, end_hint=start + 366)
    act = words.say("act number", number=grant.number)
    short = f"{grant.number}{variant.letter if variant else ''} · {grant.duration}"
    letter = words.say("reading", name=variant.letter) if variant else ""
    reading = words.titled(letter, variant.name) if variant else grant.duration
    bar = Bar(
        key=key,
        skin="variant" if variant else "granted",
        span=span,
        texts=tuple(dict.fromkeys((f"{act}, {reading}", f"{act}, {letter or grant.duration}", short))),
        title=f"{grant.name} ({grant.duration})" if grant.duration else grant.name,
        desc=words.listed(reading, period_text(period, words)),
    )
    return Lane("term", "", 0, TERM, bars=(bar,) if visible(span, plan.axis) else ())


def _indication(plan: Plan, at: int, lane: Indication, track: Track, spans: Sequence[Span | None]) -> Lane:
    key = f"{plan.prefix}i{at}"
    bars, points = [], []
    for holding in lane.holdings:
        span, rank = spans[holding.state], track.states[holding.state].rank
        if span is None:
            continue
        state = plan.words.say("state of act", number=rank or "–")
        if holding.status is None or holding.status == "absent":
            desc = plan.words["absent" if holding.status else "nothing told"]
        else:
            desc = status_text(holding.status, plan.story.statuses, plan.words)
        skin = "untold" if holding.status is None else f"known-{holding.status or 'none'}"
        if holding.status != "absent" and visible(span, plan.axis):
            bars.append(Bar(key, skin, span, (), f"{lane.name}, {state}", plan.words.titled(state, desc)))
        if holding.change in ("added", "reworded") and plan.axis.first <= span.start.day < plan.axis.last:
            points.append(_change(plan, key, holding.change, span.start.day, f"{lane.name}, {state}"))
    bars = sorted([*bars, *pauses_in_lane(plan, track, lane, key)], key=lambda bar: bar.span.start.day)
    heard = plan.words.listed(*(bar.desc for bar in bars))
    return Lane("indication", lane.name, 0, INDICATION, bars=tuple(bars), points=tuple(points), desc=heard)


def _change(plan: Plan, key: str, change: str, day: int, title: str) -> Point:
    return Point(key, change, day, None, "", (), title, plan.words[change])


def known_days(story: Story) -> list[dt.date]:
    """Return every day that the measures of a story name: what the axis must hold."""
    bounds: list[Bound] = []
    periods: list[Period] = []
    for track in story.tracks:
        bounds += [act.when for act in track.acts]
        periods += [state.period for state in track.states]
        periods += [pause.period for pause in track.pauses]
        periods += [grant.period for grant in track.grants]
        periods += [variant.period for grant in track.grants for variant in grant.variants]
    bounds += [bound for period in periods for bound in (period.start, period.end)]
    return [day for bound in bounds for day in (bound.day, bound.earliest, bound.latest) if day]
