"""What a change of an indication means for the population: read from a table, labelled as interpretation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cpc_graph.compare.changes import Effect
from cpc_graph.compare.read import Wording
from cpc_graph.resources import data_dir
from cpc_graph.text.word_diff import REPLACED, Piece
from cpc_graph.text.yaml_file import load

WIDER, NOT_NARROWER, NARROWER, NOT_WIDER = "wider", "notNarrower", "narrower", "notWider"
SAME, UNCLEAR = "same", "unclear"
_TABLE = "readings/tables/population.yaml"
_TEXTS = "texts"  # a facet that accounts for the words of the texts that change
_UP, _DOWN = frozenset({WIDER, NOT_NARROWER}), frozenset({NARROWER, NOT_WIDER})
_ALL = "and"  # the connector under which every treatment cited must have failed


@dataclass(frozen=True, slots=True)
class _Found:
    """A change of one facet and the texts that changed with it."""

    facet: str
    key: str
    texts: tuple[str, ...] = ()


def of_list(key: str, lang: str) -> Effect:
    """Return the effect of an indication that is `added` or `removed`."""
    return _effect([_Found("indication", key)], lang)


def of_wording(old: Wording, new: Wording, changed: Iterable[Piece], lang: str) -> Effect:
    """Return the effect of a change of wording: of what it asks of patients, and of words that no rule interprets."""
    found = list(_facets(old, new))
    if not found and all(_is_mark(piece) for piece in changed if piece.kind == REPLACED):
        return _effect([_Found("words", "none")], lang)
    left = [piece for piece in changed if piece.kind == REPLACED and not _accounted(piece, found)]
    return _effect([*found, *(_Found("words", "other", (piece.old, piece.new)) for piece in left)], lang)


def _facets(old: Wording, new: Wording) -> Iterator[_Found]:
    yield from _age("minAge", old.min_age, new.min_age)
    yield from _age("maxAge", old.max_age, new.max_age)
    if bool(old.prior) != bool(new.prior):
        yield _Found("prior", "added" if new.prior else "removed", (old.prior or new.prior or "",))
        return
    if old.connector and new.connector and old.connector != new.connector:
        yield _Found("connector", f"{old.connector}-{new.connector}")
    yield from _items(old, new)
    yield from _sets("includes", old.includes, new.includes)
    if old.only_when != new.only_when:
        key = "changed" if old.only_when and new.only_when else "added" if new.only_when else "removed"
        yield _Found("onlyWhen", key, (old.only_when or "", new.only_when or ""))


def _age(facet: str, old: tuple[int, bool] | None, new: tuple[int, bool] | None) -> Iterator[_Found]:
    if old == new:
        return
    if old is None or new is None:
        yield _Found(facet, "added" if new else "removed")
    elif old[0] != new[0]:
        yield _Found(facet, "lowered" if new[0] < old[0] else "raised")
    else:
        yield _Found(facet, "included" if new[1] else "excluded")


def _items(old: Wording, new: Wording) -> Iterator[_Found]:
    gone, fresh = old.items - new.items, new.items - old.items
    if not gone and not fresh:
        return
    connectors = {old.connector or new.connector, new.connector or old.connector}
    if (gone and fresh) or len(connectors) > 1:
        yield _Found("items", "other", tuple(sorted(gone | fresh)))
    else:
        how = "all" if connectors <= {_ALL, None} else "any"
        yield _Found("items", f"{'removed' if gone else 'added'}-{how}", tuple(sorted(gone | fresh)))


def _sets(facet: str, old: frozenset[str], new: frozenset[str]) -> Iterator[_Found]:
    for key, texts in (("added", new - old), ("removed", old - new)):
        if texts:
            yield _Found(facet, key, tuple(sorted(texts)))


def _accounted(piece: Piece, found: list[_Found]) -> bool:
    """Tell whether changes of facets explain every word of a piece; marks need no explanation."""
    changed = re.findall(r"[\w'’/-]+", f"{piece.old} {piece.new}".casefold())
    return all(any(_explains(each, word) for each in found) for word in changed)


def _explains(found: _Found, word: str) -> bool:
    accounts = str(_table()[found.facet].get("accounts", ""))
    if accounts == _TEXTS:
        return any(word in re.findall(r"[\w'’/-]+", text.casefold()) for text in found.texts)
    return re.fullmatch(accounts, word.replace("’", "'")) is not None


def _is_mark(piece: Piece) -> bool:
    return not re.search(r"\w", piece.old + piece.new)


def _effect(found: list[_Found], lang: str) -> Effect:
    entries = [_entry(each) for each in found]
    reasons = tuple(
        dict.fromkeys(
            str(entry[lang]).format(old=(each.texts or ("",))[0] or "∅", new=(each.texts or ("",))[-1] or "∅")
            for each, entry in zip(found, entries, strict=True)
        )
    )
    return Effect(joined([str(entry["effect"]) for entry in entries]), reasons)


def _entry(found: _Found) -> Mapping[str, Any]:
    facet = _table()[found.facet]
    entry: Mapping[str, Any] = facet.get(found.key) or {"effect": UNCLEAR, "fr": found.facet, "en": found.facet}
    return entry


def joined(effects: list[str]) -> str:
    """Join the effects of several changes: what points both ways, or to an unclear side, is unclear."""
    kinds = set(effects) - {SAME}
    if not kinds:
        return SAME
    if kinds <= _UP:
        return WIDER if WIDER in kinds else NOT_NARROWER
    if kinds <= _DOWN:
        return NARROWER if NARROWER in kinds else NOT_WIDER
    return UNCLEAR


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    content = load(data_dir() / _TABLE)
    if not isinstance(content, dict):
        raise TypeError(f"{_TABLE} is not a table")
    facets: Mapping[str, Any] = content["facets"]
    return facets
