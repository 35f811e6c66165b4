"""The tables that the archive is made of: names, days, indications, sentences."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from cpc_graph.text.yaml_file import load

FOLDER = Path(__file__).parent / "tables"


@cache
def table(name: str) -> Any:
    """Return a table by the stem of its file; read once."""
    return load(FOLDER / f"{name}.yaml")


def calendar(key: str) -> Any:
    """Return an entry of the calendar."""
    return table("calendar")[key]


def happens(rng: Random, what: str) -> bool:
    """Draw whether something happens, as often as the calendar says."""
    return bool(rng.random() * 100 < calendar(what))


def long_day(day: dt.date) -> str:
    """Write a day as French acts do.

    >>> long_day(dt.date(2021, 7, 1)), long_day(dt.date(2019, 8, 26))
    ('1er juillet 2021', '26 août 2019')
    """
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {calendar('months')[day.month - 1]} {day.year}"


def slash_day(day: dt.date) -> str:
    """Write a day in digits.

    >>> slash_day(dt.date(2025, 8, 4))
    '04/08/2025'
    """
    return f"{day:%d/%m/%Y}"
