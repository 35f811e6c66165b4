"""Which lasting indication of the graph a wording may be about: the same words, or words that come near."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from cpc_graph.link.candidate import Candidate, ordered
from cpc_graph.link.look import Look, path_of
from cpc_graph.link.replaced import replaced_by
from cpc_graph.names import slug
from cpc_graph.text.facts import Facts
from cpc_graph.text.folding import fold_space
from cpc_graph.text.links import Bilingual
from cpc_graph.text.typed import typed
from cpc_graph.text.wording import wording_id

SAME, REPLACES, NEAREST, LEAST = 1.0, 0.99, 0.98, 0.6
_FEWEST_COMMON = 0.3  # of the words of the shorter wording: fewer in common are not looked at more closely
_SHOWN = 6
_MARKS = ".,;:()[]«»\"'’ "


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in plain form (accents, case and marks do not make another indication) and as it is written."""

    plain: str
    written: str


@dataclass(frozen=True, slots=True)
class _Wording:
    """A text, its words, their plain forms in order, and these in one: texts that are `even` have the same."""

    text: str
    words: tuple[_Word, ...]
    plain: tuple[str, ...]
    key: str


def indication_candidates(facts: Facts, look: Look) -> list[Candidate]:
    """Return, for each indication of the act, the lasting ones whose wordings are the same or come near."""
    found: list[Candidate] = []
    for place, indication in enumerate(facts.indications, 1):
        ours, before = _wording(indication.text), replaced_by(indication, facts)
        replaced = _wording(before) if before else None
        sought = [one.plain for one in (ours, replaced) if one]
        for theirs, concept in ((_wording(text), concept) for text, concept in look.names.wordings(*sought)):
            match = _match(ours, theirs)
            if (match is None or match[0] < SAME) and replaced and _is_even(replaced, theirs):
                match = REPLACES, _replaces(replaced.text)
            if match:
                score, ground = match
                found.append(Candidate("indication", place, path_of(concept), look.label(concept), ground, score))
    return ordered(found)


def _match(ours: _Wording, theirs: _Wording) -> tuple[float, Bilingual] | None:
    """Compare a wording with one of the graph; most share too few words, which is seen first: it is cheap to see."""
    if _is_even(ours, theirs):
        if wording_id(ours.text) == wording_id(theirs.text):
            return SAME, Bilingual("même libellé, mot pour mot", "same wording, word for word")
        return SAME, Bilingual(
            "même libellé, mot pour mot (apostrophes, espaces ou guillemets écrits autrement)",
            "same wording, word for word (apostrophes, spaces or quotation marks written otherwise)",
        )
    if not _may_be_near(ours.plain, theirs.plain):
        return None
    score = SequenceMatcher(None, ours.plain, theirs.plain, autojunk=False).ratio()
    return (min(score, NEAREST), _near(score, ours, theirs)) if score >= LEAST else None


def _may_be_near(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Tell whether enough words are in both: without them no order of the words brings the ratio to LEAST."""
    length, there = len(ours) + len(theirs), set(theirs)
    if not length or 2.0 * sum(word in there for word in ours) / length < LEAST:
        return False
    here = set(ours)
    return len(here & there) >= _FEWEST_COMMON * min(len(here), len(there))


def _is_even(one: _Wording, other: _Wording) -> bool:
    return one.key == other.key and even(one.text) == even(other.text)


def _replaces(before: str) -> Bilingual:
    return Bilingual(
        f"le texte remplace par celui-ci le libellé « {before} » de cette indication",
        f"the text puts this in the place of the wording “{before}” of this indication",
    )


def _near(score: float, ours: _Wording, theirs: _Wording) -> Bilingual:
    """Say how near, and by which words the two differ: a person must see "6" become "12"."""
    if ours.plain == theirs.plain:
        return Bilingual("mêmes mots, à la casse ou à la ponctuation près", "same words, but for case or punctuation")
    gone, new, percent = _only(theirs, ours), _only(ours, theirs), int(score * 100)
    if not gone and not new:
        return Bilingual(f"mêmes mots dans un autre ordre ({percent} %)", f"same words in another order ({percent}%)")
    return Bilingual(
        f"libellé proche ({percent} %) ; ici en plus : {_listed(new)} ; là en plus : {_listed(gone)}",
        f"near wording ({percent}%); only here: {_listed(new)}; only there: {_listed(gone)}",
    )


def _only(one: _Wording, other: _Wording) -> list[str]:
    return list(dict.fromkeys(word.written for word in one.words if word.plain not in other.plain))


def _listed(words: list[str]) -> str:
    if not words:
        return "–"
    return ", ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


def _wording(text: str) -> _Wording:
    words = tuple(word for part in text.split() if (word := _word(part)) is not None)
    plain = tuple(word.plain for word in words)
    return _Wording(text, words, plain, "-".join(plain))


@lru_cache(maxsize=65_536)  # a graph says most of its words thousands of times
def _word(part: str) -> _Word | None:
    written = typed(part)
    plain = slug(written)
    return _Word(plain, written.strip(_MARKS)) if plain else None


def even(text: str) -> str:
    """Return a wording as if typed on one keyboard: the marks that only typography tells apart are the same.

    >>> even("l’eﬃcacité\u00a0: « 6\u202fans »") == even("l'efficacité : \"6 ans\"")
    True
    """
    bare = re.sub(r"\s*\"\s*", '"', fold_space(typed(text)))
    return re.sub(r"\s+(?=[:;!?%])", "", bare)
