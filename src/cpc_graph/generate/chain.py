"""The life of a measure: established, modified, renewed, deemed, suspended, abrogated or left to expire."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from cpc_graph.generate.cast import head_on, medicine
from cpc_graph.generate.plan import ActPlan, EntryRule, MeasurePlan, Medicine, Regime, TermPlan, Use
from cpc_graph.generate.tables import calendar, happens
from cpc_graph.generate.uses import pick_uses, reworded
from cpc_graph.text.dates import add_duration

_DAY = dt.timedelta(days=1)
_LEAD = 75  # days: the longest time before its expiry at which a measure is renewed
_ROOM = 120  # days: a term with less than that left is not modified


def plan_measure(seed: int, number: int, first_act: int) -> MeasurePlan:
    """Plan the measure of a number; its acts count from `first_act`. The same numbers give the same measure."""
    rng = Random(f"{seed}/{number}")  # noqa: S311  (nothing secret: the archive must come out the same)
    made = medicine(number, rng)
    first = _first_day(rng)
    life = _Life(rng, made, first_act)
    if happens(rng, "refused"):
        return MeasurePlan(number, made, (life.refuse(first),))
    acts = tuple(life.acts(first))
    return MeasurePlan(number, made, acts, _deemed(acts))


def plan_measures(seed: int, count: int) -> Iterator[MeasurePlan]:
    """Plan measures until there are `count` acts; the last measure is cut to fit."""
    number = planned = 0
    while planned < count:
        measure = plan_measure(seed, number, planned)
        measure = cut_to(measure, count - planned)
        yield measure
        planned += len(measure.acts)
        number += 1


def cut_to(measure: MeasurePlan, count: int) -> MeasurePlan:
    """Leave out the acts of a measure beyond the first `count`."""
    if len(measure.acts) <= count:
        return measure
    acts = measure.acts[:count]
    return replace(measure, acts=acts, deemed=_deemed(acts))


def _first_day(rng: Random) -> dt.date:
    """Draw the day of the first act, never from the end of the RTU to the decree of the CPC."""
    start, end = calendar("rtu_from"), calendar("last") - dt.timedelta(days=180)
    day = start + dt.timedelta(days=rng.randrange((end - start).days))
    if calendar("cpc_from") <= day + dt.timedelta(days=10) and day < calendar("cpc_decree_from"):
        day = calendar("cpc_decree_from") + dt.timedelta(days=rng.randrange(60))
    return _working(day)


def _working(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _deemed(acts: tuple[ActPlan, ...]) -> ActPlan | None:
    """Find the RTU act whose term runs over the day of the fiction and ends after it, for certain."""
    day = calendar("cpc_from")
    for act in acts:
        term = act.term
        if act.regime != "RTU" or term is None or term.told == "untold":
            continue
        if term.start <= day < term.end and term.end > calendar("undecided") and not _ended(acts, day):
            return act
    return None


def _ended(acts: tuple[ActPlan, ...], day: dt.date) -> bool:
    return any(act.action in ("suspend", "abrogate") and act.effect is not None and act.effect <= day for act in acts)


@dataclass(slots=True)
class _Life:
    """Draws the acts of one measure, in order."""

    rng: Random
    medicine: Medicine
    number: int

    def refuse(self, day: dt.date) -> ActPlan:
        regime = _regime(day)
        published = self._published(day, regime)
        return self._act("refuse", regime, day, published, "day-after-publication" if published else "notified")

    def acts(self, first: dt.date) -> Iterator[ActPlan]:
        """Yield the acts until one ends the measure, nobody renews it, or the archive's last day comes."""
        count = self.rng.choices(range(1, 6), calendar("indications"))[0]
        grant = self._grant("establish", first, None, pick_uses(count, self.rng))
        while True:
            yield grant
            current, uses = grant, grant.uses
            for act in self._events(grant):
                yield act
                current, uses = act, act.uses or uses
            if current.action in ("suspend", "abrogate"):
                return
            renewal = self._renewal(grant, uses, current)
            if renewal is None:
                return
            grant = renewal

    def _events(self, grant: ActPlan) -> Iterator[ActPlan]:
        """Yield what happens within a term: a modification, an end."""
        assert grant.term is not None
        left = (min(grant.term.end, calendar("last")) - grant.term.start).days
        if left < 2 * _ROOM:
            return
        day = _working(grant.term.start + dt.timedelta(days=self.rng.randrange(30, left - _ROOM)))
        if not self._fits(grant, day):
            return
        if happens(self.rng, "modified"):
            yield self._modification(grant, day)
        elif happens(self.rng, "suspended"):
            yield self._end("suspend", grant, day)
        elif happens(self.rng, "abrogated"):
            yield self._end("abrogate", grant, day)

    def _fits(self, grant: ActPlan, day: dt.date) -> bool:
        """Tell whether an act on the measure can be signed that day: not between regimes, and not once it is deemed."""
        if day + dt.timedelta(days=30) > calendar("last"):
            return False
        between = calendar("cpc_from") - dt.timedelta(days=30) <= day < calendar("cpc_decree_from")
        crossed = grant.regime == "RTU" and day >= calendar("cpc_from")
        return not between and not crossed

    def _modification(self, grant: ActPlan, day: dt.date) -> ActPlan:
        if self.rng.random() < 0.5 or len(grant.uses) > 4:
            return self._on("modify", grant, day, (reworded(self.rng.choice(grant.uses), self.rng),), "reword")
        return self._on("modify", grant, day, pick_uses(1, self.rng, grant.uses), "add")

    def _end(self, action: Any, grant: ActPlan, day: dt.date) -> ActPlan:
        act = self._on(action, grant, day, (), action)
        if action == "abrogate" and self.rng.random() < 0.5 and act.entry is not None:
            return replace(act, ends_on=act.entry + dt.timedelta(days=self.rng.randrange(5, 60)))
        return act

    def _on(self, action: Any, grant: ActPlan, day: dt.date, uses: tuple[Use, ...], flag: str) -> ActPlan:
        published = self._later(day)
        act = self._act(action, grant.regime, day, published, "day-after-publication", flag)
        return replace(act, uses=uses, previous=grant)

    def _renewal(self, grant: ActPlan, uses: tuple[Use, ...], current: ActPlan) -> ActPlan | None:
        assert grant.term is not None
        start = grant.term.end
        day = _working(start - dt.timedelta(days=self.rng.randrange(16, _LEAD)))
        regime = _regime(day)
        if not happens(self.rng, "renewed") or start > calendar("last") or day <= (current.entry or current.signed):
            return None
        if calendar("cpc_from") <= day < calendar("cpc_decree_from") or (
            regime == "RTU" and start >= calendar("cpc_from")
        ):
            return None
        if grant.regime != regime and (grant.term.told == "untold" or start <= calendar("undecided")):
            return None
        all_uses = uses if uses == grant.uses else _merged(grant.uses, uses)
        return self._grant("renew", day, grant, all_uses)

    def _grant(self, action: Any, day: dt.date, previous: ActPlan | None, uses: tuple[Use, ...]) -> ActPlan:
        """Make an act that grants a term: from the day that the one before ends, or from its own entry into force."""
        regime = _regime(day)
        published = self._published(day, regime)
        act = self._act(action, regime, day, published, self._rule(published))
        length = self.rng.choices(
            calendar("durations")[regime], [one["weight"] for one in calendar("durations")[regime]]
        )[0]
        told: Any = "date"
        if previous is not None and previous.term is not None:
            start = previous.term.end
        elif act.entry is not None and self.rng.random() < 0.6:
            told, start = "entry", act.entry
        else:
            start = (act.entry or day) + dt.timedelta(days=self.rng.randrange(1, 40))
        if regime == "RTU" and happens(self.rng, "untold_start"):
            told = "untold"
        term = TermPlan(length["words"], length["iso"], told, start, add_duration(start, length["iso"]))
        return replace(act, uses=uses, term=term, previous=previous, origin=_origin(previous, regime))

    def _act(
        self, action: Any, regime: Regime, day: dt.date, published: dt.date | None, rule: EntryRule, *flags: str
    ) -> ActPlan:
        self.number += 1
        entry = published + _DAY if published and rule == "day-after-publication" else published
        drawn = (
            name
            for name in ("signal", "opinion", "mails", "second", "conditions", "updated", "every", "last")
            if self.rng.random() < 0.5
        )
        return ActPlan(
            number=self.number - 1,
            medicine=self.medicine,
            action=action,
            regime=regime,
            signed=day,
            published=published,
            rule=rule,
            entry=entry,
            office=head_on(day),
            flags=frozenset((*drawn, *flags)),
        )

    def _published(self, day: dt.date, regime: Regime) -> dt.date | None:
        if regime == "RTU" and not happens(self.rng, "published_rtu"):
            return None
        return self._later(day)

    def _later(self, day: dt.date) -> dt.date:
        return _working(day + dt.timedelta(days=self.rng.randrange(8)))

    def _rule(self, published: dt.date | None) -> EntryRule:
        if published is None:
            return "notified"
        return "day-after-publication" if self.rng.random() < 0.85 else "on-publication"


def _regime(day: dt.date) -> Regime:
    return "RTU" if day < calendar("cpc_from") else "CPC"


def _origin(previous: ActPlan | None, regime: Regime) -> ActPlan | None:
    """Return the RTU that a CPC goes back to."""
    if previous is None or regime == "RTU":
        return None
    first = previous
    while first.previous is not None:
        first = first.previous
    return first if first.regime == "RTU" else None


def _merged(granted: tuple[Use, ...], changed: tuple[Use, ...]) -> tuple[Use, ...]:
    """Put reworded indications in the place of the old ones and the new ones behind them."""
    new = {use.concept: use for use in changed}
    kept = tuple(new.pop(use.concept, use) for use in granted)
    return (*kept, *new.values())
