"""From the entries of an overlay to exact quotes of the source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from cpc_graph.errors import InputError
from cpc_graph.text.quotes import locate, occurrences
from cpc_graph.text.values import Quote, Quotes


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

    def among(self, value: Any, allowed: Collection[Any]) -> Any:
        """Return a word of a closed list; refuse another."""
        if value not in allowed:
            raise self.refusal(value)
        return value

    def only(self, entry: Mapping[str, Any], *keys: str) -> None:
        """Refuse an entry with a key that is not one of these: a misspelt key would be silence."""
        if not isinstance(entry, Mapping) or set(entry) - set(keys):
            raise self.refusal(entry)

    def refusal(self, entry: object) -> InputError:
        """Make the error for an entry that does not have a known form."""
        return InputError(
            fr=f"{self.name} : entrée mal formée : {entry!r}",
            en=f"{self.name}: malformed entry: {entry!r}",
        )

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
