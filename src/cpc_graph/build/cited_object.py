"""What a cited decision is about, in the words of the text that cites it: this act's medicine, another one, or else.

A cited act must not be named by a medicine that is not its own: its name is taken from the words around its day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cpc_graph.names import slug
from cpc_graph.read.medicines import find_medicines
from cpc_graph.read.normal import normalise, plain
from cpc_graph.read.tables import regime_names
from cpc_graph.text.facts import CitedAct, Facts
from cpc_graph.text.folding import fold_space
from cpc_graph.text.values import Quote

Kind = Literal["own", "other", "matter", "untold"]
_LONGEST, _SHORTEST, _WORDS = 300, 4, 8  # characters of a passage, letters of a name, words of a matter
_END = re.compile(r";|\n\s*\n|(?<=[a-zà-ÿ)]{3})\.\s+(?=[A-ZÀ-Ý])")
_CAPITAL = re.compile(r"(?P<name>[A-ZÀ-Ý][\w-]{3,}(?:\s[A-ZÀ-Ý][\w-]*){0,2})")
_OF = r"(?:de\sla\s|de\sl'|d'|de\s|du\s|des\s|pour\s|dans\s)"
_PRODUCTS = r"(?:la\s|les\s|le\s)?(?:specialites?|medicaments?|produits?)(?:\spharmaceutiques?)?\s"
_SUBSTANCE = re.compile(r"\ba\sbase\s(?:de\s|du\s|d')\s?(?P<name>(?:acide\s)?[a-z][\w-]{3,})")
_MATTER = re.compile(
    r"\b(?:portant|fixant|autorisant|concernant|relatives?\s(?:a\s(?:la\s|l'|le\s)?|aux?\s))(?P<words>[^,;:()«»]{4,})"
)
_ANAPHORA = re.compile(r"\W*(?:susvise|susmentionne|precite|ci-dessus|ci-avant|modifiee?\b|renouvelee?\b|\W*$)")


@dataclass(frozen=True, slots=True)
class CitedObject:
    """What a cited act is about. `name`: the other medicine or the matter, in the words of the text, else empty.

    `untold`: the text gives its day and nothing else. `is_foreign`: a medicine that is none of this act's.
    """

    kind: Kind
    name: str = ""
    is_foreign: bool = False


def object_of(cited: CitedAct, facts: Facts, measure: str = "") -> CitedObject:
    """Tell what an act that a text cites is about; where the text names no other, an act on a measure is on its own.

    `measure` is the slug of the measure that this act is on, where a link gives it another name than the text does.
    """
    passages, products = list(_passages(cited, facts)), [product.name for product in facts.products]
    own = _heads([*products[:1], *([facts.about.text] if facts.about else []), measure])
    named = [found[0] for passage in passages if (found := _names(passage))]
    if any(_head(name) in own for name in named):
        return CitedObject("own")
    if named:
        return CitedObject("other", named[0], is_foreign=_head(named[0]) not in _heads(products))
    if cited.renews is not None and facts.cited_acts[cited.renews].renews is None:
        return object_of(facts.cited_acts[cited.renews], facts, measure)
    if cited.regime.text not in ("", "other") or acts_on_it(cited) or cited.renews is not None:
        return CitedObject("own")
    matter = next(filter(None, map(_matter, passages)), "")
    if matter:
        return CitedObject("own") if set(slug(matter).split("-")) & own else CitedObject("matter", matter)
    return CitedObject("untold")


def acts_on_it(cited: CitedAct) -> bool:
    """Tell whether the words by which this act acts on the cited one name that one: "La décision du D est abrogée"."""
    acted = [quote for quote in (cited.acted_on.quotes if cited.acted_on else ()) if quote not in cited.quotes]
    return any(outer.start <= one.start and one.end <= outer.end for outer in acted for one in cited.quotes)


def _heads(names: Iterable[str]) -> set[str]:
    return {head for name in names if len(head := _head(name)) >= _SHORTEST}


def _head(name: str) -> str:
    """Return the first word of a medicine's name, which all brands of one substance often share.

    >>> _head("Thalidomide BMS 50 mg, gélule"), _head("acide valproïque")
    ('thalidomide', 'acide-valproique')
    """
    first, *rest = slug(name).split("-")
    return f"{first}-{rest[0]}" if first == "acide" and rest else first


def _passages(cited: CitedAct, facts: Facts) -> Iterator[str]:
    """Yield the words that tell of a cited act: from each place that names it to the next act or the end."""
    starts = sorted(quote.start for other in facts.cited_acts for quote in other.quotes)
    for quote in cited.quotes:
        rest = "\n".join(_after(quote, facts))
        following = next((start for start in starts if start >= quote.end), quote.end + _LONGEST)
        rest = rest[: min(following - quote.end, _LONGEST)]
        if end := _END.search(rest):
            rest = rest[: end.start()]
        yield fold_space(f"{quote.exact}{rest}")


def _after(quote: Quote, facts: Facts) -> Iterator[str]:
    """Yield what stands after a quote in its part of the act, stretch by stretch."""
    for part in facts.parts:
        for at, whole in enumerate(part.quotes):
            if whole.start <= quote.start and quote.end <= whole.end:
                yield whole.exact[quote.end - whole.start :]
                yield from (more.exact for more in part.quotes[at + 1 :])
                return


def _names(passage: str) -> list[str]:
    """Return the medicines that a passage names: with a strength or a form, after a word for it, or by substance."""
    text, even = normalise(passage), plain(normalise(passage).text)
    found = [(span[0], name) for name, span in find_medicines(text, 0, len(text.text))]
    for lead in _leads().finditer(even):
        if match := _CAPITAL.match(text.text, lead.end()):
            found.append((match.start(), match["name"]))
    found += [(match.start("name"), text.text[slice(*match.span("name"))]) for match in _SUBSTANCE.finditer(even)]
    names = (name for _, name in sorted(found, key=lambda one: (one[0], -len(one[1]))))
    return [name for name in names if not re.search(regime_names(), plain(name)) and slug(name) not in _NO_NAMES]


_NO_NAMES = {"agence", "ansm", "agence-nationale"}


@lru_cache(maxsize=1)
def _leads() -> re.Pattern[str]:
    return re.compile(rf"(?:{regime_names()}(?:\s\(\w+\)|\))?\s{_OF}(?:{_PRODUCTS})?|\b{_PRODUCTS})")


def _matter(passage: str) -> str:
    """Return what a decision that concerns no measure is about: "portant délégation de signature"."""
    even = normalise(passage).text
    match = _MATTER.search(plain(even))
    if match is None or _ANAPHORA.match(match["words"]):
        return ""
    return " ".join(even[match.start("words") : match.end("words")].split()[:_WORDS])
