"""The words by which a text names an act of the agency with its day."""

from __future__ import annotations

import re
from functools import lru_cache

from cpc_graph.read.tables import either, listed, regime_names, table


@lru_cache(maxsize=1)
def mention_patterns() -> dict[str, re.Pattern[str]]:
    """Return the words around a day that make it that of an act, of the agency or of somebody else."""
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
        "made": re.compile(
            rf"\b(?:{made}){between}(?:(?:\s(?:pour|dans)\s[^;:]{{2,160}}?)?{decision}|\s(?:les?|du|des|en\sdate\sd(?:u|es))\s)$"
        ),
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
            rf")|relatives?\s(?:a\sla|aux?|a\sl')(?=\s{regime_names()})|portant(?=\s(?:un\s|une\s|le\s|la\s)?{regime_names()}))\b"
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
            rf"^(?:[^;]{{0,260}}?,?\sl'(?:ansm|afssaps|agence[^,;.]{{0,90}}?)|(?:\s(?:susvisee|susmentionnee|precitee|initiale))*)"
            rf"\s(?:a|avait)\s(?P<made>{'|'.join(passives.values())}"
            rf")\s"
        ),
    }


@lru_cache(maxsize=1)
def measures() -> re.Pattern[str]:
    """Return the pattern of the names of regimes."""
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
