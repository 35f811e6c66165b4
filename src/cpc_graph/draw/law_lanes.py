"""The lanes of the law: provisions with the same history in one lane, and the fictions."""

from __future__ import annotations

from collections.abc import Sequence

from cpc_graph.draw.axis import number
from cpc_graph.draw.describe import edges_text, period_text
from cpc_graph.draw.plan import HEADING, Plan, visible
from cpc_graph.draw.scene import Bar, Lane, Line, Point
from cpc_graph.draw.span import span_of, start_hint
from cpc_graph.draw.story import Fiction, Provision, Version
from cpc_graph.draw.words import day_text

LAW, FICTION = 36.0, 22.0


def groups_of(provisions: Sequence[Provision]) -> list[list[Provision]]:
    """Group the provisions whose versions have the same periods and regimes, in order."""
    found: dict[tuple[object, ...], list[Provision]] = {}
    for one in provisions:
        history = tuple((version.period, version.regimes) for version in one.versions)
        found.setdefault((one.code, history), []).append(one)
    return list(found.values())


def numbers_of(group: Sequence[Provision]) -> str:
    """Write the numbers of a group with their code, what they share only once: "CSP, R. 5121-76-2, -4"."""
    first, *others = [one.number for one in group]
    shared = first.rpartition("-")[0]
    if not all(other.startswith(f"{shared}-") for other in others):
        shared = ""
    code = [group[0].code] if group[0].code else []
    return ", ".join([*code, first, *(other.removeprefix(shared) if shared else other for other in others)])


def law_lanes(plan: Plan) -> list[Lane]:
    """Return the lanes of law; none when the graph has no provision for the regimes of the picture."""
    groups, story = groups_of(plan.story.provisions), plan.story
    lanes = [_provisions(plan, at, group) for at, group in enumerate(groups, start=1)]
    lanes += [lane for at, one in enumerate(story.fictions, start=1) if (lane := _fiction(plan, at, one)) is not None]
    return [Lane("heading", plan.words["law"], 0, HEADING), *lanes] if lanes else []


def fiction_lines(plan: Plan) -> list[Line]:
    """Return the vertical lines of the fictions that fall on the axis."""
    days = [(one.when.day, one.name) for one in plan.story.fictions]
    return [
        Line("fiction", number(day), name)
        for day, name in days
        if day and plan.axis.first <= number(day) < plan.axis.last
    ]


def _provisions(plan: Plan, at: int, group: Sequence[Provision]) -> Lane:
    bars = [
        bar
        for place, version in enumerate(group[0].versions, start=1)
        if visible((bar := _version(plan, f"l{at}-{place}", version, group)).span, plan.axis)
    ]
    return Lane("law", numbers_of(group), 0, LAW, bars=tuple(bars))


def _version(plan: Plan, key: str, version: Version, group: Sequence[Provision]) -> Bar:
    words, period = plan.words, version.period
    start = start_hint(period, plan.axis.first)
    drawn = [one for one in plan.story.regimes if one.iri in version.regimes]
    used = {state.regime for track in plan.story.tracks for state in track.states}
    shown = [one for one in drawn if one.iri in used] or drawn
    regimes = " · ".join(one.notation for one in shown)
    since = day_text(period.start.day, words.lang) if period.start.day else "?"
    return Bar(
        key=key,
        skin=f"{plan.skin(shown[0].iri)} light" if shown else "regime-none",
        span=span_of(period, start_hint=start, end_hint=max(plan.axis.last, start + 1)),
        texts=tuple(dict.fromkeys((f"{regimes} {since}".strip(), since, regimes or since))),
        title=f"{numbers_of(group)}, {words.say('version of', day=since)}",
        desc=words.listed(
            " · ".join(one.notation for one in drawn),
            period_text(period, words),
            edges_text(period, plan.story.statuses, words),
        ),
    )


def _fiction(plan: Plan, at: int, fiction: Fiction) -> Lane | None:
    day = fiction.when.day
    if day is None or not plan.axis.first <= number(day) < plan.axis.last:
        return None
    point = Point(
        f"f{at}",
        "law",
        number(day),
        None,
        "",
        (fiction.name,),
        fiction.name,
        day_text(day, plan.words.lang),
        text=fiction.name,
    )
    return Lane("fiction", "", 0, FICTION, points=(point,))
