"""What the act does and to what kind of measure: told by its articles, then by its title, never guessed from a word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cpc_graph.read.draft import Draft, Sentence
from cpc_graph.read.normal import Span
from cpc_graph.read.regime_words import presents, subjects, visa_regime
from cpc_graph.read.tables import either, regime_names, regime_of, table
from cpc_graph.read.title_action import LIFTS, Clause, title_clauses
from cpc_graph.text.values import Words

NO_WORDS = Words("", ())


@dataclass(frozen=True, slots=True)
class Measure:
    """The act's own action and regime, empty words where two candidates stand against each other."""

    action: Words
    regime: Words
    also: tuple[Words, ...]
    clauses: tuple[Clause, ...]
    title: Clause | None

    @property
    def is_access(self) -> bool:
        """Tell an act on a measure of access from another decision of the agency."""
        return self.action.text != "other"


@lru_cache(maxsize=1)
def _verbs() -> list[tuple[str, re.Pattern[str]]]:
    patterns = []
    for action, words in table("acts")["actions"].items():
        passive = (
            rf"\b(?:est|sont|sera|seront)\s(?:egalement\s|ainsi\s|donc\s|partiellement\s|a\snouveau\s|"
            rf"de\snouveau\s|des\slors\s|,\s[^,.;]{{3,60}},\s)?{either(words['passives'])}\b"
        )
        finite = rf"|\b{either(words['finite'])}\b" if words["finite"] else ""
        patterns.append((action, re.compile(passive + finite)))
    return patterns


@lru_cache(maxsize=1)
def _regime() -> re.Pattern[str]:
    return re.compile(regime_names())


_SUBJECT = re.compile(
    r"\b(?:decisions?|cadre|indications?|protocole|encadrement|mesure|autorisations?|recommandation)\b"
)
# A committee may bear the name of a measure: "le comité scientifique temporaire « CPC » est créé".
_BODY = re.compile(
    r"\W*(?:(?:le|la|un|une)\s|il\sest\s(?:cree|institue|constitue)e?\s(?:[^.;]{0,160}?\s)?(?:un|une|le|la)\s)"
    r"(?:comite|groupe|commission|conseil)\b"
)
_NEAR = 14  # characters: "la présente ", " d'une "
# "La RTU devient un CPC": what is established stands behind the verb.
_TURNS = ("devien", "est conver", "sont conver", "est transf", "sont transf", "est rempl", "sont rempl", "se poursui")
_PRONOUN = re.compile(r"^\W{0,4}(?:[a-z0-9][)°.]\s?)?(?:il|elle|ils|elles)\b")
_OWN = re.compile(r"\b(?:present|presente|presents|presentes)\s")


def read_measure(draft: Draft) -> Measure:
    """Read action and regime; warn where title and articles differ, leave open what the articles say twice."""
    title, second = title_clauses(draft)
    clauses = tuple(_article_clauses(draft))
    if not _on_measure(clauses, title, draft):
        return Measure(Words("other", ()), Words("other", ()), (), clauses, title)
    action = _action(draft, clauses, title)
    regime = _own_regime(draft, clauses, title)
    also = _also(draft, action.text, clauses, second)
    return Measure(action, regime, also, clauses, title)


def _unquoted(even: str) -> str:
    """Blank what is quoted: "est remplacé par : « Un CPC est établi … »" establishes nothing itself."""
    depth, signs = 0, list(even)
    for at, sign in enumerate(even):
        depth += sign == "«"
        if depth:
            signs[at] = "\0"
        depth -= sign == "»" and depth > 0
    return "".join(signs)


def _article_clauses(draft: Draft) -> list[Clause]:
    found: list[Clause] = []
    for sentence in draft.operative:
        even = draft.plain(sentence.start, sentence.end)
        if _BODY.match(even):
            continue
        own = _unquoted(even)
        if lifted := LIFTS.search(own):
            span = (sentence.start + lifted.start(), sentence.start + lifted.end())
            why = "l'acte lève une suspension : aucune action ne le dit, la mesure est à relire"
            draft.warn("suspension-lifted", why, draft.text.quotes(*span))
            found.append(Clause("modify", _first_regime(even), (sentence.start, span[1]), sentence, span[0]))
            continue
        for action, pattern in _verbs():
            match = pattern.search(own)
            if match and (clause := _clause(action, match, even, sentence, follows=bool(found))):
                found.append(clause)
    return found


def _first_regime(even: str) -> str | None:
    named = _regime().search(even)
    return regime_of(named.group().replace("\n", " ")) if named else None


def _clause(action: str, match: re.Match[str], even: str, sentence: Sentence, *, follows: bool) -> Clause | None:
    """Keep a verb whose subject is a measure, an act on one, its indication or its protocol."""
    measures = list(_regime().finditer(even))
    impersonal = even[: match.start()].rstrip().endswith(("il", "qu'il"))
    # "je refuse d'établir un CPC", "fait l'objet d'un CPC": the measure stands behind.
    behind = impersonal or match.group().endswith("objet") or sentence.block.kind == "operative"
    subject = measures and (measures[0].start() < match.start() or behind)
    if action == "establish" and not subject:
        return None
    if not subject and not _SUBJECT.search(even[: match.end() + 40]) and not (follows and _PRONOUN.match(even)):
        return None
    named = measures[0] if subject else None
    if action == "establish" and match.group().startswith(_TURNS):
        named = next((one for one in measures if one.start() >= match.end()), None)
        # The old measure is the subject, the new one stands right behind the verb.
        if named is None or measures[0].start() > _NEAR or named.start() - match.end() > _NEAR:
            return None
    regime = regime_of(named.group().replace("\n", " ")) if named else None
    # The measure's own words end with the verb; "est établi pour une durée" belongs to the term.
    end = sentence.start + match.end()
    return Clause(action, regime, (sentence.start, end), sentence, sentence.start + match.start())


def _on_measure(clauses: tuple[Clause, ...], title: Clause | None, draft: Draft) -> bool:
    if title is not None or any(clause.regime for clause in clauses):
        return True
    # An act with neither (case: "le protocole annexé à la décision du … est remplacé"): its visas name the measure.
    return (
        bool(clauses)
        and any(_regime().search(draft.plain(block.start, block.end)) for block in draft.layout.of("visa"))
        and draft.layout.title is None
    )


def _action(draft: Draft, clauses: tuple[Clause, ...], title: Clause | None) -> Words:
    named = [clause for clause in clauses if clause.regime] or list(clauses)
    kinds = [clause.action for clause in named]
    if not kinds and title:
        return Words(title.action, draft.text.quotes(*title.span))
    for first in ("refuse", "renew"):
        if first in kinds and (first == "refuse" or kinds[0] in ("renew", "modify", "establish")):
            return _as(first, named, draft)
    if title and title.action in kinds:
        return _as(title.action, named, draft)
    return _as(kinds[0], named, draft)


def _as(action: str, clauses: list[Clause], draft: Draft) -> Words:
    clause = next(one for one in clauses if one.action == action)
    return Words(action, draft.text.quotes(*clause.span))


def _also(draft: Draft, action: str, clauses: tuple[Clause, ...], second: list[str]) -> tuple[Words, ...]:
    """Name what else the act does: renews and modifies; a title that says two things says both."""
    found: dict[str, Words] = {}
    if action == "renew":
        for clause in clauses:
            if clause.action == "modify":
                found.setdefault("modify", Words("modify", draft.text.quotes(*clause.span)))
    title = draft.layout.title
    for other in second:
        if title and other == "modify" and action in ("renew", "abrogate", "suspend"):
            found.setdefault(other, Words(other, draft.text.quotes(title.start, title.end)))
    return tuple(found.values())


def _own_regime(draft: Draft, clauses: tuple[Clause, ...], title: Clause | None) -> Words:
    named: dict[str, Span] = {}
    for clause in clauses:
        if clause.regime:
            named.setdefault(clause.regime, clause.span)
    for regime, span in [*presents(draft, "article"), *subjects(draft)]:
        named.setdefault(regime, span)
    if len(named) > 1:
        quotes = tuple(quote for span in named.values() for quote in draft.text.quotes(*span))
        draft.warn("regime-conflict", f"les articles nomment deux régimes : {', '.join(named)}", quotes)
        return NO_WORDS
    elsewhere = [(title.regime, title.span)] if title and title.regime else []
    if not named and elsewhere:
        named = {str(regime): span for regime, span in elsewhere}
    if not named:
        named = visa_regime(draft)
    if not named:
        return NO_WORDS
    (own, span), *_ = named.items()
    for regime, place in [*elsewhere, *presents(draft, "visa"), *presents(draft, "recital")]:
        if regime != own:
            quotes = draft.text.quotes(*place)
            draft.warn("regime-conflict", f"les articles disent {own}, un autre passage dit {regime}", quotes)
    return Words(own, draft.text.quotes(*span))
