"""The sentences of an answer that no query writes, in both languages."""

from __future__ import annotations

_PHRASES = {
    "unknown": ("{property} : non établi ; {reason}", "{property}: not established; {reason}"),
    "nothing": ("non établi", "not established"),
    "searched": (" (cherché dans : {documents})", " (searched in: {documents})"),
    "inferred": ("{property} : déduit ; {reason}", "{property}: inferred; {reason}"),
    "inferredByRule": ("{property} : déduit ; règle : {rule}", "{property}: inferred; rule: {rule}"),
    "byLaw": ("{property} : par l'effet de la loi ; {law}", "{property}: by operation of law; {law}"),
    "reported": (
        "{property} : rapporté par {source} (confiance : {confidence})",
        "{property}: reported by {source} (confidence: {confidence})",
    ),
    "holdsUnder": ("{property} : vrai selon la lecture {readings}", "{property}: true under reading {readings}"),
    "failsUnder": ("{property} : faux selon la lecture {readings}", "{property}: false under reading {readings}"),
    "underReading": (
        "{property} : {value} selon la lecture {reading}",
        "{property}: {value} under reading {reading}",
    ),
    "conflictOf": ("{property} : les sources se contredisent ; {note}", "{property}: the sources conflict; {note}"),
    "unheld": (
        "{act} : le texte n'est pas détenu ({availability})",
        "{act}: the text is not held ({availability})",
    ),
    "wholePeriod": (
        "pour toute la période, du {first} au {last} : {verdict}",
        "for the whole period, from {first} to {last}: {verdict}",
    ),
    "partOfPeriod": (
        "pour une partie de la période, du {first} au {last} : {verdict}",
        "for part of the period, from {first} to {last}: {verdict}",
    ),
    "periodAsDays": (
        "{name} : « {text} » est lu comme le {day}",
        "{name}: '{text}' is read as {day}",
    ),
    "wholeArticle": (
        "{name} : la réponse porte sur l'article {article} en entier, non sur sa seule subdivision « {part} »",
        "{name}: the answer is about the whole of article {article}, not about its subdivision '{part}' alone",
    ),
    "verdict yes": ("oui", "yes"),
    "verdict no": ("non", "no"),
    "verdict rows": ("établi, voir les lignes", "established, see the rows"),
    "verdict none": ("rien, d'après les actes que le corpus connaît", "nothing, by the acts that the corpus knows"),
    "verdict not-told": ("non établi", "not established"),
    "verdict depends": ("selon la lecture retenue", "depends on the reading"),
    "one not established": ("1 ligne non établie", "1 row not established"),
    "not established": ("{count} lignes non établies", "{count} rows not established"),
}
# Properties that have no label of ours, and those that say a different thing of a state, a term and a version.
_PROPERTIES = {
    "date_document": ("signature", "signature"),
    "date_publication": ("publication", "publication"),
    "first_date_entry_in_force": ("entrée en vigueur", "entry into force"),
    "date_applicability": ("entrée en application", "start of application"),
    "passed_by": ("auteur", "author"),
    "member": ("signataire", "signatory"),
    "memberDuring": ("durée du mandat", "term of office"),
    "organization": ("organisme", "organisation"),
    "name": ("nom", "name"),
    "periodStart of MeasureState": ("début de l'état", "start of the state"),
    "periodEnd of MeasureState": ("fin de l'état", "end of the state"),
    "periodStart of Term": ("début du terme", "start of the term"),
    "periodEnd of Term": ("fin du terme", "end of the term"),
    "periodStart of ProvisionVersion": ("début de la version", "start of the version"),
    "periodEnd of ProvisionVersion": ("fin de la version", "end of the version"),
}


def phrase(key: str, lang: str, **values: object) -> str:
    """Write a sentence in `lang` ("fr" or "en")."""
    french, english = _PHRASES[key]
    return (english if lang == "en" else french).format(**values)


def property_name(local: str, kind: str, label: str, lang: str) -> str:
    """Name a property by its local name, the class of its subject ("" when none tells) and its label ("" for none)."""
    known = _PROPERTIES.get(f"{local} of {kind}") or (None if label else _PROPERTIES.get(local))
    return (known[1] if lang == "en" else known[0]) if known else label or local
