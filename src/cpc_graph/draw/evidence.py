"""How statements are known: from the assertions of the store to facts that a reader can check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from cpc_graph.ask.evidence import Assertion, assertions_of, read_assertions
from cpc_graph.draw.lookup import Lookup, as_day
from cpc_graph.draw.story import STATUSES, UNKNOWN, Bound, Fact, Period, Quoted, Variant
from cpc_graph.draw.words import Words, day_text, duration_text
from cpc_graph.names import CPC
from cpc_graph.rdf.terms import Term, iri

Key = tuple[Term, Term, Term | None]
_MOST_QUOTES = 4


class Evidence:
    """The assertions behind the statements of a picture, read in one go."""

    def __init__(self, lookup: Lookup, words: Words) -> None:
        """Know nothing yet."""
        self._lookup, self._words = lookup, words
        self._wanted: dict[Key, None] = {}
        self._found: dict[Key, list[NamedNode]] = {}
        self._read: dict[NamedNode, Assertion] = {}
        self._limits: dict[NamedNode, tuple[dt.date | None, dt.date | None]] = {}

    def want(self, thing: NamedNode, *properties: str) -> None:
        """Ask for what is known of these properties of a thing that was described, the missing ones included."""
        for prop in properties:
            for value in self._values_or_none(thing, prop):
                self._wanted[thing, iri(prop), value] = None

    def load(self) -> None:
        """Read every assertion that was asked for, what it is derived from, and the names that it needs."""
        source, lookup = self._lookup.source, self._lookup
        self._found = assertions_of(source, list(self._wanted))
        nodes = sorted({node for found in self._found.values() for node in found}, key=str)
        self._read = read_assertions(source, nodes, lookup.lang)
        for row in lookup.ask("limits", "assertion", nodes):
            if isinstance(row["assertion"], NamedNode):
                self._limits[row["assertion"]] = (as_day(row["earliest"]), as_day(row["latest"]))
        lookup.learn_names(_named(self._read.values()))

    def facts(self, thing: NamedNode, *properties: str) -> tuple[Fact, ...]:
        """Return what is known of these properties, in order."""
        found: list[Fact] = []
        for prop in properties:
            for value in self._values_or_none(thing, prop):
                found.extend(self._facts(thing, prop, value))
        return tuple(dict.fromkeys(found))

    def facts_of(self, thing: NamedNode, prop: str, value: Term) -> tuple[Fact, ...]:
        """Return what is known of one statement."""
        return tuple(self._facts(thing, prop, value))

    def status(self, thing: NamedNode, prop: str, value: Term) -> str:
        """Return the strongest status of a statement, "" when the store has no evidence of it."""
        return _strongest(one.status for one in self._of(thing, prop, value))

    def bound(self, thing: NamedNode, prop: str) -> Bound:
        """Return a start or an end as known."""
        day = self._lookup.day(thing, prop)
        if day is not None:
            value = next(one for one in self._lookup.values(thing, prop) if as_day(one) == day)
            known = self._of(thing, prop, value)
            depends = any(self._fails_somewhere(one) for one in known)
            return Bound(day, _strongest(one.status for one in known), depends=depends)
        nodes = [one.iri for one in self._of(thing, prop, None) if one.status == UNKNOWN and not _readings(one)]
        limits = [self._limits.get(node, (None, None)) for node in nodes]
        earliest = max((low for low, _ in limits if low), default=None)
        latest = min((high for _, high in limits if high), default=None)
        return Bound(None, UNKNOWN, earliest, latest)

    def variants(self, thing: NamedNode, start: str, end: str) -> tuple[Variant, ...]:
        """Return what a period would be under each reading that the graph keeps, in order of reading."""
        bounds: dict[tuple[str, str], dict[str, Bound]] = {}
        for prop in (start, end):
            for one in self._of(thing, prop, None):
                for link in one.linked("underReading"):
                    key = (link.target.value.rpartition("/")[2], link.name)
                    limits = self._limits.get(one.iri, (None, None))
                    bounds.setdefault(key, {})[prop] = Bound(as_day(one.object), one.status, *limits)
        untold = Bound(None, UNKNOWN)
        return tuple(
            Variant(letter, name, Period(by.get(start, untold), by.get(end, untold)))
            for (letter, name), by in sorted(bounds.items(), key=lambda item: item[0])
        )

    def _values_or_none(self, thing: NamedNode, prop: str) -> Sequence[Term | None]:
        """Return the values of a property; for one without, None, for what stands in the place of a value."""
        return self._lookup.values(thing, prop) or (None,)

    def _of(self, thing: NamedNode, prop: str, value: Term | None) -> list[Assertion]:
        return [self._read[node] for node in self._found.get((thing, iri(prop), value), ()) if node in self._read]

    def _facts(self, thing: NamedNode, prop: str, value: Term | None) -> Iterator[Fact]:
        known = self._of(thing, prop, value)
        for one in sorted(known, key=lambda one: (_rank(one.status), one.iri.value)):
            yield self._fact(one)
        if not known and value is not None:
            yield Fact(self._property(iri(prop), ""), self._value(value), "")

    def _fact(self, one: Assertion) -> Fact:
        words = self._words
        value = words["not established"] if one.object is None else self._value(one.object)
        name = self._property(one.predicate, one.property_name)
        return Fact(name, value, one.status, tuple(self._notes(one)), tuple(self._quotes(one)))

    def _property(self, prop: Term, name: str) -> str:
        return self._words.get(f"property {prop.value.rpartition('#')[2]}") or name or self._lookup.name(prop)

    def _value(self, value: Term) -> str:
        day = as_day(value)
        if day is not None:
            return day_text(day, self._lookup.lang)
        if isinstance(value, Literal):
            return duration_text(value.value, self._lookup.lang) or value.value
        notation = self._lookup.notation(value) if value.value.startswith(CPC) else ""
        return f"{notation} ({self._lookup.name(value)})" if notation else self._lookup.name(value)

    def _notes(self, one: Assertion) -> Iterator[str]:
        words, lookup = self._words, self._lookup
        low, high = self._limits.get(one.iri, (None, None))
        if one.reason:
            yield one.reason
        if one.rule:
            yield words.say("by rule", name=lookup.name(iri(f"cpc:{one.rule}")))
        if one.law:
            yield words.say("by law", name=lookup.name(NamedNode(one.law)))
        for kind in ("underReading", "holdsUnder", "failsUnder", "hadPrimarySource", "searchedIn", "conflictOf"):
            if links := one.linked(kind):
                yield words.say(kind, name=", ".join(link.name for link in links))
        if one.confidence:
            yield words.say("confidence", name=one.confidence)
        if low:
            yield words.say("earliest", name=day_text(low, lookup.lang))
        if high:
            yield words.say("latest", name=day_text(high, lookup.lang))

    def _quotes(self, one: Assertion) -> Iterator[Quoted]:
        """Yield the sentences of a statement; of one that has none, those of what it is derived from."""
        seen = dict.fromkeys((quote.document, quote.exact) for quote in self._direct(one))
        for document, exact in list(seen)[:_MOST_QUOTES]:
            node = NamedNode(document)
            yield Quoted(self._lookup.notation(node) or self._lookup.name(node), " ".join(exact.split()))

    def _direct(self, one: Assertion) -> Iterator[Quoted]:
        nearest: Sequence[Assertion] = [one]
        seen = {one.iri}
        while nearest:
            quotes = [Quoted(quote.document, quote.exact) for each in nearest for quote in each.quotes]
            if quotes:
                yield from quotes
                return
            links = [link.target for each in nearest for link in each.linked("wasDerivedFrom")]
            nearest = [self._read[node] for node in dict.fromkeys(links) if node in self._read and node not in seen]
            seen.update(links)

    def _fails_somewhere(self, one: Assertion) -> bool:
        stack, seen = [one], {one.iri}
        while stack:
            each = stack.pop()
            if each.linked("failsUnder"):
                return True
            for link in each.linked("wasDerivedFrom"):
                if link.target in self._read and link.target not in seen:
                    seen.add(link.target)
                    stack.append(self._read[link.target])
        return False


def _named(assertions: Iterable[Assertion]) -> Iterator[Term]:
    for one in assertions:
        yield one.predicate
        if one.object is not None:
            yield one.object
        if one.rule:
            yield iri(f"cpc:{one.rule}")
        if one.law:
            yield NamedNode(one.law)
        for quote in one.quotes:
            yield NamedNode(quote.document)


def _readings(one: Assertion) -> bool:
    return bool(one.linked("underReading"))


def _rank(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


def _strongest(statuses: Iterable[str]) -> str:
    return min(statuses, key=_rank, default="")
