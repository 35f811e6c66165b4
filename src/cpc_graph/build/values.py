"""From a value as a dossier writes it in YAML to RDF terms."""

from __future__ import annotations

import datetime as dt

from cpc_graph.build.place import Place
from cpc_graph.build.statements import Said
from cpc_graph.names import PREFIXES
from cpc_graph.rdf.terms import DURATION, Term, date, iri, text, typed


def terms(value: object, place: Place) -> list[Term]:
    """Return the terms of a value: one, or one per language of `{fr: …, en: …}`. Raises InputError.

    `<iri>`, `prefix:name`, a date, `P3Y`, `true`, a whole number; anything else is a plain string.
    """
    if isinstance(value, dict):
        return [text(line, lang) for lang, line in _languages(value, place).items()]
    if isinstance(value, bool):
        return [typed("true" if value else "false", "boolean")]
    if isinstance(value, int):
        return [typed(str(value), "integer")]
    if isinstance(value, dt.datetime):
        return [typed(value.isoformat(), "dateTime")]
    if isinstance(value, dt.date):
        return [date(value)]
    if isinstance(value, str):
        return [_word(value, place)]
    raise place.error(f"valeur illisible : {value!r}", f"unreadable value: {value!r}")


def said(value: object, place: Place) -> Said:
    """Return a sentence that must be given in both languages."""
    if isinstance(value, dict) and set(value) == {"fr", "en"}:
        return Said(**_languages(value, place))
    raise place.error("une phrase {fr: …, en: …} est attendue", "a sentence {fr: …, en: …} is expected")


def node(value: object, place: Place) -> str:
    """Return the IRI named by `<iri>`, `prefix:name` or a path relative to the base."""
    if isinstance(value, str) and value:
        try:
            return iri(value).value
        except ValueError as error:
            raise place.error(f"IRI mal formé : {value}", f"malformed IRI: {value}") from error
    raise place.error(f"un IRI est attendu, pas {value!r}", f"an IRI is expected, not {value!r}")


def day(value: object, place: Place) -> dt.date:
    """Return a day that YAML read as a date."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise place.error(f"une date AAAA-MM-JJ est attendue, pas {value!r}", f"a date is expected, not {value!r}")


def listed(value: object) -> list[object]:
    """Return a list: none for nothing, one for a single value."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _languages(value: dict[object, object], place: Place) -> dict[str, str]:
    lines = {str(lang): line for lang, line in value.items() if isinstance(line, str) and line}
    if not lines or len(lines) != len(value) or not set(lines) <= {"fr", "en"}:
        raise place.error("un texte {fr: …, en: …} est attendu", "a text {fr: …, en: …} is expected")
    return lines


def _word(value: str, place: Place) -> Term:
    if value.startswith("<") and value.endswith(">"):
        return iri(node(value, place))
    prefix, colon, local = value.partition(":")
    if colon and prefix in PREFIXES and local and " " not in value:
        return iri(value)
    return typed(value, "duration") if DURATION.match(value) else text(value)
