"""How columns and coded values of answers read to people; what is not listed reads as it is."""

from __future__ import annotations

import re

from cpc_graph.cli.messages import lang

_COLUMNS = """
act acte|action action|anchor à compter de|announced annoncé|answer réponse|applicability applicable le|
article article|asInForceOn en vigueur le|asWritten écrit|aspect aspect|assertion énoncé|
availability disponibilité|basis fondement|bearer débiteur|body formation|by par|capacity qualité|
change changement|channel canal|cis CIS|citation citation|cited cité|citing citant|company entreprise|
condition condition|conditionText texte de la condition|conflict conflit|
conflictOfInterest conflit d'intérêts|connector lien|count nombre|coverage prise en charge|date date|
days jours|decision décision|degree confiance|delay délai|denomination dénomination|department direction|
document document|dossier dossier|duration durée|earliest au plus tôt|end fin (exclue)|entry entrée|
entryIntoForce entrée en vigueur|established établi|establishedBy établie par|establishedOn établie le|
exact citation exacte|fiction fiction|first premier|fromRegime de|heldOn tenue le|holder titulaire|
impact événement|inForce en vigueur|inPart dans|includes y compris|indication indication|
interpretation interprétation|interpreted objet|introducedBy introduite par|item point|kind nature|
lastDay dernier jour|latest au plus tard|listed citée|listedOfBody inscrits|maxAge âge maximal|
maxAgeInclusive maximum inclus|measure mesure|meeting réunion|minAge âge minimal|
minAgeInclusive minimum inclus|name nom|naming mention|newText libellé nouveau|notation sigle|note note|
notification notification|notifiedTo notifié à|number n°|observedOn observé le|oldText libellé ancien|
online en ligne|onlyWhen seulement|openedBy ouvert par|organization organisme|other autre|page page|partly en partie|
pageUpdated page mise à jour|part partie|periodicity périodicité|person personne|place lieu|presence présence|
presentOfBody présents|presented présenté|previous précédent|printedAt imprimé le|product produit|
property propriété|provision disposition|publication publication|reading lecture|reason raison|
recipient destinataire|regime régime|renewable renouvelable|repealed abrogé|requester demandeur|role rôle|
rule règle|second second|sender expéditeur|signature signature|signedOn signé le|since depuis|source source|
speciality spécialité|start début|state état|status statut|step étape|subdivision subdivision|subject sujet|
summary résumé|term terme|termEnd fin (exclue)|termLastDay dernier jour|termStart début du terme|text texte|
thing objet|toRegime vers|type type|value valeur|version version|versionStart version du|where où|
lawEnd jusqu'au (exclu)|firstStart première depuis|firstRegime régime de la première|
secondStart seconde depuis|secondRegime régime de la seconde|old avant|new après|oldStart avant depuis|
newStart après depuis|productIs le premier|productCis CIS du premier|otherIs le second|otherCis CIS du second|
mandate mandat|legiarti LEGIARTI|to régime d'arrivée|wording libellé|renewed acte renouvelé|renewedOn daté du|
datedByText daté par le texte|argument argumentaire|code code|about propos|after état d'après|
afterStart début de l'état d'après|attendance fiche de présence|before état d'avant|
beforeEnd fin de l'état d'avant (exclue)|changed changée|changedNoLater changée au plus tard le|
changedOn changée le|court juridiction|covered couvert|covering état qui couvre|
earlier acte antérieur non détenu|earlierOn acte antérieur du|ecli ECLI|effect effet|effectDate effet le|
firstCitation première citation|firstNorm norme de la première|firstVersion première version|found trouvé|
from à partir du|ground motif|group groupe|identity identifiant|membership appartenance|newState état d'après|
newVersion version nouvelle|newWording libellé d'après|obligation obligation|oldState état d'avant|
oldWording libellé d'avant|open ouverte|openEnd fin de l'état (exclue)|openRegime régime de l'état|
outcome issue|passage passage|population population|prior traitement antérieur|recital considérant|
refusal refus|refusedBy refusée par|relation rapport|ruling décision de justice|
secondCitation seconde citation|secondNorm norme de la seconde|secondVersion seconde version|settled tranché|
stop arrêt|stoppedBy arrêtée par|suspendedBy suspendue par|suspendedFrom suspendue à partir du|
suspendedIndication indication suspendue|suspendedUntil suspendue jusqu'au (exclu)|suspension suspension|
touched touché|startsAt du caractère|endsAt au caractère (exclu)|until jusqu'au (exclu)|fromDay du|toDay au
"""
_FRENCH_COLUMNS = dict(
    entry.strip().split(" ", 1) for entry in _COLUMNS.replace("\n", " ").split("|") if " " in entry.strip()
)
_ENGLISH_COLUMNS = {"end": "end (excluded)", "termEnd": "end (excluded)", "lawEnd": "until (excluded)"} | {
    "cis": "CIS",
    "number": "no.",
    "ecli": "ECLI",
    "legiarti": "LEGIARTI",
    "before": "state before",
    "beforeEnd": "end of the state before (excluded)",
    "after": "state after",
    "afterStart": "start of the state after",
    "changedNoLater": "changed no later than",
    "earlier": "earlier act not held",
    "earlierOn": "earlier act of",
    "openEnd": "end of the state (excluded)",
    "openRegime": "regime of the state",
    "stop": "end or suspension",
    "startsAt": "from character",
    "endsAt": "to character (excluded)",
    "until": "until (excluded)",
    "suspendedUntil": "suspended until (excluded)",
}
_FRENCH_VALUES = {
    "yes": "oui",
    "no": "non",
    "true": "oui",
    "false": "non",
    "unknown": "non établi",
    "not-told": "le corpus ne le dit pas",
    "added": "ajouté",
    "removed": "retiré",
    "renamed": "renommé",
    "none": "aucun changement",
    "reworded": "reformulé",
    "same": "identique",
    "gap": "jours sans acte",
    "overlap": "deux à la fois",
    "follows": "se suivent",
    "case": "majuscule seulement",
    "law": "droit",
    "regime": "régime",
    "speciality": "spécialité",
    "group": "groupe",
    "attendance": "présence",
    "in charge": "en charge",
    "date_document": "signature",
    "date_publication": "publication",
    "first_date_entry_in_force": "entrée en vigueur",
    "date_applicability": "entrée en application",
    "passed_by": "auteur",
    "memberDuring": "durée du mandat",
    "product": "produit",
    "indication": "indication",
}
_ENGLISH_VALUES = {
    "unknown": "not established",
    "not-told": "the corpus does not tell",
    "case": "capital letter only",
} | {
    "none": "no change",
    "gap": "days without an act",
    "overlap": "two at once",
    "date_document": "signature",
    "date_publication": "publication",
    "first_date_entry_in_force": "entry into force",
    "date_applicability": "start of application",
    "passed_by": "author",
    "memberDuring": "term of office",
}
_FRENCH_TERMS = {
    "eli:date_document": "signature",
    "eli:date_publication": "publication",
    "eli:first_date_entry_in_force": "entrée en vigueur",
    "eli:date_applicability": "date d'application",
    "eli:passed_by": "pris par",
    "eli:title": "titre",
    "org:member": "titulaire",
    "org:organization": "organisme",
    "foaf:name": "nom",
}
_UNITS = {"Y": ("an", "year"), "M": ("mois", "month"), "W": ("semaine", "week"), "D": ("jour", "day")}
_DURATION = re.compile(r"(-?)P(?=\d)((?:\d+[YMWD])+)")


def column(name: str) -> str:
    """Name a column: "minAge" is "âge minimal" in French, "min age" in English."""
    known = (_ENGLISH_COLUMNS if lang() == "en" else _FRENCH_COLUMNS).get(name)
    return known or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def term(name: str) -> str:
    """Say a property of another vocabulary, which has no label of ours, in words."""
    if lang() == "en":
        return name.partition(":")[2].replace("_", " ") if name in _FRENCH_TERMS else name
    return _FRENCH_TERMS.get(name, name)


def value(written: str) -> str:
    """Say a coded value or a duration in words: "P3Y" is "3 ans"; anything else is returned as it is."""
    known = (_ENGLISH_VALUES if lang() == "en" else _FRENCH_VALUES).get(written)
    if known:
        return known
    duration = _DURATION.fullmatch(written)
    if not duration:
        return written
    return duration[1] + " ".join(_span(int(count), unit) for count, unit in re.findall(r"(\d+)([YMWD])", duration[2]))


def _span(count: int, unit: str) -> str:
    french, english = _UNITS[unit]
    if lang() == "en":
        return f"{count} {english}{'s' if count != 1 else ''}"
    return f"{count} {french}{'s' if count > 1 and not french.endswith('s') else ''}"
