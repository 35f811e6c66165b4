"""Find the exact slice of a source that a reader quoted with folded white space and plain signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cpc_graph.errors import InputError
from cpc_graph.text.folding import INVISIBLE, LIGATURES, fold_space

_APOSTROPHES = "'’‘ʼ′＇"
_DASHES = "-‐‑‒–—―−"
_SIGNS = dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_DASHES, "-") | LIGATURES


@dataclass(frozen=True, slots=True)
class _Key:
    """A text folded for comparison; character `i` of `folded` comes from `text[starts[i]:ends[i]]`."""

    folded: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def locate(source: str, quote: str, nth: int | None = None, *, name: str = "") -> tuple[int, int]:
    """Return the code point offsets (half-open) of the one place of `source` that reads like `quote`.

    White space, apostrophes, dashes, composed or decomposed accents and a hyphen at a line's end may differ; words may
    not, and a quote begins and ends at a word's edge. `nth` (from 1) picks one of several places. Raises InputError,
    naming `name` and the quote, when there is no place, or more than one and no `nth`.
    """
    places = occurrences(source, quote)
    if nth is None and len(places) == 1:
        return places[0]
    if nth is not None and 1 <= nth <= len(places):
        return places[nth - 1]
    raise _refusal(name, quote, nth, len(places))


def occurrences(source: str, quote: str) -> list[tuple[int, int]]:
    """Return every place of `source` that reads like `quote`, in order; none for an empty quote."""
    return _search(source, quote, _key) or _search(source, quote, _loose_key)


def reads_like(one: str, other: str) -> bool:
    """Tell whether two texts differ only in what `locate` tolerates.

    >>> reads_like("Jessner-\\nKanof", "Jessner-Kanof")
    True
    """
    return _key(one).folded == _key(other).folded or _loose_key(one).folded == _loose_key(other).folded


def _search(source: str, quote: str, key: Callable[[str], _Key]) -> list[tuple[int, int]]:
    haystack, needle = key(source), key(quote).folded
    found: list[tuple[int, int]] = []
    at = haystack.folded.find(needle) if needle else -1
    while at >= 0:
        end = at + len(needle)
        if _at_word_edges(haystack.folded, at, end):
            found.append((haystack.starts[at], haystack.ends[end - 1]))
        at = haystack.folded.find(needle, at + 1)
    return found


def _at_word_edges(text: str, start: int, end: int) -> bool:
    """Refuse a match inside a word or number: "article 1" does not stand in "article 12"."""
    opens = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    closes = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return opens and closes


@lru_cache(maxsize=64)
def _key(text: str) -> _Key:
    """Fold for comparison; a hyphen after a word takes the white space behind it ("76-\\n11", "76- 11": "76-11")."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        sign = _sign(text[start:end])
        if sign == " " and (not folded or folded[-1] == " " or _is_word_hyphen(folded)):
            continue
        for character in sign:
            folded.append(character)
            starts.append(start)
            ends.append(end)
    if folded and folded[-1] == " ":
        del folded[-1], starts[-1], ends[-1]
    return _Key("".join(folded), tuple(starts), tuple(ends))


@lru_cache(maxsize=64)
def _loose_key(text: str) -> _Key:
    """Fold without the hyphens inside words: a word cut at a line's end may be quoted whole."""
    key = _key(text)
    kept = [at for at in range(len(key.folded)) if not _joins_letters(key.folded, at)]
    return _Key(
        "".join(key.folded[at] for at in kept),
        tuple(key.starts[at] for at in kept),
        tuple(key.ends[at] for at in kept),
    )


def _clusters(text: str) -> list[tuple[int, int]]:
    """Cut into characters with their combining marks; an invisible character belongs to none."""
    cuts: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if INVISIBLE.match(character):
            continue
        if unicodedata.combining(character) and cuts and cuts[-1][1] == at:
            cuts[-1] = (cuts[-1][0], at + 1)
        else:
            cuts.append((at, at + 1))
    return cuts


def _sign(cluster: str) -> str:
    if cluster.isspace():
        return " "
    return _SIGNS.get(cluster) or unicodedata.normalize("NFC", cluster)


def _is_word_hyphen(folded: list[str]) -> bool:
    return len(folded) > 1 and folded[-1] == "-" and folded[-2] != " "


def _joins_letters(text: str, at: int) -> bool:
    return text[at] == "-" and 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()


def _refusal(name: str, quote: str, nth: int | None, count: int) -> InputError:
    place = f"{name} : " if name else ""
    en_place = f"{name}: " if name else ""
    shown = fold_space(quote)
    if count == 0:
        return InputError(
            fr=f"{place}citation introuvable dans le texte : « {shown} »",
            en=f"{en_place}quote not found in the text: “{shown}”",
        )
    if nth is None:
        return InputError(
            fr=f"{place}citation présente {count} fois, précisez laquelle (nth) : « {shown} »",
            en=f"{en_place}quote found {count} times, say which (nth): “{shown}”",
        )
    return InputError(
        fr=f"{place}la citation n'a pas d'occurrence n° {nth} ({count} trouvée(s)) : « {shown} »",
        en=f"{en_place}the quote has no occurrence no. {nth} ({count} found): “{shown}”",
    )
