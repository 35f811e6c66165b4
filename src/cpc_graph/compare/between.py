"""Compare two sides: concept by concept, word by word, article by article, duty by duty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import NamedNode

from cpc_graph.ask.names import Names
from cpc_graph.ask.source import Source
from cpc_graph.compare.changes import ADDED, CHANGED, NOT_TOLD, REMOVED, SAME, Change, Comparison
from cpc_graph.compare.duties import duties
from cpc_graph.compare.indications import indications
from cpc_graph.compare.phrases import phrase
from cpc_graph.compare.read import PERIOD, Contents, read_contents
from cpc_graph.compare.sides import Side, read_side
from cpc_graph.compare.standing import marked, read_standing
from cpc_graph.rdf.terms import Term


def compare(source: Source, old: str, new: str, *, lang: str = "fr") -> Comparison:
    """Compare two acts ("S1", "S0") or two days of a measure ("thalidomide@2022-09-01").

    Raises UsageError when a side names nothing, several things, or a day on which no single state is known.
    """
    names = Names(source, lang)
    sides = read_side(source, old, names), read_side(source, new, names)
    contents = read_contents(source, sides[0]), read_contents(source, sides[1])
    changes: tuple[Change, ...] = (
        *_regime(*contents, names),
        *indications(source, sides, contents, names),
        *_products(sides, contents, names),
        *_period(*contents, names),
        *_bases(sides, contents, names),
        *duties(sides, contents, names),
    )
    changes = tuple(
        marked(changes, (read_standing(source, sides[0], lang), read_standing(source, sides[1], lang)), names)
    )
    because = list(dict.fromkeys(line for side in sides for line in side.because))
    if contents[0].period.get("measure") != contents[1].period.get("measure"):
        # Another medicine, another population: nothing is wider or narrower than the other.
        changes = tuple(replace(change, effect=None) for change in changes)
        because.append(phrase("other measure", lang))
    return Comparison(sides[0].name, sides[1].name, changes, tuple(because), lang)


def _regime(old: Contents, new: Contents, names: Names) -> Iterator[Change]:
    yield _value("regime", "regime", old.period.get("regime"), new.period.get("regime"), names)


def _period(old: Contents, new: Contents, names: Names) -> Iterator[Change]:
    for key in PERIOD:
        if old.period or new.period:
            yield _value("period", key, old.period.get(key), new.period.get(key), names)


def _value(aspect: str, key: str, old: Term | None, new: Term | None, names: Names) -> Change:
    shown = [names.of(term) if term is not None else None for term in (old, new)]
    kind = NOT_TOLD if old is None or new is None else SAME if old == new else CHANGED
    return Change(aspect, kind, None, phrase(key, names.lang), shown[0], shown[1], key=key)


def _absent(side: Side, known: object, names: Names) -> tuple[str, ...]:
    """Say why a side that does not list a thing does not tell that it is not there; nothing when it does tell."""
    if not known:
        return (phrase("nothing known", names.lang),)
    return () if side.is_held else (phrase("not listed", names.lang),)


def _products(sides: tuple[Side, Side], contents: tuple[Contents, Contents], names: Names) -> Iterator[Change]:
    old, new = (content.products for content in contents)
    names.learn([*old, *new])
    for product in sorted({*old, *new}, key=lambda node: node.value):
        if product in old and product in new:
            yield Change("product", SAME, product.value, names.of(product))
            continue
        side, there = (sides[0], old) if product in new else (sides[1], new)
        twin = _twin(product, contents[0 if product in old else 1].products, there)
        if twin is not None:
            alias = phrase("same group", names.lang, code=names.of(twin))
            yield Change("product", SAME, product.value, names.of(product), notes=(alias,))
            continue
        notes = _absent(side, there, names)
        notes += tuple(_known_as(product, contents[0 if product in old else 1], there, names))
        kind = NOT_TOLD if _absent(side, there, names) else ADDED if product in new else REMOVED
        yield Change("product", kind, product.value, names.of(product), notes=notes)


def _twin(
    product: NamedNode, here: dict[NamedNode, tuple[Term, ...]], there: dict[NamedNode, tuple[Term, ...]]
) -> Term | None:
    """Return what the other side lists that is reported to be this very thing, under another identifier."""
    direct = next((code for code in here.get(product, ()) if code in there), None)
    return direct or next((other for other, codes in there.items() if product in codes), None)


def _known_as(
    product: NamedNode, here: Contents, there: dict[NamedNode, tuple[Term, ...]], names: Names
) -> Iterator[str]:
    """Say that the other side covers the product all the same: under another name, or through its group."""
    codes = {code for known in there.values() for code in known}
    for key, known in (("same product", here.products), ("in group", here.groups)):
        for code in known.get(product, ()):
            if code in codes:
                yield phrase(key, names.lang, code=names.of(code))


def _bases(sides: tuple[Side, Side], contents: tuple[Contents, Contents], names: Names) -> Iterator[Change]:
    old, new = (content.bases for content in contents)
    names.learn([*old, *new, *(one for side in (old, new) for versions in side.values() for one in versions)])
    for provision in sorted({*old, *new}, key=lambda node: _natural(node.value)):
        before, after = (
            "; ".join(names.of(one) for one in side[provision]) or phrase("no version", names.lang)
            if provision in side
            else None
            for side in (old, new)
        )
        notes: tuple[str, ...] = ()
        if provision in old and provision in new:
            told = old[provision] and new[provision]
            kind = NOT_TOLD if not told else SAME if old[provision] == new[provision] else CHANGED
        else:
            side, there = (sides[0], old) if provision in new else (sides[1], new)
            notes = _absent(side, there, names)
            kind = NOT_TOLD if notes else ADDED if provision in new else REMOVED
        yield Change("basis", kind, provision.value, names.of(provision), before, after, notes=notes)


def _natural(text: str) -> list[tuple[int, str]]:
    """Order R5121-76-2 before R5121-76-10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]
