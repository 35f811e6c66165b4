"""Periods and statuses in words: for titles, descriptions and tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from cpc_graph.draw.story import Act, Bound, Period
from cpc_graph.draw.words import Words, day_text, month_text


def bound_text(bound: Bound, words: Words) -> str:
    """Write a start or an end: the day, or what is known of a day that is not established."""
    if bound.day:
        return day_text(bound.day, words.lang)
    low = bound.earliest and day_text(bound.earliest, words.lang)
    high = bound.latest and day_text(bound.latest, words.lang)
    if low and high:
        return f"{words['not established']}, {words.say('between', low=low, high=high)}"
    if low:
        return f"{words['not established']}, {words.say('not before', low=low)}"
    return f"{words['not established']}, {words.say('not after', high=high)}" if high else words["not established"]


def brief_text(bound: Bound, words: Words) -> str:
    """Write a day in the room of a label: "04/08/2025", "mars 2014 ?" ("Mar 2014?"), "≥ 22/10/2018 ?"."""
    low, high = bound.earliest, bound.latest
    open_ = "?" if words.lang == "en" else "\u00a0?"  # a no-break space, in French only
    if bound.day:
        return day_text(bound.day, words.lang)
    if low and high and low == low.replace(day=1) and (high + dt.timedelta(days=1)).day == 1 and _same_month(low, high):
        return f"{month_text(low, words.lang)}{open_}"
    if low and high:
        return f"{day_text(low, words.lang)} – {day_text(high, words.lang)}{open_}"
    if low:
        return f"≥ {day_text(low, words.lang)}{open_}"
    return f"≤ {day_text(high, words.lang)}{open_}" if high else "?"


def _same_month(one: dt.date, other: dt.date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def period_text(period: Period, words: Words) -> str:
    """Write a period: "du 16/08/2025 au 16/08/2028 (exclu)"."""
    start = period.start.day and day_text(period.start.day, words.lang)
    end = period.end.day and day_text(period.end.day, words.lang)
    if start and end:
        return words.say("period", start=start, end=end)
    if start:
        return words.say("from", start=start)
    return words.say("until", end=end) if end else words["no period"]


def status_text(status: str, statuses: Mapping[str, str], words: Words) -> str:
    """Name a status as the graph does."""
    return statuses.get(status, status) if status else words["no evidence"]


def edges_text(period: Period, statuses: Mapping[str, str], words: Words) -> str:
    """Say how start and end are known: "début : inféré, fin : énoncé"."""
    said = [
        words.say(key, status=status_text(bound.status, statuses, words))
        for key, bound in (("start is", period.start), ("end is", period.end))
        if bound.day
    ]
    if period.start.depends or period.end.depends:
        said.append(words["depends"])
    return ", ".join(said)


def act_text(act: Act, words: Words) -> str:
    """Write an act in a line: date, what it does, whether its text is held."""
    when = bound_text(act.when, words) if act.when.day or act.when.earliest or act.when.latest else words["undated"]
    return ", ".join(part for part in (when, *act.nouns, act.availability_name) if part)
