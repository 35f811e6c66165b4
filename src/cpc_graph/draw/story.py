"""What a picture tells, before any line is drawn: acts, states, terms, indications and law, each with its evidence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

# How a value is known: the local names of `cpc:StatementStatus`, strongest first; "" where the store has no evidence.
STATUSES = ("stated", "computed", "byOperationOfLaw", "reported", "inferred", "unknown")
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A slice of a document, and the name of that document."""

    document: str
    exact: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement as known: property and value in words, status, what must be said of it, the sentences."""

    name: str
    value: str
    status: str
    notes: tuple[str, ...] = ()
    quotes: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """A start or an end. `day` None is not established; `depends` when some reading contradicts the value."""

    day: dt.date | None
    status: str
    earliest: dt.date | None = None
    latest: dt.date | None = None
    depends: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open period `[start, end)`."""

    start: Bound
    end: Bound


@dataclass(frozen=True, slots=True)
class Act:
    """An act, or a legal fiction, by its rank in the measure.

    `availability` is a local name (held, citedOnly, reportedOnly), or "law" for a fiction; `nouns` say what it does.
    """

    iri: str
    number: int
    name: str
    notation: str
    nouns: tuple[str, ...]
    when: Bound
    availability: str
    availability_name: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A state of a measure; `number` is that of the act that opens it, None when nothing does.

    `rank` is that number, with a letter where the act opens several states ("2a"); `resumes` when a suspension ends.
    """

    iri: str
    number: int | None
    name: str
    regime: str
    period: Period
    facts: tuple[Fact, ...] = ()
    rank: str = ""
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension, by the act `number`: `period` is what runs of it, `until` what the act says of its end.

    `concerns` are the indications that it stops, none for the whole measure.
    """

    iri: str
    number: int
    name: str
    period: Period
    until: Bound
    concerns: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the measure holds meanwhile."""
        return not self.concerns


@dataclass(frozen=True, slots=True)
class Variant:
    """What a period would be under one reading of the text."""

    letter: str
    name: str
    period: Period


@dataclass(frozen=True, slots=True)
class Grant:
    """The term that an act grants."""

    iri: str
    number: int
    name: str
    duration: str
    period: Period
    variants: tuple[Variant, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """An indication in a state (by its place among the states): how it is known, and what changed there.

    `change` is "", "added", "reworded" or "case" (a capital letter or the closing punctuation only); `status` None
    says that no indication of this state is known, "absent" that it has others and not this one.
    """

    state: int
    status: str | None
    change: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """An indication through the states of a measure, from the first state that has it to the last."""

    iri: str
    name: str
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """A measure: everything in order of time."""

    iri: str
    name: str
    acts: tuple[Act, ...]
    states: tuple[State, ...]
    grants: tuple[Grant, ...]
    lanes: tuple[Lane, ...]
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a provision, and the regimes that it governs."""

    iri: str
    name: str
    period: Period
    regimes: tuple[str, ...]
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision with the versions that the graph knows, in order."""

    iri: str
    code: str
    number: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Fiction:
    """A rule of law that puts measures under another regime from a day on."""

    iri: str
    name: str
    when: Bound
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Regime:
    """A regime: short notation and name; `rank` is its place among all regimes and chooses its pattern."""

    iri: str
    notation: str
    name: str
    rank: int


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that a timeline tells, and the words of the graph for statuses (by local name)."""

    tracks: tuple[Track, ...]
    provisions: tuple[Provision, ...]
    fictions: tuple[Fiction, ...]
    regimes: tuple[Regime, ...]
    statuses: dict[str, str]

    def notation(self, regime: str) -> str:
        """Return the short name of a regime, "?" for one that the vocabulary lacks."""
        return next((one.notation for one in self.regimes if one.iri == regime), "?")
