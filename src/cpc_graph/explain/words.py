"""The words of explanations, in both languages."""

from __future__ import annotations

_STATUSES = {
    "stated": ("dit par le texte", "stated"),
    "computed": ("calculé", "computed"),
    "inferred": ("déduit", "inferred"),
    "byOperationOfLaw": ("par l'effet de la loi", "by operation of law"),
    "reported": ("rapporté", "reported"),
    "unknown": ("non établi", "not established"),
}
_PHRASES = {
    "statement": ("{subject} — {property} : {value}", "{subject} — {property}: {value}"),
    "nothing": ("non établi", "not established"),
    "property": ("{subject} — {property}", "{subject} — {property}"),
    "quote": ("« {words} » {where}", "“{words}” {where}"),
    "where": ("({document}, {start}–{end})", "({document}, {start}–{end})"),
    "rule": ("règle : {name} — {definition}", "rule: {name} — {definition}"),
    "law": ("droit : {name}", "law: {name}"),
    "lawSummary": ("droit : {name} — {summary}", "law: {name} — {summary}"),
    "source": (
        "source extérieure : {name} (confiance : {confidence})",
        "outside source: {name} (confidence: {confidence})",
    ),
    "observed": ("constaté le {day}", "observed on {day}"),
    "reason": ("motif : {reason}", "reason: {reason}"),
    "underReading": ("selon la lecture : {name}", "under the reading: {name}"),
    "holdsUnder": ("vrai selon la lecture : {name}", "true under the reading: {name}"),
    "failsUnder": ("faux selon la lecture : {name}", "false under the reading: {name}"),
    "searchedIn": ("cherché dans : {name}", "searched in: {name}"),
    "earliest": ("au plus tôt : {day}", "at the earliest: {day}"),
    "latest": ("au plus tard : {day}", "at the latest: {day}"),
    "conflictOf": ("les sources se contredisent : {name}", "the sources conflict: {name}"),
    "again": ("{text} (voir plus haut)", "{text} (see above)"),
    "plain": (
        "ni type, ni nom, ni appartenance n'ont besoin de preuve",
        "types, names and part-of need no evidence",
    ),
    "derived": ("règle de l'ontologie : {name} — {concludes}", "rule of the ontology: {name} — {concludes}"),
    "elsewhere": ("cela se dit de : {name}", "this is said of: {name}"),
    "other": ("le graphe dit autre chose : {text}", "the graph says something else: {text}"),
    "title": ("Pourquoi : {name}", "Why: {name}"),
    "ruleTitle": ("Règle : {name}", "Rule: {name}"),
    "severity": ("gravité : {severity}", "severity: {severity}"),
    "message": ("quand elle est enfreinte : {message}", "when it is broken: {message}"),
    "enforces": ("droit qui l'exige : {name}", "law that demands it: {name}"),
    "references": ("droit sur lequel elle repose : {name}", "law that it rests on: {name}"),
    "noLaw": (
        "aucun texte ne l'exige : elle tient à la cohérence du modèle",
        "no text demands it: it follows from the coherence of the model",
    ),
    "judges": ("ce qu'elle demande : {text}", "what it asks for: {text}"),
    "used": ("énoncés qu'elle fonde : {count}", "statements that rest on it: {count}"),
    "Violation": ("violation", "violation"),
    "Warning": ("avertissement", "warning"),
    "Info": ("remarque", "remark"),
}


def phrase(key: str, lang: str, **values: object) -> str:
    """Write a sentence in `lang` ("fr" or "en")."""
    french, english = _PHRASES[key]
    return (english if lang == "en" else french).format(**values)


def status(name: str, lang: str) -> str:
    """Name a status of the vocabulary by its local name."""
    french, english = _STATUSES.get(name, (name, name))
    return english if lang == "en" else french
