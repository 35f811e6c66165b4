"""From the id of a provision, as the facts write it, to the path of its IRI."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cpc_graph.text.prefixes import load_prefixes


@dataclass(frozen=True, slots=True)
class Named:
    """What an id names: a whole text (`article` False) or a provision; `subdivision` is below an article of a code."""

    path: str
    article: bool
    subdivision: str = ""


def named(identifier: str, text_day: dt.date | None = None) -> Named | None:
    """Return the path of `CSP:L5121-12-1/III`, `LOI:2020-1576/78/IV/D`, `UE:2016/679`.

    An article of a code keeps its subdivision apart, since a subdivision is one of a version; an item of a law is
    named whole. None for a law or decree whose day is not given: its path needs it; and for a text that the table of
    names does not know.

    >>> named("CSP:L5121-12-1/III/al2")
    Named(path='eli/fr/code/csp/article/L5121-12-1', article=True, subdivision='III/al2')
    >>> named("UE:2016/679/9").path
    'eli/eu/reg/2016/679/article/9'
    >>> named("LOI:2020-1576/78/IV/D", dt.date(2020, 12, 14)).path
    'eli/fr/loi/2020/12/14/2020-1576/article/78/IV/D'
    """
    prefixes = load_prefixes()
    prefix, _, rest = identifier.partition(":")
    root = prefixes.paths.get(prefix)
    if root is None:
        return None
    if prefix in prefixes.courts:
        return Named(f"{root}/{rest}", article=False)
    if prefix == prefixes.union:
        year, number, *article = rest.split("/", 2)
        return Named("/".join([root, year, number, *(f"article/{one}" for one in article)]), article=bool(article))
    head, _, below = rest.partition("/")
    if prefix in prefixes.code_prefixes:
        return Named(f"{root}/article/{head}", article=True, subdivision=below)
    if text_day is None:
        return None
    number = "" if head == text_day.isoformat() else f"/{head}"
    text = f"{root}/{text_day:%Y/%m/%d}{number}"
    return Named(f"{text}/article/{below}", article=True) if below else Named(text, article=False)
