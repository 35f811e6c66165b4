"""Compare duties: those of one act and of another are the same duty when their words are nearly the same."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from cpc_graph.ask.names import Names, said
from cpc_graph.compare.changes import ADDED, CHANGED, NOT_TOLD, REMOVED, SAME, Change
from cpc_graph.compare.phrases import phrase
from cpc_graph.compare.read import Contents, Duty
from cpc_graph.compare.sides import Side
from cpc_graph.text.word_diff import pieces, words

_NEAR = 0.6  # share of words in common from which two sentences are two versions of one duty


def duties(sides: tuple[Side, Side], contents: tuple[Contents, Contents], names: Names) -> Iterator[Change]:
    """Yield one change for each duty of either side."""
    old, new = (content.duties for content in contents)
    names.learn(term for one in (*old, *new) for term in (one.bearer, one.anchor, *one.recipients))
    pairs = _paired(old, new)
    for before in old:
        after = pairs.get(before.node.value)
        yield _kept(before, after, names) if after else _alone(before, REMOVED, sides[1], names, is_silent=not new)
    taken = {one.node for one in pairs.values()}
    for after in new:
        if after.node not in taken:
            yield _alone(after, ADDED, sides[0], names, is_silent=not old)


def _paired(old: tuple[Duty, ...], new: tuple[Duty, ...]) -> dict[str, Duty]:
    """Pair the nearest duties first; each is paired once."""
    near = [(_likeness(before, after), before.node.value, after) for before in old for after in new]
    pairs: dict[str, Duty] = {}
    for likeness, before, after in sorted(near, key=lambda each: (-each[0], each[1], each[2].node.value)):
        if likeness >= _NEAR and before not in pairs and after not in pairs.values():
            pairs[before] = after
    return pairs


def _likeness(before: Duty, after: Duty) -> float:
    left, right = ([word.text.casefold() for word in words(one.action)] for one in (before, after))
    return SequenceMatcher(a=left, b=right, autojunk=False).ratio()


def _kept(before: Duty, after: Duty, names: Names) -> Change:
    old, new = sentence(before, names), sentence(after, names)
    cut = () if old == new else pieces(old, new)
    return Change("duty", SAME if old == new else CHANGED, after.node.value, after.action, old, new, cut)


def _alone(one: Duty, kind: str, other: Side, names: Names, *, is_silent: bool) -> Change:
    why = "silent" if is_silent and other.is_held else "" if other.is_held else "not listed"
    notes = (phrase(why, names.lang),) if why else ()
    told = sentence(one, names)
    old, new = (told, None) if kind == REMOVED else (None, told)
    return Change("duty", NOT_TOLD if notes else kind, one.node.value, one.action, old, new, notes=notes)


def sentence(duty: Duty, names: Names) -> str:
    """Write a duty in one line: who, to whom, what, how often or by when."""
    nobody = phrase("nobody", names.lang)
    bearer = names.of(duty.bearer) if duty.bearer is not None else nobody
    recipients = ", ".join(names.of(one) for one in duty.recipients) or "…"
    line = phrase("to", names.lang, bearer=bearer, recipient=recipients, action=duty.action)
    if duty.periodicity:
        line += phrase("every", names.lang, span=said(duty.periodicity, names.lang))
    if duty.delay and duty.anchor is not None:
        line += phrase("within", names.lang, span=said(duty.delay, names.lang), anchor=names.of(duty.anchor))
    return line
