"""Mentions of a decision of the agency with its day: "la décision du D portant …", "la RTU du D", "renouvelée le D"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from cpc_graph.read.days import DAY, Found
from cpc_graph.read.draft import Draft
from cpc_graph.read.layout import Block
from cpc_graph.read.mention_words import action_in, measures, mention_patterns
from cpc_graph.read.normal import Span
from cpc_graph.read.tables import regime_of

_REACH = 260
_FURTHER = 800
_OWN_ACT = re.compile(
    r"\b(?:presente\sdecision|present\sacte)\s?,?\s(?:prise\s|signee\s|datee\s)?(?:en\sdate\s)?(?:du|le)\s$"
)
_SHARED = re.compile(r",|,?\set(?:\s(?:du|le|celle\sdu))?|et(?:\s(?:du|le|celle\sdu))?|,\s(?:du|le)")
_MEANWHILE = re.compile(
    rf"\s?,?\s(?:publiee?|modifiee?|notifiee?|signee?|entree?\sen\svigueur)s?\s[^;,]{{0,40}}?\b{DAY}\s?,?(?=\s)"
)
# "l'ANSM a, le 4 mai 2021, établi un CPC".
_PARTED = re.compile(r"\b(?:ansm|afssaps|agence|general|generale|sante)\s(?:a|avait)\s?,\s(?:par\sdecision\sdu|le)\s$")
# "… du 25 janvier 2024 du collège de la Haute Autorité de santé": whose decision it is stands behind its day.
_WHOSE = re.compile(r"[\s,]*(?:(?:prise?|rendue?|par|du|de|des|le|la|les|college)\s|l'|d')*")
_TERM = re.compile(r"\b(?:terme|echeance|expir\w+|fin)\s(?:fixee?\s|est\s|etait\s)?(?:le|au)\s$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an act with its day; `action` and `regime` where it names them, `after` the act that it follows.

    `elsewhere` marks an act on another matter: a delegation of signature, a nomination.
    """

    day: Found
    start: int
    end: int
    action: str | None
    regime: str | None
    names_decision: bool
    after: Found | None = None
    elsewhere: bool = False


def mentions_in(draft: Draft, block: Block) -> Iterable[Mention]:
    days = draft.days_in(block.start, block.end)
    before: Mention | None = None
    for number, day in enumerate(days):
        low = max(block.start, day.start - _REACH)
        previous = days[number - 1].end if number else block.start
        high = min(block.end, days[number + 1].start if number + 1 < len(days) else block.end, day.end + _REACH)
        semicolon = draft.text.text.find(";", day.end, high)
        # "établies les 3 février 2015 et 4 mai 2016": the second day shares the words of the first.
        between = draft.plain(previous, day.start).strip()
        if before and number and _SHARED.fullmatch(between) and before.day is days[number - 1]:
            mention: Mention | None = replace(before, day=day, start=day.start, end=day.end)
        else:
            edges = (high if semicolon < 0 else semicolon, block.end)
            mention = _mention(draft, day, (low, max(previous, low)), edges, before)
        if mention:
            yield mention
        before = mention


def _mention(draft: Draft, day: Found, left_edges: Span, right_edges: Span, before: Mention | None) -> Mention | None:
    patterns = mention_patterns()
    (low, previous), (high, block_end) = left_edges, right_edges
    left, right = draft.plain(low, day.start).replace("\n", " "), draft.plain(day.end, high).replace("\n", " ")
    if _foreign(left[-90:], right[:70]) or _OWN_ACT.search(left) or _TERM.search(left):
        return None
    made = patterns["made"].search(left)
    # "est renouvelé pour trois ans, du 2 mars 2024 au …": what this act does is no act that it cites.
    if made and not re.search(r"\b(?:est|sont|sera|seront)\s$", left[: made.start()]):
        regimes = list(measures().finditer(left[: made.start()]))
        if regimes:
            action = next(key for key, value in made.groupdict().items() if value)
            start = regimes[-1].start() if previous <= low + regimes[-1].start() else made.start()
            return Mention(
                day, _article(draft, low + start), day.end, action, _name(regimes[-1]), "decision" in made.group()
            )
        if "decision" not in made.group():
            return _chained(draft, day, low, made, before)
    elif made:
        return None
    if parted := _PARTED.search(left):
        return _inserted(day, low + parted.start(), right)
    if described := patterns["described"].search(left):
        regimes = list(measures().finditer(described["what"])) or list(islice(measures().finditer(right[:50]), 1))
        return Mention(
            day,
            _article(draft, low + described.start()),
            day.end,
            action_in(described["what"]),
            _name(regimes[0]) if regimes else None,
            names_decision=True,
        )
    if decision := patterns["decision"].search(left):
        block_end = min(block_end, day.end + _FURTHER)
        clause = draft.text.text.find(";", day.end, block_end)
        whole = draft.plain(day.end, block_end if clause < 0 else clause).replace("\n", " ")
        return _decision(draft, day, low + decision.start(), right, whole)
    return _bare(draft, day, left, low)


def _inserted(day: Found, start: int, right: str) -> Mention | None:
    """Read "l'ANSM a, le D, établi un CPC": the verb and the measure stand behind the day."""
    verb = re.match(r"\s?,\s(?P<verb>\w+)\s", right)
    action = action_in(verb["verb"]) if verb else None
    regime = measures().search(right[:90])
    if verb is None or action is None or regime is None:
        return None
    return Mention(day, start, day.end + regime.end(), action, _name(regime), names_decision=False)


def _chained(draft: Draft, day: Found, low: int, made: re.Match[str], before: Mention | None) -> Mention | None:
    """Read "la décision du D susvisée, modifiée en dernier lieu le D": the second takes its measure from the first."""
    if before is None or ";" in draft.text.text[before.end : low + made.start()]:
        return None
    action = next(key for key, value in made.groupdict().items() if value)
    return Mention(day, low + made.start(), day.end, action, before.regime, names_decision=False, after=before.day)


def _bare(draft: Draft, day: Found, left: str, low: int) -> Mention | None:
    """Read "la RTU du 5 mai 2015": the measure by its day. S0 even leaves the "du" out: "(RTU) 5 mai 2015"."""
    regimes = list(measures().finditer(left))
    for match in reversed(regimes):
        follows = left[match.end() :]
        if mention_patterns()["bare"].match(follows) or (
            mention_patterns()["of"].match(follows) and not _verb_before(follows)
        ):
            return Mention(
                day, _article(draft, low + match.start()), day.end, "establish", _name(match), names_decision=False
            )
    return None


def _verb_before(follows: str) -> bool:
    return (
        re.search(
            r"\b(?:(?:presente|depose|adresse|formule|forme|sollicite|demande|transmis|recu)e?s?|"
            r"entre|prend|expire|depuis|jusqu|valable|est|sont|qui|que|dans|compter|lors|notamment)\b|;",
            follows,
        )
        is not None
    )


def _decision(draft: Draft, day: Found, start: int, right: str, whole: str) -> Mention:
    patterns = mention_patterns()
    action = regime = None
    start, end = _article(draft, start), day.end
    # "la décision du D, publiée le D, portant …": what lies between is passed over.
    shift = skipped.end() if (skipped := _MEANWHILE.match(whole)) else 0
    right = whole[shift:] if shift else right
    if what := patterns["participle"].match(right):
        action = "establish" if what["what"] == "portant" else action_in(what["what"])
        regimes = measures().search(right, what.start("what"))
        if regimes and regimes.start() - what.end() < 90:
            regime = _name(regimes)
            end = day.end + shift + regimes.end()
            closing = re.match(r"\s\(\w{2,5}\)", right[regimes.end() :])
            end += closing.end() if closing else 0
    elif made := patterns["agency_made"].match(whole):
        action = action_in(made["made"])
        regimes = measures().search(whole, made.end("made"))
        if regimes and regimes.start() - made.end() < 40:
            regime, end = _name(regimes), day.end + regimes.end()
    elif (was := patterns["was_made"].match(whole)) and (regimes := measures().search(whole, 0, was.start("made"))):
        action, regime, end = action_in(was["made"]), _name(regimes), day.end + was.end()
    elsewhere = regime is None and patterns["elsewhere"].match(right) is not None
    return Mention(day, start, end, action, regime, names_decision=True, elsewhere=elsewhere)


def _foreign(left: str, right: str) -> bool:
    """See an act of another authority, an opinion, a letter, a marketing authorisation."""
    near, patterns = left[-70:], mention_patterns()
    lead = _WHOSE.match(right)
    if patterns["others"].match(right, lead.end() if lead else 0):
        return True
    decision = near.rfind("decision")
    clause = near[decision:] if decision >= 0 else near[-60:]
    if patterns["others"].search(clause):
        return True
    if decision >= 0:
        return False
    found = patterns["not"].search(near)
    return found is not None and not measures().search(near[found.start() :])


def _name(match: re.Match[str]) -> str:
    return regime_of(match.group().replace("\n", " "))


def _article(draft: Draft, start: int) -> int:
    """Begin with the article of the noun: "la recommandation temporaire"."""
    lead = re.search(r"\b(?:l[ae]|l'|une?)\s$", draft.plain(max(0, start - 5), start))
    return start - len(lead.group()) if lead else start
