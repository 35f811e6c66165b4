"""The words of agendas and of the watch, in both languages."""

from __future__ import annotations

_PHRASES = {
    "expiry": ("échéance", "expiry"),
    "report": ("rapport", "report"),
    "finalAnalysis": ("échéance d'une obligation", "deadline of a duty"),
    "established": ("établi", "established"),
    "inferred": ("déduit", "inferred"),
    "reported": ("rapporté", "reported"),
    "depends": ("dépend de la lecture", "depends on the reading"),
    "not-established": ("non établi", "not established"),
    "no-evidence": ("sans preuve dans ce store", "no evidence in this store"),
    "expires": ("{measure} : dernier jour", "{measure}: last day"),
    "duty": ("{bearer} : {action}", "{bearer}: {action}"),
    "nobody": ("(débiteur non établi)", "(bearer not established)"),
    "provisional": (
        "compté de la fin connue de la mesure, {end} (exclue) : un renouvellement la déplace",
        "counted from the known end of the measure, {end} (excluded): a renewal moves it",
    ),
    "no anchor": (
        "le point de départ du délai n'est pas une date connue : {anchor}",
        "the start of the time allowed is not a known day: {anchor}",
    ),
    "every": (
        "périodicité : {span} ; le premier jour n'est pas dit",
        "every {span}; the first day is not told",
    ),
    "no rhythm": ("la périodicité n'est pas établie", "the periodicity is not established"),
    "renewed": ("l'état suivant est connu : {state}", "the next state is known: {state}"),
    "after": ("pas avant le {day}", "not before {day}"),
    "before": ("au plus tard le {day}", "{day} at the latest"),
    "rule": ("règle : {name}", "rule: {name}"),
    "calendar": ("Accès dérogatoire : échéances", "Derogatory access: deadlines"),
    # watch
    "measure-added": ("mesure nouvelle", "new measure"),
    "measure-removed": ("mesure retirée", "measure removed"),
    "act-added": ("acte nouveau : {name}", "new act: {name}"),
    "act-removed": ("acte retiré : {name}", "act removed: {name}"),
    "act-changed": ("{name} — {property} : {old} → {new}", "{name} — {property}: {old} → {new}"),
    "state-added": ("état nouveau : {name}", "new state: {name}"),
    "state-removed": ("état retiré : {name}", "state removed: {name}"),
    "state-changed": ("{name} — {property} : {old} → {new}", "{name} — {property}: {old} → {new}"),
    "law-added": (
        "disposition citée, version entrée au graphe : {name}",
        "provision cited, version new to the graph: {name}",
    ),
    "law-changed": ("{name} — {property} : {old} → {new}", "{name} — {property}: {old} → {new}"),
    "term-near": ("le {day}, dans {days} jour(s)", "{day}, in {days} day(s)"),
    "unknown": ("non établi", "not established"),
    "nothing": ("rien n'a changé", "nothing changed"),
    "feed": ("Accès dérogatoire : ce qui change", "Derogatory access: what changes"),
}


def phrase(key: str, lang: str, **values: object) -> str:
    """Write a sentence in `lang` ("fr" or "en")."""
    french, english = _PHRASES[key]
    return (english if lang == "en" else french).format(**values)
