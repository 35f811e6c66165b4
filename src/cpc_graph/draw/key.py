"""The key of a picture: only what it uses, in lines that fit its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cpc_graph.draw.place import SIZE
from cpc_graph.draw.scene import Entry, Lane
from cpc_graph.draw.story import STATUSES, Story
from cpc_graph.draw.width import width
from cpc_graph.draw.words import Words

SAMPLE, GAP, LINE = 30.0, 18.0, 22.0
_SHAPES = ("held", "citedOnly", "reportedOnly", "law")
_SAME_EDGE = {"computed": "stated"}


def entries_of(story: Story, lanes: Sequence[Lane], words: Words) -> list[Entry]:
    """Return the lines of the key for what the lanes show."""
    bars = [bar for lane in lanes for bar in lane.bars]
    points = [point for lane in lanes for point in lane.points]
    skins = {bar.skin.split()[0] for bar in bars}
    found = [
        Entry("regime", f"regime-{one.rank % 6}", words.titled(one.notation, one.name))
        for one in story.regimes
        if f"regime-{one.rank % 6}" in skins
    ]
    shapes = {point.shape for point in points}
    found += [Entry("act", shape, words[f"a {shape}"]) for shape in _SHAPES if shape in shapes]
    edges = {_SAME_EDGE.get(edge.status, edge.status) for bar in bars for edge in (bar.span.start, bar.span.end)}
    found += [Entry("edge", status, words[f"edge {status}"]) for status in STATUSES if status in edges]
    known = {
        _SAME_EDGE.get(skin.removeprefix("known-"), skin.removeprefix("known-")) for skin in skins if "known-" in skin
    }
    found += [Entry("fill", f"known-{status}", words[f"fill {status}"]) for status in STATUSES if status in known]
    found += [Entry("fill", "untold", words["fill untold"])] if "untold" in skins else []
    found += [Entry("mark", mark, words[f"mark {mark}"]) for mark in ("added", "reworded") if mark in shapes]
    found += [Entry("fill", "pause", words["pause"])] if "pause" in skins else []
    if "variant" in skins:
        found.append(Entry("fill", "variant", words["variant"]))
    if any("†" in text for bar in bars for text in bar.texts):
        found.append(Entry("text", "", words["dagger"]))
    return found


def placed(entries: Sequence[Entry], room: float, left: float, top: float) -> tuple[tuple[Entry, ...], float]:
    """Set the entries in lines of at most `room` pixels; return them and where the last line ends."""
    x, y, found = left, top, []
    for entry in entries:
        wide = (SAMPLE if entry.kind != "text" else 0) + width(entry.text, SIZE - 1) + GAP
        if x > left and x + wide - GAP > left + room:
            x, y = left, y + LINE
        found.append(replace(entry, x=x, y=y))
        x += wide
    return tuple(found), y + (LINE if entries else 0)
