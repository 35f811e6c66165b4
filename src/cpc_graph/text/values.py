"""A value that a text gives, and the quotes that say it.

Statuses are `stated` (the text says it), `computed` (a named rule applied to stated values) and `unknown` (the text
does not tell: the value is None).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Status = Literal["stated", "computed", "unknown"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of the source: `text[start:end] == exact`, in code points of the text as extracted."""

    exact: str
    start: int
    end: int


Quotes = tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Something the text says in words: `text` is folded for reading, the quotes are verbatim."""

    text: str
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what is known of it; `rule` names the date rule of a computed one."""

    value: dt.date | None
    status: Status
    rule: str | None = None
    quotes: Quotes = ()

    def __post_init__(self) -> None:
        """Refuse a value without ground, or a status that does not fit the value."""
        fits = {
            "stated": self.value is not None and bool(self.quotes) and self.rule is None,
            "computed": self.value is not None and self.rule is not None,
            "unknown": self.value is None,
        }
        if not fits[self.status]:
            raise ValueError(f"a day of status {self.status} does not fit its value, rule or quotes")


UNKNOWN = Day(None, "unknown")


@dataclass(frozen=True, slots=True)
class Moment:
    """A stated date and time."""

    value: dt.datetime
    quotes: Quotes
