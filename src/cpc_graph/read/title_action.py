"""What a title says that its act does: "Renouvellement et modification du cadre de prescription compassionnelle"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cpc_graph.read.draft import Draft, Sentence
from cpc_graph.read.normal import Span
from cpc_graph.read.tables import either, regime_names, regime_of, table

_OBJECT = (
    r"(?:(?:du|des|de\sl'|de\sla|le|la|les|l')\s?(?:protocoles?|annexes?|indications?|perimetre|champ|conditions)"
    r"(?:\s[\w']+){0,10}?\s)?"
)
_ADJECTIVE = r"(?:(?:partielle?|totale?|definitive|anticipee|provisoire|temporaire)\s)?"
# No action of the contract lifts a suspension; what it says is never that the measure is suspended, or ends.
LIFTED = re.compile(r"\b(?:levee|fin)\s(?:anticipee\s)?(?:de|a)\sla\s(?:mesure\sde\s)?suspension\b")
# In an article only what is done counts: "avant la fin de la suspension", "sera levée lorsque" lift nothing.
LIFTS = re.compile(
    r"\b(?:suspension\b[^.;]{0,160}?\sest\s(?:levee|abrogee|retiree)|(?:est|sont)\smis\sfin\s(?:\w+\s){0,3}a\sla\ssuspension)\b"
    r"(?![^.;]{0,40}\b(?:lorsqu|des\sque|des\squ'|si\b|sous\sreserve|apres\sque))"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """An action that a passage states; `regime` where the passage names the measure, `span` the words.

    `verb` is where its verb starts, in a sentence of an article.
    """

    action: str
    regime: str | None
    span: Span
    sentence: Sentence | None = None
    verb: int | None = None


@lru_cache(maxsize=1)
def _title_left() -> re.Pattern[str]:
    actions = table("acts")["actions"]
    nouns = either(noun for words in actions.values() for noun in words["nouns"])
    participles = either(word for words in actions.values() for word in words["participles"])
    one = rf"(?:{nouns}|{participles})"
    glue = r"(?:\s?,\s|\set\s(?:de\s|d')?|\s(?:de\sl'|de\sla\s|du\s|de\s|d'))"
    links = either(table("acts")["links"])
    return re.compile(rf"\b(?P<chain>{one}(?:{glue}{one}){{0,3}})\s{_ADJECTIVE}{_OBJECT}(?:{links}\s?){{0,3}}$")


@lru_cache(maxsize=1)
def _bare_left() -> re.Pattern[str]:
    return re.compile(r"(?:^|[-:–]|\bportant|\bdecision)\s*(?:du\s|de\s)?(?:un\s|une\s|le\s|la\s)?$")


@lru_cache(maxsize=1)
def _title_words() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (action, re.compile(rf"\b{either([*words['nouns'], *words['participles']])}\b"))
        for action, words in table("acts")["actions"].items()
    ]


@lru_cache(maxsize=1)
def _regime() -> re.Pattern[str]:
    return re.compile(regime_names())


def title_clauses(draft: Draft) -> tuple[Clause | None, list[str]]:
    """Read "Renouvellement et modification du cadre …": the first action, the regime, and the other actions."""
    block = draft.layout.title
    if block is None:
        return None, []
    even = draft.plain(block.start, block.end).replace("\n", " ")
    for match in _regime().finditer(even):
        regime = regime_of(match.group())
        span = (block.start, block.start + match.end())
        left = _title_left().search(even[: match.start()])
        if left:
            order = [
                (word.start(), action) for action, pattern in _title_words() for word in pattern.finditer(left["chain"])
            ]
            actions = [action for _, action in sorted(order)]
            if LIFTED.search(even[: match.start()]):
                actions = ["modify"]
            return Clause(actions[0], regime, (block.start + left.start(), span[1])), actions[1:]
        if _bare_left().search(even[: match.start()]):
            return Clause("establish", regime, span), []
    return None, []
