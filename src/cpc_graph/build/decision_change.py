"""What a modification changes, as the articles that name its indications say it: the types of its impact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpc_graph.build.decision_act import Act
from cpc_graph.errors import InputError
from cpc_graph.names import slug
from cpc_graph.text.dates import parse_day
from cpc_graph.text.facts import Indication, Part
from cpc_graph.text.values import Quotes

_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”")
_APOSTROPHE = re.compile(r"['’]")
_HEADING = re.compile(r"^article (?:\w+|\d+ er) ")
_LIST = r"(?:les|des) indications(?: \w+){0,8}"
_AGAIN = "(?:ainsi |egalement )?"
_ONE = r"(?:l |la |les |une? |des )?(?:nouvelles? )?indications?\b"
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
            rf"\bindications?\b(?: \w+){{0,6}} (?:est|sont) {_AGAIN}(?:ajout|complet)\w*"
            rf"|\b(?:est|sont) {_AGAIN}(?:ajout|complet)ee?s? (?:\w+ ){{0,6}}{_ONE}"
            rf"|\b(?:complet|ajout)ee?s? (?:par|de) {_ONE}|\bajout (?:de |d ){_ONE}"
            r"|\b(?:etendu|elargi)e?s? (?:a|aux) (?:l |les |une? )?(?:nouvelles? )?indications?\b"
            r"|\bextension (?:a|aux) (?:l |les )?indications?\b"
        ),
    ),
)
_REMOVES = re.compile(r"\b(?:supprim|retir|abrog)\w*")
_PROTOCOL = re.compile(rf"\bprotocole\b(?: \w+){{0,24}} (?:est|sont) {_AGAIN}(?:remplac|modifi|actualis|mis a jour)\w*")
_SCOPE = re.compile(
    rf"\b(?:est|sont|rendue?s?) {_AGAIN}(?:etendu|elargi|applicable)e?s? {_AGAIN}(?:a|aux) (?:\w+ ){{0,6}}"
    r"(?:medicaments?|specialites?)\b"
)
# What an article denies, leaves for later or makes hang on something is not what the act does.
_HEDGED = re.compile(
    r"\bn(?:e)? \w+(?: \w+){0,3} (?:pas|plus|jamais|aucune?)\b|\b(?:pourr\w+|peu(?:t|vent) etre|cess\w+)\b"
    r"|\bsous (?:la )?(?:reserve|condition)\b|\ba (?:la )?condition\b|\bdes lors que\b|\b(?:si|lorsque)\b"
    r"|\bulterieure(?:s|ment)?\b|\b(?:propos|envisag)\w+"
    r"|\bannexe relative\b|\bcontre indications?\b|\bf(?:ai|on)t l objet\b"
)
_DATED = re.compile(r"\ba (?:compter|partir) du (\d{1,2}(?:er)? [a-z]+ \d{4})\b")
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
    told = [(kinds, part) for part in naming if (kinds := _said(part, act))]
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
        """Read which indications a modification names only to remove them, or without doing anything to them now."""
        ended, doubtful = set[int](), set[int]()
        for part in (part for part in act.facts.parts if part.kind == "article"):
            words, kinds = _folded(part, act), _said(part, act)
            here = {number for number, one in enumerate(act.facts.indications) if _stands_in(one, part)}
            if _is_hedged(words, act):
                doubtful.update(here)
            elif _REMOVES.search(words):
                (ended if kinds == ["removeIndication"] else doubtful).update(here)
        return cls(frozenset(ended), frozenset(doubtful))


def _stands_in(indication: Indication, part: Part) -> bool:
    return any(
        outer.start <= quote.start and quote.end <= outer.end for quote in indication.quotes for outer in part.quotes
    )


def _said(part: Part, act: Act) -> list[str]:
    """Return the kinds of change that an article makes; none for what it denies, defers or makes conditional."""
    words = _folded(part, act)
    return [] if _is_hedged(words, act) else _kinds(words)


def _is_hedged(words: str, act: Act) -> bool:
    """Tell whether an article does not do, on the day of effect of the act, what its words are about."""
    effect = act.decision.entry_into_force.value
    later = any(effect is None or parse_day(day) > effect for day in _DATED.findall(words) if _is_day(day))
    return later or _HEDGED.search(words) is not None


def _is_day(text: str) -> bool:
    try:
        parse_day(text)
    except InputError:
        return False
    return True


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
            if pattern.search(words) and not _is_hedged(words, act):
                yield Change(kind, part.quotes)


def _folded(part: Part, act: Act) -> str:
    """Return the words of a part without its heading and what it quotes: lower case, no accent, no mark."""
    words = slug(_APOSTROPHE.sub(" ", _QUOTED.sub(" ", part.text))).replace("-", " ")
    for indication in act.facts.indications:
        words = words.replace(slug(_APOSTROPHE.sub(" ", indication.text)).replace("-", " "), " ")
    return _HEADING.sub("", words)
