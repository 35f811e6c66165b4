"""Acts that arrive under two names: in two of the files given, or in an RDF file and in the graph."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import NamedNode, Store

from cpc_graph.link.akin import Likeness, Medicine, likeness, of_act
from cpc_graph.link.arrived import Arrived
from cpc_graph.link.look import Look, path_of
from cpc_graph.rdf.terms import date, iri

_ACT = re.compile(r"eli/fr/(?P<authority>[^/]+)/decision/(?P<day>\d{4}/\d{2}/\d{2})/[^/]+/(?P<kind>[a-z-]+?)(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class Twin:
    """Two paths that seem to name one act, in the file called `name`, and why."""

    name: str
    path: str
    other: str
    like: Likeness


def twins(arrived: Sequence[Arrived], known: Look) -> Iterator[Twin]:
    """Yield the acts that two of the files name differently, and those of RDF files that the graph names otherwise.

    What a document may be was proposed to a person: it is not asked for again.
    """
    acts = [(one, path, about) for one in arrived for path, about in _acts(one)]
    for (_, path, about), (one, other, its) in combinations(acts, 2):
        if path != other and _key(path) == _key(other):
            like = likeness(its, about)
            if like and not like.differs:
                yield Twin(one.name, other, path, like)
    for one, path, about in acts:
        if one.source is None:
            yield from _in_graph(one.name, path, about, known)


def _acts(one: Arrived) -> Iterator[tuple[str, Medicine]]:
    store = Store()
    store.extend(one.judged)
    look = Look(store)
    for placed in one.placed:
        if _key(placed.path):
            yield placed.path, of_act(iri(f"<{placed.path}>"), look)


def _key(path: str) -> tuple[str, ...]:
    found = _ACT.fullmatch(path)
    return found.groups() if found else ()


def _day(path: str) -> dt.date:
    return dt.datetime.strptime(_key(path)[1], "%Y/%m/%d").date()


def _in_graph(name: str, path: str, about: Medicine, known: Look) -> Iterator[Twin]:
    acts = known.subjects("eli:date_document", date(_day(path)))
    if iri(f"<{path}>") in acts:  # the graph has it under this name
        return
    for act in acts:
        if _key(path_of(act)) == _key(path) and (like := _like(about, act, known)):
            yield Twin(name, path, path_of(act), like)


def _like(about: Medicine, act: NamedNode, known: Look) -> Likeness | None:
    like = likeness(about, of_act(act, known))
    return like if like and not like.differs else None
