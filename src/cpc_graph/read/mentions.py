"""Mentions of a decision of the agency with its day: "la décision du D portant …", "la RTU du D", "renouvelée le D"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from cpc_graph.read.days import Found
from cpc_graph.read.draft import Draft
from cpc_graph.read.layout import Block
from cpc_graph.read.normal import Span
from cpc_graph.read.tables import either, listed, regime_names, regime_of, table

_REACH = 260
_FURTHER = 800
_OWN_ACT = re.compile(
    r"\b(?:presente\sdecision|present\sacte)\s?,?\s(?:prise\s|signee\s|datee\s)?(?:en\sdate\s)?(?:du|le)\s$"
)
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


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    actions = table("acts")["actions"]
    passives = {key: either(words["passives"]) for key, words in actions.items()}
    made = "|".join(f"(?P<{key}>{pattern})" for key, pattern in passives.items())
    nouns = either(noun for words in actions.values() for noun in words["nouns"])
    participles = either(word for words in actions.values() for word in words["participles"])
    # "renouvelée pour un an le 12/11/2015", "établi par une décision de l'ANSM du 6 décembre 2022".
    between = (
        r"(?:\s(?:pour\s(?:une\s(?:duree|periode)\sde\s|une?\s(?:nouvelle\s)?(?:duree|periode)"
        r"\sde\s)?[\w-]+\s(?:ans?|mois|annees?)|en\sdernier\slieu|"
        r"une\s(?:premiere|deuxieme|derniere|seconde)\sfois|a\snouveau|initialement|successivement|"
        r"par\sl'(?:ansm|afssaps|agence[^,;.\n]{0,90}?)|par\sle\sdirecteur\sgeneral[^,;.]{0,40}?)"
        r"|\s?,)*"
    )
    decision = (
        r"\s(?:par|suivant|aux\stermes\sde)\s(?:la\s|une\s|sa\s)?(?:meme\s)?decisions?(?:\s(?:n°\s?\S+"
        r"|du\sdirecteur\sgeneral[^,;.]{0,70}?|de\sla\sdirectrice\sgenerale[^,;.]{0,70}?|"
        r"de\sl'ansm))*\s(?:en\sdate\s)?(?:du|le)\s"
    )
    return {
        "made": re.compile(rf"\b(?:{made}){between}(?:{decision}|\s(?:les?|du|des|en\sdate\sd(?:u|es))\s)$"),
        "decision": re.compile(
            r"\bdecisions?(?:\s(?:dg\b|n°\s?\S+|precitee|susvisee|initiale|modifiee|du\s(?:directeur|"
            r"directrice)\sgenerale?[^,;.]{0,80}?|de\sl[ae]\sdirect(?:eur|rice)\sgenerale?[^,;.]{0,80}?|"
            r"de\sl'(?:ansm|afssaps|agence[^,;.]{0,90}?)))*\s?,?\s(?:en\s)?(?:date\s)?(?:des|"
            r"du)\s$"
        ),
        "described": re.compile(
            rf"\bdecisions?\s(?:(?:(?!\bdecision)[^,;.\n]){{0,60}}\s)?(?P<what>(?:portant\s|relative\sau?\s|de\s)?(?:{nouns}|{participles}"
            rf")(?:(?!\bdecision)[^;.]){{0,200}}?),?\s(?:en\s)?(?:date\s)?du\s$"
        ),
        "of": re.compile(
            r"^(?:\s\(\w{2,5}\))?(?:\s(?:precitee?|initiale?|susvisee?|etablie?|accordee?))*(?:\s(?:pour|"
            r"de|d')\s?[^;.]{2,120}?,?)?\s(?:(?:en\s)?date\sdu\s|du\s|datee?\sdu\s)?$"
        ),
        "bare": re.compile(
            r"^(?:\s\(\w{2,5}\))?(?:\s(?:precitee?|initiale?|susvisee?))*\s(?:(?:en\s)?date\sdu\s|du\s|datee?\sdu\s)?$"
        ),
        "participle": re.compile(
            r"^(?:\s?,?\s?(?:(?:du\sdirecteur|de\sla\sdirectrice)\sgenerale?[^,;.]{0,90}?|"
            rf"n°\s?\S+|susvisee?|precitee?|modifiee?|par\slaquelle[^;.]{{0,60}}?|"
            rf"publiee?[^,;.]{{0,40}}|,|prise[^;.]{{0,160}}?))*\s(?P<what>(?:portant\s|relative\s(?:a\sla\s"
            rf"|au\s|a\sl')|de\s|ayant\s)?(?:{nouns}|{participles})|ayant\s(?:{'|'.join(passives.values())}"
            rf")|relative\s(?:a\sla|aux?|a\sl')(?=\s{regime_names()})|portant(?=\s(?:un\s|une\s|le\s|la\s)?{regime_names()}))\b"
        ),
        "elsewhere": re.compile(rf"^(?:\s?,?\s?(?:n°\s?\S+|modifiee?|susvisee?))*\s{listed('acts', 'elsewhere')}\b"),
        "others": re.compile(rf"(?<!\w){listed('places', 'others')}(?!\w)"),
        "not": re.compile(
            r"\b(?:autorisation\sde\smise\ssur\sle\smarche|amm|avis|courriers?|courriels?|lettres?|"
            r"demandes?|saisines?|seance|reunion|protocole|version|deliberation|rapport|"
            r"signalement|arretes?|loi|decret|ordonnance|reglement|publication|journal\sofficiel|"
            r"inspection|signal|commercialisee?s?)\b[^;.]{0,60}$"
        ),
        "was_made": re.compile(
            rf"^[^;]{{0,120}}?\s(?:par\slaquelle|aux\stermes\sde\slaquelle)\s[^;]{{0,160}}?\s(?:a|ont|avait)\sete\s"
            rf"(?P<made>{'|'.join(passives.values())})\b"
        ),
        "agency_made": re.compile(
            rf"^[^;]{{0,260}}?,?\sl'(?:ansm|afssaps|agence[^,;.]{{0,90}}?)\s(?:a|avait)\s(?P<made>{'|'.join(passives.values())}"
            rf")\s"
        ),
    }


@lru_cache(maxsize=1)
def _regime() -> re.Pattern[str]:
    return re.compile(regime_names())


@lru_cache(maxsize=1)
def _words() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (key, re.compile(rf"\b{either([*words['nouns'], *words['participles'], *words['passives']])}\b"))
        for key, words in table("acts")["actions"].items()
    ]


def action_in(even: str) -> str | None:
    """Return the first action that a passage names."""
    found = [(match.start(), key) for key, pattern in _words() if (match := pattern.search(even))]
    return min(found)[1] if found else None


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
        if before and number and between in ("et", ",", ", et") and before.day is days[number - 1]:
            mention: Mention | None = replace(before, day=day, start=day.start, end=day.end)
        else:
            edges = (high if semicolon < 0 else semicolon, block.end)
            mention = _mention(draft, day, (low, max(previous, low)), edges, before)
        if mention:
            yield mention
        before = mention


def _mention(draft: Draft, day: Found, left_edges: Span, right_edges: Span, before: Mention | None) -> Mention | None:
    patterns = _patterns()
    (low, previous), (high, block_end) = left_edges, right_edges
    left, right = draft.plain(low, day.start).replace("\n", " "), draft.plain(day.end, high).replace("\n", " ")
    if _foreign(left[-90:], right[:70]) or _OWN_ACT.search(left) or _TERM.search(left):
        return None
    made = patterns["made"].search(left)
    # "est renouvelé pour trois ans, du 2 mars 2024 au …": what this act does is no act that it cites.
    if made and not re.search(r"\b(?:est|sont|sera|seront)\s$", left[: made.start()]):
        regimes = list(_regime().finditer(left[: made.start()]))
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
    if described := patterns["described"].search(left):
        regimes = list(_regime().finditer(described["what"]))
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


def _chained(draft: Draft, day: Found, low: int, made: re.Match[str], before: Mention | None) -> Mention | None:
    """Read "la décision du D susvisée, modifiée en dernier lieu le D": the second takes its measure from the first."""
    if before is None or ";" in draft.text.text[before.end : low + made.start()]:
        return None
    action = next(key for key, value in made.groupdict().items() if value)
    return Mention(day, low + made.start(), day.end, action, before.regime, names_decision=False, after=before.day)


def _bare(draft: Draft, day: Found, left: str, low: int) -> Mention | None:
    """Read "la RTU du 5 mai 2015": the measure by its day. S0 even leaves the "du" out: "(RTU) 5 mai 2015"."""
    regimes = list(_regime().finditer(left))
    for match in reversed(regimes):
        follows = left[match.end() :]
        if _patterns()["bare"].match(follows) or (_patterns()["of"].match(follows) and not _verb_before(follows)):
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
    patterns = _patterns()
    action = regime = None
    start, end = _article(draft, start), day.end
    if what := patterns["participle"].match(right):
        action = "establish" if what["what"] == "portant" else action_in(what["what"])
        regimes = _regime().search(right, what.start("what"))
        if regimes and regimes.start() - what.end() < 90:
            regime = _name(regimes)
            end = day.end + regimes.end()
            closing = re.match(r"\s\(\w{2,5}\)", right[regimes.end() :])
            end += closing.end() if closing else 0
    elif made := patterns["agency_made"].match(whole):
        action = action_in(made["made"])
        regimes = _regime().search(whole, made.end("made"))
        if regimes and regimes.start() - made.end() < 40:
            regime, end = _name(regimes), day.end + regimes.end()
    elif (was := patterns["was_made"].match(whole)) and (regimes := _regime().search(whole, 0, was.start("made"))):
        action, regime, end = action_in(was["made"]), _name(regimes), day.end + was.end()
    elsewhere = regime is None and patterns["elsewhere"].match(right) is not None
    return Mention(day, start, end, action, regime, names_decision=True, elsewhere=elsewhere)


def _foreign(left: str, right: str) -> bool:
    """See an act of another authority, an opinion, a letter, a marketing authorisation."""
    near, patterns = left[-70:], _patterns()
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
    return found is not None and not _regime().search(near[found.start() :])


def _name(match: re.Match[str]) -> str:
    return regime_of(match.group().replace("\n", " "))


def _article(draft: Draft, start: int) -> int:
    """Begin with the article of the noun: "la recommandation temporaire"."""
    lead = re.search(r"\b(?:l[ae]|l'|une?)\s$", draft.plain(max(0, start - 5), start))
    return start - len(lead.group()) if lead else start
