"""Compare two builds of the graph: what changed for which measures. Labels and equivalent identifiers are no change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from cpc_graph.agenda.due import Due, agenda, data_day
from cpc_graph.agenda.phrases import phrase
from cpc_graph.agenda.profile import Facts, Profile, codes, profiles
from cpc_graph.agenda.read import find_measure
from cpc_graph.ask.names import Names
from cpc_graph.ask.source import Source
from cpc_graph.errors import UsageError
from cpc_graph.names import digest

NEAR = 180  # days before the last day of a term from which it is near


@dataclass(frozen=True, slots=True)
class News:
    """One change. `about` is the act, state, version or term concerned; `text` says it in the language asked."""

    kind: str
    measure: str
    measure_name: str
    about: str
    text: str

    @property
    def key(self) -> str:
        """Name the change: the same change has the same key in every run."""
        return digest("\n".join((self.kind, self.measure, self.about, self.text)), 24)

    def to_json(self) -> dict[str, Any]:
        """Return plain values, ready for `json.dumps`."""
        return {
            "kind": self.kind,
            "measure": self.measure,
            "measureName": self.measure_name,
            "about": self.about,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class _Builds:
    """The two builds and the names that they give; a thing that the new one lost is named by the old one."""

    old: Names
    new: Names
    same: dict[str, str]

    def of(self, iri: str) -> str:
        node = NamedNode(iri)
        named = self.new.of(node)
        return named if "/" not in named or " " in named else self.old.of(node)


def watch(
    old: Source,
    new: Source,
    *,
    as_of: dt.date | None = None,
    near: int = NEAR,
    measure: str | None = None,
    lang: str = "fr",
) -> tuple[News, ...]:
    """List what changed from one build to another, and the terms that end within `near` days of `as_of`.

    `as_of` is by default the last day on which an act of the new build was signed or published; `measure`: of that one
    only, by IRI or name. Raises UsageError when the name means no measure of either build, or several.
    """
    only = None if measure is None else _find(old, new, measure)
    same = {**codes(old, only), **codes(new, only)}
    builds = _Builds(Names(old, lang), Names(new, lang), same)
    before, after = profiles(old, same, only), profiles(new, same, only)
    found = [news for each in sorted({*before, *after}) for news in _measure(each, before, after, builds, lang)]
    first = as_of or data_day(new)
    coming = agenda(new, first, first + dt.timedelta(days=near), measure=only, lang=lang)
    return (*found, *_near(coming, first, builds, lang))


def _find(old: Source, new: Source, measure: str) -> NamedNode:
    """Find a measure in the new build; one that it lost, in the old one."""
    try:
        return find_measure(new, measure)
    except UsageError as unknown:
        try:
            return find_measure(old, measure)
        except UsageError:
            raise unknown from None


def _measure(
    measure: str, before: dict[str, Profile], after: dict[str, Profile], builds: _Builds, lang: str
) -> Iterator[News]:
    name = builds.of(measure)
    if measure not in before or measure not in after:
        kind = "measure-added" if measure in after else "measure-removed"
        yield News(kind, measure, name, measure, phrase(kind, lang))
        return
    old, new = before[measure], after[measure]
    pairs = (("act", old.acts, new.acts), ("state", old.states, new.states), ("law", old.law, new.law))
    for what, left, right in pairs:
        for kind, about, text in _things(what, left, right, builds, lang):
            yield News(kind, measure, name, about, text)


def _things(what: str, old: Facts, new: Facts, builds: _Builds, lang: str) -> Iterator[tuple[str, str, str]]:
    for thing in sorted({*old, *new}):
        if thing not in old:
            yield f"{what}-added", thing, phrase(f"{what}-added", lang, name=builds.of(thing))
        elif thing in new:
            yield from _properties(what, thing, old[thing], new[thing], builds, lang)
        elif what != "law":  # an article that no act of the measure cites any more is the act's news
            yield f"{what}-removed", thing, phrase(f"{what}-removed", lang, name=builds.of(thing))


def _properties(
    what: str, thing: str, old: dict[str, set[str]], new: dict[str, set[str]], builds: _Builds, lang: str
) -> Iterator[tuple[str, str, str]]:
    for property_ in sorted({*old, *new}):
        left, right = old.get(property_, set()), new.get(property_, set())
        if left != right:
            text = phrase(
                f"{what}-changed",
                lang,
                name=builds.of(thing),
                property=builds.of(property_),
                old=_listed(left - right or left, builds, lang),
                new=_listed(right - left or right, builds, lang),
            )
            yield f"{what}-changed", thing, text


def _listed(values: set[str], builds: _Builds, lang: str) -> str:
    shown = [builds.of(value) if "://" in value else value for value in sorted(values)]
    return ", ".join(shown) or phrase("unknown", lang)


def _near(coming: Sequence[Due], day: dt.date, builds: _Builds, lang: str) -> Iterator[News]:
    for due in coming:
        if due.day is not None and not due.is_renewed:
            text = f"{due.name} : " if lang == "fr" else f"{due.name}: "
            text += phrase("term-near", lang, day=due.day.isoformat(), days=(due.day - day).days)
            yield News("term-near", due.measure, builds.of(due.measure), due.about, text)
