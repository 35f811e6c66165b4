"""Write a timeline as a page of its own: pictures, tables, proofs, and a script that nothing depends on."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from cpc_graph import __version__
from cpc_graph.draw.details import chapters
from cpc_graph.draw.drawing import Drawing
from cpc_graph.draw.layout import View, lay_out_apart, outside
from cpc_graph.draw.render import environment, part
from cpc_graph.draw.scene import Scene
from cpc_graph.draw.story import Story
from cpc_graph.draw.words import Words, day_text, months
from cpc_graph.text.shown import shown


def page(story: Story, view: View, lang: str) -> str:
    """Return an HTML document that needs nothing from elsewhere. Raises UsageError when the period is empty."""
    words, scenes, script = Words(lang), lay_out_apart(story, view, lang), part("page.js")
    missing = outside(story, scenes)
    said = words.say("outside", count=len(missing), names=words.listed(*missing)) if missing else ""
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            words=words.typeset(),
            title=story.tracks[0].name if len(story.tracks) == 1 else words["every measure"],
            desc=scenes[0].desc,
            today=words.say("today", day=day_text(view.today, lang)) if view.today else "",
            drawings=[Drawing(scene) for scene in scenes],
            chapters=chapters(story, words),
            drawn=_drawn(scenes),
            statuses=story.statuses,
            outside=shown(said),
            made_by=words.say("made by", version=__version__),
            months=months(lang),
            css=part("picture.css"),
            page_css=part("page.css"),
            script=script,
            script_hash=_hash(script),
            page=True,
        )
    )


def _drawn(scenes: Iterable[Scene]) -> dict[str, str]:
    """Return, for the key of each detail, the key of the first element that leads to it."""
    found: dict[str, str] = {}
    for scene in scenes:
        for lane in scene.lanes:
            for key in lane.keys:
                found.setdefault(key.partition(".")[0], key)
    return found


def _hash(script: str) -> str:
    """Return the source expression that lets exactly this script run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
