"""What stands beside the picture in a page: tables for those who do not see it, and the proofs of each element."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpc_graph.draw.describe import act_text, bound_text, edges_text, period_text, status_text
from cpc_graph.draw.law_lanes import groups_of, numbers_of
from cpc_graph.draw.story import Bound, Fact, Lane, Period, Story, Track
from cpc_graph.draw.words import Words


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under a heading ("" for none)."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """The proofs of one element; `key` is that of its mark or bar."""

    key: str
    title: str
    desc: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `key` leads to details, `open` says that the value is not established."""

    text: str
    key: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and the names of its columns."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The tables and details of a measure, or of the law."""

    title: str
    tables: tuple[Table, ...]
    details: tuple[Detail, ...]


def chapters(story: Story, words: Words) -> tuple[Chapter, ...]:
    """Return one chapter for each measure, and one for the law when there is any."""
    found = [_measure(story, track, f"t{at}-", words) for at, track in enumerate(story.tracks, start=1)]
    law = _law(story, words)
    return (*found, law) if law.details else tuple(found)


def _measure(story: Story, track: Track, prefix: str, words: Words) -> Chapter:
    tables = [_acts(track, prefix, words), _states(story, track, prefix, words)]
    if track.pauses:
        tables.append(_pauses(story, track, prefix, words))
    if track.grants:
        tables.append(_grants(story, track, prefix, words))
    if track.lanes:
        tables.append(_indications(story, track, prefix, words))
    return Chapter(
        track.name, tuple(table for table in tables if table.rows), tuple(_details(story, track, prefix, words))
    )


def _acts(track: Track, prefix: str, words: Words) -> Table:
    rows = tuple(
        (
            Cell(str(act.number)),
            _bound(act.when, words),
            Cell(act.name, f"{prefix}a{act.number}"),
            Cell(" + ".join(act.nouns)),
            Cell(act.availability_name or "–"),
        )
        for act in track.acts
    )
    return Table(words["acts"], _named(words, "number", "date", "act", "kind", "text held"), rows)


def _states(story: Story, track: Track, prefix: str, words: Words) -> Table:
    rows = tuple(
        (
            Cell(str(state.rank or "–")),
            Cell(story.notation(state.regime), f"{prefix}s{at}"),
            _bound(state.period.start, words),
            _bound(state.period.end, words),
            Cell(_known(story, state.period, words)),
        )
        for at, state in enumerate(track.states, start=1)
    )
    return Table(words["states"], _named(words, "number", "regime", "start", "end", "status"), rows)


def _pauses(story: Story, track: Track, prefix: str, words: Words) -> Table:
    name = {lane.iri: lane.name for lane in track.lanes}
    rows = tuple(
        (
            Cell(str(pause.number)),
            Cell(
                words.listed(*(name.get(one, one) for one in pause.concerns)) or words["whole measure"],
                f"{prefix}p{at}",
            ),
            *_bounds(story, pause.period, words),
        )
        for at, pause in enumerate(track.pauses, start=1)
    )
    columns = _named(words, "number", "stopped", "start", "end", "status")
    return Table(words["table of suspensions"], columns, rows)


def _grants(story: Story, track: Track, prefix: str, words: Words) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for at, grant in enumerate(track.grants, start=1):
        head = (Cell(str(grant.number)), Cell(grant.name, f"{prefix}g{at}"), Cell(grant.duration))
        rows.append((*head, *_bounds(story, grant.period, words)))
        for variant in grant.variants:
            name = words.titled(words.say("reading", name=variant.letter), variant.name)
            rows.append((Cell(""), Cell(name), Cell(""), *_bounds(story, variant.period, words)))
    return Table(words["terms"], _named(words, "number", "term", "duration", "start", "end", "status"), tuple(rows))


def _indications(story: Story, track: Track, prefix: str, words: Words) -> Table:
    rows = tuple(
        (Cell(lane.name, f"{prefix}i{at}"), *(Cell(text) for text in _through(story, track, lane, words)))
        for at, lane in enumerate(track.lanes, start=1)
    )
    numbers = [words.say("state of act", number=state.rank or "–") for state in track.states]
    return Table(words["indications"], (words["indication"], *numbers), rows)


def _through(story: Story, track: Track, lane: Lane, words: Words) -> Iterator[str]:
    held = {holding.state: holding for holding in lane.holdings}
    for at in range(len(track.states)):
        holding = held.get(at)
        if holding is None or holding.status == "absent":
            yield "–"
        elif holding.status is None:
            yield words["not established"]
        else:
            changed = f", {words[holding.change]}" if holding.change else ""
            yield status_text(holding.status, story.statuses, words) + changed


def _details(story: Story, track: Track, prefix: str, words: Words) -> Iterator[Detail]:
    for act in track.acts:
        title = f"{words.say('act number', number=act.number)} – {act.name}"
        yield Detail(f"{prefix}a{act.number}", title, act_text(act, words), (Group("", act.facts),))
    for at, state in enumerate(track.states, start=1):
        title = f"{words.say('state of act', number=state.rank or '–')} – {state.name}"
        yield Detail(f"{prefix}s{at}", title, _period(story, state.period, words), (Group("", state.facts),))
    for at, pause in enumerate(track.pauses, start=1):
        title = f"{words['suspended']} – {pause.name}"
        yield Detail(f"{prefix}p{at}", title, _period(story, pause.period, words), (Group("", pause.facts),))
    for at, grant in enumerate(track.grants, start=1):
        title = f"{words.say('term of act', number=grant.number)} – {grant.name}"
        yield Detail(f"{prefix}g{at}", title, _period(story, grant.period, words), (Group("", grant.facts),))
    for at, lane in enumerate(track.lanes, start=1):
        groups = tuple(_holding_groups(track, lane, words))
        yield Detail(f"{prefix}i{at}", f"{words['indication']} – {lane.name}", "", groups)


def _holding_groups(track: Track, lane: Lane, words: Words) -> Iterator[Group]:
    for holding in lane.holdings:
        heading = words.say("state of act", number=track.states[holding.state].rank or "–")
        if holding.status is None or holding.status == "absent":
            heading = words.titled(heading, words["absent" if holding.status else "nothing told"])
        elif holding.change:
            heading = words.titled(heading, words[holding.change])
        yield Group(heading, holding.facts)


def _law(story: Story, words: Words) -> Chapter:
    rows: list[tuple[Cell, ...]] = []
    details: list[Detail] = []
    for at, group in enumerate(groups_of(story.provisions), start=1):
        for place, version in enumerate(group[0].versions, start=1):
            key = f"l{at}-{place}"
            regimes = " · ".join(story.notation(regime) for regime in version.regimes)
            rows.append((Cell(numbers_of(group), key), Cell(regimes or "–"), *_bounds(story, version.period, words)))
            same = [one.versions[place - 1] for one in group]
            title = f"{numbers_of(group)} – {words.say('version of', day=bound_text(version.period.start, words))}"
            groups = tuple(Group(one.name if len(same) > 1 else "", one.facts) for one in same)
            details.append(Detail(key, title, _period(story, version.period, words), groups))
    for at, fiction in enumerate(story.fictions, start=1):
        details.append(Detail(f"f{at}", fiction.name, bound_text(fiction.when, words), (Group("", fiction.facts),)))
    table = Table(words["law"], _named(words, "provision", "regime", "start", "end", "status"), tuple(rows))
    return Chapter(words["law"], (table,), tuple(details))


def _named(words: Words, *columns: str) -> tuple[str, ...]:
    return tuple(words[column][:1].upper() + words[column][1:] for column in columns)


def _bound(bound: Bound, words: Words) -> Cell:
    return Cell(bound_text(bound, words), open=bound.day is None)


def _bounds(story: Story, period: Period, words: Words) -> Sequence[Cell]:
    return _bound(period.start, words), _bound(period.end, words), Cell(_known(story, period, words))


def _known(story: Story, period: Period, words: Words) -> str:
    return edges_text(period, story.statuses, words) or words["not established"]


def _period(story: Story, period: Period, words: Words) -> str:
    return words.listed(period_text(period, words), edges_text(period, story.statuses, words))
