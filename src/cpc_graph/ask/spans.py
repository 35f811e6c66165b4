"""A month or a year as people write it, where a question takes a period: "août 2022", "2022-08", "08/2022", "2019"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpc_graph.names import slug
from cpc_graph.text.dates import MONTHS

_YEARS = (1900, 2100)
_MONTH = re.compile(
    r"(?:(?P<name>[a-z]+)-(?P<year>\d{4}))|(?:(?P<first>\d{4})-(?P<iso>\d{2}))|(?:(?P<month>\d{1,2})-(?P<last>\d{4}))"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A period of whole days, both ends included."""

    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        """Write it as an ISO 8601 interval."""
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    def days(self) -> Iterator[dt.date]:
        """Yield its days in order."""
        yield from (self.first + dt.timedelta(days=at) for at in range((self.last - self.first).days + 1))

    def path(self) -> str:
        """Return how the IRI of an act that is dated within it begins its day: "/2022/08/" or "/2022/"."""
        return f"/{self.first:%Y/%m}/" if self.first.month == self.last.month else f"/{self.first:%Y}/"


def read_span(text: str) -> Span | None:
    """Read a month or a year; None for anything else, a whole day among it.

    >>> str(read_span("août 2022")), str(read_span("2019")), read_span("16 août 2022")
    ('2022-08-01/2022-08-31', '2019-01-01/2019-12-31', None)
    """
    if not text.isprintable() or any(sign.isdigit() and not sign.isascii() for sign in text):
        return None
    key = slug(text.strip()[:20])
    if re.fullmatch(r"\d{4}", key):
        return _span(int(key), 1, 12)
    found = _MONTH.fullmatch(key)
    if found is None:
        return None
    month = MONTHS.get(found["name"], 0) if found["name"] else int(found["iso"] or found["month"])
    return _span(int(found["year"] or found["first"] or found["last"]), month, month)


def _span(year: int, first: int, last: int) -> Span | None:
    if not (_YEARS[0] <= year <= _YEARS[1] and 1 <= first <= last <= 12):
        return None
    return Span(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))
