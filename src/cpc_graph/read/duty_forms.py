"""The forms in which a sentence lays down a duty: who does, must do, or is told; what is done, by whom, to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from cpc_graph.read.draft import Sentence
from cpc_graph.read.duty_grammar import Form, done, patterns
from cpc_graph.read.duty_passive import passive_forms
from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.parties import split_parties
from cpc_graph.read.recipients import to_in, whom_in, without
from cpc_graph.read.rhythm import read_deadline, read_rhythm
from cpc_graph.read.tables import listed

_PRONOUN = re.compile(r"^\W{0,3}(?:et\s)?(?:ell?es?|ils?|celle-ci|celui-ci)\b")
_INFORMING = re.compile(r"\s?(?:d'|de\s)?(?:informer|avertir|alerter|aviser|prevenir)\b")
# "Il est mis fin", "il est rappelé que": nobody's duty; "il est publié" goes on with what the act spoke of.
_IMPERSONAL = re.compile(
    r"il\sest\s(?!(?:egalement\s|ensuite\s)?(?:publie|notifie|transmis|adresse|communique|diffuse|remis|mis\s(?:a\sdisp|en\sligne))\b)"
)
# "… est chargé de l'exécution de la présente décision, qui sera publiée": the relative clause alone is a duty.
_EXECUTED = re.compile(r"\bcharge\w*\s(?:\w+\s){0,2}de\sl'execution\sde\s(?P<act>la\spresente\sdecision)\s?,\squi\s")


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
    if (
        grammar["never"].search(even)
        or even.startswith(("«", "l'indication"))
        or _IMPERSONAL.match(even)
        or _wording().match(even)
    ):
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
        yield from passive_forms(text, sentence)


@lru_cache(maxsize=1)
def _wording() -> re.Pattern[str]:
    """Match the head of an item of a list of indications: in "sclérodermie diffuse" stands no verb."""
    return re.compile(rf"\W*{listed('indications', 'heads')}\s(?:de|d|du|des|symptomatique|adjuvant)\b")


_WHEN = re.compile(
    r"\W*(?:conformement|en\sapplication|en\svertu|dans\sles\sconditions|a\sl'issue|au\sterme|au\splus|dans|chaque|tous|toutes|en\scas|pendant|durant|avant|a\sla\sfin|deux\sfois)\b"
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


# "est tenu d'assurer le suivi et de transmettre un rapport".
_AND_TO = re.compile(r"\s?(?:,\s|\set\s|,\set\s)(?:de\s|d')(?=\w+(?:er|ir|re|oir)\b)")


def _each_to_do(text: Normal, bearer: Span, at: int, end: int) -> Iterator[Form]:
    cuts = list(_AND_TO.finditer(text.plain, at, end))
    if not cuts:
        yield modal_form(text, bearer, at, end)
        return
    starts = [at, *(cut.end() for cut in cuts)]
    for low, high in zip(starts, [*(cut.start() for cut in cuts), end], strict=True):
        yield replace(modal_form(text, bearer, low, high), span=(low, high))


def _to_do_and(text: Normal, bearer: Span, at: int, end: int) -> Iterator[Form]:
    """Read "est chargée du suivi et remet un rapport": behind the modal the same bearer may do more."""
    more = patterns()["again"].search(text.plain, at, end)
    if more is None:
        yield from _each_to_do(text, bearer, at, end)
        return
    yield replace(modal_form(text, bearer, at, more.start()), span=(at, more.start()))
    yield from _two_things(text, done(text, more, (more.end(), end), bearer, pronoun=False))


def _to_do(text: Normal, bearer: Span, at: int, end: int) -> Form:
    recipients = list(to_in(text, at, end))
    parties = [one for to in recipients for one in split_parties(text, *to)]
    return Form(bearer, without(at, end, recipients), parties, "do")


def active_forms(text: Normal, rest: Sentence, verb: re.Match[str], shared: Span) -> Iterator[Form]:
    """Read what the subject in `shared` does: its `verb`, then `rest`, the words behind it."""
    subject = _who_acts(text, shared)
    even = text.plain[subject[0] : subject[1]]
    pronoun = _PRONOUN.match(even) is not None
    if not even.strip() or (
        verb["verb"].startswith(("met", "tien", "etabli", "produi")) and patterns()["own"].match(even)
    ):
        return
    # "informe les prescripteurs et adresse à l'agence …": each verb is a duty of the same bearer.
    at = rest.start
    verbs = [(verb, at), *((more, more.end()) for more in patterns()["again"].finditer(text.plain, at, rest.end))]
    ends = [*(more.start() for more, _ in verbs[1:]), rest.end]
    first: Form | None = None
    for (one, begin), stop in zip(verbs, ends, strict=True):
        form = replace(done(text, one, (begin, stop), subject, pronoun=pronoun), shared=shared)
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
