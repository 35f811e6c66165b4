"""When, where and by whom the act was signed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cpc_graph.read.days import Found
from cpc_graph.read.draft import Draft
from cpc_graph.read.layout import Block
from cpc_graph.read.measure import NO_WORDS
from cpc_graph.read.normal import Span
from cpc_graph.read.offices import SIGNED, is_delegation, is_office, lines_of, person
from cpc_graph.text.facts import Signatory
from cpc_graph.text.values import UNKNOWN, Day, Quotes, Words

_PLACE = re.compile(
    r"(?:fait(?:\sen\s[\w ]{1,20}\sexemplaires?)?,?|delivree?)\s(?:a|en)\s(?P<place>[^,\n]{2,60}?)\s?(?:,|\sle\s|\n|$)"
)
_PLACE_LAST = re.compile(r"fait,?\sle\s[^\n]{4,40}?,?\sa\s(?P<place>[a-z][^,.\n]{2,40})")
_PLACE_AND_DAY = re.compile(
    (
        r"^(?!Fait\b)(?:[AÀ]\s)?(?P<place>[A-ZÀ-Ý][\w'À-ÿ]{0,30}(?:(?:-(?![A-ZÀ-Ý])|[ -](?:(?:le|la|les|sur|sous|en|"
        r"de|d'|du)[ -]?)?(?=[A-ZÀ-Ý]))[\w'À-ÿ]{1,30}){0,7}),\s?le\s"
    ),
    re.M,
)
# Only the day behind the first words: "modifiant la décision du 4 avril 2022" is another act's.
TITLE_DAY = re.compile(r"^decision\b(?:(?!\bdecision\b)[^\n]){0,40}?(?:\bdu|\ben\sdate\sdu|,)\s$")
_SELF_DAY = re.compile(r"\bla\spresente\sdecision,?\s(?:en\sdate\s)?du\s$")
_STAMP_DAY = re.compile(r"\bsignee?\s(?:[a-z]+\s){0,3}(?:le|:)\s?$|\bdate\sde\s(?:la\s)?signature\s?:?\s?$")

_LONGEST = 3000  # characters: who signs stands at the head of what follows the articles
_SIGNED_ALONE = re.compile(r"\W*(?:original\s)?signee?(?:\selectroniquement)?\W*")
# "Document signé électroniquement le 12/03/2024 par Alice MARTIN, directrice générale".
_SIGNED_BY = re.compile(r"\bsignee?\s(?:electroniquement\s)?(?:le\s[^,\n]{6,30}?\s)?par\s(?=\w)")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A day that may be the signature's, quoted from `start`."""

    found: Found
    start: int
    rank: int


def read_signed(draft: Draft) -> Day:
    """Read the day of signature: the clause wins over the title, the title over the act's word on itself."""
    candidates = [*_clauses(draft), *_others(draft)]
    best = min((one.rank for one in candidates), default=None)
    ranked = [one for one in candidates if one.rank == best]
    values = {one.found.value for one in ranked}
    if best is None:
        draft.warn("no-signature-date", "aucune date de signature", _signature_quotes(draft))
        return UNKNOWN
    chosen = ranked[0]
    quotes = draft.text.quotes(chosen.start, chosen.found.end)
    if len(values) > 1:
        every = tuple(quote for one in ranked for quote in draft.text.quotes(one.start, one.found.end))
        draft.warn("two-candidates", "plusieurs dates de signature de même rang : aucune n'est retenue", every)
        return UNKNOWN
    if chosen.found.value is None:
        impossible = chosen.found.fault == "impossible"
        code = "impossible-date" if impossible else "ambiguous-date"
        why = "ce jour n'existe pas" if impossible else "l'année n'a que deux chiffres"
        draft.warn(code, f"date de signature : {why} (« {quotes[0].exact} »)", quotes)
        return UNKNOWN
    _conflicts(draft, chosen, candidates)
    return Day(chosen.found.value, "stated", None, quotes)


def _conflicts(draft: Draft, chosen: _Candidate, candidates: list[_Candidate]) -> None:
    seen = {chosen.found.value}
    for one in candidates:
        if one.found.value and one.found.value not in seen:
            seen.add(one.found.value)
            draft.warn(
                "date-conflict",
                f"signature le {chosen.found.value:%d/%m/%Y}, un autre passage dit le {one.found.value:%d/%m/%Y}",
                draft.text.quotes(one.start, one.found.end),
            )


def _clauses(draft: Draft) -> list[_Candidate]:
    found = []
    for block in draft.layout.of("signature"):
        days = draft.days_in(block.start, block.end)
        if days:
            found.append(_Candidate(days[0], block.start, 0))
    for start, day in _place_lines(draft):
        found.append(_Candidate(day, start, 0))
    return found


def _place_lines(draft: Draft) -> list[tuple[int, Found]]:
    """Find "Saint-Denis, le 6 octobre 2023" at the head or the foot of the act."""
    found = []
    for block in draft.layout.of("loose"):
        for match in _PLACE_AND_DAY.finditer(draft.text.text, block.start, block.end):
            days = [day for day in draft.days_in(match.end(), match.end() + 4) if day.start <= match.end() + 3]
            if days:
                found.append((match.start(), days[0]))
    return found


def _others(draft: Draft) -> list[_Candidate]:
    found = []
    title = draft.layout.title
    for day in draft.days:
        before = draft.plain(max(0, day.start - 60), day.start)
        if title and title.start <= day.start < title.end:
            if TITLE_DAY.search(draft.plain(title.start, day.start).replace("\n", " ")):
                found.append(_Candidate(day, title.start, 1))
        elif _SELF_DAY.search(before):
            found.append(_Candidate(day, day.start, 2))
        elif _STAMP_DAY.search(before) and not any(b.start <= day.start < b.end for b in draft.layout.of("visa")):
            found.append(_Candidate(day, day.start, 3))
    return found


def _signature_quotes(draft: Draft) -> Quotes:
    block = next(iter(draft.layout.of("signature")), None)
    return draft.text.quotes(block.start, block.end) if block else ()


def read_signatory(draft: Draft) -> Signatory | None:
    """Read who signs; without a name, the office alone."""
    blocks = [*draft.layout.of("signature")]
    name = function = None
    for block in [*blocks, *_unsigned(draft)]:
        name, function = _name_and_office(draft, block)
        if name or function:
            break
    if name is None and function is None:
        return None
    words = [draft.text.words(*span) if span else NO_WORDS for span in (name, function)]
    return Signatory(words[0], words[1], _place(draft, blocks))


def _unsigned(draft: Draft) -> list[Block]:
    """Return the loose blocks after the last article: names may stand there without "Fait à"."""
    articles = draft.layout.of("article", "operative")
    last = max((block.end for block in articles), default=len(draft.text.text))
    return [block for block in draft.layout.of("loose") if block.start >= last]


def _name_and_office(draft: Draft, block: Block) -> tuple[Span | None, Span | None]:
    name: Span | None = None
    offices: list[Span] = []
    formulas: list[Span] = []
    spans = lines_of(draft.text, block.start, min(block.end, block.start + _LONGEST))
    for number, (start, end) in enumerate(spans):
        if block.kind == "signature" and number == 0:
            continue
        if signed := SIGNED.match(draft.text.text[start:end]):
            start += signed.end()
        line, even = draft.text.text[start:end], draft.plain(start, end)
        if _SIGNED_ALONE.fullmatch(even):
            continue
        if by := _SIGNED_BY.search(draft.text.plain, start, end):
            start = by.end()
            line, even = draft.text.text[start:end], draft.plain(start, end)
        if is_delegation(even):
            formulas.append(_bare(draft, start, end))
            last = line.rfind(", ") + 2
            if last > 1 and (signer := person(line[last:])):
                name = name or (start + last, start + last + signer.end("name"))
                end = start + last - 2
            offices += _office_after(draft, start, end)
        elif is_office(even.rstrip(" ,")) and "," not in even.rstrip(" ,"):
            offices.append(_bare(draft, start, end))
        elif (match := person(line)) and name is None:
            name = (start, start + match.end("name"))
        elif offices and line[:1].islower() and not is_office(even):
            offices[-1] = (offices[-1][0], _bare(draft, start, end)[1])
        elif "," in line:
            name, offices = _both(draft, start, end, name, offices)
    return name, next(iter(offices or formulas), None)


def _both(draft: Draft, start: int, end: int, name: Span | None, offices: list[Span]) -> tuple[Span | None, list[Span]]:
    """Read "Hélène MARCHADIER, directrice générale", or "La directrice adjointe, Hélène MARCHADIER"."""
    line = draft.text.text[start:end]
    cut = line.index(",")
    left, right = (start, start + cut), draft.text.trim(start + cut + 1, end)
    for person_span, office in ((left, right), (right, left)):
        match = person(draft.text.text[person_span[0] : person_span[1]])
        if match and is_office(draft.plain(*office)):
            return (person_span[0], person_span[0] + match.end("name")), [*offices, office]
    if is_office(draft.plain(start, end)):
        return name, [*offices, _bare(draft, start, end)]
    return name, offices


def _office_after(draft: Draft, start: int, end: int) -> list[Span]:
    """Read the office behind the formula on the same line: "… et par délégation, la directrice adjointe"."""
    line = draft.plain(start, end)
    found = re.search(r"delegation\s?,\s", line)
    if found and is_office(line[found.end() :].rstrip(" ,")):
        return [_bare(draft, start + found.end(), end)]
    return []


def _bare(draft: Draft, start: int, end: int) -> Span:
    while end > start and draft.text.text[end - 1] in " ,:;":
        end -= 1
    return start, end


def _place(draft: Draft, blocks: list[Block]) -> Words | None:
    for block in blocks:
        if match := _PLACE_AND_DAY.match(draft.text.text, block.start):
            return Words(draft.text.words(*match.span("place")).text, draft.text.quotes(*match.span("place")))
        if match := _PLACE_LAST.match(draft.text.plain, block.start, block.end):
            return draft.text.words(*match.span("place"))
        if match := _PLACE.match(draft.text.plain, block.start, block.end):
            return Words(
                draft.text.words(*match.span("place")).text, draft.text.quotes(block.start, match.end("place"))
            )
    for start, _ in _place_lines(draft):
        if match := _PLACE_AND_DAY.match(draft.text.text, start):
            return draft.text.words(*match.span("place"))
    return None
