"""The medicines on which the act bears: name, strength, form, and whether their group is covered too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from cpc_graph.read.draft import Draft
from cpc_graph.read.lineage import ends_another
from cpc_graph.read.measure import Measure
from cpc_graph.read.normal import Normal, Span
from cpc_graph.read.spans import Taken
from cpc_graph.read.tables import either, listed, regime_names, table
from cpc_graph.text.facts import Product
from cpc_graph.text.values import Quotes

_NUMBER = r"\d+(?:[.,]\d+)?(?:\s\d{3}){0,3}"
_NAME = r"[A-ZÀ-Ý0-9][\w'.À-ÿ/+-]*[®™]?"


@lru_cache(maxsize=1)
def _grammar() -> dict[str, re.Pattern[str]]:
    unit = f"(?i:{listed('medicines', 'units')})"
    dose = rf"{_NUMBER}\s?{unit}(?:\s?/\s?(?:{_NUMBER}\s?)?{unit})?(?![\wÀ-ÿ])"
    strength = rf"{dose}(?:(?:\s?/\s?|\s?,\s|\set\s|\sou\s|\s?\+\s?){dose}){{0,4}}"
    form = f"(?i:{either(table('medicines')['forms'])})"
    tail = f"(?i:{either(table('medicines')['tail'])})"
    # "gélule, pour une durée": a preposition ends no form.
    forms = rf"{form}(?![\wÀ-ÿ])(?:,?\s{tail}(?![\wÀ-ÿ]|-[\wÀ-ÿ])){{0,9}}(?<!\s(?i:pour))(?<!\s(?i:de))"
    stop = f"(?i:{either(table('medicines')['stops'])})"
    token = rf"(?:(?!{stop}(?![\wÀ-ÿ'.])|[ld]')[\w'.,%/+À-ÿ-]*[\w.%)À-ÿ][®™]?|\([\w'À-ÿ -]{{2,40}}\))"
    name = rf"(?!{stop}(?![\wÀ-ÿ.])){_NAME}"
    return {
        "full": re.compile(
            rf"(?<![\wÀ-ÿ'-])(?:[dl]'(?=[A-Z]))?(?P<name>{name}(?:\s{token}){{0,6}}?)\s(?P<strength>{strength}"
            rf")(?:\s?,\s?|\s)(?P<form>{forms})"
        ),
        "formless": re.compile(
            rf"(?<![\wÀ-ÿ'-])(?:[dl]'(?=[A-Z]))?(?P<name>{name}(?:\s{token}){{0,4}}?)\s(?P<strength>{strength}"
            rf")(?!\s?,?\s{form})"
        ),
        "plain": re.compile(rf"(?<![\wÀ-ÿ'-])(?P<name>{name}(?:\s{token}){{0,5}}?)\s?,\s(?P<form>{forms})"),
        "dose": re.compile(dose),
        "led": re.compile(
            rf"(?i:{listed('medicines', 'leads')})\s(?:dénommée?s?\s)?(?P<name>[A-ZÀ-Ý][\wÀ-ÿ.-]*(?:\s[A-ZÀ-Ý]"
            rf"[\wÀ-ÿ.-]*){{0,3}})"
        ),
        "and": re.compile(r"\s(?:et|ou)\s|\s?,\s|\s?\+\s?|\s?/\s?"),
    }


@lru_cache(maxsize=1)
def _groups() -> list[tuple[Literal["generic", "biosimilar"], re.Pattern[str]]]:
    return [
        ("biosimilar", re.compile(rf"\b{listed('medicines', 'biosimilar')}\b")),
        ("generic", re.compile(rf"\b{listed('medicines', 'generic')}\b")),
    ]


def find_medicines(text: Normal, start: int, end: int) -> list[tuple[str, Span]]:
    """Return the medicines named in a passage, each strength of a shared name apart, with the place of the name."""
    found: list[tuple[str, Span]] = []
    taken = Taken()
    grammar = _grammar()
    for kind in ("full", "plain", "formless"):
        for match in grammar[kind].finditer(text.capitals, start, end):
            span = (match.start("name"), match.end())
            if taken.overlaps(*span):
                continue
            taken.add(*span)
            found += [(name, span) for name in _names(text, match, kind)]
    return sorted(found, key=lambda one: one[1])


def _names(text: Normal, match: re.Match[str], kind: str) -> list[str]:
    def words(start: int, end: int) -> str:
        return text.words(start, end).text

    whole = words(match.start("name"), match.end())
    if kind == "plain":
        return [whole]
    grammar = _grammar()
    doses = list(grammar["dose"].finditer(match.string, *match.span("strength")))
    between = [match.string[a.end() : b.start()].strip() for a, b in pairwise(doses)]
    # "75 mg/50 mg/100 mg" is one product of three substances; "10 mg et 25 mg" are two.
    if len(doses) < 2 or any(sign in ("/", "+") for sign in between):
        return [whole]
    name = words(*match.span("name"))
    form = words(*match.span("form")) if kind == "full" else ""
    return [f"{name} {words(*dose.span())}{', ' + form if form else ''}" for dose in doses]


def read_products(draft: Draft, measure: Measure) -> tuple[Product, ...]:
    """Read the medicines of the act: as its articles name them, else its title, else the visa it points to."""
    title = draft.layout.title
    places = [_article_places(draft, measure), [(title.start, title.end)] if title else [], _visa_places(draft)]
    for number, spans in enumerate(places):
        found = [one for span in spans for one in find_medicines(draft.text, *span)] or _led(draft, spans)
        if found:
            return _products(draft, found, [*spans, *(places[1] if number == 0 else [])])
    draft.warn("no-product", "aucun médicament n'est nommé")
    return ()


def _article_places(draft: Draft, measure: Measure) -> list[Span]:
    """Return the sentences of the articles that name the measure or act on it; others may name anything."""
    pattern = re.compile(regime_names())
    found = []
    # "La décision du D établissant le CPC de Xenodrax est abrogée": another act's medicine.
    ended = [clause.sentence for clause in ends_another(draft, measure)]
    for sentence in draft.operative:
        if sentence in ended:
            continue
        even = draft.plain(sentence.start, sentence.end)
        if pattern.search(even) or sentence.block is draft.articles[0]:
            found.append((sentence.start, sentence.end))
    return found


def _visa_places(draft: Draft) -> list[Span]:
    pattern = re.compile(regime_names())
    return [
        (block.start, block.end)
        for block in draft.layout.of("visa")
        if pattern.search(draft.plain(block.start, block.end))
    ]


def _led(draft: Draft, spans: Iterable[Span]) -> list[tuple[str, Span]]:
    """Read "la spécialité TRUVADA": a name alone, right after the word for a medicine."""
    found = []
    for span in spans:
        for match in _grammar()["led"].finditer(draft.text.text, *span):
            name = match["name"]
            if re.fullmatch(regime_names(), draft.plain(*match.span("name"))) is None:
                found.append((" ".join(name.split()), match.span("name")))
    return found


def _products(draft: Draft, found: list[tuple[str, Span]], spans: list[Span]) -> tuple[Product, ...]:
    kind, group = _group(draft, spans)
    places: dict[str, dict[Span, None]] = {}
    names: dict[str, str] = {}
    for name, span in found:
        key = name.casefold().replace("’", "'").replace(" ", "")
        names.setdefault(key, name)
        places.setdefault(key, {})[span] = None
    return tuple(
        Product(names[key], tuple(quote for span in there for quote in draft.text.quotes(*span)), group, kind)
        for key, there in places.items()
    )


def _group(draft: Draft, spans: list[Span]) -> tuple[Literal["generic", "biosimilar"] | None, Quotes]:
    for span in spans:
        for kind, pattern in _groups():
            if match := pattern.search(draft.text.plain, *span):
                return kind, draft.text.quotes(*match.span())
    return None, ()
