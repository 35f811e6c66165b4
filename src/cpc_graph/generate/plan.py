"""What is decided before a text is written: medicines, uses, terms, acts and measures, as frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cpc_graph.build.decision_act import short_slug
from cpc_graph.build.decision_words import load_labels
from cpc_graph.names import slug
from cpc_graph.text.facts import Action, Combinator, Operator
from cpc_graph.text.facts import Regime as AnyRegime

Regime = Literal["RTU", "CPC"]
EntryRule = Literal["day-after-publication", "on-publication", "stated", "notified"]


@dataclass(frozen=True, slots=True)
class Medicine:
    """An invented medicine; `grouped`: its generic group is covered too."""

    substance: str
    brand: str
    strength: str
    form: str
    company: str
    grouped: bool

    @property
    def name(self) -> str:
        """The name as acts write it."""
        return f"{self.brand} {self.strength}, {self.form}"

    @property
    def measure(self) -> str:
        """The slug of the measure: substance, strength and form."""
        return slug(f"{self.substance} {self.strength}, {self.form}")


@dataclass(frozen=True, slots=True)
class Use:
    """An indication as one act writes it: `markup` is its wording, the rest what the wording says."""

    concept: str
    fr: str
    en: str
    markup: str
    lower: tuple[Operator, int] | None = None
    upper: tuple[Operator, int] | None = None
    connector: Combinator | None = None


@dataclass(frozen=True, slots=True)
class TermPlan:
    """The validity that an act grants. `told`: how the text gives its start; the end is the first day after.

    `last_day`: the text also states the last day; `words` and `iso` are None when it gives no duration.
    """

    words: str | None
    iso: str | None
    told: Literal["date", "entry", "untold"]
    start: dt.date
    end: dt.date
    last_day: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """Who heads the agency: name, capacity as signed, how the text calls the author."""

    name: str
    function: str
    author: str
    author_caps: str


@dataclass(frozen=True)
class ActPlan:
    """A decision before it is written.

    `number` counts from 0 through the archive; `previous` is the act that it acts on, `origin` the RTU that a CPC goes
    back to; `flags` choose among the sentences; `broken` names the mutation that it carries.
    """

    number: int
    medicine: Medicine
    action: Action
    regime: Regime
    signed: dt.date
    published: dt.date | None
    rule: EntryRule
    entry: dt.date | None
    office: Office | None
    uses: tuple[Use, ...] = ()
    term: TermPlan | None = None
    ends_on: dt.date | None = None
    previous: ActPlan | None = None
    origin: ActPlan | None = None
    flags: frozenset[str] = frozenset()
    authority: str = "ANSM"
    broken: str | None = None

    @cached_property
    def path(self) -> str:
        """The path of its IRI, as the builder names it."""
        kind = load_labels().slug("actions", self.action)
        day = f"{self.signed:%Y/%m/%d}"
        return f"eli/fr/{slug(self.authority)}/decision/{day}/{short_slug(self.medicine.name)}/{kind}"

    @property
    def effect(self) -> dt.date | None:
        """The day from which the measure is in another state, when it is known."""
        if self.action in ("establish", "renew"):
            return self.term.start if self.term and self.term.told != "untold" else None
        return self.ends_on or self.entry


@dataclass(frozen=True, slots=True)
class MeasurePlan:
    """A measure with its acts in order. `deemed`: the RTU act whose term carries it into the CPC by law."""

    number: int
    medicine: Medicine
    acts: tuple[ActPlan, ...]
    deemed: ActPlan | None = None


__all__ = ["ActPlan", "AnyRegime", "EntryRule", "MeasurePlan", "Medicine", "Office", "Regime", "TermPlan", "Use"]
