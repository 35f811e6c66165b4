"""Who and what an archive is about: invented medicines, companies and heads of the agency."""

from __future__ import annotations

import datetime as dt
import math
from functools import cache
from random import Random

from cpc_graph.generate.plan import Medicine, Office
from cpc_graph.generate.tables import happens, table

_STEP = 7919  # a prime that divides no size below: every number leads to another name


def medicine(number: int, rng: Random) -> Medicine:
    """Invent the medicine of a measure; two numbers never share a substance or a brand."""
    names = table("names")
    form = rng.choice(names["forms"])
    suffix = rng.choice(names["suffixes"]) if rng.random() < 0.3 else ""
    return Medicine(
        substance=_joined(number, names["substances"]),
        brand=" ".join(filter(None, (_joined(number, names["brands"]), suffix))),
        strength=rng.choice(form["strengths"]),
        form=form["form"],
        company=rng.choice(names["companies"]),
        grouped=happens(rng, "grouped"),
    )


def _joined(number: int, lists: list[list[str]]) -> str:
    """Read a number as one pick from each list; beyond the last combination the round is written behind the name."""
    size = math.prod(map(len, lists))
    turn, at = divmod(number, size)
    at = at * _STEP % size
    picks = []
    for choices in lists:
        at, pick = divmod(at, len(choices))
        picks.append(choices[pick])
    return "".join(picks) + (f" {turn + 1}" if turn else "")


def head_on(day: dt.date) -> Office:
    """Return who heads the agency on a day."""
    return next(office for until, office in _offices() if day < until)


@cache
def _offices() -> tuple[tuple[dt.date, Office], ...]:
    names = table("names")
    return tuple((one["until"], _office(one["name"], names["titles"][one["gender"]])) for one in names["offices"])


def _office(name: str, title: dict[str, str]) -> Office:
    return Office(name, title["function"], title["author"], title["AUTHOR"])
