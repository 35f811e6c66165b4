"""Read the lineage of a measure: what its acts renew, change, end and cite, however far, and what reports them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from cpc_graph.ask.source import Source
from cpc_graph.draw.describe import bound_text, edges_text, period_text
from cpc_graph.draw.evidence import Evidence
from cpc_graph.draw.graph import ACT, FICTION, ITEM, MEASURE, PROVISION, STATE, Lineage, Link, Node
from cpc_graph.draw.lookup import Lookup, local
from cpc_graph.draw.read import read_story
from cpc_graph.draw.story import Act, Bound, State, Story
from cpc_graph.draw.words import Words, day_text
from cpc_graph.rdf.terms import iri

_FORWARD = ("cpc:renews", "cpc:modifies", "cpc:abrogates", "cpc:citesAct", "cpc:laidDownBy")
_ALL = (*_FORWARD, "cpc:challenges", "cpc:reportsAct", "cpc:nextState", "cpc:opensState", "cpc:closesState")
_ENDINGS = {iri("cpc:suspend"), iri("cpc:abrogate"), iri("cpc:annul")}
_MOST_NODES = 2000  # a lineage of more is not one that anybody reads


def read_lineage(source: Source, measure: str, lang: str) -> Lineage:
    """Read the lineage of a measure, by name or IRI. Raises UsageError when the name means nothing or several."""
    story = read_story(source, measure, lang)
    reader = _Reader(Lookup(source, lang), story)
    return reader.read()


class _Reader:
    """What is found while the links of one measure are followed."""

    def __init__(self, lookup: Lookup, story: Story) -> None:
        self.lookup, self.story, self.words = lookup, story, Words(lookup.lang)
        self.evidence = Evidence(lookup, self.words)
        (self.track,) = story.tracks
        self.partial: set[NamedNode] = set()

    def read(self) -> Lineage:
        measure = NamedNode(self.track.iri)
        acts = self._followed([NamedNode(act.iri) for act in self.track.acts])
        items = self._pointing([measure, *acts])
        states = [NamedNode(state.iri) for state in self.track.states]
        impacts = [row["thing"] for row in self.lookup.ask("parts", "measure", [measure])]
        self.lookup.describe([measure, *acts, *items, *states, *impacts])
        everything = [*acts, *items, *states, *(one for one in impacts if isinstance(one, NamedNode))]
        self.lookup.learn_names([*acts, *items, *self._named([*acts, *items])])
        keys = self._keys(measure, acts, items, states)
        found = [
            (thing, prop, value) for thing in everything for prop in _ALL for value in self.lookup.nodes(thing, prop)
        ]
        for thing, prop, _ in found:
            self.evidence.want(thing, prop)
        self.evidence.load()
        self._property_names()
        self.partial = self._partial([one for one in impacts if isinstance(one, NamedNode)])
        links = [link for thing, prop, value in found for link in self._links(keys, thing, prop, value)]
        nodes = tuple(self._nodes(keys, measure))
        return Lineage(self.track.iri, self.track.name, nodes, tuple(dict.fromkeys(links)), self.story.regimes)

    def _followed(self, acts: Sequence[NamedNode]) -> list[NamedNode]:
        """Follow what acts renew, change, end and cite until nothing new is found: a circle ends by itself."""
        known = dict.fromkeys(acts)
        new = list(known)
        while new and len(known) < _MOST_NODES:
            self.lookup.describe(new)
            targets = [value for thing in new for prop in _FORWARD for value in self.lookup.nodes(thing, prop)]
            new = [node for node in dict.fromkeys(targets) if node not in known and node.value != self.track.iri]
            known |= dict.fromkeys(new)
        return list(known)

    def _pointing(self, things: Sequence[NamedNode]) -> list[NamedNode]:
        """Return the acts that act on these, and the agenda items that report them; not what points at those."""
        found = [row["thing"] for row in self.lookup.ask("pointing", "value", things)]
        return sorted({node for node in found if isinstance(node, NamedNode) and node not in things}, key=str)

    def _named(self, acts: Iterable[NamedNode]) -> list[NamedNode]:
        told = ("cpc:availability", "cpc:outcome")
        return [value for act in acts for prop in told for value in self.lookup.nodes(act, prop)]

    def _property_names(self) -> None:
        self.lookup.learn_names(iri(prop) for prop in _ALL)

    def _keys(
        self, measure: NamedNode, acts: Sequence[NamedNode], items: Sequence[NamedNode], states: Sequence[NamedNode]
    ) -> dict[NamedNode, str]:
        keys = {measure: "m"}
        for act in self.track.acts:
            keys[NamedNode(act.iri)] = f"a{act.number}"
        others = [one for one in (*acts, *items) if one not in keys]
        keys |= {one: f"x{at}" for at, one in enumerate(sorted(others, key=str), start=1)}
        keys |= {one: f"s{at}" for at, one in enumerate(states, start=1)}
        return keys

    def _links(self, keys: dict[NamedNode, str], thing: NamedNode, prop: str, value: NamedNode) -> Iterable[Link]:
        status, name = self.evidence.status(thing, prop, value), self.lookup.name(iri(prop))
        status_name = self.story.statuses.get(status, "")
        sources, said = [thing], local(iri(prop))
        if prop == "cpc:abrogates" and thing in self.partial:
            name = self.words["ends in part"]
        if prop in ("cpc:opensState", "cpc:closesState"):
            if prop == "cpc:closesState" and self.lookup.nodes(thing, "cpc:opensState"):
                return  # the next state says so
            sources = self.lookup.nodes(thing, "cpc:impactBy")
            said, name = self._effect(thing, said, name)
        for source in sources:
            if source in keys and value in keys:
                yield Link(keys[source], keys[value], said, name, status, status_name)

    def _effect(self, impact: NamedNode, said: str, name: str) -> tuple[str, str]:
        """Name the link of an impact by its type: a fiction deems, a suspension stops for a time, then goes on."""
        types = self.lookup.nodes(impact, "cpc:impactType")
        if iri("cpc:deem") in types:
            return "deems", self.words["deems"]
        if iri("cpc:resume") in types and said == "opensState":
            return said, self.words["resumes"]
        until = self.lookup.day(impact, "cpc:suspendedUntil")
        last = self.words["suspended until"].format(day_text(until, self.words.lang)) if until else ""
        if iri("cpc:suspend") in types and said == "closesState":
            return said, self.words["suspends"] + last
        if said == "opensState" and types and _ENDINGS.issuperset(types):
            key = "suspends but for" if iri("cpc:suspend") in types else "leaves only"
            return said, self.words[key].format(last)
        return said, name

    def _partial(self, impacts: Iterable[NamedNode]) -> set[NamedNode]:
        """Return the acts that end a part of the measure: each of their endings leaves a state."""
        some: dict[NamedNode, bool] = {}
        for impact in impacts:
            if not _ENDINGS.isdisjoint(self.lookup.nodes(impact, "cpc:impactType")):
                leaves = bool(self.lookup.nodes(impact, "cpc:opensState"))
                for act in self.lookup.nodes(impact, "cpc:impactBy"):
                    some[act] = leaves and some.get(act, True)
        return {act for act, leaves in some.items() if leaves}

    def _nodes(self, keys: dict[NamedNode, str], measure: NamedNode) -> Iterable[Node]:
        yield Node("m", measure.value, MEASURE, self.track.name, "", "", "", (self.words["measure"],))
        nodes = [(*self._act_order(act), self._act(act)) for act in self.track.acts]
        nodes += [(*self._other_order(one, keys), self._other(one, key)) for one, key in keys.items() if key[0] == "x"]
        nodes += [(*self._state_order(state), self._state(state, at)) for at, state in enumerate(self.track.states, 1)]
        for _, _, _, node in sorted(nodes, key=lambda found: found[:3]):
            yield node

    def _act_order(self, act: Act) -> tuple[dt.date, int, str]:
        return _first(act.when), 1, f"{act.number:06}"

    def _state_order(self, state: State) -> tuple[dt.date, int, str]:
        opener = next((act for act in self.track.acts if act.number == state.number), None)
        return _first(opener.when if opener else state.period.start), 2, f"{state.number or 0:06}{state.iri}"

    def _other_order(self, one: NamedNode, keys: dict[NamedNode, str]) -> tuple[dt.date, int, str]:
        """Place an act of its own day there, and what has no day just before what first points at it."""
        day = self._day(one)
        if day:
            return day, 1, f"~{one.value}"
        pointing = [act for act in self.track.acts if one in self._targets(NamedNode(act.iri))]
        return min((_first(act.when) for act in pointing), default=dt.date.max), 0, one.value

    def _targets(self, thing: NamedNode) -> list[NamedNode]:
        return [value for prop in _FORWARD for value in self.lookup.nodes(thing, prop)]

    def _day(self, one: NamedNode) -> dt.date | None:
        signed = self.lookup.day(one, "eli:date_document")
        if signed or not self.lookup.values(one, "cpc:reportsAct"):
            return signed
        meetings = [row["thing"] for row in self.lookup.ask("meetings", "item", [one])]
        self.lookup.describe(meetings)
        return next((self.lookup.day(each, "cpc:heldOn") for each in meetings if isinstance(each, NamedNode)), None)

    def _act(self, act: Act) -> Node:
        told = tuple(part for part in (" + ".join(act.nouns), act.notation) if part)
        return Node(
            key=f"a{act.number}",
            iri=act.iri,
            kind=FICTION if act.availability == "law" else ACT,
            name=act.name,
            day=act.when.day.isoformat() if act.when.day else "",
            when=bound_text(act.when, self.words),
            number=str(act.number),
            told=told,
            availability=act.availability,
            availability_name=act.availability_name,
        )

    def _other(self, one: NamedNode, key: str) -> Node:
        """Describe what has no impact on the measure: an act that is only cited, a provision, an agenda item."""
        lookup, day, how = self.lookup, self._day(one), self.lookup.node(one, "cpc:availability")
        is_item = bool(lookup.values(one, "cpc:reportsAct"))
        kind = ITEM if is_item else ACT if how else PROVISION
        notation = self._meeting_notation(one) if is_item else lookup.notation(one) if how else ""
        return Node(
            key=key,
            iri=one.value,
            kind=kind,
            name=lookup.name(one),
            day=day.isoformat() if day else "",
            when=bound_text(Bound(day, ""), self.words) if day else "",
            number="",
            told=tuple(
                part for part in (notation, *(lookup.name(end) for end in lookup.nodes(one, "cpc:outcome"))) if part
            ),
            availability=local(how) if how else "",
            availability_name=lookup.name(how),
        )

    def _meeting_notation(self, item: NamedNode) -> str:
        meetings = [
            one for row in self.lookup.ask("meetings", "item", [item]) if isinstance(one := row["thing"], NamedNode)
        ]
        self.lookup.learn_names(meetings)
        return next((self.lookup.notation(one) for one in meetings), "")

    def _state(self, state: State, at: int) -> Node:
        words, start = self.words, state.period.start
        told = (period_text(state.period, words), edges_text(state.period, self.story.statuses, words))
        return Node(
            key=f"s{at}",
            iri=state.iri,
            kind=STATE,
            name=state.name,
            day=start.day.isoformat() if start.day else "",
            when=bound_text(start, words),
            number=state.rank,
            told=tuple(part for part in told if part),
            regime=self.story.notation(state.regime),
        )


def _first(bound: Bound) -> dt.date:
    return bound.day or bound.earliest or bound.latest or dt.date.max
