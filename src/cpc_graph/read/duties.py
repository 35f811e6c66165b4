"""The obligations that the articles lay down: who does what for whom, how often, by when."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from cpc_graph.read.draft import Draft, Sentence
from cpc_graph.read.duty_forms import clauses_of, forms_of
from cpc_graph.read.duty_grammar import Form
from cpc_graph.read.duty_lists import Listed, read_lists
from cpc_graph.read.layout import Block
from cpc_graph.read.normal import Normal, Span, plain
from cpc_graph.read.parties import name_party, split_parties
from cpc_graph.read.recipients import without
from cpc_graph.read.rhythm import find_fixed, read_deadline, read_elsewhere, read_rhythm
from cpc_graph.read.tables import table
from cpc_graph.text.facts import Obligation
from cpc_graph.text.values import Words


def read_duties(draft: Draft, agency: str) -> tuple[Obligation, ...]:
    """Read the duties in the order of the articles."""
    found: list[Obligation] = []
    for block in draft.articles:
        bearer: list[Words] = []
        topic = ""
        lists = list(read_lists(draft, block))
        for sentence in draft.sentences(block):
            for clause in clauses_of(draft.text, sentence):
                if here := [one for one in lists if one.lead[0] < clause.end and clause.start < one.item[1]]:
                    duties, bearer = _in_list(draft, block, here, bearer, agency)
                    found += [duty for duty in duties if duty not in found]
                    continue
                for form in forms_of(draft.text, clause):
                    duties, bearer = _duties(draft.text, clause, form, bearer, agency)
                    _note_day(draft, clause, duties)
                    found += [_on_topic(duty, topic) for duty in duties]
                topic = _topic(draft.text, clause) or topic
    return tuple(found)


def _in_list(
    draft: Draft, block: Block, lists: list[Listed], bearer: list[Words], agency: str
) -> tuple[list[Obligation], list[Words]]:
    """Read the items of a list of duties, each quoted with the words that announce it."""
    found: list[Obligation] = []
    for one in lists:
        quotes = (*draft.text.quotes(*one.lead), *draft.text.quotes(*one.item))
        for form in one.forms:
            item = Sentence(block, *one.item)
            duties, bearer = _duties(draft.text, item, form, bearer, agency)
            _note_day(draft, item, duties)
            found += [replace(duty, action=Words(duty.action.text, quotes)) for duty in duties]
    return found, bearer


def _note_day(draft: Draft, clause: Sentence, duties: list[Obligation]) -> None:
    """Tell of a fixed day, "au plus tard le 1er mars 2016": no deadline holds it, so a finding does."""
    fixed = find_fixed(draft.text, clause.start, clause.end) if duties else None
    if fixed is None:
        return
    quotes = draft.text.quotes(*fixed)
    why = f"échéance à jour fixe, non portée dans l'obligation : « {quotes[0].exact} »"
    if any(duty.periodicity and set(duty.periodicity.quotes) & set(quotes) for duty in duties):
        draft.aside.append((*fixed, why))  # the year of "le 31 mars de chaque année" is read, its day is not
    else:
        draft.warn("fixed-deadline", why, quotes)


_ARTICLES = frozenset(
    ["le", "la", "les", "un", "une", "des", "ce", "cet", "cette", "ces", "chaque", "toute", "tout", "l"]
)
_SHE = re.compile(r"^(\w+ )?(?:elle|il|ils|elles|celle-ci|celui-ci)$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\W*(?P<subject>(?:la|le|les|l'|ces|cette|ce|un|une)\s?[^,;.]{3,90}?)\s(?:est|sont|"
    r"sera|seront|entre|prend|entrera|prendra)\b"
)


def _topic(text: Normal, sentence: Sentence) -> str | None:
    """Return the subject of a sentence, which "elle" in the next one takes up."""
    match = _SUBJECT.match(text.plain, sentence.start, sentence.end)
    return text.words(*match.span("subject")).text if match else None


def _on_topic(duty: Obligation, topic: str) -> Obligation:
    said = _SHE.match(duty.action.text)
    if said is None or not topic:
        return duty
    return replace(duty, action=Words((said[1] or "") + topic, duty.action.quotes))


def _duties(
    text: Normal, sentence: Sentence, form: Form, before: list[Words], agency: str
) -> tuple[list[Obligation], list[Words]]:
    bearers = list(before) if form.pronoun else []
    if form.bearer and not form.pronoun:
        spans = list(split_parties(text, *form.bearer)) if _names_firms(text, form.bearer) else [form.bearer]
        bearers = [party for span in spans if (party := name_party(text, *span, agency))]
    recipients = tuple(party for span in form.recipients if (party := name_party(text, *span, agency)))
    place = form.span or (sentence.start, sentence.end)
    rhythm, rhythm_span = read_rhythm(text, *place)
    deadline, deadline_span = read_deadline(text, *place)
    if form.shared and rhythm is None:
        rhythm, rhythm_span = read_rhythm(text, *form.shared)
    if form.shared and deadline is None:
        deadline, deadline_span = read_deadline(text, *form.shared)
    elsewhere = None if rhythm else read_elsewhere(text, *place)
    taken = [
        span
        for span in (
            rhythm_span if _stands_apart(text, rhythm_span) else None,
            deadline_span,
            elsewhere,
            find_fixed(text, *place),
        )
        if span
    ]
    action = Words(_action(text, form, taken), text.quotes(sentence.start, sentence.end))
    if not action.text:
        return [], bearers or before
    everybody: list[Words | None] = [*bearers] or [None]
    made = [
        Obligation(
            article=sentence.block.number,
            action=action,
            bearer=bearer,
            recipients=recipients,
            periodicity=rhythm,
            periodicity_elsewhere=text.quotes(*elsewhere) if elsewhere else (),
            deadline=deadline,
        )
        for bearer in everybody
    ]
    return made, bearers or before


def _names_firms(text: Normal, span: Span) -> bool:
    """See several companies by their names; "les prescripteurs et les pharmaciens" are two bearers as well."""
    return re.search(r"\set\s", text.plain[span[0] : span[1]]) is not None


def _stands_apart(text: Normal, span: Span | None) -> bool:
    """See a rhythm that is no word of the object: "un rapport semestriel" keeps its adjective."""
    return span is not None and " " in text.plain[span[0] : span[1]].strip()


# When a thing is due is told by rhythm and deadline, not by the thing.
_LEADING = re.compile(
    r"^\W*(?:(?:[AÀà]|[Aa]u|[Dd]ans|[Cc]haque|[Tt]ous|[Tt]outes|[Ee]n cas|[Pp]endant|[Dd]urant|[Aa]vant|"
    r"[Ss]elon une (?:périodicité|fréquence))\b[^,]{2,90},\s|(?:sans\sdélai|immédiatement|également|aussitôt)\s)+"
)


def _action(text: Normal, form: Form, taken: list[Span]) -> str:
    pieces: list[str] = []
    for start, end in form.object:
        for low, high in without(start, end, [span for span in taken if start <= span[0] < end]):
            piece = text.words(low, high).text.strip(" ,;.:")
            if piece:
                pieces.append(piece)
    words = re.sub(r"\s+([,.;])", r"\1", " ".join(pieces)).strip(" ,;.:")
    words = _LEADING.sub("", words).strip(" ,;.:")
    # "une copie en est adressée": the pronoun stands for the report, it is no part of the thing.
    words = re.sub(r"\s(?:en|y)$", "", words)
    words = re.sub(r",?\s(?:sans délai|immédiatement|aussitôt)$", "", words)
    words = re.split(r",?\s(?:conformément|selon les modalités)\b", words)[0]
    if form.verb == "informed" or (form.verb.startswith("inform") and not words):
        words = " ".join(text.words(*span).text for span in form.recipients[:1])
    return f"{infinitive} {_lowered(words)}".strip() if words and (infinitive := _infinitive(form.verb)) else words


@lru_cache(maxsize=256)
def _infinitive(verb: str) -> str:
    """Return the infinitive of a verb form, from the table; empty where the object says it all."""
    names = table("duties")["infinitives"]
    return next((str(name) for stem, name in names.items() if plain(verb).startswith(stem)), "")


def _lowered(words: str) -> str:
    """Put the article of a former subject in lower case: "transmettre une analyse finale"."""
    first, space, rest = words.partition(" ")
    return first.lower() + space + rest if first.lower() in _ARTICLES or first.startswith("L'") else words
