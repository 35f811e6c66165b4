"""The words of comparisons, in both languages."""

from __future__ import annotations

_PHRASES = {
    "unheld": ("{act} : le texte n'est pas détenu", "{act}: the text is not held"),
    "unsure": ("{state} : il n'est pas établi qu'il vaille ce jour-là", "{state}: not established to hold on that day"),
    "nothing known": ("rien n'est connu de ce côté", "nothing is known on this side"),
    "not listed": (
        "le texte n'est pas détenu : on ne sait s'il la donne",
        "the text is not held: whether it lists it is not known",
    ),
    "open list": (
        "rien n'établit que les indications connues de ce côté soient toutes les siennes",
        "nothing establishes that the indications known on this side are all of its own",
    ),
    "deemed": (
        "{state} : depuis le {day}, ce régime n'existe plus ; {regime} réputé, ou rien",
        "{state}: since {day} that regime no longer exists; deemed {regime}, or none",
    ),
    "no wording": (
        "des deux côtés, mais le libellé d'un côté n'est pas connu",
        "on both sides, but the wording of one side is not known",
    ),
    "standing": ("{side} : {status}, non écrit dans l'acte", "{side}: {status}, not written in the act"),
    "before": ("avant", "before"),
    "after": ("après", "after"),
    "same group": (
        "le même groupe sous un autre identifiant : {code} (rapporté)",
        "the same group under another identifier: {code} (reported)",
    ),
    "same product": (
        "le même médicament sous un autre nom : {code} (rapporté)",
        "the same medicine under another name: {code} (reported)",
    ),
    "in group": (
        "couvert de l'autre côté par son groupe : {code} (rapporté)",
        "covered on the other side by its group: {code} (reported)",
    ),
    "silent": (
        "l'autre texte ne dit rien d'obligations : son silence ne les lève pas",
        "the other text says nothing of duties: its silence does not lift them",
    ),
    "other measure": (
        "les deux côtés ne sont pas de la même mesure connue : la population n'est pas comparée",
        "the two sides are not of one known measure: the population is not compared",
    ),
    "recorded": ("interprétation consignée : {note}", "recorded interpretation: {note}"),
    "no version": ("version non établie", "version not established"),
    "regime": ("régime", "regime"),
    "periodStart": ("début de l'état", "start of the state"),
    "periodEnd": ("fin de l'état (exclue)", "end of the state (excluded)"),
    "termStart": ("début du terme", "start of the term"),
    "termEnd": ("fin du terme (exclue)", "end of the term (excluded)"),
    "duration": ("durée accordée", "duration granted"),
    "unknown": ("non établi", "not established"),
    "to": ("{bearer} → {recipient} : {action}", "{bearer} → {recipient}: {action}"),
    "nobody": ("non établi", "not established"),
    "every": (", tous les {span}", ", every {span}"),
    "within": (", {span} après : {anchor}", ", {span} after: {anchor}"),
    # what is drawn
    "semicolon": (" ; ", "; "),
    "title": ("De {old} à {new}", "From {old} to {new}"),
    "indication": ("Indications", "Indications"),
    "product": ("Produits", "Products"),
    "period": ("Période et terme", "Period and term"),
    "basis": ("Fondements", "Legal bases"),
    "duty": ("Obligations", "Duties"),
    "Regime": ("Régime", "Regime"),
    "added": ("ajouté", "added"),
    "removed": ("retiré", "removed"),
    "changed": ("modifié", "changed"),
    "same": ("inchangé", "unchanged"),
    "not-told": ("le corpus ne le dit pas", "the corpus does not tell"),
    "interpretation": (
        "Population (interprétation) : {effect} — {reasons}",
        "Population (interpretation): {effect} — {reasons}",
    ),
    "wider": ("plus large", "wider"),
    "notNarrower": ("pas plus étroite", "not narrower"),
    "narrower": ("plus étroite", "narrower"),
    "notWider": ("pas plus large", "not wider"),
    "unclear": ("on ne peut le dire", "unclear"),
    "effect same": ("inchangée", "unchanged"),
    "no change": ("rien ne change", "nothing changes"),
}


def phrase(key: str, lang: str, **values: object) -> str:
    """Write a sentence in `lang` ("fr" or "en")."""
    french, english = _PHRASES[key]
    return (english if lang == "en" else french).format(**values)
