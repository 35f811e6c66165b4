"""To whom something is sent, whom one informs and by whom something is done, in the words of one duty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cpc_graph.read.normal import Normal, Span

_TO = re.compile(
    r"(?:^|(?<!destine)(?<!destinee)(?<!destines)(?<!destinees)\s|\bqu')(?P<to>(?:a\sl'avis\s(?:prealable\s)?(?:de\sl'|de\sla\s|du\s)|a\sl'(?:attentio"
    r"n|intention)\s(?:de\sl'|de\sla\s|du\s|"
    r"des\s|de\s)|aupres\s(?:de\sl'|de\sla\s|du\s|des\s|de\s)|a\s(?:la\s)?disposition\s(?:de\sl'|"
    r"de\sla\s|du\s|des\s|de\s)|a\sla\sconnaissance\s(?:de\sl'|de\sla\s|du\s|des\s|de\s)"
    r"|a\sdestination\s(?:de\sl'|de\sla\s|du\s|des\s)|"
    r"a\sl'(?=agence|ansm|afssaps|interesse|association|entreprise|organisme|autorite|institut|hopital|etablissement|office|ordre\b|"
    r"exploitant)|a\sla\s(?=societe|firme|direct|haute|federation|has\b|commission|caisse|cnam|filiere|ligue|ministre|fondation)|aux?\s(?!plus\b|titre\b|"
    r"moins\b|cours\b|moyen\b|regard\b|sein\b|sens\b|terme\b|vu\b|modalites\b|conditions\b|"
    r"protocole\b|respect\b|rappel\b|suivi\b|bon\b|bulletin\b|recueil\b|journal\b)|(?P<name>a\s(?=[a-z0-9]))))"
)
# What follows the first letter of a name: "nsm" of "ansm".
_WHOM_END = re.compile(
    r"\s?(?:(?:(?<=nsm)|(?<=gence)|(?<=fssaps))\s(?:des?\b|du\b|d')|,\s(?!et\sa|et\saux?\b)|\s(?<!\set\sa\s)(?:dans|sans|tous|toutes|chaque|(?<!sur\s)(?<!de\s)(?<!avec\s)(?<!pour\s)(?:une?|"
    r"le|la|les|l')|sous|par|selon|conformement|au\splus|tout|toute|de\s(?=tout|la\ssusp|"
    r"l'arret)|afin|(?<!ssociation\s)(?<!ondation\s)(?<!nstitut\s)(?<!nion\s)(?<!roupement\s)pour|pendant|durant|jusqu|deux\sfois|trois\sfois|quatre\sfois|une\sfois|\d\sfois|et\s(?:publiee?|prend|est|sont|entre|diffusee?|mise?|elle|il)"
    r"|a\scompter|avant|a\sl'issue|annuellement|mensuellement|en\s(?!charge))\b|[.;:])"
)
_BY = re.compile(r"\spar\s(?=l'|l[ae]s?\s|un[e]?\s|tout[e]?\s|chaque\s|son\s|ses\s|[a-z])")
_BY_END = re.compile(
    r"\s?(?:,|[.;:]|\ssur\s(?:son|leur|le)\ssite|\saupres\s|\sdans\s(?:un[e]?|l[ae]s?)\s|\sdans\sl'|\sa\sl'aide\s|\sau\smoyen\s|\stous\sles\s|\schaque\s|"
    r"\sconformement|\sselon\s|\sa\sl'ansm|\saux?\s(?!presc)|\ssous\s)"
)
_CENTRE = re.compile(r"(?:le\s)?(?:centre\sregional\sde\spharmacovigilance(?:\s\(crpv\))?|crpv)\s(?:de\s|d')[\w'-]+")
# "informe de l'abrogation les ophtalmologistes": of what, then whom.
_INVERTED = re.compile(r"(?:de\sl'|de\sla\s|de\scet\w*\s|de\sce\s|du\s|des\s|de\s)[^,;.]{3,80}?\s(?=l[ae]s?\s|l')")
# "les pharmaciens des établissements de santé", "les centres de référence": where they work belongs to their name.
_OF_CARE = (
    r"(?:etablissements?|hopital|hopitaux|cliniques?|services?|officines?|pharmacies|filieres?|reseaux?|centres?|"
    r"sante|soins|ville|reference|competences?)\b"
)
_MEANS = re.compile(r"\spar\s(?:voie|courrier|courriel|tout\smoyen|lettre|mail|telecopie|mois|an\b|trimestre|semestre)")


def whom_in(text: Normal, at: int, end: int) -> Span:
    """Return whom one informs: "informe sans délai les prescripteurs et les pharmaciens de la suspension"."""
    lead = re.compile(r"(?:\s(?:sans\sdelai|immediatement|egalement|aussitot|par\secrit),?)*\s").match(
        text.plain, at, end
    )
    start = lead.end() if lead else at
    # "informe le CRPV de Nantes de tout effet": the centre's town belongs to its name.
    if centre := _CENTRE.match(text.plain, start, end):
        return start, centre.end()
    if inverted := _INVERTED.match(text.plain, start, end):
        start = inverted.end()
    stop = re.compile(
        rf"(?<!charge)(?<!chargee)(?<!charges)(?<!crpv)(?<!\(crpv\))(?<!pharmacovigilance)\s(?:(?:de\sla|de\sl'|du|des|de|d')(?!\s?{_OF_CARE})|que|qu'|par|dans|sur)"
        r"\b(?<!charge\sde)"
        r"|\s?,\s(?=(?:chaque|tous|toutes|sans|dans|une\sfois|au\splus|par|en|immediatement|aussitot|du|de|des|d')\b)"
    ).search(text.plain, start + 3, end)
    return start, stop.start() if stop else end


def by_in(text: Normal, start: int, end: int) -> Span | None:
    for match in _BY.finditer(text.plain, start, end):
        if _MEANS.match(text.plain, match.start(), end):
            continue
        stop = _BY_END.search(text.plain, match.end() + 2, end)
        return match.end(), stop.start() if stop else end
    return None


_BRACKET = re.compile(r"\([^()]{1,80}\)")


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def to_in(text: Normal, start: int, end: int) -> Iterator[Span]:
    """Yield to whom something is sent: after "à l'ANSM", "aux prescripteurs", "auprès des", "ainsi qu'au CRPV"."""
    at = start
    for match in _TO.finditer(text.plain, start, end):
        # "à NOVARTIS PHARMA": a name alone, told by its capital.
        if match.start("to") < at or (match["name"] and not _is_party(text, match)):
            continue
        # "à Alpha SAS (Lioresal 10 mg, comprimé) et à Bêta": what stands in brackets ends nobody's name.
        at_name = match.end("to") + 1
        stop = _WHOM_END.search(_BRACKET.sub(_blank, text.plain[at_name:end]))
        span = match.start("to"), at_name + stop.start() if stop else end
        # "à disposition du protocole auprès des prescripteurs": what follows a thing may name somebody.
        if _is_thing(text.plain[match.end("to") : span[1]]):
            at = match.end("to")
            continue
        at = span[1]
        yield span


# "les informations relatives à ZENTRAL", "à Zentral 10 mg": a medicine, or what something is about.
_ABOUT = re.compile(
    r"\b(?:relati\w+|lie\w*|quant|imputab\w+|grace|face|expose\w*|suite|allerg\w+|rapport|correspond\w*)\s$"
)
_DOSE = re.compile(r"[^,;.]{0,40}?\d\s?(?:mg|g|ml|µg|ui|%)(?!\w)")


def _is_party(text: Normal, match: re.Match[str]) -> bool:
    at = match.end()
    return (
        text.text[at].isupper()
        and _ABOUT.search(text.plain, max(0, match.start("to") - 30), match.start("to")) is None
        and _DOSE.match(text.plain, at) is None
    )


_THING = re.compile(
    r"(?:articles?|presente?|projet|cpc|rtu|protocole|traitement|decision|annexe|dispositions?|"
    r"patients?\straites|indications?)\b|\d|l'article|[lrd]\."
)


def _is_thing(even: str) -> bool:
    return _THING.match(even) is not None


def without(start: int, end: int, taken: list[Span]) -> list[Span]:
    pieces: list[Span] = []
    at = start
    for low, high in sorted(taken):
        if low > at:
            pieces.append((at, low))
        at = max(at, high)
    pieces.append((at, end))
    return pieces
