"""The forms in which a sentence lays down a duty: who does, must do, or is told; what is done, by whom, to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from cpc_graph.read.draft import Sentence
from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.parties import split_parties
from cpc_graph.read.recipients import by_in, to_in, whom_in, without
from cpc_graph.read.rhythm import read_deadline, read_rhythm
from cpc_graph.read.tables import listed, regime_names

_PRONOUN = re.compile(r"^\W{0,3}(?:et\s)?(?:ell?es?|ils?|celle-ci|celui-ci)\b")
_INFORMING = re.compile(r"\s?(?:d'|de\s)?(?:informer|avertir|alerter|aviser|prevenir)\b")
_WHO = re.compile(r"\s?,\s(?:qui|que)\s*$")
_OWN_SUBJECT = re.compile(r".*\set\s(?=(?:l[ae]s?|un[e]?|des|son|sa)\s)", re.S)
# Without accents "complète" and "complété" are one word: behind an auxiliary it is the participle.
_PARTICIPLE = "".join(rf"(?<!\b{one})" for one in ("est", "sont", "sera", "seront", "ete", "a", "ont", "soit", "etre"))
# "… est chargé de l'exécution de la présente décision, qui sera publiée": the relative clause alone is a duty.
_EXECUTED = re.compile(r"\bcharge\w*\s(?:\w+\s){0,2}de\sl'execution\sde\s(?P<act>la\spresente\sdecision)\s?,\squi\s")
# "La collecte des données", "un report": a noun, not a verb.
_NOUN = "".join(rf"(?<!\b{one})" for one in ("la", "le", "un", "une", "de", "cette", "ce", "leur", "toute", "chaque"))
_PHRASE = re.compile(r"\s(?:en\splace|en\soeuvre|a\sjour|public|publique)\b")
# ", qu'il transmet": what the same bearer does with the thing says nothing more of it.
_WHICH = re.compile(r"\s?,\squ'(?:il|elle)s?\s(?:\w+\s){0,2}\w+")
_WHO_DOES = r"\s?,\squi\s(?:en\s|l[ae]s?\s|l'|lui\s)?(?P<verb>{active})\b(?=[\s,])"
_FINITE = re.compile(r"\s(?:est|sont|sera|seront|entre|entrera|prend|prendra)\b")


@dataclass(frozen=True, slots=True)
class Form:
    """A duty in one sentence: the places of bearer, object and recipients.

    A rhythm or a deadline is read in `span`, its own words, else in `shared`, words that several duties stand under.
    """

    bearer: Span | None
    object: list[Span]
    recipients: list[Span]
    verb: str
    pronoun: bool = False
    span: Span | None = None
    shared: Span | None = None


@lru_cache(maxsize=1)
def patterns() -> dict[str, re.Pattern[str]]:
    active, inform = listed("duties", "active"), listed("duties", "inform")
    passive, informed = listed("duties", "passive"), listed("duties", "informed")
    be = r"(?:est|sont|sera|seront|(?:doi(?:t|vent)|devr(?:a|ont))\setre)\s"
    be += r"(?:egalement\s|ensuite\s|en\soutre\s|aussi\s)?"
    return {
        "active": re.compile(
            rf"(?<!\bqui)(?<!\bque){_PARTICIPLE}{_NOUN}\s(?P<verb>{active}|(?P<inform>{inform}))\b(?=[\s,:])"
        ),
        "starts": re.compile(rf"(?P<verb>{active}|(?P<inform>{inform}))\b(?=[\s,])"),
        "again": re.compile(
            rf"\s(?:et|puis|,)\s(?P<it>l[ae]s?\s|l')?(?:en\s)?(?P<verb>{active}|(?P<inform>{inform}))\b(?=[\s,])"
        ),
        "modal": re.compile(rf"(?<!\bqui)\s(?P<verb>{listed('duties', 'modal')})\s?"),
        "impersonal": re.compile(
            rf"\b(?P<verb>{listed('duties', 'impersonal')})(?P<who>[^,;.]{{2,120}}?)\s(?:de\s|d')"
        ),
        "passive": re.compile(rf"(?:\b{be}|(?<=\set\s))(?P<verb>{passive}|(?P<informed>{informed}))\b"),
        "does": re.compile(_WHO_DOES.format(active=active)),
        "never": re.compile(rf"\b{listed('duties', 'never')}"),
        "own": re.compile(rf"\b(?:presente?\s)?(?:decision|{regime_names()})"),
    }


def clauses_of(text: Normal, sentence: Sentence) -> Iterator[Sentence]:
    """Cut at semicolons: each side may lay down a duty of its own."""
    at = sentence.start
    for match in re.compile(r"\s?;\s").finditer(text.text, sentence.start, sentence.end):
        yield Sentence(sentence.block, *text.trim(at, match.start()))
        at = match.end()
    yield Sentence(sentence.block, *text.trim(at, sentence.end))


def forms_of(text: Normal, sentence: Sentence) -> Iterator[Form]:
    grammar = patterns()
    even = text.plain[sentence.start : sentence.end]
    if executed := _EXECUTED.search(even):
        yield from forms_of(text, replace(sentence, start=sentence.start + executed.start("act")))
        return
    if grammar["never"].search(even) or even.startswith(("«", "il est ", "l'indication")) or _wording().match(even):
        # "La présente décision est notifiée … Elle peut être déférée": each sentence is judged alone.
        return
    if impersonal := grammar["impersonal"].search(even):
        who = (sentence.start + impersonal.start("who"), sentence.start + impersonal.end("who"))
        yield _to_do(text, who, sentence.start + impersonal.end(), sentence.end)
        return
    active, passive = grammar["active"].search(even), grammar["passive"].search(even)
    modal = grammar["modal"].search(even)
    if active and not (passive and passive.start() < active.start()) and not (modal and modal.start() < active.start()):
        shared = (sentence.start, sentence.start + active.start())
        yield from active_forms(text, replace(sentence, start=sentence.start + active.end()), active, shared)
    elif modal and not (passive and passive.start() <= modal.start() + 1):
        at = sentence.start + modal.end()
        bearer = _who_acts(text, (sentence.start, sentence.start + modal.start()))
        yield from _to_do_and(text, bearer, at, sentence.end)
    elif passive:
        yield from _passive_and(text, sentence)


@lru_cache(maxsize=1)
def _wording() -> re.Pattern[str]:
    """Match the head of an item of a list of indications: in "sclérodermie diffuse" stands no verb."""
    return re.compile(rf"\W*{listed('indications', 'heads')}\s(?:de|d|du|des|symptomatique|adjuvant)\b")


_WHEN = re.compile(
    r"\W*(?:a\sl'issue|au\sterme|au\splus|dans|chaque|tous|toutes|en\scas|pendant|durant|avant|a\sla\sfin|deux\sfois)\b"
    r"[^,;]{2,90},\s"
)


def _who_acts(text: Normal, span: Span) -> Span:
    """Leave out when it is due: "À l'issue du CPC, le laboratoire adresse …"."""
    when = _WHEN.match(text.plain, *span)
    return (when.end() if when else span[0]), span[1]


def modal_form(text: Normal, bearer: Span, at: int, end: int) -> Form:
    """Read what somebody must do, from its infinitive or noun on."""
    if informing := _INFORMING.match(text.plain, at, end):
        whom = whom_in(text, informing.end(), end)
        return Form(bearer, [(whom[1], end)], list(split_parties(text, *whom)), "inform")
    return _to_do(text, bearer, at, end)


def _to_do_and(text: Normal, bearer: Span, at: int, end: int) -> Iterator[Form]:
    """Read "est chargée du suivi et remet un rapport": behind the modal the same bearer may do more."""
    more = patterns()["again"].search(text.plain, at, end)
    if more is None:
        yield modal_form(text, bearer, at, end)
        return
    yield replace(modal_form(text, bearer, at, more.start()), span=(at, more.start()))
    yield from _two_things(text, _done(text, more, (more.end(), end), bearer, pronoun=False))


def _to_do(text: Normal, bearer: Span, at: int, end: int) -> Form:
    recipients = list(to_in(text, at, end))
    parties = [one for to in recipients for one in split_parties(text, *to)]
    return Form(bearer, without(at, end, recipients), parties, "do")


def active_forms(text: Normal, rest: Sentence, verb: re.Match[str], shared: Span) -> Iterator[Form]:
    """Read what the subject in `shared` does: its `verb`, then `rest`, the words behind it."""
    subject = _who_acts(text, shared)
    even = text.plain[subject[0] : subject[1]]
    pronoun = _PRONOUN.match(even) is not None
    if not even.strip() or (verb["verb"].startswith(("met", "tien", "etabli")) and patterns()["own"].match(even)):
        return
    # "informe les prescripteurs et adresse à l'agence …": each verb is a duty of the same bearer.
    at = rest.start
    verbs = [(verb, at), *((more, more.end()) for more in patterns()["again"].finditer(text.plain, at, rest.end))]
    ends = [*(more.start() for more, _ in verbs[1:]), rest.end]
    first: Form | None = None
    for (one, begin), stop in zip(verbs, ends, strict=True):
        form = replace(_done(text, one, (begin, stop), subject, pronoun=pronoun), shared=shared)
        # "met le protocole à disposition et le transmet aux pharmaciens": the same thing.
        taken_up = first and one.groupdict().get("it") and not one["inform"]
        form = replace(form, object=first.object) if first and taken_up else form
        first = first or form
        yield from _two_things(text, form)


# "un rapport annuel et, à l'issue du CPC, un rapport final": the second thing has a time of its own.
_AND_THEN = re.compile(
    r"\s(?:et|puis|ainsi\sque),?\s(?=(?:a\sl'issue|au\sterme|dans\s(?:un|le|les)\s|au\splus\stard|a\sla\sfin|en\sfin|"
    r"(?:une|deux|trois|quatre)\sfois\s|chaque\s|tous\sles\s|toutes\sles\s)"
    r"[^,;]{3,80},\s(?P<thing>(?:une?|l[ae]s?|l'|des)\s))"
)


# "un rapport tous les six mois et une analyse finale dans un délai de 3 mois": each thing has a time behind it.
_AND_THING = re.compile(r"\s(?:et|ainsi\sque)\s(?P<thing>(?=(?:une?|l[ae]s?|des|son|sa)\s|l'))")


_A_THING = re.compile(r"(?<!\w)(?:une?|l[ae]s?|des|ses|son|sa|tou\w+)\s\w|(?<!\w)l'\w")


def _timed(text: Normal, span: Span) -> re.Match[str] | None:
    """Return the "et" with a rhythm or a deadline on either side."""
    for cut in _AND_THING.finditer(text.plain, *span):
        sides = ((span[0], cut.start()), (cut.end(), span[1]))
        if all(read_rhythm(text, *side)[1] or read_deadline(text, *side)[1] for side in sides):
            return cut
    return None


def _two_things(text: Normal, form: Form) -> Iterator[Form]:
    if form.span is None or (cut := _AND_THEN.search(text.plain, *form.span) or _timed(text, form.span)) is None:
        yield form
        return
    begin, end = form.span
    if not any(_A_THING.search(text.plain, low, min(high, cut.start())) for low, high in form.object):
        yield form
        return
    things = [(max(low, begin), min(high, cut.start())) for low, high in form.object if low < cut.start()]
    yield replace(form, object=things, span=(begin, cut.start()))
    yield replace(form, object=[(cut.start("thing"), end)], span=(cut.end(), end), shared=None)


def _done(text: Normal, verb: re.Match[str], span: Span, subject: Span, *, pronoun: bool) -> Form:
    at, end = span
    if verb.groupdict().get("inform"):
        whom = whom_in(text, at, end)
        return Form(subject, without(at, end, [whom]), list(split_parties(text, *whom)), "inform", pronoun, (at, end))
    name = verb["verb"]
    if phrase := _PHRASE.match(text.plain, at, end):
        name, at = name + phrase.group(), phrase.end()
    recipients = list(to_in(text, at, end))
    parties = [one for to in recipients for one in split_parties(text, *to)]
    told = [*recipients, *(which.span() for which in _WHICH.finditer(text.plain, at, end))]
    return Form(subject, without(at, end, told), parties, name, pronoun, (at, end))


def _passive_and(text: Normal, sentence: Sentence) -> Iterator[Form]:
    """Read "La collecte est assurée par VIREX, qui en adresse la synthèse à l'ANSM": the second duty is VIREX's too."""
    does = patterns()["does"].search(text.plain, sentence.start, sentence.end)
    if does is None:
        yield from _passive(text, sentence)
        return
    forms = list(_passive(text, replace(sentence, end=does.start())))
    yield from forms
    bearer = next((form.bearer for form in reversed(forms) if form.bearer), None)
    if bearer is not None:
        yield _done(text, does, (does.end(), sentence.end), bearer, pronoun=False)


def _passive(text: Normal, sentence: Sentence) -> Iterator[Form]:
    """Read "… est transmis à l'ANSM par …"; two participles on one subject are two duties."""
    verbs = list(patterns()["passive"].finditer(text.plain, sentence.start, sentence.end))
    first = next((verb for verb in verbs if verb.group() != verb["verb"]), verbs[0])
    verbs = verbs[verbs.index(first) :]
    subject = (sentence.start, first.start())
    # "La présente décision prend effet … et sera publiée": the subject ends at the first verb.
    if finite := _FINITE.search(text.plain, *subject):
        subject = (subject[0], finite.start())
    if relative := _WHO.search(text.plain[subject[0] : subject[1]]):
        subject = (subject[0], subject[0] + relative.start())
    owns = [_OWN_SUBJECT.match(text.plain, one.end(), two.start()) for one, two in pairwise(verbs)]
    shared: Span | None = subject
    before: Span | None = None
    for number, verb in enumerate(verbs):
        if (
            number
            and not text.plain[verb.start() : verb.start() + 4].startswith(("est", "sont", "sera"))
            and text.plain[verb.start() - 4 : verb.start()] not in (" et ", "\net ")
        ):
            continue
        following = owns[number] if number < len(owns) else None
        stop = verbs[number + 1].start() if number + 1 < len(verbs) else sentence.end
        stop = following.end() if following else stop
        # "…, et une copie en est adressée au CRPV": the second verb has a subject of its own.
        if number and (own := owns[number - 1]):
            subject, shared = (own.end(), verb.start()), None
        for form in _passive_form(text, verb, stop, subject, shared):
            # "est établi par VIREX et transmis à l'ANSM": who makes the thing sends it too.
            sends = form.bearer is None and verb["verb"].startswith(_SENDING)
            yield replace(form, bearer=before) if sends else form
            before = form.bearer if shared else None


_SENDING = ("transmis", "adress", "envoy", "communiq", "remis", "depos", "fourni")


def _passive_form(text: Normal, verb: re.Match[str], stop: int, subject: Span, shared: Span | None) -> Iterator[Form]:
    at = verb.end()
    place = (verb.start(), stop) if shared else (subject[0], stop)
    bearer = by_in(text, at, stop)
    if verb["informed"]:
        yield Form(bearer, [(at, stop)], list(split_parties(text, *subject)), "informed", span=place, shared=shared)
        return
    recipients = [one for to in to_in(text, at, stop) for one in split_parties(text, *to)]
    if _is_measure(text, subject) and not verb["verb"].startswith(("publi", "notif", "mise", "communiq", "diffus")):
        return
    # "Le suivi est confié au CRPV de Bordeaux": whom it is entrusted to bears it.
    if verb["verb"].startswith("confi") and bearer is None and recipients:
        bearer, recipients = recipients[0], []
    # "Chaque rapport est accompagné d'un résumé": the duty is the summary.
    thing = (at, stop) if verb["verb"].startswith("accompagn") else subject
    yield Form(bearer, [thing], recipients, verb["verb"], span=place, shared=shared)


def _is_measure(text: Normal, subject: Span) -> bool:
    """See the measure itself as subject: "Un CPC est établi" lays down no duty."""
    return (
        re.match(
            rf"\W*(?:[a-z]\)\s)?(?:un[e]?|l[ae]|l'|presente?|present)?\s?(?:presente?\s)?{regime_names()}",
            text.plain[subject[0] : subject[1]],
        )
        is not None
    )
