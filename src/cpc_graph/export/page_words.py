"""The words of the page of a document, in French and English."""

from __future__ import annotations

import re

_SAID: dict[str, tuple[str, str]] = {
    "group-warning": ("Remarques", "Remarks"),
    "group-act": ("L'acte", "The act"),
    "group-product": ("Médicaments", "Medicines"),
    "group-indication": ("Indications", "Indications"),
    "group-citation": ("Droit cité", "Law cited"),
    "group-cited": ("Actes cités", "Acts cited"),
    "group-duty": ("Obligations", "Duties"),
    "group-step": ("Procédure et documents cités", "Procedure and documents cited"),
    "group-part": ("Parties du texte", "Parts of the text"),
    "group-aside": ("Non modélisé", "Unmodelled"),
    "kind": ("nature du document", "kind of document"),
    "title": ("titre", "title"),
    "page_updated": ("page mise à jour le", "page updated on"),
    "printed": ("imprimé le", "printed on"),
    "action": ("action", "action"),
    "regime": ("régime", "regime"),
    "authority": ("autorité", "authority"),
    "signed": ("signature", "signed"),
    "published": ("publication", "published"),
    "entry": ("entrée en vigueur", "entry into force"),
    "duration": ("durée", "duration"),
    "start": ("début de validité", "start of validity"),
    "end": ("fin de validité (exclue)", "end of validity (excluded)"),
    "signatory": ("signataire", "signatory"),
    "place": ("lieu", "place"),
    "notified": ("notifiée à", "notified to"),
    "notified_on": ("notifiée le", "notified on"),
    "department": ("direction", "department"),
    "follow_up": ("suivi de pharmacovigilance", "pharmacovigilance follow-up"),
    "ground": ("motif", "ground"),
    "product": ("médicament", "medicine"),
    "group": ("et tout son groupe", "and all of its group"),
    "indication": ("indication", "indication"),
    "indication_end": ("prend fin le", "ends on"),
    "age": ("âge", "age"),
    "prior": ("après échec de", "after failure of"),
    "includes": ("y compris", "including"),
    "in_force_on": ("en vigueur le", "as in force on"),
    "duty": ("obligation", "duty"),
    "article": ("article", "article"),
    "every": ("tous les", "every"),
    "colon": (" : ", ": "),
    "semicolon": (" ; ", "; "),
    "nobody": ("(personne n'est nommé)", "(nobody is named)"),
    "cited_document": ("document cité", "document cited"),
    "unmodelled": ("passage", "passage"),
    "unknown": ("non dit", "not told"),
    "page-title": ("Lecture de {0}", "Reading of {0}"),
    "covered": (
        "{0} du texte couvert par les faits et les parties, {1} mis de côté, {2} sans rien",
        "{0} of the text covered by facts and parts, {1} set aside, {2} with nothing",
    ),
    "review": ("À relire avant tout usage : {0}", "To be reviewed before any use: {0}"),
    "fine": ("Rien ne demande de relecture.", "Nothing asks for a review."),
    "back": ("Retour", "Back"),
    "no-text": ("Aucun texte.", "No text."),
    "links": ("Rapprochements possibles, non retenus", "Possible links, not taken"),
    "facts": ("Faits", "Facts"),
    "text": ("Texte", "Text"),
    "pages": ("Pages", "Pages"),
    "page": ("page {0}", "page {0}"),
    "how-to": (
        "Cliquez un fait pour voir sa phrase, une phrase pour voir ses faits (au clavier : Tab, Entrée, Échap).",
        "Click a fact to see its sentence, a sentence to see its facts (by keyboard: Tab, Enter, Escape).",
    ),
    "places": ("{0} passages", "{0} passages"),
    "sha": ("SHA-256 du fichier", "SHA-256 of the file"),
    "no-pages": (
        "Plus de {0} pages : seul le texte est montré.",
        "More than {0} pages: only the text is shown.",
    ),
}
_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "kinds": {
        "decision": ("décision", "decision"),
        "minutes": ("compte rendu", "minutes"),
        "page": ("page d'information", "information page"),
        "other": ("autre", "other"),
    },
    "actions": {
        "establish": ("établissement", "establishment"),
        "renew": ("renouvellement", "renewal"),
        "modify": ("modification", "modification"),
        "suspend": ("suspension", "suspension"),
        "abrogate": ("abrogation", "abrogation"),
        "refuse": ("refus", "refusal"),
        "other": ("autre décision", "other decision"),
    },
    "regimes": {"other": ("autre", "other"), "": ("non établi", "not established")},
    "rules": {
        "day-after-publication": ("calculé : lendemain de la publication", "computed: day after publication"),
        "on-publication": ("calculé : jour de la publication", "computed: day of publication"),
        "on-notification": ("calculé : jour de la notification", "computed: day of notification"),
        "on-signature": ("calculé : jour de la signature", "computed: day of signature"),
        "on-entry-into-force": ("calculé : jour de l'entrée en vigueur", "computed: day of entry into force"),
        "start-plus-duration": ("calculé : début et durée", "computed: start and duration"),
        "day-after-stated-last-day": ("calculé : lendemain du dernier jour", "computed: day after the last day"),
        "end-of-measure-plus-duration": ("calculé : fin de la mesure et délai", "computed: end of measure and delay"),
    },
    "group_kinds": {
        "generic": ("groupe générique", "generic group"),
        "biosimilar": ("groupe biosimilaire", "biosimilar group"),
        "": ("groupe", "group"),
    },
    "grounds": {
        "public-health": ("santé publique", "public health"),
        "follow-up": ("suivi non assuré", "follow-up not ensured"),
        "conditions-not-met": ("conditions non remplies", "conditions not met"),
        "authorised": ("désormais autorisé", "now authorised"),
    },
    "units": {"years": ("ans", "years"), "months": ("mois", "months")},
    "parts": {
        "visa": ("visa", "visa"),
        "recital": ("considérant", "recital"),
        "article": ("article", "article"),
        "annex": ("annexe", "annex"),
    },
    "anchors": {
        "end-of-measure": ("après la fin de la mesure", "after the end of the measure"),
        "publication": ("après la publication", "after publication"),
        "notification": ("après la notification", "after notification"),
    },
}

_SPANS = {"Y": ("an", "ans", "year", "years"), "M": ("mois", "mois", "month", "months")} | {
    "W": ("semaine", "semaines", "week", "weeks"),
    "D": ("jour", "jours", "day", "days"),
}
_DURATION = re.compile(r"P(?=\d)((?:\d+[YMWD])+)")


def span(duration: str, lang: str) -> str:
    """Return an ISO 8601 duration in words, as it is when it is none.

    >>> span("P3Y", "fr"), span("P1M", "en")
    ('3 ans', '1 month')
    """
    found = _DURATION.fullmatch(duration)
    if not found:
        return duration
    shift = 2 if lang == "en" else 0
    parts = re.findall(r"(\d+)([YMWD])", found[1])
    return " ".join(f"{count} {_SPANS[unit][shift + (int(count) > 1)]}" for count, unit in parts)


def say(key: str, lang: str, *values: object) -> str:
    """Return a sentence or label, its blanks filled."""
    french, english = _SAID[key]
    return (english if lang == "en" else french).format(*values)


def word(group: str, value: str, lang: str) -> str:
    """Return a coded value in words, as it is when the group does not know it."""
    french, english = _WORDS[group].get(value, (value, value))
    return english if lang == "en" else french
