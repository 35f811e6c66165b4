"""Which lasting indication of the graph a wording may be about: the same words, or words that come near."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from pyoxigraph import NamedNode

from cpc_graph.link.candidate import Candidate, ordered
from cpc_graph.link.look import Look, path_of
from cpc_graph.names import slug
from cpc_graph.text.facts import Facts
from cpc_graph.text.links import Bilingual
from cpc_graph.text.wording import wording_id

SAME, NEAREST, LEAST = 1.0, 0.98, 0.6
_FEWEST_COMMON = 0.3  # of the words of the shorter wording: fewer in common are not looked at more closely
_SHOWN = 6
_MARKS = ".,;:()[]«»\"'’ "


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in plain form (accents, case and marks do not make another indication) and as it is written."""

    plain: str
    written: str


_Words = tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class _Wording:
    """A wording of the graph, its words, and the indication that it is of."""

    text: str
    words: _Words
    concept: NamedNode


def indication_candidates(facts: Facts, look: Look) -> list[Candidate]:
    """Return, for each indication of the act, the lasting ones whose wordings are the same or come near."""
    known = list(_wordings(look)) if facts.indications else []
    found: list[Candidate] = []
    for place, indication in enumerate(facts.indications, 1):
        words = _words(indication.text)
        for wording in known:
            match = _match(indication.text, words, wording)
            if match:
                score, ground = match
                target = path_of(wording.concept)
                found.append(Candidate("indication", place, target, look.label(wording.concept), ground, score))
    return ordered(found)


def _wordings(look: Look) -> Iterator[_Wording]:
    """Yield the wordings of the graph that belong to an indication."""
    for node in look.having("cpc:wordingOf"):
        for text in look.texts(node, "cpc:text"):
            for concept in look.nodes(node, "cpc:wordingOf"):
                yield _Wording(text, _words(text), concept)


def _match(text: str, words: _Words, known: _Wording) -> tuple[float, Bilingual] | None:
    if wording_id(known.text) == wording_id(text):
        return SAME, Bilingual("même libellé, mot pour mot", "same wording, word for word")
    ours, theirs = _plain(words), _plain(known.words)
    common = len(set(ours) & set(theirs))
    if common < _FEWEST_COMMON * min(len(set(ours)), len(set(theirs))):
        return None
    score = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
    if score < LEAST:
        return None
    return min(score, NEAREST), _near(score, words, known.words)


def _near(score: float, words: _Words, known: _Words) -> Bilingual:
    """Say how near, and by which words the two differ: a person must see "6" become "12"."""
    if _plain(words) == _plain(known):
        return Bilingual("mêmes mots, à la casse ou à la ponctuation près", "same words, but for case or punctuation")
    gone, new, percent = _only(known, words), _only(words, known), int(score * 100)
    if not gone and not new:
        return Bilingual(f"mêmes mots dans un autre ordre ({percent} %)", f"same words in another order ({percent}%)")
    return Bilingual(
        f"libellé proche ({percent} %) ; ici en plus : {_listed(new)} ; là en plus : {_listed(gone)}",
        f"near wording ({percent}%); only here: {_listed(new)}; only there: {_listed(gone)}",
    )


def _only(words: _Words, other: _Words) -> list[str]:
    there = set(_plain(other))
    return list(dict.fromkeys(word.written for word in words if word.plain not in there))


def _listed(words: list[str]) -> str:
    if not words:
        return "–"
    return ", ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


def _words(text: str) -> _Words:
    return tuple(_Word(plain, part.strip(_MARKS)) for part in text.split() if (plain := slug(part)))


def _plain(words: _Words) -> list[str]:
    return [word.plain for word in words]
