"""The life of a measure: its events in order, with the states that follow from them without an act of their own.

What an act leaves unchanged is carried on (`carried`), what an end of some indications leaves is a state (`partial`),
a suspension with a stated end is followed by a resumption (`suspended`), and an act that found a state which nothing
else tells of says so (`origin`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain

from pyoxigraph import NamedNode

from cpc_graph.build.carried import with_carried
from cpc_graph.build.known import Facts
from cpc_graph.build.lineage import Event, events, in_order
from cpc_graph.build.origin import origin
from cpc_graph.build.partial import concerned, joined, judged
from cpc_graph.build.repealed import repeals
from cpc_graph.build.scope import Scope, Values, said_of
from cpc_graph.build.statements import Draft
from cpc_graph.build.suspended import Pause
from cpc_graph.rdf.terms import iri

_STARTS_ANEW = {iri("cpc:establish"), iri("cpc:deem"), iri("cpc:resume")}
_RENEW = iri("cpc:renew")


def life(measure: NamedNode, facts: Facts, draft: Draft) -> list[list[Event]]:
    """Return the events of a measure, those of one day together, with what follows from them said in the draft."""
    walk = _Walk(measure, facts, draft)
    own = events(measure, facts)
    others = repeals(measure, own, facts, draft)
    for group in in_order([*chain.from_iterable(own), *others]):
        walk.take(group)
    walk.resume()
    return walk.made


@dataclass(slots=True)
class _Walk:
    """Goes through the events in order. `before`: what the measure covers; `pause`: the suspension that runs."""

    measure: NamedNode
    facts: Facts
    draft: Draft
    made: list[list[Event]] = field(default_factory=list)
    before: Scope | None = None
    pause: Pause | None = None

    def take(self, group: list[Event]) -> None:
        """Take in the events of one day."""
        if not self.made:
            self._begin(group)
        if self.pause and self.pause.is_over_before(group[0].key):
            self.resume()
        opened = [event for event in group if event.state]
        if not opened:
            self._end(group)
        elif len(opened) == 1:
            self._open(opened[0], [event for event in group if not event.state])
        else:
            self._leave(group)
            for event in opened:
                with_carried(event, None, self.facts, self.draft)

    def resume(self) -> None:
        """End the suspension that runs, where it has an end of its own and the term still runs."""
        pause, self.pause = self.pause, None
        if pause and (found := pause.resumed(self.facts, self.draft)):
            event, self.before = found
            self.made.append([event])

    def _begin(self, group: list[Event]) -> None:
        """Put the state that the first acts found before them."""
        kinds = self._kinds(group)
        if kinds & _STARTS_ANEW or sum(1 for event in group if event.state) > 1:
            return
        if found := origin(self.measure, group, self.facts, self.draft):
            event, self.before = found
            self.made.append([event])

    def _open(self, event: Event, others: list[Event]) -> None:
        """Take in a state of the files; other events of the day leave what comes after it open."""
        pause, kinds = self.pause, self._kinds([event])
        before = pause.scope if pause and pause.is_whole else self.before
        opened, scope = with_carried(event, before, self.facts, self.draft)
        self.made.append([opened, *others])
        self.before, self.pause = (None if others else scope), None
        if pause is None or not pause.is_whole or others or kinds & _STARTS_ANEW or pause.until.day == event.key:
            return
        if pause.until.day is not None or _RENEW not in kinds:
            self.made.append([pause.stops(opened)])
            self.before, self.pause = None, replace(pause, scope=scope)

    def _end(self, group: list[Event]) -> None:
        """Take in the endings of one day."""
        ended, ending = concerned(group, self.facts), joined(group)
        if self.pause and self.pause.is_whole:
            self._end_in_pause(ending, ended)
            return
        scope = self.before
        if ended:
            ending, self.before = judged(ending, scope, ended, self.facts, self.draft)
            self.made.append([ending])
        else:
            self.before = None
            self.made.append(group)
        is_whole = ending.state is None
        self.pause = Pause.of(ending, scope, self.facts, is_whole=is_whole) if ending.doubt is None else None

    def _end_in_pause(self, ending: Event, ended: Values) -> None:
        """Take in an ending while the measure is suspended: it cuts short what would resume."""
        assert self.pause is not None
        pause, self.pause = self.pause, None
        self.made.append([ending])
        if longer := Pause.of(ending, pause.scope, self.facts, is_whole=True):
            self.pause = longer
        elif ended and set(pause.scope.indications) - set(ended):
            cause = tuple(ground for grounds in ended.values() for ground in grounds)
            self.pause = replace(pause, scope=pause.scope.without(ended, self.facts, cause))

    def _leave(self, group: list[Event]) -> None:
        self.made.append(group)
        self.before = self.pause = None

    def _kinds(self, group: list[Event]) -> set[object]:
        impacts = [impact for event in group for impact in event.impacts]
        return {kind for impact in impacts for kind in said_of(impact, "cpc:impactType", self.facts)}
