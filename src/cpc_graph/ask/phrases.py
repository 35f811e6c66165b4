"""The sentences of an answer that no query writes, in both languages."""

from __future__ import annotations

_PHRASES = {
    "unknown": ("{property} : non établi ; {reason}", "{property}: not established; {reason}"),
    "nothing": ("non établi", "not established"),
    "searched": (" (cherché dans : {documents})", " (searched in: {documents})"),
    "inferred": ("{property} : déduit ; {reason}", "{property}: inferred; {reason}"),
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
    "not established": (
        "{count} ligne(s) non établie(s)",
        "{count} row(s) not established",
    ),
}


def phrase(key: str, lang: str, **values: object) -> str:
    """Write a sentence in `lang` ("fr" or "en")."""
    french, english = _PHRASES[key]
    return (english if lang == "en" else french).format(**values)
