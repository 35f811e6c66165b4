"""The words of the pictures that the graph has not, in both languages, and how days and durations read."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_UNITS = {"Y": ("an", "year"), "M": ("mois", "month"), "W": ("semaine", "week"), "D": ("jour", "day")}
_DURATION = re.compile(r"P(?=\d)((?:\d+[YMWD])+)")


class Words(dict[str, str]):
    """The texts of one language by key; a key that does not exist is an error."""

    def __init__(self, lang: str) -> None:
        """Choose the language, "fr" or "en"."""
        at = 1 if lang == "en" else 0
        super().__init__({key: pair[at] for key, pair in TEXTS.items()})
        self.lang = lang

    def say(self, key: str, **values: object) -> str:
        """Fill a text."""
        return self[key].format(**values)

    def listed(self, *parts: str) -> str:
        """Join what is said of a thing, leaving out what is empty: "a ; b" in French, "a; b" in English."""
        return self["semicolon"].join(part for part in parts if part)

    def titled(self, head: str, text: str) -> str:
        """Put a head before a text: "a : b" in French, "a: b" in English."""
        return self["colon"].join((head, text)) if text else head

    def typeset(self) -> Words:
        """Return the words with no line break before the signs that French sets apart."""
        made = Words(self.lang)
        if self.lang == "fr":
            made.update({key: _typeset(text) for key, text in self.items()})
        return made


def _typeset(text: str) -> str:
    return re.sub(" (?=[:;?!»])|(?<=«) ", "\u00a0", text)


def day_text(day: dt.date, lang: str) -> str:
    """Write a day: "04/08/2025", "4 Aug 2025".

    >>> day_text(dt.date(2025, 8, 4), "en")
    '4 Aug 2025'
    """
    if lang == "en":
        return f"{day.day} {_MONTHS['en'][day.month - 1]} {day.year}"
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def month_text(day: dt.date, lang: str) -> str:
    """Write the month of a day: "août 2025", "Aug 2025"."""
    return f"{_MONTHS[lang][day.month - 1]} {day.year}"


def months(lang: str) -> tuple[str, ...]:
    """Return the short names of the months."""
    return _MONTHS[lang]


def duration_text(written: str, lang: str) -> str:
    """Write a duration: "P3Y" is "3 ans"; "" for what is not a whole duration.

    >>> duration_text("P3Y", "fr")
    '3 ans'
    """
    found = _DURATION.fullmatch(written)
    return " ".join(_span(int(n), unit, lang) for n, unit in re.findall(r"(\d+)([YMWD])", found[1])) if found else ""


def _span(count: int, unit: str, lang: str) -> str:
    french, english = _UNITS[unit]
    if lang == "en":
        return f"{count} {english}{'s' if count != 1 else ''}"
    return f"{count} {french}{'s' if count > 1 and not french.endswith('s') else ''}"


TEXTS: dict[str, tuple[str, str]] = {
    # headings
    "timeline": ("Chronologie", "Timeline"),
    "lineage": ("Lignée", "Lineage"),
    "every measure": ("mesures d'accès dérogatoire", "measures of derogatory access"),
    "acts": ("Actes", "Acts"),
    "states": ("États par régime", "States by regime"),
    "terms": ("Termes accordés", "Terms granted"),
    "indications": ("Indications", "Indications"),
    "law": ("Droit : versions des dispositions", "Law: versions of the provisions"),
    "fictions": ("Fictions légales", "Legal fictions"),
    "legend": ("Légende", "Key"),
    "today": ("au {day}", "on {day}"),
    "shown": ("du {start} au {end} (exclu)", "from {start} to {end} (excluded)"),
    # periods
    "not established": ("non établi", "not established"),
    "period": ("du {start} au {end} (exclu)", "from {start} to {end} (excluded)"),
    "from": ("à partir du {start}, fin non établie", "from {start}, end not established"),
    "until": ("début non établi, jusqu'au {end} (exclu)", "start not established, until {end} (excluded)"),
    "no period": ("début et fin non établis", "start and end not established"),
    "start": ("début", "start"),
    "end": ("fin (exclue)", "end (excluded)"),
    "start is": ("début : {status}", "start: {status}"),
    "end is": ("fin : {status}", "end: {status}"),
    "between": ("entre le {low} et le {high}", "between {low} and {high}"),
    "not before": ("pas avant le {low}", "not before {low}"),
    "not after": ("pas après le {high}", "not after {high}"),
    "undated": ("sans date établie", "no date established"),
    "depends": ("selon la lecture du terme", "depending on how the term is read"),
    "version of": ("version du {day}", "version of {day}"),
    "colon": (" : ", ": "),
    "semicolon": (" ; ", "; "),
    "reading": ("lecture {name}", "reading {name}"),
    "state of act": ("état {number}", "state {number}"),
    "opened by": ("ouvert par l'acte {number}", "opened by act {number}"),
    "act number": ("acte {number}", "act {number}"),
    "term of act": ("terme accordé par l'acte {number}", "term granted by act {number}"),
    "measure": ("mesure", "measure"),
    "deems": ("répute", "deems"),
    "resumes": ("reprend", "resumes"),
    "suspends": ("suspend", "suspends"),
    "suspends but for": ("suspend{}, sauf", "suspends{}, but for"),
    "leaves only": ("n'en laisse que", "leaves only"),
    "ends in part": ("abroge en partie", "ends in part"),
    "suspended until": (" jusqu'au {} exclu", " until {} excluded"),
    "suspended": ("suspendu", "suspended"),
    "suspensions": ("Suspensions d'indications", "Suspensions of indications"),
    "table of suspensions": ("Suspensions", "Suspensions"),
    "stopped": ("Ce qui est suspendu", "What is suspended"),
    "whole measure": ("toute la mesure", "the whole measure"),
    "until day": ("jusqu'au {day} (exclu)", "until {day} (excluded)"),
    "no end": ("fin non établie", "end not established"),
    "said until": ("l'acte la fait courir jusqu'à : {day}", "the act lets it run until: {day}"),
    "resumption": ("reprise", "resumed"),
    "resumes after": (
        "reprise à la fin de la suspension par l'acte {number}",
        "resumed when the suspension by act {number} ended",
    ),
    "no evidence": ("preuve absente du store", "evidence not in the store"),
    # changes
    "added": ("indication ajoutée", "indication added"),
    "reworded": ("libellé nouveau", "new wording"),
    "case": ("libellé identique à une majuscule près", "same wording but for a capital letter"),
    "absent": ("n'y figure pas", "not in it"),
    "nothing told": ("indications non établies", "indications not established"),
    # notes of a fact
    "by rule": ("règle : {name}", "rule: {name}"),
    "by law": ("en vertu de : {name}", "by virtue of: {name}"),
    "underReading": ("selon la lecture « {name} »", "under the reading “{name}”"),
    "holdsUnder": ("vrai selon : {name}", "true under: {name}"),
    "failsUnder": ("faux selon : {name}", "false under: {name}"),
    "hadPrimarySource": ("source : {name}", "source: {name}"),
    "searchedIn": ("cherché dans : {name}", "searched in: {name}"),
    "conflictOf": ("les sources se contredisent : {name}", "the sources conflict: {name}"),
    "confidence": ("confiance : {name}", "confidence: {name}"),
    "earliest": ("pas avant le {name}", "not before {name}"),
    "latest": ("au plus tard le {name}", "{name} at the latest"),
    # properties of other vocabularies, which have no label of ours
    "property date_document": ("signature", "signature"),
    "property date_publication": ("publication", "publication"),
    "property first_date_entry_in_force": ("entrée en vigueur", "entry into force"),
    # legend
    "a held": ("acte détenu", "act held"),
    "a citedOnly": ("cité seulement", "cited only"),
    "a reportedOnly": ("rapporté seulement", "reported only"),
    "a law": ("loi (fiction)", "law (fiction)"),
    "edge stated": ("bord énoncé ou calculé", "edge stated or computed"),
    "edge byOperationOfLaw": ("bord par l'effet de la loi", "edge by operation of law"),
    "edge inferred": ("bord inféré", "edge inferred"),
    "edge reported": ("bord rapporté", "edge reported"),
    "edge unknown": (
        "bord non établi : sa place n'est qu'indicative",
        "edge not established: its place is only a hint",
    ),
    "fill stated": ("indication énoncée", "indication stated"),
    "fill inferred": ("indication inférée", "indication inferred"),
    "fill byOperationOfLaw": ("indication par l'effet de la loi", "indication by operation of law"),
    "fill reported": ("indication rapportée", "indication reported"),
    "fill untold": ("indications non établies", "indications not established"),
    "mark added": ("ajoutée", "added"),
    "mark reworded": ("libellé nouveau", "new wording"),
    "link": ("lien : {status}", "link: {status}"),
    "lineage note": (
        "Les actes de haut en bas, dans l'ordre du temps ; à droite les états qu'ils ouvrent.",
        "Acts from top to bottom, in order of time; on the right the states that they open.",
    ),
    "dagger": ("† dépend de la lecture d'un terme", "† depends on how a term is read"),
    "pause": ("suspendu", "suspended"),
    "variant": ("terme selon une lecture du texte", "term under a reading of the text"),
    # page
    "half-open": (
        "Les périodes sont semi-ouvertes : le jour de fin est le premier qui n'en est plus.",
        "Periods are half-open: the end is the first day that is no longer in the period.",
    ),
    "page note": (
        "Chaque élément du schéma s'ouvre sur ses preuves : Tab pour avancer, Entrée pour ouvrir.",
        "Each element of the picture opens on its proofs: Tab to move on, Enter to open.",
    ),
    "keys": (
        "Zoom : + et −, ou Ctrl et la molette. Déplacement : flèches, ou glisser. Tout : 0. Fermer : Échap.",
        "Zoom: + and −, or Ctrl and the wheel. Move: arrows, or drag. All: 0. Close: Escape.",
    ),
    "zoom in": ("Agrandir", "Zoom in"),
    "zoom out": ("Réduire", "Zoom out"),
    "earlier": ("Plus tôt", "Earlier"),
    "later": ("Plus tard", "Later"),
    "all": ("Tout", "All"),
    "close": ("Fermer", "Close"),
    "back": ("retour au schéma", "back to the picture"),
    "tools": ("Outils du schéma", "Tools of the picture"),
    "picture": ("Schéma", "Picture"),
    "tables": ("Tableaux", "Tables"),
    "proofs": ("Preuves", "Proofs"),
    "proof": ("preuves", "proofs"),
    "number": ("N°", "No."),
    "date": ("Date", "Date"),
    "act": ("Acte", "Act"),
    "kind": ("Nature", "Kind"),
    "text held": ("Texte", "Text"),
    "regime": ("Régime", "Regime"),
    "status": ("Statut", "Status"),
    "term": ("Terme", "Term"),
    "duration": ("Durée", "Duration"),
    "indication": ("Indication", "Indication"),
    "in states": ("Dans les états", "In the states"),
    "provision": ("Disposition", "Provision"),
    "version": ("Version", "Version"),
    "outside": (
        "{count} élément(s) hors de la période montrée ou sans date : {names}.",
        "{count} element(s) outside the period shown or without a date: {names}.",
    ),
    "made by": (
        "Établi par cpc-graph {version} à partir du graphe ; ce schéma n'est pas un acte.",
        "Made by cpc-graph {version} from the graph; this picture is not an act.",
    ),
}
