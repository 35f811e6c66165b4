"""From the entries of a person's reading to values with exact quotes of the source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from cpc_graph.errors import InputError
from cpc_graph.text.dates import DATE_RULES, apply_rule, parse_day, parse_days, parse_duration
from cpc_graph.text.quotes import locate, occurrences
from cpc_graph.text.values import UNKNOWN, Day, Quote, Quotes, Words
from cpc_graph.text.wording import running

_NO_WORDS = Words("", ())


@dataclass(frozen=True, slots=True)
class Source:
    """The text that was read, by its file name."""

    name: str
    text: str

    def quotes(self, entry: object) -> Quotes:
        """Locate a quote: a string, `{text, nth}`, `{all: …}` for each place, `{from, to, nth}`, or a list."""
        if isinstance(entry, list):
            return tuple(dict.fromkeys(quote for one in entry for quote in self.quotes(one)))
        if isinstance(entry, str):
            return (self._slice(*locate(self.text, entry, name=self.name)),)
        keys = dict(entry) if isinstance(entry, Mapping) else {}
        match keys:
            case {"text": str(text), "nth": int(nth), **rest} if not rest:
                return (self._slice(*locate(self.text, text, nth, name=self.name)),)
            case {"all": str(text), **rest} if not rest:
                return self._all(text)
            case {"from": str(first), "to": str(last), **rest} if set(rest) <= {"nth"}:
                return (self._stretch(first, last, rest.get("nth")),)
        raise self.refusal(entry)

    def words(self, entry: object) -> Words:
        """Read words: `{is: …, quote: …}`, or any form of a quote, which then stands for itself as running text."""
        match entry:
            case {"is": str(text), "quote": quote, **rest} if not rest:
                return Words(running(text), self.quotes(quote))
        quotes = self.quotes(entry)
        return Words(" ".join(running(quote.exact) for quote in quotes), quotes)

    def within(self, text: str, passage: Words) -> Words:
        """Read words inside a passage: where they stand is looked for there only, so that they need not be unique."""
        outer = passage.quotes[0]
        start, end = locate(outer.exact, text, name=self.name)
        return Words(text, (self._slice(outer.start + start, outer.start + end),))

    def duration(self, entry: object) -> Words:
        """Read `{every|lasts: "trois ans", quote: …}` as an ISO 8601 duration."""
        match entry:
            case {"lasts": str(text), "quote": quote, **rest} if not rest:
                return Words(parse_duration(text), self._holding(text, quote))
            case {"every": str(text), "quote": quote, **rest} if not rest:
                return Words(parse_duration(text), self._holding(text, quote))
        raise self.refusal(entry)

    def day(self, entry: object, operand: Day = UNKNOWN, length: Words = _NO_WORDS) -> Day:
        """Read a day: absent (unknown), `{date: 04/08/2025, quote: …}`, or `{rule: …, quote: …}` of the operand.

        A computed day keeps the quotes of its operands (and of `length`, the duration that its rule adds).
        `among` gives the words where several days share a year ("8 juin, 26 septembre et 4 octobre 2018").
        """
        match entry:
            case None:
                return UNKNOWN
            case {"date": str(text), "quote": quote, **rest} if not rest:
                return Day(parse_day(text), "stated", None, self._holding(text, quote))
            case {"date": str(text), "among": str(days), "quote": quote, **rest} if not rest:
                if parse_day(text) in parse_days(days):
                    return Day(parse_day(text), "stated", None, self._holding(days, quote))
            case {"rule": "day-after-stated-last-day", "date": str(text), "quote": quote, **rest} if not rest:
                return self._computed("day-after-stated-last-day", {}, self.day({"date": text, "quote": quote}), length)
            case {"rule": str(rule), **rest} if rule in DATE_RULES and set(rest) <= {"quote"}:
                return self._computed(rule, rest, operand, length)
        raise self.refusal(entry)

    def _computed(self, rule: str, rest: Mapping[Any, Any], operand: Day, length: Words) -> Day:
        quotes = tuple(dict.fromkeys((*self.quotes(rest.get("quote", [])), *operand.quotes, *length.quotes)))
        value = apply_rule(rule, operand.value, length.text)
        return Day(value, "computed", rule, quotes) if value else Day(None, "unknown", rule, quotes)

    def among(self, value: Any, allowed: Collection[str]) -> Any:
        """Return a word of a closed list; refuse another."""
        if value not in allowed:
            raise self.refusal(value)
        return value

    def word_among(self, entry: object, allowed: Collection[str]) -> Words:
        """Read `{is: …, quote: …}` whose word is one of a closed list."""
        words = self.words(entry)
        self.among(words.text, allowed)
        return words

    def only(self, entry: Mapping[str, Any], *keys: str) -> None:
        """Refuse an entry with a key that is not one of these: a misspelt key would be silence."""
        if not isinstance(entry, Mapping) or set(entry) - set(keys):
            raise self.refusal(entry)

    def refusal(self, entry: object) -> InputError:
        """Make the error for an entry that does not have a known form."""
        return InputError(
            fr=f"{self.name} : entrée de lecture mal formée : {entry!r}",
            en=f"{self.name}: malformed entry in the reading: {entry!r}",
        )

    def _holding(self, text: str, quote: Any) -> Quotes:
        """Locate the quote and see that one of its slices holds the words that were read."""
        quotes = self.quotes(quote)
        if not any(occurrences(found.exact, text) for found in quotes):
            raise InputError(
                fr=f"{self.name} : « {text} » n'est dans aucune des citations données",
                en=f"{self.name}: “{text}” stands in none of the quotes given",
            )
        return quotes

    def _slice(self, start: int, end: int) -> Quote:
        return Quote(self.text[start:end], start, end)

    def _all(self, text: str) -> Quotes:
        found = tuple(self._slice(*place) for place in occurrences(self.text, text))
        return found or self.quotes(text)

    def _stretch(self, first: str, last: str, nth: int | None) -> Quote:
        """Slice from where `first` (the `nth` of several) begins to the first place after it where `last` ends."""
        start, opened = locate(self.text, first, nth, name=self.name)
        ends = [end for begin, end in occurrences(self.text, last) if begin >= start and end >= opened]
        if not ends:
            locate(self.text[opened:], last, name=self.name)
            raise self.refusal({"from": first, "to": last})
        return self._slice(start, ends[0])
