"""Find what a page adds to an act: footers, rubrics, stamps of publication, update and print."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cpc_graph.read.days import DAY, Found, find_days
from cpc_graph.read.headers import NUMBERED, lone_titles, page_starts, repeated
from cpc_graph.read.normal import Span, normalise, plain
from cpc_graph.read.tables import either, listed, table
from cpc_graph.text.folding import visible
from cpc_graph.text.values import Day, Moment, Quote

_LONGEST = 220  # no line of a page's frame is longer; a longer one is text
_MOMENT = re.compile(r"(\d{1,2})[:h](\d{2})\b")


@dataclass(slots=True)
class Furniture:
    """`left_out`: places in the source that are no words of the act. Days of stamps are never a signature."""

    left_out: list[Span] = field(default_factory=list)
    published: list[Day] = field(default_factory=list)
    updated: list[Day] = field(default_factory=list)
    printed: list[Moment] = field(default_factory=list)
    frame: list[Quote] = field(default_factory=list)
    faults: list[Quote] = field(default_factory=list)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    stamps = table("places")["stamps"]
    lead = {kind: either(words) for kind, words in stamps.items()}
    any_stamp = "|".join(f"{pattern}\\s?{DAY}(?:\\s(?:a\\s)?\\d{{1,2}}[:h]\\d{{2}})?" for pattern in lead.values())
    return {
        "running": re.compile(listed("places", "running")),
        "standing": re.compile(listed("places", "standing")),
        "stamp": re.compile(
            rf"(?:[a-z' ]{{3,40}}\s?:\s)?"
            rf"(?:{any_stamp})(?:\s?[-|,.]?\s?(?:{any_stamp})){{0,3}}\s?\.?(?:\s?[-|·(][^\n]{{0,60}})?"
        ),
        "label": re.compile(rf"(?:{'|'.join(lead.values())})"),
        "day": re.compile(rf"(?:le\s)?{DAY}\.?"),
        "gazette": re.compile(rf"{listed('places', 'gazette')}\s{DAY}[^\n]{{0,60}}"),
        "published": re.compile(rf"{lead['published']}\s?$"),
        "updated": re.compile(rf"{lead['updated']}\s?$"),
        "printed": re.compile(rf"{lead['printed']}\s?$"),
    }


def find_furniture(source: str, pages: Sequence[int] = ()) -> Furniture:
    """Look at each line of the source, whole; `pages` are where the pages of a PDF begin."""
    found = Furniture()
    patterns = _patterns()
    pages = pages or page_starts(source)
    heads = repeated(source, pages) | lone_titles(source, pages)
    label: Span | None = None
    at = 0
    for line in source.splitlines(keepends=True):
        begin, at = at, at + len(line)
        bare = line.strip()
        if not bare or len(bare) > _LONGEST:
            continue
        even = plain(" ".join(visible(bare).split())).replace("’", "'").replace("–", "-").replace("—", "-")
        start = begin + line.index(bare[0])
        quote = Quote(bare, start, start + len(bare))
        # "Date de publication" on one line, its day on the next: a table or a list of terms of the page.
        before, label = label, (start, start + len(bare)) if patterns["label"].fullmatch(even) else None
        if before and patterns["day"].fullmatch(even):
            found.left_out += [before, (start, start + len(bare))]
            _stamps(source[before[0] : start + len(bare)], Quote(bare, before[0], start + len(bare)), found)
        elif patterns["running"].fullmatch(even):
            found.left_out.append((begin, at))
            found.frame.append(quote)
            _print_stamp(even, quote, found)
        elif patterns["standing"].fullmatch(even):
            found.left_out.append((start, start + len(bare)))
            found.frame.append(quote)
        elif patterns["stamp"].fullmatch(even) or patterns["gazette"].fullmatch(even) or _behind_rubric(bare, even):
            found.left_out.append((start, start + len(bare)))
            _stamps(bare, quote, found)
        elif begin in heads or (bare.isdigit() and NUMBERED.match(line)):
            found.left_out.append((begin, at))
            found.frame.append(quote)
    return found


def _behind_rubric(bare: str, even: str) -> bool:
    """See a stamp that closes a line of rubrics in capitals: "DÉCISIONS (MÉDICAMENTS) - PUBLIÉ LE 24/10/2024"."""
    last = even[-90:]
    if not bare.isupper() or not re.search(r"\ble\s\d|:\s?\d", last):
        return False
    return any(_patterns()["stamp"].fullmatch(even, at.start()) for at in re.finditer(_leads(), even))


def _print_stamp(even: str, quote: Quote, found: Furniture) -> None:
    time = _MOMENT.search(even)
    days = find_days(normalise(even))
    # The day of the print stands with its hour; another may stand in the title of the page.
    days = [day for day in days if time and 0 <= time.start() - day.end <= 4] or days[-1:]
    if time and days and days[-1].value and int(time[1]) < 24 and int(time[2]) < 60:
        moment = dt.datetime.combine(days[-1].value, dt.time(int(time[1]), int(time[2])))
        found.printed.append(Moment(moment, (quote,)))


def _stamps(line: str, quote: Quote, found: Furniture) -> None:
    text = normalise(line)
    patterns = _patterns()
    for day in find_days(text):
        before = text.plain[: day.start]
        if day.value is None:
            found.faults.append(quote)
        elif patterns["updated"].search(before):
            found.updated.append(_day(day, line, quote))
        elif patterns["published"].search(before) or patterns["gazette"].match(text.plain):
            found.published.append(_day(day, line, quote))


def _day(day: Found, line: str, quote: Quote) -> Day:
    """Quote the stamp from its first word: "MIS À JOUR LE 07/05/2024" in "PUBLIÉ LE 21/03/2024 - MIS À JOUR LE …"."""
    text = normalise(line)
    before = text.plain[: day.start]
    lead = max((match.start() for match in re.finditer(_leads(), before)), default=0)
    quotes = text.quotes(lead, day.end)
    moved = tuple(Quote(one.exact, one.start + quote.start, one.end + quote.start) for one in quotes)
    return Day(day.value, "stated", None, moved)


@lru_cache(maxsize=1)
def _leads() -> str:
    return either([word for words in table("places")["stamps"].values() for word in words])
