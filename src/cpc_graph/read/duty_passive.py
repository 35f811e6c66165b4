"""Duties in the passive: "… est transmis à l'ANSM par …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from cpc_graph.read.draft import Sentence
from cpc_graph.read.duty_grammar import Form, done, patterns
from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.parties import split_parties
from cpc_graph.read.recipients import by_in, to_in
from cpc_graph.read.tables import regime_names

_WHO = re.compile(r"\s?,\s(?:qui|que)\s*$")
_OWN_SUBJECT = re.compile(r".*\set\s(?=(?:l[ae]s?|un[e]?|des|son|sa)\s)", re.S)
_FINITE = re.compile(r"\s(?:est|sont|sera|seront|entre|entrera|prend|prendra)\b")
# "Elle est publiée, avec son annexe, sur le site".
_WITH = re.compile(r"\s?,?\s(?P<what>avec\s[^,;.]{3,60})(?=,|\ssur\s)")


def passive_forms(text: Normal, sentence: Sentence) -> Iterator[Form]:
    """Read "La collecte est assurée par VIREX, qui en adresse la synthèse à l'ANSM": the second duty is VIREX's too."""
    does = patterns()["does"].search(text.plain, sentence.start, sentence.end)
    if does is None:
        yield from _passive(text, sentence)
        return
    forms = list(_passive(text, replace(sentence, end=does.start())))
    yield from forms
    # Who does it is the party right before "qui": by whom, or to whom, the first thing is done.
    named = [party for form in forms for party in (form.bearer, *form.recipients) if party]
    nearest = max(named, key=lambda party: party[1], default=None)
    if nearest and not text.plain[nearest[1] : does.start()].strip(" ,"):
        yield done(text, does, (does.end(), sentence.end), nearest, pronoun=False)


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
            and text.plain[verb.start() - 4 : verb.start()].split() != ["et"]
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
            sends = shared and form.bearer is None and verb["verb"].startswith(_SENDING)
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
    more = _WITH.match(text.plain, at, stop)
    things = [thing, more.span("what")] if more and thing is subject else [thing]
    yield Form(bearer, things, recipients, verb["verb"], span=place, shared=shared)


def _is_measure(text: Normal, subject: Span) -> bool:
    """See the measure itself as subject: "Un CPC est établi" lays down no duty."""
    return (
        re.match(
            rf"\W*(?:[a-z]\)\s)?(?:un[e]?|l[ae]|l'|presente?|present)?\s?(?:presente?\s|ce\s|cette\s|ledit\s|ladite\s)?{regime_names()}",
            text.plain[subject[0] : subject[1]],
        )
        is not None
    )
