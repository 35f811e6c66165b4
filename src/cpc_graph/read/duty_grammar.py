"""The words of duties and what one duty is made of: who does, or must do, what, and for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.parties import split_parties
from cpc_graph.read.recipients import to_in, whom_in, without
from cpc_graph.read.tables import listed, regime_names

# Without accents "complète" and "complété" are one word: behind an auxiliary it is the participle.
_PARTICIPLE = "".join(rf"(?<!\b{one})" for one in ("est", "sont", "sera", "seront", "ete", "a", "ont", "soit", "etre"))
# "La collecte des données", "un report": a noun, not a verb.
_NOUN = "".join(rf"(?<!\b{one})" for one in ("la", "le", "un", "une", "de", "cette", "ce", "leur", "toute", "chaque"))
_PHRASE = re.compile(r"\s(?:en\splace|en\soeuvre|a\sjour|public|publique)\b")
# ", qu'il transmet": what the same bearer does with the thing says nothing more of it.
_WHICH = re.compile(r"\s?,\squ'(?:il|elle)s?\s(?:\w+\s){0,2}\w+")
_WHO_DOES = r"\s?,\squi\s(?:en\s|l[ae]s?\s|l'|lui\s)?(?P<verb>{active}|(?P<inform>{inform}))\b(?=[\s,])"


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
        "does": re.compile(_WHO_DOES.format(active=active, inform=inform)),
        "never": re.compile(rf"\b{listed('duties', 'never')}"),
        "own": re.compile(rf"\W*(?:l[ae]\s|l'|cet?\s|cette\s)?(?:presente?\s)?(?:decision|{regime_names()})"),
    }


def done(text: Normal, verb: re.Match[str], span: Span, subject: Span, *, pronoun: bool) -> Form:
    """Read what follows a `verb` in `span`, done by who stands in `subject`."""
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
