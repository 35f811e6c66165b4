"""What a modification changes, as the articles that name its indications say it: the types of its impact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpc_graph.build.decision_act import Act
from cpc_graph.names import slug
from cpc_graph.text.facts import Indication, Part
from cpc_graph.text.values import Quotes

_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”")
_APOSTROPHE = re.compile(r"['’]")
_HEADING = re.compile(r"^article (?:\w+|\d+ er) ")
_LIST = r"(?:les|des) indications(?: \w+){0,8}"
# Read in this order, each on the words that the ones before left; the words are those of a slug.
_PATTERNS = (
    ("removeIndication", re.compile(r"\b(?:est|sont) (?:supprim|retir)\w*")),
    ("unread", re.compile(r"\b(?:supprim|retir|abrog|limit|restrein|suspend)\w*")),
    (
        "replaceIndications",
        re.compile(
            rf"\bliste (?:complete )?(?:des|de ses) indications(?: \w+){{0,8}} (?:remplac|redig|modifi)\w*"
            rf"|\b{_LIST} sont (?:remplacees par (?:les|la liste|celles)|les suivantes)\b"
        ),
    ),
    (
        "reword",
        re.compile(
            r"\bindications?\b(?: (?!ajout|complet)\w+){0,12} (?:est|sont) (?:ainsi )?(?:remplac|reformul|redig)\w*"
            r"|\blibelles?\b(?: \w+){0,14} (?:est|sont) (?:ainsi )?(?:remplac|modifi|redig)\w*"
            r"|\bmots(?: \w+){0,4} sont remplaces\b"
        ),
    ),
    ("replaceIndications", re.compile(r"\barticle \w+(?: \w+){0,14} est (?:ainsi redige|redige|remplace par)\b")),
    (
        "addIndication",
        re.compile(
            r"\bajout\w*|\b(?:est|sont) complete\w*|\bcompletee?s? par\b"
            r"|\b(?:etendu|elargi)e?s? (?:a|aux) (?:l |les |une? )?(?:nouvelles? )?indications?\b"
            r"|\bextension (?:a|aux) (?:l |les )?indications?\b"
        ),
    ),
)
_REMOVES = re.compile(r"\b(?:supprim|retir|abrog)\w*")
_PROTOCOL = re.compile(r"\bprotocole\b(?: \w+){0,24} (?:est|sont) (?:\w+ )?(?:remplac|modifi|actualis|mis a jour)\w*")
_SCOPE = re.compile(
    r"\b(?:etendu|elargi|applicable)e?s? (?:egalement )?(?:a|aux) (?:\w+ ){0,6}(?:medicaments?|specialites?)\b"
)
_TOUCHES_LIST = re.compile(r"\bindications?\b")


@dataclass(frozen=True, slots=True)
class Change:
    """One type of impact of a modification, by its name in the vocabulary, and the words that say it."""

    kind: str
    quotes: Quotes


def changes(act: Act) -> tuple[Change, ...]:
    """Return what a modification says it does; nothing where one of its indications, or an article, tells no kind."""
    parts = [part for part in act.facts.parts if part.kind == "article"]
    if not act.facts.indications:
        return tuple(_other_changes(parts, act))
    naming = [part for part in parts if any(_stands_in(one, part) for one in act.facts.indications)]
    placed = all(any(_stands_in(one, part) for part in naming) for one in act.facts.indications)
    others = [part for part in parts if part not in naming and _TOUCHES_LIST.search(_folded(part, act))]
    told = [(kinds, part) for part in naming if (kinds := _kinds(_folded(part, act)))]
    if not placed or others or len(told) < len(naming):
        return ()
    return tuple(Change(kind, part.quotes) for kinds, part in told for kind in kinds)


@dataclass(frozen=True, slots=True)
class Removed:
    """Indications, by their place among those of the act: `ended` are removed, `doubtful` named where some are."""

    ended: frozenset[int]
    doubtful: frozenset[int]

    @classmethod
    def of(cls, act: Act) -> Removed:
        """Read which indications a modification names only to remove them."""
        ended, doubtful = set[int](), set[int]()
        for part in (part for part in act.facts.parts if part.kind == "article"):
            words = _folded(part, act)
            here = {number for number, one in enumerate(act.facts.indications) if _stands_in(one, part)}
            if _REMOVES.search(words):
                (ended if _kinds(words) == ["removeIndication"] else doubtful).update(here)
        return cls(frozenset(ended), frozenset(doubtful))


def _stands_in(indication: Indication, part: Part) -> bool:
    return any(
        outer.start <= quote.start and quote.end <= outer.end for quote in indication.quotes for outer in part.quotes
    )


def _kinds(words: str) -> list[str]:
    """Return the kinds of change that an article says; none when one is not modelled or does not go with another."""
    found = set()
    for kind, pattern in _PATTERNS:
        words, count = pattern.subn(" ", words)
        found |= {kind} if count else set()
    return sorted(found) if (len(found) == 1 and "unread" not in found) or found == {"addIndication", "reword"} else []


def _other_changes(parts: list[Part], act: Act) -> Iterator[Change]:
    """Yield what a modification that names no indication changes, if nothing in it touches the list of indications."""
    folded = [(part, _folded(part, act)) for part in parts]
    if any(_TOUCHES_LIST.search(words) for _, words in folded):
        return
    for part, words in folded:
        for kind, pattern in (("changeProtocol", _PROTOCOL), ("extendScope", _SCOPE)):
            if pattern.search(words):
                yield Change(kind, part.quotes)


def _folded(part: Part, act: Act) -> str:
    """Return the words of a part without its heading and what it quotes: lower case, no accent, no mark."""
    words = slug(_APOSTROPHE.sub(" ", _QUOTED.sub(" ", part.text))).replace("-", " ")
    for indication in act.facts.indications:
        words = words.replace(slug(_APOSTROPHE.sub(" ", indication.text)).replace("-", " "), " ")
    return _HEADING.sub("", words)
