"""Which measures a picture draws: one by name, or those of a list, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.entities import find_entity
from cpc_graph.ask.parameters import CLASSES
from cpc_graph.ask.source import Source
from cpc_graph.draw.lookup import Lookup, local
from cpc_graph.errors import UsageError
from cpc_graph.names import slug

MOST_MEASURES = 60  # a picture of more is no picture


@dataclass(frozen=True, slots=True)
class Choice:
    """What to draw: `measure` by name or IRI, else those whose name has every word of `like`; `page` counts from 1."""

    measure: str | None = None
    like: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Chosen:
    """The measures of a page, out of how many that were meant."""

    measures: tuple[NamedNode, ...]
    total: int
    page: int = 1

    @property
    def pages(self) -> int:
        """Return the number of pages that all of them need."""
        return max(1, -(-self.total // MOST_MEASURES))


def choose(source: Source, choice: Choice, lang: str) -> Chosen:
    """Find the measures to draw, in the order of their identifiers.

    Raises UsageError when the name means nothing or several measures, when nothing is like it, or past the last page.
    """
    if choice.measure is not None:
        return Chosen((find_measure(source, choice.measure),), 1)
    lookup = Lookup(source, lang)
    found = [row["measure"] for row in lookup.ask("measures") if isinstance(row["measure"], NamedNode)]
    if not found:
        raise UsageError(fr="le store n'a aucune mesure", en="the store has no measure")
    meant = _alike(lookup, found, choice.like) if choice.like else found
    first = (choice.page - 1) * MOST_MEASURES
    chosen = Chosen(tuple(meant[first : first + MOST_MEASURES]), len(meant), choice.page)
    if not 1 <= choice.page <= chosen.pages:
        raise UsageError(
            fr=f"page {choice.page} : il y en a {chosen.pages}, de {MOST_MEASURES} mesures",
            en=f"page {choice.page}: there are {chosen.pages}, of {MOST_MEASURES} measures",
        )
    return chosen


def find_measure(source: Source, text: str) -> NamedNode:
    """Find a measure as `ask` does. Raises UsageError."""
    return find_entity(source, text, CLASSES["measure"], "measure")


def _alike(lookup: Lookup, found: Sequence[NamedNode], like: str) -> list[NamedNode]:
    """Keep the measures whose name, in the language asked, or identifier has every word."""
    labels: dict[NamedNode, list[Literal]] = {}
    for row in lookup.ask("labels"):
        measure, label = row["measure"], row["label"]
        if isinstance(measure, NamedNode) and isinstance(label, Literal):
            labels.setdefault(measure, []).append(label)
    words = [word for word in map(slug, like.split()) if word]
    names = {one: slug(_named(labels.get(one, []), lookup.lang)) for one in found}
    meant = [one for one in found if words and all(word in f"{names[one]} {local(one)}" for word in words)]
    if not meant:
        shown = like[:60]
        raise UsageError(
            fr=f"--like : aucune mesure n'a « {shown} » dans son nom",
            en=f"--like: no measure has '{shown}' in its name",
        )
    return meant


def _named(labels: Sequence[Literal], lang: str) -> str:
    own = [label.value for label in labels if label.language in (None, lang)]
    return " ".join(own or [label.value for label in labels])
