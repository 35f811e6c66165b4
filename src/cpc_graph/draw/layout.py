"""Lay a timeline out: the axis, the lanes one below the other, lines through them, the key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cpc_graph.draw.axis import Axis, date, number, years_around
from cpc_graph.draw.key import entries_of, placed
from cpc_graph.draw.law_lanes import fiction_lines, law_lanes
from cpc_graph.draw.measure_lanes import known_days, measure_lanes
from cpc_graph.draw.plan import Plan
from cpc_graph.draw.scene import Entry, Lane, Line, Scene
from cpc_graph.draw.story import Story
from cpc_graph.draw.words import Words, day_text
from cpc_graph.errors import UsageError

WIDTH, SIDE, TOP, TITLE, AXIS, BOTTOM = 960.0, 14.0, 66.0, 34.0, 20.0, 8.0


@dataclass(frozen=True, slots=True)
class View:
    """What of a story is shown: days (half-open, None for all that is known), today's line, width in pixels."""

    start: dt.date | None = None
    end: dt.date | None = None
    today: dt.date | None = None
    width: float = WIDTH


def lay_out(story: Story, view: View, lang: str) -> Scene:
    """Return one picture of a whole story. Raises UsageError when the period is empty."""
    plan = _plan(story, view, lang)
    lanes: list[Lane] = []
    for at, track in enumerate(story.tracks, start=1):
        if len(story.tracks) > 1:
            lanes.append(Lane("title", track.name, 0, TITLE))
        lanes += measure_lanes(replace(plan, prefix=f"t{at}-"), track)
    title = story.tracks[0].name if len(story.tracks) == 1 else plan.words["every measure"]
    return _scene(plan, view, title, [*lanes, *law_lanes(plan)], with_key=lanes)


def lay_out_apart(story: Story, view: View, lang: str) -> tuple[Scene, ...]:
    """Return a picture for each measure and one for the law, on one axis: they print on pages of their own."""
    if len(story.tracks) == 1:
        return (lay_out(story, view, lang),)
    plan = _plan(story, view, lang)
    apart = [measure_lanes(replace(plan, prefix=f"t{at}-"), track) for at, track in enumerate(story.tracks, start=1)]
    scenes = [_scene(plan, view, track.name, lanes) for track, lanes in zip(story.tracks, apart, strict=True)]
    every = [lane for lanes in apart for lane in lanes]
    return (*scenes, _scene(plan, view, plan.words["law"], law_lanes(plan), with_key=every))


def _plan(story: Story, view: View, lang: str) -> Plan:
    return Plan(story, Words(lang), _axis(story, view), "")


def _scene(
    plan: Plan, view: View, title: str, lanes: Sequence[Lane], *, with_key: Sequence[Lane] | None = None
) -> Scene:
    """Stack lanes into a picture; `with_key` are the lanes, besides these, whose signs its key explains."""
    stacked, bottom = _stacked(lanes)
    told = any(point.shape == "law" for lane in stacked for point in lane.points)
    lines = [*(fiction_lines(plan) if told else ()), *_today(view, plan.axis, plan.words)]
    entries: tuple[Entry, ...] = ()
    height = bottom + AXIS
    if with_key is not None:
        found = entries_of(plan.story, [*with_key, *stacked], plan.words)
        entries, height = placed(found, view.width - 2 * SIDE, SIDE, bottom + AXIS + 16)
    return Scene(
        width=view.width,
        height=height + 8,
        axis=plan.axis,
        title=title,
        desc=_desc(plan),
        lanes=tuple(stacked),
        ticks=plan.axis.ticks(plan.words.lang),
        lines=tuple(lines),
        entries=entries,
        bottom=bottom,
    )


def outside(story: Story, scenes: Iterable[Scene]) -> tuple[str, ...]:
    """Name what the picture cannot show, acts, states, suspensions, indications: outside its days, or undated."""
    shown = {key for scene in scenes for lane in scene.lanes for key in lane.keys}
    missing = []
    for at, track in enumerate(story.tracks, start=1):
        missing += [act.name for act in track.acts if f"t{at}-a{act.number}" not in shown]
        missing += [state.name for place, state in enumerate(track.states, 1) if f"t{at}-s{place}" not in shown]
        missing += [pause.name for place, pause in enumerate(track.pauses, 1) if f"t{at}-p{place}" not in shown]
        missing += [lane.name for place, lane in enumerate(track.lanes, 1) if f"t{at}-i{place}" not in shown]
    return tuple(dict.fromkeys(missing))


def _axis(story: Story, view: View) -> Axis:
    days = known_days(story) + ([view.today] if view.today else [])
    if not days:
        starts = (version.period.start.day for one in story.provisions for version in one.versions)
        days = [day for day in starts if day]
    if not days and not (view.start and view.end):
        raise UsageError(
            fr="rien de daté à dessiner ; donnez --from et --to", en="nothing dated to draw; give --from and --to"
        )
    start, end = _period(view, *(years_around(days) if days else (dt.date.min, dt.date.max)))
    if end <= start:
        raise UsageError(
            fr=f"la période du {start} au {end} (exclu) est vide",
            en=f"the period from {start} to {end} (excluded) is empty",
        )
    return Axis(number(start), number(end), SIDE, view.width - SIDE)


def _period(view: View, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Choose the days shown: those asked for; where only one is, at least the year next to it."""
    start, end = view.start or first, view.end or last
    if view.start and not view.end and end <= start:
        end = years_around([start])[1]
    if view.end and not view.start and end <= start and end > dt.date.min:
        start = years_around([end - dt.timedelta(days=1)])[0]
    return start, end


def _stacked(lanes: Iterable[Lane]) -> tuple[list[Lane], float]:
    y, found = TOP, []
    for lane in lanes:
        found.append(replace(lane, y=y))
        y += lane.height
    return found, y + BOTTOM


def _today(view: View, axis: Axis, words: Words) -> list[Line]:
    if view.today is None or not axis.first <= number(view.today) < axis.last:
        return []
    return [Line("today", number(view.today), words.say("today", day=day_text(view.today, words.lang)))]


def _desc(plan: Plan) -> str:
    lang = plan.words.lang
    start, end = day_text(date(plan.axis.first), lang), day_text(date(plan.axis.last), lang)
    return plan.words.say("shown", start=start, end=end)
